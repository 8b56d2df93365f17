### The panels: controls, what they do, and what they say.

## Which neuron?

neuron-question = Which neuron?
neuron-equations = Equations
neuron-equations-about = The equations of this model, and who found them.
neuron-demos = Demos
neuron-demos-about = What single cells do, each with its cell and its stimulus.
neuron-model = Model
neuron-preset = Preset
neuron-as-published = As published: { $about }

## What is shown?

layers-question = What is shown?
layer-field = Field
layer-field-about = The direction in which the state moves from each point; stronger where it moves faster.
layer-nullclines = Nullclines
layer-nullclines-about = Curves on which one variable stands still; where they cross, nothing moves.
layer-equilibria = Equilibria
layer-equilibria-about = States that stay as they are. Filled ones are stable, open ones are not.
layer-separatrices = Separatrices
layer-separatrices-about = The orbits into and out of each saddle. Those into it are the threshold.
layer-cycles = Cycles
layer-cycles-about = Closed orbits: rhythms. Solid ones attract, dashed ones repel.
layer-basins = Basins
layer-basins-about = Areas from which the state reaches the same rest or rhythm in the end.
layer-ruler = Threshold ruler
layer-ruler-about = How far the live state is from its threshold: as a kick, and as the charge of a brief pulse.
layer-orbits = Orbits
layer-orbits-about = Kept orbits, the orbit under the pointer and the trail of the live state.
field-arrows = arrows
field-streamlines = streamlines

## Everything that was done

steps-about = What was done; click or slide to go there
steps-slider = Steps
step-of = Step { $at } of { $count }

## What goes in? What is it made of?

input-question = What goes in?
made-question = What is it made of?
reset-all = Reset all
reset-all-about = Give every parameter the preset's value.
parameter-back-about = Back to the preset's { $value }. A double click on the slider does the same.
parameter-back = Reset { $name }
parameter-bifurcations = Bifurcations: { $names }
parameter-slider = The slider goes from { $from } to { $to }; other values can be typed. Shift makes drags and arrow keys fine.
parameter-slider-ticks = The slider goes from { $from } to { $to }; other values can be typed. Shift makes drags and arrow keys fine; Ctrl (or Alt) turns off the pull of the ticks.
typed-value = { $name } typed
no-plain-number = { $name } cannot be "{ $text }": type a plain number such as 1.5

## What changes with a parameter?

study-question = What changes with
study-varied = Varied parameter
study-passport-about = Everything about this cell on one card: rest, threshold, onset of firing, class, resonance (P).
study-passport = Passport
sight-plane-short = Plane
sight-diagram = Diagram
sight-diagram-about = Bifurcation diagram: every rest state and rhythm against the parameter, and where they are born, meet and vanish (B). Drag the line to move the parameter.
sight-firing = F-I curve
sight-firing-about = How often the cell fires against the parameter, on the way up and on the way down (F).
sight-curves = Two parameters
sight-curves-about = Where the bifurcations lie in the plane of two parameters, and what the cell does between them (C).
sight-membrane = Membrane
sight-membrane-about = The currents through the membrane, its gates, and the circuit that it is; the phases of action potentials on the time course (M).
sight-reduction = Reduced
sight-reduction-about = The smaller model that stands for this one, at the same parameters, and where the two differ.
sight-time = Time
sight-time-about = Time courses only: the live state and the kept orbits (X).
sight-firing-short = F-I
study-variable-about = Show the { $what }: equilibria, and the largest and smallest values on cycles.
study-period-about = Show the period of the cycles: how long one round takes.
study-period = period
study-frequency-about = Show the frequency of the cycles: how many rounds pass in a unit of time.
study-frequency = frequency
study-scaling = Scaling law
study-scaling-about = Draw the law that the rate follows where firing begins or ends: a square root at a saddle-node on an invariant circle, one over a logarithm at a homoclinic.
study-scaling-none = Firing neither begins nor ends at a saddle-node on an invariant circle or at a homoclinic in this range: no scaling law holds.
sweep-up-about = The sweep upward: solid where the parameter rises.
sweep-up = up
sweep-down-about = The sweep downward: dashed, shown where it differs from the way up.
sweep-down = down
study-and = and
study-second = Second parameter
study-also-passed = { $text } Also passed: { $others }.
note-mark = Note

