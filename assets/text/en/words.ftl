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
firing-class-3 = No steady current keeps it firing: class 3 excitability.
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

poisson-bins = bins of { $width }
poisson-intervals = by intervals
poisson-refractory = { $timing }, refractory for { $time }
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

## Crossing a bifurcation

lesson-saddle-node = Two equilibria, one of them a saddle, meet and vanish.
lesson-saddle-node-on-circle = A node and a saddle meet on a closed orbit and vanish; the orbit becomes a cycle whose period is infinite at this value and falls as 1/√distance from it.
lesson-supercritical-hopf = A focus changes its stability, and on the side where it is unstable a small cycle attracts in its place, which grows as √distance from this value.
lesson-subcritical-hopf = A focus changes its stability, and on the side where it is stable a small unstable cycle surrounds it: beyond this value nothing small is left to go to.
lesson-degenerate-hopf = A focus changes its stability where the first Lyapunov coefficient vanishes, so that it does not say whether small cycles attract.
lesson-fold-of-cycles = Two cycles, a more and a less stable one, meet and vanish.
lesson-homoclinic = A cycle runs into a saddle: its period grows without bound, as −ln distance from this value, and beyond it the cycle is gone.
lesson-period-doubling = A cycle changes its stability, and one of twice the period branches off: every second turn differs.
lesson-branch-point = Two branches of equilibria cross at this value; they may exchange their stability.
event-place = { $event } at { $name } = { $at }: { $lesson }
side-circle = { $side ->
        [larger] Here node and saddle are there for larger { $name }, the cycle for smaller.
       *[smaller] Here node and saddle are there for smaller { $name }, the cycle for larger.
    }
side-focus = { $side ->
        [larger] Here the focus is stable for larger { $name }.
       *[smaller] Here the focus is stable for smaller { $name }.
    }
side-homoclinic = { $side ->
        [larger] Here the cycle is there for larger { $name }.
       *[smaller] Here the cycle is there for smaller { $name }.
    }
side-both = { $side ->
        [larger] For larger { $name } there are both, for smaller { $name } neither.
       *[smaller] For smaller { $name } there are both, for larger { $name } neither.
    }
at-rising = { $name } = { $at }, rising
at-falling = { $name } = { $at }, falling
near-rising = { $name } ≈ { $at }, rising
near-falling = { $name } ≈ { $at }, falling
between-ways = , and{" "}
crossing-told = { $head }: { $event }. { $told }
branches-cross = Two branches of equilibria cross.
name-rest = rest
name-depolarised = the depolarised equilibrium
name-equilibrium = the equilibrium
rest-near = rest near { $place }
depolarised-rest-near = depolarised rest near { $place }
equilibrium-near = the equilibrium near { $place }
stays-until = , and stays there on the way back until { $until }
not-until = , and will not { $does ->
        [fires] { $who ->
            [cell] fall silent
           *[system] come to rest
        }
       *[rests] { $who ->
            [cell] fire
           *[system] oscillate
        }
    } again until { $until }
not-until-or = , and will not { $does ->
        [fires] { $who ->
            [cell] fall silent
           *[system] come to rest
        }
       *[rests] { $who ->
            [cell] fire
           *[system] oscillate
        }
    } again until { $until } (or { $ahead })
above-here = { $name } > { $least }, within this range
below-here = { $name } < { $most }, within this range
fires-as-long = It fires as long as { $range }.
oscillates-as-long = It oscillates as long as { $range }.
rests-as-long = It stays at rest as long as { $range }.
silent-until = At rest it stays silent until { $until }.
at-rest-until = It stays at rest until { $until }.
keeps-until = It keeps { $who ->
        [cell] spiking
       *[system] oscillating
    } until { $until }.
the-subject = { $who ->
        [cell] The cell
       *[system] The system
    }
subject-at-rest = { $who ->
        [cell] A cell at rest
       *[system] A system at rest
    }
subject-that-fires = { $who ->
        [cell] A firing cell
       *[system] An oscillating system
    }
nothing-changes = Nothing changes for { $who ->
        [cell] the cell
       *[system] the system
    }
rest-unnoticed = { $who ->
        [cell] The cell
       *[system] The system
    } at rest does not notice
firing-unnoticed = The firing cell does not notice
unnoticed = { $who ->
        [cell] The cell
       *[system] The system
    } does not notice
begins-to-wander = { $who } begins to fire, chaotically or with a period that is not followed.
fires-on-wandering = { $who } fires on, chaotically or with a period that is not followed.
finds-none = { $who } finds no attractor in this diagram to go to.
one-of-rhythms = { $who } goes over to one of { $number } rhythms of { $whose ->
        [cell] firing
       *[system] oscillation
    }, with periods from { $lo } to { $hi }.
