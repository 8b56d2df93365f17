//! Courses with fewer points that look the same.

/// First, lowest, highest and last point of every `piece` of time, in order.
pub fn thinned(points: impl Iterator<Item = [f64; 2]>, piece: f64) -> Vec<[f64; 2]> {
    type Four = [(usize, [f64; 2]); 4];
    let mut out: Vec<[f64; 2]> = Vec::new();
    // First, lowest, highest, last of the present piece, with the order in which they came.
    let mut bucket: Option<(i64, Four)> = None;
    let flush = |out: &mut Vec<[f64; 2]>, mut four: Four| {
        four.sort_by_key(|(order, _)| *order);
        for (n, (order, point)) in four.iter().enumerate() {
            if n == 0 || four[n - 1].0 != *order {
                out.push(*point);
            }
        }
    };
    for (order, point) in points.enumerate() {
        let here = (point[0] / piece).floor() as i64;
        let one = (order, point);
        match &mut bucket {
            Some((place, four)) if *place == here => {
                if point[1] < four[1].1[1] {
                    four[1] = one;
                }
                if point[1] > four[2].1[1] {
                    four[2] = one;
                }
                four[3] = one;
            }
            _ => {
                if let Some((_, four)) = bucket.take() {
                    flush(&mut out, four);
                }
                bucket = Some((here, [one; 4]));
            }
        }
    }
    if let Some((_, four)) = bucket {
        flush(&mut out, four);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A thousand periods of a sine in ten pieces: every piece keeps −1 and 1.
    #[test]
    fn thinning_keeps_every_peak() {
        let points = (0..100_000).map(|k| {
            let t = f64::from(k) / 100_000.0;
            [t, (t * std::f64::consts::TAU * 1000.0).sin()]
        });
        let thin = thinned(points, 0.1);
        assert!(thin.len() <= 44, "{}", thin.len());
        assert!(thin.windows(2).all(|w| w[0][0] < w[1][0]));
        let top = thin.iter().filter(|p| p[1] > 0.9999).count();
        assert!(top >= 10, "{top}");
    }
}
