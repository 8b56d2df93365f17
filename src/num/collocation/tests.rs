use super::*;
use std::f64::consts::PI;

/// x' = λ x − y − x (x² + y²), y' = x + λ y − y (x² + y²): the circle of radius √λ, period 2π.
fn hopf(states: &[f64], l: f64, f: &mut [f64], j: &mut [f64]) {
    for (k, s) in states.chunks_exact(2).enumerate() {
        let (x, y) = (s[0], s[1]);
        let r = x * x + y * y;
        f[2 * k..2 * k + 2].copy_from_slice(&[l * x - y - x * r, x + l * y - y * r]);
        j[6 * k..6 * k + 6].copy_from_slice(&[
            l - r - 2.0 * x * x,
            -1.0 - 2.0 * x * y,
            x,
            1.0 - 2.0 * x * y,
            l - r - 2.0 * y * y,
            y,
        ]);
    }
}

fn circle(s: f64, out: &mut [f64]) {
    out[0] = 0.9 * (2.0 * PI * s).cos();
    out[1] = 1.05 * (2.0 * PI * s).sin();
}

/// The integral of the divergence, 2λ − 4r² = −2 at λ = 1, over the period is −4π; along the
/// branch the radius grows as √λ, and the variational solution that decays is e^(−4π).
#[test]
fn the_hopf_normal_form_has_its_circle() {
    let c = Collocation::new(&hopf, 2);
    let mesh: Vec<f64> = (0..=12).map(|k| f64::from(k) / 12.0).collect();
    let guess = c.orbit(mesh, circle, 6.0, 1.0);
    let velocity = c.velocity(&guess);
    let found = c
        .correct(&guess, &guess.at, &velocity, Hold::Parameter, 10)
        .expect("it converges");
    let at = &found.orbit.at;
    assert!(
        (at.log_period.exp() - 2.0 * PI).abs() < 1e-9,
        "{}",
        at.log_period.exp()
    );
    let radius = at.nodes[0].hypot(at.nodes[1]);
    assert!((radius - 1.0).abs() < 1e-9, "{radius}");
    let divergence = c.integral(&found.orbit, |s| 2.0 - 4.0 * (s[0] * s[0] + s[1] * s[1]));
    assert!((divergence + 4.0 * PI).abs() < 1e-7, "{divergence}");
    // d radius / d λ = 1 / 2 at λ = 1: the tangent keeps that ratio.
    let t = &found.tangent;
    let grow = (t.nodes[0] * at.nodes[0] + t.nodes[1] * at.nodes[1]) / radius;
    assert!((grow / t.parameter - 0.5).abs() < 1e-7);
    let better = c.mesh(&found.orbit, 1e9, 8, 99);
    assert_eq!(better.len(), 9);
    let moved = c.resample(&found.orbit.mesh, at, &better);
    assert!((moved.nodes[2].hypot(moved.nodes[3]) - 1.0).abs() < 1e-5);
}

/// Legendre's two-point values are known by heart; for five points the rule must integrate x⁹.
#[test]
fn the_gauss_rule_is_exact_to_its_order() {
    let g = Gauss::new();
    let moment: f64 = (0..POINTS)
        .map(|i| g.b[i] * g.c[i].powi(2 * POINTS as i32 - 1))
        .sum();
    assert!((moment - 1.0 / (2.0 * POINTS as f64)).abs() < 1e-15);
    for i in 0..POINTS {
        assert!((g.a[i].iter().sum::<f64>() - g.c[i]).abs() < 1e-15);
    }
}
