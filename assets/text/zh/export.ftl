### Figures: their titles, notes and captions, and the names of steps.

## The steps of the history

step-start = 开始
step-opened = 打开会话：{ $what }
step-reset = { $what }（重置）
step-all-reset = 重置所有参数
step-view-reset = 重置视图
step-no-stimulus = 无刺激
step-stimulus = { $count ->
        [1] 刺激
       *[other] { $count } 个信号的刺激
    }
step-seed = 随机种子 { $seed }
step-accurate = 精确积分
step-euler = 欧拉法，步长 { $step }
step-orbit-kept = 保留轨道
step-orbit-moved = 移动轨道
step-orbit-deleted = 删除轨道
step-orbits-deleted = 删除所有轨道
step-scattered = 播撒 { $count } 条轨道
step-plane = { $x } 与 { $y } 的相平面
step-slaved = 其余变量取稳态值
step-held = 其余变量固定
step-shown = 显示{ $what }
step-hidden = 隐藏{ $what }
step-arrows = 向量场显示为箭头
step-streamlines = 向量场显示为流线
step-diagram-of = { $name } 的分岔图
step-diagram = 变量的分岔图
step-diagram-period = 周期的分岔图
step-diagram-frequency = 频率的分岔图
step-law-shown = 显示标度律
step-law-hidden = 隐藏标度律
step-varied = 变化的参数
step-second = 第二个参数
step-range-usual = { $what }：{ $name }
step-range = { $what }：{ $name } 从 { $lo } 到 { $hi }
step-neuron = 神经元
step-spike-train = 放电序列
step-artificial-neuron = 人工神经元
step-ghost = 保留残影
step-no-ghost = 去除残影
step-beside = 并排显示两组参数
step-one-portrait = 单个相图
step-exchanged = 交换参数组
step-notes = 笔记
step-without = 去除{ $name }
step-no = 无{ $name }
step-set = { $title }：{ $value }
step-model = { $name }，{ $preset }
step-view-moved = 移动视图
step-zoom-in = 放大
step-zoom-out = 缩小
step-another-view = 另一视图
step-layer-field = 向量场
step-layer-nullclines = 零倾线
step-layer-equilibria = 平衡点
step-layer-separatrices = 分界线
step-layer-cycles = 极限环
step-layer-basins = 吸引域
step-layer-orbits = 轨道
step-layer-ruler = 阈值标尺
step-sight-diagram = 分岔图
step-sight-firing = F-I 曲线
step-sight-curves = 双参数平面
step-sight-membrane = 膜
step-sight-reduction = 约化模型
step-sight-time = 时间进程
step-of-neuron = 神经元的放电脉冲
step-of-poisson = 泊松过程的放电脉冲
step-rate = 放电率 { $rate }
step-bins = 时间格 { $width }
step-intervals = 按间隔，不分时间格
step-refractory = 不应期 { $time }
step-train-seed = 放电序列的随机种子 { $seed }
step-window = 计数窗口 { $time }
step-integral = 从 { $from } 到 { $to } 的积分
step-activation = 传递函数：{ $name }
step-shape = 形状 { $value }
step-bias = 偏置 { $value }
step-input = 输入 { $number } = { $value }
step-weight = 权重 { $number } = { $value }
step-inputs = { $count } 个输入
step-spiking = 与 { $source } 并列
step-hidden-units = { $count } 个隐藏单元
step-network-seed = 网络的随机种子 { $seed }
step-drawn = 绘制曲线
step-curve = 曲线：{ $name }
step-points = 由点构成的曲线
step-wiped = 擦除曲线
curve-wave = 波形
curve-step = 阶跃
curve-bell = 钟形

## What figures show

view-portrait = 相图
view-compare = 残影与当前相图
view-trace = 时间进程
view-fan = 多个起点的时间进程
view-diagram = 分岔图
view-firing = F-I 曲线
view-curves = 双参数图
view-membrane = 膜
view-current-voltage = I-V 曲线
view-reduction = 约化模型
view-spikes = 放电序列
view-unit = 人工神经元
view-demonstration = 演示

## What exported figures say

export-too-often = 刺激在每 { $time } 之内就有变化，太频繁而无法追踪；请使它变慢
export-runs-away = 时间进程在 { $span } 中的 { $reached } 处发散。
export-given-up = 时间进程在 { $span } 中的 { $reached } 处停止计算：只显示这一部分。
export-heights-in = { $name } 的幅度以 { $unit } 为单位
export-times-in = 时间以 { $unit } 为单位
export-units = （{ $units }）
export-seed = ，随机种子 { $seed }
export-stimulus = 刺激：{ $stimulus }{ $units }{ $seed }。
export-start = 起点：{ $state }。
export-euler = 欧拉法，步长 { $step }。
export-orbit = 轨道 { $number }
export-from-start = 从起点
export-fires = 放电
export-rests = 回到静息
export-unit-title = 人工神经元：{ $said }
export-spiking-title = 放电神经元：{ $name } · { $preset }
export-curve-to-fit = 待拟合的曲线
export-nothing-drawn = 还没有画任何曲线
export-unit = 人工神经元：{ $activation }，输入 v = { $inputs }，权重 w = { $weights }，偏置 { $bias }，形状 { $shape }。网络：{ $hidden } 个隐藏单元，随机种子 { $seed }。
export-phases = 膜电位及其各阶段
export-currents = 离子电流，外向为正
export-gates = 门控变量
export-steady-current = 稳态电流
export-stimulus-title = 刺激
export-circuit-at = { $at } 时的电路
export-balance-at = { $at } 时：{ $balance }
export-in-the-first = ，在最初的 { $time } 内
export-integral-unknown = 从 { $from } 到 { $to } 的 ∫ρ dt：放电脉冲只知道到 { $end } 为止
export-neuron-part = 神经元只追踪了 { $asked } 中的 { $part }：放电率、计数、间隔和积分都属于这一部分。
export-neuron-train = { $cell }起点：{ $state }。时长：{ $duration }。
export-bins = 时间格 { $width }
export-intervals = 指数分布的间隔
export-drawn-trials = 画出 { $trials } 个试次中的 { $shown } 个；计数和间隔取自全部试次。
export-poisson = 泊松过程：放电率 { $rate }，{ $how }，不应期 { $refractory }，{ $trials } 个试次，每个 { $duration }，随机种子 { $seed }。{ $drawn }
export-no-spikes = 没有放电脉冲：请给神经元更大的输入，或给泊松过程更高的放电率
export-silent = 不放电
export-trial = { $what }：{ $trial }
export-purpose-svg = 矢量图，可编辑，或用于网页
export-purpose-png = 像素图，用于幻灯片
export-purpose-pdf = 矢量图，用于论文
export-purpose-tikz = 矢量图，用 LaTeX 文档自己的字体
export-purpose-csv = 数据表格
export-purpose-json = 供程序读取的数据
export-no-session = 图中没有会话：{ $why }
export-memory-fault = 会话中关于{ $name }的内容没有意义，已略去。
export-faint = 淡色：{ $set } 时的相图。
export-marked = 标记：当前的 { $values }。
