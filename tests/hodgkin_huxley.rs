//! Hodgkin and Huxley's model, and what holds for every model of more than two variables, against
//! published and independently computed numbers (tables B6 and B13 of the reference values).
mod whole;

use EventKind::{FoldOfCycles, PeriodDoubling, SubcriticalHopf, SupercriticalHopf};
use nullcline::analysis::firing::firing;
use nullcline::analysis::portrait::portrait;
use nullcline::analysis::{
    Attractor, BasinOptions, BranchEnd, Class, Cycle, EventKind, FiringOptions, Kind, Others,
    PhaseSpace, Portrait, PortraitOptions, Problem, ProblemError, Response, Space, Sweep,
    TrajectoryOptions, Vary, basin::basin, flow::trajectory, spikes,
};
use nullcline::job::Cancel;
use nullcline::model::zoo;
use whole::whole;

const MODERN: &str = "hodgkin-huxley/modern";

fn problem(source: &str, i: f64) -> Problem {
    let mut problem = Problem::from_source(source).expect("it exists");
    problem.set("I", i).expect("finite");
    problem
}

fn picture(problem: &Problem) -> Portrait {
    portrait(&Cancel::never(), problem, &PortraitOptions::default())
        .expect("finite")
        .expect("not cancelled")
}

fn near(found: f64, expected: f64, relative: f64, what: &str) {
    let off = (found - expected).abs();
    assert!(
        off <= relative * expected.abs(),
        "{what}: {found} instead of {expected}"
    );
}

/// αm = y / (1 − e^−y) with y = (V + 40)/10 is 1 at V = −40, with slope 1/20; αn is a tenth of the same
/// at V = −55: 0.1, with slope 1/200. So ∂m'/∂V = (1 − m)/20 + (4/18) e^(−25/18) m at −40, and
/// ∂n'/∂V = (1 − n)/200 + (0.125/80) e^(−1/8) n at −55.
#[test]
fn rates_pass_their_removable_singularities_with_their_slopes() {
    let field = problem(MODERN, 0.0).bind();
    let (mut f, mut j) = ([0.0; 4], [0.0; 16]);
    let (m, h, n) = (0.3, 0.4, 0.5);
    field.rhs(&[-40.0, m, h, n], &mut f);
    field.jacobian(&[-40.0, m, h, n], &mut j);
    let beta = 4.0 * (-25.0_f64 / 18.0).exp();
    near(f[1], (1.0 - m) - beta * m, 1e-14, "m'");
    near(j[4], (1.0 - m) / 20.0 + beta / 18.0 * m, 1e-14, "∂m'/∂V");
    field.rhs(&[-55.0, m, h, n], &mut f);
    field.jacobian(&[-55.0, m, h, n], &mut j);
    let beta = 0.125 * (-1.0_f64 / 8.0).exp();
    near(f[3], 0.1 * (1.0 - n) - beta * n, 1e-14, "n'");
    near(j[12], (1.0 - n) / 200.0 + beta / 80.0 * n, 1e-14, "∂n'/∂V");
}

/// Ten degrees make the gates three times as fast and leave the membrane as it is.
#[test]
fn warmth_speeds_up_the_gates_alone() {
    let mut warm = problem(MODERN, 3.0);
    warm.set("T", 16.3).expect("finite");
    let state = [-50.0, 0.2, 0.5, 0.4];
    let (mut cold, mut fast) = ([0.0; 4], [0.0; 4]);
    problem(MODERN, 3.0).bind().rhs(&state, &mut cold);
    warm.bind().rhs(&state, &mut fast);
    assert_eq!(cold[0], fast[0]);
    for k in 1..4 {
        near(fast[k], 3.0 * cold[k], 1e-14, "a gate");
    }
}

