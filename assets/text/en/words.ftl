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
