#!/usr/bin/env python3
"""@@CAPTION@@

Recomputes the phase portrait of a nullcline session with NumPy, SciPy and Matplotlib, its bifurcation diagram
and its F-I curve:

    python3 FILE.py                 shows it
    python3 FILE.py figure.pdf      saves it
    python3 FILE.py --json          prints its curves
"""

import json
import sys
from contextlib import contextmanager

import numpy as np
from contourpy import contour_generator
from scipy.integrate import solve_ivp
from scipy.optimize import brentq, fsolve

np.seterr(all="ignore")  # far from the window, exponentials overflow harmlessly

# Parameters
@@PARAMETERS@@

# What is shown
NAMES = @@NAMES@@
LABELS = @@LABELS@@
TIME_UNIT = @@TIME@@
X_RANGE, Y_RANGE = @@X@@, @@Y@@
AXES = @@AXES@@  # the variables of the plane, by their places
START = np.array(@@START@@)  # the other variables begin here
HELD = @@HELD@@  # where they are held; None: each where its own rate vanishes
SCALE = np.array(@@SCALE@@)  # the size of each variable that counts as one
ORBITS = @@ORBITS@@  # kept orbits: where they start
UNTIL = @@UNTIL@@  # how long they are
# Where to look for limit cycles: a state, a period (negative: followed backwards, where an unstable cycle of
# a plane attracts) and the spikes per period, with the state just before one. These are rough; what is drawn
# is computed here.
CYCLES = @@CYCLES@@
# The stimulus: what is added to a parameter in the course of time, and when that jumps or bends;
# impulses: parameter, time and charge
SIGNALS = @@SIGNALS@@
IMPULSES = @@IMPULSES@@
@@REMARK@@LONGEST_STEP = @@LONGEST@@
LAYERS = @@LAYERS@@  # what the portrait shows
# The bifurcation diagram: the parameter that is varied and how far, and what is shown against it: the place of
# a variable, or the "period" or "frequency" of cycles
VARIED, VARIED_UNIT = "@@VARIED@@", "@@VARIEDUNIT@@"
LOW, HIGH = @@LOW@@, @@HIGH@@
ORDINATE = @@ORDINATE@@
VARIABLES = @@ORDINATES@@
PER_SECOND, RATE_UNIT = @@PERSECOND@@, "@@RATEUNIT@@"
# A rough point of each branch of equilibria: a value of the parameter and a state
BRANCHES = @@BRANCHES@@
# Rough cycles along the range: a value of the parameter, and the rest as above, but the state just after a spike
ALONG = @@ALONG@@
DIMENSION = len(NAMES)


def logistic(x):
    return 0.5 * (1 + np.tanh(0.5 * x))


def linexp(x):
    """x / (1 - exp(-x)), with its limit at 0."""
    near = np.abs(x) < 1e-5
    return np.where(near, 1 + 0.5 * x, x / -np.expm1(-np.where(near, 1.0, x)))


def rise(x):
    """exp(x), continued by its tangent above 40."""
    return np.exp(np.minimum(x, 40.0)) * (1 + np.maximum(x - 40.0, 0.0))


def rates(@@ARGUMENTS@@):
@@RHS@@


RESETS = @@RESETS@@


def peak(@@ARGUMENTS@@):
    """Spikes end where the first variable reaches this."""
    return @@PEAK@@


def after_spike(@@ARGUMENTS@@):
    return @@RESET@@


def hold():
    """How long the state is held after a spike."""
    return @@HOLD@@


def field(state):
    return np.array(rates(*state), dtype=float)


def jacobian(state):
    columns = []
    for k in range(DIMENSION):
        step = np.zeros(DIMENSION)
        step[k] = 1e-6 * SCALE[k]
        columns.append((field(state + step) - field(state - step)) / (2 * step[k]))
    return np.array(columns).T