goes-over = { $who } goes over to { $place }.
jumps-to-spiking = { $who } jumps to { $whose ->
        [cell] spiking
       *[system] oscillating
    }{ $then }.
jumps-to = { $who } jumps to { $place }{ $then }.
falls-silent = { $who } { $whose ->
        [cell] falls silent
       *[system] comes to rest
    }, at { $place }{ $then }.
goes-over-then = { $who } goes over to { $place }{ $then }.
firing-with-spikes = { $who ->
        [cell] firing
       *[system] oscillation
    } with { $count } spikes every { $period }
firing-with-period = { $who ->
        [cell] firing
       *[system] oscillation
    } with period { $period }
but-another-rhythm = { $unnoticed }, but can now also { $who ->
        [cell] fire
       *[system] oscillate
    } with another rhythm.
but-can-fire = { $unnoticed }, but can now also { $who ->
        [cell] fire
       *[system] oscillate
    }.
but-no-longer = { $unnoticed }, but can no longer { $who ->
        [cell] fire
       *[system] oscillate
    }.
but-can-rest-there = { $unnoticed }, but can now also rest there.
but-can-come-to = { $unnoticed }, but can now also come to { $place }.
can-now-fire = { $who ->
        [cell] The cell can now fire.
       *[system] The system can now oscillate.
    }
can-now-come-to = { $who ->
        [cell] The cell
       *[system] The system
    } can now come to { $place }.
either-or = either { $one } or { $other }
or-list = { $first } or { $last }
pair-vanishes = { $pair } meet and vanish.
rest-and-threshold-born = Rest and threshold are born near { $place }.
equilibrium-and-saddle-born = A stable equilibrium and a saddle are born near { $place }.
saddle-and-other-vanish = A saddle and { $other } meet and vanish.
saddle-and-other-born = A saddle and { $other } are born.
pair-rest = rest and threshold
pair-depolarised = the depolarised equilibrium and a saddle
pair-equilibrium = a stable equilibrium and a saddle
an-unstable-equilibrium = an unstable equilibrium
another-equilibrium = another equilibrium
pair-becomes-cycle = { $pair } meet and vanish on a closed orbit, which becomes a cycle.
pair-then-fires = { $pair } meet and vanish; { $who } begins to { $whose ->
        [cell] fire
       *[system] oscillate
    }, slowly at first.
rest-breaks-cycle = Rest and threshold appear on the cycle and break it
equilibrium-breaks-cycle = A stable equilibrium and a saddle appear on the cycle and break it
cycle-broken = { $what }: { $whose ->
        [cell] firing
       *[system] oscillation
    } has slowed down without bound and stops. { $who } comes to { $place }.
meet-on-unstable-cycle = A saddle and an unstable equilibrium meet on a cycle that does not attract.
hopf-stable-born = { $name } loses stability; a stable cycle is born around it.
oscillates-period = { $who } begins to oscillate, only a little at first, with a period of { $period }.
oscillates-little = { $who } begins to oscillate, only a little at first.
hopf-stable-shrunk = The stable cycle around { $name } has shrunk onto it, which makes it stable.
oscillation-faded = The oscillation has faded away: { $who } comes to { $place }.
hopf-unstable-shrunk = { $name } loses stability; the unstable cycle around it has shrunk onto it.
hopf-unstable-born = { $name } becomes stable; an unstable cycle is born around it.
hopf-unsaid-lost = { $name } loses stability; the first Lyapunov coefficient vanishes and does not say what is born.
hopf-unsaid-gained = { $name } becomes stable; the first Lyapunov coefficient vanishes and does not say what is born.
hopf-unstable-both = An equilibrium that is unstable on both sides gains or loses a cycle around it.
cycles-vanish = A stable and an unstable cycle meet and vanish.
cycles-born = A pair of cycles is born, a stable and an unstable one.
unstable-cycles-vanish = Two unstable cycles meet and vanish.
unstable-cycles-born = Two unstable cycles are born.
homoclinic-lost = The stable cycle has run into the saddle, its period growing without bound.
homoclinic-gained = A stable cycle is born from an orbit that leaves the saddle and returns to it, slow at first.
homoclinic-unstable-lost = An unstable cycle has run into the saddle and is gone.
homoclinic-unstable-gained = An unstable cycle is born from an orbit that leaves the saddle and returns to it.
doubling-differs = A cycle loses stability to one of twice the period: every second { $who ->
        [cell] interval
       *[system] turn
    } now differs.
doubling-alike = The cycle of twice the period has shrunk onto the simple one, which becomes stable: all { $who ->
        [cell] intervals
       *[system] turns
    } are alike again.
doubling-lost = A cycle loses stability where one of twice the period meets it.
doubling-gained = A cycle becomes stable where one of twice the period meets it.
doubling-unstable = An unstable cycle and one of twice the period meet.

## What changed where no bifurcation can be named

