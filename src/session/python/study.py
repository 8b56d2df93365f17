# The bifurcation diagram. A point of a branch is a vector of the state and the varied parameter, each in its
# scale. Branches are followed by pseudo-arclength: a step along the branch, then Newton's method across it, so
# that a branch may turn back at a saddle-node.


class Lost(Exception):
    """Newton's method has found nothing."""


@contextmanager
def varied(value):
    """For a while, the varied parameter has another value."""
    usual = globals()[VARIED]
    globals()[VARIED] = value
    try:
        yield
    finally:
        globals()[VARIED] = usual


def scaled_rates(z):
    with varied(z[-1] * (HIGH - LOW)):
        return field(z[:-1] * SCALE) / SCALE


def eigenvalues(z):
    with varied(z[-1] * (HIGH - LOW)):
        return np.linalg.eigvals(jacobian(z[:-1] * SCALE))


def slopes(z):
    """Derivatives of the rates: a column for each variable, and one for the parameter."""
    steps = 1e-6 * np.eye(len(z))
    return np.array([(scaled_rates(z + s) - scaled_rates(z - s)) / 2e-6 for s in steps]).T


def ahead(z, along):
    """The direction of the branch at a point, that which goes on along another one."""
    direction = np.linalg.solve(np.vstack([slopes(z), along]), np.eye(len(z))[-1])
    return direction / np.linalg.norm(direction)


def onto(guess, along):
    """The point of the branch that lies straight across from a guess, as seen along the branch."""
    z = guess
    for _ in range(12):
        miss = np.append(scaled_rates(z), along @ (z - guess))
        try:
            change = np.linalg.solve(np.vstack([slopes(z), along]), -miss)
        except np.linalg.LinAlgError:
            break
        z = z + change
        if np.max(np.abs(change)) < 1e-10:
            return z
    raise Lost


def hopf_test(z):
    """The product of all sums of two eigenvalues: it vanishes where a pair is +iw and -iw."""
    values = eigenvalues(z)
    return np.prod([a + b for k, a in enumerate(values) for b in values[:k]]).real


def between(a, b, along, test):
    """The point of the branch between two others at which a test function vanishes."""
    share = brentq(lambda s: test(onto(a + s * (b - a), along)), 0, 1, xtol=1e-12)
    return onto(a + share * (b - a), along)


def specials(a, b, along, turned):
    """Saddle-nodes and Hopf points between neighbours of a branch, with its directions at both."""
    found = []
    if along[-1] * turned[-1] < 0:
        z = between(a, b, along, lambda p: ahead(p, along)[-1])
        # A branch may also turn where it crosses another; there the slopes lose their rank.
        sizes = np.linalg.svd(slopes(z), compute_uv=False)
        if sizes[-1] > 1e-6 * sizes[0]:
            found.append(("saddle-node", z))
    if hopf_test(a) * hopf_test(b) < 0:
        z = between(a, b, along, hopf_test)
        values = eigenvalues(z)
        # Two real eigenvalues may cancel each other too, at a saddle where nothing happens.
        if abs(min(values, key=lambda v: abs(v.real)).imag) > 1e-6 * max(abs(values)):
            found.append(("Hopf", z))
    return sorted(found, key=lambda kind_z: np.linalg.norm(kind_z[1] - a))


def lawful(z):
    """Whether a state is one that the cell can have."""
    state = z[:-1] * SCALE
    return np.max(np.abs(z[:-1])) < 1e3 and not (RESETS and state[0] > float(peak(*state)))


def follow(z, along):
    """A branch from a point on, until it leaves the range or closes: its points, each with its kind if it
    has one."""
    low, high = LOW / (HIGH - LOW), HIGH / (HIGH - LOW)
    first, points, step = z, [], 0.01
    while step > 1e-7 and len(points) < 3000:
        try:
            new = onto(z + step * along, along)
            if not low <= new[-1] <= high:
                held = np.eye(len(z))[-1]  # the last point has the value at the border
                border = np.clip(new[-1], low, high)
                new = onto(z + (border - z[-1]) / (new[-1] - z[-1]) * (new - z), held)
            turned = ahead(new, along)
            if turned @ along < 0.99:
                raise Lost
            found = specials(z, new, along, turned)
        except (Lost, np.linalg.LinAlgError):
            step /= 2
            continue
        if not lawful(new):
            break
        points += [(p, kind) for kind, p in found] + [(new, None)]
        if len(points) > 10 and np.linalg.norm(new - first) < step:
            return points + [(first, None)], True
        if min(new[-1] - low, high - new[-1]) < 1e-12:
            break
        z, along, step = new, turned, min(1.5 * step, 0.02)
    return points, False


def known(paths, z):
    """Whether a point lies on one of some polygons, as near as these follow their curves."""
    for a, b in ((path[:-1], path[1:]) for path in paths):
        along = b - a
        share = np.sum((z - a) * along, axis=1) / np.sum(along**2, axis=1)
        apart = np.linalg.norm(a + share[:, None] * along - z, axis=1)
        if np.any((share >= 0) & (share <= 1) & (apart < 1e-3)):
            return True
    return False


def branches():
    """Branches of equilibria. Of each point: the value of the parameter, the state, whether it is stable, and
    whether it is a saddle-node or a Hopf point."""
    found, paths = [], []
    for value, state in BRANCHES:
        guess = np.append(np.array(state) / SCALE, value / (HIGH - LOW))
        along = np.linalg.svd(slopes(guess))[2][-1]  # in this direction no rate changes
        try:
            start = onto(guess, along)
        except Lost:
            continue
        if known(paths, start):
            continue
        points, closed = follow(start, along)
        behind = [] if closed else follow(start, -along)[0]
        points = behind[::-1] + [(start, None)] + points
        paths.append(np.array([z for z, _ in points]))
        stable = [kind is None and bool(np.all(eigenvalues(z).real < 0)) for z, kind in points]
        values, states = paths[-1][:, -1] * (HIGH - LOW), paths[-1][:, :-1] * SCALE
        found.append((values, states, np.array(stable), [kind for _, kind in points]))
    return found


def cycles_along():
    """Cycles at some values of the parameter: the value, whether stable, period, spikes, and the smallest and
    largest values of all variables."""
    found = []
    for value, state, period, spikes in ALONG:
        with varied(value):
            if spikes:  # from after a spike to just before the last one
                state = orbit(state, 3 * period, 1e-9, spikes)[1][-1]
            cycle = cycle_near(state, period, spikes, 1e-9)
        if cycle:
            stable, times, states = cycle
            found.append((value, stable, times[-1], spikes, states.min(axis=0), states.max(axis=0)))
    return found


def rates_along(branches, cycles):
    """The F-I curve: values of the parameter and rates, 0 where the cell can rest. Where both are stable, there
    are two rates."""
    found = [(c[0], PER_SECOND * max(c[3], 1) / c[2]) for c in cycles if c[1]]
    rounding = 1e-15 * (HIGH - LOW) ** 2  # a branch ends at the border of the range, to rounding
    for value in np.linspace(LOW, HIGH, 21):
        for values, _, stable, _ in branches:
            passes = (values[:-1] - value) * (values[1:] - value) <= rounding
            if np.any(passes & (stable[:-1] | stable[1:])):
                found.append((float(value), 0.0))
                break
    return sorted(found)


