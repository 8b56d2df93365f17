//! The time course of a membrane's potential with the phases of its action potentials.
use super::membrane::{Lived, phase_bands, phase_keys, refractory_bars, reversals};
use super::picture::Scene;
use crate::analysis::action_potential::{Reference, peaks, phases};
use crate::analysis::refractory::Refractory;
use crate::analysis::{Diagram, Portrait, Problem};

/// Where the cell rests: the stable equilibrium at the lowest potential, and `true`. Where there is none,
/// the one at the nearest smaller value of the diagram's parameter, and `false`.
pub fn resting(
    portrait: &Portrait,
    diagram: Option<&Diagram>,
    problem: &Problem,
) -> Option<(Vec<f64>, bool)> {
    let stable = portrait.equilibria.iter().filter(|e| e.kind.is_stable());
    let lowest = stable.min_by(|a, b| a.at[0].total_cmp(&b.at[0]));
    if let Some(lowest) = lowest {
        return Some((lowest.at.to_vec(), true));
    }
    let diagram = diagram?;
    let value = problem.values()[diagram.parameter];
    let points = diagram.equilibria.iter().flat_map(|b| &b.points);
    points
        .filter(|p| p.stable && p.parameter <= value)
        .max_by(|a, b| {
            let order = a.parameter.total_cmp(&b.parameter);
            order.then(b.at[0].total_cmp(&a.at[0]))
        })
        .map(|p| (p.at.clone(), false))
}

/// The time course of the potential with its phases, reversal potentials and refractory periods. `rest` is
/// the resting potential, and whether the cell can rest there.
pub fn phased(
    mut trace: Scene,
    problem: &Problem,
    lived: &Lived,
    rest: Option<(f64, bool)>,
    refractory: Option<&Refractory>,
) -> Scene {
    if let Some(now) = lived.now() {
        for c in &now.currents {
            let [lo, hi] = trace.y.range;
            let pad = 0.04 * (hi - lo);
            trace.y.range = [lo.min(c.reversal - pad), hi.max(c.reversal + pad)];
        }
        trace.insert_below(reversals(&now));
    }
    let Some((potential, stable)) = rest else {
        return trace;
    };
    let spans = phases(
        lived.moments(),
        Reference { potential, stable },
        problem.scales()[0],
    );
    let mut barred = false;
    if let Some(found) = refractory {
        let bars = refractory_bars(&peaks(&spans), found, trace.y.range);
        barred = !bars.is_empty();
        trace.items.extend(bars);
    }
    trace.insert_below(phase_bands(&spans));
    trace.legend = phase_keys(barred);
    trace
}
