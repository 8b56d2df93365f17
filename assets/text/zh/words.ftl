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
firing-class-3 = 任何恒定电流都不能使它持续放电：3 类兴奋性。
fires-already = { $who ->
        [cell] 它在范围的起点就已放电。
       *[system] 它在范围的起点就已振荡。
    }
fires-partly = { $who ->
        [cell] 它在此范围的一部分放电。
       *[system] 它在此范围的一部分振荡。
    }
fires-only-down = { $who ->
        [cell] 上升时它在整个范围内保持静息，尽管它能够放电。
       *[system] 上升时它在整个范围内保持静止，尽管它能够振荡。
    }
fires-nowhere = { $who ->
        [cell] 它在此范围内不放电。
       *[system] 它在此范围内不振荡。
    }
is-integrator = 细胞是整合器：同时到达的输入越多，放电越早。
integrates = 在平衡点消失的鞍结分岔附近，输入会累加。
is-resonator = 细胞是共振器：它有阻尼振荡，并偏好自身频率的输入。
resonates = 它在持续振荡之前先有阻尼振荡，并偏好自身频率的输入。
ends-down = 下降时在 { $at } 处终止。
ends-up = 上升时在 { $at } 处终止。
ends-up-event = 上升时在 { $at } 处经由{ $event }终止。
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

poisson-bins = 时间格 { $width }
poisson-intervals = 按间隔
poisson-refractory = { $timing }，不应期 { $time }
poisson-train = 放电率为 { $rate } 的泊松放电序列，{ $trials } 个试次，每个 { $duration }，{ $timing }，随机种子 { $seed }
full-refractory = 不应期以外的每个时间格都有一个放电脉冲：这是频率为 { $rate } 的时钟，不是泊松序列。请用更窄的时间格、更低的放电率，或按间隔抽取。
full-bins = 放电率{ $thin }×{ $thin }dt = { $product } 不小于 1：每个 { $bin } 的时间格都有一个放电脉冲，该序列是频率为 { $rate } 的时钟，不是泊松序列。请用更窄的时间格、更低的放电率，或按间隔抽取。
beside-expected = { $found }（期望值 { $mean } ± { $error }）
no-spikes = 没有放电脉冲
no-counts = 计数全为零
no-intervals = 没有间隔
spikes-rate = { $count } 个放电脉冲，{ $rate }
spikes-per-time = { $count } 个放电脉冲，每单位时间 { $rate } 个
fano-factor = 法诺因子 { $fano }，取自 { $count } 个 { $window } 的窗口
cv-mean = 间隔的变异系数 { $cv }，均值 { $mean }
cv-alone = 间隔的变异系数 { $cv }
integral = 从 { $from } 到 { $to } 的 ∫ρ dt = { $count } 个放电脉冲
integral-trial = 试次 1 从 { $from } 到 { $to } 的 ∫ρ dt = { $count } 个放电脉冲

## Artificial neurons

fit-error = 均方根误差 { $rms }（值域的 { $percent } %），最大 { $worst }
unit-said = Σ w v = { $drive }，输出 f = { $output }

## Crossing a bifurcation

lesson-saddle-node = 两个平衡点（其中一个是鞍点）相遇并消失。
lesson-saddle-node-on-circle = 结点与鞍点在闭轨上相遇并消失；该轨道成为极限环，其周期在此值处为无穷大，并随距离按 1/√距离 下降。
lesson-supercritical-hopf = 焦点改变稳定性；在它不稳定的一侧，由一个小极限环代替它吸引轨道，环按 √距离 增大。
lesson-subcritical-hopf = 焦点改变稳定性；在它稳定的一侧，有一个小的不稳定极限环包围着它：越过此值，附近就再没有可去之处。
lesson-degenerate-hopf = 焦点在第一李雅普诺夫系数为零处改变稳定性，因此该系数不能说明小极限环是否吸引。
lesson-fold-of-cycles = 稳定程度不同的两个极限环相遇并消失。
lesson-homoclinic = 极限环撞上鞍点：其周期按 −ln 距离 无限增长，越过此值后极限环消失。
lesson-period-doubling = 极限环改变稳定性，并分出一个两倍周期的极限环：相邻两圈交替不同。
lesson-branch-point = 两支平衡点在此值处相交；它们可能交换稳定性。
event-place = { $event }，位于 { $name } = { $at }：{ $lesson }
side-circle = { $side ->
        [larger] 此处 { $name } 较大时有结点和鞍点，较小时有极限环。
       *[smaller] 此处 { $name } 较小时有结点和鞍点，较大时有极限环。
    }
