### 面板：控件、用途和说明。

## 哪种神经元？

neuron-question = 哪种神经元？
neuron-equations = 方程
neuron-equations-about = 此模型的方程，以及提出者。
neuron-demos = 演示
neuron-demos-about = 单个细胞会做什么：每个演示都有自己的细胞和刺激。
neuron-model = 模型
neuron-preset = 预设
neuron-as-published = 按发表的参数：{ $about }

## 显示什么？

layers-question = 显示什么？
layer-field = 向量场
layer-field-about = 状态从每一点出发的运动方向；运动越快，画得越重。
layer-nullclines = 零倾线
layer-nullclines-about = 某个变量保持不变的曲线；两条相交之处，什么都不动。
layer-equilibria = 平衡点
layer-equilibria-about = 保持不变的状态。实心的稳定，空心的不稳定。
layer-separatrices = 分界线
layer-separatrices-about = 进出每个鞍点的轨道。进入鞍点的那些就是阈值。
layer-cycles = 极限环
layer-cycles-about = 闭合轨道，即节律。实线吸引，虚线排斥。
layer-basins = 吸引域
layer-basins-about = 状态最终到达同一静息态或同一节律的各个区域。
layer-ruler = 阈值标尺
layer-ruler-about = 实时状态离阈值有多远：以瞬间推动的大小，以及短脉冲的电荷来度量。
layer-orbits = 轨道
layer-orbits-about = 保留的轨道、指针处的轨道，以及实时状态的尾迹。
field-arrows = 箭头
field-streamlines = 流线

## 做过的一切

steps-about = 做过的操作；点击或滑动即可回到那里
steps-slider = 步骤
step-of = 第 { $at } 步，共 { $count } 步

## 输入什么？由什么构成？

input-question = 输入什么？
made-question = 由什么构成？
reset-all = 全部重置
reset-all-about = 所有参数都恢复为预设的值。
parameter-back-about = 恢复为预设的 { $value }。双击滑块也可以。
parameter-back = 重置 { $name }
parameter-bifurcations = 分岔：{ $names }
parameter-slider = 滑块范围是 { $from } 至 { $to }；其他值可直接输入。按住 Shift，拖动和方向键会更精细。
parameter-slider-ticks = 滑块范围是 { $from } 至 { $to }；其他值可直接输入。按住 Shift，拖动和方向键会更精细；按住 Ctrl（或 Alt）可关闭刻度的吸附。
typed-value = 输入 { $name } 的值
no-plain-number = { $name } 不能是“{ $text }”：请输入普通数字，例如 1.5

## 随参数变化的是什么？

study-question = 随何变化：
study-varied = 所变的参数
study-passport-about = 关于这个细胞的一切，写在一张卡片上：静息、阈值、放电的开始、类别、共振（P）。
study-passport = 档案
sight-plane-short = 平面
sight-diagram = 分岔图
sight-diagram-about = 分岔图：所有静息态和节律随参数的变化，以及它们在何处产生、相遇和消失（B）。拖动竖线即可改变参数。
sight-firing = F-I 曲线
sight-firing-about = 细胞的放电率随参数的变化，包括参数上升和下降两个方向（F）。
sight-curves = 双参数
sight-curves-about = 分岔在双参数平面上的位置，以及细胞在它们之间的行为（C）。
sight-membrane = 膜
sight-membrane-about = 通过膜的各种电流、门控变量，以及膜所等效的电路；时间曲线上标出动作电位的各个阶段（M）。
sight-reduction = 约化
sight-reduction-about = 在同样的参数下代替此模型的更小模型，以及二者的差别。
sight-time = 时间
sight-time-about = 只显示时间曲线：实时状态和保留的轨道（X）。
sight-firing-short = F-I
study-variable-about = 显示{ $what }：平衡点，以及极限环上的最大值和最小值。
study-period-about = 显示极限环的周期：一圈用时多长。
study-period = 周期
study-frequency-about = 显示极限环的频率：单位时间内转多少圈。
study-frequency = 频率
study-scaling = 标度律
study-scaling-about = 画出放电开始或终止处放电率所遵循的规律：在不变环上的鞍结分岔处是平方根，在同宿分岔处是对数的倒数。
study-scaling-none = 在此范围内，放电既不在不变环上的鞍结分岔处、也不在同宿分岔处开始或终止：没有标度律成立。
sweep-up-about = 上升扫描：实线，参数增大时。
sweep-up = 上升
sweep-down-about = 下降扫描：虚线，画在与上升时不同之处。
sweep-down = 下降
study-and = 与
study-second = 第二个参数
study-also-passed = { $text } 还经过了：{ $others }。
note-mark = 注

