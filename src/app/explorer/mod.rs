//! The explorer: its state, one frame, and carrying out actions.
mod ask;
mod compare;
mod demo;
mod dialog;
mod export;
mod files;
mod hearing;
mod layout;
mod lesson;
mod membrane;
mod memory;
mod notes;
mod page;
mod palette;
mod passing;
mod presenter;
mod rate;
mod record;
mod save;
mod spoken;
mod stage;
mod stimulus;
mod study;
mod twin;
mod two;

use super::action::{Action, Present, Wish};
use super::live::Live;
use super::motion;
use super::panel::{help, palette::Typed};
use super::plane::Plane;
use super::pointed;
use super::preferences::{self, Preferences};
use super::questions::{Beside, Orbits, Questions};
use super::shortcuts;
use super::stage::Stages;
use super::studies::Studies;
use crate::analysis::natural_time;
use crate::analysis::{Problem, ProblemError};
use crate::draw;
use crate::model::Stimulus;
use crate::scene::{self, Scene, Theme};
use crate::session::{Command, Gesture, History, Layer, Session, Stage};
use crate::text::{self, Language};
use ask::Answer;
pub(super) use ask::{Kept, keep};
use egui::{Context, Ui};
use files::Files;
pub(super) use lesson::{Given, Practice, trouble};
use notes::Notes;
use page::Page;
use std::{sync::Arc, time::Duration};
use study::StudyState;

/// A stale picture is dimmed after this; before, the fresh one comes without a flicker.
const DIM_AFTER: Duration = Duration::from_millis(150);
/// Opacity of a picture that is being recomputed.
const DIM: f32 = 0.4;
/// Work that takes longer than this is said to be going on.
const SPIN_AFTER: Duration = Duration::from_millis(300);
/// Height of the row of tools under the plane.
const TOOLS: f32 = 36.0;
/// A frame at sixty per second.
const FRAME: Duration = Duration::from_millis(16);
/// How often a picture in which nothing moves is looked at again, and a movement that nobody sees, relative to the
/// variables' sizes.
const STILL: Duration = Duration::from_millis(400);
const MOVES: f64 = 1e-6;
/// No frame lets more than this pass for the live state, so that a stall is no leap.
const LONGEST_FRAME: f32 = 0.05;
/// Seconds of the trail, of the oscilloscope, and how long a notice stays.
const TRAIL: f64 = 1.5;
const SCOPE: f64 = 6.0;
const NOTICE: f64 = 8.0;
/// A step lets so many seconds pass.
const STEP: f64 = 0.05;
/// Orbits are followed for so many times the model's own time.
const ORBIT_TIMES: f64 = 20.0;
/// The same for the orbit under the pointer, which must not fill the picture with slow turns.
const HOVER_TIMES: f64 = 4.0;
/// A published experiment, or a demonstration, takes so many seconds.
const EXPERIMENT: f64 = 5.0;
/// Orbits that the button scatters.
const SCATTER: usize = 10;
/// A pinned card follows its equilibrium over no more than this part of the window per frame.
const FOLLOW: f64 = 0.1;

