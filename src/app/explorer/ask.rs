//! Asking the lanes: what there is to show, and how old it is.
use super::super::plane::Under;
use super::super::questions::{OrbitKey, Orbits, Start, View};
use super::{DIM, DIM_AFTER, Explorer, HOVER_TIMES, ORBIT_TIMES, SCOPE, SPIN_AFTER};
use crate::analysis::ProblemError;
use crate::job::Shown;
use crate::model::Stimulus;
use crate::model::stimulus::Signal;
use crate::scene::{self, Role, Scene};
use std::{sync::Arc, time::Duration};

impl Explorer {
    /// Asks every lane for what it has; never waits for it.
    pub(super) fn ask(&mut self, layers: scene::Layers) -> Answers {
        let problem = &self.present;
        let key = (problem.clone(), layers);
        // Under noise that moves the plane, words and cycles would flicker: they are those of every half second.
        let steady = !jitters(self.history.session().stimulus());
        let now = self.live.time();
        let old = |taken: f64| !(taken..taken + HOLD * self.speed).contains(&now);
        match &self.held {
            _ if steady => self.held = None,
            Some((_, taken)) if !old(*taken) => {}
            _ => self.held = Some((problem.clone(), now)),
        }
        let whole = self.held.as_ref().map_or(problem, |(held, _)| held);
        let full = self.questions.full(&(whole.clone(), layers));
        let mut answers = Answers {
            dim: 1.0,
            cycles: None,
            trouble: None,
            hover: None,
            basin: None,
            waiting: false,
        };
        match &full {
            Shown::Fresh(value) if steady => match value.as_ref() {
                Ok(_) => {
                    self.full = Some(Arc::clone(value));
                    self.view = Some(Arc::clone(value));
                }
                Err(why) => answers.trouble = Some(why.to_string()),
            },
            other => {
                let (newest, waiting) = self::newest(other);
                if newest.is_some() {
                    self.full = newest;
                }
                answers.waiting = waiting > SPIN_AFTER;
                answers.cycles = Some(dim(waiting));
                let quick = self.questions.quick(&key);
                if let Shown::Fresh(value) = &quick
                    && let Err(why) = value.as_ref()
                {
                    answers.trouble = Some(why.to_string());
                }
                let (newest, waiting) = self::newest(&quick);
                if newest.is_some() {
                    self.view = newest;
                }
                answers.dim = dim(waiting);
            }
        }
        if answers.trouble.is_some() {
            answers.dim = DIM;
            answers.cycles = answers.cycles.map(|_| DIM);
        }
        if layers.basins {
            let shown = self.questions.basin(problem);
            if let Some(Ok(_)) = shown.value().map(Arc::as_ref) {
                let dim = match &shown {
                    Shown::Stale {
                        coarse: false,
                        waiting,
                        ..
                    } => dim(*waiting),
                    _ => 1.0,
                };
                answers.basin = shown.value().map(|v| (Arc::clone(v), dim));
            }
            answers.waiting |=
                matches!(&shown, Shown::Stale { waiting, .. } if *waiting > SPIN_AFTER);
        }
        if layers.orbits {
            self.ask_orbits(&mut answers);
        } else {
            self.orbits = None;
        }
        self.ask_fan();
        // The words belong to a whole portrait; a slow search for cycles must not hold them up.
        let slow = matches!(&full, Shown::Stale { waiting, .. } if *waiting > SPIN_AFTER);
        let told = if slow && steady {
            &self.view
        } else {
            &self.full
        };
        if let Some(Ok(view)) = told.as_deref() {
            self.words.clone_from(&view.words);
        }
        answers
    }

    /// The courses of a model with one variable from many starts.
    pub(super) fn ask_fan(&mut self) {
        if self.history.session().problem().scales().len() != 1 {
            self.courses = None;
            return;
        }
        let mut problem = self.present.clone();
        problem.set_window(problem.home());
        let shown = self.questions.fan(&(problem, self.usual_speed));
        if let Some(newest) = shown.value().filter(|v| v.is_ok()) {
            self.courses = Some(Arc::clone(newest));
        }
    }

