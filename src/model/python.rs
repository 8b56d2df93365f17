//! A model's formulas once more in Python, for scripts that recompute a figure.
//!
//! They stand beside the formulas, in the model's own file, and a test compares the two. The lines use `np`
//! of NumPy, the names of the declaration, and three functions that the script brings: `logistic`, `linexp`
//! and `rise`, as in the formulas.

/// A model's equations as the bodies of Python functions of the state variables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Python {
    /// Lines, the last of which returns the rates as a list; they work for numbers and for arrays.
    pub rhs: &'static [&'static str],
    /// For models with reset: an expression for the value of the first variable at which spikes end.
    pub peak: Option<&'static str>,
    /// For models with reset: an expression for the list of values after a spike.
    pub reset: Option<&'static str>,
    /// An expression for the time for which the state is held after a reset.
    pub hold: &'static str,
}

impl Python {
    /// A model without reset.
    pub const fn smooth(rhs: &'static [&'static str]) -> Self {
        Self {
            rhs,
            peak: None,
            reset: None,
            hold: "0.0",
        }
    }

    /// A model with reset, where spikes end at `peak`.
    pub const fn spiking(
        rhs: &'static [&'static str],
        peak: &'static str,
        reset: &'static str,
    ) -> Self {
        Self {
            rhs,
            peak: Some(peak),
            reset: Some(reset),
            hold: "0.0",
        }
    }

    /// The same with a refractory time after each spike.
    pub const fn held(self, hold: &'static str) -> Self {
        Self { hold, ..self }
    }
}
