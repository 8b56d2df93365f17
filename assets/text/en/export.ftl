### Figures: their titles, notes and captions, and the names of steps.

## The steps of the history

step-start = Start
step-opened = Session opened: { $what }
step-reset = { $what } (reset)
step-all-reset = All parameters reset
step-view-reset = View reset
step-no-stimulus = No stimulus
step-stimulus = { $count ->
        [one] Stimulus
       *[other] Stimulus of { $count } signals
    }
step-seed = Random numbers from { $seed }
step-accurate = Accurate integration
step-euler = Euler's method, step { $step }
step-orbit-kept = Orbit kept
step-orbit-moved = Orbit moved
step-orbit-deleted = Orbit deleted
step-orbits-deleted = All orbits deleted
step-scattered = { $count } orbits scattered
step-plane = Plane of { $x } and { $y }
step-slaved = Other variables slaved
step-held = Other variables held
step-shown = { $what } shown
step-hidden = { $what } hidden
step-arrows = Field as arrows
step-streamlines = Field as streamlines
step-diagram-of = Diagram of { $name }
step-diagram = Diagram of a variable
step-diagram-period = Diagram of the period
step-diagram-frequency = Diagram of the frequency
step-law-shown = Scaling law shown
step-law-hidden = Scaling law hidden
step-varied = Varied parameter
step-second = Second parameter
step-range-usual = { $what }: { $name }
step-range = { $what }: { $name } from { $lo } to { $hi }
step-neuron = Neuron
step-spike-train = Spike train
step-artificial-neuron = Artificial neuron
step-ghost = Ghost kept
step-no-ghost = Ghost let go
step-beside = Two parameter sets side by side
step-one-portrait = One portrait
step-exchanged = Parameter sets exchanged
step-notes = Notes
step-without = Without { $name }
step-no = No { $name }
step-set = { $title }: { $value }
step-model = { $name }, { $preset }
step-view-moved = View moved
step-zoom-in = Zoom in
step-zoom-out = Zoom out
step-another-view = Another view
step-layer-field = Field
step-layer-nullclines = Nullclines
step-layer-equilibria = Equilibria
step-layer-separatrices = Separatrices
step-layer-cycles = Cycles
step-layer-basins = Basins
step-layer-orbits = Orbits
step-layer-ruler = Threshold ruler
step-sight-diagram = Diagram
step-sight-firing = F-I curve
step-sight-curves = Plane of two parameters
step-sight-membrane = Membrane
step-sight-reduction = Reduced model
step-sight-time = Time courses
step-of-neuron = Spikes of the neuron
step-of-poisson = Spikes of a Poisson process
step-rate = Rate { $rate }
step-bins = Bins of { $width }
step-intervals = Intervals instead of bins
step-refractory = Refractory time { $time }
step-train-seed = Spikes from seed { $seed }
step-window = Counting window { $time }
step-integral = Integral from { $from } to { $to }
step-activation = Transfer function: { $name }
step-shape = Shape { $value }
step-bias = Bias { $value }
step-input = Input { $number } = { $value }
step-weight = Weight { $number } = { $value }
step-inputs = { $count ->
        [one] 1 input
       *[other] { $count } inputs
    }
step-spiking = Beside { $source }
step-hidden-units = { $count ->
        [one] 1 hidden unit
       *[other] { $count } hidden units
    }
step-network-seed = Network from seed { $seed }
step-drawn = Curve drawn
step-curve = Curve: { $name }
step-points = Curve of points
step-wiped = Curve wiped out
curve-wave = Wave
curve-step = Step
curve-bell = Bell

## What figures show

view-portrait = Phase portrait
view-compare = Ghost and present portrait
view-trace = Time course
view-fan = Time courses from many starts
view-diagram = Bifurcation diagram
view-firing = F-I curve
view-curves = Two-parameter diagram
view-membrane = Membrane
view-current-voltage = I-V curve
view-reduction = Reduced model
view-spikes = Spike train
view-unit = Artificial neuron
view-demonstration = Demonstration

## What exported figures say

export-too-often = the stimulus does something within every { $time }, too often to be followed; make it slower
export-runs-away = The course runs away at { $reached } of { $span }.
export-given-up = The course was given up at { $reached } of { $span }: only that part is shown.
export-heights-in = heights of { $name } in { $unit }
export-times-in = times in { $unit }
export-units = {" "}({ $units })
export-seed = , seed { $seed }
export-stimulus = Stimulus: { $stimulus }{ $units }{ $seed }.
export-start = Start: { $state }.
export-euler = Euler steps of { $step }.
export-orbit = orbit { $number }
export-from-start = from the start
export-fires = fires
export-rests = comes to rest
export-unit-title = Artificial neuron: { $said }
export-spiking-title = Spiking neuron: { $name } · { $preset }
export-curve-to-fit = curve to fit
export-nothing-drawn = Nothing has been drawn
export-unit = Artificial neuron: { $activation }, inputs v = { $inputs }, weights w = { $weights }, bias { $bias }, shape { $shape }. Network: { $hidden } hidden units, seed { $seed }.
export-phases = Potential and its phases
export-currents = Ionic currents, outward positive
export-gates = Gates
export-steady-current = Steady current
export-stimulus-title = Stimulus
export-circuit-at = The circuit at { $at }
export-balance-at = At { $at }: { $balance }
export-in-the-first = , in the first { $time }
export-integral-unknown = ∫ρ dt from { $from } to { $to }: spikes are known only up to { $end }
export-neuron-part = The neuron could be followed only for { $part } of { $asked }: rate, counts, intervals and integral are of that part.
export-neuron-train = { $cell } Start: { $state }. Duration: { $duration }.
export-bins = bins of { $width }
export-intervals = exponential intervals
export-drawn-trials = {" "}{ $shown } of { $trials } trials are drawn; counts and intervals are of all.
export-poisson = Poisson process: rate { $rate }, { $how }, refractory time { $refractory }, { $trials } trials of { $duration }, seed { $seed }.{ $drawn }
export-no-spikes = no spikes: give the neuron more input, or the Poisson process a higher rate
export-silent = does not fire
export-trial = { $what }: { $trial }
export-purpose-svg = vectors, to edit or for the web
export-purpose-png = pixels, for slides
export-purpose-pdf = vectors, for papers
export-purpose-tikz = vectors in the fonts of a LaTeX document
export-purpose-csv = the numbers as a table
export-purpose-json = the numbers for programs
export-no-session = the figure carries no session: { $why }
export-memory-fault = What the session says about its { $name } makes no sense and is left out.
export-faint = Faint: the same at { $set }.
export-marked = Marked: the present { $values }.
