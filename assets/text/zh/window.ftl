### 窗口：工具、消息和按键。

## 相平面下方的工具

scatter = 随机播撒
scatter-about = 从随机起点保留十条轨道（S）。
clear = 清除
clear-about = 删除所有保留的轨道（Shift + Delete）。
reset-view = 重置视图
reset-view-about = 显示预设的窗口（0，或双击）。
still-computing = 图的其余部分正在计算。

compare = 比较
compare-about = 保留此相图，以便与其他相图比较。
compare-ghost = 残影置于后方
compare-ghost-about = 把此相图作为残影留在变化的相图后面；再按一次则取消。
compare-beside = 并排显示
compare-beside-about = 两组参数，各有自己的实时状态：当前这组被保留，控件改变另一组。
compare-exchange = 交换两组
compare-exchange-about = 之后控件改变的是另一组。
compare-end = 不再保留
compare-end-about = 只有一幅相图，没有残影。

plane-of = 平面 { $x }, { $y }
plane-about = 两个变量张成平面；其余变量如何处理，写在下方一行。
plane-across = 横轴
plane-upward = 纵轴
plane-others = 其余变量
plane-others-steady = 取其稳态值
plane-others-steady-about = 每个变量都处于自身变化率为零之处：零倾线恰好相交于平衡点。
plane-others-live = 取实时状态处的值
plane-others-live-about = 平面通过实时状态，并随之移动。

## 相平面上方的消息

no-equilibrium-here = 此窗口内没有平衡点。
look-around = 扩大范围
look-around-about = 显示三倍大的范围。
reset-parameters = 重置参数
dismiss = 知道了

## 底栏

help = 帮助
help-about = 所有按键与手势（F1 或 ?）。
theme-light = 浅色主题
theme-dark = 深色主题
theme-about = 在你选择之前，窗口跟随系统主题（T）。
language-about = 窗口所用的语言、整体大小和演示模式。

## 按键及其作用

key-space = 空格键
key-space-about = 播放或暂停实时状态；对孪生神经元则是其训练
key-stop = .
key-stop-about = 让它运行片刻
key-arrows = 方向键
key-arrows-about = 推动它（须先点击相平面）
key-k = K
key-k-about = 把它向右推
key-r = R
key-r-about = 让它从预设的初始状态重新开始
key-enter = 回车键
key-enter-about = 保留从它所在处出发的轨道（须先点击相平面）
key-s = S
key-s-about = 从随机起点保留十条轨道
key-delete = Delete、Backspace
key-delete-about = 删除最新保留的轨道；同时按 Shift 则全部删除
key-sights = B、F、C、M、X
key-sights-about = 分岔图、F-I 曲线、双参数、膜、只看时间
key-brackets = [ 和 ]
key-brackets-about = 前往上一个或下一个分岔
key-p = P
key-p-about = 兴奋性档案
key-zoom = + 和 −
key-zoom-about = 缩放；按 0 或 Home 重置视图
key-move = Shift + 方向键
key-move-about = 移动视图（须先点击相平面）
key-digits = 1 至 8
key-digits-about = 开关各图层，按列表中的顺序
key-undo = Ctrl + Z、Ctrl + Y
key-undo-about = 撤销和重做一切操作
key-files = Ctrl + O、Ctrl + S、Ctrl + E、Ctrl + N
key-files-about = 打开和保存会话，导出，写笔记
key-g = G
key-g-about = 把相图作为残影留在变化的相图后面，或取消
key-beside = Shift + G、E
key-beside-about = 两组参数并排显示；交换它们
key-t = T
key-t-about = 浅色或深色主题
key-tab = Tab、方向键
key-tab-about = 逐一经过所有控件，并移动滑块
key-help = F1 或 ?
key-help-about = 此列表；按 Escape 关闭

## 文件

dialog-kinds = 会话和图形
dialog-all = 所有文件
dialog-sessions = 会话
dialog-waits = 请在系统的对话框中选择文件；如果没有出现，请再要求一次，改为输入名称。
dialog-none = 此系统没有文件对话框，因此请输入名称。
export-stopped = 导出已停止。
saved-as = 已保存为 { $path }。
copied-as-text = 已作为文本放入剪贴板。
copied-as-picture = 已作为图片放入剪贴板。
not-written = 无法写入 { $path }：{ $why }。请改为复制文本。
kept-aside = { $why } 它保留为 { $path }。
one-step-back = 上次显示的内容在前一步：撤销即可回到它。
opened = 已打开 { $path }。
session-copied = 会话已作为一行文本放入剪贴板，可以粘贴到这里或聊天中。
memory-left-out = 窗口无法显示 { $name } = { $what }，已略去。

