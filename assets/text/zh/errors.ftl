### What is wrong with what was typed, opened or asked for, and what to do.

## Stimuli
stimulus-fault-syntax = 应为{ $expected }，却是 { $found }；请写成 pulse(at=20,width=2,height=10) 这样
stimulus-fault-unknown-kind = 没有名为 { $name } 的刺激；{ $hint }
stimulus-fault-unknown-key = { $kind } 没有 { $name }；{ $hint }
stimulus-fault-missing = { $kind } 缺少 { $name }；{ $example }
stimulus-fault-twice = { $name } 给出了两次；请只给一次
stimulus-fault-not-number = { $name } = { $text } 不是有限的数；请给出如 -1.5 或 2e-3 的数
stimulus-fault-not-whole = { $name } = { $text } 不是 1 至 1000000000000000 的整数；请给出如 3 的数
stimulus-fault-no-frequency = { $name } = { $value } 不能作为扫频的起止频率；请给出正数
stimulus-fault-not-columns = { $found } 不是数；记录的刺激每行有一个时间和一个值，注释前用 #
stimulus-fault-before-start = { $name } = { $value } 在起点之前；时间从 0 开始
stimulus-fault-no-length = { $name } = { $value } 不是一段时间；请给出正数
stimulus-fault-negative = { $name } = { $value } 为负；请给出 0 或更大的数
stimulus-fault-reversed = 它会在 { $until } 结束，而这不在其起点 { $at } 之后
stimulus-fault-overlapping = { $first } 和 { $second } 处的脉冲重叠，因为每个持续 { $width }；请把它们分开、缩短，或写成用 + 相连的两个信号，重叠处会相加
stimulus-fault-disorder = 列表中时间 { $second } 排在时间 { $first } 之后；请按递增的顺序给出时间
stimulus-fault-empty = 它没有{ $what }；至少要给出 { $least } 个
stimulus-fault-too-long = { $count } 个{ $what }的列表太长；最多 { $most } 个
stimulus-fault-too-many = rate = { $rate } 且 tau = { $tau }，同时发生的事件超过一百万个；请降低 rate，或用 ou(…)
stimulus-fault-too-fast = tau = { $tau } 不到网格 dt = { $dt } 的千分之一，这就成了白噪声；请用强度为 sd·√(2 tau) 的 noise(…)，或更小的 dt
stimulus-fault-forbidden = { $name } 不能{ $what }，而在这里{ $when }可能如此；{ $instead }
stimulus-fault-unknown-parameter = { $model } 没有可驱动的参数 { $name }；{ $hint }
stimulus-fault-choice = { $name } 用来选择公式的变体，不能被驱动；请驱动另一个参数
stimulus-fault-not-linear = { $name } 上的{ $what }没有意义，因为方程对 { $name } 不是线性的；请用短脉冲或 ou(…)

## Figures
figure-fault-size = 无法绘制 { $width }×{ $height } 像素的图；请在 1×1 至 8000×6000 之间选择
figure-fault-scale = 每点 { $it } 个像素不是合适的比例；请在 0.25 至 8 之间选择
figure-fault-encode = 无法写成 PNG 图片：{ $it }
figure-fault-pdf = 无法写成 PDF 图：{ $it }；请写成 SVG

## Animations
animation-fault-size = 无法写出 { $it }×{ $other } 像素的动画；边长请在 1 至 { $most } 像素之间选择
animation-fault-frames = 无法写出 { $it } 幅画面的动画；请在 1 至 { $most } 幅之间选择
animation-fault-delay = 每幅画面不能停留 { $it } ms；请在 20 至 1000 ms 之间选择
animation-fault-count = 给出了 { $given } 幅，而预告的是 { $announced } 幅；请重新开始
animation-fault-encode = 无法写出动画：{ $it }；请改用 GIF 或 APNG 中的另一种

