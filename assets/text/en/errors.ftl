### What is wrong with what was typed, opened or asked for, and what to do.

## Stimuli
stimulus-fault-syntax = expected { $expected }, found { $found }; write it like pulse(at=20,width=2,height=10)
stimulus-fault-unknown-kind = there is no stimulus { $name }; { $hint }
stimulus-fault-unknown-key = { $kind } has no { $name }; { $hint }
stimulus-fault-missing = { $kind } needs { $name }; { $example }
stimulus-fault-twice = { $name } is given twice; give it once
stimulus-fault-not-number = { $name } = { $text } is not a finite number; give one such as -1.5 or 2e-3
stimulus-fault-not-whole = { $name } = { $text } is not a whole number from 1 to 1000000000000000; give one such as 3
stimulus-fault-no-frequency = { $name } = { $value } is no frequency to sweep from or to; give a positive one
stimulus-fault-not-columns = { $found } is not a number; a recorded stimulus has a time and a value in each line, and # before remarks
stimulus-fault-before-start = { $name } = { $value } is before the start; times begin at 0
stimulus-fault-no-length = { $name } = { $value } is no length of time; give a positive one
stimulus-fault-negative = { $name } = { $value } is negative; give 0 or more
stimulus-fault-reversed = it would end at { $until }, which is not after its beginning at { $at }
stimulus-fault-overlapping = the pulses at { $first } and { $second } overlap, since each lasts { $width }; move them apart, make them shorter, or write two signals with + between them, which add up
stimulus-fault-disorder = time { $second } comes after time { $first } in the list; give the times in increasing order
stimulus-fault-empty = it has no { $what }; give at least { $least }
stimulus-fault-too-long = a list of { $count } { $what } is too long; no more than { $most } are kept
stimulus-fault-too-many = rate = { $rate } with tau = { $tau } is more than a million events at once; lower the rate, or use ou(…)
stimulus-fault-too-fast = tau = { $tau } is less than a thousandth of the grid dt = { $dt }, which makes it white noise; use noise(…) with strength sd·√(2 tau), or a smaller dt
stimulus-fault-forbidden = { $name } cannot { $what }, as it may{ $when } here; { $instead }
stimulus-fault-unknown-parameter = { $model } has no parameter { $name } to drive; { $hint }
stimulus-fault-choice = { $name } chooses a variant of the formula and cannot be driven; drive another parameter
stimulus-fault-not-linear = { $what } on { $name } has no meaning, because the equations are not linear in { $name }; use short pulses or ou(…)

## Figures
figure-fault-size = a figure of { $width }×{ $height } pixels cannot be drawn; choose from 1×1 up to 8000×6000
figure-fault-scale = { $it } pixels per point is not a scale; choose from 0.25 to 8
figure-fault-encode = the picture could not be written as PNG: { $it }
figure-fault-pdf = the figure could not be written as PDF: { $it }; write it as SVG

## Animations
animation-fault-size = an animation of { $it }×{ $other } pixels cannot be written; choose sides from 1 to { $most } pixels
animation-fault-frames = an animation of { $it } pictures cannot be written; choose from 1 to { $most }
animation-fault-delay = pictures cannot stand for { $it } ms; choose from 20 to 1000 ms
animation-fault-count = { $given } pictures were given where { $announced } were announced; begin again
animation-fault-encode = the animation could not be written: { $it }; try the other of GIF and APNG

## Views of a session
view-fault-no-demonstration = there is no demonstration { $it }; `nullcline demo` lists them
view-fault-no-trial = there is no trial { $given } of { $name }; it has { $count }
view-fault-no-ghost = there is nothing to compare with: keep a portrait as a ghost in the window, or give --against NAME=VALUE
view-fault-no-membrane = { $it } is not conductance-based: it has no currents and no circuit to draw
view-fault-no-current = { $it } has no steady current that depends on the potential alone; models with one variable and known conductances have one
view-fault-no-reduction = no smaller model stands for { $it } at these parameters; hodgkin-huxley at T = 6.3 has one
view-fault-one-parameter = { $it } has a single parameter: there is no plane of two to draw
view-fault-many-variables = courses from many starts are drawn of models with one variable, and { $it } has more; draw its trace, or its portrait with kept orbits
view-fault-span = a course of time cannot be { $it } long; give a positive length of time
view-fault-steps = Euler steps of { $it } make more than twenty million; give a longer step or a shorter time
view-fault-start = a start of { $given } numbers does not fit { $model }, which has { $needed } variables