side-focus = { $side ->
        [larger] 此处焦点在 { $name } 较大时稳定。
       *[smaller] 此处焦点在 { $name } 较小时稳定。
    }
side-homoclinic = { $side ->
        [larger] 此处极限环在 { $name } 较大时存在。
       *[smaller] 此处极限环在 { $name } 较小时存在。
    }
side-both = { $side ->
        [larger] { $name } 较大时两者都存在，{ $name } 较小时都不存在。
       *[smaller] { $name } 较小时两者都存在，{ $name } 较大时都不存在。
    }
at-rising = { $name } 增大到 { $at }
at-falling = { $name } 减小到 { $at }
near-rising = { $name } 增大到约 { $at }
near-falling = { $name } 减小到约 { $at }
between-ways = ，且{" "}
crossing-told = { $head }：{ $event }。{ $told }
branches-cross = 两支平衡点相交。
name-rest = 静息
name-depolarised = 去极化平衡点
name-equilibrium = 平衡点
rest-near = 静息态（{ $place } 附近）
depolarised-rest-near = 去极化静息态（{ $place } 附近）
equilibrium-near = 平衡点（{ $place } 附近）
stays-until = ，返回时停留在那里直到 { $until }
not-until = ，直到 { $until } 才会再次{ $does ->
        [fires] { $who ->
            [cell] 停止放电
           *[system] 静止
        }
       *[rests] { $who ->
            [cell] 放电
           *[system] 振荡
        }
    }
not-until-or = ，直到 { $until }（或 { $ahead }）才会再次{ $does ->
        [fires] { $who ->
            [cell] 停止放电
           *[system] 静止
        }
       *[rests] { $who ->
            [cell] 放电
           *[system] 振荡
        }
    }
above-here = 在此范围内 { $name } > { $least }
below-here = 在此范围内 { $name } < { $most }
fires-as-long = 只要 { $range }，它就放电。
oscillates-as-long = 只要 { $range }，它就振荡。
rests-as-long = 只要 { $range }，它就保持静息。
silent-until = 静息时它保持不放电，直到 { $until }。
at-rest-until = 它保持静止，直到 { $until }。
keeps-until = 它继续{ $who ->
        [cell] 放电
       *[system] 振荡
    }，直到 { $until }。
the-subject = { $who ->
        [cell] 细胞
       *[system] 系统
    }
subject-at-rest = { $who ->
        [cell] 静息的细胞
       *[system] 静止的系统
    }
subject-that-fires = { $who ->
        [cell] 放电的细胞
       *[system] 振荡的系统
    }
nothing-changes = { $who ->
        [cell] 细胞
       *[system] 系统
    }没有变化
rest-unnoticed = { $who ->
        [cell] 静息的细胞
       *[system] 静止的系统
    }不受影响
firing-unnoticed = 放电的细胞不受影响
unnoticed = { $who ->
        [cell] 细胞
       *[system] 系统
    }不受影响
begins-to-wander = { $who }开始放电，放电是混沌的，或其周期未被追踪。
fires-on-wandering = { $who }继续放电，放电是混沌的，或其周期未被追踪。
finds-none = 在此图中{ $who }找不到可去的吸引子。
one-of-rhythms = { $who }转入{ $number }种{ $whose ->
        [cell] 放电
       *[system] 振荡
    }节律之一，周期从 { $lo } 到 { $hi }。