## Views of a session
view-fault-no-demonstration = 没有演示 { $it }；`nullcline demo` 会列出所有演示
view-fault-no-trial = { $name } 没有试次 { $given }；它有 { $count } 个
view-fault-no-ghost = 没有可以比较的内容：请在窗口中把一幅相图保留为残影，或给出 --against NAME=VALUE
view-fault-no-membrane = { $it } 不是基于电导的模型：没有可画的电流和电路
view-fault-no-current = { $it } 没有仅取决于电位的稳态电流；只有一个变量且电导已知的模型才有
view-fault-no-reduction = 在这些参数下没有能代替 { $it } 的更小模型；T = 6.3 时的 hodgkin-huxley 有
view-fault-one-parameter = { $it } 只有一个参数：没有可画的双参数平面
view-fault-many-variables = 从许多起点出发的时间进程只画一个变量的模型，而 { $it } 有多个变量；请画它的时间进程，或带有保留轨道的相图
view-fault-span = 时间进程的长度不能是 { $it }；请给出正的时间长度
view-fault-steps = 步长为 { $it } 的欧拉法超过两千万步；请给出更长的步长或更短的时间
view-fault-start = { $given } 个数的起点不适合 { $model }，它有 { $needed } 个变量

## Forms of figures
format-fault-not-built = 此程序在编译时不含 { $it } 图；请用 --features figures 编译，或写成 .tex、.csv 或 .json
format-fault-json = 无法把图写成 JSON：{ $it }；请写成 CSV

## Session files
file-fault-too-big = 一个会话最多 { $most } 百万字节；请缩短记录的刺激或笔记
file-fault-too-many = 条目比任何会话都多；此文件不是 nullcline 写的
file-fault-too-deep = 括号或名称的嵌套比任何会话都深；请拆开
file-fault-not-text = 从这里起不是文本（UTF-8）；文件已损坏：请打开较早的副本
file-fault-foreign = 这不是 nullcline 的会话，会话以 `nullcline = { $mine }` 一行开头；请选择 .nullcline 文件，或由此导出的 SVG 或 PNG 图
file-fault-newer = 此会话由更新的 nullcline 保存（格式 { $it }；本程序最多读到 { $mine }）；请更新 nullcline 再打开
file-fault-syntax = { $it }；请改正这一行，或打开较早的副本
file-fault-missing = 缺少 { $name }；请加上一行，例如 { $example }
file-fault-kind = { $name } 是{ $found }，应为{ $expected }
file-fault-not-finite = { $it } 不是有限的数；请给出如 -1.5 或 2e-3 的数
file-fault-word = { $name } 不能是 { $found }；{ $hint }
file-fault-same = study.and 是 { $it }，而 study.vary 已经是它；请给出两个不同的参数

## Figures that carry a session
carrier-fault-none = 此图中没有会话：它不是由 nullcline 导出的，或被别的程序删去了会话；请打开 .nullcline 文件或原来的图
carrier-fault-share = 无法打开此图中的会话（{ $it }）

## Files
disk-fault-read = 无法打开 { $path }（{ $why }）；{ $advice }
disk-fault-no-file = { $path } 不是文件；请选择会话、图、分享文本或训练好的网络
disk-fault-too-big = { $path } 比任何会话或图都长；请选择另一个文件
disk-fault-text = 无法保存会话：{ $it }
disk-fault-read-only = { $path } 是只读的，保持原样；请另取名称
disk-fault-write = 无法写入 { $path }（{ $why }）；原有内容没有改变。{ $advice }

