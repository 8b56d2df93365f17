//! Where labels go: out of each other's way, off the curves, and the same place as before while a
//! slider moves.
use super::view::Piece;
use egui::{Pos2, Rect, Vec2, pos2, vec2};
use std::collections::BTreeMap;

/// A label that wants a place.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    /// Name under which its place is remembered.
    pub(super) key: String,
    /// The curve that it names, if it names one.
    pub(super) owner: Option<u16>,
    /// What it belongs to; its place is remembered relative to this.
    pub(super) anchor: Pos2,
    /// Places it could have, each with what it costs to be there.
    pub(super) spots: Vec<(Rect, f32)>,
    /// Left out rather than put where it costs more than this.
    pub(super) limit: f32,
}

/// Places of labels in the picture before, relative to their anchors.
pub(super) type Memory = BTreeMap<String, Vec2>;

/// Cost of covering another label or a glyph, and of one cell of a curve.
const ON_LABEL: f32 = 1000.0;
const ON_GLYPH: f32 = 400.0;
const ON_CURVE: f32 = 5.0;
/// Cost of lying where something moves to and fro: the name of a curve is rather left out.
const ON_LANE: f32 = 250.0;
/// Cost of covering a curve at all: a gap in it is worse than a label somewhat farther off.
const CUTS: f32 = 34.0;
/// Cost of being nearer to another glyph than to the own one, where it would be read as that one's.
const MISLEADING: f32 = 30.0;
/// Cost of a cell of another curve right beside a curve's label.
const BESIDE_ANOTHER: f32 = 4.0;
/// Cost of moving by 100 points.
const MOVED: f32 = 30.0;

/// Which parts of the page have something in them.
pub(super) struct Occupied {
    frame: Rect,
    columns: usize,
    /// Number of the curve in each cell; 0 where there is none.
    cells: Vec<u16>,
    glyphs: Vec<Rect>,
    /// Where something moves to and fro; no label is mistaken for its name.
    lanes: Vec<Rect>,
    labels: Vec<Rect>,
}

impl Occupied {
    const CELL: f32 = 6.0;

    pub(super) fn new(frame: Rect) -> Self {
        let columns = (frame.width() / Self::CELL).ceil().clamp(1.0, 4096.0) as usize;
        let rows = (frame.height() / Self::CELL).ceil().clamp(1.0, 4096.0) as usize;
        Self {
            frame,
            columns,
            cells: vec![0; columns * rows],
            glyphs: vec![],
            lanes: vec![],
            labels: vec![],
        }
    }

    fn cell(&mut self, p: Pos2) -> Option<&mut u16> {
        let d = (p - self.frame.min) / Self::CELL;
        let inside = d.x >= 0.0 && d.y >= 0.0 && (d.x as usize) < self.columns;
        let index = d.y.max(0.0) as usize * self.columns + d.x.max(0.0) as usize;
        inside.then(|| self.cells.get_mut(index)).flatten()
    }

    /// A curve, which is not number 0.
    pub(super) fn curve(&mut self, points: &[Pos2], number: u16) {
        for p in points.windows(2) {
            let n = (p[0].distance(p[1]) / (0.5 * Self::CELL)).ceil().max(1.0);
            for k in 0..=n as usize {
                let at = p[0] + (p[1] - p[0]) * (k as f32 / n);
                if let Some(cell) = self.cell(at) {
                    *cell = number;
                }
            }
        }
    }

    pub(super) fn glyph(&mut self, rect: Rect) {
        self.glyphs.push(rect);
    }

    pub(super) fn lane(&mut self, rect: Rect) {
        self.lanes.push(rect);
    }

    pub(super) fn label(&mut self, rect: Rect) {
        self.labels.push(rect);
    }

    fn cost(&self, rect: Rect, wanted: &Wanted) -> f32 {
        let mut cost = 0.0;
        let own = rect.distance_to_pos(wanted.anchor);
        for other in &self.labels {
            if other.expand(2.0).intersects(rect) {
                cost += ON_LABEL;
            }
        }
        let crossed = self.lanes.iter().filter(|lane| lane.intersects(rect));
        cost += ON_LANE * crossed.count() as f32;
        for other in &self.glyphs {
            if other.intersects(rect) {
                cost += ON_GLYPH;
            } else if wanted.owner.is_none() && rect.distance_to_pos(other.center()) < own {
                cost += MISLEADING;
            }
        }
        let mut cells = 0.0;
        // The label of a curve is read as that of the nearest one.
        let around = rect.expand(if wanted.owner.is_some() { 9.0 } else { 0.0 });
        let lo = (around.min - self.frame.min) / Self::CELL;
        let hi = (around.max - self.frame.min) / Self::CELL;
        for row in lo.y.max(0.0) as usize..=hi.y.max(0.0) as usize {
            for column in lo.x.max(0.0) as usize..=(hi.x.max(0.0) as usize).min(self.columns - 1) {
                let number = self.cells.get(row * self.columns + column);
                let Some(&number) = number.filter(|n| **n != 0) else {
                    continue;
                };
                let middle = vec2(column as f32 + 0.5, row as f32 + 0.5) * Self::CELL;
                if rect
                    .expand(0.5 * Self::CELL)
                    .contains(self.frame.min + middle)
                {
                    cells += 1.0;
                } else if wanted.owner != Some(number) {
                    cost += BESIDE_ANOTHER;
                }
            }
        }
        if cells > 0.0 {
            cost += CUTS + ON_CURVE * cells;
        }
        cost
    }