/// The window's content. Everything that is saved is in its [`Session`].
pub struct Explorer {
    /// The session with all that it was before.
    history: History,
    /// Whether commands belong to a drag that may go on.
    dragging: bool,
    files: Files,
    recorder: record::Recorder,
    export: export::ExportState,
    questions: Questions,
    live: Live,
    hearing: hearing::Hearing,
    spoken: spoken::Spoken,
    obeyed: Problem,
    /// The stimulus that the live state is under, with its seed and Euler's step.
    begun: Option<(Stimulus, u64, Option<f64>)>,
    demo: Option<demo::DemoState>,
    /// The newest answer about the smaller model that stands for this one.
    beside: Option<BesideAnswer>,
    /// The newest courses of a model with one variable from many starts.
    courses: Option<Arc<Result<crate::text::Each<Scene>, ProblemError>>>,
    /// The problem as the stimulus has moved its parameters by now.
    present: Problem,
    plane: Plane,
    compare: compare::CompareState,
    playing: bool,
    /// Whether nothing has moved lately.
    still: bool,
    speed: f64,
    usual_speed: f64,
    variable: usize,
    /// The theme chosen; until then the system's is followed.
    theme: Option<Theme>,
    styled: Option<Theme>,
    /// Presenter mode, while it is on.
    presenter: Option<presenter::Presenter>,
    /// The language of all that is said.
    language: Language,
    /// What the user wants of every window, and where that is kept.
    preferences: Preferences,
    preferred: preferences::Kept,
    /// The zoom last set by [`Explorer::fit`].
    zoom: Option<f32>,
    /// Whether the user or the session has chosen a zoom, and the one that the session still waits for.
    zoom_chosen: bool,
    wanted_zoom: Option<f32>,
    notes: Notes,
    teaching: lesson::Teaching,
    helping: bool,
    help: help::Typed,
    /// What is typed into the command palette, while it is open.
    palette: Option<Typed>,
    notice: Option<(String, f64)>,
    scatter: u64,
    fixed_frame: Option<f64>,
    /// The newest good portrait, and the newest good one with cycles.
    view: Option<Answer>,
    full: Option<Answer>,
    orbits: Option<Arc<Orbits>>,
    /// The problem whose words and cycles are shown while noise moves the present one, and since when.
    held: Option<(Problem, f64)>,
    words: String,
    study: StudyState,
    stages: Stages,
    /// Whether kept orbits are shown over time, where there is room for them or the live state.
    kept: bool,
    passport: bool,
    /// What a window shows that is too narrow for everything.
    page: Page,
    /// Height of the list of layers in the frame before.
    layers_height: f32,
    parts: Parts,
}

/// What a lane says of the smaller model that stands for this one.
type BesideAnswer = Arc<Result<Option<Beside>, ProblemError>>;

/// Scenes that are filled anew every frame, kept for their memory.
struct Parts {
    ruler: Scene,
    trail: Scene,
    live: Scene,
    starts: Scene,
    axes: Scene,
    courses: Scene,
}

impl Explorer {
    /// The explorer as a user opens it: lanes with threads, the live state running.
    pub fn new(ctx: &Context) -> Self {
        let waker = ctx.clone();
        let notify = move || waker.request_repaint();
        let mut explorer = Self::with(ctx, Some(notify));
        explorer.playing = true;
        explorer.hearing.may_play();
        explorer
    }

    /// The explorer for tests and pictures: every answer is awaited, every frame takes the same time,
    /// and the live state stands still until told otherwise. The same input gives the same frames.
    pub fn deterministic(ctx: &Context) -> Self {
        let mut explorer = Self::with(ctx, None::<fn()>);
        explorer.fixed_frame = Some(1.0 / 60.0);
        explorer
    }

    fn with(ctx: &Context, notify: Option<impl Fn() + Clone + Send + 'static>) -> Self {
        ctx.set_fonts(draw::fonts());
        let session = Session::default();
        let problem = session.problem().clone();
        let speed = natural_time(&problem);
        let axes = scene::trace_axes(&problem, 0, [0.0, 1.0]);
        let teaching = lesson::Teaching::new(notify.clone());
        Self {
            live: Live::new(&problem),
            hearing: hearing::Hearing::default(),
            spoken: spoken::Spoken::default(),
            present: problem.clone(),
            obeyed: problem,
            begun: None,
            demo: None,
            courses: None,
            beside: None,
            history: History::new(session),
            dragging: false,
            files: Files::default(),
            recorder: record::Recorder::default(),
            export: export::ExportState::new(notify.clone()),
            questions: Questions::new(notify.clone()),
            study: StudyState::new(Studies::new(notify.clone()), &axes),
            stages: Stages::new(notify),
            kept: false,
            passport: false,
            page: Page::Plane,
            layers_height: 132.0,
            plane: Plane::default(),
            compare: compare::CompareState::default(),
            playing: false,
            still: false,
            speed,
            usual_speed: speed,
            variable: 0,
            theme: None,
            styled: None,
            presenter: None,
            language: Language::default(),
            preferences: Preferences::default(),
            preferred: preferences::Kept::default(),
            zoom: None,
            zoom_chosen: false,
            wanted_zoom: None,
            notes: Notes::default(),
            teaching,
            helping: false,
            help: help::Typed::default(),
            palette: None,
            notice: None,
            scatter: 1,
            fixed_frame: None,
            view: None,
            full: None,
            orbits: None,
            held: None,
            words: String::new(),
            parts: Parts {
                ruler: axes.clone(),
                trail: axes.clone(),
                live: axes.clone(),
                starts: axes.clone(),
                courses: axes.clone(),
                axes,
            },
        }
    }