/// Kirchhoff's law, for every model that has a membrane: C dV/dt = I − Σ currents to rounding, and each
/// current is its conductance times the distance to its reversal potential.
#[test]
fn currents_through_the_membrane_balance() {
    let mut with_membrane = vec![];
    for model in zoo::registry() {
        let info = model.info();
        let mut here = false;
        for preset in &info.presets {
            let field = model.bind(&info.values(preset));
            for part in [0.1, 0.35, 0.6, 0.85] {
                let at = |k: usize| {
                    let (lo, hi) = info.variables[k].range;
                    lo + (hi - lo) * (part + 0.07 * k as f64)
                };
                let x: Vec<f64> = (0..info.dimension()).map(at).collect();
                let Some(membrane) = field.membrane(&x) else {
                    continue;
                };
                here = true;
                let mut f = vec![0.0; x.len()];
                field.rhs(&x, &mut f);
                let total: f64 = membrane.currents.iter().map(|c| c.value.abs()).sum();
                let left = f[0] * membrane.capacitance - membrane.slope() * membrane.capacitance;
                assert!(
                    left.abs() <= 1e-15 * (total + membrane.injected.abs()) * 8.0,
                    "{} {left}",
                    info.id
                );
                for c in &membrane.currents {
                    near(c.value, c.conductance * (x[0] - c.reversal), 1e-14, c.name);
                }
            }
        }
        if here {
            with_membrane.push(info.id);
        }
    }
    for id in [
        "persistent-sodium-potassium",
        "morris-lecar",
        "hodgkin-huxley",
        "hodgkin-huxley-reduced",
    ] {
        assert!(with_membrane.contains(&id), "{id}");
    }
}

/// Table B6: the Hopf points of the four conventions, the lower with its period, and the fold at which
/// firing ends. A change of E_L by d moves every critical current by −gL d, so that those of
/// `modern-54.4` lie 0.3 · 0.013 above those of `modern`; a shift of all potentials moves none.
#[test]
fn every_convention_has_its_published_bifurcations() {
    for (preset, hopfs, period, fold) in [
        ("modern", [9.77544, 154.5224], 10.718, 6.2603),
        ("modern-54.4", [9.77934, 154.5263], 10.718, 6.2642),
        ("rest-zero", [9.77544, 154.5224], 10.718, 6.2603),
        ("article", [8.41053, 163.3485], 11.11, 5.2653),
    ] {
        let problem = problem(&format!("hodgkin-huxley/{preset}"), 10.0);
        let found = whole(&problem, "I", [0.0, 200.0]);
        let of = |kind| found.events.iter().find(move |e| e.kind == kind);
        let (lower, upper) = (of(SubcriticalHopf), of(SupercriticalHopf));
        let (lower, upper) = (lower.expect("a Hopf point"), upper.expect("another"));
        assert!((lower.parameter - hopfs[0]).abs() < 6e-6, "{preset}");
        assert!((upper.parameter - hopfs[1]).abs() < 6e-5, "{preset}");
        assert!((lower.period.expect("2π/ω") - period).abs() < 6e-3);
        let fold_found = of(FoldOfCycles).expect("a fold").parameter;
        assert!((fold_found - fold).abs() < 6e-5, "{preset} {fold_found}");
    }
}

/// Table B13, by AUTO-07p and in extended precision: folds of cycles to 1e-7, Hopf points to 1e-8, with
/// their periods and first Lyapunov coefficients. The period doublings of the unstable cycles lie
/// between both upper folds; the first was located by SciPy (DOP853 at 1e-12, Newton's method on the
/// variational equation, det(M + 1) = 0): 7.8453373978475 with period 17.1585205937.
#[test]
fn the_diagram_is_complete() {
    let found = whole(&problem(MODERN, 10.0), "I", [0.0, 200.0]);
    let expected = [
        (FoldOfCycles, 6.26032127451, 1e-7, Some(19.895240713)),
        (FoldOfCycles, 7.84234712019, 1e-7, Some(16.713796713)),
        (PeriodDoubling, 7.8453373978475, 1e-9, Some(17.1585205937)),
        (PeriodDoubling, 7.91778, 1e-6, None),
        (FoldOfCycles, 7.91778549434, 1e-7, Some(20.707294193)),
        (SubcriticalHopf, 9.77543799539, 1e-8, Some(10.71788281)),
        (SupercriticalHopf, 154.522433666, 1e-8, Some(5.911239441)),
    ];
    assert_eq!(found.events.len(), expected.len(), "{:?}", found.events);
    for (event, (kind, parameter, relative, period)) in found.events.iter().zip(expected) {
        assert_eq!(event.kind, kind);
        near(event.parameter, parameter, relative, "parameter");
        if let Some(period) = period {
            let of = event.period.expect("a period");
            near(of, period, 1e-7, "period");
        }
        assert_eq!(event.at.len(), 4);
    }
    for (event, l1, v) in [
        (&found.events[5], 0.0147936, -59.6541436),
        (&found.events[6], -0.0047285, -43.05809201),
    ] {
        near(event.first_lyapunov.expect("a Hopf point"), l1, 1e-5, "l1");
        near(event.at[0], v, 1e-8, "V");
    }
    // One branch, from Hopf point to Hopf point; one branch of equilibria, all of them.
    assert_eq!((found.cycles.len(), found.equilibria.len()), (1, 1));
    assert_eq!(
        found.cycles[0].ends,
        [BranchEnd::Event(5), BranchEnd::Event(6)]
    );
    // At 7 rest, the stable and one unstable cycle; between both upper folds two more.
    for (i, rests, stable, cycles) in [(5.0, 1, 0, 0), (7.0, 1, 1, 2), (7.88, 1, 1, 4)] {
        let at = found.at(i);
        assert_eq!(at.stable_equilibria().count(), rests, "{i}");
        assert_eq!(at.stable_cycles().count(), stable, "{i}");
        assert_eq!(at.cycles.len(), cycles, "{i}");
    }
}