went = { $name } went from { $from } to { $to }
between-moves = {" "}and{" "}
moves-told = { $moves }: { $told }.
leap-told = { $moves }: there { $does }.
change-nowhere = { $who ->
        [cell] the cell
       *[system] the system
    } finds no attractor in this diagram to go to
change-no-longer = { $who ->
        [cell] the cell no longer fires
       *[system] the system no longer oscillates
    }; { $rest ->
        [depolarised] it is at depolarised rest
       *[rests] it rests
    }
change-rest-cannot-fire = { $who ->
        [cell] the cell at rest can no longer fire
       *[system] the system at rest can no longer oscillate
    }
change-cannot-fire = { $who ->
        [cell] the cell can no longer fire
       *[system] the system can no longer oscillate
    }; { $rest ->
        [depolarised] it is at depolarised rest
       *[rests] it rests
    }
change-cannot-rest = { $who ->
        [cell] the cell can no longer rest; it fires
       *[system] the system can no longer rest; it oscillates
    }
change-firing-cannot-rest = { $who ->
        [cell] the firing cell
       *[system] the oscillating system
    } can no longer come to rest
change-can-fire = { $who ->
        [cell] the cell at rest can now also fire
       *[system] the system at rest can now also oscillate
    }
change-can-rest = { $who ->
        [cell] the firing cell
       *[system] the oscillating system
    } can now also rest
change-kinds = { $before } before, { $now } now
now-does = { $who ->
        [cell] the cell
       *[system] the system
    } { $now ->
        [fires] { $who ->
            [cell] fires
           *[system] oscillates
        }
        [rests] is at rest
       *[depolarised] is at depolarised rest
    } now; before, it { $before ->
        [fires] { $who ->
            [cell] fired
           *[system] oscillated
        }
        [rests] was at rest
       *[depolarised] was at depolarised rest
    }
now-has = { $who ->
        [cell] the cell
       *[system] the system
    } { $before ->
        [fires] { $who ->
            [cell] fired
           *[system] oscillated
        }
        [rests] was at rest
       *[depolarised] was at depolarised rest
    }; now it has { $regime }
leap-nowhere = { $who ->
        [cell] the cell
       *[system] the system
    } finds no attractor in this diagram
leap-fires = { $who ->
        [cell] the cell fires
       *[system] the system oscillates
    }
leap-rests = { $who ->
        [cell] the cell
       *[system] the system
    } rests
leap-depolarised = { $who ->
        [cell] the cell
       *[system] the system
    } comes to depolarised rest
leap-has = { $who ->
        [cell] the cell
       *[system] the system
    } has { $regime }

## The threshold ruler

ruler-no-rest = no threshold to measure: the cell does not rest at these parameters
ruler-kick = the smallest brief kick of { $name } that makes it fire is { $kick }{ $pulse }; with { $count } variables that is found by trial, for no curve is the threshold
ruler-out-of-reach = no kick of { $name } alone crosses the threshold from here
border-separatrix = the separatrix
border-cycle = the unstable cycle
border-equilibrium = the unstable equilibrium
border-threshold = the threshold
ruler-away = { $what } is { $kick } away in { $name }{ $pulse }
ruler-none-on-line = no threshold: no unstable equilibrium and no spike lies beside this state
ruler-graded = no sharp threshold: no saddle and no unstable cycle separates small responses from large ones
ruler-pulse = , or a brief pulse of { $lead } with { $charge } of charge
bar-out-of-reach = threshold out of reach
bar-no-rest = the cell does not rest
bar-graded = no sharp threshold
bar-kick-or = { $kick } or { $charge }

## Stimuli

with-stimulus = { $name } with the stimulus
white-noise = White noise has no value at an instant: this is the plane of the mean input.
euler-step = computed by Euler's method with a step of { $step }; counts and times of spikes can depend on the step
author-step = computed with the author's Euler step of { $step }, as the published script did; counts and times of spikes can depend on the step
figure-step = the figure that this preset is named after was computed by Euler steps of { $step }; accurate spikes differ from it in time, and in some features in number
overlap-until = two signals on { $name } overlap from { $from } to { $until }; there they add up
overlap-on = two signals on { $name } overlap from { $from } on; there they add up
stimulus-unseen = the stimulus does something within { $narrowest }, which steps of { $step } can pass over without seeing it; take a shorter step, or the accurate method

## Demonstrations

