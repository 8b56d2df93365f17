//! Why a problem, or a change to it, is refused.
use super::window::range_advice;

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
    #[error("there is no model {name:?}; {hint}")]
    UnknownModel {
        /// As typed.
        name: String,
        /// What there is, nearest spelling first.
        hint: String,
    },
    /// No such preset of the model.
    #[error("{model} has no preset {name:?}; {hint}")]
    UnknownPreset {
        /// The model's id.
        model: String,
        /// As typed.
        name: String,
        /// What there is, nearest spelling first.
        hint: String,
    },
    /// No such parameter of the model.
    #[error("{model} has no parameter {name:?}; {hint}")]
    UnknownParam {
        /// The model's id.
        model: String,
        /// As typed.
        name: String,
        /// What there is, nearest spelling first.
        hint: String,
    },
    /// No such state variable of the model.
    #[error("{model} has no variable {name:?}; {hint}")]
    UnknownVariable {
        /// The model's id.
        model: String,
        /// As typed.
        name: String,
        /// What there is, nearest spelling first.
        hint: String,
    },
    /// A number that is not finite.
    #[error("{name} = {value} is not a finite number; give a plain number such as 1.5")]
    NotFinite {
        /// What it was given for.
        name: String,
        /// As given.
        value: f64,
    },
    /// A negative value of a parameter that makes no sense below zero.
    #[error("{name} ({about}) = {value} is negative; give 0 or more")]
    Negative {
        /// The parameter.
        name: String,
        /// What it is.
        about: &'static str,
        /// Its value.
        value: f64,
    },
    /// A value of a parameter that names none of the variants of a formula.
    #[error("{name} has no value {value:?}; {hint}")]
    NoChoice {
        /// The parameter.
        name: String,
        /// As typed.
        value: String,
        /// What there is, nearest spelling first.
        hint: String,
    },
    /// A range of a parameter that has no range: it names variants of a formula.
    #[error(
        "{name} names variants of the formula ({known}) and cannot be varied; choose another parameter"
    )]
    NotVaried {
        /// The parameter.
        name: String,
        /// Its variants.
        known: String,
    },
    /// A parameter value at which the formula divides by zero.
    #[error(
        "{name} = {value} makes the equations of {model} singular (they divide by {name}); choose a value other than 0"
    )]
    Singular {
        /// The model's id.
        model: String,
        /// The parameter.
        name: String,
        /// Its value.
        value: f64,
    },
    /// The formula has no finite value in the whole window.
    #[error(
        "the equations of {model} have no finite value anywhere in this window; reset the parameter changed last, or the view"
    )]
    NowhereFinite {
        /// The model's id.
        model: String,
    },
    /// A window that is none.
    #[error("the window's {which} range {}:{} is {what}; {}", short(.lo), short(.hi), range_advice(what))]
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
    #[error("the range {}:{} of {name} is {what}; {}", short(.lo), short(.hi), range_advice(what))]
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
    #[error("both parameters are {name}; vary two different ones")]
    SameParameter {
        /// The parameter.
        name: String,
    },
    /// A plane that the model does not have.
    #[error("the plane {given:?} is not two different variables of {model}; it has {known}")]
    Plane {
        /// The model's id.
        model: String,
        /// As typed.
        given: String,
        /// The model's variables.
        known: String,
    },
}