def lift(x, y):
    """The whole state at points of the plane."""
    x, y = np.broadcast_arrays(np.asarray(x, float), np.asarray(y, float))
    state = [np.full(x.shape, value) for value in (START if HELD is None else HELD)]
    state[AXES[0]], state[AXES[1]] = x, y
    others = [k for k in range(DIMENSION) if k not in AXES]
    for _ in range(30 if HELD is None else 0):
        for k in others:
            step = 1e-4 * SCALE[k]
            moved = [list(state), list(state)]
            moved[0][k], moved[1][k] = state[k] + step, state[k] - step
            slope = (rates(*moved[0])[k] - rates(*moved[1])[k]) / (2 * step)
            state[k] = state[k] - rates(*state)[k] / np.where(slope == 0, np.inf, slope)
    return state


def plane_rate(x, y, k):
    return rates(*lift(x, y))[AXES[k]]


def nullcline(k, cells=400):
    """Where the plane's variable k does not change: contours, each vertex put right by Newton's method."""
    x, y = np.linspace(*X_RANGE, cells + 1), np.linspace(*Y_RANGE, cells + 1)
    values = plane_rate(*np.meshgrid(x, y), k)
    curves = []
    dx, dy = 1e-6 * (X_RANGE[1] - X_RANGE[0]), 1e-6 * (Y_RANGE[1] - Y_RANGE[0])
    for line in contour_generator(x, y, np.ma.masked_invalid(values)).lines(0.0):
        p, q = line.T
        for _ in range(6):
            value = plane_rate(p, q, k)
            fx = (plane_rate(p + dx, q, k) - plane_rate(p - dx, q, k)) / 2
            fy = (plane_rate(p, q + dy, k) - plane_rate(p, q - dy, k)) / 2
            size = fx**2 + fy**2
            step = value / np.where(size == 0, np.inf, size)
            p, q = p - step * fx * dx, q - step * fy * dy
        curves.append(np.column_stack([p, q]))
    return curves


def inside(state):
    x = state[AXES[0]]
    if not X_RANGE[0] <= x <= X_RANGE[1]:
        return False
    if RESETS and x > float(peak(*state)):
        return False
    return DIMENSION == 1 or Y_RANGE[0] <= state[AXES[1]] <= Y_RANGE[1]


def equilibria():
    """Where nothing changes, sorted, each with its eigenvalues."""
    found = []
    if DIMENSION == 1:
        x = np.linspace(*X_RANGE, 4001)
        f = np.broadcast_to(rates(x)[0], x.shape)
        for k in np.nonzero(f[:-1] * f[1:] <= 0)[0]:
            root = brentq(lambda v: float(rates(np.float64(v))[0]), x[k], x[k + 1], xtol=1e-14)
            found.append(np.array([root]))
    else:
        for x in np.linspace(*X_RANGE, 25):
            for y in np.linspace(*Y_RANGE, 25):
                start = np.array([float(v) for v in lift(x, y)])
                state, _, ok, _ = fsolve(field, start, full_output=True, xtol=1e-13)
                if ok == 1 or np.all(np.abs(field(state)) < 1e-9 * SCALE):
                    found.append(state)
    distinct = []
    for state in found:
        new = all(np.max(np.abs(state - other) / SCALE) > 1e-6 for other in distinct)
        if new and inside(state):
            distinct.append(state)
    distinct.sort(key=lambda s: tuple(s[k] for k in AXES[: min(2, DIMENSION)]))
    return [(state, np.linalg.eigvals(jacobian(state))) for state in distinct]


def at_peak(run, rate):
    """The state at the peak, where an integration stopped short of it because the rest of the upstroke takes no
    longer than rounding shows; else nothing."""
    time, state = run.t[-1], run.y[:, -1].copy()
    missing = float(peak(*state)) - state[0]
    if run.status == -1 and 0 < missing < rate(time, state)[0] * 1e-9 * max(1, abs(time)):
        state[0] += missing
        return state
    return None


