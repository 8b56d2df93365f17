//! The neuron that a network learns: recorded, learnt, and looked at while it is learnt.
mod pages;
mod work;

use crate::app::action::{Action, Learn};
use crate::app::panel::twin as panel;
use crate::job::Engine;
use crate::learn::twin::{Saved, State};
use crate::scene::Theme;
use crate::session::{Session, TwinIdea};
use crate::text::say;
use egui::Ui;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use work::{Loaded, THOUSAND, TwinKey, TwinView, Work};

pub(in crate::app) use pages::TwinPage;
pub(in crate::app) use work::NetworkView;

/// How often the bar moves while the neuron is recorded.
const TICK: Duration = Duration::from_millis(100);

/// What the stage keeps from frame to frame.
pub(in crate::app) struct TwinStage {
    engine: Engine<Work>,
    /// How much of the neuron is recorded, in thousandths.
    part: Arc<AtomicU32>,
    /// The newest view, and whether it is of the present settings.
    view: Option<Arc<TwinView>>,
    current: bool,
    /// The newest view of a network, which may be of earlier settings.
    network: Option<Arc<TwinView>>,
    loaded: Option<Loaded>,
    /// The settings of the frame before.
    key: Option<TwinKey>,
    /// Whether training goes on, and whether it is to begin with the settings that were just changed.
    goes: bool,
    begins: bool,
    /// Whether settings were changed since training began last, so that it was reset.
    reset: bool,
    /// The experiment that the settings are, if they are one.
    idea: Option<TwinIdea>,
    page: TwinPage,
}

/// How training stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Course {
    /// The neuron is being recorded; in thousandths.
    Recording(u32),
    /// Nothing was learnt yet.
    Fresh,
    /// It goes on.
    Going,
    /// It was paused.
    Paused,
    /// It is over: the last step is done, or it was stopped, or it diverged.
    Over(End),
    /// A twin that was opened.
    Opened,
    /// There is nothing to be learnt.
    None,
}

/// How training ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum End {
    /// All steps are done.
    Done,
    /// It was stopped.
    Stopped,
    /// It diverged.
    Diverged,
}

impl TwinStage {
    /// With a thread that calls `notify`, or one that is awaited.
    pub(super) fn new(notify: Option<impl Fn() + Clone + Send + 'static>) -> Self {
        let part = Arc::new(AtomicU32::new(0));
        let work = Work::new(Arc::clone(&part));
        Self {
            engine: match notify {
                Some(notify) => Engine::new("twin", work, notify),
                None => Engine::waiting(work),
            },
            part,
            view: None,
            current: false,
            network: None,
            loaded: None,
            key: None,
            goes: false,
            begins: false,
            reset: false,
            idea: None,
            page: TwinPage::default(),
        }
    }

    /// Asks for what there is. Other settings reset the training; where there is little to learn from it begins again
    /// by itself.
    pub(super) fn ask(&mut self, session: &Session) {
        let study = session.twin();
        let known = self.key.as_ref().map(|k| &k.options);
        if known != Some(&study.options) {
            let first = known.is_none();
            self.loaded = self
                .loaded
                .take()
                .filter(|Loaded(saved)| saved.options == study.options);
            self.goes = study.begins_by_itself() || self.begins;
            self.goes &= self.loaded.is_none();
            self.reset = !first && !self.goes && self.loaded.is_none();
            self.idea = study.idea();
        }
        self.begins = false;
        let key = TwinKey {
            options: study.options.clone(),
            loaded: self.loaded.clone(),
        };
        let sight = self.engine.show(&key, &study.place(), self.goes);
        self.key = Some(key);
        if let Some(view) = sight.view {
            if matches!(*view, TwinView::Network(_)) {
                self.network = Some(Arc::clone(&view));
            }
            self.view = Some(view);
        }
        self.current = sight.current;
    }

    /// Holds the training while another stage is shown; it goes on when one comes back.
    pub(super) fn rest(&mut self) {
        self.engine.hold();
    }

    /// The network that is shown, with its opacity: pictures of earlier settings are dimmed.
    fn shown(&self) -> Option<(&NetworkView, f32)> {
        let present = match self.view.as_deref() {
            Some(TwinView::Network(_)) => self.current,
            _ => false,
        };
        match self.network.as_deref() {
            Some(TwinView::Network(view)) => Some((view, if present { 1.0 } else { OLD })),
            _ => None,
        }
    }