    /// What is shown.
    pub fn session(&self) -> &Session {
        self.history.session()
    }

    /// Where the live state is.
    pub fn live_state(&self) -> [f64; 2] {
        self.live.state()
    }

    /// The line in plain words.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Data-to-screen map of the phase plane in the last frame.
    pub fn transform(&self) -> Option<egui_plot::PlotTransform> {
        self.plane.transform()
    }

    /// What was said at the last bifurcations that were passed, the newest first.
    pub fn passed(&self) -> Vec<&str> {
        let history = self.study.crossings.history().iter();
        history.map(|c| c.words.as_str()).collect()
    }

    /// Data-to-screen map of the picture beside the plane in the last frame.
    pub fn chart(&self) -> Option<egui_plot::PlotTransform> {
        self.study.chart.transform()
    }

    /// Data-to-screen map of the plane of two parameters in the last frame.
    pub fn map(&self) -> Option<egui_plot::PlotTransform> {
        self.study.two.map.transform()
    }

    /// The newest bifurcation diagram: the same one for as long as only its parameter moves.
    pub fn diagram(&self) -> Option<Arc<crate::analysis::Diagram>> {
        match self.study.complete.as_deref() {
            Some(Ok(view)) => Some(Arc::clone(&view.diagram)),
            _ => None,
        }
    }

    /// Whose diagram is shown, and whether with its cycles: parameters that move leave an earlier one on
    /// the screen until the first answer for them is there.
    pub fn diagrammed(&self) -> Option<(&Problem, bool)> {
        let view = self.study.view()?;
        Some((&view.key.problem, view.complete))
    }

    /// Carries out a command as if a control had asked for it.
    ///
    /// # Errors
    /// When the session refuses it.
    pub fn apply(&mut self, command: &Command) -> Result<(), crate::session::CommandError> {
        let gesture = if self.dragging {
            Gesture::Drag
        } else {
            Gesture::Single
        };
        let present = match command {
            Command::Replace(_) => self.present_ways(),
            _ => vec![],
        };
        if matches!(command, Command::Open(_)) {
            let mut commands = self.leaving();
            commands.push(command.clone());
            self.history.apply_all(&commands)?;
        } else {
            self.history.apply(command, gesture)?;
        }
        self.touched();
        if matches!(command, Command::Open(_) | Command::Replace(_)) {
            // A demonstration that is opened begins anew.
            self.demo = None;
            self.opened();
        }
        self.keep_ways(present);
        if matches!(command, Command::Replace(_))
            && !self.session().notes().is_empty()
            && !self.says_whether_notes_are_open()
        {
            self.set_notes_open(true);
        }
        Ok(())
    }

    /// Lets the live state run, or stops it.
    pub fn play(&mut self, on: bool) {
        self.playing = on;
    }

    /// Speaks another language from the next frame on.
    pub fn speak(&mut self, language: Language) {
        self.language = language;
        self.study.rename();
    }

    /// Starts afresh with another model or preset.
    fn opened(&mut self) {
        let problem = self.history.session().problem();
        self.questions.forget();
        self.study.forget();
        self.hearing.forget();
        self.live = Live::new(problem);
        self.obeyed = problem.clone();
        self.present = problem.clone();
        self.begun = None;
        self.beside = None;
        self.courses = None;
        self.usual_speed = natural_time(problem);
        self.plane.pin(None);
        self.compare = compare::CompareState::default();
        self.view = None;
        self.full = None;
        self.orbits = None;
        self.held = None;
        self.words.clear();
        self.recall();
    }

    fn theme(&self, ctx: &Context) -> Theme {
        self.theme.unwrap_or(match ctx.system_theme() {
            Some(egui::Theme::Dark) => Theme::Dark,
            _ => Theme::Light,
        })
    }

