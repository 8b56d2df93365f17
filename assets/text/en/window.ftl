### The window: its tools, its messages and its keys.

## The tools under the plane

scatter = Scatter
scatter-about = Keep ten orbits from random starts (S).
clear = Clear
clear-about = Delete all kept orbits (Shift + Delete).
reset-view = Reset view
reset-view-about = Show the preset's window (0, or a double click).
still-computing = The rest of the picture is being computed.

compare = Compare
compare-about = Keep this portrait, to compare others with it.
compare-ghost = Ghost behind
compare-ghost-about = Keep this portrait as a ghost behind the moving one; once more lets it go.
compare-beside = Side by side
compare-beside-about = Two sets of parameters, each with its live state: this one is kept, and the controls move the other.
compare-exchange = Exchange the sets
compare-exchange-about = The controls move the other set then.
compare-end = Let it go
compare-end-about = One portrait, and no ghost.

plane-of = Plane { $x }, { $y }
plane-about = Two of the variables span the plane; what becomes of the others is said in the line below.
plane-across = across
plane-upward = upward
plane-others = The other variables
plane-others-steady = at their steady state
plane-others-steady-about = Each is where its own rate vanishes: nullclines cross exactly at the equilibria.
plane-others-live = where the live state is
plane-others-live-about = The plane goes through the live state and moves with it.

## What is said over the plane

no-equilibrium-here = No equilibrium in this window.
look-around = Look around
look-around-about = Show three times as much.
reset-parameters = Reset parameters
dismiss = Dismiss

## The bottom line

help = Help
help-about = All keys and gestures (F1 or ?).
theme-light = Light theme
theme-dark = Dark theme
theme-about = The window follows the system until you choose (T).
language-about = The language of the window, the size of everything, and presenter mode.

## Keys and what they do

key-space = Space
key-space-about = play or pause the live state; of the twin, its training
key-stop = .
key-stop-about = let it run for a moment
key-arrows = Arrows
key-arrows-about = kick it, while the plane has the focus (click it)
key-k = K
key-k-about = kick it to the right
key-r = R
key-r-about = restart it from the preset's initial state
key-enter = Enter
key-enter-about = keep the orbit from where it is (plane in focus)
key-s = S
key-s-about = keep ten orbits from random starts
key-delete = Delete, Backspace
key-delete-about = delete the newest kept orbit; with Shift all of them
key-sights = B, F, C, M, X
key-sights-about = bifurcation diagram, F-I curve, two parameters, membrane, time only
key-brackets = [ and ]
key-brackets-about = go to the bifurcation before or after
key-p = P
key-p-about = excitability passport
key-zoom = + and −
key-zoom-about = zoom; 0 or Home resets the view
key-move = Shift + arrows
key-move-about = move the view (plane in focus)
key-digits = 1 to 8
key-digits-about = layers on and off, in the order of the list
key-undo = Ctrl + Z, Ctrl + Y
key-undo-about = undo and redo, of everything
key-files = Ctrl + O, Ctrl + S, Ctrl + E, Ctrl + N
key-files-about = open and save sessions, export, write notes
key-g = G
key-g-about = keep the portrait as a ghost behind the moving one, or let it go
key-beside = Shift + G, E
key-beside-about = two sets of parameters side by side; exchange them
key-t = T
key-t-about = light or dark theme
key-tab = Tab, arrows
key-tab-about = go through all controls and move sliders
key-help = F1 or ?
key-help-about = this list; Escape closes it

## Files

dialog-kinds = Sessions and figures
dialog-all = All files
dialog-sessions = Sessions
dialog-waits = The file is chosen in a dialog of the system; if none appears, ask once more to type its name.
dialog-none = This system shows no file dialog, so the name is typed.
export-stopped = The export was stopped.
saved-as = Saved as { $path }.
copied-as-text = It is in the clipboard, as text.
copied-as-picture = It is in the clipboard, as a picture.
not-written = { $path } could not be written: { $why }. Copy the text instead.
kept-aside = { $why } It is kept as { $path }.
one-step-back = What was shown last is one step back: Undo brings it back.
opened = Opened { $path }.
session-copied = The session is in the clipboard, as one line that can be pasted here or into a chat.
memory-left-out = The window cannot show { $name } = { $what }, which is left out.

