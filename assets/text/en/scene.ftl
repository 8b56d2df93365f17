### What pictures say: names, labels, legends, titles.

## Names of equilibria, bifurcations and special points

kind-stable-node = stable node
kind-unstable-node = unstable node
kind-stable-focus = stable focus
kind-unstable-focus = unstable focus
kind-saddle = saddle
kind-saddle-focus = saddle-focus
kind-centre = centre
kind-saddle-node = saddle-node
kind-degenerate = degenerate
event-saddle-node = saddle-node
event-saddle-node-on-circle = saddle-node on invariant circle
event-supercritical-hopf = supercritical Hopf
event-subcritical-hopf = subcritical Hopf
event-degenerate-hopf = degenerate Hopf
event-fold-of-cycles = fold of cycles
event-homoclinic = homoclinic
event-period-doubling = period doubling
event-branch-point = branch point
special-bogdanov-takens = Bogdanov-Takens
special-cusp = cusp
special-generalized-hopf = generalized Hopf
special-saddle-node-homoclinic = saddle-node homoclinic
phase-rest = rest
phase-depolarisation = depolarisation
phase-amplification = amplification
phase-repolarisation = repolarisation
phase-hyperpolarisation = hyperpolarisation
response-integrator = integrator
response-resonator = resonator
activation-sigmoid = sigmoid
activation-relu = relu
line-peak = peak
line-threshold = threshold

## Portraits

direction-of-flow = direction of flow
saddle-node-zero = saddle-node (zero eigenvalue)
degenerate-equilibrium = degenerate equilibrium
reset-line = reset
unstable-manifold = unstable manifold of the saddle
stable-manifold = stable manifold of the saddle (separatrix)
separatrix = separatrix
nullcline-of = { $name }-nullcline
nullcline-key = { $name }-nullcline ({ $name }′ = 0)
stable-cycle = stable cycle
unstable-cycle = unstable cycle
basin-of = basin of the { $name }
rate-against = rate of change { $rate } against { $name }
spike-and-reset = spike and reset
sink = { $kind } (sink)
source = { $kind } (source)
steady-current = steady current
time = time
parameter-between = { $name } from { $lo } to { $hi }
caption-preset = { $name } · { $preset }: { $values }.
caption-model = { $name }: { $values }.

## Diagrams and F-I curves

period = period
frequency = frequency
period-title = Period
frequency-title = Frequency
firing-rate = firing rate
firing-rate-title = Firing rate
stable-equilibrium = stable equilibrium
unstable-equilibrium = unstable equilibrium
stable-cycle-extremes = stable cycle, least and greatest value
unstable-cycle-extremes = unstable cycle, least and greatest value
scaling-law = scaling law
root-law = √ law
log-law = 1/log law
firing-begins = begins
firing-ends-down = ends on the way down
firing-ends-up = ends on the way up
mark-event = { $what }: { $event }
sweep-rising = { $name } rising
sweep-falling = { $name } falling
on-the-way-down = on the way down

## The membrane

absolutely-refractory = absolutely refractory
relatively-refractory = relatively refractory
gates = gates
sum = sum
injected = { $name } (injected)
rest-of-current = C dV/dt = { $name } − sum
outside = outside
inside = inside
balance = { $currents }, { $lead } = { $injected }, C dV/dt = { $rest }.

## Spike trains

trial = trial
mean-rate = mean rate
integral-of-rho = integral of ρ from 0
spikes-in = spikes in { $window }
share-of-windows = share of windows
counted = counted
with-bins = with bins
binomial-law = binomial law of the bins
interval = interval
density = density
intervals = intervals
exponential = exponential
exponential-law = exponential law

## Artificial neurons

drive = drive Σ w v
output = output f
curve-to-fit-draw = curve to fit (draw over it with the mouse)
network = network

## Other words

orbits-stiff = stiff: an implicit method follows these orbits
probability-of-count = P(n in T)
not-a-number = not a number
ready-wave = Wave
ready-step = Step
ready-bell = Bell
