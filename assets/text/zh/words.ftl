### What is said of portraits, diagrams and studies, in sentences.
between-parts = ，
between-things = 、
between-clauses = ；
between-sentences = {""}
full-stop = { $sentence }。
list-and = { $first }和{ $last }
symbols-and = { $first } 和 { $last }

## The line under the plane

portrait-at = { $name } = { $at }：{ $said }。
portrait-said = { $said }。
plane-slaved = { $count ->
       *[other] { $names } 取其稳态值
    }
plane-held = 其余变量固定在 { $place }，所以零倾线的交点偏离平衡点
plane-shows = 平面显示 { $x } 与 { $y }；{ $said }。平衡点和极限环属于全部 { $count } 个变量的系统。
firing = 放电
oscillation = 振荡
no-equilibrium-in-window = 此窗口内没有平衡点
pair-apart = { $one }与{ $other }{ $apart }
apart-in = 在 { $name } 上相距 { $distance }
apart = 相距 { $distance }
as-rest = { $what }（静息）
as-depolarised = { $what }（去极化）
as-threshold = { $what }（阈值）
a-stable-node = 一个稳定结点
an-unstable-node = 一个不稳定结点
a-stable-focus = 一个稳定焦点
an-unstable-focus = 一个不稳定焦点
a-saddle = 一个鞍点
a-saddle-focus = 一个鞍焦点（不稳定：其附近的轨道振荡着离开）
a-centre = 一个中心
a-saddle-node = 一个鞍结点
a-degenerate-equilibrium = 一个退化平衡点
stable-nodes = { $count } 个稳定结点
unstable-nodes = { $count } 个不稳定结点
stable-foci = { $count } 个稳定焦点
unstable-foci = { $count } 个不稳定焦点
saddles = { $count } 个鞍点
centres = { $count } 个中心
saddle-nodes = { $count } 个鞍结点
degenerate-ones = { $count } 个退化平衡点
equilibria-counted = { $count } 个平衡点：{ $each }
spiking-cycle = { $stable ->
        [yes] 一个稳定
       *[no] 一个不稳定
    }的放电极限环，每 { $period } 放电{ $count ->
        [1] 一
       *[other] { " " }{ $count }{ " " }
    }次
cycle-of-period = { $stable ->
        [yes] 一个稳定极限环
       *[no] 一个不稳定极限环
    }，周期 { $period }
firing-at = { $what }（放电率 { $rate }）
turning-at = { $what }（{ $rate }）
bistable-rest-firing = 双稳：静息与放电共存
bistable = 双稳
three-attractors = 三个吸引子共存
attractors-coexist = { $count } 个吸引子共存
hopf-nowhere = 没有
hopf-at = 在 { $name } = { $places }
hopf-points = 霍普夫点：{ $full }：{ $at }；{ $reduced }：{ $there }。
hopf-differs = { $way ->
        [lower] 低 { $by }（{ $kind }）
       *[higher] 高 { $by }（{ $kind }）
    }
hopf-unpaired = 无法配对：两个模型的霍普夫点类型不同。
hopf-neither = 在共同的范围内两个模型都没有霍普夫点。
hopf-differences = 约化模型的霍普夫点{ $all }。
moves-outside = { $who ->
        [cell] 细胞
       *[system] 系统
    }在此窗口之外运动。
rests-outside = { $who ->
        [cell] 细胞
       *[system] 系统
    }静息于此窗口之外，位于 { $place }。
stands-outside = { $who ->
        [cell] 细胞
       *[system] 系统
    }停在此窗口之外，位于 { $place }。
equilibrium-at = { $kind }，位于 { $place }

## Trajectories

orbit-stiff = 方程沿此轨迹为刚性，已改用五阶隐式方法
orbit-ran-away = 轨迹在时刻 { $reached } 发散；图中显示此前的部分
orbit-still = 在时刻 { $reached } 每次重置都直接引发下一次放电：重置值超过了峰值；请另选重置值或峰值
orbit-steps = 轨迹用 { $steps } 步只走到 { $span } 中的 { $reached }，计算就此停止；请缩短时间
orbit-given-up = 轨迹在时刻 { $reached } 停止计算。

## F-I curves

endless-regular = { $which } 时重置值不低于{ $what }：每次重置都直接引发下一次放电；一旦放电，无论输入如何，它都以不应期 { $interval } 为间隔放电。请选择更低的重置值或更高的{ $choose }。
endless-instant = { $which } 时重置值不低于{ $what }：每次重置都直接引发下一次放电；一旦放电，它就在同一瞬间无休止地放电，因此不给出放电率。请选择更低的重置值或更高的{ $choose }。
firing-class-3 = 恒定电流至多引起一次放电：3 类兴奋性。
fires-already = { $who ->
        [cell] 它在范围的起点就已放电。
       *[system] 它在范围的起点就已振荡。
    }