## Commands
command-fault-count-window = 不能在长度为 { $window } 的窗口中计数放电脉冲：一个试次只容得下 0 至 { $most }
command-fault-between = 积分不能从 { $from } 到 { $to }：请给出两个数，较小的在前
command-fault-no-number = { $what }不能是 { $value }：请给出普通数字，例如 1.5
command-fault-no-input = 人工神经元没有第 { $number } 个输入
command-fault-inputs = 这里的人工神经元有 1 至 { $most } 个输入，不能有 { $it } 个
command-fault-hidden = 这里的隐藏层有 1 至 { $most } 个单元，不能有 { $it } 个
command-fault-step = { $it } 不能作为欧拉法的步长：请给出大于 0 的时间长度
command-fault-start = 轨道不能从 ({ $x }, { $y }) 出发：两个坐标都须是有限的数
command-fault-unsteady = 在 ({ $x }, { $y }) 处，平面未显示的变量没有稳态；请把它们固定在某个状态，或另选一点
command-fault-state = 此模型的状态有 { $it } 个有限的数，每个变量一个
command-fault-one-parameter = { $it } 只有一个参数：双参数平面需要有多个参数的模型
command-fault-no-variable = 没有可显示的第 { $it } 个变量
command-fault-no-seed = 没有编号为 { $it } 的保留轨道；它已被删除
command-fault-notes = { $it } 字节的笔记太长：请保持在 { $most } 以下
command-fault-signals = { $it } 个信号的刺激太长：最多给出 { $most } 个，或一个手绘信号
command-fault-no-sight = { $model } 没有可在相平面旁显示的{ $what }；请选择另一种图
command-fault-memory = 无法记住 { $it }：窗口最多保存 { $most } 个有限的数或短词
command-fault-full = 最多保留 { $most } 条轨道；请先删除一些

## Share texts
share-fault-foreign = 这不是 nullcline 的分享文本，它以 { $prefix } 开头；请复制整行
share-fault-newer = 此分享文本由更新的 nullcline 生成（版本 { $it }；本程序读取版本 1）；请更新 nullcline 再打开
share-fault-cut-short = 此分享文本被截断：{ $whole } 个字符中缺少 { $missing } 个；请复制整行
share-fault-damaged = 此分享文本已损坏：有些字符在途中改变了；请重新索取，或索取文件
share-fault-too-big = 此分享文本比任何会话都长；它不是 nullcline 生成的
share-fault-session = 无法打开此分享文本中的会话：{ $it }

## Scripts
python-fault-unknown = { $it } 的方程没有 Python 版本；请改为把曲线导出为 JSON 或 CSV

## What is saved by itself
autosave-fault-damaged = 无法打开上次的会话：{ $it }
autosave-fault-fatal = 程序连续 { $tries } 次在打开上次的会话之后随即结束，现在将其略去
autosave-fault-no-folder = 没有用于自动保存的文件夹：请设置 XDG_DATA_HOME 或 HOME
autosave-fault-folder = 没有自动保存，因为无法使用 { $path }（{ $why }）
autosave-fault-full = 没有自动保存，因为已经打开了 { $most } 个窗口；请关闭一些

## Artificial neurons
unit-fault-length = { $inputs } 个输入与 { $weights } 个权重不符：请为每个权重给出一个值
unit-fault-not-finite = { $what }是 { $value }，不是有限的数：请给出普通数字
unit-fault-overflow = 输入和权重太大，其和不是有限的数：请给出较小的值

## Networks
network-fault-units = 无法拟合 { $it } 个单元的隐藏层：请取 1 至 { $most } 个
network-fault-too-few = { $it } 个点不成曲线：请至少给出两个
network-fault-too-many = { $it } 个点太多：最多给出 { $most } 个
network-fault-not-finite = 第 { $number } 个点是 ({ $x }, { $y })：两个坐标都须是有限的数
network-fault-upright = 所有的点都在 { $it } 处：曲线至少需要两个不同的横坐标
network-fault-overflow = 坐标太大，其差的平方不是有限的数：请缩放曲线

## Demonstrations
demo-fault-no-rest = 细胞在这些参数下不静息；请恢复最后改变的参数

