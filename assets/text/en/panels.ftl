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