    /// One frame.
    pub fn frame(&mut self, ui: &mut Ui) {
        text::speak(self.language);
        let mut theme = self.theme(ui.ctx());
        if self.presents() {
            theme = theme.contrasted();
        }
        if self.styled != Some(theme) {
            draw::style(ui.ctx(), theme, 1.0);
            motion::set(ui.ctx(), self.preferences.calm());
            self.styled = Some(theme);
        }
        self.fit(ui.ctx());
        let mut actions = Vec::new();
        let now = ui.input(|i| i.time);
        self.dragging = dragging(ui) || self.notes.is_typed(now);
        self.take_dropped(ui.ctx());
        pointed::begin(ui.ctx());
        self.teaching.look_at(self.history.session());
        self.black_keys(ui.ctx(), &mut actions);
        self.lesson_keys(ui.ctx(), &mut actions);
        self.presenter_keys(ui.ctx(), &mut actions);
        shortcuts::read(
            ui.ctx(),
            &shortcuts::Situation {
                session: self.history.session(),
                home: self.history.session().problem().home(),
                plane_has_focus: self.plane.has_focus(ui.ctx()),
                playing: self.playing,
                sound: self.preferences.sound,
                helping: self.helping || self.passport,
                asked: self.asks_for_file()
                    || self.asks_what_to_export()
                    || self.notes.is_written()
                    || self.teaching.asks()
                    || self.palette.is_some(),
                writing: self.notes.is_written(),
                closes: self.in_front(),
            },
            &mut actions,
        );
        if !self.presents() {
            self.stage_bar(ui, &mut actions);
        }
        self.stages.rest(self.history.session());
        self.ask_goal();
        self.open_card();
        self.ask_exercise(ui.ctx());
        if self.history.session().stage() == Stage::Neuron {
            self.move_on(ui.ctx());
            match self.presents() {
                true => self.presented(ui, theme, &mut actions),
                false => self.panels(ui, theme, &mut actions),
            }
        } else {
            // Keys of the phase plane mean nothing where there is none; the space bar lets training run.
            let learns = self.stages.toggle(self.history.session(), &actions);
            actions.retain(Action::is_general);
            actions.extend(learns);
            self.other_stage(ui, theme, &mut actions);
        }
        if self.helping {
            help::help_ui(ui, &mut self.help, &mut actions);
        }
        // Where it would answer what is asked it waits.
        if self.passport && self.teaching.tells_changes() {
            self.passport_ui(ui, &mut actions);
        }
        self.files_ui(ui, &mut actions);
        let now = ui.input(|i| i.time);
        self.export_ui(ui, now, &mut actions);
        self.notes_ui(ui, &mut actions);
        self.over_lesson(ui, theme, &mut actions);
        self.palette_ui(ui, theme, &mut actions);
        self.over_presentation(ui.ctx(), theme, now);
        self.announce(ui, now);
        for action in actions {
            self.carry_out(ui.ctx(), action, now);
        }
        if !self.dragging {
            self.history.end_gesture();
        }
        self.watch_lesson(ui.ctx(), now);
        self.recorder.watch(&self.history, now);
        self.keep(now);
        self.keep_preferences(ui.ctx());
        self.keep_sound(now);
        self.plan_next(ui.ctx(), now);
    }

    /// What closes the topmost thing that is open in front of the picture.
    fn in_front(&self) -> Option<Action> {
        if let Some(closes) = self.teaching.in_front() {
            return Some(closes);
        }
        let neuron = self.history.session().stage() == Stage::Neuron;
        [
            (self.asks_for_file(), Action::Files(Wish::Cancel)),
            (self.asks_what_to_export(), Action::Files(Wish::EndExport)),
            (self.notes.is_written(), Action::Notes(false)),
            (neuron && self.plane.pinned().is_some(), Action::Unpin),
            (self.notice.is_some(), Action::Dismiss),
            (self.notes.open, Action::Notes(false)),
            (self.presents(), Action::Present(Present::Leave)),
        ]
        .into_iter()
        .find_map(|(open, closes)| open.then_some(closes))
    }

    /// Enlarges everything on large windows, until the user has chosen a size (Ctrl and + or −).
    fn fit(&mut self, ctx: &Context) {
        if self.fit_presenter(ctx) || self.follow_zoom(ctx) {
            return;
        }
        let zoom = ctx.zoom_factor();
        let size = ctx.content_rect().size() * zoom;
        let fitting = (size.x / 1600.0).min(size.y / 900.0).clamp(1.0, 2.5);
        // In steps, so that nothing creeps while the window is being resized.
        let fitting = (fitting * 10.0).floor() / 10.0;
        if fitting != zoom {
            ctx.set_zoom_factor(fitting);
        }
        self.zoom = Some(fitting);
    }