## Problems
problem-fault-unknown-model = 没有名为 { $name } 的模型；{ $hint }
problem-fault-unknown-preset = { $model } 没有预设 { $name }；{ $hint }
problem-fault-unknown-param = { $model } 没有参数 { $name }；{ $hint }
problem-fault-unknown-variable = { $model } 没有变量 { $name }；{ $hint }
problem-fault-not-finite = { $name } = { $value } 不是有限的数；请给出普通数字，例如 1.5
problem-fault-negative = { $name }（{ $about }）= { $value } 为负；请给出 0 或更大的数
problem-fault-no-choice = { $name } 不能取 { $value }；{ $hint }
problem-fault-not-varied = { $name } 用来选择公式的变体（{ $known }），不能连续改变；请另选参数
problem-fault-singular = { $name } = { $value } 使 { $model } 的方程奇异（方程要除以 { $name }）；请选择 0 以外的值
problem-fault-nowhere-finite = { $model } 的方程在此窗口内处处没有有限的值；请恢复最后改变的参数，或重置视图
problem-fault-window = 窗口的{ $which }范围 { $lo }:{ $hi } { $what }；{ $advice }
problem-fault-range = { $name } 的范围 { $lo }:{ $hi } { $what }；{ $advice }
problem-fault-same-parameter = 两个参数都是 { $name }；请改变两个不同的参数
problem-fault-plane = 平面 { $given } 不是 { $model } 的两个不同变量；它有 { $known }

## Spike trains
train-fault-duration = 放电序列不能持续 { $it }：请给出正的有限时长
train-fault-outside = 第 { $number } 个放电脉冲在 { $at }，不在 0 至 { $duration } 的序列之内
train-fault-unsorted = 位于 { $at } 的第 { $number } 个放电脉冲早于它前面的一个；请将时刻排序
train-fault-window = 不能在长度为 { $it } 的窗口中计数放电脉冲：请给出正的有限长度
train-fault-window-too-short = 对于 { $duration } 的序列，{ $window } 的窗口太多：请给出更长的窗口

## Evoked action potentials
evoked-fault-no-membrane = { $it } 不是基于电导的模型：其动作电位没有离子电流和阶段
evoked-fault-no-rest = 细胞在这些参数下不静息；请减小输入电流
evoked-fault-silent = 在这些参数下，没有短暂的推动能从静息引起动作电位
evoked-fault-too-short = 动作电位在推动之后 { $peak } 才达到峰值：请跟踪超过 { $time } 的时间

## Poisson trains
poisson-fault-rate = 放电率不能是 { $it } Hz：请给出非负的有限数
poisson-fault-duration = 一个试次不能持续 { $it } ms：请给出正的有限时长
poisson-fault-bin = 时间格的宽度不能是 { $it } ms：请给出正的有限宽度
poisson-fault-bin-too-wide = { $duration } ms 的试次容不下 { $bin } ms 的时间格：请给出更窄的时间格
poisson-fault-bin-too-narrow = 对于 { $duration } ms 的试次，{ $bin } ms 的时间格太多：请给出更宽的时间格
poisson-fault-refractory = 不应期不能是 { $it } ms：请给出非负的有限数
poisson-fault-no-room = 不应期为 { $refractory } ms 时，没有细胞能以 { $rate } Hz 放电，因为那需要每 { $every } ms 放电一次：请给出更低的放电率或更短的不应期
poisson-fault-trials = 不能有 { $it } 个试次：请取 1 至 { $most } 个
poisson-fault-too-many = 约 { $it } 个放电脉冲太多（最多 { $most } 个）：请给出更低的放电率、更短的时长或更少的试次

## Claims of lessons
check-fault-cancelled = 计算已取消；请再要求一次

## Parts of errors
fault-place = 第 { $line } 行第 { $column } 列：
fault-within = { $path }：
stimulus-fault-when = 从时刻 { $time } 起
hint-none = 一个也没有
hint-only = 只有 { $first }
hint-nearest = 是否指 { $first }？还有：{ $others }
between-names = 、
hint-number = 请给出普通数字，例如 1.5
hint-in-order = { $names }，按此顺序
disk-look-elsewhere = 请在别的文件夹中寻找
disk-ask-owner = 请让文件的所有者允许你读取
disk-try-again = 请再试一次，或打开副本
disk-free-space = 请腾出一些空间，或另选位置。
disk-choose-folder = 请选择存在的文件夹。
disk-choose-place = 请另选位置。
disk-why = { $kind ->
        [missing] 没有此文件或文件夹
        [forbidden] 没有权限
        [full] 空间已满
        [folder] 这是文件夹
       *[other] { $said }
    }
