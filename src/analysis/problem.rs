//! A problem: a model, parameter values, a plane and a window. Equal problems have equal answers.
use super::planar::Planar;
pub use crate::model::nearest;
use crate::model::{Demand, Field, Model, Preset, Slice, Strip, zoo};
use std::sync::Arc;

/// A rectangle in the plane of two state variables, in their units; both widths are positive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// Range of the first variable.
    pub x: [f64; 2],
    /// Range of the second variable.
    pub y: [f64; 2],
}

impl Window {
    /// A window; refused unless both ranges are finite, increasing, and wide enough to be resolved.
    ///
    /// # Errors
    /// [`ProblemError::Window`] says which range is empty, reversed, not finite or too narrow.
    pub fn new(x: [f64; 2], y: [f64; 2]) -> Result<Self, ProblemError> {
        for (which, [lo, hi]) in [("first", x), ("second", y)] {
            if let Some(what) = range_fault([lo, hi]) {
                return Err(ProblemError::Window {
                    which,
                    lo,
                    hi,
                    what,
                });
            }
        }
        Ok(Self { x, y })
    }

    /// Widths of both ranges.
    pub fn size(&self) -> [f64; 2] {
        [self.x[1] - self.x[0], self.y[1] - self.y[0]]
    }

    /// The window with the same centre and both widths multiplied by `factor`.
    pub fn enlarged(&self, factor: f64) -> Self {
        let about = |[lo, hi]: [f64; 2]| {
            let (centre, half) = (0.5 * (lo + hi), 0.5 * factor * (hi - lo));
            [centre - half, centre + half]
        };
        Self {
            x: about(self.x),
            y: about(self.y),
        }
    }

    /// The smallest window that holds both.
    pub fn hull(&self, other: &Self) -> Self {
        let both = |a: [f64; 2], b: [f64; 2]| [a[0].min(b[0]), a[1].max(b[1])];
        Self {
            x: both(self.x, other.x),
            y: both(self.y, other.y),
        }
    }

    /// Whether the point lies inside or on the border.
    pub fn contains(&self, [x, y]: [f64; 2]) -> bool {
        (self.x[0]..=self.x[1]).contains(&x) && (self.y[0]..=self.y[1]).contains(&y)
    }

    /// Distance of two points, each coordinate relative to the window's width.
    pub fn distance(&self, a: [f64; 2], b: [f64; 2]) -> f64 {
        let [w, h] = self.size();
        ((a[0] - b[0]) / w).hypot((a[1] - b[1]) / h)
    }
}

/// What is wrong with a range of numbers, in a few words; `None` when it is finite, increasing and wide
/// enough to be resolved.
pub(super) fn range_fault([lo, hi]: [f64; 2]) -> Option<&'static str> {
    if !lo.is_finite() || !hi.is_finite() || !(hi - lo).is_finite() {
        Some("not finite")
    } else if lo > hi {
        Some("reversed")
    } else if lo == hi {
        Some("empty")
    } else if hi - lo < 1e-9 * lo.abs().max(hi.abs()) {
        Some(TOO_NARROW)
    } else {
        None
    }
}

const TOO_NARROW: &str = "too narrow to be resolved";
/// Why a range is refused that is much wider than its parameter's usual one.
pub(super) const TOO_WIDE: &str = "too wide for anything in it to be resolved";

/// What to do about a range that is refused as [`ProblemError::Range`] or [`ProblemError::Window`] says.
pub fn range_advice(what: &str) -> &'static str {
    match what {
        TOO_NARROW => "give a wider one",
        TOO_WIDE => "give a narrower one",
        _ => "give LOW:HIGH with LOW below HIGH",
    }
}

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
    #[error("{name} = {value} is negative; {about} cannot be: give 0 or more")]
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
                "give a plain number such as 1.5".into()
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
                        format!("{known}, in this order")
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
