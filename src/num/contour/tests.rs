//! Curves with known equations.
use super::{Polyline, zero_set};

const CHORD: f64 = 2e-4;

fn trace(f: impl Fn([f64; 2]) -> f64) -> Vec<Polyline> {
    let n = 40;
    let at = |k: usize| k as f64 / n as f64;
    let values = (0..=n)
        .flat_map(|j| (0..=n).map(move |i| [at(i), at(j)]))
        .map(&f)
        .collect();
    zero_set(&f, n, values, CHORD)
}

/// Vertices at distance zero from the curve, and points of every chord within the tolerance.
fn assert_follows(curve: &Polyline, distance: impl Fn([f64; 2]) -> f64) {
    for p in &curve.points {
        assert!(distance(*p) < 1e-13, "{p:?}: {:e}", distance(*p));
    }
    let n = curve.points.len();
    for k in 0..n - usize::from(!curve.closed) {
        let (p, q) = (curve.points[k], curve.points[(k + 1) % n]);
        for i in 1..20 {
            let t = f64::from(i) / 20.0;
            let r = super::between(p, q, t);
            assert!(
                distance(r) <= 1.1 * CHORD,
                "{p:?} {q:?} {t}: {:e}",
                distance(r)
            );
        }
    }
}

fn length(curve: &Polyline) -> f64 {
    let n = curve.points.len();
    (0..n - usize::from(!curve.closed))
        .map(|k| {
            let (p, q) = (curve.points[k], curve.points[(k + 1) % n]);
            (q[0] - p[0]).hypot(q[1] - p[1])
        })
        .sum()
}

fn circle([x, y]: [f64; 2], r: f64) -> impl Fn([f64; 2]) -> f64 {
    move |p| (p[0] - x).powi(2) + (p[1] - y).powi(2) - r * r
}

fn off_circle([x, y]: [f64; 2], r: f64) -> impl Fn([f64; 2]) -> f64 {
    move |p| ((p[0] - x).hypot(p[1] - y) - r).abs()
}

/// Circles of every size down to a millionth of a cell are closed curves of length 2πr, wherever
/// they lie within their cell: a polygon inscribed to within 2e-4 is shorter by less than 2e-3.
#[test]
fn circles_of_any_size_are_found_whole() {
    for r in [0.4, 0.1, 0.03, 0.02, 0.01, 0.005, 1e-3, 1e-4, 1e-6] {
        for k in 0..40 {
            let c = [0.5 + 0.0031 * f64::from(k % 7), 0.5 + 0.0027 * f64::from(k)];
            let c = if r > 0.3 { [0.5, 0.5] } else { c };
            let curves = trace(circle(c, r));
            assert_eq!(curves.len(), 1, "{r} at {c:?}");
            assert!(curves[0].closed);
            assert_follows(&curves[0], off_circle(c, r));
            // Tolerance for the smallest: a square inscribed.
            let around = length(&curves[0]) / (2.0 * std::f64::consts::PI * r);
            assert!(
                around > if r < 2e-3 { 0.85 } else { 0.97 } && around <= 1.0 + 1e-12,
                "{r} {around}"
            );
        }
    }
}

#[test]
fn nested_circles_are_two_curves() {
    let (inner, outer) = (circle([0.5, 0.5], 0.2), circle([0.5, 0.5], 0.21));
    let curves = trace(|p| inner(p) * outer(p));
    assert_eq!(curves.len(), 2);
    assert_follows(&curves[0], off_circle([0.5, 0.5], 0.21));
    assert_follows(&curves[1], off_circle([0.5, 0.5], 0.2));
}

/// On an ellipse of half-axes a, b the distance is at most |f|/|∇f| to first order; at the tolerance
/// the second order is below 1 % here.
#[test]
fn a_tilted_ellipse_is_closed_and_close() {
    let (a, b) = (0.4, 0.01);
    let f = move |p: [f64; 2]| {
        let (x, y) = (p[0] - 0.51, p[1] - 0.52);
        let (u, v) = (0.8 * x + 0.6 * y, 0.8 * y - 0.6 * x);
        (u / a).powi(2) + (v / b).powi(2) - 1.0
    };
    let curves = trace(f);
    assert_eq!(curves.len(), 1);
    assert!(curves[0].closed);
    // The perimeter of a thin ellipse: 4a (1 + (b/a)² (ln(4a/b) − 1/2)/2) = 1.6024….
    assert!(
        (length(&curves[0]) - 1.6024).abs() < 2e-3,
        "{}",
        length(&curves[0])
    );
}