goes-over = { $who }转入{ $place }。
jumps-to-spiking = { $who }跳到{ $whose ->
        [cell] 放电
       *[system] 振荡
    }状态{ $then }。
jumps-to = { $who }跳到{ $place }{ $then }。
falls-silent = { $who }{ $whose ->
        [cell] 停止放电
       *[system] 静止下来
    }，处于{ $place }{ $then }。
goes-over-then = { $who }转入{ $place }{ $then }。
firing-with-spikes = 每 { $period } 含 { $count } 个放电脉冲的{ $who ->
        [cell] 放电
       *[system] 振荡
    }
firing-with-period = 周期为 { $period } 的{ $who ->
        [cell] 放电
       *[system] 振荡
    }
but-another-rhythm = { $unnoticed }，但现在也能以另一种节律{ $who ->
        [cell] 放电
       *[system] 振荡
    }。
but-can-fire = { $unnoticed }，但现在也能{ $who ->
        [cell] 放电
       *[system] 振荡
    }。
but-no-longer = { $unnoticed }，但不再能{ $who ->
        [cell] 放电
       *[system] 振荡
    }。
but-can-rest-there = { $unnoticed }，但现在也能在那里静息。
but-can-come-to = { $unnoticed }，但现在也能到达{ $place }。
can-now-fire = { $who ->
        [cell] 细胞现在能够放电。
       *[system] 系统现在能够振荡。
    }
can-now-come-to = { $who ->
        [cell] 细胞
       *[system] 系统
    }现在能够到达{ $place }。
either-or = { $one }或{ $other }
or-list = { $first }或{ $last }
pair-vanishes = { $pair }相遇并消失。
rest-and-threshold-born = 静息与阈值在 { $place } 附近产生。
equilibrium-and-saddle-born = 一个稳定平衡点和一个鞍点在 { $place } 附近产生。
saddle-and-other-vanish = 一个鞍点与{ $other }相遇并消失。
saddle-and-other-born = 产生了一个鞍点和{ $other }。
pair-rest = 静息与阈值
pair-depolarised = 去极化平衡点与一个鞍点
pair-equilibrium = 一个稳定平衡点与一个鞍点
an-unstable-equilibrium = 一个不稳定平衡点
another-equilibrium = 另一个平衡点
pair-becomes-cycle = { $pair }在一条闭轨上相遇并消失，该闭轨成为极限环。
pair-then-fires = { $pair }相遇并消失；{ $who }开始{ $whose ->
        [cell] 放电
       *[system] 振荡
    }，起初很慢。
rest-breaks-cycle = 静息与阈值在极限环上出现并使其断开
equilibrium-breaks-cycle = 一个稳定平衡点和一个鞍点在极限环上出现并使其断开
cycle-broken = { $what }：{ $whose ->
        [cell] 放电
       *[system] 振荡
    }无限变慢并停止。{ $who }到达{ $place }。
meet-on-unstable-cycle = 一个鞍点与一个不稳定平衡点在一个不吸引的极限环上相遇。
hopf-stable-born = { $name }失去稳定性；在其周围产生一个稳定极限环。
oscillates-period = { $who }开始振荡，起初幅度很小，周期为 { $period }。
oscillates-little = { $who }开始振荡，起初幅度很小。
hopf-stable-shrunk = 围绕{ $name }的稳定极限环收缩到其上，使其变得稳定。
oscillation-faded = 振荡已经消退：{ $who }到达{ $place }。
hopf-unstable-shrunk = { $name }失去稳定性；围绕它的不稳定极限环已收缩到其上。
hopf-unstable-born = { $name }变得稳定；在其周围产生一个不稳定极限环。
hopf-unsaid-lost = { $name }失去稳定性；第一李雅普诺夫系数为零，不能说明产生什么。
hopf-unsaid-gained = { $name }变得稳定；第一李雅普诺夫系数为零，不能说明产生什么。
hopf-unstable-both = 一个在两侧都不稳定的平衡点，其周围的极限环产生或消失。
cycles-vanish = 一个稳定极限环与一个不稳定极限环相遇并消失。
cycles-born = 产生一对极限环，一个稳定，一个不稳定。
unstable-cycles-vanish = 两个不稳定极限环相遇并消失。
unstable-cycles-born = 产生两个不稳定极限环。
homoclinic-lost = 稳定极限环撞上鞍点，其周期无限增长。
homoclinic-gained = 一条离开鞍点又回到鞍点的轨道产生一个稳定极限环，起初很慢。
homoclinic-unstable-lost = 一个不稳定极限环撞上鞍点而消失。
homoclinic-unstable-gained = 一条离开鞍点又回到鞍点的轨道产生一个不稳定极限环。
doubling-differs = 极限环失去稳定性，让位于两倍周期的极限环：现在相邻的{ $who ->
        [cell] 间隔长短交替
       *[system] 两圈交替不同
    }。