    /// Takes what the user wants of every window, before the first frame.
    pub(super) fn prefer(&mut self, preferred: preferences::Kept, preferences: Preferences) {
        self.language = preferences.language();
        self.playing &= !preferences.calm();
        self.preferences = preferences;
        self.preferred = preferred;
    }

    /// Lets nothing move that need not move: menus and lists come at once, and the next window begins with a live state
    /// that waits for being let run.
    fn calm(&mut self, on: bool) {
        self.preferences.calm = Some(on);
        self.styled = None;
    }

    fn keep_preferences(&mut self, ctx: &Context) {
        // In presenter mode the window is as large as the screen.
        if !self.presents()
            && let Some(rect) = ctx.input(|i| i.viewport().inner_rect)
        {
            let size = rect.size() * ctx.zoom_factor();
            self.preferences.size =
                Some(size.into()).filter(|s: &[f32; 2]| s.iter().all(|s| *s >= 200.0));
        }
        self.preferred.keep(&self.preferences);
    }

    /// Lets the live state live.
    fn move_on(&mut self, ctx: &Context) {
        let problem = self.history.session().problem();
        if self.obeyed.values() != problem.values() || self.obeyed.axes() != problem.axes() {
            // Where the formula is finite nowhere the last equations stay in force; the portrait's
            // lane says why.
            if self.live.obey(problem).is_ok() {
                self.obeyed = problem.clone();
            }
        }
        self.stimulate();
        let dt = self.fixed_frame.unwrap_or_else(|| {
            // A picture that stands still is drawn seldom, and time goes on all the same.
            let [dt, most] = match self.still {
                true => [ctx.input(|i| i.unstable_dt), 2.0 * STILL.as_secs_f32()],
                false => [ctx.input(|i| i.stable_dt), LONGEST_FRAME],
            };
            f64::from(dt.min(most))
        });
        let moves = self.playing && !self.teaching.holds();
        self.move_other(moves.then_some(dt));
        if moves && self.live.fault().is_none() {
            self.live.advance(self.speed * dt);
            let kept = SCOPE.max(TRAIL) * self.speed;
            self.live.forget_before(self.live.time() - 1.1 * kept);
        }
        self.hear();
    }

