//! The start of a spike in the exponential integrate-and-fire models.
use crate::model::Real;

/// Beyond this exponent the curve goes on along its tangent.
///
/// At `e⁴⁰` what is left of a spike's rise takes some 1e-17 of the membrane's time constant, far below
/// the rounding of any spike time; the exponential itself would overflow not much later.
const STRAIGHT: f64 = 40.0;

/// `eˣ`, and its tangent beyond [`STRAIGHT`], so that neither values nor steps of integration overflow
/// however far above the threshold a spike is cut.
#[inline]
pub(super) fn rise<S: Real>(x: S) -> S {
    if x.re() <= STRAIGHT {
        x.exp()
    } else {
        (x - STRAIGHT + 1.0) * STRAIGHT.exp()
    }
}