#[test]
fn straight_lines_are_one_curve_across_even_on_grid_lines_and_borders() {
    for c in [0.0, 0.123, 0.5, 0.575, 1.0] {
        for s in [1.0, -1.0] {
            let vertical = trace(|p| s * (p[0] - c));
            assert_eq!(vertical.len(), 1, "{c} {s}");
            assert_eq!(
                (
                    vertical[0].points[0][1],
                    vertical[0].points.last().unwrap()[1]
                ),
                (0.0, 1.0)
            );
            assert_follows(&vertical[0], |p| (p[0] - c).abs());
            let horizontal = trace(|p| s * (p[1] - c));
            assert_eq!(horizontal.len(), 1, "{c} {s}");
            assert_eq!(
                (
                    horizontal[0].points[0][0],
                    horizontal[0].points.last().unwrap()[0]
                ),
                (0.0, 1.0)
            );
            assert_follows(&horizontal[0], |p| (p[1] - c).abs());
        }
    }
}

/// (x − c)² = δ²: two lines 2δ apart, much less than a cell.
#[test]
fn two_lines_that_nearly_coincide_are_two_lines() {
    for delta in [1e-2, 1e-3, 1e-4, 1e-6] {
        for c in [0.5, 0.5101, 0.51249] {
            let curves = trace(|p| (p[0] - c).powi(2) - delta * delta);
            assert_eq!(curves.len(), 2, "{delta} {c}");
            assert_follows(&curves[0], |p| (p[0] - c + delta).abs());
            assert_follows(&curves[1], |p| (p[0] - c - delta).abs());
        }
    }
}

/// x y = ε about any centre: two branches, joined neither across nor along, each from border to
/// border. On the branch the distance is |xy − ε| / |(x, y)| to first order.
#[test]
fn hyperbolas_keep_their_branches_apart() {
    for epsilon in [1e-3, 1e-5, 1e-8, -1e-3, -1e-5, -1e-8] {
        for c in [[0.5, 0.5], [0.51, 0.507], [0.5125, 0.5125]] {
            let f = |p: [f64; 2]| (p[0] - c[0]) * (p[1] - c[1]) - epsilon;
            let curves = trace(f);
            assert_eq!(curves.len(), 2, "{epsilon} {c:?}");
            for curve in &curves {
                let (first, last) = (curve.points[0], *curve.points.last().unwrap());
                let side = |p: [f64; 2]| p.iter().any(|t| *t == 0.0 || *t == 1.0);
                assert!(side(first) && side(last) && !curve.closed);
                let sign = (curve.points[1][0] - c[0]) > 0.0;
                assert!(curve.points.iter().all(|p| (p[0] - c[0] > 0.0) == sign));
                assert_follows(curve, |p| {
                    let r = (p[0] - c[0]).hypot(p[1] - c[1]);
                    if f(p).abs() < 1e-15 {
                        0.0
                    } else {
                        (f(p) / r).abs() * 0.9
                    }
                });
            }
        }
    }
}

/// x² = y²: two lines through each other. Whatever is joined to whatever, everything is drawn: four
/// arms of √2/2 each.
#[test]
fn crossing_lines_are_drawn_to_the_crossing() {
    for c in [[0.5, 0.5], [0.51, 0.507]] {
        let curves = trace(|p| (p[0] - c[0]).powi(2) - (p[1] - c[1]).powi(2));
        let total: f64 = curves.iter().map(length).sum();
        let expected: f64 = [
            (c[0], c[1]),
            (1.0 - c[0], c[1]),
            (c[0], 1.0 - c[1]),
            (1.0 - c[0], 1.0 - c[1]),
        ]
        .iter()
        .map(|(a, b): &(f64, f64)| a.min(*b) * 2f64.sqrt())
        .sum();
        assert!((total - expected).abs() < 1e-3, "{total} {expected}");
        for curve in &curves {
            assert_follows(curve, |p| {
                ((p[0] - c[0]).abs() - (p[1] - c[1]).abs()).abs() / 2f64.sqrt()
            });
        }
    }
}

