use super::*;
use crate::analysis::{Scheme, TrajectoryOptions, driven::driven};
use crate::model::{Drive, Stimulus};

fn ruler(source: &str, set: &[(&str, f64)]) -> (Problem, Ruler) {
    let mut problem = Problem::from_source(source).unwrap();
    for &(name, value) in set {
        problem.set(name, value).unwrap();
    }
    let ruler = threshold(&Cancel::never(), &problem, None)
        .unwrap()
        .unwrap();
    (problem, ruler)
}

/// An impulse of 1.0001 times the ruler's charge fires the cell and one of 0.9999 does not, in an
/// independent run of the driven equations.
#[test]
fn the_charge_on_the_ruler_is_what_it_takes_to_fire() {
    for (source, set) in [
        (
            "persistent-sodium-potassium/high-threshold",
            &[("I", 0.0)][..],
        ),
        ("morris-lecar/snlc", &[("I", 30.0)]),
        ("izhikevich/rs", &[("I", 0.0)]),
        ("izhikevich/l-integrator", &[]),
    ] {
        let (problem, ruler) = ruler(source, set);
        let Ruler::Sharp {
            from, kick, charge, ..
        } = ruler
        else {
            panic!("{source}: {ruler:?}");
        };
        let charge = charge.expect("a current moves the potential only");
        // By Kirchhoff's law the charge is the capacitance times the kick.
        let capacitance = problem.value("C").unwrap_or(1.0);
        assert!(
            (charge - capacitance * kick).abs() < 1e-9 * charge,
            "{source}"
        );
        for (factor, fires) in [(0.9999, false), (1.0001, true)] {
            let text = format!("impulse(at=1,charge={})", factor * charge);
            let stimulus = Stimulus::parse(&text).unwrap();
            let drive = Drive::new(&**problem.model(), problem.values(), &stimulus, 1).unwrap();
            let options = TrajectoryOptions {
                span: 600.0,
                ..Default::default()
            };
            let cancel = Cancel::never();
            let run = driven(&cancel, &problem, &from, &options, &drive, Scheme::Accurate);
            let spikes = run.unwrap().trajectory.spikes;
            assert_eq!(!spikes.is_empty(), fires, "{source} {factor}: {spikes:?}");
        }
    }
}

/// At I = 0 FitzHugh and Nagumo's cell has one equilibrium and no cycle at all.
#[test]
fn a_cell_without_saddle_or_unstable_cycle_has_no_sharp_threshold() {
    assert_eq!(ruler("fitzhugh-nagumo", &[("I", 0.0)]).1, Ruler::Graded);
}

/// With one variable the ruler ends where a spike happens, or at the unstable equilibrium. A charge q
/// lifts the leaky cell by R q / tau: from rest at V_rest + R I = -54.4 mV with I = 6 it is 4.4 mV to
/// the threshold of -50 mV. Where the cell does not rest there is nothing to measure.
#[test]
fn with_one_variable_the_ruler_ends_at_the_unstable_equilibrium_or_the_threshold() {
    let (problem, found) = ruler("leaky-integrate-and-fire", &[("I", 6.0)]);
    let Ruler::Sharp {
        kick,
        charge,
        border,
        ..
    } = found
    else {
        panic!("{found:?}");
    };
    let [r, tau] = ["R", "tau"].map(|name| problem.value(name).unwrap());
    assert!((kick - 4.4).abs() < 1e-9 && border == Border::Spike);
    assert!((charge.unwrap() - kick * tau / r).abs() < 1e-9);
    let (problem, found) = ruler("persistent-sodium", &[("I", 0.0)]);
    let Ruler::Sharp { from, at, .. } = found else {
        panic!("{found:?}");
    };
    let rate = &mut [f64::NAN];
    let field = problem.model().bind(problem.values());
    field.rhs(&[at[0]], rate);
    assert!(rate[0].abs() < 1e-9 && at[0] > from[0], "{at:?} {rate:?}");
    let firing = ruler("leaky-integrate-and-fire", &[("I", 9.0)]).1;
    assert_eq!(firing, Ruler::NoRest);
}