    /// Gives each label in turn the place that costs least, and remembers it; `None` for those that
    /// have none.
    pub(super) fn place(&mut self, wanted: &[Wanted], memory: &mut Memory) -> Vec<Option<Rect>> {
        let frame = self.frame.shrink(3.0);
        wanted
            .iter()
            .map(|w| {
                let before = memory.remove(&w.key);
                let moved = |rect: Rect| {
                    before.map_or(0.0, |at| {
                        (rect.center() - w.anchor - at).length().min(100.0) / 100.0 * MOVED
                    })
                };
                let best = w
                    .spots
                    .iter()
                    .filter(|(rect, _)| frame.contains_rect(*rect))
                    .map(|&(rect, cost)| (rect, cost + moved(rect) + self.cost(rect, w)))
                    .min_by(|a, b| a.1.total_cmp(&b.1))
                    .filter(|&(_, cost)| cost < w.limit)
                    .map(|(rect, _)| rect);
                if let Some(rect) = best {
                    self.label(rect);
                    memory.insert(w.key.clone(), rect.center() - w.anchor);
                }
                best
            })
            .collect()
    }
}

/// Places for the label of a glyph: around it, to the right first.
pub(super) fn around(at: Pos2, size: Vec2, reach: f32) -> Vec<(Rect, f32)> {
    let mut spots = vec![];
    // The far ones are joined to the glyph by a line.
    for (ring, gap) in [
        (0.0, 3.0),
        (12.0, 12.0),
        (26.0, 26.0),
        (40.0, 44.0),
        (55.0, 68.0),
        (70.0, 96.0),
    ] {
        let r = reach + gap;
        let (w, h) = (0.5 * size.x + r, 0.5 * size.y + r);
        let d = 0.7 * r;
        let diagonal = (0.5 * size.x + d, 0.5 * size.y + d);
        let centres = [
            (vec2(w, 0.0), 0.0),
            (vec2(diagonal.0, -diagonal.1), 1.0),
            (vec2(diagonal.0, diagonal.1), 2.0),
            (vec2(-w, 0.0), 3.0),
            (vec2(-diagonal.0, -diagonal.1), 4.0),
            (vec2(-diagonal.0, diagonal.1), 5.0),
            (vec2(0.0, -h), 6.0),
            (vec2(0.0, h), 7.0),
        ];
        for (offset, cost) in centres {
            spots.push((Rect::from_center_size(at + offset, size), cost + ring));
        }
        // Above and below, most of it to one side.
        for (side, first) in [(0.3, 5.5), (-0.3, 6.5)] {
            for (down, cost) in [(-h, first), (h, first + 1.5)] {
                let offset = vec2(side * size.x, down);
                spots.push((Rect::from_center_size(at + offset, size), cost + ring));
            }
        }
    }
    spots
}

/// The line that joins the label of a glyph to it, from edge to edge, where they are not close
/// together.
pub(super) fn leader(at: Pos2, label: Rect, reach: f32) -> Option<[Pos2; 2]> {
    let way = label.clamp(at) - at;
    (way.length() > reach + 13.0).then(|| [at + (reach + 1.0) * way.normalized(), at + way])
}

/// Places for the label of a curve: beside it, towards its ends first.
pub(super) fn beside(pieces: &[Piece], frame: Rect, size: Vec2, gap: f32) -> Vec<(Rect, f32)> {
    const STRIDE: f32 = 14.0;
    let mut spots = vec![];
    for piece in pieces {
        let total: f32 = piece.points.windows(2).map(|p| p[0].distance(p[1])).sum();
        let (mut along, mut next) = (0.0, 0.0);
        for p in piece.points.windows(2) {
            let length = p[0].distance(p[1]);
            while next <= along + length && length > 0.0 {
                let at = p[0] + (p[1] - p[0]) * ((next - along) / length);
                let normal = (p[1] - p[0]).normalized().rot90();
                let off = 0.5 * (normal.x.abs() * size.x + normal.y.abs() * size.y) + gap;
                let middle = 1.0 - (2.0 * next / total.max(1.0) - 1.0).abs();
                let left = (frame.right() - at.x) / frame.width().max(1.0);
                for side in [-1.0, 1.0] {
                    let rect = Rect::from_center_size(at + side * off * normal, size);
                    spots.push((rect, 12.0 * middle + 4.0 * left));
                }
                next += STRIDE;
            }
            along += length;
        }
    }
    spots
}

