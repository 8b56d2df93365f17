def curves():
    """Everything as numbers."""
    nullclines = [nullcline(k) for k in (0, 1)] if DIMENSION > 1 and "nullclines" in LAYERS else []
    return {
        "nullclines": [[line.tolist() for line in lines] for lines in nullclines],
        "equilibria": [
            {"at": state.tolist(), "eigenvalues": [[float(v.real), float(v.imag)] for v in values]}
            for state, values in shown("equilibria", equilibria)
        ],
        "separatrices": [
            {"side": side, "points": states[:, AXES].tolist()}
            for side, _, states in shown("separatrices", separatrices)
        ],
        "course": course(START, UNTIL)[1][-1].tolist() if SIGNALS + IMPULSES else None,
        "cycles": [
            {"stable": bool(stable), "period": times[-1], "at": states[0].tolist()}
            for stable, times, states in shown("cycles", cycles)
        ],
        "orbits": [orbit(start, UNTIL)[1][-1].tolist() for start in shown_orbits()],
        "diagram": diagram_curves(),
    }


def diagram_curves():
    found, around = branches(), cycles_along()
    return {
        "parameter": VARIED,
        "branches": [
            {"values": v.tolist(), "states": x.tolist(), "stable": s.tolist(), "kinds": kinds}
            for v, x, s, kinds in found
        ],
        "cycles": [
            {"value": value, "stable": bool(stable), "period": period, "min": low.tolist(), "max": high.tolist()}
            for value, stable, period, _, low, high in around
        ],
        "rates": rates_along(found, around),
    }


def shown(layer, compute):
    return compute() if layer in LAYERS else []


def shown_orbits():
    return ORBITS if "orbits" in LAYERS else []


def path(axes, times, x, y, **style):
    """A curve, whose resets are jumps."""
    jumps = np.nonzero(np.diff(times) == 0)[0] + 1
    (line,) = axes.plot(np.insert(x, jumps, np.nan), np.insert(y, jumps, np.nan), **style)
    for k in jumps:
        axes.plot(x[k - 1 : k + 1], y[k - 1 : k + 1], ":", color=line.get_color(), lw=0.8)


def draw_field(axes):
    """Arrows of one length, each in the direction in which the state moves on the screen; or streamlines."""
    x, y = np.meshgrid(np.linspace(*X_RANGE, 24), np.linspace(*Y_RANGE, 18))
    if "streamlines" in LAYERS:
        speeds = [np.broadcast_to(plane_rate(x, y, k), x.shape) for k in (0, 1)]
        axes.streamplot(x[0], y[:, 0], *speeds, color="0.75", linewidth=0.6, arrowsize=0.7)
        return
    u = plane_rate(x, y, 0) / (X_RANGE[1] - X_RANGE[0])
    v = plane_rate(x, y, 1) / (Y_RANGE[1] - Y_RANGE[0])
    size = np.hypot(u, v)
    axes.quiver(x, y, u / size, v / size, color="0.75", width=0.002, scale=40, pivot="mid")


def draw_line(axes):
    """Of one variable, its rate stands where a plane has a second variable."""
    x = np.linspace(*X_RANGE, 1001)
    axes.plot(x, np.broadcast_to(rates(x)[0], x.shape), color="#0072B2", lw=2)
    axes.axhline(0, color="0.6", lw=0.8)


def draw_plane(axes):
    if "arrows" in LAYERS or "streamlines" in LAYERS:
        draw_field(axes)
    for k, colour in ((0, "#0072B2"), (1, "#B86E00")) if "nullclines" in LAYERS else []:
        for n, line in enumerate(nullcline(k)):
            label = f"{NAMES[AXES[k]]}' = 0" if n == 0 else None
            axes.plot(*line.T, color=colour, lw=2, label=label)
    for side, times, states in shown("separatrices", separatrices):
        colour = "#A6498A" if side == "stable" else "#8A8A8A"
        path(axes, times, *states[:, AXES].T, color=colour, lw=1.2)
    for stable, times, states in shown("cycles", cycles):
        style = "-" if stable else "--"
        path(axes, times, *states[:, AXES].T, color="#007A59", lw=2.5, ls=style)
    if "nullclines" in LAYERS:
        axes.legend(frameon=False)


