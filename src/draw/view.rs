//! From the axes' units to points on the page, and cutting curves to what can be seen.
use egui::{Pos2, Rect, pos2};

/// A linear map from a range of both axes to a rectangle on the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct View {
    /// The rectangle.
    pub(super) rect: Rect,
    /// Range of the horizontal axis.
    pub(super) x: [f64; 2],
    /// Range of the vertical axis, which points up.
    pub(super) y: [f64; 2],
}

/// A visible piece of a curve.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    pub(super) points: Vec<Pos2>,
    pub(super) closed: bool,
}

/// Curves are followed so far beyond the frame, so that their ends and dashes do not show there.
const MARGIN: f64 = 24.0;
/// Points nearer than this to the one before are left out.
const FINEST: f64 = 0.3;

impl View {
    /// Where a point of the data is on the page, not rounded; may be far outside.
    pub(super) fn raw(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let along = |v: f64, [lo, hi]: [f64; 2], a: f32, b: f32| {
            f64::from(a) + (v - lo) / (hi - lo) * f64::from(b - a)
        };
        [
            along(x, self.x, self.rect.left(), self.rect.right()),
            along(y, self.y, self.rect.bottom(), self.rect.top()),
        ]
    }

    /// Where a point is on the page, unless it is out of sight.
    pub(super) fn point(&self, at: [f64; 2]) -> Option<Pos2> {
        let [x, y] = self.raw(at);
        let [lo, hi] = self.bounds();
        (x >= lo[0] && x <= hi[0] && y >= lo[1] && y <= hi[1]).then(|| pos2(x as f32, y as f32))
    }

    /// Direction on the page of a vector in the axes' units, of unit length.
    pub(super) fn direction(&self, [dx, dy]: [f64; 2]) -> Option<egui::Vec2> {
        let x = dx / (self.x[1] - self.x[0]) * f64::from(self.rect.width());
        let y = -dy / (self.y[1] - self.y[0]) * f64::from(self.rect.height());
        let length = x.hypot(y);
        (length.is_finite() && length > 0.0)
            .then(|| egui::vec2((x / length) as f32, (y / length) as f32))
    }

    fn bounds(&self) -> [[f64; 2]; 2] {
        let r = self.rect;
        [
            [f64::from(r.left()) - MARGIN, f64::from(r.top()) - MARGIN],
            [
                f64::from(r.right()) + MARGIN,
                f64::from(r.bottom()) + MARGIN,
            ],
        ]
    }

    /// The visible pieces of a curve.
    pub(super) fn curve(&self, points: &[[f64; 2]], closed: bool) -> Vec<Piece> {
        let bounds = self.bounds();
        let mut pieces: Vec<Piece> = vec![];
        let mut open: Vec<Pos2> = vec![];
        let mut last = [f64::NAN; 2];
        let mut whole = true;
        let turn = closed.then(|| points.first()).flatten();
        let mut pixels = points.iter().chain(turn).map(|&p| self.raw(p));
        let Some(mut from) = pixels.next() else {
            return pieces;
        };
        for to in pixels {
            let (a, b) = (from, to);
            from = to;
            match clip(a, b, bounds) {
                None => {
                    whole = false;
                    finish(&mut pieces, &mut open);
                }
                Some((p, q)) => {
                    if p != a || open.is_empty() {
                        whole &= p == a;
                        finish(&mut pieces, &mut open);
                        open.push(pos2(p[0] as f32, p[1] as f32));
                        last = p;
                    }
                    if (q[0] - last[0]).hypot(q[1] - last[1]) >= FINEST || q != b {
                        open.push(pos2(q[0] as f32, q[1] as f32));
                        last = q;
                    }
                    if q != b {
                        whole = false;
                        finish(&mut pieces, &mut open);
                    }
                }
            }
        }
        // The very end belongs to the curve even if it is near the point before.
        if let (Some(&end), false) = (points.last(), closed)
            && let Some(end) = self.point(end)
            && open.last().is_some_and(|&p| p != end)
        {
            open.push(end);
        }
        finish(&mut pieces, &mut open);
        if closed
            && whole
            && let [only] = &mut pieces[..]
        {
            only.closed = true;
            if only.points.len() > 2
                && only.points[0].distance(only.points[only.points.len() - 1]) < 0.5
            {
                only.points.pop();
            }
        }
        pieces
    }
}

fn finish(pieces: &mut Vec<Piece>, open: &mut Vec<Pos2>) {
    if open.len() > 1 {
        pieces.push(Piece {
            points: std::mem::take(open),
            closed: false,
        });
    }
    open.clear();
}

