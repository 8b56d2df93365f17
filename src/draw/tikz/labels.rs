//! Places of labels: off each other, off the marks, and off the curves where there is room.
use super::thin::Piece;

/// Length of a cell of the grid that remembers where curves are, in centimetres.
const CELL: f64 = 0.12;
/// Costs of covering another label or a mark, and of a cell of a curve.
const ON_LABEL: f64 = 1000.0;
const ON_CURVE: f64 = 6.0;

/// A place: middle, in centimetres from the lower left, and what it costs to be there.
pub(super) type Spot = ([f64; 2], f64);

/// What is where in a panel.
pub(super) struct Places {
    /// Extent of the panel in centimetres.
    size: [f64; 2],
    columns: usize,
    cells: Vec<bool>,
    /// Left, bottom, right and top of what is there.
    taken: Vec<[f64; 4]>,
}

/// The extent of a line of small text in centimetres, about.
pub(super) fn extent(text: &str) -> [f64; 2] {
    [0.132 * text.chars().count() as f64 + 0.1, 0.36]
}

impl Places {
    pub(super) fn new(size: [f64; 2]) -> Self {
        let [columns, rows] = size.map(|s| (s / CELL).ceil().clamp(1.0, 1000.0) as usize);
        Self {
            size,
            columns,
            cells: vec![false; columns * rows],
            taken: vec![],
        }
    }

    /// A piece of a curve, in parts of the panel.
    pub(super) fn curve(&mut self, piece: &Piece) {
        for p in piece.windows(2) {
            let [a, b] = [p[0], p[1]].map(|q| [q[0] * self.size[0], q[1] * self.size[1]]);
            let n = ((b[0] - a[0]).hypot(b[1] - a[1]) / (0.5 * CELL))
                .ceil()
                .min(2000.0);
            for k in 0..=n as usize {
                let t = k as f64 / n.max(1.0);
                let [x, y] = [0, 1].map(|k| (a[k] + t * (b[k] - a[k])) / CELL);
                let column = x as usize;
                if x >= 0.0
                    && y >= 0.0
                    && column < self.columns
                    && let Some(cell) = self.cells.get_mut(y as usize * self.columns + column)
                {
                    *cell = true;
                }
            }
        }
    }

    /// A mark that labels keep off.
    pub(super) fn mark(&mut self, at: [f64; 2], reach: f64) {
        let [x, y] = [at[0] * self.size[0], at[1] * self.size[1]];
        self.taken
            .push([x - reach, y - reach, x + reach, y + reach]);
    }

    fn cost(&self, [x0, y0, x1, y1]: [f64; 4]) -> f64 {
        let crossed = |t: &&[f64; 4]| x0 < t[2] && t[0] < x1 && y0 < t[3] && t[1] < y1;
        let mut cost = ON_LABEL * self.taken.iter().filter(crossed).count() as f64;
        let cell = |v: f64| (v / CELL).max(0.0) as usize;
        for row in cell(y0)..=cell(y1) {
            for column in cell(x0)..=cell(x1).min(self.columns - 1) {
                if self.cells.get(row * self.columns + column) == Some(&true) {
                    cost += ON_CURVE;
                }
            }
        }
        cost
    }

    /// The cheapest place of a label, its middle in parts of the panel; none when all are dearer than
    /// the limit.
    pub(super) fn place(&mut self, spots: &[Spot], size: [f64; 2], limit: f64) -> Option<[f64; 2]> {
        let rect = |[x, y]: [f64; 2]| {
            let [w, h] = size.map(|s| 0.5 * s);
            [x - w, y - h, x + w, y + h]
        };
        let inside = |[x0, y0, x1, y1]: [f64; 4]| {
            x0 >= 0.0 && y0 >= 0.0 && x1 <= self.size[0] && y1 <= self.size[1]
        };
        let (at, _) = spots
            .iter()
            .map(|&(at, cost)| (at, cost + self.cost(rect(at))))
            .filter(|&(at, cost)| cost < limit && inside(rect(at)))
            .min_by(|a, b| a.1.total_cmp(&b.1))?;
        self.taken.push(rect(at));
        Some([at[0] / self.size[0], at[1] / self.size[1]])
    }

    /// The line from a mark to its label's edge, in parts of the panel, where they are not close together.
    pub(super) fn leader(&self, at: [f64; 2], label: [f64; 2], size: [f64; 2]) -> Option<[f64; 2]> {
        let edge = [0, 1].map(|k| {
            let (from, to) = (at[k] * self.size[k], label[k] * self.size[k]);
            from.clamp(to - 0.5 * size[k], to + 0.5 * size[k])
        });
        let way = (edge[0] - at[0] * self.size[0]).hypot(edge[1] - at[1] * self.size[1]);
        (way > 0.4).then(|| [edge[0] / self.size[0], edge[1] / self.size[1]])
    }

    /// Places around a mark, to the right first.
    pub(super) fn around(&self, at: [f64; 2], size: [f64; 2]) -> Vec<Spot> {
        let [x, y] = [at[0] * self.size[0], at[1] * self.size[1]];
        let mut spots = vec![];
        for (gap, ring) in [(0.18, 0.0), (0.4, 14.0), (0.8, 30.0), (1.3, 50.0)] {
            let (w, h) = (0.5 * size[0] + gap, 0.5 * size[1] + gap);
            let (v, d) = (0.5 * size[0] + 0.7 * gap, 0.5 * size[1] + 0.7 * gap);
            let around = [
                [w, 0.0],
                [v, d],
                [v, -d],
                [-w, 0.0],
                [-v, d],
                [-v, -d],
                [0.0, h],
                [0.0, -h],
            ];
            for (k, [dx, dy]) in around.into_iter().enumerate() {
                spots.push(([x + dx, y + dy], ring + k as f64));
            }
        }
        spots
    }

    /// Places beside a curve, towards its ends first.
    pub(super) fn beside(&self, pieces: &[Piece], size: [f64; 2]) -> Vec<Spot> {
        let mut spots = vec![];
        for piece in pieces {
            let page = |q: [f64; 2]| [q[0] * self.size[0], q[1] * self.size[1]];
            let long = |p: &[[f64; 2]]| {
                let (a, b) = (page(p[0]), page(p[1]));
                (b[0] - a[0]).hypot(b[1] - a[1])
            };
            let total: f64 = piece.windows(2).map(long).sum();
            let step = (total / 300.0).max(0.3);
            let (mut along, mut next) = (0.0, 0.0);
            for p in piece.windows(2) {
                let length = long(p);
                while next <= along + length && length > 0.0 {
                    let (a, b) = (page(p[0]), page(p[1]));
                    let t = (next - along) / length;
                    let normal = [-(b[1] - a[1]) / length, (b[0] - a[0]) / length];
                    let off = 0.5 * (normal[0].abs() * size[0] + normal[1].abs() * size[1]) + 0.12;
                    let middle = 1.0 - (2.0 * next / total - 1.0).abs();
                    for side in [1.0, -1.0] {
                        let at = [0, 1].map(|k| a[k] + t * (b[k] - a[k]) + side * off * normal[k]);
                        let left = 1.0 - at[0] / self.size[0];
                        spots.push((at, 12.0 * middle + 4.0 * left));
                    }
                    next += step;
                }
                along += length;
            }
        }
        spots
    }
}