def draw(axes):
    draw_line(axes) if DIMENSION == 1 else draw_plane(axes)
    for start in shown_orbits():
        times, states = orbit(start, UNTIL)
        x, y = states[:, AXES].T
        if DIMENSION == 1:
            y = np.array([field(s)[0] for s in states])
        path(axes, times, x, y, lw=1)
    for state, values in shown("equilibria", equilibria):
        stable = np.all(values.real < 0)
        saddle = np.any(values.real < 0) and not stable
        y = 0.0 if DIMENSION == 1 else state[AXES[1]]
        face = "k" if stable else "w"
        axes.plot(state[AXES[0]], y, "D" if saddle else "o", mfc=face, mec="k", ms=7)
    axes.set(xlim=X_RANGE, ylim=Y_RANGE, xlabel=LABELS[0], ylabel=LABELS[1])


def draw_branches(axes, branches):
    """Equilibria, stable ones solid, with saddle-nodes and Hopf points."""
    marks = {"saddle-node": "D", "Hopf": "o"}
    for values, states, stable, kinds in branches:
        heights = states[:, ORDINATE]
        # At a saddle-node or Hopf point stability is neither won nor lost yet: a piece that ends there is stable
        # if its other end is.
        solid = stable[:-1] | stable[1:]
        for pieces, style in ((solid, "-"), (~solid, "--")):
            kept = np.append(pieces, False) | np.append(False, pieces)
            axes.plot(values, np.where(kept, heights, np.nan), style, color="k", lw=1.8)
        for value, height, kind in zip(values, heights, kinds):
            if kind:
                axes.plot(value, height, marks[kind], mfc="w", mec="k", ms=6)
                beside = (6, 6 if kind == "Hopf" else -12)
                axes.annotate(kind, (value, height), beside, textcoords="offset points", fontsize=8)


def heights(cycle):
    """What the diagram shows of a cycle."""
    _, _, period, spikes, low, high = cycle
    if ORDINATE == "period":
        return [period]
    if ORDINATE == "frequency":
        return [PER_SECOND * max(spikes, 1) / period]
    return [low[ORDINATE], high[ORDINATE]]


def with_unit(name, unit):
    return f"{name} ({unit})" if unit else name


def draw_diagram(above, below):
    """The bifurcation diagram, and the F-I curve below it."""
    found, around = branches(), cycles_along()
    names = {"period": with_unit("period", TIME_UNIT), "frequency": with_unit("frequency", RATE_UNIT)}
    if ORDINATE not in names:
        draw_branches(above, found)
    for cycle in around:
        for height in heights(cycle):
            above.plot(cycle[0], height, "o", mfc="#007A59" if cycle[1] else "w", mec="#007A59", ms=4)
    label = names[ORDINATE] if ORDINATE in names else VARIABLES[ORDINATE]
    parameter = with_unit(VARIED, VARIED_UNIT)
    above.set(xlim=(LOW, HIGH), xlabel=parameter, ylabel=label)
    for value, rate in rates_along(found, around):
        below.plot(value, rate, "o", color="#D55E00", ms=4)
    below.set(xlim=(LOW, HIGH), xlabel=parameter, ylabel=with_unit("firing rate", RATE_UNIT))


def panels(plt):
    """The portrait, the course of time below it if there is a stimulus, and the diagram beside it."""
    left = ["portrait", "portrait", "course" if SIGNALS + IMPULSES else "portrait"]
    if not BRANCHES + ALONG:
        return plt.subplot_mosaic([[name] for name in left], figsize=(8, 7))
    right = ["diagram", "diagram", "rates"]
    return plt.subplot_mosaic([list(row) for row in zip(left, right)], figsize=(14, 7.5))


def main():
    if "--json" in sys.argv:
        json.dump(curves(), sys.stdout)
        return
    import matplotlib

    if len(sys.argv) > 1:
        matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    figure, axes = panels(plt)
    draw(axes["portrait"])
    if "course" in axes:
        times, states = course(START, UNTIL)
        axes["course"].plot(times, states[:, 0], color="#D55E00", lw=1.5)
        axes["course"].set(xlabel=with_unit("time", TIME_UNIT), ylabel=LABELS[0], xlim=(0, UNTIL))
    if "diagram" in axes:
        draw_diagram(axes["diagram"], axes["rates"])
    figure.tight_layout()
    if len(sys.argv) > 1:
        figure.savefig(sys.argv[1])
    else:
        plt.show()


if __name__ == "__main__":
    main()
