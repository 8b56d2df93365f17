### 面板：控件、用途和说明。

## 哪种神经元？

neuron-question = 哪种神经元？
neuron-equations = 方程
neuron-equations-about = 此模型的方程，以及提出者。
neuron-demos = 演示
neuron-demos-about = 单个细胞会做什么：每个演示都有自己的细胞和刺激。
neuron-model = 模型
neuron-preset = 预设
neuron-as-published = 按发表的参数：{ $about }

## 显示什么？

layers-question = 显示什么？
layer-field = 向量场
layer-field-about = 状态从每一点出发的运动方向；运动越快，画得越重。
layer-nullclines = 零倾线
layer-nullclines-about = 某个变量保持不变的曲线；两条相交之处，什么都不动。
layer-equilibria = 平衡点
layer-equilibria-about = 保持不变的状态。实心的稳定，空心的不稳定。
layer-separatrices = 分界线
layer-separatrices-about = 进出每个鞍点的轨道。进入鞍点的那些就是阈值。
layer-cycles = 极限环
layer-cycles-about = 闭合轨道，即节律。实线吸引，虚线排斥。
layer-basins = 吸引域
layer-basins-about = 状态最终到达同一静息态或同一节律的各个区域。
layer-ruler = 阈值标尺
layer-ruler-about = 实时状态离阈值有多远：以瞬间推动的大小，以及短脉冲的电荷来度量。
layer-orbits = 轨道
layer-orbits-about = 保留的轨道、指针处的轨道，以及实时状态的尾迹。
field-arrows = 箭头
field-streamlines = 流线

## 做过的一切

steps-about = 做过的操作；点击或滑动即可回到那里
steps-slider = 步骤
step-of = 第 { $at } 步，共 { $count } 步

## 输入什么？由什么构成？

input-question = 输入什么？
made-question = 由什么构成？
reset-all = 全部重置
reset-all-about = 所有参数都恢复为预设的值。
parameter-back-about = 恢复为预设的 { $value }。双击滑块也可以。
parameter-back = 重置 { $name }
parameter-bifurcations = 分岔：{ $names }
parameter-slider = 滑块范围是 { $from } 至 { $to }；其他值可直接输入。按住 Shift，拖动和方向键会更精细。
parameter-slider-ticks = 滑块范围是 { $from } 至 { $to }；其他值可直接输入。按住 Shift，拖动和方向键会更精细；按住 Ctrl（或 Alt）可关闭刻度的吸附。
typed-value = 输入 { $name } 的值
no-plain-number = { $name } 不能是“{ $text }”：请输入普通数字，例如 1.5

## 随参数变化的是什么？

study-question = 随何变化：
study-varied = 所变的参数
study-passport-about = 关于这个细胞的一切，写在一张卡片上：静息、阈值、放电的开始、类别、共振（P）。
study-passport = 护照
sight-plane-short = 平面
sight-diagram = 分岔图
sight-diagram-about = 分岔图：所有静息态和节律随参数的变化，以及它们在何处产生、相遇和消失（B）。拖动竖线即可改变参数。
sight-firing = F-I 曲线
sight-firing-about = 细胞的放电率随参数的变化，包括参数上升和下降两个方向（F）。
sight-curves = 双参数
sight-curves-about = 分岔在双参数平面上的位置，以及细胞在它们之间的行为（C）。
sight-membrane = 膜
sight-membrane-about = 通过膜的各种电流、门控变量，以及膜所等效的电路；时间曲线上标出动作电位的各个阶段（M）。
sight-reduction = 简化
sight-reduction-about = 在同样的参数下代替此模型的更小模型，以及二者的差别。
sight-time = 时间
sight-time-about = 只显示时间曲线：实时状态和保留的轨道（X）。
sight-firing-short = F-I
study-variable-about = 显示{ $what }：平衡点，以及极限环上的最大值和最小值。
study-period-about = 显示极限环的周期：一圈用时多长。
study-period = 周期
study-frequency-about = 显示极限环的频率：单位时间内转多少圈。
study-frequency = 频率
study-scaling = 标度律
study-scaling-about = 画出放电开始或终止处放电率所遵循的规律：在不变环上的鞍结分岔处是平方根，在同宿分岔处是对数的倒数。
study-scaling-none = 在此范围内，放电既不在不变环上的鞍结分岔处、也不在同宿分岔处开始或终止：没有标度律成立。
sweep-up-about = 上升扫描：实线，参数增大时。
sweep-up = 上升
sweep-down-about = 下降扫描：虚线，画在与上升时不同之处。
sweep-down = 下降
study-and = 与
study-second = 第二个参数
study-also-passed = { $text } 还经过了：{ $others }。
note-mark = 注

## 随时间发生什么？

time-question = 随时间发生什么？
time-variable-about = 显示{ $what }随时间的变化。
time-kept-driven = 保留的轨道（按此刻的输入）
time-kept-starts = 保留的轨道（从各自的起点）
time-fan = 从许多起点出发的曲线
time-none = 点击相平面可保留一条轨道
time-live = 实时状态
time-live-about = 实时服从方程的状态。
time-many-starts = 许多起点
time-kept = 保留的轨道
time-live-strip = 实时状态的时间曲线
time-stimulus-strip = 刺激的时间曲线
time-kept-strip = 保留轨道的时间曲线
time-pause = 暂停
time-play = 播放
time-play-about = 停止或启动实时状态（空格键）。
time-step = 单步
time-step-about = 让时间前进片刻（句点键）。
time-kick-about = 把实时状态向右推移，如同一个短电流脉冲（K）。方向键可向各个方向推移。
time-kick = 推动
time-restart-about = 把实时状态放回预设的初始状态（R）。
time-restart = 重新开始
time-speed = 速度
time-speed-about = 速度：每秒所经过的模型时间。双击恢复通常的速度。
time-restart-live = 重新开始实时状态