## What happens in time?

time-question = What happens in time?
time-variable-about = Show the { $what } over time.
time-kept-driven = Kept orbits, at the input of this moment
time-kept-starts = Kept orbits, from their starts
time-fan = Courses from many starts
time-none = Click the plane to keep an orbit
time-live = Live state
time-live-about = The state that obeys the equations in real time.
time-many-starts = Many starts
time-kept = Kept orbits
time-live-strip = Time course of the live state
time-stimulus-strip = Time course of the stimulus
time-kept-strip = Time course of the kept orbits
time-pause = Pause
time-play = Play
time-play-about = Stop or start the live state (Space).
time-step = Step
time-step-about = Let a moment pass (full stop).
time-kick-about = Displace the live state to the right, as a brief pulse of current does (K). Arrow keys do it in all directions.
time-kick = Kick
time-restart-about = Put the live state back to the preset's initial state (R).
time-restart = Restart
time-speed = Speed
time-speed-about = Speed: the model's time that passes in one second. Double click for the usual speed.
time-restart-live = Restart the live state

## What is done to the cell?

stimulus = Stimulus
stimulus-none = none
stimulus-about = What is done to the cell in the course of time: pulses, ramps, noise, a drawing.
stimulus-again = Again
stimulus-again-about = Begin the stimulus anew, from now on.
stimulus-off = Off
stimulus-off-about = End it.
stimulus-euler = Author's Euler step, { $step }
stimulus-euler-about = Integrate as the author's own script did, by Euler's method with this step. The published picture depends on it in some of the twenty features; two of them (q and t) do not exist without it: with smaller steps they fire without end.
stimulus-question = What is done to it?
stimulus-done = Done
stimulus-on = on
stimulus-remove = Take it away.
stimulus-add = Add
seed = seed
stimulus-seed-about = The same seed gives the same noise.
signal-height = height
signal-begins = begins
signal-rises = rises for
signal-reaches = reaches
signal-slope = slope
signal-width = width
signal-charge = charge
signal-amplitude = amplitude
signal-period = period
signal-from = from
signal-to = to
signal-lasts = lasts
signal-strength = strength
signal-grid = grid
signal-mean = mean
signal-deviation = deviation
signal-tau = tau
signal-rate = rate
signal-and = and
signal-every = every
signal-pulses = pulses
signal-pulses-about = How many; 0 for endlessly many.
kind-constant = constant
kind-step = step
kind-ramp = ramp
kind-pulse = pulse
kind-train = pulse train
kind-impulse = impulse
kind-sine = sine
kind-chirp = chirp
kind-colour = Ornstein-Uhlenbeck noise
kind-white = white noise
kind-synapses = Poisson synapses
kind-drawn = drawn by hand
kind-constant-about = A steady addition to the parameter.
kind-step-about = From one value to another at once.
kind-ramp-about = Evenly from one value to another: slow enough, some cells never fire.
kind-pulse-about = A single rectangular pulse.
kind-train-about = Rectangular pulses at equal distances.
kind-impulse-about = A charge delivered in no time: the potential jumps.
kind-sine-about = One frequency: does the cell follow it, or prefer another?
kind-chirp-about = A sine that sweeps through many frequencies: the response shows which one the cell prefers.
kind-colour-about = Noise that forgets itself in a time tau.
kind-white-about = Noise without memory.
kind-synapses-about = Events at random times, each with an exponential decay.
kind-drawn-about = Whatever the mouse draws.

## The range of a parameter