    fn ask_orbits(&mut self, answers: &mut Answers) {
        let mut problem = self.history.session().problem().clone();
        problem.set_window(problem.home());
        let horizon = SCOPE * self.speed;
        let key = |starts, past| OrbitKey {
            problem: problem.clone(),
            starts,
            span: (ORBIT_TIMES * self.usual_speed).max(horizon),
            horizon,
            past,
        };
        let seeds = self.history.session().seeds();
        self.orbits = if seeds.is_empty() {
            None
        } else {
            let start = |s: &crate::session::Seed| Start {
                id: s.id,
                role: Role::Kept(s.colour),
                at: s.state.clone(),
            };
            let key = key(seeds.iter().map(start).collect(), false);
            self.questions.orbits(&key).value().cloned()
        };
        if let Some(Under::Point(at)) = self.plane.under() {
            let start = Start {
                id: u64::MAX,
                role: Role::Hover,
                at: problem.lift(at),
            };
            let mut key = key(vec![start], true);
            key.span = HOVER_TIMES * self.usual_speed;
            answers.hover = self.questions.hover(&key).value().cloned();
        }
    }
}

/// So many seconds words and cycles hold under noise.
const HOLD: f64 = 0.5;

/// Whether a stimulus moves parameters at random from moment to moment. White noise moves their means nowhere.
fn jitters(stimulus: &Stimulus) -> bool {
    let mut signals = stimulus.inputs.iter().map(|i| &i.signal);
    signals.any(|s| s.random() && !matches!(s, Signal::Noise { .. }))
}

pub(super) type Answer = Arc<Result<View, ProblemError>>;

/// What the lanes answered in this frame, beyond what the explorer keeps.
pub(super) struct Answers {
    /// Opacity of the portrait.
    pub(super) dim: f32,
    /// Opacity of the last known cycles, where the portrait has none of its own yet.
    pub(super) cycles: Option<f32>,
    /// Why there is no portrait for the present problem.
    pub(super) trouble: Option<String>,
    pub(super) hover: Option<Arc<Orbits>>,
    pub(super) basin: Option<(Arc<Result<Scene, ProblemError>>, f32)>,
    /// Whether something takes long enough to say so.
    pub(super) waiting: bool,
}

/// The newest good answer of a lane, and how long a newer one has been waited for.
pub(super) fn newest<T, E>(shown: &Shown<Result<T, E>>) -> (Option<Arc<Result<T, E>>>, Duration) {
    match shown {
        Shown::Stale { value, waiting, .. } => {
            (Some(value).filter(|v| v.is_ok()).cloned(), *waiting)
        }
        Shown::Fresh(value) => (Some(value).filter(|v| v.is_ok()).cloned(), Duration::ZERO),
        Shown::Nothing => (None, Duration::ZERO),
    }
}

pub(super) fn dim(waiting: Duration) -> f32 {
    if waiting > DIM_AFTER { DIM } else { 1.0 }
}

/// The newest good answer of a lane, with its opacity.
pub(in crate::app) type Kept<T, E = ProblemError> = Option<(Arc<Result<T, E>>, f32)>;

/// Keeps the newest good answer, dimmed while a newer one is being waited for; says why there is none.
pub(in crate::app) fn keep<T, E: ToString>(
    kept: &mut Kept<T, E>,
    shown: &Shown<Result<T, E>>,
) -> Option<String> {
    match shown {
        Shown::Fresh(value) => match value.as_ref() {
            Ok(_) => *kept = Some((Arc::clone(value), 1.0)),
            Err(why) => {
                *kept = None;
                return Some(why.to_string());
            }
        },
        Shown::Stale {
            value,
            coarse: true,
            ..
        } if value.is_ok() => *kept = Some((Arc::clone(value), 1.0)),
        other => {
            let (value, waiting) = newest(other);
            if let Some(value) = value {
                *kept = Some((value, dim(waiting)));
            }
        }
    }
    None
}