## 随时间发生什么？

time-question = 随时间发生什么？
time-variable-about = 显示{ $what }随时间的变化。
time-kept-driven = 保留的轨道（按此刻的输入）
time-kept-starts = 保留的轨道（从各自的起点）
time-fan = 从许多起点出发的曲线
time-none = 点击相平面可保留一条轨道
time-live = 实时状态
time-live-about = 实时服从方程的状态。
time-many-starts = 许多起点
time-kept = 保留的轨道
time-live-strip = 实时状态的时间曲线
time-stimulus-strip = 刺激的时间曲线
time-kept-strip = 保留轨道的时间曲线
time-pause = 暂停
time-play = 播放
time-play-about = 停止或启动实时状态（空格键）。
time-step = 单步
time-step-about = 让时间前进片刻（句点键）。
time-kick-about = 把实时状态向右推移，如同一个短电流脉冲（K）。方向键可向各个方向推移。
time-kick = 推动
time-restart-about = 把实时状态放回预设的初始状态（R）。
time-restart = 重新开始
time-speed = 速度
time-speed-about = 速度：每秒所经过的模型时间。双击恢复通常的速度。
time-restart-live = 重新开始实时状态

## 对细胞做什么？

stimulus = 刺激
stimulus-none = 无
stimulus-about = 随时间对细胞施加什么：脉冲、斜坡、噪声、手绘曲线。
stimulus-again = 再来
stimulus-again-about = 从现在起重新开始刺激。
stimulus-off = 关闭
stimulus-off-about = 结束刺激。
stimulus-euler = 作者的欧拉步长，{ $step }
stimulus-euler-about = 像作者自己的脚本那样，用欧拉法以此步长积分。二十种特征中有一些的发表图形依赖于它；其中两种（q 和 t）没有它就不存在：步长更小时，它们会无休止地放电。
stimulus-question = 对它做什么？
stimulus-done = 完成
stimulus-on = 作用于
stimulus-remove = 移除它。
stimulus-add = 添加
seed = 随机种子
stimulus-seed-about = 相同的种子产生相同的噪声。
signal-height = 幅度
signal-begins = 开始于
signal-rises = 上升历时
signal-reaches = 升至
signal-slope = 斜率
signal-width = 宽度
signal-charge = 电荷
signal-amplitude = 振幅
signal-period = 周期
signal-from = 起始频率
signal-to = 终止频率
signal-lasts = 持续
signal-strength = 强度
signal-grid = 时间网格
signal-mean = 均值
signal-deviation = 标准差
signal-tau = 时间常数
signal-rate = 频率
signal-and = 以及
signal-every = 间隔
signal-pulses = 脉冲数
signal-pulses-about = 多少个；0 表示无穷多个。
kind-constant = 恒定
kind-step = 阶跃
kind-ramp = 斜坡
kind-pulse = 脉冲
kind-train = 脉冲串
kind-impulse = 冲激
kind-sine = 正弦
kind-chirp = 扫频
kind-colour = Ornstein-Uhlenbeck 噪声
kind-white = 白噪声
kind-synapses = 泊松突触
kind-drawn = 手绘
kind-constant-about = 给参数加上一个恒定的量。
kind-step-about = 从一个值突变到另一个值。
kind-ramp-about = 从一个值均匀变到另一个值：若足够慢，有些细胞从不放电。
kind-pulse-about = 单个矩形脉冲。
kind-train-about = 等间隔的矩形脉冲。
kind-impulse-about = 瞬间送入一份电荷：电位跃变。
kind-sine-about = 单一频率：细胞是跟随它，还是偏好另一个频率？
kind-chirp-about = 扫过许多频率的正弦：响应显示细胞偏好哪一个频率。
kind-colour-about = 经过时间常数 tau 就忘记自身的噪声。
kind-white-about = 没有记忆的噪声。
kind-synapses-about = 随机时刻的事件，每个都按指数衰减。
kind-drawn-about = 鼠标画出什么就是什么。

## 参数的范围

range-usual = 滑块的范围：{ $from } … { $to }
range-about = { $name } 的范围。在图上滚动滚轮可缩放它。
range-from = 从
range-to = 到
range-missing = 缺少一个数：请输入，例如 1.5。
range-no-number = “{ $text }”不是数字：请输入普通数字，例如 1.5。
range-too = 这个范围不行（{ $what }）：{ $advice }。
range-order = 这个范围不行（{ $what }）。范围应从较小的数到较大的数。
range-is = 这个范围不行（{ $what }）。