## 笔记

notes-title = 笔记
notes-about = 关于此会话你想记住的内容；随会话一起保存。

## 窄窗口的各页

page-plane = 相平面
page-plane-about = 相平面。
page-side = 分岔图与时间
page-side-about = 随参数的变化，以及随时间的变化。在较宽的窗口中，两者都在相平面旁边。
page-controls = 控件
page-controls-about = 模型、参数，以及显示的内容。

## 图及其各部分，供看不见图的人使用

cursor-stands = 光标位于 { $name } = { $value }
crossing-with = 当 { $values } 时：
kept-plane = 保留参数的相平面
no-smaller-model = 在这些参数下没有更小的模型能代替它：它的速率是 6.3 °C 时的。
membrane-currents = 离子电流随时间的变化
membrane-gates = 门控变量随时间的变化
membrane-steady = 稳态电流随电位的变化
membrane-reduction = 约化模型的相平面
membrane-circuit = 作为电路的膜

## 经过了什么

passed-title = { $place }：{ $kind }

## F-I 曲线

rate-onset = 上升时{ $what }开始于 { $name } = { $place }
rate-offset = 下降时{ $what }终止于 { $name } = { $place }
rate-block = 上升时{ $what }终止于 { $name } = { $place }
rate-because = { $text }（{ $kind }）

## 各个窗口

stage-neuron = 神经元
stage-neuron-about = 神经元模型的相平面，以及随参数的变化。
stage-train = 放电序列
stage-train-about = 放电脉冲有多不规则：泊松过程，或神经元的放电脉冲。
stage-unit = 人工神经元
stage-unit-about = 用放电率代替神经元会怎样，以及由这样的单元组成的网络能学会什么。

## 随参数的变化

rest-reaches = 静息态到达{ $spike }，{ $name } = { $place }
diagram-picture = 分岔图
no-bifurcation-but-rest = { $name } 在 { $from } 与 { $to } 之间没有分岔；在 { $name } = { $place } 处静息态到达{ $spike }，放电开始或终止。
no-bifurcation-choose-range = { $name } 在 { $from } 与 { $to } 之间没有分岔。请另选范围。
no-bifurcation-choose = { $name } 在 { $from } 与 { $to } 之间没有分岔。请另选范围或参数。
go-in-the-plane = 在图中点击或拖动即可前往。途中每个分岔处发生什么，会写在这里。
move-the-parameter = 改变 { $name }，或拖动图中的竖线：每个分岔处发生什么，会写在这里。
event-at = { $kind }，{ $name } = { $place }
single-parameter = { $model } 只有一个参数：没有可显示的平面。
point-at = { $kind }，{ $place }

## 实时状态

live-infinite = 实时状态跑到了无穷远。请从预设的初始状态重新开始。
live-endless = 细胞放电越来越快，没有尽头，时间停滞：没有下一个时刻可以显示。有些发表的特征只有用作者的欧拉步长才存在。
map-picture = 双参数平面
map-values = 当前值为 { $first } = { $x } 和 { $second } = { $y }
draw-here = 在此画
slider-tick = 刻度：{ $name }

## 放电序列

train-silent = 没有放电脉冲。请在“神经元”窗口中给神经元更大的输入电流，或给泊松过程更高的放电率。
train-raster = 放电脉冲的光栅图
train-raster-about = 每一短线是一个放电脉冲，每一行是一个试次
train-response = 神经响应函数的积分
train-counts = 计数直方图
train-intervals-histogram = 间隔直方图

## 人工神经元

unit-words = { $words }。放电率保留了 F-I 曲线，而略去放电脉冲何时发生。
unit-title = 人工神经元
unit-transfer = 人工神经元的传递曲线
unit-firing = 放电模型的 F-I 曲线
unit-fit = 所画的曲线，以及拟合它的网络
unit-draw = 用鼠标在此画一条曲线。
