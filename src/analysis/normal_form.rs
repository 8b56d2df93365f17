//! What happens beyond the linearisation: the coefficients that tell bifurcations apart.
//!
//! Kuznetsov, *Elements of Applied Bifurcation Theory* (2004), 5.4 and 8.7.
use crate::model::Family;
use nalgebra::{Complex, DMatrix, DVector};

type C = Complex<f64>;

/// The first Lyapunov coefficient of a Hopf point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Lyapunov {
    /// Imaginary part of the critical eigenvalue.
    pub(super) omega: f64,
    /// The coefficient, with ⟨q, q⟩ = ⟨p, q⟩ = 1 in raw units: negative for a supercritical point.
    pub(super) first: f64,
    /// The sum of the absolute values of its terms.
    pub(super) terms: f64,
}

impl Lyapunov {
    /// Whether it vanishes to within 1e-6 of its terms.
    pub(super) fn is_degenerate(&self) -> bool {
        self.first.abs() <= 1e-6 * self.terms
    }
}

/// Second and third derivatives by the state at one point, for complex directions.
struct Forms<'a> {
    family: &'a dyn Family,
    z: &'a [f64],
}

impl Forms<'_> {
    fn pad(&self, v: &DVector<f64>) -> Vec<f64> {
        let mut out = vec![0.0; self.z.len()];
        out[..v.len()].copy_from_slice(v.as_slice());
        out
    }

    fn real_b(&self, v: &DVector<f64>, w: &DVector<f64>) -> DVector<f64> {
        let mut out = DVector::zeros(v.len());
        self.family
            .second(self.z, &self.pad(v), &self.pad(w), out.as_mut_slice());
        out
    }

    fn real_c(&self, u: &DVector<f64>, v: &DVector<f64>, w: &DVector<f64>) -> DVector<f64> {
        let mut out = DVector::zeros(v.len());
        self.family.third(
            self.z,
            &self.pad(u),
            &self.pad(v),
            &self.pad(w),
            out.as_mut_slice(),
        );
        out
    }

    /// B(v, w).
    fn b(&self, v: &DVector<C>, w: &DVector<C>) -> DVector<C> {
        let (vr, vi, wr, wi) = (re(v), im(v), re(w), im(w));
        complex(
            &(self.real_b(&vr, &wr) - self.real_b(&vi, &wi)),
            &(self.real_b(&vr, &wi) + self.real_b(&vi, &wr)),
        )
    }

    /// C(q, q, q̄) = (C(a,a,a) + C(a,b,b)) + i (C(a,a,b) + C(b,b,b)) for q = a + ib.
    fn c(&self, q: &DVector<C>) -> DVector<C> {
        let (a, b) = (re(q), im(q));
        complex(
            &(self.real_c(&a, &a, &a) + self.real_c(&a, &b, &b)),
            &(self.real_c(&a, &a, &b) + self.real_c(&b, &b, &b)),
        )
    }
}

fn re(v: &DVector<C>) -> DVector<f64> {
    v.map(|c| c.re)
}

fn im(v: &DVector<C>) -> DVector<f64> {
    v.map(|c| c.im)
}

fn complex(re: &DVector<f64>, im: &DVector<f64>) -> DVector<C> {
    re.zip_map(im, C::new)
}

/// The direction in which a matrix is most nearly singular.
fn null(m: DMatrix<C>) -> Option<DVector<C>> {
    let svd = m.svd(false, true);
    let (least, _) = svd.singular_values.argmin();
    Some(svd.v_t?.row(least).adjoint())
}

/// The pair of eigenvalues nearest to the imaginary axis, as the one with positive imaginary part;
/// `None` when all are real.
pub(super) fn critical_pair(j: &DMatrix<f64>) -> Option<C> {
    j.complex_eigenvalues()
        .iter()
        .copied()
        .filter(|l| l.im > 0.0)
        .min_by(|a, b| a.re.abs().total_cmp(&b.re.abs()))
}

