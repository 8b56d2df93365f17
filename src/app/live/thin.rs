//! Keeping a long past in bounded memory.
use super::Sample;
use std::collections::VecDeque;

/// Pieces of time, of each of which the extremes are kept: several per pixel of any strip.
const PIECES: f64 = 2_500.0;

/// Thins the past to the first, the least, the greatest (of the first variable) and the last sample of every
/// piece of its time, but for the last quarter: that is looked at in the plane too, where a turn within a
/// piece is seen.
pub(super) fn thin(past: &mut VecDeque<Sample>) {
    let (Some(first), Some(last)) = (past.front(), past.back()) else {
        return;
    };
    let (from, piece) = (first.t, (last.t - first.t) / PIECES);
    let old = past.len() - past.len() / 4;
    let recent = past.split_off(old);
    let place = |s: &Sample| ((s.t - from) / piece) as u64;
    let mut kept: VecDeque<Sample> = VecDeque::with_capacity(past.capacity());
    let all = past.make_contiguous();
    for group in all.chunk_by(|a, b| place(a) == place(b)) {
        let by = |a: &(usize, &Sample), b: &(usize, &Sample)| a.1.x[0].total_cmp(&b.1.x[0]);
        let least = group.iter().enumerate().min_by(by).map_or(0, |(k, _)| k);
        let greatest = group.iter().enumerate().max_by(by).map_or(0, |(k, _)| k);
        let mut jumped = false;
        for (k, sample) in group.iter().enumerate() {
            // A jump that is left out is still between the samples around it.
            jumped |= sample.jump;
            if [0, least, greatest, group.len() - 1].contains(&k) {
                kept.push_back(Sample {
                    jump: jumped,
                    ..*sample
                });
                jumped = false;
            }
        }
    }
    kept.extend(recent);
    *past = kept;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sine of 400 turns in 24,000 samples has a greatest value of 1 and a least of −1 in every turn, of six
    /// pieces: thinned to at most four samples a piece it keeps them all, its beginning and its end.
    #[test]
    fn thinning_keeps_every_turn_and_the_beginning() {
        let sample = |k: i32| {
            let t = f64::from(k) / 60.0;
            let mut x = [0.0; super::super::MOST];
            x[0] = (std::f64::consts::TAU * t).sin();
            Sample {
                t,
                x,
                jump: k % 60 == 0,
            }
        };
        let mut past: VecDeque<Sample> = (0..24_000).map(sample).collect();
        let ends = [past[0], past[past.len() - 1]];
        for _ in 0..3 {
            thin(&mut past);
        }
        assert!(past.len() < 18_000, "{}", past.len());
        assert_eq!([past[0], past[past.len() - 1]], ends);
        assert_eq!(past.iter().filter(|s| s.x[0] > 0.9999).count(), 400);
        assert_eq!(past.iter().filter(|s| s.jump).count(), 400);
        assert!(
            past.iter()
                .zip(past.iter().skip(1))
                .all(|(a, b)| a.t <= b.t)
        );
    }
}