doubling-alike = 两倍周期的极限环收缩到单周期的极限环上，后者变得稳定：所有{ $who ->
        [cell] 间隔
       *[system] 圈
    }又都相同。
doubling-lost = 极限环在与两倍周期的极限环相遇处失去稳定性。
doubling-gained = 极限环在与两倍周期的极限环相遇处变得稳定。
doubling-unstable = 一个不稳定极限环与一个两倍周期的极限环相遇。

## What changed where no bifurcation can be named

went = { $name } 从 { $from } 变为 { $to }
between-moves = ，
moves-told = { $moves }：{ $told }。
leap-told = { $moves }：在那里{ $does }。
change-nowhere = 在此图中{ $who ->
        [cell] 细胞
       *[system] 系统
    }找不到可去的吸引子
change-no-longer = { $who ->
        [cell] 细胞不再放电
       *[system] 系统不再振荡
    }；{ $rest ->
        [depolarised] 它处于去极化静息
       *[rests] 它静息
    }
change-rest-cannot-fire = { $who ->
        [cell] 静息的细胞不再能放电
       *[system] 静止的系统不再能振荡
    }
change-cannot-fire = { $who ->
        [cell] 细胞不再能放电
       *[system] 系统不再能振荡
    }；{ $rest ->
        [depolarised] 它处于去极化静息
       *[rests] 它静息
    }
change-cannot-rest = { $who ->
        [cell] 细胞不再能静息；它放电
       *[system] 系统不再能静止；它振荡
    }
change-firing-cannot-rest = { $who ->
        [cell] 放电的细胞不再能回到静息
       *[system] 振荡的系统不再能静止
    }
change-can-fire = { $who ->
        [cell] 静息的细胞现在也能放电
       *[system] 静止的系统现在也能振荡
    }
change-can-rest = { $who ->
        [cell] 放电的细胞现在也能静息
       *[system] 振荡的系统现在也能静止
    }
change-kinds = 之前是{ $before }，现在是{ $now }
now-does = { $who ->
        [cell] 细胞
       *[system] 系统
    }现在{ $now ->
        [fires] { $who ->
            [cell] 放电
           *[system] 振荡
        }
        [rests] 静息
       *[depolarised] 处于去极化静息
    }；此前它{ $before ->
        [fires] { $who ->
            [cell] 放电
           *[system] 振荡
        }
        [rests] 静息
       *[depolarised] 处于去极化静息
    }
now-has = { $who ->
        [cell] 细胞
       *[system] 系统
    }此前{ $before ->
        [fires] { $who ->
            [cell] 放电
           *[system] 振荡
        }
        [rests] 静息
       *[depolarised] 处于去极化静息
    }；现在它有{ $regime }
leap-nowhere = { $who ->
        [cell] 细胞
       *[system] 系统
    }在此图中找不到吸引子
leap-fires = { $who ->
        [cell] 细胞放电
       *[system] 系统振荡
    }
leap-rests = { $who ->
        [cell] 细胞静息
       *[system] 系统静止
    }
leap-depolarised = { $who ->
        [cell] 细胞
       *[system] 系统
    }到达去极化静息