    /// How training stands.
    pub(in crate::app) fn course(&self) -> Course {
        match self.view.as_deref().filter(|_| self.current) {
            Some(TwinView::Trouble(_)) => Course::None,
            Some(TwinView::Network(view)) => match view.progress {
                None => Course::Opened,
                Some(_) if view.ended => Course::Over(End::Stopped),
                Some(p) => match p.state {
                    State::Done => Course::Over(End::Done),
                    State::Diverged { .. } => Course::Over(End::Diverged),
                    State::Going if self.goes => Course::Going,
                    State::Going if p.step > 0 => Course::Paused,
                    State::Going => Course::Fresh,
                },
            },
            Some(TwinView::Recording) | None => {
                Course::Recording(self.part.load(Ordering::Relaxed).min(THOUSAND))
            }
        }
    }

    /// Does what is wanted of the training.
    pub(in crate::app) fn learn(&mut self, what: Learn) {
        match (what, self.course()) {
            (Learn::Begin, _) => self.begins = true,
            (Learn::Go, Course::Over(_)) => {
                self.engine.again();
                self.goes = true;
            }
            (Learn::Go, Course::Opened) => {
                self.loaded = None;
                self.goes = true;
            }
            (Learn::Go, _) => self.goes = true,
            (Learn::Pause, _) => self.goes = false,
            (Learn::Stop, _) => {
                self.goes = false;
                self.engine.end();
            }
            (Learn::Reset, course) => {
                self.goes = false;
                if course == Course::Opened {
                    self.loaded = None;
                } else {
                    self.engine.again();
                }
            }
        }
        self.reset = false;
    }

    /// Shows a twin that was opened; the session has its settings already.
    pub(in crate::app) fn open(&mut self, saved: Saved) {
        self.loaded = Some(Loaded(Arc::new(saved)));
        self.goes = false;
        self.reset = false;
    }

    /// The twin of this moment, to be saved.
    pub(in crate::app) fn saved(&self) -> Option<&Saved> {
        match self.view.as_deref().filter(|_| self.current) {
            Some(TwinView::Network(view)) => Some(&view.saved),
            _ => None,
        }
    }

    /// What is shown, in plain words.
    pub(in crate::app) fn words(&self) -> String {
        let told = || {
            let view = self.shown().map(|(view, _)| view);
            let all = view.map(|v| (v.troubles.now().clone(), v.words.now().clone()));
            let (mut troubles, words) = all.unwrap_or_default();
            // What is wrong says why the rest is of little worth.
            if troubles.is_empty() {
                troubles = words;
            }
            troubles.join(&say!("between-sentences"))
        };
        match self.course() {
            Course::Recording(_) => say!("learnt-words-recording"),
            Course::Fresh if self.reset => say!("learnt-words-reset"),
            Course::Fresh => say!("learnt-words-fresh"),
            Course::Going => say!("learnt-words-going"),
            Course::Paused => say!("learnt-words-paused"),
            Course::Over(_) | Course::Opened => told(),
            Course::None => match self.view.as_deref() {
                Some(TwinView::Trouble(why)) => crate::scene::sentence(&why.to_string()),
                _ => String::new(),
            },
        }
    }

    /// The controls.
    pub(in crate::app) fn controls(
        &self,
        ui: &mut Ui,
        session: &Session,
        actions: &mut Vec<Action>,
    ) {
        let saves = self.saved().is_some();
        panel::twin_ui(ui, session.twin(), self.idea, saves, actions);
    }

    /// What can be done with the training and how far it is, over the pictures.
    pub(in crate::app) fn pictures(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        theme: Theme,
        actions: &mut Vec<Action>,
    ) {
        let course = self.course();
        if matches!(course, Course::Recording(_)) {
            ui.ctx().request_repaint_after(TICK);
        }
        let shown = self.shown();
        let progress = shown.and_then(|(view, dim)| view.progress.filter(|_| dim == 1.0));
        panel::training_ui(ui, course, progress.as_ref(), actions);
        self.page = pages::show(ui, self.page, shown, session.twin(), theme, actions);
    }
}

/// Opacity of pictures of earlier settings.
const OLD: f32 = 0.4;