def orbit(start, until, tolerance=1e-11, spikes=None, farthest=1e4):
    """Times and states from `start` on, resets obeyed; backward where `until` is negative. Ends just before
    the reset after that many spikes, if a number is given, and where a variable is so many scales from 0."""
    times, states = [0.0], [np.array(start, float)]
    sign = 1.0 if until > 0 else -1.0

    def spike(_, state):
        return state[0] - float(peak(*state))

    def far(_, state):
        return np.max(np.abs(state) / SCALE) - farthest

    spike.terminal, spike.direction, far.terminal = True, 1, True
    events = [far, spike] if RESETS and until > 0 and spikes != 0 else [far]
    while abs(times[-1]) < abs(until):
        run = solve_ivp(
            lambda _, state: field(state),
            (times[-1], until),
            states[-1],
            method="DOP853",
            rtol=tolerance,
            atol=tolerance * SCALE,
            events=events,
            dense_output=True,
        )
        for a, b, end in zip(run.t, run.t[1:], run.y.T[1:]):
            between = a + (b - a) * np.arange(1, 8) / 8  # steps are longer than a smooth curve wants
            times += [*between, b]
            states += [*run.sol(between).T, end]
        top = at_peak(run, lambda _, state: field(state)) if len(events) > 1 else None
        if top is not None:
            times.append(times[-1])
            states.append(top)
        elif run.status != 1 or len(run.t_events[0]):
            break
        if spikes is not None:
            spikes -= 1
            if spikes == 0:
                break
        after = np.array(after_spike(*states[-1]), float)
        times += [times[-1], min(times[-1] + hold(), until)]
        states += [after, after]
    return np.array(times), np.array(states)


def separatrices():
    """Both manifolds of every saddle, for a while, as side, times and states; of the plane's own models."""
    curves = []
    if DIMENSION != 2:
        return curves
    for state, values in equilibria():
        real, vectors = np.linalg.eig(jacobian(state))
        if np.iscomplexobj(real) or real[0] * real[1] >= 0:
            continue
        for value, vector in zip(real, vectors.T):
            for side in (1, -1):
                start = state + side * 1e-5 * vector / np.max(np.abs(vector) / SCALE)
                span = (12 + 16) / abs(value) * (1 if value > 0 else -1)
                # Far outside the picture exponentials make the smallest of steps necessary.
                followed = orbit(start, span, farthest=20 + 2 * np.max(np.abs(state) / SCALE))
                curves.append(("unstable" if value > 0 else "stable", *followed))
    return curves


def ends(starts, time, tolerance):
    """Where several orbits without spikes are after a time, a column each: integrated together, they take hardly
    longer than one."""
    shape = starts.shape

    def together(_, states):
        out = rates(*states.reshape(shape))
        return np.concatenate([np.broadcast_to(rate, shape[1:]) for rate in out])

    allowed = np.repeat(tolerance * SCALE, shape[1])
    run = solve_ivp(together, (0, time), starts.ravel(), "DOP853", rtol=tolerance, atol=allowed)
    return run.y[:, -1].reshape(shape)


def closed(start, period, tolerance):
    """A closed orbit near a guess: Newton's method for its start and its period, on the line through the
    guess across the flow. Gives start, period and Floquet multipliers, or nothing where it fails."""
    start, guess, span = np.array(start), np.array(start), period
    across = field(start) / SCALE
    across = across / np.linalg.norm(across)
    one = np.eye(DIMENSION)
    steps = 1e-6 * np.hstack([0 * one[:, :1], one, -one]) * SCALE[:, None]
    for _ in range(15):
        last = ends(start[:, None] + steps, period, tolerance) / SCALE[:, None]
        flow = (last[:, 1 : DIMENSION + 1] - last[:, DIMENSION + 1 :]) / 2e-6
        matrix = np.zeros((DIMENSION + 1, DIMENSION + 1))
        matrix[:-1, :-1] = flow - one
        matrix[:-1, -1] = field(last[:, 0] * SCALE) * span / SCALE
        matrix[-1, :-1] = across
        miss = np.append(last[:, 0] - start / SCALE, across @ ((start - guess) / SCALE))
        if not np.all(np.isfinite(matrix)) or np.linalg.det(matrix) == 0:
            return None
        change = np.linalg.solve(matrix, -miss)
        start, period = start + change[:-1] * SCALE, period + change[-1] * span
        if not 0.5 < period / span < 2:
            return None
        # Each step doubles the digits, so that the next one would be as small as rounding.
        if np.max(np.abs(change)) < 1e-7:
            return start, period, np.linalg.eigvals(flow)
    return None


