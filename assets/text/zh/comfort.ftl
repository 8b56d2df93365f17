### 让窗口用起来舒适：大小、语言、演示模式。

larger = 整体放大
smaller = 整体缩小
calm = 减少动态效果
calm-about = 不必移动的东西都不再自行移动；下次打开窗口时，实时状态先静止不动。
presenter = 演示模式
presenter-about = 大字号、高对比度，让最后一排也看得清，并隐藏各面板。翻页键和数字键选择预设；D 显示相平面旁的图，L 在指针周围显示光斑，W 显示计时，Z 重新计时，句点键使屏幕变黑。

## 命令面板

palette-hint = 想做什么、看什么、了解什么？也可输入：I = 5
palette-nothing = 没有叫这个名字的内容。
palette-set = 将 { $name } 设为 { $value }
palette-play = 让实时状态运行
palette-pause = 暂停实时状态
palette-restart = 重新开始实时状态
palette-kick = 推动实时状态
palette-scatter = 随机播撒十条轨道
palette-keep = 保留实时状态的轨道
palette-clear = 删除所有保留的轨道
palette-reset-view = 重置视图
palette-reset-parameters = 重置所有参数
palette-undo = 撤销
palette-redo = 重做
palette-open = 打开会话或图
palette-save = 保存会话
palette-export = 导出图或数据
palette-notes = 写笔记
palette-presenter = 演示模式
palette-light = 浅色主题
palette-dark = 深色主题
palette-help = 按键与手势
palette-passport = 兴奋性档案
palette-next-bifurcation = 前往下一个分岔
palette-last-bifurcation = 前往上一个分岔
palette-ghost = 此相图的残影，开或关
palette-beside = 两组参数并排显示，开或关
palette-diagram = 查看分岔图
palette-firing = 查看 F-I 曲线
palette-curves = 查看双参数平面
palette-time = 只看时间
palette-membrane = 查看膜
palette-neuron = 前往神经元
palette-train = 前往放电序列
palette-unit = 前往人工神经元
palette-show = 显示{ $layer }
palette-hide = 隐藏{ $layer }
palette-demo = 演示：{ $title }
palette-model = { $model } · { $preset }

palette-layer-field = 向量场
palette-layer-nullclines = 零倾线
palette-layer-equilibria = 平衡点
palette-layer-separatrices = 分界线
palette-layer-cycles = 极限环
palette-layer-basins = 吸引域
palette-layer-orbits = 轨道
palette-layer-ruler = 阈值标尺

## 术语