## 放电序列

train-question = 谁的放电脉冲？
train-of = { $model } 的放电脉冲
train-of-about = “神经元”窗口中当前的 { $model } 的放电脉冲，从其预设的初始状态开始。
train-poisson = 泊松过程
train-poisson-about = 彼此毫无关联的放电脉冲。
train-one-trial = 只有一个试次，因为神经元每次给出相同的序列。其参数在“神经元”窗口中设定。
train-counted = 计数什么？
train-window = 计数窗口 T
train-window-about = 在首尾相接、长度如此的窗口中计数放电脉冲。
train-between-about = 着色窗口的两端，神经响应函数 ρ 在其上积分：积分就是其中放电脉冲的个数。
train-from = ∫ρ dt 起点
train-to = ∫ρ dt 终点
train-rate = 放电率 r
train-rate-about = 每秒放电脉冲的平均个数。
train-drawn = 如何抽取？
train-bins = 按时间格 dt
train-bins-about = 时间被切成小格，每格含有一个放电脉冲的概率为放电率 × dt。
train-intervals = 按间隔
train-intervals-about = 指数分布的间隔，时间是连续的。
train-bin = 时间格 dt
train-bin-about = 每格的宽度。当放电率 × dt 达到 1 时，每格都有一个放电脉冲。
train-refractory = 不应期
train-refractory-about = 一个放电脉冲之后这么长的时间内不会有下一个。平均放电率不变。
seed-is = 随机种子 { $seed }
train-seed-about = 相同的种子给出相同的放电脉冲。
train-new-seed = 换种子
train-new-seed-about = 抽取另外的试次。
train-trials = { $trials } 个试次，每个 { $duration }；显示前 20 个。

## 人工神经元

unit-more = 增加一个输入。
unit-less = 减少一个输入。
unit-responds = 它如何响应？
unit-sigmoid = Sigmoid
unit-relu = ReLU
unit-sigmoid-about = 1 / (1 + exp(−s (x − b)))：介于 0 和 1 之间。
unit-relu-about = b 以上为 s (x − b)，以下为 0：整流的直线。
unit-bias = 偏置 b
unit-bias-about = 传递函数从何处开始上升：引起响应所需的驱动。
unit-shape = 形状 s
unit-shape-about = 上升有多陡。
unit-learns = 网络能学会什么？
unit-hidden = 隐藏单元
unit-hidden-about = 输入 x 与输出 y 之间的人工神经元。只要数量足够，网络就能任意接近任何连续曲线。
unit-seed-about = 初始权重由它产生。
unit-new-start = 重新开始
unit-new-start-about = 从另一组初始权重重新拟合。
unit-formula = y = c₀ + Σ c f(w x − b)。图底部的刻度表示隐藏单元从何处上升。
unit-value-about = 这个输入的值：它所来自的神经元的放电率。
unit-weight-about = 这个输入的权重：它有多重要。负权重起抑制作用。
unit-spiking = 放电模型
unit-spiking-about = 单元的驱动和输出所代表的：输入的电流，以及输出的放电率。放电脉冲何时发生则被略去。
unit-network = 网络
unit-curve-about = 一条起始曲线。用鼠标在上面画即可修改。
unit-rates-about = 上方的 F-I 曲线，经过缩放：看放电率单元的网络如何拟合它。
unit-clear-about = 擦去曲线。

## 档案

passport-title = 兴奋性档案
passport-waiting = 正在检查这个细胞。
copy = 复制
passport-copy-about = 把卡片复制为纯文本。
passport-copied = 档案已在剪贴板中。
passport-save = 保存为文本
passport-save-about = 把卡片写成文本文件，放在文档文件夹或桌面上。
close = 关闭

## 经过的分岔

passed-about = 最近八次分岔处发生了什么，最新的在前。
passed-name = 经过的分岔
passed-go = 点击前往。

## 并排的两幅相图

beside-one-about = 恢复为一幅相图；保留的那幅作为残影留在后面（Shift + G）。
beside-one = 单幅相图
beside-exchange-about = 交换两者：之后控件改变另一组参数（E）。
beside-exchange = 交换
beside-kept = 保留的
beside-present = 当前的
legend-busy = 平面的其余部分正在计算。