#[test]
fn poles_and_jumps_are_no_curves() {
    assert_eq!(trace(|p| 1.0 / (p[0] - 0.51)), []);
    assert_eq!(trace(|p| 1.0 / (p[0] - p[1] - 0.1)), []);
    assert_eq!(trace(|p| if p[0] < 0.51 { -0.1 } else { 1.0 }), []);
    assert_eq!(trace(|_| 0.0), []);
    assert_eq!(trace(|_| f64::NAN), []);
}

/// y − 1/2 to the right of a jump at 0.51: the curve ends at the jump, short of it by less than
/// 1/40/128.
#[test]
fn a_curve_ends_at_a_jump() {
    let curves = trace(|p| if p[0] < 0.51 { -1.0 } else { p[1] - 0.503 });
    assert_eq!(curves.len(), 1);
    assert_follows(&curves[0], |p| (p[1] - 0.503).abs());
    let start = curves[0].points[0];
    assert!(start[0] >= 0.51 && start[0] < 0.51 + 2.5e-4, "{start:?}");
}

/// A logistic of relative width 1e-11 is a step, but a continuous one: its zero set is the step with
/// its riser, one curve.
#[test]
fn a_steep_step_is_one_curve_with_a_vertical_piece() {
    for width in [0.1, 1e-2, 1e-3, 1e-5, 1e-8, 1e-11] {
        let curves = trace(|p| p[1] - 0.2 - 0.6 / (1.0 + (-(p[0] - 0.513) / width).exp()));
        assert_eq!(curves.len(), 1, "{width}");
        if width < 1e-4 {
            assert_follows(&curves[0], |p| {
                let (x, y) = (p[0] - 0.513, p[1]);
                let floor = x.max(0.0).hypot(y - 0.2);
                let riser = x.hypot((y - 0.5).abs().max(0.3) - 0.3);
                let top = (-x).max(0.0).hypot(y - 0.8);
                let d = floor.min(riser).min(top);
                if d < 20.0 * width { 0.0 } else { d }
            });
        }
    }
}

/// sin(20 x) = sin(20 y) on lines y = x + 2πk/20 and y = −x + (2k + 1)π/20: all meet; sin(20 x) = y/2
/// crosses each of its 6.4 half-waves.
#[test]
fn fields_with_many_branches_lose_none() {
    let curves = trace(|p| (60.0 * p[0]).sin() - 0.3 * p[1]);
    // x = asin(0.3 y)/60 + 2πk/60 from 0 to 0.94 (10 of them), and (π − asin(0.3 y))/60 + 2πk/60, 10.
    // The first of all begins at x = 0, y = 0.
    assert_eq!(curves.len(), 20);
    for curve in &curves {
        assert_follows(curve, |p| ((60.0 * p[0]).sin() - 0.3 * p[1]).abs() / 61.0);
    }
    // A chequered pattern of closed curves around the maxima of sin sin: 3 × 3 whole periods hold 18
    // maxima.
    let wave = |t: f64| (3.0 * std::f64::consts::TAU * t).sin();
    let curves = trace(|p| wave(p[0]) * wave(p[1]) - 0.5);
    assert_eq!(curves.len(), 18);
    assert!(curves.iter().all(|c| c.closed));
}

/// A circle that touches the border from inside at (0, 1/2) and one that leaves through it.
#[test]
fn curves_at_the_border_are_cut_there() {
    let touching = trace(circle([0.3, 0.5], 0.3));
    assert_eq!(
        touching
            .iter()
            .map(|c| c.points.len() > 20)
            .filter(|b| *b)
            .count(),
        1
    );
    let total: f64 = touching.iter().map(length).sum();
    assert!((total - 0.6 * std::f64::consts::PI).abs() < 2e-3);
    let cut = trace(circle([0.1, 0.5], 0.2));
    assert_eq!(cut.len(), 1);
    assert!(!cut[0].closed && cut[0].points[0][0] == 0.0);
    assert_eq!(cut[0].points.last().unwrap()[0], 0.0);
    assert_follows(&cut[0], off_circle([0.1, 0.5], 0.2));
}