range-usual = Slider's: { $from } … { $to }
range-about = Range of { $name }. The wheel over the picture zooms it.
range-from = From
range-to = To
range-missing = A number is missing: type one such as 1.5.
range-no-number = “{ $text }” is no number: type a plain number such as 1.5.
range-too = The range is { $what }: { $advice }.
range-order = The range is { $what }. It goes from a smaller number to a larger one.
range-is = The range is { $what }.

## The spike train

train-question = Whose spikes?
train-of = Spikes of { $model }
train-of-about = The spikes of { $model } as it stands in the window Neuron, from its preset's initial state.
train-poisson = Poisson process
train-poisson-about = Spikes that know nothing of each other.
train-one-trial = One trial, as the neuron gives the same train every time. Its parameters are set in the window Neuron.
train-counted = What is counted?
train-window = Counting window T
train-window-about = Spikes are counted in windows of this length, laid end to end.
train-between-about = Ends of the tinted window, over which the neural response function ρ is integrated: the integral is the number of spikes in it.
train-from = ∫ρ dt from
train-to = ∫ρ dt to
train-rate = Rate r
train-rate-about = Mean number of spikes per second.
train-drawn = How is it drawn?
train-bins = In bins of dt
train-bins-about = Time is cut into bins, each of which holds a spike with probability rate × dt.
train-intervals = By intervals
train-intervals-about = Exponential intervals, in continuous time.
train-bin = Bin dt
train-bin-about = Width of a bin. Where rate × dt reaches 1 every bin holds a spike.
train-refractory = Refractory time
train-refractory-about = For so long after a spike there is no other. The mean rate stays.
seed-is = Seed { $seed }
train-seed-about = The same seed gives the same spikes.
train-new-seed = New seed
train-new-seed-about = Draw other trials.
train-trials = { $trials } trials of { $duration }; the first 20 are shown.

## The artificial neuron

unit-more = One input more.
unit-less = One input less.
unit-responds = How does it respond?
unit-sigmoid = Sigmoid
unit-relu = ReLU
unit-sigmoid-about = 1 / (1 + exp(−s (x − b))): between 0 and 1.
unit-relu-about = s (x − b) above b, 0 below: a rectified line.
unit-bias = Bias b
unit-bias-about = Where the transfer function rises: the drive that it takes to respond.
unit-shape = Shape s
unit-shape-about = How steeply it rises.
unit-learns = What can a network learn?
unit-hidden = Hidden units
unit-hidden-about = Artificial neurons between the input x and the output y. With enough of them the network comes as near as one likes to any continuous curve.
unit-seed-about = The first weights come from it.
unit-new-start = New start
unit-new-start-about = Fit again from other first weights.
unit-formula = y = c₀ + Σ c f(w x − b). Ticks at the bottom of the picture show where hidden units rise.
unit-value-about = Value of this input: the rate of the neuron that it comes from.
unit-weight-about = Weight of this input: how much it counts. Negative weights inhibit.
unit-spiking = Spiking model
unit-spiking-about = What the unit's drive and output stand for: the current that goes in, and the rate of the spikes that come out. When they come is left out.
unit-network = Network
unit-curve-about = A curve to begin with. Draw over it with the mouse.
unit-rates-about = The F-I curve above, scaled: what a network of rates makes of it.
unit-clear-about = Wipe the curve out.

## The passport

passport-title = Excitability passport
passport-waiting = The cell is being examined.
copy = Copy
passport-copy-about = Copy the card as plain text.
passport-copied = The passport is in the clipboard.
passport-save = Save as text
passport-save-about = Write the card as a text file into your documents or onto your desktop.
close = Close

## The bifurcations that were passed

passed-about = What happened at the last eight of them, the newest first.
passed-name = Bifurcations passed
passed-go = Click to go there.

## Two portraits side by side

beside-one-about = Show one portrait again; the kept one stays behind it as a ghost (Shift + G).
beside-one = One portrait
beside-exchange-about = Exchange the two: the controls move the other set of parameters then (E).
beside-exchange = Exchange
beside-kept = Kept
beside-present = Present
legend-busy = The rest of the plane is being computed.

## Demonstrations