## 演示

demo-close-about = 结束演示；细胞保留。
demo-again-about = 从静息态再做一次这个试次。
demo-again = 再来一次
demo-response = 响应随所变之量的变化
demo-response-about = 圆点是所选的试次。
demo-trials = 所有试次
demo-trials-about = 绿色：细胞放电的试次。灰色：不放电的试次。粗线：所选的试次。
demo-stimulus = 所选试次的刺激
demo-varied = { $what }：
demo-fires = （● 放电）
demo-waiting = 正在计算。
demo-no-spike = 没有放电脉冲。
demo-spikes =
    { $count ->
       *[other] { $count } 个放电脉冲。
    }

## 平衡点卡片

card-trace = 迹
card-determinant = 行列式
card-focus = 焦点
card-node = 结点
card-saddle = 鞍点

## 导出什么

export-python = Python
export-opens-again = { $purpose }。拖放到此窗口上即可重新打开。
export-python-about = 用 NumPy、SciPy 和 Matplotlib 重新计算相图的脚本。
export-gif-about = 最近一次拖动，用于幻灯片。
export-apng-about = 最近一次拖动，全彩，用于网页。
export-size-too-much = { $width } × { $height } 像素太大：最多 { $widest } × { $highest }。
export-size-fits = { $width } × { $height } 像素，最多 { $widest } × { $highest }。
export-title = 导出所显示的内容
replace-or-rename = 已有同名文件。替换它，或输入另一个名称。
export-what = 内容
export-as-figure = 作为图形
export-as-numbers = 作为数据
export-last-drag = 最近一次拖动
export-no-drag = 还没有拖动过什么：拖动一个滑块，之后就可以导出这次拖动。
export-size = 尺寸
export-width = 宽度
export-height = 高度
export-scale-about = 每点 { $scale } 个像素。
export-colours = 颜色
export-light = 浅色
export-dark = 深色
export-print = 印刷
export-file = 文件
export-folder = 文件夹
export-copy-about = 改为放入剪贴板。
replace = 替换
export = 导出
export-stop = 停止

## 会话

session-menu = 会话
session-open = 打开…
session-save = 保存
session-save-as = 另存为…
session-share = 复制为一行文本
session-export = 导出…
session-notes = 笔记…
session-menu-about = 打开、保存和分享所设定的内容；以及做过的一切。
undo-step = 撤销
redo-step = 重做
nothing-to-undo = 没有可撤销的操作（{ $key }）
nothing-to-redo = 没有可重做的操作（{ $key }）
step-with-key = { $what }（{ $key }）
save-title = 会话另存为
open-title = 打开会话
open = 打开
open-about = 一个 .nullcline 文件、本程序绘制的图形，或一行分享的会话文本。也可以把文件拖放到窗口上。
cancel = 取消

## 手势

gesture-move = 移动指针
gesture-move-about = 查看从那里出发的轨道：实线是未来，点线是过去
gesture-click = 点击
gesture-click-about = 保留这条轨道
gesture-drag = 拖动起点
gesture-drag-about = 移动一条保留的轨道
gesture-right = 右键点击
gesture-right-about = 删除指针处的轨道
gesture-hover = 指向平衡点
gesture-hover-about = 查看它是什么；点击可让卡片保持打开
gesture-wheel = 滚轮、双指缩放
gesture-wheel-about = 以指针处为中心缩放
gesture-middle = 中键拖动、Shift + 拖动
gesture-middle-about = 移动视图
gesture-double = 双击
gesture-double-about = 重置视图
gesture-double-slider = 双击滑块
gesture-double-slider-about = 重置该参数
gesture-fine = Shift + 拖动滑块
gesture-fine-about = 精细二十倍地移动；Shift + 方向键也可以
gesture-number = 点击数字
gesture-number-about = 输入数值
picture-line = 拖动竖线
picture-line-about = 改变参数：图中的竖线就是它的滑块
picture-click-about = 跳到那里；在双参数平面上同时设定两个参数
picture-free = Ctrl 或 Alt + 拖动
picture-free-about = 越过分岔而不被吸住
picture-fine = Shift + 拖动
picture-fine-about = 精细二十倍地移动
picture-wheel-about = 以指针处为中心缩放参数的范围
picture-mark = 指向标记
picture-mark-about = 阅读那里发生什么
help-title = 按键与手势
help-plane = 在相平面上
help-pictures = 在随参数变化的图上，以及它的滑块上
help-keys = 按键
