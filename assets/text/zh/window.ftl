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