/// A fixed place for a label just right of the top of a vertical line, or left of it.
pub(super) fn at_top(x: f32, frame: Rect, size: Vec2) -> Vec<(Rect, f32)> {
    [(3.0, 0.0), (22.0, 8.0), (41.0, 16.0)]
        .into_iter()
        .flat_map(|(down, cost)| {
            let y = frame.top() + 3.5 + down;
            [
                (Rect::from_min_size(pos2(x + 4.0, y), size), cost),
                (
                    Rect::from_min_size(pos2(x - 4.0 - size.x, y), size),
                    cost + 1.0,
                ),
            ]
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame() -> Rect {
        Rect::from_min_size(pos2(0.0, 0.0), vec2(400.0, 300.0))
    }

    fn label(key: &str, x: f32, y: f32) -> Wanted {
        Wanted {
            key: key.into(),
            owner: None,
            anchor: pos2(x, y),
            spots: around(pos2(x, y), vec2(80.0, 16.0), 8.0),
            limit: 900.0,
        }
    }

    #[test]
    fn labels_keep_out_of_each_others_way() {
        let wanted = [
            label("a", 200.0, 150.0),
            label("b", 204.0, 150.0),
            label("c", 200.0, 154.0),
            label("d", 205.0, 155.0),
        ];
        let places: Vec<_> = Occupied::new(frame())
            .place(&wanted, &mut Memory::new())
            .into_iter()
            .flatten()
            .collect();
        assert_eq!(places.len(), 4);
        for (k, a) in places.iter().enumerate() {
            assert!(frame().contains_rect(*a));
            assert!(places[..k].iter().all(|b| !a.intersects(*b)));
        }
    }

    /// A line through everything to the right of the point leaves the other places.
    #[test]
    fn labels_keep_off_the_curves() {
        let mut occupied = Occupied::new(frame());
        occupied.curve(&[pos2(200.0, 150.0), pos2(400.0, 150.0)], 1);
        let place = occupied.place(&[label("a", 200.0, 150.0)], &mut Memory::new());
        let rect = place[0].unwrap();
        assert!(rect.bottom() < 150.0 || rect.top() > 150.0 || rect.right() < 200.0);
    }

    /// The live dot goes up and down on the cursor's line right of the point; the label goes elsewhere, also
    /// when it stood there before.
    #[test]
    fn labels_keep_out_of_the_way_of_what_moves() {
        let mut memory = Memory::new();
        let before = Occupied::new(frame()).place(&[label("a", 200.0, 150.0)], &mut memory);
        let lane = Rect::from_x_y_ranges(230.0..=249.0, frame().y_range());
        assert!(before[0].unwrap().intersects(lane));
        let mut occupied = Occupied::new(frame());
        occupied.lane(lane);
        let after = occupied.place(&[label("a", 200.0, 150.0)], &mut memory);
        assert!(!after[0].unwrap().intersects(lane));
    }

    /// In the second picture a curve crosses a corner of the label's place: not enough to move it.
    #[test]
    fn labels_stay_where_they_are_for_small_changes() {
        let mut memory = Memory::new();
        let mut occupied = Occupied::new(frame());
        occupied.curve(&[pos2(200.0, 150.0), pos2(400.0, 150.0)], 1);
        let first = occupied.place(&[label("a", 200.0, 150.0)], &mut memory)[0].unwrap();
        let second =
            Occupied::new(frame()).place(&[label("a", 201.0, 150.0)], &mut memory)[0].unwrap();
        assert_eq!(second.center() - first.center(), vec2(1.0, 0.0));
    }

    /// A label 40 points to the right of a glyph of radius 8 is joined from 9 points on; one that
    /// touches it is not.
    #[test]
    fn only_labels_far_off_are_joined_to_their_glyphs() {
        let label = Rect::from_min_size(pos2(140.0, 90.0), vec2(60.0, 20.0));
        let ends = leader(pos2(100.0, 100.0), label, 8.0);
        assert_eq!(ends, Some([pos2(109.0, 100.0), pos2(140.0, 100.0)]));
        assert_eq!(leader(pos2(129.0, 100.0), label, 8.0), None);
    }

    #[test]
    fn labels_that_fit_nowhere_are_left_out() {
        let tiny = Rect::from_min_size(pos2(0.0, 0.0), vec2(1.0, 1.0));
        let places = Occupied::new(tiny).place(&[label("a", 0.0, 0.0)], &mut Memory::new());
        assert_eq!(places, [None]);
    }
}
