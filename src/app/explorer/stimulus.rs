//! The stimulus that the live state is under, and what it has made of the parameters.
use super::Explorer;
use crate::analysis::{Others, Problem, driven::Driving};
use crate::model::Drive;
use crate::scene::{self, Scene};

impl Explorer {
    /// Begins the session's stimulus if it has changed, and notes what the parameters are now.
    pub(super) fn stimulate(&mut self) {
        let session = self.history.session();
        let (stimulus, seed, euler) = (session.stimulus(), session.seed(), session.euler());
        // A drawn stimulus may have a million points: it is copied only when it is another one.
        let begun = self.begun.as_ref();
        if begun.is_none_or(|(s, n, e)| (s, *n, *e) != (stimulus, seed, euler)) {
            let problem = session.problem();
            let drive = (!stimulus.is_empty() || euler.is_some())
                .then(|| Drive::new(&**problem.model(), problem.values(), stimulus, seed));
            match drive {
                None => self.live.stimulate(None, None),
                Some(Ok(drive)) => self.live.stimulate(Some(&drive), euler),
                // The session has tried it; parameters that changed since may still be against it.
                Some(Err(why)) => {
                    self.live.stimulate(None, None);
                    self.notice = Some((why.to_string(), f64::INFINITY));
                }
            }
            self.begun = Some((stimulus.clone(), seed, euler));
            self.stimulate_other();
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
        let mut problem = self.history.session().problem().clone();
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
        let varied = self
            .history
            .session()
            .study()
            .vary(self.history.session().problem())
            .parameter;
        self.driven(|k| k == varied)
    }

    /// The course of the stimulus over the last `span`, now at the right edge.
    pub(super) fn stimulus_course(&self, span: f64) -> Option<Scene> {
        let (parameter, course) = self.live.course()?;
        let now = self.live.time();
        let recent = course.iter().filter(|[t, _]| *t >= now - 1.02 * span);
        let impulses = self.live.impulses(span);
        let driving = Driving {
            parameter,
            points: recent.map(|[t, v]| [t - now, *v]).collect(),
            values: vec![],
            impulses: impulses.into_iter().map(|[t, q]| [t - now, q]).collect(),
        };
        let mut course = scene::stimulus(self.history.session().problem(), &driving, [-span, 0.0]);
        // The strip is low: a title with the unit, which is beside the slider too, would reach beyond it.
        course.y.unit.clear();
        Some(course)
    }
}
