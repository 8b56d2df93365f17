//! Resets that lead straight to the next spike.
use super::problem::Problem;

/// Spiking without end: the reset lies on or beyond the line on which spikes happen.
#[derive(Clone, Debug, PartialEq)]
pub struct Endless {
    /// Indices of the parameters that place the reset or that line.
    pub parameters: Vec<usize>,
    /// From each spike to the next: the refractory time, 0 without one. Then time stands still.
    pub interval: f64,
}

/// Whether, at the values of `problem`, a spike leads straight to the next one, so that spiking never ends
/// whatever the input is. `None` where it does not, and for models without reset.
pub fn endless(problem: &Problem) -> Option<Endless> {
    let info = problem.model().info();
    if !info.resets {
        return None;
    }
    let initial = &problem.preset().initial;
    // How far the state is beyond the peak right after a spike that ends where the preset starts
    // otherwise; and the same without reset, which moves with the peak alone.
    let beyond = |values: &[f64]| -> [f64; 2] {
        let field = problem.model().bind(values);
        let mut before = initial.clone();
        let level = before.last().copied().unwrap_or(0.0);
        before[0] = field.peak_at(level);
        let mut after = before.clone();
        field.reset(&before, &mut after);
        [field.guard(&after), before[0]]
    };
    let values = problem.values();
    let now = beyond(values);
    if now[0].is_nan() || now[0] < 0.0 {
        return None;
    }
    let moves = |k: &usize| {
        let spec = &info.parameters[*k];
        let mut other = values.to_vec();
        other[*k] += 1e-3 * (spec.range.1 - spec.range.0);
        spec.choices().is_empty() && {
            let there = beyond(&other);
            there[0] != now[0] || there[1] != now[1]
        }
    };
    let field = problem.model().bind(values);
    Some(Endless {
        parameters: (0..info.parameters.len()).filter(moves).collect(),
        interval: field.hold().max(0.0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of the leaky cell V_reset and V_th decide, of the simple model c and v_peak: a reset at −40 is beyond
    /// a threshold of −50, one at −60 is not; one at 40 is beyond a peak of 30. Intervals are the
    /// refractory time of 2.7 ms, or nothing.
    #[test]
    fn a_reset_beyond_the_peak_is_told_by_the_names_of_both() {
        let found = |source: &str, set: &[(&str, f64)]| {
            let mut problem = Problem::from_source(source).unwrap();
            for &(name, value) in set {
                problem.set(name, value).unwrap();
            }
            endless(&problem).map(|e| {
                let names = &problem.model().info().parameters;
                let names: Vec<&str> = e.parameters.iter().map(|&k| names[k].name).collect();
                (names.join(" "), e.interval)
            })
        };
        let leaky = "leaky-integrate-and-fire";
        let told = found(leaky, &[("V_reset", -40.0)]);
        assert_eq!(told, Some(("V_th V_reset".into(), 2.7)));
        assert_eq!(found(leaky, &[("V_reset", -60.0)]), None);
        let told = found("izhikevich/rs", &[("c", 40.0)]);
        assert_eq!(told, Some(("c v_peak".into(), 0.0)));
        assert_eq!(found("hodgkin-huxley", &[]), None);
    }
}
