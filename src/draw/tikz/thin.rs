//! Curves cut to what can be seen, with as few points as show it: TeX holds all of them in its memory.
use crate::scene::ticks;

/// Curves are followed so far beyond the frame, in its widths.
const MARGIN: f64 = 0.1;
/// So many points are thinned together, which bounds the time.
const CHUNK: usize = 1500;

/// One axis: what is written for a value.
///
/// TeX counts with five digits, so that a narrow range far from zero is written as the fraction of the
/// range, with labels of its own.
#[derive(Clone, Debug)]
pub(super) struct Ruler {
    /// Both ends, finite and increasing.
    range: [f64; 2],
    shift: f64,
    scale: f64,
}

impl Ruler {
    pub(super) fn new([lo, hi]: [f64; 2]) -> Self {
        let width = hi - lo;
        let sound = width.is_finite() && width > 0.0;
        let range = match (sound, lo.is_finite() && lo.abs() < 1e15) {
            (true, _) => [lo, hi],
            (false, true) => [lo - 0.5, lo + 0.5],
            (false, false) => [0.0, 1.0],
        };
        let width = range[1] - range[0];
        let far = range[0].abs().max(range[1].abs()) > 300.0 * width;
        let plain = !far && (1e-6..1e8).contains(&width);
        let (shift, scale) = if plain { (0.0, 1.0) } else { (range[0], width) };
        Self {
            range,
            shift,
            scale,
        }
    }

    /// Where a value is between the ends, 0 to 1.
    pub(super) fn unit(&self, value: f64) -> f64 {
        (value - self.range[0]) / (self.range[1] - self.range[0])
    }

    /// What is written for a place between the ends.
    pub(super) fn written(&self, unit: f64) -> String {
        let [lo, hi] = self.range.map(|v| (v - self.shift) / self.scale);
        let width = hi - lo;
        let decimals = (5.0 - width.log10()).ceil().clamp(0.0, 12.0) as usize;
        trimmed(&format!("{:.decimals$}", lo + unit * width))
    }

    /// A change along the axis, given as a part of the range.
    pub(super) fn change(&self, part: f64) -> String {
        let width = (self.range[1] - self.range[0]) / self.scale;
        let decimals = (6.0 - width.log10()).ceil().clamp(0.0, 12.0) as usize;
        trimmed(&format!("{:.decimals$}", part * width))
    }

    /// Places and labels of ticks where the written numbers are not the values themselves.
    pub(super) fn ticks(&self) -> Option<Vec<(String, String)>> {
        (self.scale != 1.0).then(|| {
            let t = ticks::ticks(self.range, 5);
            let at = |v: &f64| (self.written(self.unit(*v)), ticks::label(*v, t.step));
            t.values.iter().map(at).collect()
        })
    }
}

fn trimmed(text: &str) -> String {
    let short = match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.'),
        false => text,
    };
    match short {
        "-0" | "" => "0".into(),
        short => short.into(),
    }
}

/// A visible piece of a curve, in parts of the frame, from 0 to 1 on both axes.
pub(super) type Piece = Vec<[f64; 2]>;

/// The visible pieces of a curve in parts of the frame, true to `tolerance` of it.
pub(super) fn pieces(
    points: &[[f64; 2]],
    closed: bool,
    rulers: &[Ruler; 2],
    tolerance: f64,
) -> Vec<Piece> {
    let unit = |p: &[f64; 2]| [rulers[0].unit(p[0]), rulers[1].unit(p[1])];
    let turn = if closed { points.first() } else { None };
    let mut all = points.iter().chain(turn).map(unit);
    let (mut out, mut open): (Vec<Piece>, Piece) = (vec![], vec![]);
    let mut finish = |open: &mut Piece| {
        if open.len() > 1 {
            out.push(thinned(&strip(open, tolerance), tolerance));
        }
        open.clear();
    };
    let Some(mut from) = all.next() else {
        return vec![];
    };
    for to in all {
        match clip(from, to) {
            None => finish(&mut open),
            Some((p, q)) => {
                if p != from || open.is_empty() {
                    finish(&mut open);
                    open.push(p);
                }
                open.push(q);
                if q != to {
                    finish(&mut open);
                }
            }
        }
        from = to;
    }
    finish(&mut open);
    out
}

/// Of points that follow each other in one narrow column only the first, the last and the extremes.
fn strip(points: &[[f64; 2]], tolerance: f64) -> Piece {
    let column = |p: &[f64; 2]| (p[0] / tolerance).floor();
    let mut out: Piece = vec![];
    for run in points.chunk_by(|a, b| column(a) == column(b)) {
        if run.len() < 5 {
            out.extend_from_slice(run);
            continue;
        }
        let by = |a: &usize, b: &usize| run[*a][1].total_cmp(&run[*b][1]);
        let low = (0..run.len()).min_by(by).unwrap_or(0);
        let high = (0..run.len()).max_by(by).unwrap_or(0);
        let mut kept = [0, low, high, run.len() - 1];
        kept.sort_unstable();
        out.extend(kept.map(|k| run[k]));
    }
    out.dedup();
    out
}