stimulus-example = 请写成 { $example }
stimulus-example-ramp = ramp(at=20,width=100,height=5) 或 ramp(at=20,slope=0.05)
stimulus-example-pulse = pulse(at=20,width=2,height=10)，脉冲串则加上 every=50,count=3
stimulus-nothing = 空
stimulus-distance = 间隔（every 与 gap）
stimulus-steepness = 斜率（slope 与 { $name }）
hint-below = 请给出小于 9007199254740992 的数
hint-preset-line = 请把预设写在单独的一行：preset = "…"
hint-colours = 颜色从 0 到 { $most }
hint-curve-point = 一个点的位置在 0 与 { $canvas } 之间，高度在 0 与 1 之间
mention-cut-short = 此会话缺少结尾：文件被截断，其中没有写明的都取通常的值
mention-unknown = 第 { $line } 行第 { $column } 列：这里没有叫 { $name } 的项，所以它不起作用；它会被原样保存（{ $hint }）
mention-unknown-more = 第 { $line } 行第 { $column } 列：这里没有叫 { $name } 的项，所以它不起作用；它会被原样保存（{ $hint }）；另有 { $more } 项也是如此
numbered-weight = 权重 { $number }
numbered-input = 输入 { $number }

## What analyses could not do
note-not-isolated = 在 { $name } = { $value } 处平衡点不是孤立的点
note-singular-branches = { $name } = 0 使方程奇异（方程要除以 { $name }）；各分支在那里终止
note-many-branches = 分支或分岔多得无法全部追踪；有些没有显示
note-turns = 一支平衡点转折的次数多得无法追踪；其余部分没有显示
note-jump = 一支平衡点在 { $name } = { $at } 处终止，公式在那里跳变
note-no-value = 一支平衡点在方程变得奇异或没有值之处终止
note-singular-everywhere = 雅可比矩阵处处奇异：平衡点布满整条线，或根本没有；平衡点和极限环都不显示
note-many-events = 此范围内有 { $count } 个平衡点的分岔：只在其中一些地方检查轨道是否在它们上面闭合、它们之间有哪些极限环；较小的范围会显示更多
note-touches-peak = 一个不放电的极限环增大到触及峰值；再往前放电被截断，它不再存在
note-out-of-bounds = 一支极限环无限增大，不再追踪
note-cycle-unfollowed = 无法追踪 { $name } = { $value } 处周期为 { $period } 的极限环
note-canard = 一支极限环只追踪到 { $name } = { $value } 处，周期 { $period }：在那里极限环改变而 { $name } 几乎不变（鸭解爆炸），之后的样子没有显示
note-cycles-lost = 无法在 { $name } = { $value } 之外继续追踪一支极限环
note-slow-line = 趋近 { $name } = { $line } 时（在那里有一个变量静止不动），一支极限环的周期无限增长；该分支只显示到 { $name } = { $value }
note-slow = 一支极限环的周期在 { $name } = { $value } 附近无限增长，但未能确定它在何处终止
note-doubling = 在 { $name } = { $value } 处分出一个两倍周期的极限环，没有追踪它
note-no-curves = 在 { $first } 和 { $second } 的这些范围内，平衡点和极限环都没有分岔；请试更宽的范围
note-reset-curves = 对于有重置的模型，只显示平衡点的分岔曲线；单参数的分岔图显示其放电轨道在何处开始和终止
note-no-homoclinics = 对于多于两个变量的模型，不追踪同宿曲线，也不判定哪些鞍结分岔位于不变环上；单参数的分岔图会显示它们
note-singular-curves = { $name } = 0 使方程奇异（方程要除以 { $name }）；曲线在那里终止
note-still-curves = 在 { $name } = 0 处有一个变量静止不动，没有孤立的平衡点；曲线在那里终止
note-far-outside = 远离 { $first } 和 { $second } 的通常范围时，极限环的曲线只从特殊点和其他曲线开始追踪
note-alone-fold = { $first } = { $x }，{ $second } = { $y } 处极限环折叠分岔的曲线无法追踪，没有显示
note-alone-homoclinic = { $first } = { $x }，{ $second } = { $y } 处同宿轨道的曲线无法追踪，没有显示
note-folds-cusp = 极限环的折叠分岔曲线在 { $first } = { $x }，{ $second } = { $y } 附近相遇成尖点
note-folds-end = 极限环的折叠分岔曲线在 { $first } = { $x }，{ $second } = { $y } 附近终止于同宿曲线，那里的鞍点是中性的
note-takens-lost = 从 { $first } = { $x }，{ $second } = { $y } 处 Bogdanov-Takens 点出发的同宿曲线无法追踪，没有显示
note-saddle-node-lost = 通向 { $first } = { $x }，{ $second } = { $y } 处鞍结同宿点的同宿曲线未能追踪到那里
note-folds-lost = 极限环折叠分岔的一条曲线无法在 { $first } = { $x }，{ $second } = { $y } 之外继续追踪
note-homoclinic-lost = 一条同宿曲线无法在 { $first } = { $x }，{ $second } = { $y } 之外继续追踪
note-many-curves = 曲线多得无法全部追踪；有些没有显示
note-reaches-peak = 在 { $place } 处静息到达峰值 { $line }，放电以零放电率开始或终止；方程本身在那里没有分岔
note-reaches-threshold = 在 { $place } 处静息到达阈值 { $line }，放电以零放电率开始或终止；方程本身在那里没有分岔
note-endless = 每次重置都直接引发下一次放电：重置值不低于峰值；请另选重置值或峰值
note-paced = 每次重置都直接引发下一次放电，只有不应期把它们隔开：重置值不低于峰值；请另选重置值或峰值
note-window-not-isolated = { $first }' 或 { $second }' 在此窗口内处处为零，平衡点不是孤立的点；没有列出任何平衡点
note-border = 向量场沿此窗口边界的转动表明除已找到的之外还有平衡点；可能有一个位于边界上：请稍微移动或放大窗口
note-rate-vanishes = 有一个变化率处处为零，平衡点不是孤立的点；没有列出任何平衡点
note-region-border = 向量场沿搜索区域边界的转动表明除已找到的之外还有平衡点；可能有一个位于边界上
note-no-separatrix = { $count } 个变量的鞍点的稳定流形不是曲线，所以不画分界线
note-windows = 在放电不重复之处，还有越来越窄、周期越来越长的重复放电范围：比 { $spacing } 更窄的、一个周期多于 { $longest } 个放电脉冲的、以及倍周期到多于 { $doubled } 个的都略去了。
note-cascade = 倍周期分岔越来越密：每个周期多于 { $doubled } 个放电脉冲的略去了。
note-not-all = 放电轨道没有全部找到，或没有追踪到终点；较小的范围会显示更多。
note-too-steep = 不稳定的放电轨道只追踪到邻近轨道在一个周期内偏离不到一千倍之处。
note-many-spiking = 放电轨道的分支比这里追踪的更多。
note-onset-lost = 未能把放电的分支追踪到放电开始之处：它以怎样的放电率开始、属于哪一类，尚不清楚。较小的范围也许能显示。
note-offset-lost = 未能把放电的分支追踪到下降时放电终止之处：它在何处，尚不清楚。较小的范围也许能显示。
note-class-unclear = 跨越此范围的阶跃只引起一次放电，但其他恒定值使细胞持续放电：它属于哪一类，更宽的范围会显示。
