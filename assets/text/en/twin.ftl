# A neuron learnt by a network: the twin.
twin-fault-no-synapses = there is no synapse; a neuron without input has nothing to be learnt, so give it at least one excitatory or inhibitory synapse
twin-fault-synapses = { $it } synapses are too many; give at most { $most } in all
twin-fault-bounds = { $what }: { $it } is not a number from { $low } to { $high }
twin-fault-window = the filters reach back { $window } ms, but a trial lasts only { $trial } ms; shorten the window or lengthen the trials
twin-fault-parameters = the network would have { $it } parameters; at most { $most } are possible, so take fewer hidden units or a shorter window
twin-fault-threshold = the potential at rest or after the reset, { $level } mV, is not below the threshold of { $threshold } mV, so that the neuron would fire in every bin; raise the threshold
twin-fault-spikes = these would be about { $it } million input spikes, more than the { $most } million that there is room for; record less, or lower the rates
twin-fault-seconds = { $it } s of recordings in all are too long; record at most { $most } s
twin-fault-units = the synapses move a potential in mV by the ms, but { $it } has other units; choose a model in mV and ms, such as izhikevich, adaptive-exponential or hodgkin-huxley
twin-fault-layout = the saved network is one of { $found }, but one of { $wanted } was asked for; ask for what it has, or train another one
twin-fault-layout-is = { $synapses ->
    [one] { $synapses } synapse
   *[other] { $synapses } synapses
} over { $window } ms with { $hidden ->
    [one] { $hidden } hidden unit
   *[other] { $hidden } hidden units
} ({ $transfer })
twin-file-fault-foreign = this is no trained twin; give a file that `nullcline twin --save` has written
twin-file-fault-newer = this twin is of version { $it }, which this program does not know yet; read it with a newer one
twin-file-fault-too-big = this file is longer than any twin; give one that `nullcline twin --save` has written
twin-file-fault-damaged = this twin is damaged or cut short; take a copy that is whole, or train another one
twin-file-fault-weights = the weights of this twin do not fit its network or are no numbers; train another one
twin-file-fault-settings = the settings of this twin are none: { $it }
twin-lag = time before the bin
twin-synapse = synapse
twin-tap = effect of a spike
twin-false-alarms = false-positive rate
twin-hits = hit rate
twin-correlation = predicted spikes
twin-correlation-lag = time after a true spike
twin-true-potential = true potential
twin-predicted-potential = predicted potential
twin-potential = potential
twin-excitatory = excitatory
twin-inhibitory = inhibitory
twin-true = neuron
twin-predicted = network
twin-kernel = membrane’s kernel
twin-fitted = fitted exponential
twin-title-filters = Learnt effect of each synapse
twin-title-sections = Fitted τ: { $fitted }; membrane { $truth }
twin-title-sections-zoo = Fitted τ: { $fitted }
twin-title-roc = AUC { $auc }; hit rate { $hits }
twin-title-no-roc = No ROC curve without spikes and silence
twin-title-correlation = Cross-correlation: peak at { $peak }
twin-title-no-correlation = No cross-correlation: no spike predicted
twin-title-potential = RMSE { $rmse }; { $explained } explained
twin-title-trace = Spikes above, predicted below
twin-operating = operating point
twin-caption = { $neuron } with { $excitatory } excitatory and { $inhibitory } inhibitory synapses. Network with { $hidden ->
    [one] { $hidden } hidden unit
   *[other] { $hidden } hidden units
} and filters of { $window }, { $parameters } parameters, trained on { $train } and tested on { $test }. Seed { $seed }
twin-neuron-integrate-and-fire = Integrate-and-fire neuron
twin-neuron-model = Model { $source }
twin-words-no-input = No input reaches the neuron, so there is nothing to be learnt and the AUC is undefined: raise the rates or the gain.
twin-title-no-exponential = Mean filters; no exponential fits them
twin-words-memory = { $count ->
    [one] The fitted time constant, { $fitted }, is
   *[other] The fitted time constants, { $fitted }, are
} below the membrane’s { $truth }: the neuron fires at { $rate }, and every reset wipes what came before it.
twin-words-and = { " " }and{ " " }
twin-words-too-short = The filters are too short for a time constant to be fitted.
twin-words-no-exponential = No exponential describes the mean filters at lags from { $from } to { $to } ms, so that no time constant is given.
twin-words-wrong-way = The AUC, { $auc }, is worse than guessing: the network has learnt the few spikes of its data by heart, and not what comes before a spike. Record more, make the neuron fire more often, or take fewer hidden units.
twin-words-no-reset = Without a reset nothing is wiped: the fitted { $count ->
    [one] time constant, { $fitted }, is that
   *[other] time constants, { $fitted }, are those
} of the membrane, { $truth }, as far as training has come.
twin-words-apart = The filters separate exactly at index { $at }: over lags up to { $lags } their sums are positive below it and negative from it on.
twin-words-not-apart = Not every filter has the sign of its synapse, in sum over lags up to { $lags }. Where that is noise, longer training or more data help.
twin-words-one-sort = There is only one sort of synapses, so there is nothing to be separated.
twin-words-silent = The neuron does not fire in the test, so there are no spikes to be told from silence and the AUC is undefined: raise the gain or the rates, or lower the threshold.
twin-words-always = The neuron fires in every bin of the test, so there is no silence to be told from spikes and the AUC is undefined: lower the gain or the rates.
twin-words-restless = The neuron fires at { $rate } and hardly ever rests: lower the gain or the rates, or raise the threshold.
twin-words-diverged = Training diverged at step { $step }, where the loss grew to { $loss }; { $kept ->
    [0] shown are the first weights, which are random
   *[other] shown is the best network before, that of step { $kept }
}. Take a smaller learning rate, such as { $rate }.