/// After Ramer (1972), Douglas & Peucker (1973): no point left out lies farther from the rest than
/// `tolerance`.
fn thinned(points: &[[f64; 2]], tolerance: f64) -> Piece {
    let mut keep = vec![false; points.len()];
    let mut start = 0;
    while start + 1 < points.len() {
        let end = (start + CHUNK).min(points.len() - 1);
        let mut open = vec![(start, end)];
        while let Some((a, b)) = open.pop() {
            (keep[a], keep[b]) = (true, true);
            let far = (a + 1..b)
                .map(|k| (k, distance(points[k], points[a], points[b])))
                .max_by(|x, y| x.1.total_cmp(&y.1));
            if let Some((k, away)) = far
                && away > tolerance
            {
                open.push((a, k));
                open.push((k, b));
            }
        }
        start = end;
    }
    let kept = points.iter().zip(keep).filter(|(_, k)| *k);
    kept.map(|(p, _)| *p).collect()
}

/// From a point to a segment.
fn distance(p: [f64; 2], a: [f64; 2], b: [f64; 2]) -> f64 {
    let (d, e) = ([b[0] - a[0], b[1] - a[1]], [p[0] - a[0], p[1] - a[1]]);
    let square = d[0] * d[0] + d[1] * d[1];
    let t = if square > 0.0 {
        ((e[0] * d[0] + e[1] * d[1]) / square).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (e[0] - t * d[0]).hypot(e[1] - t * d[1])
}

/// The part of a segment in the frame with its margin, after Liang & Barsky (1984).
fn clip(a: [f64; 2], b: [f64; 2]) -> Option<([f64; 2], [f64; 2])> {
    let (lo, hi) = (-MARGIN, 1.0 + MARGIN);
    let (mut t0, mut t1) = (0.0_f64, 1.0_f64);
    for k in 0..2 {
        let d = b[k] - a[k];
        if !(d.is_finite() && a[k].is_finite()) {
            return None;
        }
        if d == 0.0 {
            if a[k] < lo || a[k] > hi {
                return None;
            }
            continue;
        }
        let (s, e) = ((lo - a[k]) / d, (hi - a[k]) / d);
        t0 = t0.max(s.min(e));
        t1 = t1.min(s.max(e));
    }
    // Rounding of huge numbers must not lead outside, nor to what is no number.
    let at = |t: f64| [0, 1].map(|k| (a[k] + t * (b[k] - a[k])).max(lo).min(hi));
    let (p, q) = (
        if t0 <= 0.0 { a } else { at(t0) },
        if t1 >= 1.0 { b } else { at(t1) },
    );
    let inside = |p: &[f64; 2]| p.iter().all(|c| (lo..=hi).contains(c));
    (t0 <= t1 && inside(&p) && inside(&q)).then_some((p, q))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rulers() -> [Ruler; 2] {
        [Ruler::new([0.0, 1.0]), Ruler::new([0.0, 1.0])]
    }

    /// A straight line needs its ends, a square its corners.
    #[test]
    fn only_points_that_show_something_are_kept() {
        let line: Vec<_> = (0..=1000).map(|k| [f64::from(k) / 1000.0, 0.5]).collect();
        let kept = pieces(&line, false, &rulers(), 1e-3);
        assert_eq!(kept, [[[0.0, 0.5], [1.0, 0.5]]]);
        let square = [[0.2, 0.2], [0.8, 0.2], [0.8, 0.8], [0.2, 0.8]];
        let kept = pieces(&square, true, &rulers(), 1e-3);
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].len(), 5);
    }

    /// A parabola of 100,001 points: what is left lies within the tolerance of it everywhere.
    #[test]
    fn thinning_is_true_to_its_tolerance() {
        let curve: Vec<_> = (0..=100_000)
            .map(|k| f64::from(k) / 1e5)
            .map(|x| [x, x * x])
            .collect();
        let kept = pieces(&curve, false, &rulers(), 1e-3);
        assert!(kept[0].len() < 400, "{}", kept[0].len());
        for p in kept[0].windows(2) {
            let x = 0.5 * (p[0][0] + p[1][0]);
            assert!((0.5 * (p[0][1] + p[1][1]) - x * x).abs() < 2.5e-3);
        }
    }

    /// 44.3 to 44.301 differ in the sixth digit: the range is written from 0 to 1.
    #[test]
    fn narrow_ranges_far_from_zero_are_written_as_parts() {
        let ruler = Ruler::new([44.3, 44.301]);
        assert_eq!(ruler.written(0.25), "0.25");
        let ticks = ruler.ticks().unwrap();
        assert!(
            ticks
                .iter()
                .any(|(at, label)| at == "0.5" && label == "44.3005"),
            "{ticks:?}"
        );
        let usual = Ruler::new([-80.0, 20.0]);
        assert_eq!(usual.written(0.25), "-55");
        assert!(usual.ticks().is_none());
    }
}
