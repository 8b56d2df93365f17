//! One Newton step: inner points eliminated interval by interval, the chain by reflections, and the
//! last, small system.
use super::{Collocation, Hold, Linear, Orbit, POINTS, Profile};

impl Collocation<'_> {
    /// One linearisation at `orbit`: Newton's correction and the direction of the branch.
    ///
    /// The phase is held by `velocity`, the derivative of the orbit `reference` on the same mesh. The
    /// correction lies in the hyperplane that `hold` names, through `through`. The tangent has a
    /// positive product with the direction held, or with the parameter. `None` when the equations are
    /// singular or have no value.
    pub fn linearise(
        &self,
        orbit: &Orbit,
        reference: &Profile,
        velocity: &[f64],
        hold: Hold<'_>,
        through: &Profile,
    ) -> Option<Linear> {
        // The plane is by far the most frequent; with the dimension known the loops are unrolled.
        match self.n {
            2 => self.linearise_in(2, orbit, reference, velocity, hold, through),
            n => self.linearise_in(n, orbit, reference, velocity, hold, through),
        }
    }

    #[inline(always)]
    fn linearise_in(
        &self,
        n: usize,
        orbit: &Orbit,
        reference: &Profile,
        velocity: &[f64],
        hold: Hold<'_>,
        through: &Profile,
    ) -> Option<Linear> {
        let intervals = orbit.mesh.len() - 1;
        let mn = POINTS * n;
        let period = orbit.at.log_period.exp();
        let (mut f, mut jac) = (
            vec![0.0; intervals * mn],
            vec![0.0; intervals * mn * (n + 1)],
        );
        (self.flow)(&orbit.at.inner, orbit.at.parameter, &mut f, &mut jac);
        if !f.iter().chain(&jac).all(|v| v.is_finite()) {
            return None;
        }
        // Right-hand sides of an interval: n for the state before it, log period, parameter, residual.
        let sides = n + 3;
        let width = mn + sides;
        let mut local = vec![0.0; mn * width];
        let mut solved = vec![0.0; intervals * mn * sides];
        // The chain: rows [x_j | x_0 | x_{j+1} | log period, parameter, residual].
        let chain = 3 * n + 3;
        let mut rows = vec![0.0; 2 * n * chain];
        let mut kept = vec![0.0; intervals * n * chain];
        for j in 0..intervals {
            let h = orbit.mesh[j + 1] - orbit.mesh[j];
            let ht = h * period;
            let (f, jac) = (
                &f[j * mn..(j + 1) * mn],
                &jac[j * mn * (n + 1)..(j + 1) * mn * (n + 1)],
            );
            let x = &orbit.at.inner[j * mn..(j + 1) * mn];
            let node = &orbit.at.nodes[j * n..(j + 1) * n];
            for i in 0..POINTS {
                for r in 0..n {
                    let row = &mut local[(i * n + r) * width..(i * n + r + 1) * width];
                    row.fill(0.0);
                    let (mut by_period, mut by_parameter) = (0.0, 0.0);
                    for l in 0..POINTS {
                        let a = ht * self.gauss.a[i][l];
                        let jl = &jac[(l * n + r) * (n + 1)..(l * n + r + 1) * (n + 1)];
                        for c in 0..n {
                            row[l * n + c] = -a * jl[c];
                        }
                        by_period += a * f[l * n + r];
                        by_parameter += a * jl[n];
                    }
                    row[i * n + r] += 1.0;
                    row[mn + r] = 1.0;
                    row[mn + n] = by_period;
                    row[mn + n + 1] = by_parameter;
                    row[mn + n + 2] = -(x[i * n + r] - node[r] - by_period);
                }
            }
            eliminate(&mut local, mn, width)?;
            let solution = &mut solved[j * mn * sides..(j + 1) * mn * sides];
            for r in 0..mn {
                solution[r * sides..(r + 1) * sides]
                    .copy_from_slice(&local[r * width + mn..(r + 1) * width]);
            }
            // x_{j+1} − G x_j = …, as rows n..2n.
            for r in 0..n {
                let row = &mut rows[(n + r) * chain..(n + r + 1) * chain];
                row.fill(0.0);
                let mut sums = [0.0; 16];
                let (mut by_period, mut by_parameter) = (0.0, 0.0);
                for i in 0..POINTS {
                    let b = ht * self.gauss.b[i];
                    let ji = &jac[(i * n + r) * (n + 1)..(i * n + r + 1) * (n + 1)];
                    for c in 0..n {
                        let part = &solution[(i * n + c) * sides..(i * n + c + 1) * sides];
                        for (s, p) in sums.iter_mut().zip(part) {
                            *s += b * ji[c] * p;
                        }
                    }
                    by_period += b * f[i * n + r];
                    by_parameter += b * ji[n];
                }
                for c in 0..n {
                    row[c] = -sums[c];
                }
                row[r] -= 1.0;
                row[2 * n + r] = 1.0;
                row[3 * n] = sums[n] + by_period;
                row[3 * n + 1] = sums[n + 1] + by_parameter;
                let after = orbit.at.nodes[(j + 1) * n + r];
                row[3 * n + 2] = sums[n + 2] - (after - node[r] - by_period);
            }
            if j == 0 {
                // x_1 − G x_0 = …: nothing to eliminate yet. Rows 0..n: [x_1 | x_0 | – | …].
                for r in 0..n {
                    for c in 0..n {
                        rows[r * chain + c] = rows[(n + r) * chain + 2 * n + c];
                        rows[r * chain + n + c] = rows[(n + r) * chain + c];
                        rows[r * chain + 2 * n + c] = 0.0;
                    }
                    for c in 3 * n..chain {
                        rows[r * chain + c] = rows[(n + r) * chain + c];
                    }
                }
                continue;
            }
            triangular(&mut rows, 2 * n, n, chain);
            kept[j * n * chain..(j + 1) * n * chain].copy_from_slice(&rows[..n * chain]);
            // Rows n..2n are free of x_j; they become the relation between x_0 and x_{j+1}.
            for r in 0..n {
                for c in 0..n {
                    rows[r * chain + c] = rows[(n + r) * chain + 2 * n + c];
                    rows[r * chain + n + c] = rows[(n + r) * chain + n + c];
                    rows[r * chain + 2 * n + c] = 0.0;
                }
                for c in 3 * n..chain {
                    rows[r * chain + c] = rows[(n + r) * chain + c];
                }
            }
        }
        self.close(
            n, orbit, reference, velocity, hold, through, &rows, &kept, &solved,
        )
    }

    /// The last, small system and back substitution.
    #[allow(
        clippy::too_many_arguments,
        reason = "the second half of one elimination, which shares its tables"
    )]
    #[inline(always)]
    fn close(
        &self,
        n: usize,
        orbit: &Orbit,
        reference: &Profile,
        velocity: &[f64],
        hold: Hold<'_>,
        through: &Profile,
        rows: &[f64],
        kept: &[f64],
        solved: &[f64],
    ) -> Option<Linear> {
        let intervals = orbit.mesh.len() - 1;
        let (mn, sides, chain) = (POINTS * n, n + 3, 3 * n + 3);
        // Every node as an affine function of (x_0, log period, parameter, 1): n + 3 columns.
        let mut affine = vec![0.0; (intervals + 1) * n * sides];
        for j in [0, intervals] {
            for r in 0..n {
                affine[(j * n + r) * sides + r] = 1.0;
            }
        }
        for j in (1..intervals).rev() {
            let block = &kept[j * n * chain..(j + 1) * n * chain];
            for r in (0..n).rev() {
                let row = &block[r * chain..(r + 1) * chain];
                for s in 0..sides {
                    let mut v = if s < n {
                        -row[n + s]
                    } else {
                        row[3 * n + s - n]
                    };
                    for c in 0..n {
                        v -= row[2 * n + c] * affine[((j + 1) * n + c) * sides + s];
                    }
                    for c in r + 1..n {
                        v -= row[c] * affine[(j * n + c) * sides + s];
                    }
                    affine[(j * n + r) * sides + s] = v / row[r];
                }
            }
        }
        let size = n + 2;
        let width = size + 2;
        let mut last = vec![0.0; size * width];
        let mut ends = [vec![0.0; n * n], vec![0.0; n * n]];
        for r in 0..n {
            for c in 0..n {
                let (q, p) = (rows[r * chain + c], rows[r * chain + n + c]);
                last[r * width + c] = p + q;
                ends[0][r * n + c] = p;
                ends[1][r * n + c] = q;
            }
            last[r * width + n] = -rows[r * chain + 3 * n];
            last[r * width + n + 1] = -rows[r * chain + 3 * n + 1];
            last[r * width + size] = rows[r * chain + 3 * n + 2];
        }
        // Phase: the mean of (x − reference) · velocity vanishes.
        let mut functional = vec![0.0; sides];
        let mut offset = 0.0;
        for j in 0..intervals {
            let w = Self::weight(&orbit.mesh, j);
            for i in j * n..(j + 1) * n {
                let v = w * velocity[i];
                offset += v * (orbit.at.nodes[i] - reference.nodes[i]);
                for s in 0..sides {
                    functional[s] += v * affine[i * sides + s];
                }
            }
        }
        last[n * width..n * width + size].copy_from_slice(&functional[..size]);
        last[n * width + size] = -functional[n + 2] - offset;
        // The hyperplane.
        let row = (n + 1) * width;
        match hold {
            Hold::Parameter => {
                last[row + n + 1] = 1.0;
                last[row + size] = through.parameter - orbit.at.parameter;
            }
            Hold::Normal(t) => {
                let mut functional = vec![0.0; sides];
                functional[n] = t.log_period;
                functional[n + 1] = t.parameter;
                let mut offset = t.log_period * (orbit.at.log_period - through.log_period)
                    + t.parameter * (orbit.at.parameter - through.parameter);
                for j in 0..intervals {
                    let w = Self::weight(&orbit.mesh, j);
                    for i in j * n..(j + 1) * n {
                        let v = w * t.nodes[i];
                        offset += v * (orbit.at.nodes[i] - through.nodes[i]);
                        for s in 0..sides {
                            functional[s] += v * affine[i * sides + s];
                        }
                    }
                }
                last[row..row + size].copy_from_slice(&functional[..size]);
                last[row + size] = -functional[n + 2] - offset;
            }
        }
        // The tangent: no residuals, one step along what is held.
        last[row + size + 1] = 1.0;
        eliminate(&mut last, size, width)?;
        let profile = |column: usize, constant: f64| {
            let mut y = vec![0.0; sides];
            for (r, y) in y.iter_mut().take(size).enumerate() {
                *y = last[r * width + size + column];
            }
            y[n + 2] = constant;
            let mut nodes = vec![0.0; (intervals + 1) * n];
            for (i, x) in nodes.iter_mut().enumerate() {
                *x = (0..sides).map(|s| affine[i * sides + s] * y[s]).sum();
            }
            let mut inner = vec![0.0; intervals * mn];
            let mut side = y.clone();
            for j in 0..intervals {
                side[..n].copy_from_slice(&nodes[j * n..(j + 1) * n]);
                for r in 0..mn {
                    let at = j * mn + r;
                    inner[at] = (0..sides).map(|s| solved[at * sides + s] * side[s]).sum();
                }
            }
            Profile {
                nodes,
                inner,
                log_period: y[n],
                parameter: y[n + 1],
            }
        };
        let step = profile(0, 1.0);
        let mut tangent = profile(1, 0.0);
        let length = self.norm(&orbit.mesh, &tangent);
        if !step.is_finite() || !tangent.is_finite() || length == 0.0 {
            return None;
        }
        tangent.scale(1.0 / length);
        Some(Linear {
            step,
            tangent,
            ends,
        })
    }
}