    fn carry_out(&mut self, ctx: &Context, action: Action, now: f64) {
        let mut done = Ok(());
        match action {
            Action::Do(command) => {
                // A sentence about an earlier value is out of date.
                if matches!(command, Command::Set { .. } | Command::Open(_)) {
                    self.notice = None;
                }
                // What is kept must be seen.
                if matches!(command, Command::Keep(_))
                    && !self.history.session().layers().shows(Layer::Orbits)
                {
                    done = self.apply(&Command::Show {
                        layer: Layer::Orbits,
                        on: true,
                    });
                }
                if matches!(command, Command::Look(_)) {
                    self.set_page(Page::Side);
                }
                done = done.and_then(|()| self.apply(&command));
            }
            Action::Say(text) => self.notice = Some((text, now + NOTICE)),
            Action::Play(on) => self.set_playing(on),
            // It would be the outcome that is asked for.
            Action::Step if self.teaching.holds() => {
                self.notice = Some((self.teaching.instead(), now + NOTICE));
            }
            Action::Step => {
                self.set_playing(false);
                self.live.advance(STEP * self.speed);
                let span = STEP * self.speed;
                self.act_on_other(|live| live.advance(span));
            }
            Action::Kick(by) => {
                self.study.on = None;
                self.live.kick(by);
                self.act_on_other(|live| live.kick(by));
            }
            Action::Demo(id) => done = self.demonstrate(id),
            Action::Trial(trial) => done = self.try_it(trial),
            Action::Again => self.begun = None,
            Action::Restart => {
                self.study.on = None;
                self.begun = None;
                self.live.restart(self.history.session().problem());
                let start = self.live.whole().to_vec();
                self.act_on_other(|live| live.put(&start));
            }
            Action::Speed(speed) if speed.is_finite() && speed > 0.0 => {
                done = self.set_speed(speed);
            }
            Action::Speed(_) => {}
            Action::Variable(k) => done = self.set_variable(k),
            Action::Scatter => {
                let seed = self.scatter;
                self.scatter += 1;
                let count = SCATTER;
                done = self.apply(&Command::Scatter { count, seed });
            }
            Action::KeepLive => {
                done = self.apply(&Command::KeepState(self.live.whole().to_vec()));
            }
            Action::SwitchTheme => {
                let dark = self.theme(ctx).is_dark();
                self.set_theme(if dark { Theme::Light } else { Theme::Dark });
            }
            Action::Practise(what) => done = self.practise(what, now),
            Action::Teach(what) => done = self.teach(what, now),
            Action::Present(what) => self.present(ctx, what, now),
            Action::Speak(language) => {
                self.speak(language);
                self.preferences.language = Some(language);
            }
            Action::Palette => self.palette = Some(Typed::default()),
            Action::Calm(on) => self.calm(on),
            Action::Sound(on) => self.set_sound(on, now),
            Action::Help(on) => {
                self.helping = on;
                self.help = help::Typed::default();
            }
            Action::Kept(on) => done = self.set_kept(on),
            Action::Notes(on) => self.write_notes(on),
            // It would answer what is asked.
            Action::Passport(true) if !self.teaching.tells_changes() => {
                self.notice = Some((self.teaching.instead(), now + NOTICE));
            }
            Action::Passport(on) => self.passport = on,
            Action::SavePassport(text) => {
                let said = save::passport(self.history.session().problem(), &text);
                self.notice = Some((said, now + NOTICE));
            }
            // The place of the next one may be what is asked.
            Action::Bifurcation { .. } if !self.teaching.tells_changes() => {
                self.notice = Some((self.teaching.instead(), now + NOTICE));
            }
            Action::Bifurcation { above } => {
                if let Some((name, value)) = self.next_bifurcation(above) {
                    done = self.apply(&Command::Set { name, value });
                }
            }
            Action::Undo => self.travel(History::undo),
            Action::Redo => self.travel(History::redo),
            Action::GoTo(place) => self.travel(|h| h.go_to(place)),
            Action::Learn(what) => self.learn(what),
            Action::Experiment(idea) => done = self.experiment(idea),
            Action::Files(wish) => self.file(ctx, wish, now),
            Action::Unpin => self.plane.pin(None),
            Action::Dismiss => self.notice = None,
        }
        if let Err(why) = done {
            self.notice = Some((why.to_string(), now + NOTICE));
        }
    }

    /// Whether the live states have not moved for as long as one sees of their past, and nothing drives them.
    fn stands_still(&self) -> bool {
        let still = |live: &Live| {
            let span = SCOPE * self.speed;
            let old = live
                .past()
                .front()
                .is_some_and(|s| s.t <= live.time() - span);
            old && !live.is_driven() && live.moved(span) < MOVES
        };
        let session = self.history.session();
        still(&self.live) && (!session.is_beside() || self.compare.is_still(&still))
    }

    /// Sleeps unless there is something to do.
    fn plan_next(&mut self, ctx: &Context, now: f64) {
        if let Some((_, until)) = &self.notice {
            if now >= *until {
                self.notice = None;
                ctx.request_repaint();
            } else {
                ctx.request_repaint_after(Duration::from_secs_f64(until - now));
            }
        }
        let neuron = self.history.session().stage() == Stage::Neuron;
        let held = self.teaching.holds();
        if neuron && self.playing && !held && self.live.fault().is_none() {
            // Where nothing has moved for as long as one sees, nothing moves on the screen either.
            self.still = self.stands_still();
            let pause = if self.still { STILL } else { FRAME };
            ctx.request_repaint_after(pause);
        }
    }
}

/// Whether something is being dragged or scrolled, so that its commands are one step together.
fn dragging(ui: &Ui) -> bool {
    ui.input(|i| {
        let scrolled = i.smooth_scroll_delta() != egui::Vec2::ZERO || i.zoom_delta() != 1.0;
        i.pointer.any_down() || i.pointer.any_released() || scrolled
    })
}

impl eframe::App for Explorer {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
    }

    fn raw_input_hook(&mut self, _ctx: &Context, input: &mut egui::RawInput) {
        if self.preferences.calm() {
            motion::at_once(&mut input.events);
        }
    }
}