leap-has = { $who ->
        [cell] 细胞
       *[system] 系统
    }有{ $regime }

## The threshold ruler

ruler-no-rest = 没有可测量的阈值：在这些参数下细胞不静息
ruler-kick = 使它放电的最小瞬时推动（沿 { $name }）为 { $kick }{ $pulse }；有 { $count } 个变量时只能逐次尝试求得，因为阈值不是一条曲线
ruler-out-of-reach = 从这里出发，仅沿 { $name } 推动不能越过阈值
border-separatrix = 分界线
border-cycle = 不稳定极限环
border-equilibrium = 不稳定平衡点
border-threshold = 阈值
ruler-away = { $what }在 { $name } 方向上相距 { $kick }{ $pulse }
ruler-none-on-line = 没有阈值：此状态旁边既没有不稳定平衡点，也没有放电
ruler-graded = 没有明确的阈值：没有鞍点或不稳定极限环把小响应与大响应分开
ruler-pulse = ，或电荷为 { $charge } 的 { $lead } 短脉冲
bar-out-of-reach = 阈值无法到达
bar-no-rest = 细胞不静息
bar-graded = 没有明确的阈值
bar-kick-or = { $kick } 或 { $charge }

## Stimuli

with-stimulus = 带刺激的 { $name }
white-noise = 白噪声在一个瞬间没有值：这是平均输入的相平面。
euler-step = 用步长为 { $step } 的欧拉法计算；放电脉冲的个数和时刻可能取决于步长
author-step = 按已发表的脚本，用原作者的欧拉步长 { $step } 计算；放电脉冲的个数和时刻可能取决于步长
figure-step = 此预设所依据的图是用欧拉步长 { $step } 计算的；精确计算的放电脉冲在时刻上与其不同，在某些特征中个数也不同
overlap-until = { $name } 上的两个信号从 { $from } 到 { $until } 重叠；在那里它们相加
overlap-on = { $name } 上的两个信号从 { $from } 起重叠；在那里它们相加
stimulus-unseen = 刺激在 { $narrowest } 之内就有变化，步长 { $step } 可能会错过它；请用更短的步长，或用精确方法

## Demonstrations

unit-of = { $name } 单位
unit-per = { $unit } 每 { $per }
demo-peaks = 所有放电的峰值在 { $low } 与 { $high } 之间；不放电时最高的响应为 { $below }
demo-peaks-differ = 各脉冲的结果不全相同
demo-resonance = 在这些间隔中，相隔 { $best } 时响应最大；细胞的固有周期为 { $period }
demo-hysteresis = 上升时从 { $name } = { $onset } 开始放电，下降时在 { $offset } 停止；斜坡越过分岔图中的分岔比细胞离开静息或停止放电更快：更慢的斜坡会更接近这些分岔
demo-lowest = 最低的放电率为 { $rate }
demo-impedance = 阻抗在 { $at } 处最大，为每 { $per } { $peak }；线性化的阻抗在 { $linear } 处最大，为 { $law }；两者至多相差 { $percent } %
demo-holds = 结果与预期相符
demo-fails = 结果与预期不符：{ $all } 个试次中有 { $wrong } 个不同
gap = 间隔
response = 响应
natural-period = 固有周期
linearisation = 线性化
measured = 测量

## The excitability passport

passport-of = 兴奋性档案：{ $name }
passport-of-preset = 兴奋性档案：{ $name }（{ $preset }）
passport-line = { $label }：{ $text }
passport-label-rest = 静息
passport-label-threshold = 阈值
passport-label-rheobase = 基强度
passport-label-onset = { $who ->
        [cell] 放电的开始
       *[system] 振荡的开始
    }
