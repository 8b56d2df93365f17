//! The stimulus that the live state is under, and what it has made of the parameters.
use super::Explorer;
use crate::analysis::{Others, Problem};
use crate::model::Drive;
use crate::scene::{Axis, Curve, Item, Role, Scene};

impl Explorer {
    /// Begins the session's stimulus if it has changed, and notes what the parameters are now.
    pub(super) fn stimulate(&mut self) {
        let session = &self.session;
        let wanted = (session.stimulus().clone(), session.seed(), session.euler());
        if self.begun.as_ref() != Some(&wanted) {
            let problem = session.problem();
            let (stimulus, seed, euler) = &wanted;
            let drive = (!stimulus.is_empty() || euler.is_some())
                .then(|| Drive::new(&**problem.model(), problem.values(), stimulus, *seed));
            match drive {
                None => self.live.stimulate(None, None),
                Some(Ok(drive)) => self.live.stimulate(Some(&drive), *euler),
                // The session has tried it; parameters that changed since may still be against it.
                Some(Err(why)) => {
                    self.live.stimulate(None, None);
                    self.notice = Some((why.to_string(), f64::INFINITY));
                }
            }
            self.begun = Some(wanted);
        }
        self.present = self.driven(|_| true);
        // A plane whose other variables are held goes through the live state.
        let state = self.live.whole();
        if matches!(self.present.others(), Others::Held(_)) && state.iter().all(|x| x.is_finite()) {
            let held = Others::Held(state.to_vec());
            if let Err(why) = self.present.set_others(held) {
                self.notice = Some((why.to_string(), f64::INFINITY));
            }
        }
    }

    /// The session's problem with the parameters that `which` chooses where the stimulus has moved them.
    pub(super) fn driven(&self, which: impl Fn(usize) -> bool) -> Problem {
        let mut problem = self.session.problem().clone();
        if let Some(values) = self.live.present() {
            let names: Vec<&str> = problem
                .model()
                .info()
                .parameters
                .iter()
                .map(|p| p.name)
                .collect();
            for (k, (name, value)) in names.into_iter().zip(values).enumerate() {
                // Where the formula does not allow a value the picture stays at the last one.
                if which(k) && problem.values()[k] != value {
                    let _ = problem.set(name, value);
                }
            }
        }
        problem
    }

    /// The session's problem with the varied parameter where the stimulus has moved it: the diagram stays
    /// the same while a stimulus moves its parameter, and the cursor goes to and fro on it.
    pub(super) fn studied(&self) -> Problem {
        let varied = self.session.study().vary(self.session.problem()).parameter;
        self.driven(|k| k == varied)
    }

    /// The course of the stimulus over the last `span`, now at the right edge.
    pub(super) fn stimulus_course(&self, span: f64) -> Option<Scene> {
        let (slot, course) = self.live.course()?;
        let info = self.session.problem().model().info();
        let spec = &info.parameters[slot];
        let now = self.live.time();
        let points: Vec<[f64; 2]> = course
            .iter()
            .filter(|[t, _]| *t >= now - 1.02 * span)
            .map(|[t, v]| [t - now, *v])
            .collect();
        let (lo, hi) = points
            .iter()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(lo, hi), [_, v]| {
                (lo.min(*v), hi.max(*v))
            });
        let (lo, hi) = if lo > hi { (0.0, 0.0) } else { (lo, hi) };
        // A parameter that does not move is a line in the middle.
        let pad = if hi > lo {
            0.1 * (hi - lo)
        } else {
            0.02 * (spec.range.1 - spec.range.0)
        };
        let mut scene = Scene::empty(
            Axis {
                name: "time".into(),
                unit: info.time.symbol().into(),
                range: [-span, 0.0],
            },
            Axis {
                name: spec.name.into(),
                unit: spec.unit.symbol().into(),
                range: [lo - pad, hi + pad],
            },
        );
        scene.items.push(Item::Curve(Curve {
            role: Role::Stimulus,
            points,
            closed: false,
            label: None,
        }));
        // An impulse has no width, and no height that could be drawn: a mark says when.
        for t in self.live.impulses(span) {
            scene.items.push(Item::Curve(Curve {
                role: Role::Stimulus,
                points: vec![[t - now, lo], [t - now, hi + 0.8 * pad]],
                closed: false,
                label: None,
            }));
        }
        Some(scene)
    }
}
