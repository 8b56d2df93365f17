### Lessons: what is wrong with a file, what claims find, exercises.

lesson-fault-at = line { $line }, column { $column }: { $what }
lesson-fault-too-big = a lesson has at most { $most } MiB; split it
lesson-fault-too-many = there are more entries than any lesson has; split it
lesson-fault-too-deep = brackets or names are nested deeper than in any lesson; take them apart
lesson-fault-not-text = from here on this is not text (UTF-8); save the file as UTF-8
lesson-fault-syntax = { $what }; mend the line
lesson-fault-foreign = this is no lesson, which begins with the line `version = 1`; choose a lesson file
lesson-fault-newer = this lesson was written for a newer nullcline (format { $version }; this one reads up to { $mine }); update nullcline to open it
lesson-fault-missing = { $name } is missing; add { $example }
lesson-fault-unknown = nothing here is called “{ $name }”; { $hint }
lesson-fault-kind = { $name } is { $found }, and must be { $expected }
lesson-fault-not-finite = { $name } is not a finite number; give one such as -1.5 or 2e-3
lesson-fault-outside = { $name } must lie between { $from } and { $to }
lesson-fault-word = { $name } cannot be “{ $found }”; { $hint }
lesson-fault-count = { $name } is too long: at most { $most } are allowed
lesson-fault-empty = { $name } is empty; say something there or leave it out
lesson-fault-invisible = a text has the character { $code }, which cannot be seen; delete it
lesson-fault-untranslated = { $name } is there, but its translation `{ $missing }` is missing; write it beside it
lesson-fault-unclosed-code = this backtick begins code that does not end; write another one, or \` for the sign itself
lesson-fault-unclosed-emphasis = this asterisk begins or ends emphasis without its partner; write another one, or \* for the sign itself
lesson-fault-unclosed-block = this block of code does not end; close it by a line of its own with the same three signs
lesson-fault-markup = lessons have no { $what }: use paragraphs, lists, **bold**, *emphasis*, `code` and links to https
lesson-fault-act = this act cannot be read; write it like { $example }
lesson-fault-answers = a question has exactly one of choices, number and goal
lesson-fault-right = { $count ->
    [0] none of the choices is right; mark one by right = true
   *[other] { $count } choices are right; mark only one by right = true
}
lesson-fault-says = this claim says nothing, or contradicts itself; write for example { $example }
lesson-fault-formula = the formula cannot be read at “{ $what }”; use numbers, parameters by name, + - * / ^, exp, ln, sqrt, tanh and brackets
lesson-hint-none = there is none
lesson-hint-only = there is only { $first }
lesson-hint-nearest = did you mean { $first }? There are also: { $others }
lesson-shape-nothing = nothing
lesson-shape-text = a text
lesson-shape-texts = a text in both languages, { "{" } en = "…", zh = "…" { "}" }
lesson-shape-number = a number
lesson-shape-whole = a whole number from 0 on
lesson-shape-flag = true or false
lesson-shape-list = a list
lesson-shape-range = a list of two numbers, the smaller one first
lesson-shape-pair = a list of two numbers
lesson-shape-state = a table of names with numbers
lesson-shape-table = a table
lesson-shape-tables = a list of several tables
lesson-shape-date = a date

lesson-list-between = { "; " }
lesson-kind-stable-node = stable node
lesson-kind-unstable-node = unstable node
lesson-kind-stable-focus = stable focus
lesson-kind-unstable-focus = unstable focus
lesson-kind-saddle = saddle
lesson-kind-saddle-focus = saddle-focus
lesson-kind-centre = centre
lesson-kind-saddle-node = saddle-node
lesson-kind-degenerate = degenerate
lesson-event-saddle-node = saddle-node
lesson-event-snic = saddle-node on invariant circle
lesson-event-supercritical-hopf = supercritical Hopf
lesson-event-subcritical-hopf = subcritical Hopf
lesson-event-degenerate-hopf = degenerate Hopf
lesson-event-fold-of-cycles = fold of cycles
lesson-event-homoclinic = homoclinic
lesson-event-period-doubling = period doubling
lesson-event-branch-point = branch point

lesson-found-absent = the model that is open has no { $name }
lesson-found-nothing = nothing
lesson-found-equilibria = { $count ->
    [0] no equilibrium in the window
    [one] one equilibrium: { $kinds }
   *[other] { $count } equilibria: { $kinds }
}
lesson-found-place = { $kind } at { $place }
lesson-found-attractors = { $rests ->
    [0] no stable equilibrium
    [one] one stable equilibrium
   *[other] { $rests } stable equilibria
}, { $cycles ->
    [0] no stable cycle
    [one] one stable cycle
   *[other] { $cycles } stable cycles
}
lesson-found-stable-cycle = stable cycle with the period { $period }
lesson-found-unstable-cycle = unstable cycle with the period { $period }
lesson-found-no-cycle = no limit cycle
lesson-found-event = { $kind } at { $name } = { $value }
lesson-found-no-event = no bifurcation in this range
lesson-found-class = class { $class }
lesson-found-no-class = the range shows no class of excitability
lesson-found-integrator = integrator
lesson-found-resonator = resonator
lesson-found-neither = the range does not show how rest is lost
lesson-found-spikes = { $count ->
    [0] no spike
    [one] one spike
   *[other] { $count } spikes
}
lesson-found-stimulus = a stimulus is on
lesson-found-no-stimulus = no stimulus
lesson-found-ends-at-rest = the orbit comes to rest
lesson-found-ends-firing = the orbit goes on firing
lesson-found-runs-away = the orbit runs away

exercise-title-equilibrium = Which kind is this point?
exercise-title-count = How many equilibria?
exercise-title-hopf = Find the Hopf point
exercise-title-pulse = Will this pulse fire?
exercise-title-loss = How is rest lost?
exercise-title-bistable = Bistable or not?
exercise-title-character = Integrator or resonator?
exercise-yes = yes
exercise-no = no
exercise-one = one
exercise-two = two
exercise-three = three
exercise-ask-equilibrium = What kind of equilibrium is at { $place }?
exercise-ask-count = How many equilibria are in the window at { $input }? Look where the nullclines cross.
exercise-ask-bistable = At { $input }, are rest and firing both stable?
exercise-ask-hopf = Raise { $name } slowly. At which value does rest lose its stability? An answer within 1 % is right.
exercise-ask-pulse = The cell rests at { $input }. A pulse of { $height } for { $width } arrives. Does it fire?
exercise-ask-loss = As the input rises, by which bifurcation does rest end?
exercise-ask-character = Is this cell an integrator or a resonator? Raise the input and see how rest is lost.
exercise-because-saddle = The eigenvalues are { $eigenvalues }. The determinant { $determinant } is negative: one direction leads in and one leads out, so this is a saddle.
exercise-because-stable-node = The eigenvalues are { $eigenvalues }. The trace { $trace } is negative, the determinant { $determinant } is positive, and trace² − 4 determinant = { $turn } is positive: both eigenvalues are real and negative, so this is a stable node.
exercise-because-stable-focus = The eigenvalues are { $eigenvalues }. The trace { $trace } is negative, the determinant { $determinant } is positive, and trace² − 4 determinant = { $turn } is negative: orbits turn as they come in, so this is a stable focus.
exercise-because-unstable-focus = The eigenvalues are { $eigenvalues }. The trace { $trace } is positive, the determinant { $determinant } is positive, and trace² − 4 determinant = { $turn } is negative: orbits turn as they leave, so this is an unstable focus.
exercise-because-unstable-node = The eigenvalues are { $eigenvalues }. The trace { $trace } is positive, the determinant { $determinant } is positive, and trace² − 4 determinant = { $turn } is positive: both eigenvalues are real and positive, so this is an unstable node.
exercise-because-count = { $count ->
    [one] The nullclines cross once: { $places }.
   *[other] The nullclines cross { $count } times: { $places }.
}
exercise-because-bistable = Yes. Equilibria: { $points }; cycles: { $cycles }. Where it starts decides what the cell does.
exercise-because-rest = No. Equilibria: { $points }; cycles: { $cycles }. Every orbit nearby comes to rest.
exercise-because-firing = No. Equilibria: { $points }, none of them stable; cycles: { $cycles }. The cell fires from wherever it starts.
exercise-because-supercritical = At { $at } the equilibrium has a pair of imaginary eigenvalues, and the first Lyapunov coefficient { $coefficient } is negative: a supercritical Hopf bifurcation, in which a small stable cycle is born.
exercise-because-subcritical = At { $at } the equilibrium has a pair of imaginary eigenvalues, and the first Lyapunov coefficient { $coefficient } is positive: a subcritical Hopf bifurcation, in which an unstable cycle shrinks onto rest.
exercise-because-fold = At { $at } rest and a saddle meet and vanish: a saddle-node bifurcation. One eigenvalue is zero there, and nothing turns.
exercise-because-integrator = Rest is lost at a saddle-node, at { $at }. Close to it nothing turns, and the cell adds up its inputs: an integrator.
exercise-because-resonator = Rest is lost at a Hopf point ({ $kind }), at { $at }. The cell rings around rest and prefers inputs at its own frequency: a resonator.
exercise-because-fires = It fires: the smallest pulse of this length that does is { $smallest }, and this one is { $height }.
exercise-because-silent = It does not fire: that takes a pulse of { $smallest } of this length, and this one is { $height }.

## The window: lessons beside the plane

lessons = Lessons
lessons-open-about = Sixteen lessons, from the action potential to integrators and resonators (Ctrl + L)
lessons-about = Every number in them is computed by the program. Arrow keys choose, Enter opens.
lessons-file = A file …
lessons-file-about = Open a lesson of your own: a .toml file, which can also be dropped on the window. It is read again whenever it is saved.
lessons-steps = { $count ->
        [one] 1 step
       *[other] { $count } steps
    }
lesson-tab = Lesson
lesson-place = Lesson { $number } of { $of }
lesson-own = A lesson of your own
lesson-leave = Close the lesson
lesson-list = All
lesson-list-about = All lessons (Ctrl + L)
lesson-back = ◀ Back
lesson-back-about = To the step before (Page Up)
lesson-next = Next ▶
lesson-next-about = Reveals what is hidden, then goes to the next step (Page Down)
lesson-again = Set this step up again
lesson-step = Step { $number } of { $of }
lesson-predict = Something is hidden. What do you expect?
lesson-reveal = Reveal
lesson-words-hidden = What does the portrait show? V reveals it.
lesson-words-later = Words about the portrait come when its equilibria are shown.
lesson-picture-hidden = What do you expect? V reveals it.
lesson-goal = Make it happen
lesson-question = Question
lesson-reached = Done: this is it.
lesson-right = Right.
lesson-hint = Hint
lesson-hint-is = Hint: { $hint }
lesson-show = Show the answer
lesson-number = Your number
lesson-number-is = Answer: { $answer }
lesson-number-how = Type a number, then Enter. A puts the cursor here.
lesson-check = Check
lesson-no-number = “{ $text }” is no number; type one such as −4.5 or 2e-3
lesson-too-large = Not yet: too large.
lesson-too-small = Not yet: too small.
lesson-found-now = now: { $what }
lesson-faults = This lesson cannot be opened yet
lesson-faults-about = Mend the file and open it again; the window goes on with what was there.
lesson-unreadable = { $path } cannot be read: { $why }
lesson-no-file = it is no file
palette-lessons = Lessons
palette-lesson = Lesson: { $title }

## The window: exercises

exercises = Exercises
exercises-about = Random questions about random cells, explained at once, with a score sheet
exercises-leave = End the exercises
exercises-all = All kinds in turn
exercises-kind = Kind of exercise
exercises-seed = Seed
exercises-seed-about = The same seed asks the same questions everywhere: a class can compare its answers. Another seed begins a new score sheet.
exercises-score = { $right } of { $of } right
exercises-save = Save scores
exercises-save-about = Save the score sheet as CSV: exercise, seed, answer, correct answer, right, seconds
exercises-again = Set the cell up again
exercise-drawn = An exercise is being drawn …
exercise-trouble = This exercise could not be drawn ({ $why }); go on to the next.
exercise-wrong = No.
exercise-next = Next exercise
exercise-numbers = You: { $given }. Answer: { $right }.
exercise-words-hidden = What do you expect? Your answer reveals it.
lesson-end = This was the last lesson. Ctrl + L has all of them, and exercises.