term-phase-plane = 相平面
term-phase-plane-about = 平面上的每一点都是神经元的一个状态：膜电位与第二个变量。方程说明在每一点上接下来往哪里走。
term-nullcline = 零倾线
term-nullcline-about = 其上某个变量瞬时不变的曲线。轨道竖直地穿过 V 零倾线；两条零倾线相交之处是平衡点。
term-equilibrium = 平衡点
term-equilibrium-about = 保持不变的状态。若雅可比矩阵的所有特征值实部均为负，它就是稳定的：小的偏离会消失。
term-node = 结点
term-node-about = 特征值为同号实数的平衡点：附近的一切径直趋近（稳定）或径直离去（不稳定）。
term-focus = 焦点
term-focus-about = 特征值为复数的平衡点：附近的一切盘旋趋近（稳定）或盘旋离去（不稳定）。
term-saddle = 鞍点
term-saddle-about = 沿一个方向吸引、沿另一个方向排斥的平衡点。在神经元中，它常常位于阈值处。
term-separatrix = 分界线
term-separatrix-about = 鞍点的稳定流形：命运不同的起点之间的边界，因而是许多神经元的阈值。
term-limit-cycle = 极限环
term-limit-cycle-about = 附近没有其他闭轨道的闭轨道。稳定的极限环就是持续放电：受到推动之后，神经元仍会回到它上面。
term-attractor = 吸引子
term-attractor-about = 邻近轨道最终趋向的对象：稳定的平衡点（静息）或稳定的极限环（放电）。
term-basin = 吸引域
term-basin-about = 通向同一个吸引子的所有起点。
term-bistable = 双稳性
term-bistable-about = 同一组参数下有两个吸引子：神经元处于哪一个取决于它从何而来，推动一下便可能从一个转到另一个。
term-eigenvalue = 特征值
term-eigenvalue-about = 它们说明对平衡点的偏离如何增长（实部为正）、衰减（实部为负）和旋转（虚部）。雅可比矩阵的迹与行列式同时给出这两方面。
term-bifurcation = 分岔
term-bifurcation-about = 参数变化时相图类型的改变：平衡点或极限环出现、消失或改变稳定性。
term-saddle-node = 鞍结分岔
term-saddle-node-about = 一个结点与一个鞍点相遇并消失。静息在此终止，神经元转向别的吸引子。
term-invariant-circle = 不变环上的鞍结分岔
term-invariant-circle-about = 结点与鞍点在一条闭轨道上相遇，这条闭轨道成为周期无穷大的极限环：放电可以要多慢有多慢。
term-hopf = 霍普夫分岔
term-hopf-about = 焦点改变稳定性。超临界：从它长出一个小的稳定极限环。亚临界：一个小的不稳定极限环收缩到它上面，神经元随即跳离。
term-fold-of-cycles = 极限环的折叠分岔
term-fold-of-cycles-about = 一个稳定的与一个不稳定的极限环相遇并消失：放电在一个不低的频率处终止。
term-homoclinic = 同宿分岔
term-homoclinic-about = 极限环撞上鞍点；它的周期无限增长，如同距离对数的相反数。
term-rheobase = 基强度
term-rheobase-about = 使神经元放电的最小恒定电流。
term-threshold = 阈值
term-threshold-about = 输入必须越过它才能引起放电。有分界线时，它是相平面上的一条曲线；没有分界线时，它并不分明。
term-class = 兴奋性类别
term-class-about = 按霍奇金的分类：1 类可以以任意低的频率放电，2 类只在某一频率以上放电，3 类只在阶跃开始时放电一次。
term-integrator = 整合器
term-integrator-about = 接近鞍结分岔的神经元：先后紧接的输入相互叠加，弱输入的频率无关紧要。
term-resonator = 共振器
term-resonator-about = 接近霍普夫分岔的神经元：它在阈值以下振荡，偏爱与自身频率一致的输入；甚至抑制性脉冲也能使它放电。
term-refractory = 不应期
term-refractory-about = 一次放电之后，任何输入（绝对）或只有更强的输入（相对）才能引起下一次放电的一段时间。
term-fi-curve = F-I 曲线
term-fi-curve-about = 放电率对输入电流的曲线。它从何处开始、是否以跳跃开始，透露出背后的分岔。
term-fano = 法诺因子
term-fano-about = 放电计数的方差除以均值：泊松过程为 1，规则放电小于 1。

## 命令面板与演示模式的按键

key-palette = Ctrl + K
key-palette-about = 输入即可找到一切：命令、模型、术语、数值
key-lessons = Ctrl + L
key-lessons-about = 课程与练习
key-lesson-go = Page Down、Page Up
key-lesson-go-about = 课程中：先揭示隐藏的内容，再到下一步；返回
key-lesson-answer = 1 至 9、A、H、V
key-lesson-answer-about = 课程中：选择答案，输入数值，看提示，揭示
key-presenter = F11
key-presenter-about = 演示模式：放大显示，隐藏面板；Escape 或翻页笔的 F5 退出
key-presenter-go = 1 至 9、Page Up、Page Down
key-presenter-go-about = 演示模式下：课程的各步，或预设；翻页笔所用的键
key-presenter-show = D、L、W、Z、句点
key-presenter-show-about = 演示模式下：相平面旁的图、光斑、计时、重新计时、黑屏