/// Between its Hopf points the model fires in one way; integrated from 25 random states by SciPy (1e-10), it came to one
/// rhythm at each of these. An orbit that moves to and fro within the errors of its steps once seemed to repeat
/// itself after four rounds only, and the plane of two parameters had a stripe with two ways of firing.
#[test]
fn one_rhythm_is_told_once() {
    for (gna, i) in [(179.0625, 100.0), (180.234375, 100.0), (85.234375, 70.0)] {
        for range in [[-20.0, 200.0], [0.0, 200.0]] {
            let mut at = problem(MODERN, i);
            at.set("gNa", gna).expect("finite");
            let found = whole(&at, "I", range);
            let count = found.at(i).stable_cycles().count();
            assert_eq!(count, 1, "gNa = {gna}, {range:?}");
        }
    }
}

/// Table B13: periods to 1e-9 and extremes of V to the digits printed.
#[test]
fn cycles_have_their_reference_periods_and_extremes() {
    for (i, period, min, max) in [
        (6.5, 18.1628949793, -75.30183, 29.79358),
        (7.0, 17.1446999091, -75.25472, 30.67816),
        (10.0, 14.6362099898, -74.89626, 30.43091),
        (20.0, 11.5646974773, -73.61142, 25.11855),
        (50.0, 8.54438041134, -69.36184, 7.504295),
        (100.0, 6.79027071727, -60.51106, -20.04501),
        (150.0, 5.95757383515, -47.18973, -38.97737),
    ] {
        let found = picture(&problem(MODERN, i));
        let stable: Vec<&Cycle> = found.cycles.iter().filter(|c| c.stable).collect();
        let [cycle] = stable[..] else {
            panic!("{i}: {} stable cycles", stable.len());
        };
        near(cycle.period, period, 1e-9, "period");
        assert!((cycle.min[0] - min).abs() < 6e-6, "{i} {:?}", cycle.min);
        assert!((cycle.max[0] - max).abs() < 6e-6, "{i} {:?}", cycle.max);
        // What is drawn is the projection of all variables.
        assert_eq!(cycle.states.len(), cycle.points.len());
        for (state, point) in cycle.states.iter().zip(&cycle.points) {
            assert_eq!([state[0], state[3]], *point);
        }
        assert_eq!(found.cycles.len() - 1, usize::from(i < 9.0), "{i}");
    }
}

/// The unstable cycles at I = 7.88 lie where the branch passes, two of them between its folds, with
/// multipliers outside the unit circle; orbits leave them, so that no simulation can show them.
#[test]
fn unstable_cycles_are_found_too() {
    let found = picture(&problem(MODERN, 7.88));
    let stable: Vec<bool> = found.cycles.iter().map(|c| c.stable).collect();
    assert_eq!(stable, [false, true, false, false]);
    for c in &found.cycles {
        let log = c.log_multiplier.expect("a number");
        assert_eq!(c.stable, log < 0.0);
        near(c.multiplier.norm().ln(), log, 1e-9, "multiplier");
    }
    // The last one has passed its period doubling: its multiplier is real and beyond −1.
    let last = &found.cycles[3];
    assert!(last.multiplier.im == 0.0 && last.multiplier.norm() > 1.0);
}

