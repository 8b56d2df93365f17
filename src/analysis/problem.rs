//! A problem: a model, parameter values, a plane and a window. Equal problems have equal answers.
use super::planar::Planar;
pub use super::problem_error::ProblemError;
pub(super) use super::window::{TOO_WIDE, range_fault};
pub use super::window::{Window, range_advice};
pub use crate::model::nearest;
use crate::model::{Demand, Field, Model, Preset, Slice, Strip, zoo};
use crate::text::say;
use std::sync::Arc;

/// What becomes of the variables that a plane does not show, where a model has more than two.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Others {
    /// They follow the shown ones at once: each is where its own rate vanishes.
    #[default]
    Slaved,
    /// They stand still at this state, one number per variable of the model; those of the shown
    /// variables are not read.
    Held(Vec<f64>),
}

/// A model at parameter values, seen in a window of the plane.
#[derive(Clone)]
pub struct Problem {
    model: Arc<dyn Model>,
    preset: Option<&'static str>,
    values: Vec<f64>,
    window: Window,
    axes: [usize; 2],
    others: Others,
}

impl PartialEq for Problem {
    fn eq(&self, other: &Self) -> bool {
        self.model.info().id == other.model.info().id
            && self.preset == other.preset
            && self.values == other.values
            && self.window == other.window
            && self.axes == other.axes
            && self.others == other.others
    }
}

impl std::fmt::Debug for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Problem")
            .field("model", &self.model.info().id)
            .field("preset", &self.preset)
            .field("values", &self.values)
            .field("window", &self.window)
            .field("plane", &self.plane())
            .field("others", &self.others)
            .finish()
    }
}

impl Problem {
    /// A model at one of its presets.
    pub fn new(model: &Arc<dyn Model>, preset: &Preset) -> Self {
        let [x, y] = preset.window;
        Self {
            model: Arc::clone(model),
            preset: Some(preset.id),
            values: model.info().values(preset),
            window: Window {
                x: x.into(),
                y: y.into(),
            },
            axes: model.info().plane,
            others: Others::Slaved,
        }
    }

    /// The model that the explorer opens with, at its first preset.
    pub fn opening() -> Self {
        let model = &zoo::registry()[0];
        Self::new(model, &model.info().presets[0])
    }

    /// The problem called `source`: a model id, or a model id and a preset as `id/preset`.
    ///
    /// # Errors
    /// [`ProblemError::UnknownModel`] or [`ProblemError::UnknownPreset`], with the nearest spelling.
    pub fn from_source(source: &str) -> Result<Self, ProblemError> {
        let (id, preset) = source
            .split_once('/')
            .map_or((source, None), |(id, preset)| (id, Some(preset)));
        let model = zoo::find(id).ok_or_else(|| ProblemError::UnknownModel {
            name: id.into(),
            hint: nearest(id, zoo::registry().iter().map(|m| m.info().id)),
        })?;
        let info = model.info();
        let mut problem = match preset {
            None => Self::new(model, &info.presets[0]),
            Some(name) => {
                let preset = info
                    .preset(name)
                    .ok_or_else(|| ProblemError::UnknownPreset {
                        model: id.into(),
                        name: name.into(),
                        hint: nearest(name, info.presets.iter().map(|p| p.id)),
                    })?;
                Self::new(model, preset)
            }
        };
        if preset.is_none() {
            problem.preset = None;
        }
        Ok(problem)
    }

    /// The model.
    pub fn model(&self) -> &Arc<dyn Model> {
        &self.model
    }

