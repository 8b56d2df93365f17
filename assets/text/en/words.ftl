### What is said of portraits, diagrams and studies, in sentences.
between-parts = ,{" "}
between-things = ,{" "}
between-clauses = ;{" "}
between-sentences = {" "}
full-stop = { $sentence }.
list-and = { $first } and { $last }
symbols-and = { $first } and { $last }

## The line under the plane

portrait-at = { $name } = { $at }: { $said }.
portrait-said = { $said }.
plane-slaved = { $count ->
        [one] { $names } is slaved to its steady state
       *[other] { $names } are slaved to their steady states
    }
plane-held = the others are held at { $place }, so that nullclines cross beside equilibria
plane-shows = The plane shows { $x } and { $y }; { $said }. Equilibria and cycles are those of all { $count } variables.
firing = firing
oscillation = oscillation
no-equilibrium-in-window = no equilibrium in this window
pair-apart = { $one } and { $other } { $apart }
apart-in = { $distance } apart in { $name }
apart = { $distance } apart
as-rest = { $what } (rest)
as-depolarised = { $what } (depolarised)
as-threshold = { $what } (threshold)
a-stable-node = a stable node
an-unstable-node = an unstable node
a-stable-focus = a stable focus
an-unstable-focus = an unstable focus
a-saddle = a saddle
a-saddle-focus = a saddle-focus (unstable: what is near it oscillates away)
a-centre = a centre
a-saddle-node = a saddle-node
a-degenerate-equilibrium = a degenerate equilibrium
stable-nodes = { $count } stable nodes
unstable-nodes = { $count } unstable nodes
stable-foci = { $count } stable foci
unstable-foci = { $count } unstable foci
saddles = { $count } saddles
centres = { $count } centres
saddle-nodes = { $count } saddle-nodes
degenerate-ones = { $count } degenerate ones
equilibria-counted = { $count } equilibria: { $each }
spiking-cycle = { $stable ->
        [yes] a stable
       *[no] an unstable
    } spiking cycle, { $count ->
        [one] one spike
       *[other] { $count } spikes
    } every { $period }
cycle-of-period = { $stable ->
        [yes] a stable
       *[no] an unstable
    } cycle of period { $period }
firing-at = { $what } (firing at { $rate })
turning-at = { $what } ({ $rate })
bistable-rest-firing = bistable: rest and firing coexist
bistable = bistable
three-attractors = three attractors coexist
attractors-coexist = { $count } attractors coexist
hopf-nowhere = nowhere
hopf-at = at { $name } = { $places }
hopf-points = Hopf points: { $full } { $at }; { $reduced } { $there }.
hopf-differs = { $way ->
        [lower] { $by } lower ({ $kind })
       *[higher] { $by } higher ({ $kind })
    }
hopf-unpaired = They cannot be paired: the two models do not have the same kinds of them.
hopf-neither = Neither model has any in the range of both.
hopf-differences = Those of the reduction lie { $all }.
moves-outside = { $who ->
        [cell] The cell
       *[system] The system
    } moves outside this window.
rests-outside = { $who ->
        [cell] The cell
       *[system] The system
    } is at rest outside this window, at { $place }.
stands-outside = { $who ->
        [cell] The cell
       *[system] The system
    } stands outside this window, at { $place }.
equilibrium-at = { $kind } at { $place }

## Trajectories

orbit-stiff = the equations are stiff along this trajectory; an implicit method of order 5 took over
orbit-ran-away = the trajectory ran away at time { $reached }; what came before is shown
orbit-still = at time { $reached } every reset leads straight to the next spike: the reset lies beyond the peak; choose another reset or peak
orbit-steps = the trajectory reached { $reached } of { $span } in { $steps } steps and was given up; ask for a shorter time
orbit-given-up = The trajectory was given up at time { $reached }.

## F-I curves

endless-regular = With { $which } the reset is not below the { $what }: every reset leads straight to the next spike, and once it has fired it fires every { $interval }, its refractory time, whatever the input. Choose a lower reset or a higher { $choose }.
endless-instant = With { $which } the reset is not below the { $what }: every reset leads straight to the next spike, and once it has fired it spikes endlessly at one instant, and no rate is given. Choose a lower reset or a higher { $choose }.
firing-class-3 = A steady current evokes a single spike at most: class 3 excitability.
fires-already = { $who ->
        [cell] It fires already where the range begins.
       *[system] It oscillates already where the range begins.
    }