unit-of = unit of { $name }
unit-per = { $unit } per { $per }
demo-peaks = all spikes peak between { $low } and { $high }; without a spike the highest response is { $below }
demo-peaks-differ = not all of the pulses did the same
demo-resonance = among these gaps the response is largest { $best } apart; the cell's natural period is { $period }
demo-hysteresis = firing begins at { $name } = { $onset } on the way up and ends at { $offset } on the way down; the ramp passes the bifurcations of the diagram faster than the cell leaves rest, or falls silent: a slower one comes closer to them
demo-lowest = the lowest rate is { $rate }
demo-impedance = the impedance is largest at { $at }, where it is { $peak } per { $per }; that of the linearisation at { $linear }, where it is { $law }; they differ by { $percent } % at most
demo-holds = it came out as expected
demo-fails = it did not come out: { $wrong } of { $all } trials did something else
gap = gap
response = response
natural-period = natural period
linearisation = linearisation
measured = measured

## The excitability passport

passport-of = Excitability passport: { $name }
passport-of-preset = Excitability passport: { $name } ({ $preset })
passport-line = { $label }: { $text }
passport-label-rest = Rest
passport-label-threshold = Threshold
passport-label-rheobase = Rheobase
passport-label-onset = { $who ->
        [cell] Onset of firing
       *[system] Onset of oscillation
    }
passport-label-class = Class
passport-label-response = Integrator or resonator
passport-label-resonance = Resonance
passport-label-bistability = Bistability
passport-no-rest = None: at { $here } there is no state to rest at.
passport-rest = { $kind } at { $name } = { $at }, for { $here }.
passport-without-rest = None without rest.
passport-saddle = Sharp: the stable manifold of the saddle at { $name } = { $at }.
passport-point = Sharp: { $name } = { $at }; below it the potential falls back to rest, above it climbs to a spike.
passport-cycle = Sharp: an unstable cycle around rest; whatever stays inside comes back to rest.
passport-graded = None that is sharp: larger pulses evoke larger responses.
passport-pulse = A short pulse evokes { $who ->
        [cell] a spike
       *[system] a large response
    } when it moves { $name } by { $by }.
passport-no-pulse = { $who ->
        [cell] No short depolarising pulse evokes a spike here.
       *[system] No short pulse evokes a large response here.
    }
passport-no-class = None: classes of excitability are for neurons.
passport-class-1 = Class 1: firing begins at an arbitrarily low rate.
passport-class-2 = Class 2: firing begins at a rate well above zero.
passport-class-3 = Class 3: no steady current keeps it firing.
passport-not-shown = This range does not show it.
passport-not-bistable = { $who ->
        [cell] Nowhere in this range do rest and firing coexist.
       *[system] Nowhere in this range do an equilibrium and oscillation coexist.
    }
passport-range = { $lo } to { $hi }
between-ranges = {" "}and from{" "}
passport-bistable = { $who ->
        [cell] Rest and firing coexist
       *[system] An equilibrium and oscillation coexist
    } for { $name } from { $ranges }.
rheobase-at = { $current ->
        [yes] Steady
       *[no] { $name } is no input current; steady
    } { $who ->
        [cell] firing
       *[system] oscillation
    } begins at { $at }.
rheobase-throughout = { $current ->
        [yes] None:
       *[no] None, for { $name } is no input current:
    } { $who ->
        [cell] the cell fires
       *[system] the system oscillates
    } by itself, at every { $name } of this range.
rheobase-first = { $current ->
        [yes] None:
       *[no] None, for { $name } is no input current:
    } { $who ->
        [cell] the cell fires
       *[system] the system oscillates
    } already at the lower end of this range.
rheobase-partly = { $current ->
        [yes] None:
       *[no] None, for { $name } is no input current:
    } on the way up { $who ->
        [cell] the cell does not begin to fire
       *[system] the system does not begin to oscillate
    } in this range.
rheobase-nowhere = { $current ->
        [yes] None:
       *[no] None, for { $name } is no input current:
    } { $who ->
        [cell] the cell does not fire
       *[system] the system does not oscillate
    } in this range.
passport-lost = { $who ->
        [cell] Rest
       *[system] The equilibrium
    } is lost at a { $event }.
passport-reaches = Rest reaches the { $line }, which is no bifurcation of the equation itself.
passport-integrator-rings = Integrator near the saddle-node at which rest is lost; at { $here }, still away from it, the { $who ->
        [cell] cell
       *[system] system
    } rings.
passport-integrator = Integrator: rest is lost at a saddle-node, so that inputs add up.
passport-resonator-silent = Resonator near the Hopf point at which rest is lost, not at { $here }, where the { $who ->
        [cell] cell
       *[system] system
    } does not ring.
passport-resonator = Resonator: rest is lost at a Hopf point, so that inputs at the { $who ->
        [cell] cell
       *[system] system
    }'s own frequency count most.
passport-rings = Rings around rest at { $rate }.
passport-nothing-to-ring = None: at { $here } there is no rest to ring around.
passport-back-at-once = None to be seen: at { $here } the { $who ->
        [cell] cell
       *[system] system
    } is back at rest before it has turned around it.
passport-does-not-ring = None: at { $here } the { $who ->
        [cell] cell
       *[system] system
    } does not ring around rest.