## Forms of figures
format-fault-not-built = this program was built without { $it } figures; build it with --features figures, or write .tex, .csv or .json
format-fault-json = the figure could not be written as JSON: { $it }; write it as CSV

## Session files
file-fault-too-big = a session has at most { $most } million bytes; shorten the recorded stimulus or the notes
file-fault-too-many = there are more entries than any session has; this file was not written by nullcline
file-fault-too-deep = brackets or names are nested deeper than in any session; take them apart
file-fault-not-text = from here on this is not text (UTF-8); the file is damaged: open an earlier copy
file-fault-foreign = this is no session of nullcline, which begins with the line `nullcline = { $mine }`; choose a .nullcline file, or an SVG or PNG figure that was exported here
file-fault-newer = this session was saved by a newer nullcline (format { $it }; this one reads up to { $mine }); update nullcline to open it
file-fault-syntax = { $it }; mend the line or open an earlier copy
file-fault-missing = { $name } is missing; add a line such as { $example }
file-fault-kind = { $name } is { $found }, and must be { $expected }
file-fault-not-finite = { $it } is not a finite number; give one such as -1.5 or 2e-3
file-fault-word = { $name } cannot be { $found }; { $hint }
file-fault-same = study.and is { $it }, which study.vary is already; name two different parameters

## Figures that carry a session
carrier-fault-none = this figure carries no session: it was not exported by nullcline, or another program has removed it; open the .nullcline file or the original figure
carrier-fault-share = the session in this figure cannot be opened ({ $it })

## Files
disk-fault-read = { $path } cannot be opened ({ $why }); { $advice }
disk-fault-no-file = { $path } is no file; choose a session, a figure, a share text or a trained twin
disk-fault-too-big = { $path } is longer than any session or figure; choose another file
disk-fault-text = the session cannot be saved: { $it }
disk-fault-read-only = { $path } is read-only and stays as it is; choose another name
disk-fault-write = { $path } could not be written ({ $why }); what was there before is unchanged. { $advice }

## Commands
command-fault-count-window = spikes cannot be counted in windows of { $window }: a trial has room for 0 to { $most }
command-fault-between = no integral goes from { $from } to { $to }: give two numbers, the smaller one first
command-fault-no-number = { $what } cannot be { $value }: give a plain number such as 1.5
command-fault-no-input = the artificial neuron has no input number { $number }
command-fault-inputs = an artificial neuron has 1 to { $most } inputs here, not { $it }
command-fault-hidden = a hidden layer has 1 to { $most } units here, not { $it }
command-fault-step = { $it } is no step for Euler's method: give a length of time above 0
command-fault-start = an orbit cannot start at ({ $x }, { $y }): both coordinates must be finite
command-fault-unsteady = at ({ $x }, { $y }) the variables that the plane does not show have no steady state; hold them at a state, or choose another point
command-fault-state = a state of this model has { $it } finite numbers, one per variable
command-fault-one-parameter = { $it } has a single parameter: a plane of two needs a model with more
command-fault-no-variable = there is no variable number { $it } to show
command-fault-no-seed = there is no kept orbit number { $it }; it was deleted before
command-fault-notes = notes of { $it } bytes are too long: keep them below { $most }
command-fault-signals = a stimulus of { $it } signals is too long: give at most { $most }, or one drawn signal
command-fault-no-sight = { $model } has no { $what } to show beside its plane; choose another picture
command-fault-memory = { $it } cannot be remembered: the window keeps at most { $most } finite numbers or short words
command-fault-full = no more than { $most } orbits can be kept; delete some first

## Share texts
share-fault-foreign = this is no share text of nullcline, which begins with { $prefix }; copy the whole line
share-fault-newer = this share text was made by a newer nullcline (version { $it }; this one reads 1); update nullcline to open it
share-fault-cut-short = this share text is cut short: { $missing } of its { $whole } signs are missing; copy the whole line
share-fault-damaged = this share text is damaged: some of its signs changed on the way; ask for it again, or for the file
share-fault-too-big = this share text is longer than any session; it was not made by nullcline
share-fault-session = the session in this share text cannot be opened: { $it }

