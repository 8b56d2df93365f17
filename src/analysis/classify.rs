//! Names for equilibria, from the eigenvalues of the Jacobian.
use nalgebra::{Complex, DMatrix};
use std::fmt;

/// The kind of an equilibrium.
///
/// `Centre`, `SaddleNode` and `Degenerate` describe the linearisation within tolerance, not the
/// nonlinear type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Real negative eigenvalues.
    StableNode,
    /// Real positive eigenvalues.
    UnstableNode,
    /// A complex pair with negative real part.
    StableFocus,
    /// A complex pair with positive real part.
    UnstableFocus,
    /// Eigenvalues of both signs.
    Saddle,
    /// A complex pair on the imaginary axis, within tolerance.
    Centre,
    /// One zero eigenvalue, within tolerance.
    SaddleNode,
    /// Both trace and determinant vanish, within tolerance.
    Degenerate,
}

impl Kind {
    /// The name, as in the window, on the command line and in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::StableNode => "stable node",
            Self::UnstableNode => "unstable node",
            Self::StableFocus => "stable focus",
            Self::UnstableFocus => "unstable focus",
            Self::Saddle => "saddle",
            Self::Centre => "centre",
            Self::SaddleNode => "saddle-node",
            Self::Degenerate => "degenerate",
        }
    }

    /// Whether every nearby orbit comes back.
    pub fn is_stable(self) -> bool {
        matches!(self, Self::StableNode | Self::StableFocus)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What the linearisation at an equilibrium says.
#[derive(Clone, Debug, PartialEq)]
pub struct Linear {
    /// By real part, largest first; of a pair the one with positive imaginary part first.
    pub eigenvalues: Vec<Complex<f64>>,
    /// The kind of the equilibrium.
    pub kind: Kind,
    /// Sum of the eigenvalues.
    pub trace: f64,
    /// Product of the eigenvalues.
    pub determinant: f64,
}

/// An eigenvalue, or its real part, counts as zero below this times the size of the Jacobian.
///
/// The size is `√Σ|aᵢⱼ aⱼᵢ|`, or the largest eigenvalue if that is larger: unlike a norm it does not
/// depend on the units of the variables. Positions are good to rounding and Jacobians are exact, so
/// that eigenvalues carry errors of some 1e-14 of the size; what is within 1e-9 of a bifurcation of
/// its eigenvalues cannot be told from it.
pub const TOLERANCE: f64 = 1e-9;

/// A complex pair counts as equal real eigenvalues when its imaginary part is below this times the
/// size: `trace² = 4 det` to within a relative 1e-12, where rounding leaves some 1e-15.
const EQUAL: f64 = 1e-6;

/// Eigenvalues and kind of an equilibrium with the given Jacobian, of any size.
///
/// Two variables: by trace and determinant; with trace² = 4 det within [`TOLERANCE`] it is a node.
/// More: eigenvalues of both signs make a saddle, otherwise node or focus by the leading eigenvalue.
///
/// # Panics
/// When the matrix is empty or not square.
pub fn classify(jacobian: &DMatrix<f64>) -> Linear {
    assert!(
        jacobian.is_square() && !jacobian.is_empty(),
        "a Jacobian is square"
    );
    if !jacobian.norm().is_finite() {
        let nan = f64::NAN;
        return Linear {
            eigenvalues: vec![Complex::new(nan, nan); jacobian.nrows()],
            kind: Kind::Degenerate,
            trace: jacobian.trace(),
            determinant: nan,
        };
    }
    let trace = jacobian.trace();
    let determinant = match jacobian.nrows() {
        2 => product_difference(
            jacobian[(0, 0)],
            jacobian[(1, 1)],
            jacobian[(0, 1)],
            jacobian[(1, 0)],
        ),
        _ => jacobian.determinant(),
    };
    let mut eigenvalues = match jacobian.nrows() {
        1 => vec![Complex::new(trace, 0.0)],
        2 => pair(jacobian, determinant).to_vec(),
        _ => jacobian.complex_eigenvalues().iter().copied().collect(),
    };
    eigenvalues.sort_by(|a, b| {
        let real = b.re.total_cmp(&a.re);
        real.then(b.im.total_cmp(&a.im))
    });
    let balanced = jacobian.component_mul(&jacobian.transpose()).abs().sum();
    let size = eigenvalues
        .iter()
        .map(|l| l.norm())
        .fold(balanced.sqrt(), f64::max);
    Linear {
        kind: kind(&eigenvalues, size),
        eigenvalues,
        trace,
        determinant,
    }
}

/// `a b − c d` to within one and a half units in the last place (Kahan).
fn product_difference(a: f64, b: f64, c: f64, d: f64) -> f64 {
    let cd = c * d;
    let error = (-c).mul_add(d, cd);
    a.mul_add(b, -cd) + error
}

/// Eigenvalues of a 2×2 matrix without cancellation: the larger by the quadratic formula, the
/// smaller as determinant over the larger; the discriminant from the entries, not from the trace.
fn pair(m: &DMatrix<f64>, determinant: f64) -> [Complex<f64>; 2] {
    let half_trace = 0.5 * m[(0, 0)] + 0.5 * m[(1, 1)];
    let half_difference = 0.5 * m[(0, 0)] - 0.5 * m[(1, 1)];
    // ((a − d)/2)² + b c = (trace/2)² − det.
    let square = product_difference(half_difference, half_difference, -m[(0, 1)], m[(1, 0)]);
    let root = square.abs().sqrt();
    if square < 0.0 {
        return [
            Complex::new(half_trace, root),
            Complex::new(half_trace, -root),
        ];
    }
    let large = half_trace + root.copysign(half_trace);
    if large == 0.0 {
        return [Complex::new(0.0, 0.0); 2];
    }
    let small = determinant / large;
    [Complex::new(large, 0.0), Complex::new(small, 0.0)]
}

/// The kind by sorted eigenvalues of a matrix of the given size.
fn kind(eigenvalues: &[Complex<f64>], size: f64) -> Kind {
    let zero = TOLERANCE * size;
    let vanishing = |l: &&Complex<f64>| l.re.abs() <= zero;
    let centres = eigenvalues
        .iter()
        .filter(vanishing)
        .filter(|l| l.im.abs() > zero)
        .count();
    let zeros = eigenvalues
        .iter()
        .filter(vanishing)
        .filter(|l| l.im.abs() <= zero)
        .count();
    let positive = eigenvalues.iter().filter(|l| l.re > zero).count();
    let negative = eigenvalues.iter().filter(|l| l.re < -zero).count();
    if positive > 0 && negative > 0 {
        return Kind::Saddle;
    }
    match (zeros, centres) {
        (0, 0) => {}
        (1, 0) => return Kind::SaddleNode,
        (0, 2) => return Kind::Centre,
        _ => return Kind::Degenerate,
    }
    // The eigenvalue nearest to the imaginary axis decides what the motion looks like in the end.
    let leading = if positive > 0 {
        eigenvalues[eigenvalues.len() - 1]
    } else {
        eigenvalues[0]
    };
    match (positive > 0, leading.im.abs() <= EQUAL * size) {
        (false, true) => Kind::StableNode,
        (false, false) => Kind::StableFocus,
        (true, true) => Kind::UnstableNode,
        (true, false) => Kind::UnstableFocus,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(rows: &[&[f64]]) -> Linear {
        let n = rows.len();
        classify(&DMatrix::from_fn(n, n, |i, j| rows[i][j]))
    }

    /// Diagonal matrices and companions, whose eigenvalues can be read off.
    #[test]
    fn every_kind_has_its_textbook_matrix() {
        for (rows, kind) in [
            ([[-1.0, 0.0], [0.0, -2.0]], Kind::StableNode),
            ([[1.0, 0.0], [0.0, 2.0]], Kind::UnstableNode),
            ([[1.0, 5.0], [0.0, -2.0]], Kind::Saddle),
            ([[-1.0, 2.0], [-2.0, -1.0]], Kind::StableFocus),
            ([[1.0, 2.0], [-2.0, 1.0]], Kind::UnstableFocus),
            ([[0.0, 2.0], [-2.0, 0.0]], Kind::Centre),
            ([[0.0, 0.0], [0.0, -2.0]], Kind::SaddleNode),
            ([[0.0, 1.0], [0.0, 0.0]], Kind::Degenerate),
            // trace² = 4 det: a node.
            ([[-1.0, 1.0], [0.0, -1.0]], Kind::StableNode),
            ([[1.0, 0.0], [0.0, 1.0]], Kind::UnstableNode),
        ] {
            assert_eq!(of(&[&rows[0], &rows[1]]).kind, kind, "{rows:?}");
        }
        assert_eq!(of(&[&[-3.0]]).kind, Kind::StableNode);
        assert_eq!(of(&[&[3.0]]).kind, Kind::UnstableNode);
        assert_eq!(of(&[&[0.0]]).kind, Kind::SaddleNode);
    }

    /// Changing the unit of one variable by 1e6 conjugates the matrix and changes no name.
    #[test]
    fn kinds_do_not_depend_on_units() {
        for scale in [1e-6, 1.0, 1e6] {
            let of = |a: f64, b: f64, c: f64, d: f64| of(&[&[a, b * scale], &[c / scale, d]]).kind;
            assert_eq!(of(1e-4, 2.0, -2.0, -1e-4), Kind::Centre);
            assert_eq!(of(0.001, 2.0, -2.0, 0.001), Kind::UnstableFocus);
            assert_eq!(of(1.0, 2.0, 2.0, 4.0), Kind::SaddleNode);
        }
    }

    /// 1e8 and 1e-8 on the diagonal: the small one would be lost in trace ± root.
    #[test]
    fn small_eigenvalues_are_not_cancelled() {
        let linear = of(&[&[-1e8, 0.0], &[0.0, -1e-8]]);
        assert_eq!(linear.eigenvalues[0].re, -1e-8);
        assert_eq!(linear.eigenvalues[1].re, -1e8);
    }

    /// A rotation beside a decay: eigenvalues ±2i − 1 and −3, leading pair complex.
    #[test]
    fn three_variables_go_by_the_leading_eigenvalue() {
        let linear = of(&[&[-1.0, 2.0, 0.0], &[-2.0, -1.0, 0.0], &[0.0, 0.0, -3.0]]);
        assert_eq!(linear.kind, Kind::StableFocus);
        assert!((linear.eigenvalues[0].im - 2.0).abs() < 1e-12);
        assert!((linear.determinant + 15.0).abs() < 1e-12);
        let saddle = of(&[&[-1.0, 2.0, 0.0], &[-2.0, -1.0, 0.0], &[0.0, 0.0, 3.0]]);
        assert_eq!(saddle.kind, Kind::Saddle);
    }
}