def firing(before, period, spikes, tolerance):
    """A firing pattern near a guess: Newton's method for the second variable just before a reset, which
    comes back after so many spikes. Gives times, states and multiplier."""

    def run(u):
        start = after_spike(float(peak(0.0, *u)), *u)
        times, states = orbit(start, 3 * period, tolerance, spikes)
        return np.append(0.0, times + hold()), np.vstack([states[:1], states])

    u, slope = list(before[1:]), 0.0
    if DIMENSION == 2:
        step = 1e-6 * SCALE[1]
        high, low = (run([u[0] + by])[1][-1][1] for by in (step, -step))
        slope = (high - low) / (2 * step)
    for _ in range(15):
        times, states = run(u)
        if DIMENSION == 1:
            break
        change = (states[-1][1] - u[0]) / (1 - slope)
        u[0] += change
        if abs(change) < 1e-11 * SCALE[1]:
            break
    return times, states, slope


def cycle_near(state, period, spikes, tolerance=1e-12):
    """The cycle near a guess: whether stable, times and states; nothing where there is none."""
    if spikes:
        times, states, slope = firing(state, period, spikes, tolerance)
        times, states = np.append(times, times[-1]), np.vstack([states, states[:1]])
        return abs(slope) < 1, times, states
    found = closed(state, period, tolerance)
    if found is None:
        return None
    start, period, values = found
    others = np.delete(values, np.argmin(np.abs(values - 1)))
    stable = bool(period > 0 and np.all(np.abs(others) < 1))
    times, states = orbit(start, period, tolerance, spikes=0)
    return stable, np.abs(times), states


def cycles():
    """Limit cycles: whether stable, times and states."""
    found = [cycle_near(*guess) for guess in CYCLES]
    return [cycle for cycle in found if cycle]


def course(start, until):
    """Times and states from `start` on under the stimulus."""
    usual = {name: globals()[name] for name in {part[0] for part in SIGNALS + IMPULSES}}
    ends = {t for _, _, times in SIGNALS for t in times} | {t for _, t, _ in IMPULSES}
    edges = [0.0, *sorted(t for t in ends if 0 < t < until), until]
    time, times, states = 0.0, [0.0], [np.array(start, float)]

    def put(t=None):
        globals().update(usual)
        for name, signal, _ in SIGNALS if t is not None else []:
            globals()[name] += signal(t)

    def spike(_, state):
        return state[0] - float(peak(*state))

    def fired(t):
        after = np.array(after_spike(*states[-1]), float)
        times.extend([t, t + hold()])
        states.extend([after, after])
        return times[-1]

    spike.terminal, spike.direction = True, 1
    for a, b in zip(edges, edges[1:]):

        def driven(t, state):
            # Strictly between the edges, so that limits from inside hold at both.
            put(min(max(t, a + 1e-12 * (b - a)), b - 1e-12 * (b - a)))
            return field(state)

        for name, at, charge in IMPULSES:
            if at == a and time <= a:  # a refractory cell takes no notice
                put()
                low = field(states[-1])
                globals()[name] += 1.0
                times.append(time)
                states.append(states[-1] + charge * (field(states[-1]) - low))
                put()
        if RESETS and time <= a and states[-1][0] >= float(peak(*states[-1])):
            time = fired(time)  # an impulse may lift it beyond
        while time < b:
            run = solve_ivp(
                driven,
                (time, b),
                states[-1],
                method="DOP853",
                rtol=1e-11,
                atol=1e-11 * SCALE,
                events=[spike] if RESETS else None,
                max_step=min(LONGEST_STEP, until / 1000),
            )
            times += list(run.t[1:])
            states += list(run.y.T[1:])
            time = times[-1]
            top = at_peak(run, driven) if RESETS else None
            if top is not None:
                times.append(time)
                states.append(top)
            elif run.status != 1:
                break
            time = fired(time)
    put()
    return np.array(times), np.array(states)