/// Gauss-Jordan elimination with partial pivoting of the first `size` columns of `size` rows of the
/// given width; `None` when the matrix is singular.
#[inline(always)]
fn eliminate(rows: &mut [f64], size: usize, width: usize) -> Option<()> {
    for c in 0..size {
        let mut pivot = c;
        for r in c + 1..size {
            if rows[r * width + c].abs() > rows[pivot * width + c].abs() {
                pivot = r;
            }
        }
        if rows[pivot * width + c] == 0.0 || !rows[pivot * width + c].is_finite() {
            return None;
        }
        if pivot != c {
            let (above, below) = rows.split_at_mut(pivot * width);
            above[c * width..(c + 1) * width].swap_with_slice(&mut below[..width]);
        }
        let (above, rest) = rows.split_at_mut((c + 1) * width);
        let row = &above[c * width..];
        let inverse = 1.0 / row[c];
        for other in rest.chunks_exact_mut(width) {
            let factor = other[c] * inverse;
            if factor != 0.0 {
                for (o, v) in other[c + 1..].iter_mut().zip(&row[c + 1..]) {
                    *o -= factor * v;
                }
            }
        }
    }
    // Back substitution for all right-hand sides at once.
    for c in (0..size).rev() {
        let (above, rest) = rows.split_at_mut(c * width);
        let row = &mut rest[..width];
        let inverse = 1.0 / row[c];
        row[size..].iter_mut().for_each(|v| *v *= inverse);
        for other in above.chunks_exact_mut(width) {
            let factor = other[c];
            if factor != 0.0 {
                for (o, v) in other[size..].iter_mut().zip(&row[size..]) {
                    *o -= factor * v;
                }
            }
        }
    }
    Some(())
}

/// Makes the first `columns` columns upper triangular by Householder reflections.
#[inline(always)]
fn triangular(rows: &mut [f64], count: usize, columns: usize, width: usize) {
    for c in 0..columns {
        let norm = (c..count)
            .map(|r| rows[r * width + c].powi(2))
            .sum::<f64>()
            .sqrt();
        if norm == 0.0 {
            continue;
        }
        let head = rows[c * width + c];
        let alpha = -norm.copysign(head);
        let mut v = [0.0; 32];
        for r in c..count {
            v[r] = rows[r * width + c];
        }
        v[c] -= alpha;
        let square: f64 = v[c..count].iter().map(|v| v * v).sum();
        for k in c..width {
            let dot: f64 = (c..count).map(|r| v[r] * rows[r * width + k]).sum();
            let factor = 2.0 * dot / square;
            for r in c..count {
                rows[r * width + k] -= factor * v[r];
            }
        }
    }
}
