//! How fast things happen in a model.
use super::problem::Problem;

/// The time in which things happen in a model: four times the geometric mean of the times in which
/// the two variables would cross the preset's window at their median speeds (with one variable, at
/// the speed that a quarter of the line stays below). Of the order of a spike.
pub fn natural_time(problem: &Problem) -> f64 {
    let window = problem.home();
    let mut home = problem.clone();
    home.set_window(window);
    let Ok(planar) = home.field() else {
        return 1.0;
    };
    let size = window.size();
    let mut rates: [Vec<f64>; 2] = [Vec::new(), Vec::new()];
    for k in 0..400 {
        let at = [
            window.x[0] + size[0] * (f64::from(k % 20) + 0.5) / 20.0,
            window.y[0] + size[1] * (f64::from(k / 20) + 0.5) / 20.0,
        ];
        for (rates, (f, size)) in rates.iter_mut().zip(planar.f(at).iter().zip(size)) {
            rates.push((f / size).abs());
        }
    }
    // Of a model with one variable the other direction of the plane is no variable, and the slow quarter
    // of its line is what one waits for.
    let alone = problem.scales().len() == 1;
    let [a, b] = rates.map(|mut r| {
        r.sort_by(f64::total_cmp);
        r[r.len() / if alone { 4 } else { 2 }]
    });
    let time = if alone {
        a.recip()
    } else {
        4.0 / (a * b).sqrt()
    };
    if time.is_finite() && time > 0.0 {
        time
    } else {
        1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::zoo;

    #[test]
    fn every_preset_has_a_time_scale_between_a_tenth_and_a_thousand() {
        for model in zoo::registry() {
            for preset in &model.info().presets {
                let time = natural_time(&Problem::new(model, preset));
                assert!((0.1..=1000.0).contains(&time), "{} {time}", model.info().id);
            }
        }
    }
}
