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
            let number = lines.len();
            let line = follow(&planar, &mut sheet, seed, number);
            if (line.len() as f64) * STEP >= SHORT {
                lines.push(line);
            } else {
                sheet.remove(&line, number);
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

/// The line through `seed`, in the direction of time; its points are left on the sheet.
fn follow(planar: &Planar, sheet: &mut Sheet, seed: [f64; 2], line: usize) -> Vec<[f64; 2]> {
    sheet.put(Mark {
        at: seed,
        line,
        index: 0,
    });
    let mut points = half(planar, sheet, seed, line, -1);
    points.reverse();
    points.push(seed);
    points.extend(half(planar, sheet, seed, line, 1));
    points
}

/// Half of a line, by the midpoint rule in arc length.
fn half(
    planar: &Planar,
    sheet: &mut Sheet,
    seed: [f64; 2],
    line: usize,
    sign: i32,
) -> Vec<[f64; 2]> {
    let window = planar.window();
    let [w, h] = window.size();
    let direction = |[x, y]: [f64; 2]| -> Option<[f64; 2]> {
        let [fx, fy] = planar.f([window.x[0] + w * x, window.y[0] + h * y]);
        let (fx, fy) = (f64::from(sign) * fx / w, f64::from(sign) * fy / h);
        let length = fx.hypot(fy);
        (length.is_finite() && length > 0.0).then(|| [fx / length, fy / length])
    };
    let mut points: Vec<[f64; 2]> = vec![];
    let mut at = seed;
    let mut index = 0;
    while (points.len() as f64) * STEP < LONG {
        let Some(d) = direction(at) else { break };
        let middle = [at[0] + 0.5 * STEP * d[0], at[1] + 0.5 * STEP * d[1]];
        let Some(m) = direction(middle) else { break };
        // Where the direction turns around within a step there is an equilibrium or a fold of the
        // flow onto a slow curve: the line has arrived.
        if d[0] * m[0] + d[1] * m[1] < 0.0 {
            break;
        }
        index += sign;
        let mark = Mark {
            at: [at[0] + STEP * m[0], at[1] + STEP * m[1]],
            line,
            index,
        };
        if !inside(mark.at) || !sheet.admits(&mark) {
            break;
        }
        sheet.put(mark);
        points.push(mark.at);
        at = mark.at;
    }
    points
}

/// A point of a line on the sheet.
#[derive(Clone, Copy)]
struct Mark {
    at: [f64; 2],
    line: usize,
    /// Number of steps from the line's seed, negative backward.
    index: i32,
}

/// Points of the lines so far, sorted into square cells for quick questions about distance.
struct Sheet {
    cells: Vec<Vec<Mark>>,
}

impl Sheet {
    const SIDE: usize = (1.0 / APART) as usize;
    /// Of its own points a line need not keep away from the last so many.
    const RECENT: i32 = 12;

    fn new() -> Self {
        Self {
            cells: vec![vec![]; Self::SIDE * Self::SIDE],
        }
    }

    fn along(p: f64) -> usize {
        ((p * Self::SIDE as f64) as usize).min(Self::SIDE - 1)
    }

    fn cell(p: [f64; 2]) -> usize {
        Self::along(p[1]) * Self::SIDE + Self::along(p[0])
    }

    fn put(&mut self, mark: Mark) {
        self.cells[Self::cell(mark.at)].push(mark);
    }

    fn remove(&mut self, points: &[[f64; 2]], line: usize) {
        for &p in points {
            self.cells[Self::cell(p)].retain(|m| m.line != line);
        }
    }

    /// Whether all marks nearer to `p` than `reach`, which is at most a cell's width, are fine.
    fn all(&self, p: [f64; 2], reach: f64, fine: impl Fn(&Mark, f64) -> bool) -> bool {
        let around = |v: f64| Self::along((v - reach).max(0.0))..=Self::along((v + reach).min(1.0));
        around(p[1]).all(|row| {
            around(p[0]).all(|column| {
                self.cells[row * Self::SIDE + column].iter().all(|m| {
                    let (dx, dy) = (m.at[0] - p[0], m.at[1] - p[1]);
                    let square = dx * dx + dy * dy;
                    square >= reach * reach || fine(m, square)
                })
            })
        })
    }

    /// Whether no point is nearer to `p` than `distance`.
    fn free(&self, p: [f64; 2], distance: f64) -> bool {
        self.all(p, distance, |_, _| false)
    }

    /// Whether a line may go to `mark`: not close to others, nor, half as close, to itself.
    fn admits(&self, mark: &Mark) -> bool {
        self.all(mark.at, CLOSE, |m, square| {
            m.line == mark.line
                && ((m.index - mark.index).abs() <= Self::RECENT || square >= 0.25 * CLOSE * CLOSE)
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