passport-label-class = 类别
passport-label-response = 整合器或共振器
passport-label-resonance = 共振
passport-label-bistability = 双稳性
passport-no-rest = 无：在 { $here } 处没有可静息的状态。
passport-rest = { $kind }，位于 { $name } = { $at }（{ $here }）。
passport-without-rest = 没有静息就没有阈值。
passport-saddle = 明确：位于 { $name } = { $at } 的鞍点的稳定流形。
passport-point = 明确：{ $name } = { $at }；低于它电位回到静息，高于它则上升到放电。
passport-cycle = 明确：围绕静息的不稳定极限环；凡留在其内的都回到静息。
passport-graded = 没有明确的阈值：脉冲越大，响应越大。
passport-pulse = 短脉冲使 { $name } 移动 { $by } 时引起{ $who ->
        [cell] 一次放电
       *[system] 大的响应
    }。
passport-no-pulse = { $who ->
        [cell] 此处没有短的去极化脉冲能引起放电。
       *[system] 此处没有短脉冲能引起大的响应。
    }
passport-no-class = 无：兴奋性类别只用于神经元。
passport-class-1 = 1 类：放电可以从任意低的频率开始。
passport-class-2 = 2 类：放电一开始就有明显大于零的频率。
passport-class-3 = 3 类：任何恒定电流都不能使它持续放电。
passport-not-shown = 从此范围看不出来。
passport-not-bistable = { $who ->
        [cell] 在此范围内静息与放电都不共存。
       *[system] 在此范围内平衡点与振荡都不共存。
    }
passport-range = { $lo } 到 { $hi }
between-ranges = {" "}以及从{" "}
passport-bistable = { $who ->
        [cell] 静息与放电
       *[system] 平衡点与振荡
    }在 { $name } 从 { $ranges } 时共存。
rheobase-at = { $current ->
        [yes] {""}
       *[no] { $name } 不是输入电流；
    }持续的{ $who ->
        [cell] 放电
       *[system] 振荡
    }从 { $at } 开始。
rheobase-throughout = { $current ->
        [yes] 无：
       *[no] 无，因为 { $name } 不是输入电流：
    }{ $who ->
        [cell] 细胞自发放电
       *[system] 系统自发振荡
    }，在此范围内的每个 { $name } 都是如此。
rheobase-first = { $current ->
        [yes] 无：
       *[no] 无，因为 { $name } 不是输入电流：
    }{ $who ->
        [cell] 细胞在此范围的下端就已放电
       *[system] 系统在此范围的下端就已振荡
    }。
rheobase-partly = { $current ->
        [yes] 无：
       *[no] 无，因为 { $name } 不是输入电流：
    }上升时{ $who ->
        [cell] 细胞在此范围内不开始放电
       *[system] 系统在此范围内不开始振荡
    }。
rheobase-nowhere = { $current ->
        [yes] 无：
       *[no] 无，因为 { $name } 不是输入电流：
    }{ $who ->
        [cell] 细胞在此范围内不放电
       *[system] 系统在此范围内不振荡
    }。
passport-lost = { $who ->
        [cell] 静息
       *[system] 平衡点
    }经由{ $event }消失。
passport-reaches = 静息到达{ $line }，这不是方程本身的分岔。
passport-integrator-rings = 在静息消失的鞍结分岔附近为整合器；在 { $here } 处离它尚远，{ $who ->
        [cell] 细胞
       *[system] 系统
    }有阻尼振荡。
passport-integrator = 整合器：静息经由鞍结分岔消失，因此输入会累加。
passport-resonator-silent = 在静息消失的霍普夫点附近为共振器，但在 { $here } 处{ $who ->
        [cell] 细胞
       *[system] 系统
    }没有阻尼振荡。
passport-resonator = 共振器：静息在霍普夫点消失，因此{ $who ->
        [cell] 细胞
       *[system] 系统
    }自身频率的输入最有效。
passport-rings = 以 { $rate } 的频率围绕静息作阻尼振荡。
passport-nothing-to-ring = 无：在 { $here } 处没有可围绕其振荡的静息。
passport-back-at-once = 看不到：在 { $here } 处{ $who ->
        [cell] 细胞
       *[system] 系统
    }未绕完一圈就已回到静息。
passport-does-not-ring = 无：在 { $here } 处{ $who ->
        [cell] 细胞
       *[system] 系统
    }不围绕静息振荡。