/// The part of a segment inside a rectangle, after Liang & Barsky (1984); ends inside are returned as
/// they are. Nothing when an end is not finite.
fn clip(a: [f64; 2], b: [f64; 2], [lo, hi]: [[f64; 2]; 2]) -> Option<([f64; 2], [f64; 2])> {
    let (mut t0, mut t1) = (0.0_f64, 1.0_f64);
    for k in 0..2 {
        let d = b[k] - a[k];
        if !d.is_finite() {
            return None;
        }
        if d == 0.0 {
            if a[k] < lo[k] || a[k] > hi[k] {
                return None;
            }
            continue;
        }
        let (s, e) = ((lo[k] - a[k]) / d, (hi[k] - a[k]) / d);
        t0 = t0.max(s.min(e));
        t1 = t1.min(s.max(e));
    }
    // Rounding of huge numbers must not lead outside, nor to what is no number; beside them, where the segment
    // enters or leaves may round to one of its ends.
    let inside = |p: [f64; 2]| [0, 1].map(|k| p[k].max(lo[k]).min(hi[k]));
    let at = |t: f64| [0, 1].map(|k| a[k] + t * (b[k] - a[k]));
    (t0 <= t1).then(|| {
        let p = if t0 <= 0.0 { a } else { at(t0) };
        let q = if t1 >= 1.0 { b } else { at(t1) };
        (inside(p), inside(q))
    })
}

/// A piece cut into dashes by a pattern of dash and gap lengths in turn.
pub(super) fn dashes(piece: &Piece, pattern: &[f32]) -> Vec<Vec<Pos2>> {
    let mut out = vec![];
    let (mut k, mut left) = (0, pattern.first().copied().unwrap_or(f32::INFINITY));
    let first = piece.points.first();
    let mut current: Vec<Pos2> = first.into_iter().copied().collect();
    let turn = piece.closed.then_some(first).flatten();
    let ends = piece.points.iter().skip(1).chain(turn);
    let mut from = first.copied().unwrap_or_default();
    for &to in ends {
        let mut length = from.distance(to);
        while length > left {
            let cut = from + (to - from) * (left / length);
            if k % 2 == 0 {
                current.push(cut);
                out.push(std::mem::take(&mut current));
            } else {
                current = vec![cut];
            }
            length -= left;
            from = cut;
            k = (k + 1) % pattern.len();
            left = pattern[k];
        }
        left -= length;
        if k % 2 == 0 {
            current.push(to);
        }
        from = to;
    }
    if current.len() > 1 && k % 2 == 0 {
        out.push(current);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::vec2;

    fn view() -> View {
        View {
            rect: Rect::from_min_size(pos2(0.0, 0.0), vec2(100.0, 100.0)),
            x: [0.0, 1.0],
            y: [0.0, 1.0],
        }
    }

    #[test]
    fn up_is_up() {
        assert_eq!(view().point([0.25, 0.75]), Some(pos2(25.0, 25.0)));
    }

    /// From x = −1e9 to 1e9 a line enters and leaves at the margin of 24 points.
    #[test]
    fn curves_are_cut_to_what_can_be_seen() {
        let pieces = view().curve(&[[-1e9, 0.5], [1e9, 0.5]], false);
        assert_eq!(pieces.len(), 1);
        assert_eq!(pieces[0].points.len(), 2);
        assert!((pieces[0].points[0].x + 24.0).abs() < 1e-3);
        assert!((pieces[0].points[1].x - 124.0).abs() < 1e-3);
    }

    /// From −1e300 to 1e200 the place where it leaves rounds to its end: nothing is drawn outside all the same.
    #[test]
    fn huge_numbers_are_cut_too() {
        for line in [[[-1e300, 0.5], [1e200, 0.5]], [[1e200, 0.5], [-1e300, 0.5]]] {
            for piece in view().curve(&line, false) {
                let seen = |p: &Pos2| (-24.0..=124.0).contains(&p.x);
                assert!(piece.points.iter().all(seen), "{piece:?}");
            }
        }
    }

    #[test]
    fn curves_that_leave_and_return_are_two_pieces() {
        let pieces = view().curve(&[[0.5, 0.5], [0.5, 9.0], [0.6, 9.0], [0.6, 0.5]], false);
        assert_eq!(pieces.len(), 2);
        let pieces = view().curve(
            &[
                [0.1, 0.5],
                [0.2, 0.5],
                [f64::NAN, 0.5],
                [0.3, 0.5],
                [0.4, 0.5],
            ],
            false,
        );
        assert_eq!(pieces.len(), 2);
    }

    #[test]
    fn closed_curves_stay_closed() {
        let square = [[0.2, 0.2], [0.8, 0.2], [0.8, 0.8], [0.2, 0.8]];
        let pieces = view().curve(&square, true);
        assert_eq!(pieces.len(), 1);
        assert!(
            pieces[0].closed && pieces[0].points.len() == 4,
            "{pieces:?}"
        );
    }

    /// A line of 100 points with dashes of 10 and gaps of 10 has five dashes.
    #[test]
    fn dashes_have_their_lengths() {
        let line = Piece {
            points: vec![pos2(0.0, 0.0), pos2(33.0, 0.0), pos2(100.0, 0.0)],
            closed: false,
        };
        let d = dashes(&line, &[10.0, 10.0]);
        assert_eq!(d.len(), 5);
        for dash in d {
            assert!((dash[0].distance(dash[dash.len() - 1]) - 10.0).abs() < 1e-3);
        }
    }
}
