//! Why a problem, or a change to it, is refused.
use super::window::range_advice;
use crate::text::{declared, key, say, told};

/// A number as one would type it, with an exponent where it has many zeros.
fn short(x: &f64) -> String {
    if *x == 0.0 || (1e-4..1e7).contains(&x.abs()) || !x.is_finite() {
        x.to_string()
    } else {
        format!("{x:e}")
    }
}

/// Why a problem or a change to it is refused.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ProblemError {
    /// No such model.
    #[error("{}", say!("problem-fault-unknown-model", name = format!("{:?}", name), hint = hint.to_string()))]
    UnknownModel {
        /// As typed.
        name: String,
        /// What there is, nearest spelling first.
        hint: String,
    },
    /// No such preset of the model.
    #[error("{}", say!("problem-fault-unknown-preset", model = model.to_string(), name = format!("{:?}", name), hint = hint.to_string()))]
    UnknownPreset {
        /// The model's id.
        model: String,
        /// As typed.
        name: String,
        /// What there is, nearest spelling first.
        hint: String,
    },
    /// No such parameter of the model.
    #[error("{}", say!("problem-fault-unknown-param", model = model.to_string(), name = format!("{:?}", name), hint = hint.to_string()))]
    UnknownParam {
        /// The model's id.
        model: String,
        /// As typed.
        name: String,
        /// What there is, nearest spelling first.
        hint: String,
    },
    /// No such state variable of the model.
    #[error("{}", say!("problem-fault-unknown-variable", model = model.to_string(), name = format!("{:?}", name), hint = hint.to_string()))]
    UnknownVariable {
        /// The model's id.
        model: String,
        /// As typed.
        name: String,
        /// What there is, nearest spelling first.
        hint: String,
    },
    /// A number that is not finite.
    #[error("{}", say!("problem-fault-not-finite", name = name.to_string(), value = value.to_string()))]
    NotFinite {
        /// What it was given for.
        name: String,
        /// As given.
        value: f64,
    },
    /// A negative value of a parameter that makes no sense below zero.
    #[error("{}", say!("problem-fault-negative", name = name.to_string(), about = declared(&key(about), about), value = value.to_string()))]
    Negative {
        /// The parameter.
        name: String,
        /// What it is.
        about: &'static str,
        /// Its value.
        value: f64,
    },
    /// A value of a parameter that names none of the variants of a formula.
    #[error("{}", say!("problem-fault-no-choice", name = name.to_string(), value = format!("{:?}", value), hint = hint.to_string()))]
    NoChoice {
        /// The parameter.
        name: String,
        /// As typed.
        value: String,
        /// What there is, nearest spelling first.
        hint: String,
    },
    /// A range of a parameter that has no range: it names variants of a formula.
    #[error("{}", say!("problem-fault-not-varied", name = name.to_string(), known = known.to_string()))]
    NotVaried {
        /// The parameter.
        name: String,
        /// Its variants.
        known: String,
    },
    /// A parameter value at which the formula divides by zero.
    #[error("{}", say!("problem-fault-singular", name = name.to_string(), value = value.to_string(), model = model.to_string()))]
    Singular {
        /// The model's id.
        model: String,
        /// The parameter.
        name: String,
        /// Its value.
        value: f64,
    },
    /// The formula has no finite value in the whole window.
    #[error("{}", say!("problem-fault-nowhere-finite", model = model.to_string()))]
    NowhereFinite {
        /// The model's id.
        model: String,
    },
    /// A window that is none.
    #[error("{}", say!("problem-fault-window", which = told(which), lo = short(lo), hi = short(hi), what = told(what), advice = told(range_advice(what))))]
    Window {
        /// `first` or `second`.
        which: &'static str,
        /// Lower end as given.
        lo: f64,
        /// Upper end as given.
        hi: f64,
        /// Empty, reversed, not finite, too narrow.
        what: &'static str,
    },
    /// A range of a parameter that is none.
    #[error("{}", say!("problem-fault-range", lo = short(lo), hi = short(hi), name = name.to_string(), what = told(what), advice = told(range_advice(what))))]
    Range {
        /// The parameter.
        name: String,
        /// Lower end as given.
        lo: f64,
        /// Upper end as given.
        hi: f64,
        /// Empty, reversed, not finite, too narrow.
        what: &'static str,
    },
    /// A plane of two parameters that are one.
    #[error("{}", say!("problem-fault-same-parameter", name = name.to_string()))]
    SameParameter {
        /// The parameter.
        name: String,
    },
    /// A plane that the model does not have.
    #[error("{}", say!("problem-fault-plane", given = format!("{:?}", given), model = model.to_string(), known = known.to_string()))]
    Plane {
        /// The model's id.
        model: String,
        /// As typed.
        given: String,
        /// The model's variables.
        known: String,
    },
}
