//! What screen readers are told: the portrait when it has settled, and what happens.
use super::super::announcer::Announcer;
use super::Explorer;
use crate::analysis::Problem;
use crate::lesson::Part;
use crate::scene;
use crate::session::Stage;
use egui::{Id, Rect, Sense, Ui, Vec2, WidgetInfo, accesskit};
use std::time::{Duration, Instant};

/// What the explorer keeps about it from frame to frame.
#[derive(Default)]
pub(super) struct Spoken {
    pub(super) announcer: Announcer,
    /// What was described last.
    described: Option<Described>,
    /// The portrait in words.
    pub(super) portrait: String,
    /// When the last crossing was passed that has been told.
    crossed: Option<Instant>,
}

/// What a description is about.
#[derive(Clone, Debug, PartialEq)]
enum Described {
    Portrait(Box<Problem>),
    /// The cell alone, while its portrait is to be predicted.
    Cell(Box<Problem>),
    /// Another stage, by its words.
    Stage(String),
}

impl Explorer {
    /// What a screen reader is told at present.
    pub fn told(&self) -> &str {
        self.spoken.announcer.said()
    }

    /// Tells a screen reader what is new, as a text that nobody sees and that is spoken when it changes.
    pub(super) fn announce(&mut self, ui: &Ui, now: f64) {
        self.tell_crossings();
        let concealed = self.conceals();
        if !self.is_described(concealed) {
            self.spoken.described = self.shown(concealed);
            // What was said of the portrait of before would tell of this one.
            self.spoken.portrait.clear();
            self.spoken.announcer.changed();
        }
        let words = self.settled_words();
        if let Some(words) = &words {
            self.spoken.portrait.clone_from(words);
        }
        let settled = words.is_some();
        self.spoken.announcer.frame(now, words.map(|w| || w));
        if let Some(wait) = self.spoken.announcer.waits(now)
            && settled
        {
            ui.ctx()
                .request_repaint_after(Duration::from_secs_f64(wait));
        }
        let said = self.spoken.announcer.said();
        let place = Rect::from_min_size(ui.ctx().content_rect().min, Vec2::splat(1.0));
        let id = Id::unique("announcements");
        let region = ui.interact(place, id, Sense::hover());
        region.widget_info(|| WidgetInfo::labeled(accesskit::Role::Label, true, said));
        ui.accesskit_node_builder(id, |node| node.set_live(accesskit::Live::Polite));
    }

    /// Whether a lesson hides what the portrait shows, so that it is to be predicted: then it is not told either.
    fn conceals(&self) -> bool {
        self.teaching.hides(&Part::Words)
    }

    /// Whether what is shown is what was described, looked at in every frame.
    fn is_described(&self, concealed: bool) -> bool {
        let session = self.history.session();
        match (&self.spoken.described, session.stage()) {
            (None, _) => concealed && session.stage() != Stage::Neuron,
            (Some(Described::Cell(problem)), Stage::Neuron) => {
                concealed && **problem == *session.problem()
            }
            (Some(_), _) if concealed => false,
            (Some(Described::Portrait(problem)), Stage::Neuron) => **problem == *session.problem(),
            (Some(Described::Stage(words)), stage) => *words == self.stages.words(stage),
            _ => false,
        }
    }

    /// What is shown at present, and may be told.
    fn shown(&self, concealed: bool) -> Option<Described> {
        let session = self.history.session();
        match session.stage() {
            Stage::Neuron if concealed => {
                Some(Described::Cell(Box::new(session.problem().clone())))
            }
            _ if concealed => None,
            Stage::Neuron => Some(Described::Portrait(Box::new(session.problem().clone()))),
            stage => Some(Described::Stage(self.stages.words(stage))),
        }
    }

    /// The words about what is shown, when it has settled and they are wanted.
    fn settled_words(&self) -> Option<String> {
        if self.dragging || !self.spoken.announcer.wants() {
            return None;
        }
        match &self.spoken.described {
            None => return None,
            Some(Described::Stage(words)) => return (!words.is_empty()).then(|| words.clone()),
            Some(Described::Cell(problem)) => {
                return Some(scene::cell_spoken(problem, self.live.whole()));
            }
            Some(Described::Portrait(_)) => {}
        }
        let Some(Ok(view)) = self.full.as_deref() else {
            return None;
        };
        // A stimulus moves the portrait on and on: then any will do.
        let same = view.problem == *self.history.session().problem();
        (same || self.live.is_driven())
            .then(|| scene::portrait_spoken(&view.problem, &view.portrait, self.live.whole()))
    }

    /// Tells of the bifurcations that were passed since the last frame.
    fn tell_crossings(&mut self) {
        let history = self.study.crossings.history();
        let crossed = self.spoken.crossed;
        let newer = history
            .iter()
            .take_while(|c| crossed.is_none_or(|told| c.when > told));
        let words: Vec<String> = newer.map(|c| c.words.now().clone()).collect();
        let tells = self.teaching.tells_changes();
        for words in words.into_iter().rev().filter(|_| tells) {
            self.spoken.announcer.event(words);
        }
        if let Some(newest) = history.front() {
            self.spoken.crossed = Some(newest.when);
        }
    }
}