/// Rest lies 0.00362 mV above its nominal place (table B6); there every gate is in its steady state
/// x∞ = α/(α + β).
#[test]
fn rest_is_where_every_gate_is_in_its_steady_state() {
    let found = picture(&problem("hodgkin-huxley/rest-zero", 0.0));
    let [rest] = &found.equilibria[..] else {
        panic!("{:?}", found.equilibria);
    };
    // Its leading eigenvalue is real, though a faster pair rings: −0.12, −0.20 ± 0.38 i, −4.7.
    assert_eq!(rest.kind, Kind::StableNode);
    assert!(rest.eigenvalues[0].im == 0.0 && rest.eigenvalues[1].im > 0.38);
    assert_eq!(rest.eigenvalues.len(), 4);
    let v = rest.at[0];
    assert!((v - 0.00362).abs() < 6e-6, "{v}");
    let linexp = |y: f64| y / (1.0 - (-y).exp());
    for (x, alpha, beta) in [
        (
            rest.at[1],
            linexp((v - 25.0) / 10.0),
            4.0 * (-v / 18.0).exp(),
        ),
        (
            rest.at[2],
            0.07 * (-v / 20.0).exp(),
            1.0 / (1.0 + ((30.0 - v) / 10.0).exp()),
        ),
        (
            rest.at[3],
            0.1 * linexp((v - 10.0) / 10.0),
            0.125 * (-v / 80.0).exp(),
        ),
    ] {
        near(x, alpha / (alpha + beta), 1e-12, "a gate");
    }
    let sum: f64 = rest.eigenvalues.iter().map(|l| l.re).sum();
    near(sum, rest.trace, 1e-12, "trace");
}

/// With m and h slaved, V' = 0 where n⁴ = (I − gNa m∞³ h∞ (V − ENa) − gL (V − EL)) / (gK (V − EK)).
#[test]
fn the_nullcline_of_a_slice_is_that_of_its_formula() {
    let problem = problem(MODERN, 7.0);
    let found = picture(&problem);
    let linexp = |y: f64| y / (1.0 - (-y).exp());
    let mut seen = 0;
    for &[v, n] in found.nullclines.curves[0].iter().flat_map(|c| &c.points) {
        let u = v + 65.0;
        let (am, bm) = (linexp((u - 25.0) / 10.0), 4.0 * (-u / 18.0).exp());
        let (ah, bh) = (
            0.07 * (-u / 20.0).exp(),
            1.0 / (1.0 + ((30.0 - u) / 10.0).exp()),
        );
        let (m, h) = (am / (am + bm), ah / (ah + bh));
        let inward = 7.0 - 120.0 * m.powi(3) * h * (v - 50.0) - 0.3 * (v + 54.387);
        let expected = (inward / (36.0 * (v + 77.0))).powf(0.25);
        assert!((n - expected).abs() < 1e-8, "{v} {n} {expected}");
        seen += 1;
    }
    assert!(seen > 50, "{seen}");
    // Slaved, both nullclines cross where the whole system rests, and nowhere else.
    let [rest] = &found.equilibria[..] else {
        panic!("{:?}", found.equilibria);
    };
    let planar = problem.field().expect("finite");
    let f = planar.f(problem.project(&rest.at));
    assert!(f.iter().all(|f| f.abs() < 1e-10), "{f:?}");
}

