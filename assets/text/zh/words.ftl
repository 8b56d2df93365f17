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