fires-partly = { $who ->
        [cell] 它在此范围的一部分放电。
       *[system] 它在此范围的一部分振荡。
    }
fires-only-down = { $who ->
        [cell] 上行时它在整个范围内保持静息，尽管它能够放电。
       *[system] 上行时它在整个范围内保持静止，尽管它能够振荡。
    }
fires-nowhere = { $who ->
        [cell] 它在此范围内不放电。
       *[system] 它在此范围内不振荡。
    }
is-integrator = 细胞是整合器：同时到达的输入越多，放电越早。
integrates = 在平衡点消失的鞍结分岔附近，输入会累加。
is-resonator = 细胞是共振器：它会振铃，并偏好自身频率的输入。
resonates = 它在振荡之前先振铃，并偏好自身频率的输入。
ends-down = 下行时在 { $at } 处终止。
ends-up = 上行时在 { $at } 处终止。
ends-up-event = 上行时在 { $at } 处经由{ $event }终止。
coexist-between = { $who ->
        [cell] 静息与放电
       *[system] 平衡点与振荡
    }在 { $lo } < { $name } < { $hi } 时共存。
begins = { $who ->
        [cell] 放电
       *[system] 振荡
    }从 { $at } 开始
begins-event = { $who ->
        [cell] 放电
       *[system] 振荡
    }经由{ $event }从 { $at } 开始
begins-peak = { $who ->
        [cell] 放电
       *[system] 振荡
    }从 { $at } 开始，此时静息到达{ $line }
begins-low = { $begins }，频率可以任意低
begins-hertz = { $begins }，并且一开始就达到 { $rate }
begins-rate = { $begins }，并且一开始就达到每单位时间 { $rate } { $who ->
        [cell] 次放电
       *[system] 圈
    }
begins-class = { $begins }：{ $number } 类兴奋性。
begins-stop = { $begins }。

## Regimes

wanders = 放电（混沌的，或周期未被追踪的）
regime-or = { $first }或{ $last }
states-of-rest = { $count ->
        [1] 静息
       *[other] { $number }种静息状态
    }
states-of-depolarised-rest = { $count ->
        [1] 去极化静息
       *[other] { $number }种去极化静息状态
    }
ways-of-firing = { $count ->
        [1] 放电
       *[other] { $number }种放电方式
    }
some-equilibria = { $count ->
        [1] 平衡点
       *[other] { $number }个平衡点
    }
some-oscillations = { $count ->
        [1] 振荡
       *[other] { $number }种振荡
    }
no-attractor = 没有吸引子
two = 两
three = 三
four = 四
same-parameters = 相同的参数

## Spike trains

train-bins = 分箱宽度 { $width }
train-intervals = 按间隔生成
train-refractory = { $timing }，不应期 { $time }
poisson-train = 频率 { $rate } 的泊松脉冲序列，{ $trials } 个 { $duration } 的试次，{ $timing }，种子 { $seed }
full-refractory = 每个不在不应期内的分箱都有一个脉冲：这是 { $rate } 的时钟，不是泊松序列。请用更窄的分箱、更低的频率，或按间隔生成。
full-bins = 频率{ $thin }×{ $thin }dt = { $product } 不小于 1：每个 { $bin } 的分箱都有一个脉冲，该序列是 { $rate } 的时钟，不是泊松序列。请用更窄的分箱、更低的频率，或按间隔生成。
beside-expected = { $found }（期望值 { $mean } ± { $error }）
no-spikes = 没有脉冲
no-counts = 计数全为零
no-intervals = 没有间隔
spikes-rate = { $count } 个脉冲，{ $rate }
spikes-per-time = { $count } 个脉冲，每单位时间 { $rate } 个
fano-factor = Fano 因子 { $fano }，取自 { $count } 个 { $window } 的窗口
cv-mean = 间隔的变异系数 { $cv }，平均 { $mean }
cv-alone = 间隔的变异系数 { $cv }
integral = 从 { $from } 到 { $to } 的 ∫ρ dt = { $count } 个脉冲
integral-trial = 试次 1 从 { $from } 到 { $to } 的 ∫ρ dt = { $count } 个脉冲

## Artificial neurons

fit-error = 均方根误差 { $rms }（值域的 { $percent } %），最大 { $worst }
unit-said = Σ w v = { $drive }，输出 f = { $output }