    /// The preset that the source named, if it named one.
    pub fn preset_id(&self) -> Option<&'static str> {
        self.preset
    }

    /// The named preset, or the model's first.
    pub fn preset(&self) -> &Preset {
        let info = self.model.info();
        self.preset
            .and_then(|id| info.preset(id))
            .unwrap_or(&info.presets[0])
    }

    /// All parameter values, in declaration order.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The value of the parameter called `name`.
    pub fn value(&self, name: &str) -> Option<f64> {
        self.model.info().parameter(name).map(|k| self.values[k])
    }

    /// Index of the parameter called `name`.
    ///
    /// # Errors
    /// [`ProblemError::UnknownParam`], with the nearest spelling.
    pub fn parameter(&self, name: &str) -> Result<usize, ProblemError> {
        let info = self.model.info();
        info.parameter(name)
            .ok_or_else(|| ProblemError::UnknownParam {
                model: info.id.into(),
                name: name.into(),
                hint: nearest(name, info.parameters.iter().map(|p| p.name)),
            })
    }

    /// Changes a parameter.
    ///
    /// # Errors
    /// The problem stays as it was when the name is unknown, the value is not finite, or the formula
    /// is singular there.
    pub fn set(&mut self, name: &str, value: f64) -> Result<(), ProblemError> {
        let k = self.parameter(name)?;
        self.check(k, value)?;
        self.values[k] = value;
        Ok(())
    }

    pub(super) fn check(&self, k: usize, value: f64) -> Result<(), ProblemError> {
        let info = self.model.info();
        let spec = &info.parameters[k];
        if !value.is_finite() {
            return Err(ProblemError::NotFinite {
                name: spec.name.into(),
                value,
            });
        }
        // A subnormal divisor is as singular as zero: its reciprocal is infinite.
        if spec.nonzero() && !value.recip().is_finite() {
            return Err(ProblemError::Singular {
                model: info.id.into(),
                name: spec.name.into(),
                value,
            });
        }
        if spec.demand == Demand::Nonnegative && value < 0.0 {
            return Err(ProblemError::Negative {
                name: spec.name.into(),
                about: spec.label,
                value,
            });
        }
        let choices = spec.choices();
        if !choices.is_empty() && !(0..choices.len()).any(|k| k as f64 == value) {
            return Err(ProblemError::NoChoice {
                name: spec.name.into(),
                value: value.to_string(),
                hint: nearest("", choices.iter().copied()),
            });
        }
        Ok(())
    }

    /// The value that `text` means for the parameter called `name`: a number, or the name of a variant
    /// of the formula.
    ///
    /// # Errors
    /// [`ProblemError::UnknownParam`]; [`ProblemError::NoChoice`] when it is neither.
    pub fn read(&self, name: &str, text: &str) -> Result<f64, ProblemError> {
        let spec = &self.model.info().parameters[self.parameter(name)?];
        let choices = spec.choices();
        if let Some(k) = choices.iter().position(|c| c.eq_ignore_ascii_case(text)) {
            return Ok(k as f64);
        }
        text.parse().map_err(|_| ProblemError::NoChoice {
            name: name.into(),
            value: text.into(),
            hint: if choices.is_empty() {
                say!("hint-number")
            } else {
                nearest(text, choices.iter().copied())
            },
        })
    }

    /// The window.
    pub fn window(&self) -> Window {
        self.window
    }

    /// The preset's own window; in a plane that was chosen, the usual ranges of its variables.
    pub fn home(&self) -> Window {
        if self.model.info().dimension() == 1 {
            let [x, y] = self.preset().window;
            return Window {
                x: x.into(),
                y: y.into(),
            };
        }
        let [x, y] = self.axes.map(|k| self.usual(k));
        Window { x, y }
    }

    /// The usual range of a variable: the preset's window where that shows it, otherwise as declared.
    pub fn usual(&self, variable: usize) -> [f64; 2] {
        let info = self.model.info();
        match info.plane.iter().position(|&k| k == variable) {
            Some(side) => self.preset().window[side].into(),
            None => info.variables[variable].range.into(),
        }
    }

    /// Whether a cell that stays at this value of the first variable is in depolarisation block: it lies in
    /// the upper half of the usual range. What has a peak rests wherever it stays below that.
    pub fn depolarised(&self, first: f64) -> bool {
        let [lo, hi] = self.usual(0);
        !self.model.info().resets && first >= 0.5 * (lo + hi)
    }

    /// The size of each of the model's variables that counts as one, in its unit: the width of its
    /// usual range, whatever window or plane is being looked at.
    pub fn scales(&self) -> Vec<f64> {
        (0..self.model.info().dimension())
            .map(|k| {
                let [lo, hi] = self.usual(k);
                hi - lo
            })
            .collect()
    }

    /// The model's vector field at the present values, with all of its variables.
    pub fn bind(&self) -> Box<dyn Field> {
        self.model.bind(&self.values)
    }

    /// Shows another window.
    pub fn set_window(&mut self, window: Window) {
        self.window = window;
    }

    /// Names of the plane's variables; of a model with one variable, its name and that of its rate.
    pub fn plane(&self) -> [&'static str; 2] {
        let info = self.model.info();
        if info.dimension() == 1 {
            return [info.variables[0].name, info.rate];
        }
        self.axes.map(|k| info.variables[k].name)
    }

    /// Places of the plane's variables among the model's. Not to be used of a model with one variable,
    /// whose plane is spanned by that variable and its rate.
    pub fn axes(&self) -> [usize; 2] {
        self.axes
    }

    /// Shows the plane of two other variables, in the window of their usual ranges. A model of two
    /// variables has one plane only.
    ///
    /// # Errors
    /// [`ProblemError::UnknownVariable`], with the nearest spelling; [`ProblemError::Plane`] when it is
    /// not a plane of the model.
    pub fn set_plane(&mut self, names: &[&str]) -> Result<(), ProblemError> {
        let info = self.model.info();
        let places: Vec<usize> = names
            .iter()
            .map(|name| self.variable(name))
            .collect::<Result<_, _>>()?;
        let axes = match places[..] {
            [x, y] if x != y && (info.dimension() > 2 || [x, y] == info.plane) => [x, y],
            _ => {
                let known: Vec<&str> = info.variables.iter().map(|v| v.name).collect();
                let known = known.join(", ");
                return Err(ProblemError::Plane {
                    model: info.id.into(),
                    given: names.join(","),
                    known: if info.dimension() > 2 {
                        known
                    } else {
                        say!("hint-in-order", names = known)
                    },
                });
            }
        };
        if axes != self.axes {
            self.axes = axes;
            self.window = self.home();
        }
        Ok(())
    }

    /// Index of the state variable called `name`.
    ///
    /// # Errors
    /// [`ProblemError::UnknownVariable`], with the nearest spelling.
    pub fn variable(&self, name: &str) -> Result<usize, ProblemError> {
        let info = self.model.info();
        info.variable(name)
            .ok_or_else(|| ProblemError::UnknownVariable {
                model: info.id.into(),
                name: name.into(),
                hint: nearest(name, info.variables.iter().map(|v| v.name)),
            })
    }

    /// What becomes of the variables that the plane does not show.
    pub fn others(&self) -> &Others {
        &self.others
    }

    /// Chooses what becomes of the variables that the plane does not show. Nothing changes in a model
    /// of two variables.
    ///
    /// # Errors
    /// [`ProblemError::NotFinite`] when a number of a state at which they are held is not finite.
    ///
    /// # Panics
    /// When that state does not have one number per variable.
    pub fn set_others(&mut self, others: Others) -> Result<(), ProblemError> {
        let info = self.model.info();
        if let Others::Held(state) = &others {
            assert_eq!(state.len(), info.dimension(), "one number per variable");
            let bad = (0..state.len()).find(|&k| !state[k].is_finite());
            if let Some(k) = bad {
                return Err(ProblemError::NotFinite {
                    name: info.variables[k].name.into(),
                    value: state[k],
                });
            }
        }
        if info.dimension() > 2 {
            self.others = others;
        }
        Ok(())
    }

    /// The plane's part of a state of the model.
    ///
    /// Of a model with one variable, the variable and its rate: a point of the curve that is shown.
    pub fn project(&self, state: &[f64]) -> [f64; 2] {
        if let [x] = *state {
            let mut rate = [0.0];
            self.bind().rhs(&[x], &mut rate);
            return [x, rate[0]];
        }
        self.axes.map(|k| state[k])
    }

    /// The state of the model at a point of the plane, the variables that it does not show being where
    /// [`Problem::others`] says. Not finite where they have no steady state. Of a model with one variable
    /// it is that variable, at whatever height the point is.
    pub fn lift(&self, at: [f64; 2]) -> Vec<f64> {
        if self.model.info().dimension() == 1 {
            return vec![at[0]];
        }
        match self.slice() {
            Some(slice) => slice.state(at),
            None => at.to_vec(),
        }
    }

    /// The same problem in the model's own plane, the variables that it does not show slaved: what
    /// questions about the whole system start from, whatever is being looked at.
    pub(super) fn whole(&self) -> Self {
        let mut whole = self.clone();
        whole.others = Others::Slaved;
        if self.axes != self.model.info().plane {
            whole.axes = self.model.info().plane;
            whole.window = whole.home();
        }
        whole
    }

    /// The vector field in the plane, where the model has more variables than it shows.
    fn slice(&self) -> Option<Slice> {
        let info = self.model.info();
        (info.dimension() > 2).then(|| {
            let (state, slaved) = match &self.others {
                Others::Slaved => (self.preset().initial.clone(), true),
                Others::Held(state) => (state.clone(), false),
            };
            Slice::new(self.bind(), self.axes, state, slaved, self.scales())
        })
    }

    /// The vector field in the plane at the present values. Of a model with more than two variables it
    /// is the slice that [`Problem::others`] describes.
    ///
    /// # Errors
    /// [`ProblemError::NowhereFinite`] when the formula is finite nowhere in the window.
    pub fn field(&self) -> Result<Planar, ProblemError> {
        let planar = self.planar(self.window);
        let [w, h] = self.window.size();
        let finite = (0..25).any(|k| {
            let at = [
                self.window.x[0] + w * (f64::from(k % 5) + 0.5) / 5.0,
                self.window.y[0] + h * (f64::from(k / 5) + 0.5) / 5.0,
            ];
            planar.f(at).iter().all(|v| v.is_finite())
        });
        if finite {
            Ok(planar)
        } else {
            Err(ProblemError::NowhereFinite {
                model: self.model.info().id.into(),
            })
        }
    }

    /// The vector field in the plane at the present values, at the scale of a window, finite or not.
    pub(super) fn planar(&self, window: Window) -> Planar {
        match self.slice() {
            Some(slice) => Planar::new(Box::new(slice), window),
            None if self.model.info().dimension() == 1 => {
                Planar::new(Box::new(Strip::new(self.bind())), window)
            }
            None => Planar::new(self.bind(), window),
        }
    }
}
