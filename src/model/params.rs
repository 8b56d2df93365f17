//! The `params!` macro: a parameter is declared once, in one line.
use super::{real::Real, spec::ParamSpec};

/// A set of typed parameters that can be read from a table of numbers.
pub trait ReadParams<S>: Copy + Send + Sync {
    /// One entry per parameter, in the order in which [`ReadParams::read`] expects them.
    const SPECS: &'static [ParamSpec];
    /// Reads the parameters from `values`, one per spec and in the same order. A value may carry
    /// derivatives.
    fn read(values: &mut dyn Iterator<Item = S>) -> Self;
}

/// Declares a model's parameters: field, symbol, default, slider range, unit, label, tooltip, and
/// `nonzero` where the formula divides by it, `nonnegative` where it makes no sense below zero, or
/// `choice ["a", "b"]` where it names variants of the formula.
///
/// ```text
/// params! {
///     mu "mu" = 1.0, 0.05..=10.0, Unit::None, "Damping", "Strength of the nonlinear damping.", nonzero;
/// }
/// ```
/// makes `struct Params<S> { mu: S }` with [`ReadParams`], which is all that sliders, `--set`, files
/// and tests read.
macro_rules! params {
    ($($field:ident $name:literal = $default:expr, $range:expr, $unit:expr, $label:literal, $about:literal $(, $demand:ident $([$($choice:literal),+])?)?;)+) => {
        /// The parameters of this model, as its formula reads them.
        #[derive(Clone, Copy, Debug)]
        pub(in crate::model) struct Params<S> { $($field: S,)+ }

        impl<S: $crate::model::Real> $crate::model::ReadParams<S> for Params<S> {
            const SPECS: &'static [$crate::model::ParamSpec] = &[$($crate::model::ParamSpec {
                name: $name,
                label: $label,
                unit: $unit,
                default: $default,
                range: (*$range.start(), *$range.end()),
                about: $about,
                demand: $crate::model::params::demand!($($demand $([$($choice),+])?)?),
            },)+];
            #[inline]
            fn read(values: &mut dyn Iterator<Item = S>) -> Self {
                Self { $($field: values.next().expect("one value per declared parameter"),)+ }
            }
        }
    };
}
pub(crate) use params;

/// What a parameter's declaration demands of its values.
macro_rules! demand {
    () => {
        $crate::model::Demand::Any
    };
    (nonzero) => {
        $crate::model::Demand::Nonzero
    };
    (nonnegative) => {
        $crate::model::Demand::Nonnegative
    };
    (choice [$($name:literal),+]) => {
        $crate::model::Demand::Choice(&[$($name),+])
    };
}
pub(crate) use demand;

const _: fn() = || {
    fn bound<S: Real>() {}
    bound::<f64>();
    bound::<num_dual::Dual64>();
    bound::<num_dual::HyperHyperDual64>();
};