## Scripts
python-fault-unknown = the equations of { $it } are not known in Python; export its curves as JSON or CSV instead

## What is saved by itself
autosave-fault-damaged = the last session cannot be opened: { $it }
autosave-fault-fatal = the program ended { $tries } times just after opening the last session, which is left out now
autosave-fault-no-folder = there is no folder for what is saved by itself: set XDG_DATA_HOME or HOME
autosave-fault-folder = nothing is saved by itself, because { $path } cannot be used ({ $why })
autosave-fault-full = nothing is saved by itself, because { $most } windows are open already; close some

## Artificial neurons
unit-fault-length = { $inputs } inputs do not fit { $weights } weights: give one value per weight
unit-fault-not-finite = { $what } is { $value }, which is not finite: give a plain number
unit-fault-overflow = inputs and weights are so large that their sum is not finite: give smaller ones

## Networks
network-fault-units = a hidden layer of { $it } units cannot be fitted: take 1 to { $most }
network-fault-too-few = { $it } points make no curve: give at least two
network-fault-too-many = { $it } points are too many: give at most { $most }
network-fault-not-finite = point number { $number } is ({ $x }, { $y }): both coordinates must be finite
network-fault-upright = all points lie at { $it }: a curve needs at least two different abscissas
network-fault-overflow = the coordinates are so large that the squares of their differences are not finite: rescale the curve

## Demonstrations
demo-fault-no-rest = the cell does not rest at these parameters; put back the parameter changed last

## Problems
problem-fault-unknown-model = there is no model { $name }; { $hint }
problem-fault-unknown-preset = { $model } has no preset { $name }; { $hint }
problem-fault-unknown-param = { $model } has no parameter { $name }; { $hint }
problem-fault-unknown-variable = { $model } has no variable { $name }; { $hint }
problem-fault-not-finite = { $name } = { $value } is not a finite number; give a plain number such as 1.5
problem-fault-negative = { $name } ({ $about }) = { $value } is negative; give 0 or more
problem-fault-no-choice = { $name } has no value { $value }; { $hint }
problem-fault-not-varied = { $name } names variants of the formula ({ $known }) and cannot be varied; choose another parameter
problem-fault-singular = { $name } = { $value } makes the equations of { $model } singular (they divide by { $name }); choose a value other than 0
problem-fault-nowhere-finite = the equations of { $model } have no finite value anywhere in this window; reset the parameter changed last, or the view
problem-fault-window = the window's { $which } range { $lo }:{ $hi } is { $what }; { $advice }
problem-fault-range = the range { $lo }:{ $hi } of { $name } is { $what }; { $advice }
problem-fault-same-parameter = both parameters are { $name }; vary two different ones
problem-fault-plane = the plane { $given } is not two different variables of { $model }; it has { $known }

## Spike trains
train-fault-duration = a spike train cannot last { $it }: give a positive, finite duration
train-fault-outside = spike number { $number } is at { $at }, outside the train from 0 to { $duration }
train-fault-unsorted = spike number { $number } at { $at } comes before the one ahead of it; sort the times
train-fault-window = spikes cannot be counted in windows of { $it }: give a positive, finite length
train-fault-window-too-short = windows of { $window } are too many for a train of { $duration }: give a longer window

## Evoked action potentials
evoked-fault-no-membrane = { $it } is not conductance-based: its action potentials have no ionic currents and no phases
evoked-fault-no-rest = the cell does not rest at these parameters; lower the input current
evoked-fault-silent = no brief kick evokes an action potential from rest at these parameters
evoked-fault-too-short = the action potential peaks only { $peak } after the kick: follow it for longer than { $time }