/// The first Lyapunov coefficient at the Hopf point `z` of a family with any number of free
/// parameters, where the Jacobian by the state is `j`; `None` when `j` has no complex pair.
pub(super) fn first_lyapunov(family: &dyn Family, z: &[f64], j: &DMatrix<f64>) -> Option<Lyapunov> {
    let n = j.nrows();
    let omega = critical_pair(j)?.im;
    let a = j.map(C::from);
    let one = DMatrix::<C>::identity(n, n);
    let i = C::i();
    let mut q = null(&a - &one * (i * omega))?;
    q /= C::from(q.norm());
    let mut p = null(a.transpose() + &one * (i * omega))?;
    p /= p.dotc(&q).conj();
    let forms = Forms { family, z };
    let conj = q.map(|c| c.conj());
    let h20 = (&one * (i * 2.0 * omega) - &a)
        .lu()
        .solve(&forms.b(&q, &q))?;
    let h11 = a.lu().solve(&forms.b(&q, &conj))?;
    let terms = [
        p.dotc(&forms.c(&q)).re,
        -2.0 * p.dotc(&forms.b(&q, &h11)).re,
        p.dotc(&forms.b(&conj, &h20)).re,
    ]
    .map(|t| t / (2.0 * omega));
    let first: f64 = terms.iter().sum();
    first.is_finite().then_some(Lyapunov {
        omega,
        first,
        terms: terms.iter().map(|t| t.abs()).sum(),
    })
}

/// What is known of a simple zero eigenvalue.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fold {
    /// The null vector q, of length one when each variable is divided by its scale.
    pub(super) direction: DVector<f64>,
    /// The left null vector p, in the same scaled coordinates.
    pub(super) left: DVector<f64>,
    /// `a = ⟨p, B(q, q)⟩ / 2` with `⟨p, q⟩ = 1`: on the centre manifold the motion is `s' = a s²`, where
    /// s counts lengths of q. It vanishes at a cusp.
    pub(super) quadratic: f64,
    /// `⟨p, f_λ⟩` by the last free parameter: it vanishes where two branches cross.
    pub(super) push: f64,
    /// Size of f_λ along which `push` is to be seen.
    pub(super) size: f64,
}

/// The normal form of the fold at `z`; `None` when no null vectors can be told.
pub(super) fn fold(family: &dyn Family, z: &[f64], scale: &[f64]) -> Option<Fold> {
    let (n, m) = (family.dimension(), family.dimension() + family.free());
    let mut rows = vec![0.0; n * m];
    family.jacobian(z, &mut rows);
    let balanced = DMatrix::from_fn(n, n, |i, j| rows[i * m + j] * scale[j] / scale[i]);
    if !balanced.norm().is_finite() {
        return None;
    }
    let svd = balanced.svd(true, true);
    let (least, _) = svd.singular_values.argmin();
    let q = svd.v_t?.row(least).transpose();
    let left = svd.u?.column(least).into_owned();
    let product = left.dot(&q);
    if product == 0.0 {
        return None;
    }
    let p = left / product;
    let raw = DVector::from_fn(n, |i, _| q[i] * scale[i]);
    let forms = Forms { family, z };
    let b = forms.real_b(&raw, &raw);
    let quadratic = 0.5 * (0..n).map(|i| p[i] * b[i] / scale[i]).sum::<f64>();
    let moved = DVector::from_fn(n, |i, _| rows[i * m + m - 1] / scale[i]);
    Some(Fold {
        direction: raw,
        quadratic,
        push: p.dot(&moved),
        size: moved.norm() * p.norm(),
        left: p,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::zoo;

    /// B13: FitzHugh-Nagumo at its Hopf point, v² = 1 − eps b, has l1 = 0.971971 and
    /// ω² = det = eps (1 − b (1 − v²)) = eps (1 − eps b²).
    #[test]
    fn fitzhugh_nagumo_has_its_published_lyapunov_coefficient() {
        let model = zoo::find("fitzhugh-nagumo").expect("it exists");
        let info = model.info();
        let family = model.family(&info.values(&info.presets[0]), &[0]);
        let v = -(1.0_f64 - 0.08 * 0.8).sqrt();
        let w = (v + 0.7) / 0.8;
        let z = [v, w, w - v + v.powi(3) / 3.0];
        let j = DMatrix::from_row_slice(2, 2, &[1.0 - v * v, -1.0, 0.08, -0.064]);
        let l = first_lyapunov(&*family, &z, &j).expect("a complex pair");
        assert!((l.first - 0.971_971).abs() < 5e-7, "{l:?}");
        assert!((l.omega - (0.08_f64 * (1.0 - 0.08 * 0.64)).sqrt()).abs() < 1e-14);
        assert!(!l.is_degenerate());
    }
}
