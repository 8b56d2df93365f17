### 为看不见图或想用耳朵听的人：描述、事件、声音；以及可搜索的帮助。

## 对相图的描述

spoken-preset = { $model }，预设 { $preset }。
spoken-changed = { $model }，预设 { $preset }，其中 { $changes }。
spoken-no-equilibria = 此窗口内没有平衡点。
spoken-many = 共有{ $each }。
spoken-equilibria = { $count } 个平衡点：{ $each }。
spoken-no-cycles = 没有找到极限环。
spoken-cycles = { $count } 个极限环：{ $each }。
spoken-rest = 静息
spoken-depolarised = 去极化阻滞中的静息
spoken-firing = 放电
spoken-oscillation = 振荡
spoken-attracts-nothing = 没有找到吸引子。
spoken-attracts = { $count ->
    [1] 只找到一个吸引子：{ $each }。
   *[other] { $count } 个吸引子：{ $each }。
}
spoken-live = 实时状态位于 { $place }。

## 发生的事

spoken-spike = { $who ->
    [cell] 细胞放电一次。
   *[system] 摆动一次。
}
spoken-begins = { $who ->
    [cell] 细胞开始放电，放电率 { $rate }。
   *[system] 振荡开始，频率 { $rate }。
}
spoken-changes = { $who ->
    [cell] 细胞现在的放电率为 { $rate }。
   *[system] 振荡现在的频率为 { $rate }。
}
spoken-ends = { $who ->
    [cell] 细胞停止放电。
   *[system] 振荡已经终止。
}
spoken-trial = { $count ->
    [0] { $varied } { $trial }：没有放电脉冲。
   *[other] { $varied } { $trial }：{ $count } 个放电脉冲。
}
spoken-diagram = 分岔：{ $each }。
spoken-no-diagram = 此范围内没有分岔。
spoken-course = { $name } 随时间变化：近来从 { $low } 到 { $high }。

## 声音

sound = 声音
sound-about = 实时状态每放电一次响一声，放电越快音越高：每秒一个脉冲时为 220 Hz，500 个时为 1760 Hz（A）。
sound-no-player = 这里没有能播放声音的程序（{ $programs }）：请安装 pipewire-bin、pulseaudio-utils 或 alsa-utils。
sound-ended = 播放声音的程序已经终止：请检查系统的声音，然后重新打开。
sound-other-system = 目前只有在 Linux 上才有声音。
palette-line = 命令面板
palette-speak-english = 使用英语
palette-speak-chinese = 使用简体中文
palette-sound = 声音：每个放电脉冲响一声，开或关
key-sound = A
key-sound-about = 声音：每个放电脉冲响一声，音高随放电率

## 可搜索的帮助

help-search = 查找按键、手势或术语
help-nothing = 没有找到：请试试词的一部分，或少输入几个词。
help-terms = 术语
key-slider = 滑块上的 Home、End、Page Up、Page Down
key-slider-about = 到两端，以及大步移动
key-size = Ctrl + +、Ctrl + −、Ctrl + 0
key-size-about = 整体放大、缩小或恢复
key-close = Escape
key-close-about = 关闭图前面打开的东西
term-words = { $name }：{ $about }

field-arrows-about = 长度相同的箭头：从网格的每一点往哪里走。
field-streamlines-about = 沿箭头的曲线：整条轨道一目了然。

## 更多术语

term-centre = 中心
term-centre-about = 特征值为纯虚数的平衡点：就线性化所能判断的而言，附近的一切绕它旋转，既不趋近也不离去。
term-degenerate = 退化平衡点
term-degenerate-about = 有一个特征值为零的平衡点，线性化不能判定它的类型：平衡点相遇之处，或整条由平衡点组成的线上，就是这样。
term-rest = 静息
term-rest-about = 低电位处的稳定平衡点；没有输入的神经元停留在那里。
term-block = 去极化阻滞
term-block-about = 高电位处的稳定平衡点：输入强到把神经元固定在那里，使它不能放电。
term-unstable-manifold = 不稳定流形
term-unstable-manifold-about = 鞍点附近的一切沿着它离去的两条轨道。它们通向何处，说明越过阈值之后会发生什么。
term-unstable-cycle = 不稳定极限环
term-unstable-cycle-about = 邻近轨道离它而去的闭轨道。围绕稳定平衡点时，它是吸引域的边界，因而是一种阈值。
term-vector-field = 向量场
term-vector-field-about = 平面上每一点的一个箭头：方程接下来把状态带往何处。
term-orbit = 轨道
term-orbit-about = 状态随时间推移所走的曲线。同一组方程的两条轨道从不相交。
term-trace = 迹与行列式
term-trace-about = 特征值之和与特征值之积。行列式为负时是鞍点；迹为负且行列式为正时，平衡点稳定。
term-period-doubling = 倍周期分岔
term-period-doubling-about = 一个极限环失去稳定性，取而代之的极限环周期为其两倍，相邻两圈交替不同。
term-branch-point = 分支点
term-branch-point-about = 两支平衡点相交，并可能交换稳定性。
term-bogdanov-takens = Bogdanov-Takens 点
term-bogdanov-takens-about = 两个特征值都为零的鞍结点。霍普夫分岔曲线与同宿分岔曲线由此开始，神经元在此由共振器变为整合器。
term-cusp = 尖点
term-cusp-about = 两条鞍结分岔曲线在此相遇并终止：一侧有三个平衡点，另一侧有一个。
term-generalized-hopf = 广义霍普夫点
term-generalized-hopf-about = 霍普夫分岔在此由超临界变为亚临界，并由此开始一条极限环的折叠分岔曲线：放电的开始由渐进变为突然。
term-saddle-node-homoclinic = 鞍结同宿点
term-saddle-node-homoclinic-about = 鞍结点在此移上或离开不变环：一侧放电可以要多慢有多慢，另一侧静息与放电共存。
term-resonance = 共振
term-resonance-about = 细胞对弱输入反应最强的频率；在焦点附近，它就是自身阻尼振荡的频率。
