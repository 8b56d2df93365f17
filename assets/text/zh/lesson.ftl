### 课程：文件中的错误、论断的计算结果、练习。

lesson-fault-at = 第 { $line } 行第 { $column } 列：{ $what }
lesson-fault-too-big = 一课最多 { $most } MiB；请拆成几课
lesson-fault-too-many = 条目太多，超过任何一课；请拆成几课
lesson-fault-too-deep = 括号或名称嵌套过深；请拆开
lesson-fault-not-text = 从这里起不是文本 (UTF-8)；请以 UTF-8 保存文件
lesson-fault-syntax = { $what }；请改正这一行
lesson-fault-foreign = 这不是课程文件，课程以 `version = 1` 一行开头；请选择课程文件
lesson-fault-newer = 这一课是为更新的 nullcline 写的（格式 { $version }，本程序最多读到 { $mine }）；请更新 nullcline
lesson-fault-missing = 缺少 { $name }；请加上 { $example }
lesson-fault-unknown = 这里没有叫“{ $name }”的项；{ $hint }
lesson-fault-kind = { $name } 是{ $found }，应为{ $expected }
lesson-fault-not-finite = { $name } 不是有限的数；请给出如 -1.5 或 2e-3 的数
lesson-fault-outside = { $name } 须在 { $from } 与 { $to } 之间
lesson-fault-word = { $name } 不能是“{ $found }”；{ $hint }
lesson-fault-count = { $name } 太长：最多 { $most }
lesson-fault-empty = { $name } 是空的；请写上内容或删去
lesson-fault-invisible = 文本里有看不见的字符 { $code }；请删去
lesson-fault-untranslated = 有 { $name }，但缺少译文 `{ $missing }`；请写在旁边
lesson-fault-unclosed-code = 这个反引号开始的代码没有结束；请再写一个，或用 \` 表示符号本身
lesson-fault-unclosed-emphasis = 这个星号没有与之配对的另一个；请补上，或用 \* 表示符号本身
lesson-fault-unclosed-block = 这个代码块没有结束；请用单独一行的三个同样符号结束
lesson-fault-markup = 课程中没有 { $what }：请用段落、列表、**粗体**、*强调*、`代码` 和 https 链接
lesson-fault-act = 这个动作无法读取；请写成 { $example }
lesson-fault-answers = 一个问题只能有 choices、number、goal 三者之一
lesson-fault-right = { $count ->
    [0] 没有正确的选项；请用 right = true 标出一个
   *[other] 有 { $count } 个选项标为正确；请只用 right = true 标出一个
}
lesson-fault-says = 这条论断没有内容或自相矛盾；请写成例如 { $example }
lesson-fault-formula = 公式在“{ $what }”处无法读取；请用数、参数名、+ - * / ^、exp、ln、sqrt、tanh 和括号
lesson-hint-none = 一个也没有
lesson-hint-only = 只有 { $first }
lesson-hint-nearest = 是否指 { $first }？还有：{ $others }
lesson-shape-nothing = 空
lesson-shape-text = 文本
lesson-shape-texts = 两种语言的文本 { "{" } en = "…", zh = "…" { "}" }
lesson-shape-number = 数
lesson-shape-whole = 从 0 起的整数
lesson-shape-flag = true 或 false
lesson-shape-list = 列表
lesson-shape-range = 两个数的列表，小的在前
lesson-shape-pair = 两个数的列表
lesson-shape-state = 名称与数的表
lesson-shape-table = 表
lesson-shape-tables = 几个表的列表
lesson-shape-date = 日期

lesson-list-between = ；
lesson-kind-stable-node = 稳定结点
lesson-kind-unstable-node = 不稳定结点
lesson-kind-stable-focus = 稳定焦点
lesson-kind-unstable-focus = 不稳定焦点
lesson-kind-saddle = 鞍点
lesson-kind-saddle-focus = 鞍焦点
lesson-kind-centre = 中心
lesson-kind-saddle-node = 鞍结点
lesson-kind-degenerate = 退化平衡点
lesson-event-saddle-node = 鞍结分岔
lesson-event-snic = 不变环上的鞍结分岔
lesson-event-supercritical-hopf = 超临界霍普夫分岔
lesson-event-subcritical-hopf = 亚临界霍普夫分岔
lesson-event-degenerate-hopf = 退化霍普夫分岔
lesson-event-fold-of-cycles = 极限环的折叠分岔
lesson-event-homoclinic = 同宿分岔
lesson-event-period-doubling = 倍周期分岔
lesson-event-branch-point = 分支点

lesson-found-absent = 当前模型没有 { $name }
lesson-found-nothing = 什么也没有
lesson-found-equilibria = { $count ->
    [0] 窗口中没有平衡点
   *[other] { $count } 个平衡点：{ $kinds }
}
lesson-found-place = { $kind }，位于 { $place }
lesson-found-attractors = { $rests ->
    [0] 没有稳定平衡点
   *[other] { $rests } 个稳定平衡点
}，{ $cycles ->
    [0] 没有稳定极限环
   *[other] { $cycles } 个稳定极限环
}
lesson-found-stable-cycle = 稳定极限环，周期 { $period }
lesson-found-unstable-cycle = 不稳定极限环，周期 { $period }
lesson-found-no-cycle = 没有极限环
lesson-found-event = { $kind }，{ $name } = { $value }
lesson-found-no-event = 此范围内没有分岔
lesson-found-class = 第 { $class } 类
lesson-found-no-class = 此范围看不出兴奋性类别
lesson-found-integrator = 整合器
lesson-found-resonator = 共振器
lesson-found-neither = 此范围看不出静息如何消失
lesson-found-spikes = { $count ->
    [0] 没有放电脉冲
   *[other] { $count } 个放电脉冲
}
lesson-found-stimulus = 有刺激
lesson-found-no-stimulus = 没有刺激
lesson-found-ends-at-rest = 轨道趋于静息
lesson-found-ends-firing = 轨道持续放电
lesson-found-runs-away = 轨道逃逸

exercise-title-equilibrium = 这是哪一类平衡点？
exercise-title-count = 有几个平衡点？
exercise-title-hopf = 找出霍普夫点
exercise-title-pulse = 这个脉冲会引起放电吗？
exercise-title-loss = 静息如何消失？
exercise-title-bistable = 是否双稳？
exercise-title-character = 整合器还是共振器？
exercise-yes = 是
exercise-no = 否
exercise-one = 一个
exercise-two = 两个
exercise-three = 三个
exercise-ask-equilibrium = { $place } 处的平衡点是哪一类？
exercise-ask-count = { $input } 时窗口中有几个平衡点？请看零倾线在哪里相交。
exercise-ask-bistable = { $input } 时，静息与放电是否都稳定？
exercise-ask-hopf = 慢慢增大 { $name }。静息在哪个值失去稳定性？误差在 1 % 以内算对。
exercise-ask-pulse = 细胞在 { $input } 处于静息。来了一个高 { $height }、持续 { $width } 的脉冲。它会放电吗？
exercise-ask-loss = 输入增大时，静息因哪种分岔而消失？
exercise-ask-character = 这个细胞是整合器还是共振器？增大输入，看静息如何消失。
exercise-because-saddle = 特征值为 { $eigenvalues }。行列式 { $determinant } 为负：一个方向进入，一个方向离开，所以是鞍点。
exercise-because-stable-node = 特征值为 { $eigenvalues }。迹 { $trace } 为负，行列式 { $determinant } 为正，迹² − 4 行列式 = { $turn } 为正：两个特征值都是负实数，所以是稳定结点。
exercise-because-stable-focus = 特征值为 { $eigenvalues }。迹 { $trace } 为负，行列式 { $determinant } 为正，迹² − 4 行列式 = { $turn } 为负：轨道盘旋进入，所以是稳定焦点。
exercise-because-unstable-focus = 特征值为 { $eigenvalues }。迹 { $trace } 为正，行列式 { $determinant } 为正，迹² − 4 行列式 = { $turn } 为负：轨道盘旋离开，所以是不稳定焦点。
exercise-because-unstable-node = 特征值为 { $eigenvalues }。迹 { $trace } 为正，行列式 { $determinant } 为正，迹² − 4 行列式 = { $turn } 为正：两个特征值都是正实数，所以是不稳定结点。
exercise-because-count = { $count ->
   *[other] 零倾线相交 { $count } 次：{ $places }。
}
exercise-because-bistable = 是：{ $points }；并且有{ $cycles }。细胞做什么取决于从哪里开始。
exercise-because-rest = 否：{ $points }；{ $cycles }。附近的轨道都趋于静息。
exercise-because-firing = 否：{ $points }，都不稳定；有{ $cycles }。无论从哪里开始，细胞都放电。
exercise-because-supercritical = 在 { $at } 处平衡点有一对纯虚特征值，第一李雅普诺夫系数 { $coefficient } 为负：超临界霍普夫分岔，产生一个小的稳定极限环。
exercise-because-subcritical = 在 { $at } 处平衡点有一对纯虚特征值，第一李雅普诺夫系数 { $coefficient } 为正：亚临界霍普夫分岔，一个不稳定极限环缩到静息点上。
exercise-because-fold = 在 { $at } 处静息点与鞍点相遇并消失：鞍结分岔。那里有一个特征值为零，没有旋转。
exercise-because-integrator = 静息在 { $at } 处经鞍结分岔消失。在它附近没有旋转，细胞把输入累加起来：它是整合器。
exercise-because-resonator = 静息在 { $at } 处经霍普夫分岔（{ $kind }）失去稳定。细胞在静息附近振荡，偏好与自身频率相同的输入：它是共振器。
exercise-because-fires = 会放电：这样长的脉冲至少要 { $smallest }，这一个是 { $height }。
exercise-because-silent = 不会放电：这样长的脉冲需要 { $smallest }，这一个只有 { $height }。

## The window: lessons beside the plane

lessons = 课程
lessons-open-about = 十六堂课，从动作电位到整合器与共振器（Ctrl + L）
lessons-about = 课程里的每个数都由程序算出。方向键选择，Enter 打开。
lessons-file = 文件 …
lessons-file-about = 打开自己的课程：一个 .toml 文件，也可以拖到窗口上。每次保存后会重新读取。
lessons-steps = { $count ->
       *[other] { $count } 步
    }
lesson-tab = 课程
lesson-place = 第 { $number } 课，共 { $of } 课
lesson-own = 自己的课程
lesson-leave = 关闭课程
lesson-list = 全部
lesson-list-about = 全部课程（Ctrl + L）
lesson-back = ◀ 上一步
lesson-back-about = 回到上一步（Page Up）
lesson-next = 下一步 ▶
lesson-next-about = 先揭示隐藏的内容，再到下一步（Page Down）
lesson-again = 重新布置这一步
lesson-step = 第 { $number }/{ $of } 步
lesson-predict = 有些内容隐藏着。你预计会看到什么？
lesson-reveal = 揭示
lesson-words-hidden = 这幅相图说明什么？按 V 揭示。
lesson-words-later = 显示平衡点之后，这里才说明相图。
lesson-picture-hidden = 你预计会看到什么？按 V 揭示。
lesson-goal = 动手实现
lesson-question = 问题
lesson-reached = 完成：就是这样。
lesson-right = 正确。
lesson-hint = 提示
lesson-hint-is = 提示：{ $hint }
lesson-show = 显示答案
lesson-number = 你的数值
lesson-number-is = 答案：{ $answer }
lesson-number-how = 输入一个数，再按 Enter。按 A 把光标移到这里。
lesson-check = 检查
lesson-no-number = “{ $text }”不是数；请输入如 −4.5 或 2e-3 的数
lesson-too-large = 还不对：太大了。
lesson-too-small = 还不对：太小了。
lesson-found-now = 现在：{ $what }
lesson-faults = 这堂课还打不开
lesson-faults-about = 改好文件后重新打开；窗口保持原来的内容。
lesson-unreadable = 无法读取 { $path }：{ $why }
lesson-no-file = 它不是文件
palette-lessons = 课程
palette-lesson = 课程：{ $title }

## The window: exercises

exercises = 练习
exercises-about = 关于随机细胞的随机问题，当场解释，并有成绩单
exercises-leave = 结束练习
exercises-all = 各类依次出题
exercises-kind = 练习类型
exercises-seed = 种子
exercises-seed-about = 同一种子在任何地方都出同样的题：全班可以对照答案。换一个种子会开始新的成绩单。
exercises-score = 答对 { $right } 题，共 { $of } 题
exercises-save = 保存成绩
exercises-save-about = 把成绩单保存为 CSV：练习、种子、回答、正确答案、对错、秒数
exercises-again = 重新布置细胞
exercise-drawn = 正在出题 …
exercise-trouble = 这道题没能出成（{ $why }）；请看下一题。
exercise-wrong = 不对。
exercise-next = 下一题
exercise-numbers = 你的回答：{ $given }。答案：{ $right }。
exercise-words-hidden = 你预计会看到什么？回答之后揭示。
lesson-end = 这是最后一课。Ctrl + L 列出全部课程和练习。