demo-close-about = End the demonstration; the cell stays.
demo-again-about = Do this trial once more, from rest.
demo-again = Once more
demo-response = Response against what is varied
demo-response-about = The dot is the chosen trial.
demo-trials = All trials
demo-trials-about = Green: trials in which the cell fires. Grey: trials in which it does not. Thick: the chosen one.
demo-stimulus = Stimulus of the chosen trial
demo-varied = { $what }:
demo-fires = (● fires)
demo-waiting = It is being computed.
demo-no-spike = No spike.
demo-spikes =
    { $count ->
        [one] One spike.
       *[other] { $count } spikes.
    }

## An equilibrium's card

card-trace = trace
card-determinant = determinant
card-focus = focus
card-node = node
card-saddle = saddle

## The question what to export

export-python = Python
export-opens-again = { $purpose }. Dropped on this window it opens again.
export-python-about = A script for NumPy, SciPy and Matplotlib that recomputes the phase portrait.
export-gif-about = The last drag, for slides.
export-apng-about = The last drag in full colour, for web pages.
export-size-too-much = { $width } × { $height } pixels are too many: at most { $widest } × { $highest }.
export-size-fits = { $width } × { $height } pixels, of at most { $widest } × { $highest }.
export-title = Export what is shown
replace-or-rename = There is a file of this name already. Replace it, or type another name.
export-what = What
export-as-figure = As figure
export-as-numbers = As numbers
export-last-drag = The last drag
export-no-drag = Nothing has been dragged yet: drag a slider, and the drag can be exported.
export-size = Size
export-width = Width
export-height = Height
export-scale-about = { $scale } pixels for every point.
export-colours = Colours
export-light = light
export-dark = dark
export-print = print
export-file = File
export-folder = Folder
export-copy-about = Put it into the clipboard instead.
replace = Replace
export = Export
export-stop = Stop

## Sessions

session-menu = Session
session-open = Open…
session-save = Save
session-save-as = Save as…
session-share = Copy as one line
session-export = Export…
session-notes = Notes…
session-menu-about = Open, save and share what is set up; everything that was done.
undo-step = Undo
redo-step = Redo
nothing-to-undo = Nothing to undo ({ $key })
nothing-to-redo = Nothing to redo ({ $key })
step-with-key = { $what } ({ $key })
save-title = Save the session as
open-title = Open a session
open = Open
open-about = A .nullcline file, a figure that this program has drawn, or the line of a shared session. A file can also be dropped on the window.
cancel = Cancel

## Gestures

gesture-move = Move
gesture-move-about = see the orbit from there: solid its future, dotted its past
gesture-click = Click
gesture-click-about = keep that orbit
gesture-drag = Drag a start
gesture-drag-about = move a kept orbit
gesture-right = Right click
gesture-right-about = delete the orbit under the pointer
gesture-hover = Hover an equilibrium
gesture-hover-about = see what it is; a click keeps the card open
gesture-wheel = Wheel, pinch
gesture-wheel-about = zoom at the pointer
gesture-middle = Middle drag, Shift + drag
gesture-middle-about = move the view
gesture-double = Double click
gesture-double-about = reset the view
gesture-double-slider = Double click a slider
gesture-double-slider-about = reset that parameter
gesture-fine = Shift + drag a slider
gesture-fine-about = move it twenty times finer; Shift + arrows too
gesture-number = Click a number
gesture-number-about = type a value
picture-line = Drag the line
picture-line-about = move the parameter: the line in the diagram is its slider
picture-click-about = jump there; in the plane of two parameters both are set
picture-free = Ctrl or Alt + drag
picture-free-about = move past bifurcations without being held by them
picture-fine = Shift + drag
picture-fine-about = move twenty times finer
picture-wheel-about = zoom the parameter's range at the pointer
picture-mark = Hover a mark
picture-mark-about = read what happens there
help-title = Keys and gestures
help-plane = On the phase plane
help-pictures = On the pictures against a parameter, and on its slider
help-keys = Keys
