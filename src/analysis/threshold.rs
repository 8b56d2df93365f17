//! The threshold ruler: how far a cell is from its threshold, as a kick and as the charge of a pulse.
use super::equilibrium::{self, Equilibrium};
use super::manifold::{ManifoldOptions, Side, separatrices};
use super::planar::Planar;
use super::portrait::{PortraitOptions, portrait};
use super::problem::{Problem, ProblemError};
use crate::job::Cancel;

/// Equilibria and thresholds are sought in the preset's window enlarged so many times.
const WIDE: f64 = 3.0;
/// No chord of the threshold departs from it by more than this part of the window.
const CHORD: f64 = 1e-7;
/// Points of a threshold with so fine a chord.
const MAX_STEPS: usize = 200_000;

/// What is crossed.
#[derive(Clone, Debug, PartialEq)]
pub enum Border {
    /// The stable manifold of this saddle.
    Separatrix(Vec<f64>),
    /// An unstable cycle of this period.
    UnstableCycle(f64),
}

/// How far a state is from its threshold, all other variables staying where they are.
#[derive(Clone, Debug, PartialEq)]
pub enum Ruler {
    /// There is a threshold at this distance.
    Sharp {
        /// The state it is measured from.
        from: [f64; 2],
        /// Where the threshold is crossed: the same second variable.
        at: [f64; 2],
        /// The jump of the first variable that reaches it, in its unit; negative leads downward.
        kick: f64,
        /// The charge of a brief pulse on the first parameter that does the same: the parameter's unit
        /// times the unit of time. `None` when such a pulse moves the second variable as well.
        charge: Option<f64>,
        /// What is crossed.
        border: Border,
    },
    /// There is no sharp threshold: no saddle's stable manifold and no unstable cycle lies beside this
    /// state; larger kicks evoke larger responses.
    Graded,
    /// A threshold exists, but no kick of the first variable within three windows crosses it from here.
    OutOfReach,
}

/// The rest of a cell: the stable equilibrium that is most polarised; `None` when there is none within
/// three windows.
pub fn rest(planar: &Planar, problem: &Problem) -> Option<Equilibrium> {
    let wide = problem.home().enlarged(WIDE);
    let found = equilibrium::equilibria(planar, wide).points;
    found.into_iter().find(|e| e.kind.is_stable())
}

/// The threshold ruler from state `from`, or from rest when that is `None`; `None` when cancelled.
///
/// The kick is upward if a kick upward crosses a border, else downward, and accurate to about 1e-6 of
/// the window for separatrices, to 1e-3 for unstable cycles. Without rest there is nothing to measure
/// from: [`Ruler::Graded`].
///
/// # Errors
/// [`ProblemError::NowhereFinite`] when the formula is finite nowhere in the window.
pub fn threshold(
    cancel: &Cancel,
    problem: &Problem,
    from: Option<[f64; 2]>,
) -> Result<Option<Ruler>, ProblemError> {
    let mut home = problem.clone();
    home.set_window(problem.home());
    let planar = home.field()?;
    let region = problem.home().enlarged(WIDE);
    let wide = equilibrium::equilibria(&planar, region).points;
    let rest = wide.iter().find(|e| e.kind.is_stable());
    let Some(from) = from.or(rest.map(|e| [e.at[0], e.at[1]])) else {
        return Ok(Some(Ruler::Graded));
    };
    let options = ManifoldOptions {
        chord: CHORD,
        max_steps: MAX_STEPS,
        ..ManifoldOptions::default()
    };
    let mut borders: Vec<(f64, Border)> = vec![];
    let mut any = false;
    for branch in separatrices(&planar, &wide, &region, &options) {
        if branch.side == Side::Stable {
            any = true;
            let saddle = &wide[branch.saddle].at;
            borders.extend(
                crossings(&branch.points, from).map(|x| (x, Border::Separatrix(saddle.clone()))),
            );
        }
    }
    if cancel.is_cancelled() {
        return Ok(None);
    }
    if borders.is_empty() {
        let options = PortraitOptions {
            field: [1, 1],
            ..PortraitOptions::default()
        };
        let Some(portrait) = portrait(cancel, &home, &options)? else {
            return Ok(None);
        };
        for cycle in portrait.cycles.iter().filter(|c| !c.stable) {
            any = true;
            let border = Border::UnstableCycle(cycle.period);
            borders.extend(crossings(&cycle.points, from).map(|x| (x, border.clone())));
        }
    }
    let kick = |x: &(f64, Border)| x.0 - from[0];
    let upward = borders.iter().filter(|b| kick(b) > 0.0);
    let nearest = upward
        .min_by(|a, b| kick(a).total_cmp(&kick(b)))
        .or_else(|| {
            let downward = borders.iter().filter(|b| kick(b) < 0.0);
            downward.max_by(|a, b| kick(a).total_cmp(&kick(b)))
        });
    Ok(Some(match nearest {
        Some(found) => Ruler::Sharp {
            from,
            at: [found.0, from[1]],
            kick: kick(found),
            charge: charge(problem, from, kick(found)),
            border: found.1.clone(),
        },
        None if any => Ruler::OutOfReach,
        None => Ruler::Graded,
    }))
}

/// Where a polyline passes the level of the second variable of `from`.
fn crossings(points: &[[f64; 2]], from: [f64; 2]) -> impl Iterator<Item = f64> {
    points.windows(2).filter_map(move |p| {
        let ([x0, y0], [x1, y1]) = (p[0], p[1]);
        let (a, b) = (y0 - from[1], y1 - from[1]);
        ((a > 0.0) != (b > 0.0)).then(|| x0 + (x1 - x0) * a / (a - b))
    })
}

/// The charge on the first parameter that kicks the first variable by `kick`, if it moves nothing else and
/// does so alike all along the way.
fn charge(problem: &Problem, from: [f64; 2], kick: f64) -> Option<f64> {
    let family = problem.model().family(problem.values(), &[0]);
    let by = |x: f64| {
        let z = [x, from[1], problem.values()[0]];
        let mut jacobian = [0.0; 6];
        family.jacobian(&z, &mut jacobian);
        [jacobian[2], jacobian[5]]
    };
    let (here, there) = (by(from[0]), by(from[0] + kick));
    (here == there && here[1] == 0.0 && here[0] != 0.0).then(|| kick / here[0])
}

#[cfg(test)]
mod tests {
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
}
