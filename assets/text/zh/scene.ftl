### What pictures say: names, labels, legends, titles.

## Names of equilibria, bifurcations and special points

kind-stable-node = 稳定结点
kind-unstable-node = 不稳定结点
kind-stable-focus = 稳定焦点
kind-unstable-focus = 不稳定焦点
kind-saddle = 鞍点
kind-saddle-focus = 鞍焦点
kind-centre = 中心
kind-saddle-node = 鞍结点
kind-degenerate = 退化
event-saddle-node = 鞍结分岔
event-saddle-node-on-circle = 不变环上的鞍结分岔
event-supercritical-hopf = 超临界霍普夫分岔
event-subcritical-hopf = 亚临界霍普夫分岔
event-degenerate-hopf = 退化霍普夫分岔
event-fold-of-cycles = 极限环的折叠分岔
event-homoclinic = 同宿分岔
event-period-doubling = 倍周期分岔
event-branch-point = 分支点
special-bogdanov-takens = Bogdanov-Takens 点
special-cusp = 尖点
special-generalized-hopf = 广义霍普夫点
special-saddle-node-homoclinic = 鞍结同宿点
phase-rest = 静息
phase-depolarisation = 去极化
phase-amplification = 放大
phase-repolarisation = 复极化
phase-hyperpolarisation = 超极化
response-integrator = 整合器
response-resonator = 共振器
activation-sigmoid = Sigmoid 函数
activation-relu = 线性整流（ReLU）
line-peak = 峰值
line-threshold = 阈值

## Portraits

direction-of-flow = 流动方向
saddle-node-zero = 鞍结点（零特征值）
degenerate-equilibrium = 退化平衡点
reset-line = 重置
unstable-manifold = 鞍点的不稳定流形
stable-manifold = 鞍点的稳定流形（分界线）
separatrix = 分界线
nullcline-of = { $name } 零倾线
nullcline-key = { $name } 零倾线（{ $name }′ = 0）
stable-cycle = 稳定极限环
unstable-cycle = 不稳定极限环
basin-of = { $name }的吸引域
rate-against = 变化率 { $rate } 随 { $name } 的变化
spike-and-reset = 放电与重置
sink = { $kind }（汇）
source = { $kind }（源）
steady-current = 稳态电流
time = 时间
parameter-between = { $name } 从 { $lo } 到 { $hi }
caption-preset = { $name } · { $preset }：{ $values }。
caption-model = { $name }：{ $values }。

## Diagrams and F-I curves

period = 周期
frequency = 频率
period-title = 周期
frequency-title = 频率
firing-rate = 放电率
firing-rate-title = 放电率
stable-equilibrium = 稳定平衡点
unstable-equilibrium = 不稳定平衡点
stable-cycle-extremes = 稳定极限环的最小值与最大值
unstable-cycle-extremes = 不稳定极限环的最小值与最大值
scaling-law = 标度律
root-law = √ 律
log-law = 1/log 律
firing-begins = 开始
firing-ends-down = 下降时终止
firing-ends-up = 上升时终止
mark-event = { $what }：{ $event }
sweep-rising = { $name } 增大
sweep-falling = { $name } 减小
on-the-way-down = 下降时

## The membrane

absolutely-refractory = 绝对不应期
relatively-refractory = 相对不应期
gates = 门控
sum = 总和
injected = { $name }（注入）
rest-of-current = C dV/dt = { $name } − 总和
outside = 膜外
inside = 膜内
balance = { $currents }，{ $lead } = { $injected }，C dV/dt = { $rest }。

## Spike trains

trial = 试次
mean-rate = 平均放电率
integral-of-rho = ρ 从 0 起的积分
spikes-in = { $window } 内的放电脉冲数
share-of-windows = 窗口所占比例
counted = 计数
with-bins = 按时间格
binomial-law = 时间格的二项分布
interval = 间隔
density = 概率密度
intervals = 间隔
exponential = 指数
exponential-law = 指数分布

## Artificial neurons

drive = 驱动 Σ w v
output = 输出 f
curve-to-fit-draw = 待拟合曲线（用鼠标在其上绘制）
network = 网络

## Other words

orbits-stiff = 刚性：用隐式方法追踪这些轨道
probability-of-count = P（T 内 n 个）
not-a-number = 不是数
