//! Evenly spaced streamlines of the vector field.
//!
//! After Jobard & Lefer, "Creating evenly-spaced streamlines of arbitrary density" (1997): a new
//! line starts at a fixed distance from those that are there and ends where it comes close to one.
use super::picture::Stream;
use crate::analysis::{Planar, Problem};

/// Distance at which lines start, relative to the window.
const APART: f64 = 1.0 / 24.0;
/// Distance at which they end.
const CLOSE: f64 = 0.45 * APART;
/// Length of a step.
const STEP: f64 = 0.25 * CLOSE;
/// Shorter lines are left out.
const SHORT: f64 = 1.5 * APART;
/// No line is longer: a line that winds around a cycle ends where it meets itself anyway.
const LONG: f64 = 3.0;

/// Streamlines that fill the window of `problem` evenly; the same ones for the same problem.
pub fn streamlines(problem: &Problem) -> Vec<Stream> {
    let Ok(planar) = problem.field() else {
        return vec![];
    };
    let mut sheet = Sheet::new();
    let mut lines: Vec<Vec<[f64; 2]>> = vec![];
    let mut next = 0;
    // Seeds beside the lines that are there keep the distance even; those on a grid reach the regions
    // that no line has entered.
    let grid = (0..100).map(|k| {
        [
            f64::from(k % 10) / 10.0 + 0.05,
            f64::from(k / 10) / 10.0 + 0.05,
        ]
    });
    let mut grid = std::iter::once([0.5, 0.5]).chain(grid);
    loop {
        let seeds: Vec<[f64; 2]> = if next < lines.len() {
            next += 1;
            beside(&lines[next - 1])
        } else {
            match grid.next() {
                Some(seed) => vec![seed],
                None => break,
            }
        };
        for seed in seeds {
            if !inside(seed) || !sheet.free(seed, APART) {
                continue;
            }
            let line = follow(&planar, &sheet, seed);
            if (line.len() as f64) * STEP >= SHORT {
                for &p in &line {
                    sheet.put(p);
                }
                lines.push(line);
            }
        }
    }
    let window = planar.window();
    let [w, h] = window.size();
    lines
        .into_iter()
        .map(|line| Stream {
            points: line
                .into_iter()
                .map(|[x, y]| [window.x[0] + w * x, window.y[0] + h * y])
                .collect(),
        })
        .collect()
}

fn inside([x, y]: [f64; 2]) -> bool {
    (0.0..=1.0).contains(&x) && (0.0..=1.0).contains(&y)
}

/// Points at the starting distance on both sides of a line.
fn beside(line: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let stride = (APART / STEP) as usize;
    line.windows(2)
        .step_by(stride.max(1))
        .flat_map(|p| {
            let ([x, y], [dx, dy]) = (p[0], [p[1][0] - p[0][0], p[1][1] - p[0][1]]);
            let k = 1.02 * APART / dx.hypot(dy).max(1e-12);
            [[x - k * dy, y + k * dx], [x + k * dy, y - k * dx]]
        })
        .collect()
}

/// The line through `seed`, in the direction of time.
fn follow(planar: &Planar, sheet: &Sheet, seed: [f64; 2]) -> Vec<[f64; 2]> {
    let mut line = half(planar, sheet, seed, -1.0, &[]);
    line.reverse();
    line.push(seed);
    let forward = half(planar, sheet, seed, 1.0, &line);
    line.extend(forward);
    line
}

/// Half of a line, by the midpoint rule in arc length.
fn half(
    planar: &Planar,
    sheet: &Sheet,
    seed: [f64; 2],
    sign: f64,
    before: &[[f64; 2]],
) -> Vec<[f64; 2]> {
    let window = planar.window();
    let [w, h] = window.size();
    let direction = |[x, y]: [f64; 2]| -> Option<[f64; 2]> {
        let [fx, fy] = planar.f([window.x[0] + w * x, window.y[0] + h * y]);
        let (fx, fy) = (sign * fx / w, sign * fy / h);
        let length = fx.hypot(fy);
        (length.is_finite() && length > 0.0).then(|| [fx / length, fy / length])
    };
    let mut line: Vec<[f64; 2]> = vec![];
    let mut at = seed;
    while (line.len() as f64) * STEP < LONG {
        let Some(d) = direction(at) else { break };
        let middle = [at[0] + 0.5 * STEP * d[0], at[1] + 0.5 * STEP * d[1]];
        let Some(m) = direction(middle) else { break };
        // Where the direction turns around within a step there is an equilibrium or a fold of the
        // flow onto a slow curve: the line has arrived.
        if d[0] * m[0] + d[1] * m[1] < 0.0 {
            break;
        }
        let to = [at[0] + STEP * m[0], at[1] + STEP * m[1]];
        if !inside(to) || !sheet.free(to, CLOSE) {
            break;
        }
        // Of its own points those of the last few steps are near of course.
        let near = |p: &[f64; 2]| (p[0] - to[0]).hypot(p[1] - to[1]) < 0.5 * CLOSE;
        let skip = 8;
        let own = line.len().saturating_sub(skip);
        let other = (before.len() + line.len())
            .saturating_sub(skip)
            .min(before.len());
        if line[..own].iter().any(near) || before[..other].iter().any(near) {
            break;
        }
        line.push(to);
        at = to;
    }
    line
}

/// Points of the lines so far, sorted into square cells for quick questions about distance.
struct Sheet {
    cells: Vec<Vec<[f64; 2]>>,
}

impl Sheet {
    const SIDE: usize = (1.0 / APART) as usize;

    fn new() -> Self {
        Self {
            cells: vec![vec![]; Self::SIDE * Self::SIDE],
        }
    }

    fn cell(p: f64) -> usize {
        ((p * Self::SIDE as f64) as usize).min(Self::SIDE - 1)
    }

    fn put(&mut self, p: [f64; 2]) {
        self.cells[Self::cell(p[1]) * Self::SIDE + Self::cell(p[0])].push(p);
    }

    /// Whether no point is nearer to `p` than `distance`, which is at most a cell's width.
    fn free(&self, p: [f64; 2], distance: f64) -> bool {
        let around = |c: usize| c.saturating_sub(1)..=(c + 1).min(Self::SIDE - 1);
        around(Self::cell(p[1])).all(|row| {
            around(Self::cell(p[0])).all(|column| {
                self.cells[row * Self::SIDE + column]
                    .iter()
                    .all(|q| (q[0] - p[0]).hypot(q[1] - p[1]) >= distance)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::zoo;

    /// No streamline starts nearer to another than the ending distance, every one has a length, and
    /// together they fill the window: for every model.
    #[test]
    fn streamlines_are_evenly_spaced_and_reproducible() {
        for model in zoo::registry() {
            for preset in &model.info().presets {
                let problem = Problem::new(model, preset);
                let window = problem.window();
                let lines = streamlines(&problem);
                assert_eq!(lines, streamlines(&problem));
                assert!(lines.len() > 15, "{problem:?}: {}", lines.len());
                for (k, a) in lines.iter().enumerate() {
                    assert!(a.points.len() > 2);
                    assert!(
                        a.points
                            .iter()
                            .all(|&p| window.enlarged(1.0001).contains(p))
                    );
                    for b in &lines[..k] {
                        let nearest =
                            a.points.iter().step_by(7).flat_map(|&p| {
                                b.points.iter().map(move |&q| window.distance(p, q))
                            });
                        let nearest = nearest.fold(f64::INFINITY, f64::min);
                        assert!(nearest > 0.99 * CLOSE, "{problem:?}: {nearest}");
                    }
                }
            }
        }
    }
}