/// The derivatives of a slice against differences of its values with two steps, extrapolated; second
/// ones against differences of the first. With V slaved, Newton's method has more than one step to go.
#[test]
fn a_slice_has_exact_derivatives() {
    for (plane, at) in [
        (["V", "n"], [-50.0, 0.4]),
        (["h", "V"], [0.3, -20.0]),
        (["m", "h"], [0.1, 0.5]),
    ] {
        for held in [false, true] {
            let mut problem = problem(MODERN, 7.0);
            problem.set_plane(&plane).expect("two variables");
            if held {
                let state = vec![-60.0, 0.1, 0.5, 0.35];
                problem.set_others(Others::Held(state)).expect("finite");
            }
            let planar = problem.field().expect("finite");
            let j = planar.jacobian(at);
            let size = problem.home().size();
            for k in 0..2 {
                let moved = |t: f64| {
                    let mut x = at;
                    x[k] += t;
                    x
                };
                let step = 2e-4 * size[k];
                for r in 0..2 {
                    let slope =
                        |h: f64| (planar.f(moved(h))[r] - planar.f(moved(-h))[r]) / (2.0 * h);
                    let expected = (4.0 * slope(0.5 * step) - slope(step)) / 3.0;
                    let scale = j.row(r).norm().max(1e-3);
                    assert!(
                        (j[(r, k)] - expected).abs() < 1e-6 * scale,
                        "{plane:?} {r} {k}"
                    );
                    let mut e = [0.0; 2];
                    e[k] = 1.0;
                    let bend = |h: f64| {
                        let (a, b) = (planar.jacobian(moved(h)), planar.jacobian(moved(-h)));
                        (a[(r, k)] - b[(r, k)]) / (2.0 * h)
                    };
                    let expected = (4.0 * bend(0.5 * step) - bend(step)) / 3.0;
                    let found = planar.second(at, e, e)[r];
                    let scale = found.abs().max(1e-3 * j.row(r).norm() / size[k]);
                    assert!((found - expected).abs() < 1e-5 * scale, "{plane:?} {r} {k}");
                }
            }
        }
    }
}

