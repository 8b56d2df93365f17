### For those who do not see the picture or want to hear it: descriptions, events, sound; and the searchable help.

## The portrait, described

spoken-preset = { $model }, preset { $preset }.
spoken-changed = { $model }, preset { $preset }, with { $changes }.
spoken-no-equilibria = No equilibrium in this window.
spoken-many = There are { $each }.
spoken-equilibria = { $count ->
    [one] One equilibrium: { $each }.
   *[other] { $count } equilibria: { $each }.
}
spoken-no-cycles = No limit cycle was found.
spoken-cycles = { $count ->
    [one] One limit cycle: { $each }.
   *[other] { $count } limit cycles: { $each }.
}
spoken-rest = rest
spoken-depolarised = rest in depolarisation block
spoken-firing = firing
spoken-oscillation = oscillation
spoken-attracts-nothing = No attractor was found.
spoken-attracts = { $count ->
    [one] The only attractor found: { $each }.
   *[other] { $count } attractors: { $each }.
}
spoken-live = The live state is at { $place }.

## What happens

spoken-spike = { $who ->
    [cell] The cell fires.
   *[system] A swing.
}
spoken-begins = { $who ->
    [cell] The cell begins to fire, at { $rate }.
   *[system] An oscillation begins, at { $rate }.
}
spoken-changes = { $who ->
    [cell] The cell now fires at { $rate }.
   *[system] The oscillation is now at { $rate }.
}
spoken-ends = { $who ->
    [cell] The cell stops firing.
   *[system] The oscillation has ended.
}
spoken-trial = { $count ->
    [0] { $varied } { $trial }: no spike.
    [one] { $varied } { $trial }: one spike.
   *[other] { $varied } { $trial }: { $count } spikes.
}
spoken-diagram = Bifurcations: { $each }.
spoken-no-diagram = No bifurcation in this range.
spoken-course = { $name } over time: from { $low } to { $high } of late.

## Sound

sound = Sound
sound-about = A click for each spike of the live state, the higher the faster it fires: 220 Hz at one spike per second, 1760 Hz at 500 (A).
sound-no-player = There is no program here that plays sound ({ $programs }): install pipewire-bin, pulseaudio-utils or alsa-utils.
sound-ended = The programs that play sound have ended: check the sound of the system, and switch it on again.
sound-other-system = Sound is there on Linux only, so far.
palette-line = Command palette
palette-speak-english = Speak English
palette-speak-chinese = Speak Simplified Chinese
palette-sound = Sound: a click per spike, on or off
key-sound = A
key-sound-about = sound: a click for each spike, its pitch by the firing rate

## The searchable help

help-search = Find a key, a gesture or a term
help-nothing = Nothing is found: try a part of a word, or fewer words.
help-terms = Terms
key-slider = Home, End, Page Up, Page Down
key-slider-about = on a slider: to its ends, and in large steps
key-size = Ctrl + +, Ctrl + −, Ctrl + 0
key-size-about = everything larger, smaller, or as usual
key-close = Escape
key-close-about = close what is open in front of the picture
term-words = { $name }: { $about }

field-arrows-about = Arrows of one length: which way it goes from each point of a grid.
field-streamlines-about = Curves along the arrows: whole orbits at a glance.

## More terms

term-centre = Centre
term-centre-about = An equilibrium with purely imaginary eigenvalues: everything near it goes round and neither comes in nor runs away, as far as the linearisation tells.
term-degenerate = Degenerate equilibrium
term-degenerate-about = An equilibrium with an eigenvalue zero, where the linearisation does not decide: it stands where equilibria meet, or on a whole line of them.
term-rest = Rest
term-rest-about = The stable equilibrium at a low potential, where a neuron stays that gets no input.
term-block = Depolarisation block
term-block-about = A stable equilibrium at a high potential: so strong an input holds the neuron there that it cannot fire.
term-unstable-manifold = Unstable manifold
term-unstable-manifold-about = The two orbits along which everything near a saddle runs away from it. Where they lead tells what follows once the threshold is passed.
term-unstable-cycle = Unstable limit cycle
term-unstable-cycle-about = A closed orbit that neighbouring orbits leave. Around a stable equilibrium it is the border of its basin, and so a threshold.
term-vector-field = Vector field
term-vector-field-about = An arrow at each point of the plane: where the equations take the state next.
term-orbit = Orbit
term-orbit-about = The curve that a state runs along as time passes. Two orbits of the same equations never cross.
term-trace = Trace and determinant
term-trace-about = Sum and product of the eigenvalues. A negative determinant makes a saddle; a negative trace with a positive determinant makes an equilibrium stable.
term-period-doubling = Period doubling
term-period-doubling-about = A cycle loses its stability to one of twice the period, on which every second turn differs.
term-branch-point = Branch point
term-branch-point-about = Two branches of equilibria cross and may exchange their stability.
term-bogdanov-takens = Bogdanov-Takens point
term-bogdanov-takens-about = A saddle-node with both eigenvalues zero. Curves of Hopf and of homoclinic bifurcations begin there, and neurons change from resonators to integrators.
term-cusp = Cusp
term-cusp-about = Two curves of saddle-nodes meet and end: on one side there are three equilibria, on the other one.
term-generalized-hopf = Generalized Hopf point
term-generalized-hopf-about = The Hopf bifurcation changes from supercritical to subcritical, and a curve of folds of cycles begins: firing changes between a gradual and a sudden onset.
term-saddle-node-homoclinic = Saddle-node homoclinic point
term-saddle-node-homoclinic-about = The saddle-node moves onto or off the invariant circle: on one side firing may be as slow as one likes, on the other rest and firing coexist.
term-resonance = Resonance
term-resonance-about = The frequency at which a cell answers weak inputs most; near a focus it is that of its own damped oscillation.
