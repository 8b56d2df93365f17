### What makes the window comfortable: its size, its language, presenter mode.

larger = Everything larger
smaller = Everything smaller
calm = Little motion
calm-about = Nothing moves by itself that need not move; the next window begins with a live state that stands still.
presenter = Presenter mode
presenter-about = Large type and strong contrast for the last row, and no panels. Page keys and digits choose presets; D shows the picture beside the plane, L a spot around the pointer, W a clock, Z sets it back, a full stop makes the screen black.

## The command palette

palette-hint = What do you want to do, see or know? Or type: I = 5
palette-nothing = Nothing here is called so.
palette-set = Set { $name } to { $value }
palette-play = Let the live state run
palette-pause = Pause the live state
palette-restart = Restart the live state
palette-kick = Kick the live state
palette-scatter = Scatter ten orbits
palette-keep = Keep the orbit of the live state
palette-clear = Delete all kept orbits
palette-reset-view = Reset the view
palette-reset-parameters = Reset all parameters
palette-undo = Undo
palette-redo = Redo
palette-open = Open a session or a figure
palette-save = Save the session
palette-export = Export a figure or data
palette-notes = Write notes
palette-presenter = Presenter mode
palette-light = Light theme
palette-dark = Dark theme
palette-help = Keys and gestures
palette-passport = Excitability passport
palette-next-bifurcation = Go to the next bifurcation
palette-last-bifurcation = Go to the bifurcation before
palette-ghost = Ghost of this portrait, on or off
palette-beside = Two sets of parameters side by side, on or off
palette-diagram = Look at the bifurcation diagram
palette-firing = Look at the F-I curve
palette-curves = Look at the plane of two parameters
palette-time = Look at time only
palette-membrane = Look at the membrane
palette-neuron = Go to the neuron
palette-train = Go to the spike train
palette-unit = Go to the artificial neuron
palette-show = Show { $layer }
palette-hide = Hide { $layer }
palette-demo = Demonstration: { $title }
palette-model = { $model } · { $preset }

palette-layer-field = the vector field
palette-layer-nullclines = nullclines
palette-layer-equilibria = equilibria
palette-layer-separatrices = separatrices
palette-layer-cycles = limit cycles
palette-layer-basins = basins of attraction
palette-layer-orbits = orbits
palette-layer-ruler = the threshold ruler

## Terms

term-phase-plane = Phase plane
term-phase-plane-about = Every point is a state of the neuron: its membrane potential and a second variable. The equations say at each point where it goes next.
term-nullcline = Nullcline
term-nullcline-about = The curve on which one variable does not change for a moment. Orbits cross the V-nullcline straight up or down; where both nullclines meet there is an equilibrium.
term-equilibrium = Equilibrium
term-equilibrium-about = A state that stays as it is. It is stable where all eigenvalues of the Jacobian have negative real parts: small displacements die out.
term-node = Node
term-node-about = An equilibrium with real eigenvalues of one sign: everything near it comes straight in (stable) or runs straight away (unstable).
term-focus = Focus
term-focus-about = An equilibrium with complex eigenvalues: everything near it spirals in (stable) or out (unstable).
term-saddle = Saddle
term-saddle-about = An equilibrium that attracts along one direction and repels along the other. In a neuron it often stands at the threshold.
term-separatrix = Separatrix
term-separatrix-about = The stable manifold of a saddle: the border between starting points with different futures, and so the threshold of many neurons.
term-limit-cycle = Limit cycle
term-limit-cycle-about = A closed orbit with no other closed orbit close by. A stable one is sustained firing: the neuron comes back to it after a push.
term-attractor = Attractor
term-attractor-about = What neighbouring orbits tend to: a stable equilibrium (rest) or a stable limit cycle (firing).
term-basin = Basin of attraction
term-basin-about = All starting points that lead to the same attractor.
term-bistable = Bistability
term-bistable-about = Two attractors at the same parameters: which one the neuron shows depends on where it comes from, and a push can move it from one to the other.
term-eigenvalue = Eigenvalues
term-eigenvalue-about = They say how displacements from an equilibrium grow (positive real part), die out (negative) and turn (imaginary part). Trace and determinant of the Jacobian give both.
term-bifurcation = Bifurcation
term-bifurcation-about = A change of the portrait's kind as a parameter moves: equilibria or cycles appear, vanish or change their stability.
term-saddle-node = Saddle-node bifurcation
term-saddle-node-about = A node and a saddle meet and vanish. Rest ends there, and the neuron goes wherever another attractor is.
term-invariant-circle = Saddle-node on an invariant circle
term-invariant-circle-about = Node and saddle meet on a closed orbit, which becomes a limit cycle of infinite period: firing can be as slow as one likes.
term-hopf = Hopf bifurcation
term-hopf-about = A focus changes its stability. Supercritical: a small stable cycle grows out of it. Subcritical: a small unstable cycle shrinks onto it, and the neuron leaps away.
term-fold-of-cycles = Fold of cycles
term-fold-of-cycles-about = A stable and an unstable limit cycle meet and vanish: firing ends at a rate that is not small.
term-homoclinic = Homoclinic bifurcation
term-homoclinic-about = A limit cycle runs into a saddle; its period grows without bound, like minus the logarithm of the distance.
term-rheobase = Rheobase
term-rheobase-about = The least steady current that makes the neuron fire.
term-threshold = Threshold
term-threshold-about = What an input must pass to bring about a spike. It is a curve in the phase plane where there is a separatrix, and not sharp where there is none.
term-class = Class of excitability
term-class-about = After Hodgkin: class 1 fires at arbitrarily low rates, class 2 only above a certain rate, class 3 once at the beginning of a step.
term-integrator = Integrator
term-integrator-about = A neuron near a saddle-node: inputs that come close together add up, and the frequency of weak inputs does not matter.
term-resonator = Resonator
term-resonator-about = A neuron near a Hopf bifurcation: it oscillates below threshold and prefers inputs at its own frequency; even an inhibitory pulse can make it fire.
term-refractory = Refractory period
term-refractory-about = The time after a spike in which no input (absolute), or only a stronger one (relative), brings about another.
term-fi-curve = F-I curve
term-fi-curve-about = The firing rate against the input current. Where it begins, and whether it begins with a leap, tells the bifurcation behind it.
term-fano = Fano factor
term-fano-about = The variance of spike counts divided by their mean: 1 for a Poisson process, less for regular spikes.

## Keys of the palette and of presenter mode

key-palette = Ctrl + K
key-palette-about = find everything by typing: commands, models, terms, values
key-lessons = Ctrl + L
key-lessons-about = lessons and exercises
key-lesson-go = Page Down, Page Up
key-lesson-go-about = in a lesson: reveal what is hidden, then the next step; back
key-lesson-answer = 1 to 9, A, H, V
key-lesson-answer-about = in a lesson: choose an answer, type a number, see the hint, reveal
key-presenter = F11
key-presenter-about = presenter mode: large, without panels; Escape or a clicker's F5 leaves it
key-presenter-go = 1 to 9, Page Up, Page Down
key-presenter-go-about = in presenter mode: steps of the lesson, or presets; a clicker's keys
key-presenter-show = D, L, W, Z, full stop
key-presenter-show-about = in presenter mode: picture beside the plane, spot, clock, clock set back, black screen
