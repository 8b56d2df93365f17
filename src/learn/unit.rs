//! The artificial neuron: a weighted sum of inputs, passed through a transfer function.
use crate::model::{Real, logistic};
use crate::text::{say, told};

/// A transfer function.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Activation {
    /// `1 / (1 + e^(−s (x − b)))`: from 0 to 1, a half at the bias b.
    #[default]
    Sigmoid,
    /// `s (x − b)` above the bias b, 0 below: a rectified linear unit.
    Relu,
}

impl Activation {
    /// Both, as lists show them.
    pub const ALL: [Self; 2] = [Self::Sigmoid, Self::Relu];

    /// The name, as on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sigmoid => "sigmoid",
            Self::Relu => "relu",
        }
    }

    /// The one of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|a| a.name() == name)
    }

    /// The function of `z = s (x − b)`, for numbers and for dual numbers. At its kink a rectified
    /// linear unit has the derivative 0 of its silent side.
    #[inline]
    pub fn of<S: Real>(self, z: S) -> S {
        match self {
            Self::Sigmoid => logistic(z),
            Self::Relu if z.re() > 0.0 => z,
            Self::Relu => S::from(0.0),
        }
    }
}

/// An artificial neuron without its inputs' values.
#[derive(Clone, Debug, PartialEq)]
pub struct ArtificialNeuron {
    /// Weight of each input.
    pub weights: Vec<f64>,
    /// Where the transfer function rises, in the unit of the weighted sum.
    pub bias: f64,
    /// How steeply it rises.
    pub shape: f64,
    /// The transfer function.
    pub activation: Activation,
}

/// Why a unit does not respond.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum UnitError {
    /// Inputs and weights do not match.
    #[error("{}", say!("unit-fault-length", inputs = inputs.to_string(), weights = weights.to_string()))]
    Length {
        /// How many inputs.
        inputs: usize,
        /// How many weights.
        weights: usize,
    },
    /// A number that is none.
    #[error("{}", say!("unit-fault-not-finite", what = what.to_string(), value = value.to_string()))]
    NotFinite {
        /// What, with its number counted from 1.
        what: String,
        /// Its value.
        value: f64,
    },
    /// The numbers are good and their sum is not.
    #[error("{}", say!("unit-fault-overflow"))]
    Overflow,
}

impl ArtificialNeuron {
    /// Drive and output for these inputs: `x = Σ wⱼ vⱼ` and `f(x)`.
    ///
    /// # Errors
    /// When there is not one input per weight, or a number is not finite.
    pub fn respond(&self, inputs: &[f64]) -> Result<[f64; 2], UnitError> {
        if inputs.len() != self.weights.len() {
            return Err(UnitError::Length {
                inputs: inputs.len(),
                weights: self.weights.len(),
            });
        }
        let numbered = |told: &dyn Fn(usize) -> String, values: &[f64]| {
            let named = values.iter().enumerate();
            let named = named.map(|(k, &v)| (told(k + 1), v));
            named.collect::<Vec<_>>()
        };
        let mut all = numbered(
            &|k| say!("numbered-weight", number = k.to_string()),
            &self.weights,
        );
        all.extend(numbered(
            &|k| say!("numbered-input", number = k.to_string()),
            inputs,
        ));
        all.push((told("the bias"), self.bias));
        all.push((told("the shape"), self.shape));
        if let Some((what, value)) = all.into_iter().find(|(_, v)| !v.is_finite()) {
            return Err(UnitError::NotFinite { what, value });
        }
        let drive = self.weights.iter().zip(inputs).map(|(w, v)| w * v).sum();
        let output = self.output(drive);
        if output.is_finite() && f64::is_finite(drive) {
            Ok([drive, output])
        } else {
            Err(UnitError::Overflow)
        }
    }

    /// The transfer function at the drive `x`.
    pub fn output(&self, x: f64) -> f64 {
        self.activation.of(self.shape * (x - self.bias))
    }

    /// The transfer curve: `count` points at equal distances, both ends included, and the kink of a
    /// rectified linear unit where it lies between them.
    pub fn curve(&self, [from, to]: [f64; 2], count: usize) -> Vec<[f64; 2]> {
        let last = count.max(2) - 1;
        let mut places: Vec<f64> = (0..=last)
            .map(|k| from + (to - from) * (k as f64 / last as f64))
            .collect();
        if self.activation == Activation::Relu && from < self.bias && self.bias < to {
            let at = places.partition_point(|&x| x < self.bias);
            if places.get(at) != Some(&self.bias) {
                places.insert(at, self.bias);
            }
        }
        places.into_iter().map(|x| [x, self.output(x)]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_dual::Dual64;

    fn unit(activation: Activation) -> ArtificialNeuron {
        ArtificialNeuron {
            weights: vec![1.0, -0.5],
            bias: 2.0,
            shape: 0.5,
            activation,
        }
    }

    /// Inputs 8 and 2 make the drive 8 − 1 = 7, which is 5 above the bias: relu 2.5, sigmoid
    /// 1 / (1 + e^−2.5) = 0.9241418199787566.
    #[test]
    fn a_unit_weighs_sums_and_transfers() {
        let [drive, rate] = unit(Activation::Relu).respond(&[8.0, 2.0]).expect("good");
        assert_eq!([drive, rate], [7.0, 2.5]);
        let [_, p] = unit(Activation::Sigmoid)
            .respond(&[8.0, 2.0])
            .expect("good");
        assert!((p - 0.924_141_819_978_756_6).abs() < 1e-15);
    }

    #[test]
    fn a_rectified_unit_is_silent_up_to_its_bias_and_its_curve_has_the_kink() {
        let unit = unit(Activation::Relu);
        let curve = unit.curve([0.0, 20.0], 4);
        assert_eq!(curve[..2], [[0.0, 0.0], [2.0, 0.0]]);
        assert_eq!(curve.last(), Some(&[20.0, 9.0]));
        assert_eq!(curve.len(), 5);
    }

    /// σ'(z) = σ (1 − σ), at most 1/4, and no tail may turn into NaN.
    #[test]
    fn transfer_functions_have_their_derivatives() {
        for z in [-800.0, -3.0, 0.0, 3.0, 800.0] {
            let s = Activation::Sigmoid.of(Dual64::new(z, 1.0));
            assert!((s.eps - s.re * (1.0 - s.re)).abs() < 1e-15, "{z}");
            let r = Activation::Relu.of(Dual64::new(z, 1.0));
            assert_eq!([r.re, r.eps], [z.max(0.0), if z > 0.0 { 1.0 } else { 0.0 }]);
        }
    }

    #[test]
    fn what_is_no_input_is_refused_by_name() {
        let unit = unit(Activation::Sigmoid);
        for (inputs, part) in [
            (vec![1.0], "1 inputs"),
            (vec![1.0, f64::NAN], "input 2"),
            (vec![f64::INFINITY, 0.0], "input 1"),
            (vec![1e308, -1e308], "smaller"),
        ] {
            let mut unit = unit.clone();
            if part == "smaller" {
                unit.weights = vec![10.0, 0.0];
            }
            let said = unit.respond(&inputs).expect_err("refused").to_string();
            assert!(said.contains(part), "{said}");
        }
        let bad = ArtificialNeuron {
            weights: vec![f64::NAN],
            ..unit
        };
        let said = bad.respond(&[1.0]).expect_err("refused").to_string();
        assert!(said.contains("weight 1"), "{said}");
    }
}