/// At I = 10 this cell has nothing but an unstable focus within a stable cycle; at I = 0 a
/// Hodgkin-Huxley cell has four variables, in which a curve is no border.
#[test]
fn it_says_when_a_cell_does_not_rest_and_tries_kicks_with_four_variables() {
    let found = ruler("persistent-sodium-potassium", &[("I", 10.0)]).1;
    assert_eq!(found, Ruler::NoRest);
    let (problem, found) = ruler("hodgkin-huxley", &[("I", 0.0)]);
    let Ruler::Kick { from, kick, charge } = found else {
        panic!("{found:?}");
    };
    // C = 1 µF/cm²: as many nC/cm² as mV.
    assert!((charge.unwrap() - kick).abs() < 1e-9);
    let space = space::Space::new(problem.bind(), problem.scales());
    for (factor, fires) in [(0.9999, false), (1.0001, true)] {
        let mut start = from.clone();
        start[0] += factor * kick;
        let run = space.run(50.0, 1e-11);
        let mut top = f64::MIN;
        space.integrate(&start, &run, |orbit| {
            if let crate::model::Orbit::Step(step) = orbit {
                top = top.max(step.x1[0]);
            }
            crate::num::ode::Watch::Continue
        });
        assert_eq!(top > 0.0, fires, "{factor} {top}");
    }
}

/// Whether an orbit comes back to rest, followed until it is within a thousandth of the window of it
/// or far from it in the first variable.
fn returns(problem: &Problem, rest: [f64; 2], to: f64) -> bool {
    let planar = problem.field().unwrap();
    let [w, h] = *planar.scale();
    let near = |x: &[f64]| ((x[0] - rest[0]) / w).hypot((x[1] - rest[1]) / h) < 1e-3;
    let mut back = None;
    let mut run = planar.run(1e5, 1e-11);
    run.max_steps = 1_000_000;
    planar.integrate([to, rest[1]], &run, |orbit| {
        let crate::model::Orbit::Step(step) = orbit else {
            back = Some(false);
            return crate::num::ode::Watch::Stop;
        };
        // Four times as far away as the kick leads: none of these unstable cycles is so wide.
        if near(step.x1) {
            back = Some(true);
        } else if (step.x1[0] - rest[0]).abs() > 4.0 * (to - rest[0]).abs() {
            back = Some(false);
        } else {
            return crate::num::ode::Watch::Continue;
        }
        crate::num::ode::Watch::Stop
    });
    back.expect("it decides")
}

/// Bisection by plain integration, orbit by orbit: what comes back to rest started inside the
/// unstable cycle. The third has a separatrix as well, which coils out of the cycle.
#[test]
fn the_ruler_to_an_unstable_cycle_agrees_with_bisection_by_integration() {
    for source in [
        "morris-lecar/hopf",
        "persistent-sodium-potassium/subcritical",
        "izhikevich/p-bistability",
        "izhikevich-2007/fs",
    ] {
        let (problem, found) = ruler(source, &[]);
        let Ruler::Sharp {
            from, kick, border, ..
        } = found
        else {
            panic!("{source}: {found:?}");
        };
        assert!(matches!(border, Border::UnstableCycle(_)), "{source}");
        let (mut lo, mut hi) = (0.9 * kick, 1.1 * kick);
        assert!(returns(&problem, from, from[0] + lo), "{source}");
        assert!(!returns(&problem, from, from[0] + hi), "{source}");
        while hi - lo > 1e-7 * kick {
            let middle = 0.5 * (lo + hi);
            if returns(&problem, from, from[0] + middle) {
                lo = middle;
            } else {
                hi = middle;
            }
        }
        let [width, _] = problem.home().size();
        assert!((kick - lo).abs() < 1e-6 * width, "{source}: {kick} {lo}");
    }
}

/// Between its fold of cycles at 42.23 and its Hopf point at 48.90 this cell rests inside an
/// unstable cycle.
#[test]
fn an_unstable_cycle_is_a_threshold_as_well() {
    let found = ruler("persistent-sodium-potassium/subcritical", &[("I", 45.0)]).1;
    let Ruler::Sharp { kick, border, .. } = found else {
        panic!("{found:?}");
    };
    assert!(matches!(border, Border::UnstableCycle(_)) && kick > 0.0);
}
