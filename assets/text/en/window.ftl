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