fires-partly = { $who ->
        [cell] It fires in a part of this range.
       *[system] It oscillates in a part of this range.
    }
fires-only-down = { $who ->
        [cell] On the way up it rests throughout this range, though it could fire.
       *[system] On the way up it stands still throughout this range, though it could oscillate.
    }
fires-nowhere = { $who ->
        [cell] It does not fire in this range.
       *[system] It does not oscillate in this range.
    }
is-integrator = The cell is an integrator: the more input arrives at once, the sooner it fires.
integrates = Inputs add up near the saddle-node at which its equilibrium is lost.
is-resonator = The cell is a resonator: it rings, and prefers input at its own frequency.
resonates = It rings before it oscillates, and prefers input at its own frequency.
ends-down = On the way down it ends at { $at }.
ends-up = On the way up it ends at { $at }.
ends-up-event = On the way up it ends at { $at }, at a { $event }.
coexist-between = { $who ->
        [cell] Rest and firing coexist
       *[system] An equilibrium and oscillation coexist
    } for { $lo } < { $name } < { $hi }.
begins = { $who ->
        [cell] Firing
       *[system] Oscillation
    } begins at { $at }
begins-event = { $who ->
        [cell] Firing
       *[system] Oscillation
    } begins at { $at }, at a { $event }
begins-peak = { $who ->
        [cell] Firing
       *[system] Oscillation
    } begins at { $at }, where rest reaches the { $line }
begins-low = { $begins }, with an arbitrarily low rate
begins-hertz = { $begins }, and at once with { $rate }
begins-rate = { $begins }, and at once with { $rate } { $who ->
        [cell] spikes per unit of time
       *[system] turns per unit of time
    }
begins-class = { $begins }: class { $number } excitability.
begins-stop = { $begins }.

## Regimes

wanders = firing, chaotic or of a period that is not followed
regime-or = { $first } or { $last }
states-of-rest = { $count ->
        [one] rest
       *[other] { $number } states of rest
    }
states-of-depolarised-rest = { $count ->
        [one] depolarised rest
       *[other] { $number } states of depolarised rest
    }
ways-of-firing = { $count ->
        [one] firing
       *[other] { $number } ways of firing
    }
some-equilibria = { $count ->
        [one] equilibrium
       *[other] { $number } equilibria
    }
some-oscillations = { $count ->
        [one] oscillation
       *[other] { $number } oscillations
    }
no-attractor = no attractor
two = two
three = three
four = four
same-parameters = the same parameters

## Spike trains

train-bins = bins of { $width }
train-intervals = by intervals
train-refractory = { $timing }, refractory for { $time }
poisson-train = Poisson train of { $rate }, { $trials ->
        [one] one trial
       *[other] { $trials } trials
    } of { $duration }, { $timing }, seed { $seed }
full-refractory = Every bin that is not refractory holds a spike: this is a clock of { $rate }, no Poisson train. Take narrower bins, a lower rate, or draw by intervals.
full-bins = rate{ $thin }×{ $thin }dt = { $product } is not below 1: every bin of { $bin } holds a spike, and the train is a clock of { $rate }, no Poisson train. Take narrower bins, a lower rate, or draw by intervals.
beside-expected = { $found } (expected { $mean } ± { $error })
no-spikes = No spikes
no-counts = No counts but zeros
no-intervals = No intervals
spikes-rate = { $count ->
        [one] 1 spike
       *[other] { $count } spikes
    }, { $rate }
spikes-per-time = { $count ->
        [one] 1 spike
       *[other] { $count } spikes
    }, { $rate } per unit of time
fano-factor = Fano factor { $fano } in { $count ->
        [one] 1 window
       *[other] { $count } windows
    } of { $window }
cv-mean = CV of intervals { $cv }, mean { $mean }
cv-alone = CV of intervals { $cv }
integral = ∫ρ dt from { $from } to { $to } = { $count ->
        [one] 1 spike
       *[other] { $count } spikes
    }
integral-trial = ∫ρ dt from { $from } to { $to } of trial 1 = { $count ->
        [one] 1 spike
       *[other] { $count } spikes
    }

## Artificial neurons

fit-error = RMS error { $rms } ({ $percent } % of the range), at most { $worst }
unit-said = Σ w v = { $drive }, output f = { $output }