## Poisson trains
poisson-fault-rate = the rate cannot be { $it } Hz: give a finite number that is not negative
poisson-fault-duration = a trial cannot last { $it } ms: give a positive, finite duration
poisson-fault-bin = bins cannot be { $it } ms wide: give a positive, finite width
poisson-fault-bin-too-wide = a bin of { $bin } ms does not fit into a trial of { $duration } ms: give narrower bins
poisson-fault-bin-too-narrow = bins of { $bin } ms are too many for a trial of { $duration } ms: give wider ones
poisson-fault-refractory = the refractory time cannot be { $it } ms: give a finite number that is not negative
poisson-fault-no-room = with a refractory time of { $refractory } ms no cell fires at { $rate } Hz, for that needs a spike every { $every } ms: give a lower rate or a shorter refractory time
poisson-fault-trials = there cannot be { $it } trials: ask for 1 to { $most }
poisson-fault-too-many = about { $it } spikes are too many (at most { $most }): give a lower rate, a shorter duration or fewer trials

## Claims of lessons
check-fault-cancelled = the computation was cancelled; ask again

## Parts of errors
fault-place = line { $line }, column { $column }:{" "}
fault-within = { $path }:{" "}
stimulus-fault-when = {" "}from time { $time } on
hint-none = there is none
hint-only = there is only { $first }
hint-nearest = did you mean { $first }? There are also: { $others }
between-names = ,{" "}
hint-number = give a plain number such as 1.5
hint-in-order = { $names }, in this order
disk-look-elsewhere = look for it in another folder
disk-ask-owner = ask its owner to let you read it
disk-try-again = try again, or open a copy
disk-free-space = Free some space, or choose another place.
disk-choose-folder = Choose a folder that exists.
disk-choose-place = Choose another place.
disk-why = { $kind ->
        [missing] { $said }
        [forbidden] { $said }
        [full] { $said }
        [folder] { $said }
       *[other] { $said }
    }
stimulus-example = write it like { $example }
stimulus-example-ramp = ramp(at=20,width=100,height=5) or ramp(at=20,slope=0.05)
stimulus-example-pulse = pulse(at=20,width=2,height=10), or with every=50,count=3 for a train
stimulus-nothing = nothing
stimulus-distance = the distance (every and gap)
stimulus-steepness = how steep it is (slope and { $name })
hint-below = give a number below 9007199254740992
hint-preset-line = give the preset in a line of its own: preset = "…"
hint-colours = there are colours from 0 to { $most }
hint-curve-point = a point has a place from 0 to { $canvas } and a height from 0 to 1
mention-cut-short = the end of this session is missing: the file was cut short, and what it does not say is as usual
mention-unknown = line { $line }, column { $column }: nothing here is called { $name }, so it has no effect; it will be saved again ({ $hint })
mention-unknown-more = line { $line }, column { $column }: nothing here is called { $name }, so it has no effect; it will be saved again ({ $hint }); so will { $more } more
numbered-weight = weight { $number }
numbered-input = input { $number }