## Notes

notes-title = Notes
notes-about = What you want to remember of this session; saved with it.

## The pages of a narrow window

page-plane = Phase plane
page-plane-about = The phase plane.
page-side = Diagram and time
page-side-about = What changes with a parameter, and what happens in time. In a wider window both stand beside the phase plane.
page-controls = Controls
page-controls-about = Model, parameters, and what is shown.

## Pictures and their parts, for those who do not see them

cursor-stands = The cursor stands at { $name } = { $value }
crossing-with = With { $values }:{" "}
kept-plane = Phase plane of the kept parameters
no-smaller-model = No smaller model stands for this one at these parameters: its rates are those of 6.3 °C.
membrane-currents = Ionic currents over time
membrane-gates = Gates over time
membrane-steady = Steady current against the potential
membrane-reduction = Phase plane of the reduced model
membrane-circuit = The membrane as a circuit

## What was passed

passed-title = { $place }: { $kind }

## The F-I curve

rate-onset = Onset of { $what }, rising at { $name } = { $place }
rate-offset = End of { $what }, falling at { $name } = { $place }
rate-block = End of { $what }, rising at { $name } = { $place }
rate-because = { $text } ({ $kind })

## The stages

stage-neuron = Neuron
stage-neuron-about = The phase plane of a neuron model, and what changes with its parameters.
stage-train = Spike train
stage-train-about = How irregular spikes are: a Poisson process, or the spikes of the neuron.
stage-unit = Artificial neuron
stage-unit-about = What a rate makes of a neuron, and what a network of such units can learn.

## What changes with a parameter

rest-reaches = rest reaches the { $spike } at { $name } = { $place }
diagram-picture = Bifurcation diagram
no-bifurcation-but-rest = No bifurcation for { $name } between { $from } and { $to }; at { $name } = { $place } rest reaches the { $spike }, and firing begins or ends.
no-bifurcation-choose-range = No bifurcation for { $name } between { $from } and { $to }. Choose another range.
no-bifurcation-choose = No bifurcation for { $name } between { $from } and { $to }. Choose another range or parameter.
go-in-the-plane = Click or drag in the picture to go there. What happens at each bifurcation on the way is told here.
move-the-parameter = Move { $name }, or drag the line in the picture: what happens at each bifurcation is told here.
event-at = { $kind } at { $name } = { $place }
single-parameter = { $model } has a single parameter: there is no plane to show.
point-at = { $kind } at { $place }

## The live state

live-infinite = The live state ran away to infinity. Restart it from the preset's initial state.
live-endless = The cell fires ever faster, without end, and time stands still: there is no next moment to show. Some published features exist only with their author's Euler step.
map-picture = Plane of two parameters
map-values = The present values are { $first } = { $x } and { $second } = { $y }
draw-here = draw here
slider-tick = Tick: { $name }

## The spike train

train-silent = No spikes. Give the neuron more input current in the window Neuron, or the Poisson process a higher rate.
train-raster = Raster of spikes
train-raster-about = Each stroke is a spike, each row a trial
train-response = Integral of the neural response function
train-counts = Histogram of counts
train-intervals-histogram = Histogram of intervals

## The artificial neuron

unit-words = { $words }. A rate keeps the F-I curve and leaves out when the spikes come.
unit-title = Artificial neuron
unit-transfer = Transfer curve of the artificial neuron
unit-firing = F-I curve of the spiking model
unit-fit = Drawn curve and the network that fits it
unit-draw = Draw a curve here with the mouse.
