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
step-seed = 随机数种子 { $seed }
step-accurate = 精确积分
step-euler = 欧拉法，步长 { $step }
step-orbit-kept = 保留轨道
step-orbit-moved = 移动轨道
step-orbit-deleted = 删除轨道
step-orbits-deleted = 删除所有轨道
step-scattered = 散布 { $count } 条轨道
step-plane = { $x } 与 { $y } 的平面
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
step-spike-train = 脉冲序列
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
step-layer-ruler = 阈值尺
step-sight-diagram = 分岔图
step-sight-firing = F-I 曲线
step-sight-curves = 双参数平面
step-sight-membrane = 膜
step-sight-reduction = 约化模型
step-sight-time = 时间进程
step-of-neuron = 神经元的脉冲
step-of-poisson = 泊松过程的脉冲
step-rate = 频率 { $rate }
step-bins = 分箱宽度 { $width }
step-intervals = 按间隔而不分箱
step-refractory = 不应期 { $time }
step-train-seed = 脉冲种子 { $seed }
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
step-network-seed = 网络种子 { $seed }
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
view-spikes = 脉冲序列
view-unit = 人工神经元
view-demonstration = 演示
