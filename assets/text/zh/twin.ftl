# 由网络学习的神经元。
twin-fault-no-synapses = 没有突触；没有输入的神经元没有什么可学的，请至少给出一个兴奋性或抑制性突触
twin-fault-synapses = { $it } 个突触太多；总共最多 { $most } 个
twin-fault-bounds = { $what }：{ $it } 不是 { $low } 到 { $high } 之间的数
twin-fault-window = 滤波器回溯 { $window } ms，但一次试验只有 { $trial } ms；请缩短窗口或延长试验
twin-fault-parameters = 网络将有 { $it } 个参数；最多 { $most } 个，请减少隐藏单元或缩短窗口
twin-fault-threshold = 静息时或重置后的膜电位 { $level } mV 不低于阈值 { $threshold } mV，神经元每个时间格都会放电；请提高阈值
twin-fault-spikes = 这大约是 { $it } 百万个输入脉冲，超过了能容纳的 { $most } 百万个；请缩短记录或降低频率
twin-fault-seconds = 总共 { $it } s 的记录太长；最多记录 { $most } s
twin-fault-units = 突触以 ms 和 mV 改变膜电位，但 { $it } 使用其他单位；请选择以 mV 和 ms 为单位的模型，例如 izhikevich、adaptive-exponential 或 hodgkin-huxley
twin-fault-layout = 保存的网络有 { $found }，但要求的是 { $wanted }；请按它已有的要求，或另行训练一个
twin-fault-layout-is = { $synapses } 个突触，窗口 { $window } ms，{ $hidden } 个隐藏单元（{ $transfer }）
declared-excitatory-rate = 兴奋性频率
declared-inhibitory-rate = 抑制性频率
declared-trial = 试验时长
declared-seconds-of-training = 训练秒数
declared-seconds-of-test = 测试秒数
declared-window = 窗口
declared-hidden-units = 隐藏单元
declared-steps = 步数
declared-batch = 批量
declared-stretch = 片段时长
declared-learning-rate = 学习率
twin-file-fault-foreign = 这不是训练好的网络；请给出由 `nullcline twin --save` 写出的文件
twin-file-fault-newer = 这个网络的版本是 { $it }，本程序还不认识；请用更新的程序读取
twin-file-fault-too-big = 这个文件比任何网络都长；请给出由 `nullcline twin --save` 写出的文件
twin-file-fault-damaged = 这个网络已损坏或被截断；请取一份完整的，或另行训练一个
twin-file-fault-weights = 这个网络的权重与其网络不符，或不是数；请另行训练一个
twin-file-fault-settings = 这个网络的设置不成立：{ $it }
twin-lag = 在该时间格之前的时间
twin-synapse = 突触
twin-tap = 一个脉冲的作用
twin-false-alarms = 假阳性率
twin-hits = 命中率
twin-correlation = 预测的动作电位
twin-correlation-lag = 真实动作电位之后的时间
twin-true-potential = 真实膜电位
twin-predicted-potential = 预测膜电位
twin-potential = 膜电位
twin-excitatory = 兴奋性
twin-inhibitory = 抑制性
twin-true = 神经元
twin-predicted = 网络
twin-kernel = 膜的核
twin-fitted = 拟合的指数函数
twin-title-filters = 学到的每个突触上一个脉冲的作用
twin-title-sections = 拟合的 τ：{ $fitted }；膜 { $truth }
twin-title-sections-zoo = 拟合的 τ：{ $fitted }
twin-title-roc = AUC { $auc }；命中率 { $hits }
twin-title-no-roc = 没有 ROC 曲线：需要有放电也有静息
twin-title-correlation = 互相关：峰在 { $peak }
twin-title-no-correlation = 没有互相关：没有预测到动作电位
twin-title-potential = RMSE { $rmse }，解释方差的 { $explained }
twin-title-trace = 上为动作电位，下为预测的
twin-operating = 工作点
twin-caption = { $neuron }，有 { $excitatory } 个兴奋性突触和 { $inhibitory } 个抑制性突触。网络有 { $hidden } 个隐藏单元，滤波器长 { $window }，{ $parameters } 个参数，用 { $train } 训练，用 { $test } 测试。种子 { $seed }
twin-neuron-integrate-and-fire = 积分放电神经元
twin-neuron-model = 模型 { $source }
twin-words-no-input = 没有输入到达神经元，所以没有什么可学的，AUC 没有定义：请提高频率或增益。
twin-title-no-exponential = 平均滤波器；没有指数函数能拟合
twin-words-memory = 拟合的时间常数 { $count ->
   *[other] { $fitted }
} 比膜的 { $truth } 短：神经元以 { $rate } 放电，每次重置都抹去之前的一切。
twin-words-and = { " " }和{ " " }
twin-words-too-short = 滤波器太短，无法拟合时间常数。
twin-words-no-exponential = 在 { $from } 到 { $to } ms 之间，没有指数函数能描述平均滤波器，所以不给出时间常数。
twin-words-wrong-way = AUC { $auc } 比猜测还差：网络记住了数据中不多的动作电位，而没有学到动作电位之前是什么。请记录更多数据，使神经元更常放电，或减少隐藏单元。
twin-words-no-reset = 没有重置就什么也不会被抹去：拟合的时间常数 { $count ->
   *[other] { $fitted }
} 就是膜的 { $truth }，只要训练足够。
twin-words-apart = 滤波器恰好在序号 { $at } 处分开：在时差不超过 { $lags } 的总和中，之前的全为正，从它起全为负。
twin-words-not-apart = 在时差不超过 { $lags } 的总和中，不是每个滤波器都有其突触的符号。如果那是噪声，请训练更久，或用更多数据。
twin-words-one-sort = 只有一种突触，所以没有什么可分开的。
twin-words-silent = 神经元在测试中不放电，没有动作电位可与静息区分，AUC 没有定义：请提高增益或频率，或降低阈值。
twin-words-always = 神经元在测试的每个时间格都放电，没有静息可与动作电位区分，AUC 没有定义：请降低增益或频率。
twin-words-restless = 神经元以 { $rate } 放电，几乎从不静息：请降低增益或频率，或提高阈值。
twin-words-diverged = 训练在第 { $step } 步发散，损失增大到 { $loss }；{ $kept ->
    [0] 显示的是初始权重，它们是随机的
   *[other] 显示的是此前最好的网络，即第 { $kept } 步的
}。请取更小的学习率，例如 { $rate }。