## What analyses could not do
note-not-isolated = at { $name } = { $value } equilibria are not isolated points
note-singular-branches = { $name } = 0 makes the equations singular (they divide by { $name }); branches end there
note-many-branches = there are more branches or bifurcations than can be followed; some are missing
note-turns = a branch of equilibria turns more often than can be followed; its rest is missing
note-jump = a branch of equilibria ends at { $name } = { $at }, where the formula jumps
note-no-value = a branch of equilibria ends where the equations become singular or have no value
note-singular-everywhere = the Jacobian is singular everywhere: equilibria fill whole lines, or there are none, and neither equilibria nor cycles are shown
note-many-events = there are { $count } bifurcations of equilibria in this range: whether orbits close on them, and which cycles there are between them, is looked for at some places only; a smaller range shows more
note-touches-peak = a cycle without spikes grows until it touches the peak; beyond it spikes are cut and it exists no more
note-out-of-bounds = a branch of cycles grows out of all bounds and is not followed further
note-cycle-unfollowed = a cycle of period { $period } at { $name } = { $value } could not be followed
note-canard = a branch of cycles is followed to a period of { $period } at { $name } = { $value } only: there its cycles change while { $name } hardly does (a canard explosion), and what they change into is not shown
note-cycles-lost = a branch of cycles could not be followed beyond { $name } = { $value }
note-slow-line = towards { $name } = { $line }, where a variable stands still, the period of a branch of cycles grows without bound; the branch is shown as far as { $name } = { $value }
note-slow = the period of a branch of cycles grows without bound near { $name } = { $value }, but where it ends could not be located
note-doubling = at { $name } = { $value } a cycle of twice the period branches off, which is not followed
note-no-curves = no equilibrium and no cycle bifurcates in these ranges of { $first } and { $second }; try wider ones
note-reset-curves = only curves of equilibria are shown for a model with a reset; a diagram of one parameter shows where its spiking orbits begin and end
note-no-homoclinics = homoclinic curves, and which saddle-nodes lie on invariant circles, are not followed for a model with more than two variables; diagrams of one parameter show them
note-singular-curves = { $name } = 0 makes the equations singular (they divide by { $name }); curves end there
note-still-curves = at { $name } = 0 a variable stands still, so that no equilibrium is isolated; curves end there
note-far-outside = far outside the usual ranges of { $first } and { $second }, curves of cycles are followed only from special points and from other curves
note-alone-fold = the curve of the fold of cycles at { $first } = { $x }, { $second } = { $y } could not be followed and is not shown
note-alone-homoclinic = the curve of the homoclinic orbit at { $first } = { $x }, { $second } = { $y } could not be followed and is not shown
note-folds-cusp = folds of cycles meet in a cusp near { $first } = { $x }, { $second } = { $y }
note-folds-end = folds of cycles end on a homoclinic curve, whose saddle is neutral there, near { $first } = { $x }, { $second } = { $y }
note-takens-lost = the homoclinic curve from the Bogdanov-Takens point at { $first } = { $x }, { $second } = { $y } could not be followed and is not shown
note-saddle-node-lost = the homoclinic curve from the saddle-node homoclinic point at { $first } = { $x }, { $second } = { $y } could not be followed as far as there
note-folds-lost = a curve of folds of cycles could not be followed beyond { $first } = { $x }, { $second } = { $y }
note-homoclinic-lost = a homoclinic curve could not be followed beyond { $first } = { $x }, { $second } = { $y }
note-many-curves = there are more curves than can be followed; some are missing
note-reaches-peak = at { $place } rest reaches the peak, { $line }, and firing begins or ends with a rate of zero; the equation itself has no bifurcation there
note-reaches-threshold = at { $place } rest reaches the threshold, { $line }, and firing begins or ends with a rate of zero; the equation itself has no bifurcation there
note-endless = every reset leads straight to the next spike: the reset does not lie below the peak; choose another reset or peak
note-paced = every reset leads straight to the next spike, and the refractory time alone keeps them apart: the reset does not lie below the peak; choose another reset or peak
note-window-not-isolated = { $first }' or { $second }' vanishes everywhere in this window, so that the equilibria are not isolated points; none is listed
note-border = the field turns around the border of this window as if there were other equilibria than those found; one may lie on the border: move or enlarge the window a little
note-rate-vanishes = a rate vanishes everywhere, so that the equilibria are not isolated points; none is listed
note-region-border = the field turns around the border of the region that was searched as if there were other equilibria than those found; one may lie on the border
note-no-separatrix = the stable manifold of a saddle of { $count } variables is no curve, so that no separatrix is drawn
note-windows = Where spikes do not repeat there are ever narrower ranges in which they do, with ever longer periods: those narrower than { $spacing } are left out, and so are periods of more than { $longest } spikes and period doublings to more than { $doubled }.
note-cascade = Period doublings come closer and closer together: those to more than { $doubled } spikes per period are left out.
note-not-all = Not all spiking orbits are found, or followed to where they end; a smaller range shows more.
note-too-steep = Unstable spiking orbits are followed as far as a nearby orbit departs from them less than a thousandfold within a period.
note-many-spiking = There are more branches of spiking orbits than are followed here.
note-onset-lost = The branch of firing could not be followed to where firing begins: at which rate it does, and which class that makes, is not known. A smaller range may show it.
note-offset-lost = The branch of firing could not be followed to where firing ends on the way down: where that is, is not known. A smaller range may show it.
note-class-unclear = A step over this range evokes a single spike, but other steady values make the cell fire for ever: which class it is of, a wider range shows.