/// Whatever plane is shown, and whatever becomes of the others, equilibria and cycles are those of the
/// whole system.
#[test]
fn equilibria_and_cycles_do_not_depend_on_the_plane() {
    let usual = picture(&problem(MODERN, 7.0));
    for (plane, held) in [(["V", "h"], false), (["m", "h"], false), (["V", "n"], true)] {
        let mut other = problem(MODERN, 7.0);
        other.set_plane(&plane).expect("two variables");
        if held {
            let state = other.preset().initial.clone();
            other.set_others(Others::Held(state)).expect("finite");
        }
        let found = picture(&other);
        let states = |p: &Portrait| {
            p.equilibria
                .iter()
                .map(|e| e.at.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(states(&found), states(&usual), "{plane:?}");
        let periods = |p: &Portrait| p.cycles.iter().map(|c| c.period).collect::<Vec<_>>();
        assert_eq!(periods(&found), periods(&usual), "{plane:?}");
        let axes = other.axes();
        let cycle = &found.cycles[0];
        assert!(
            cycle
                .states
                .iter()
                .zip(&cycle.points)
                .all(|(s, p)| axes.map(|k| s[k]) == *p)
        );
    }
}

#[test]
fn a_plane_that_is_none_is_refused() {
    let mut problem = problem(MODERN, 7.0);
    let before = problem.clone();
    assert!(matches!(
        problem.set_plane(&["V", "q"]),
        Err(ProblemError::UnknownVariable { .. })
    ));
    for bad in [&["V", "V"][..], &["V"], &["V", "m", "n"]] {
        let refused = problem.set_plane(bad).expect_err("no plane");
        assert!(refused.to_string().contains("V, m, h, n"), "{refused}");
    }
    let nan = vec![f64::NAN, 0.0, 0.0, 0.0];
    assert!(problem.set_others(Others::Held(nan)).is_err());
    assert_eq!(problem, before);
    let mut planar = Problem::from_source("morris-lecar").expect("it exists");
    assert!(planar.set_plane(&["w", "V"]).is_err());
    assert!(planar.set_plane(&["V", "w"]).is_ok());
}

/// Table B13: rates to 1e-6 Hz, onset at the Hopf point, offset at the lowest fold of cycles; class 2,
/// a resonator. The cell is silent again beyond the upper Hopf point.
#[test]
fn firing_has_its_reference_rates_and_class() {
    let problem = problem(MODERN, 10.0);
    let vary = Vary::new(&problem, "I", [0.0, 200.0]).expect("a range");
    let options = FiringOptions { points: 401 };
    let found = firing(&Cancel::never(), &problem, &vary, options, None)
        .expect("finite")
        .expect("not cancelled");
    near(found.onset.expect("it fires"), 9.77543799539, 1e-8, "onset");
    near(
        found.offset.expect("it stops"),
        6.26032127451,
        1e-7,
        "offset",
    );
    assert_eq!(found.class, Some(Class::Two));
    assert_eq!(found.mechanism, Some(SubcriticalHopf));
    assert_eq!(found.response, Some(Response::Resonator));
    let block = found.block.expect("depolarisation block");
    near(block.parameter, 154.522433666, 1e-8, "block");
    // Onset from rest: 67.8 Hz.
    assert!((found.onset_rate.expect("a rate") - 67.8).abs() < 0.06);
    for (i, rate, sweep) in [
        (6.5, 55.0573023, Sweep::Down),
        (7.0, 58.3270635, Sweep::Down),
        (10.0, 68.3236986, Sweep::Up),
        (20.0, 86.4700527, Sweep::Up),
        (50.0, 117.035988, Sweep::Up),
        (100.0, 147.269533, Sweep::Up),
        (150.0, 167.853564, Sweep::Up),
        (6.0, 0.0, Sweep::Up),
        (160.0, 0.0, Sweep::Up),
    ] {
        let at = |p: &&nullcline::analysis::FiringPoint| {
            (p.parameter - i).abs() < 1e-12 * i && p.sweep == sweep
        };
        let point = found.points.iter().find(at).expect("a point");
        let of = point.rate.expect("a rate");
        assert!((of - rate).abs() < 1e-6, "{i}: {of}");
    }
}

/// Counted in a simulation of 2 s from a state on the cycle: at I = 10 the spikes are 14.6362099898 ms
/// apart (B13), 6.79027071727 ms at I = 100, where the peaks stay below −20 mV and no fixed threshold
/// serves.
#[test]
fn spikes_are_counted_where_no_fixed_threshold_serves() {
    for (i, period) in [(10.0, 14.6362099898), (100.0, 6.79027071727)] {
        let problem = problem(MODERN, i);
        let space = Space::of(&problem).expect("finite");
        let start = &picture(&problem).cycles[0].states[0];
        let found = spikes(&Cancel::never(), &space, start, 2000.0, 1e-10, 1_000_000)
            .expect("not cancelled");
        let n = found.len();
        assert!((n as f64 - 2000.0 / period).abs() <= 2.0, "{n}");
        near(found[n - 1] - found[n - 2], period, 1e-7, "an interval");
    }
}

/// At I = 8 (B13: bistable from 6.26 to 9.78) cells of the plane come to rest or fire; their labels are
/// what following the whole system from their centres tells.
#[test]
fn basins_on_a_slice_are_those_of_the_whole_system() {
    let problem = problem(MODERN, 8.0);
    let options = BasinOptions { cells: [12, 10] };
    let found = basin(&Cancel::never(), &problem, &options, &mut |_| ())
        .expect("finite")
        .expect("not cancelled");
    assert_eq!(found.attractors.len(), 2);
    let firing = found
        .attractors
        .iter()
        .position(|a| matches!(a, Attractor::Cycle(_)))
        .expect("it can fire");
    let space = Space::of(&problem).expect("finite");
    let ([w, h], window) = (found.window.size(), found.window);
    for k in (0..120).step_by(7) {
        let at = [
            window.x[0] + w * ((k % 12) as f64 + 0.5) / 12.0,
            window.y[0] + h * ((k / 12) as f64 + 0.5) / 10.0,
        ];
        let options = TrajectoryOptions {
            span: 600.0,
            tolerance: 1e-9,
            ..TrajectoryOptions::default()
        };
        let orbit = trajectory(&Cancel::never(), &space, &problem.lift(at), &options)
            .expect("not cancelled");
        let late = orbit.times.partition_point(|&t| t < 550.0);
        let top = orbit.states[late..]
            .iter()
            .map(|s| s[0])
            .fold(f64::NEG_INFINITY, f64::max);
        assert_eq!(found.labels[k] == firing as i32, top > 0.0, "{at:?}");
    }
    for label in [0, 1] {
        assert!(found.labels.contains(&label));
    }
}

/// The size of each variable is the width of its usual range, and a space that is given another window
/// has that window's accuracy in the plane.
#[test]
fn every_variable_has_a_size() {
    let mut problem = problem(MODERN, 8.0);
    assert_eq!(problem.scales(), [150.0, 1.0, 1.0, 0.7]);
    problem.set_plane(&["V", "h"]).expect("two variables");
    assert_eq!(problem.scales(), [150.0, 1.0, 1.0, 0.7]);
    let window = nullcline::analysis::Window::new([-70.0, -60.0], [0.0, 0.5]).expect("a window");
    problem.set_window(window);
    let space = Space::of(&problem).expect("finite");
    assert_eq!(space.scale(), [10.0, 1.0, 0.5, 0.7]);
}
