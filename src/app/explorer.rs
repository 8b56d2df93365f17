//! The explorer: its state, one frame, and carrying out actions.
use super::action::Action;
use super::live::{Live, natural_time};
use super::panel::{card, help, layers, neuron, params, status, time, tools};
use super::plane::{Contents, Plane, Under};
use super::questions::{OrbitKey, Orbits, Questions, Start, View};
use super::{picture, shortcuts};
use crate::analysis::{Equilibrium, Problem, ProblemError};
use crate::draw;
use crate::job::Shown;
use crate::scene::{self, Role, Scene, Theme};
use crate::session::{Command, FieldStyle, Layer, Session};
use egui::{Align2, CentralPanel, Context, Frame, Margin, Panel, Ui, UiBuilder, vec2};
use std::{sync::Arc, time::Duration};

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
/// No frame lets more than this pass for the live state, so that a stall is no leap.
const LONGEST_FRAME: f64 = 0.05;
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
/// Orbits that the button scatters.
const SCATTER: usize = 10;
/// A pinned card follows its equilibrium over no more than this part of the window per frame.
const FOLLOW: f64 = 0.1;

/// The window's content. Everything that is saved is in its [`Session`].
pub struct Explorer {
    session: Session,
    questions: Questions,
    live: Live,
    obeyed: Problem,
    plane: Plane,
    playing: bool,
    speed: f64,
    usual_speed: f64,
    variable: usize,
    /// The theme chosen; until then the system's is followed.
    theme: Option<Theme>,
    styled: Option<Theme>,
    /// The zoom last set by [`Explorer::fit`].
    zoom: Option<f32>,
    helping: bool,
    notice: Option<(String, f64)>,
    scatter: u64,
    fixed_frame: Option<f64>,
    /// The newest good portrait, and the newest good one with cycles.
    view: Option<Answer>,
    full: Option<Answer>,
    orbits: Option<Arc<Orbits>>,
    words: String,
    parts: Parts,
}

/// Scenes that are filled anew every frame, kept for their memory.
struct Parts {
    live: Scene,
    starts: Scene,
    axes: Scene,
    courses: Scene,
}

impl Explorer {
    /// The explorer as a user opens it: lanes with threads, the live state running.
    pub fn new(ctx: &Context) -> Self {
        let waker = ctx.clone();
        let mut explorer = Self::with(ctx, Questions::new(Some(move || waker.request_repaint())));
        explorer.playing = true;
        explorer
    }

    /// The explorer for tests and pictures: every answer is awaited, every frame takes the same time,
    /// and the live state stands still until told otherwise. The same input gives the same frames.
    pub fn deterministic(ctx: &Context) -> Self {
        let mut explorer = Self::with(ctx, Questions::new(None::<fn()>));
        explorer.fixed_frame = Some(1.0 / 60.0);
        explorer
    }

    fn with(ctx: &Context, questions: Questions) -> Self {
        ctx.set_fonts(draw::fonts());
        let session = Session::default();
        let problem = session.problem().clone();
        let speed = natural_time(&problem);
        let axes = scene::trace_axes(&problem, 0, [0.0, 1.0]);
        Self {
            live: Live::new(&problem),
            obeyed: problem,
            session,
            questions,
            plane: Plane::default(),
            playing: false,
            speed,
            usual_speed: speed,
            variable: 0,
            theme: None,
            styled: None,
            zoom: None,
            helping: false,
            notice: None,
            scatter: 1,
            fixed_frame: None,
            view: None,
            full: None,
            orbits: None,
            words: String::new(),
            parts: Parts {
                live: axes.clone(),
                starts: axes.clone(),
                courses: axes.clone(),
                axes,
            },
        }
    }

    /// What is shown.
    pub fn session(&self) -> &Session {
        &self.session
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

    /// Carries out a command as if a control had asked for it.
    ///
    /// # Errors
    /// When the session refuses it.
    pub fn apply(&mut self, command: &Command) -> Result<(), crate::session::CommandError> {
        self.session.apply(command)?;
        if matches!(command, Command::Open(_)) {
            self.opened();
        }
        Ok(())
    }

    /// Lets the live state run, or stops it.
    pub fn play(&mut self, on: bool) {
        self.playing = on;
    }

    /// Starts afresh with another model or preset.
    fn opened(&mut self) {
        let problem = self.session.problem();
        self.questions.forget();
        self.live = Live::new(problem);
        self.obeyed = problem.clone();
        self.usual_speed = natural_time(problem);
        self.speed = self.usual_speed;
        self.variable = 0;
        self.plane.pin(None);
        self.view = None;
        self.full = None;
        self.orbits = None;
        self.words.clear();
    }

    fn theme(&self, ctx: &Context) -> Theme {
        self.theme.unwrap_or(match ctx.system_theme() {
            Some(egui::Theme::Dark) => Theme::Dark,
            _ => Theme::Light,
        })
    }

    /// One frame.
    pub fn frame(&mut self, ui: &mut Ui) {
        let theme = self.theme(ui.ctx());
        if self.styled != Some(theme) {
            draw::style(ui.ctx(), theme, 1.0);
            self.styled = Some(theme);
        }
        self.fit(ui.ctx());
        let mut actions = Vec::new();
        shortcuts::read(
            ui.ctx(),
            &shortcuts::Situation {
                session: &self.session,
                home: self.session.problem().home(),
                plane_has_focus: self.plane.has_focus(ui.ctx()),
                playing: self.playing,
                helping: self.helping,
            },
            &mut actions,
        );
        self.move_on(ui.ctx());
        self.panels(ui, theme, &mut actions);
        if self.helping {
            help::help_ui(ui, &mut actions);
        }
        let now = ui.input(|i| i.time);
        for action in actions {
            self.carry_out(ui.ctx(), action, now);
        }
        self.plan_next(ui.ctx(), now);
    }

    /// Enlarges everything on large windows, until the user has chosen a size (Ctrl and + or −).
    fn fit(&mut self, ctx: &Context) {
        let zoom = ctx.zoom_factor();
        if self.zoom.is_some_and(|ours| ours != zoom) {
            return;
        }
        let size = ctx.content_rect().size() * zoom;
        let fitting = (size.x / 1600.0).min(size.y / 900.0).clamp(1.0, 2.5);
        // In steps, so that nothing creeps while the window is being resized.
        let fitting = (fitting * 10.0).floor() / 10.0;
        if fitting != zoom {
            ctx.set_zoom_factor(fitting);
        }
        self.zoom = Some(fitting);
    }

    /// Lets the live state live.
    fn move_on(&mut self, ctx: &Context) {
        let problem = self.session.problem();
        if self.obeyed.values() != problem.values() {
            // Where the formula is finite nowhere the last equations stay in force; the portrait's
            // lane says why.
            if self.live.obey(problem).is_ok() {
                self.obeyed = problem.clone();
            }
        }
        if self.playing && self.live.fault().is_none() {
            let dt = self
                .fixed_frame
                .unwrap_or_else(|| f64::from(ctx.input(|i| i.stable_dt)).min(LONGEST_FRAME));
            self.live.advance(self.speed * dt);
            let kept = SCOPE.max(TRAIL) * self.speed;
            self.live.forget_before(self.live.time() - 1.1 * kept);
        }
    }

    /// Asks every lane for what it has; never waits for it.
    fn ask(&mut self, layers: scene::Layers) -> Answers {
        let problem = self.session.problem();
        let key = (problem.clone(), layers);
        let full = self.questions.full(&key);
        let mut answers = Answers {
            dim: 1.0,
            cycles: None,
            trouble: None,
            hover: None,
            basin: None,
            waiting: false,
        };
        match &full {
            Shown::Fresh(value) => match value.as_ref() {
                Ok(_) => {
                    self.full = Some(Arc::clone(value));
                    self.view = Some(Arc::clone(value));
                }
                Err(why) => answers.trouble = Some(why.to_string()),
            },
            other => {
                let (newest, waiting) = newest(other);
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
                let (newest, waiting) = match &quick {
                    Shown::Fresh(v) => (Some(v).filter(|v| v.is_ok()).cloned(), Duration::ZERO),
                    other => self::newest(other),
                };
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
        // The words belong to a whole portrait; a slow search for cycles must not hold them up.
        let slow = matches!(&full, Shown::Stale { waiting, .. } if *waiting > SPIN_AFTER);
        let told = if slow { &self.view } else { &self.full };
        if let Some(Ok(view)) = told.as_deref() {
            self.words.clone_from(&view.words);
        }
        answers
    }

    fn ask_orbits(&mut self, answers: &mut Answers) {
        let mut problem = self.session.problem().clone();
        problem.set_window(problem.home());
        let horizon = SCOPE * self.speed;
        let key = |starts, past| OrbitKey {
            problem: problem.clone(),
            starts,
            span: (ORBIT_TIMES * self.usual_speed).max(horizon),
            horizon,
            past,
        };
        let seeds = self.session.seeds();
        self.orbits = if seeds.is_empty() {
            None
        } else {
            let start = |s: &crate::session::Seed| Start {
                id: s.id,
                role: Role::Kept(s.colour),
                at: s.start,
            };
            let key = key(seeds.iter().map(start).collect(), false);
            self.questions.orbits(&key).value().cloned()
        };
        if let Some(Under::Point(at)) = self.plane.under() {
            let start = Start {
                id: u64::MAX,
                role: Role::Hover,
                at,
            };
            let mut key = key(vec![start], true);
            key.span = HOVER_TIMES * self.usual_speed;
            answers.hover = self.questions.hover(&key).value().cloned();
        }
    }

    /// Lays out the window.
    fn panels(&mut self, ui: &mut Ui, theme: Theme, actions: &mut Vec<Action>) {
        let size = ui.available_size();
        let layers = shown_layers(self.session.layers());
        let answers = self.ask(layers);
        let bar = |margin: Margin| Frame::side_top_panel(ui.style()).inner_margin(margin);
        let (words_frame, side_frame) = (bar(Margin::symmetric(12, 4)), bar(Margin::same(12)));
        Panel::bottom("words")
            .frame(words_frame)
            .resizable(false)
            .exact_size(40.0)
            .show(ui, |ui| {
                let notes = match self.full.as_deref() {
                    Some(Ok(view)) => view.portrait.notes.as_slice(),
                    _ => &[],
                };
                status::status_ui(ui, &self.words, notes, theme.is_dark(), actions);
            });
        if size.x >= 560.0 {
            Panel::left("controls")
                .frame(side_frame)
                .resizable(false)
                .exact_size((0.2 * size.x).clamp(280.0, 360.0))
                .show(ui, |ui| self.controls(ui, theme, actions));
        }
        if size.x >= 760.0 {
            Panel::right("time")
                .frame(side_frame)
                .resizable(false)
                .exact_size((0.25 * size.x).clamp(248.0, 720.0))
                .show(ui, |ui| self.time(ui, theme, &answers, actions));
        }
        let background = draw::colour(theme, Role::Background);
        let frame = Frame::NONE.fill(background).inner_margin(Margin::same(8));
        CentralPanel::default()
            .frame(frame)
            .show(ui, |ui| self.centre(ui, theme, layers, &answers, actions));
    }

    fn controls(&self, ui: &mut Ui, theme: Theme, actions: &mut Vec<Action>) {
        let problem = self.session.problem();
        ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
        neuron::neuron_ui(ui, problem, actions);
        ui.add_space(12.0);
        params::input_ui(ui, problem, actions);
        ui.add_space(12.0);
        Panel::bottom("layers")
            .frame(Frame::NONE)
            .resizable(false)
            .show_separator_line(false)
            .show(ui, |ui| {
                ui.add_space(12.0);
                layers::layers_ui(ui, self.session.layers(), theme, actions);
            });
        egui::ScrollArea::vertical()
            .auto_shrink(false)
            .show(ui, |ui| {
                // The scroll bar has its own column, so that it never covers a number.
                ui.set_max_width(ui.available_width() - 8.0);
                params::rest_ui(ui, problem, actions);
            });
    }

    fn time(&mut self, ui: &mut Ui, theme: Theme, answers: &Answers, actions: &mut Vec<Action>) {
        let problem = self.session.problem();
        let k = self.variable;
        let span = SCOPE * self.speed;
        let trace = picture::trace(problem, &self.live, k, span);
        self.parts.courses = scene::trace_axes(problem, k, [0.0, span]);
        let mut courses = vec![(&self.parts.courses, 1.0)];
        for orbits in [self.orbits.as_deref(), answers.hover.as_deref()] {
            courses.extend(orbits.map(|o| (&o.courses[k], 1.0)));
        }
        let contents = time::Contents {
            info: problem.model().info(),
            theme,
            scale: 1.0,
            playing: self.playing,
            speed: self.speed,
            usual_speed: self.usual_speed,
            fault: self.live.fault(),
            variable: k,
            live: &trace,
            courses: &courses,
            any: !self.session.seeds().is_empty(),
            note: self.orbits.as_deref().and_then(|o| o.note),
        };
        time::time_ui(ui, &contents, actions);
    }

    fn centre(
        &mut self,
        ui: &mut Ui,
        theme: Theme,
        layers: scene::Layers,
        answers: &Answers,
        actions: &mut Vec<Action>,
    ) {
        let problem = self.session.problem();
        let plane_rect = {
            let mut rect = ui.available_rect_before_wrap();
            rect.max.y = (rect.max.y - TOOLS).max(rect.min.y);
            rect
        };
        self.parts.axes = plane_axes(problem);
        picture::starts(&mut self.parts.starts, self.session.seeds());
        picture::live(
            &mut self.parts.live,
            &self.live,
            TRAIL * self.speed,
            layers.orbits,
        );
        let view = match self.view.as_deref() {
            Some(Ok(view)) => Some(view),
            _ => None,
        };
        let mut sheets: Vec<(&Scene, f32)> = Vec::with_capacity(8);
        if let Some((basin, dim)) = &answers.basin
            && let Ok(scene) = basin.as_ref()
        {
            sheets.push((scene, *dim));
        }
        sheets.extend(view.map(|v| (&v.scene, answers.dim)));
        if let (Some(dim), Some(Ok(full))) = (answers.cycles, self.full.as_deref()) {
            sheets.push((&full.cycles, dim));
        }
        if layers.orbits {
            sheets.extend(self.orbits.as_deref().map(|o| (&o.plane, 1.0)));
            sheets.extend(answers.hover.as_deref().map(|o| (&o.plane, 1.0)));
            sheets.push((&self.parts.starts, 1.0));
        }
        sheets.push((&self.parts.live, 1.0));
        let equilibria = match view {
            Some(view) if layers.equilibria => view.portrait.equilibria.as_slice(),
            _ => &[],
        };
        let contents = Contents {
            theme,
            scale: 1.0,
            axes: &self.parts.axes,
            sheets: &sheets,
            window: problem.window(),
            home: problem.home(),
            seeds: if layers.orbits {
                self.session.seeds()
            } else {
                &[]
            },
            paths: self.orbits.as_deref().map_or(&[], |o| &o.paths),
            equilibria,
            next_seed: self.session.next_seed(),
        };
        let plane = &mut self.plane;
        ui.scope_builder(UiBuilder::new().max_rect(plane_rect), |ui| {
            plane.show(ui, &contents, actions);
        });
        let tools = ui.available_rect_before_wrap();
        ui.scope_builder(UiBuilder::new().max_rect(tools), |ui| {
            tools::tools_ui(ui, problem, plane.under(), answers.waiting, actions);
        });
        if let Some(view) = view {
            card_over(
                ui,
                plane,
                problem,
                equilibria,
                10.0 / self.usual_speed,
                theme,
            );
            if view.portrait.equilibria.is_empty() && view.problem.window() == problem.window() {
                tools::empty_ui(ui, plane_rect, problem, actions);
            }
        }
        let said = answers.trouble.as_deref();
        let said = said.or(self.notice.as_ref().map(|(text, _)| text.as_str()));
        if let Some(text) = said {
            tools::notice_ui(ui, plane_rect, text, answers.trouble.is_some(), actions);
        }
    }

    fn carry_out(&mut self, ctx: &Context, action: Action, now: f64) {
        let mut done = Ok(());
        match action {
            Action::Do(command) => done = self.apply(&command),
            Action::Say(text) => self.notice = Some((text, now + NOTICE)),
            Action::Play(on) => self.playing = on,
            Action::Step => {
                self.playing = false;
                self.live.advance(STEP * self.speed);
            }
            Action::Kick(by) => self.live.kick(by),
            Action::Restart => self.live.restart(self.session.problem()),
            Action::Speed(speed) if speed.is_finite() && speed > 0.0 => self.speed = speed,
            Action::Speed(_) => {}
            Action::Variable(k) => self.variable = k,
            Action::Scatter => {
                let seed = self.scatter;
                self.scatter += 1;
                let count = SCATTER;
                done = self.apply(&Command::Scatter { count, seed });
            }
            Action::KeepLive => done = self.apply(&Command::Keep(self.live.state())),
            Action::SwitchTheme => {
                self.theme = Some(if self.theme(ctx).is_dark() {
                    Theme::Light
                } else {
                    Theme::Dark
                });
            }
            Action::Help(on) => self.helping = on,
            Action::Unpin => self.plane.pin(None),
            Action::Dismiss => self.notice = None,
        }
        if let Err(why) = done {
            self.notice = Some((why.to_string(), now + NOTICE));
        }
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
        if self.playing && self.live.fault().is_none() {
            ctx.request_repaint_after(FRAME);
        }
    }
}

impl eframe::App for Explorer {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
    }
}

type Answer = Arc<Result<View, ProblemError>>;

/// What the lanes answered in this frame, beyond what the explorer keeps.
struct Answers {
    /// Opacity of the portrait.
    dim: f32,
    /// Opacity of the last known cycles, where the portrait has none of its own yet.
    cycles: Option<f32>,
    /// Why there is no portrait for the present problem.
    trouble: Option<String>,
    hover: Option<Arc<Orbits>>,
    basin: Option<(Arc<Result<Scene, ProblemError>>, f32)>,
    /// Whether something takes long enough to say so.
    waiting: bool,
}

/// The newest good answer of a lane that has no finished one, and how long it has been waited for.
fn newest(shown: &Shown<Result<View, ProblemError>>) -> (Option<Answer>, Duration) {
    match shown {
        Shown::Stale { value, waiting, .. } => {
            (Some(value).filter(|v| v.is_ok()).cloned(), *waiting)
        }
        _ => (None, Duration::ZERO),
    }
}

fn dim(waiting: Duration) -> f32 {
    if waiting > DIM_AFTER { DIM } else { 1.0 }
}

/// A scene with nothing but the plane's axes.
fn plane_axes(problem: &Problem) -> Scene {
    let window = problem.window();
    let variables = &problem.model().info().variables;
    let axis = |k: usize, range| scene::Axis {
        name: variables[k].name.into(),
        unit: variables[k].unit.symbol().into(),
        range,
    };
    Scene::empty(axis(0, window.x), axis(1, window.y))
}

fn shown_layers(layers: crate::session::Layers) -> scene::Layers {
    let field = match layers.field {
        _ if !layers.shows(Layer::Field) => scene::FieldStyle::Off,
        FieldStyle::Arrows => scene::FieldStyle::Arrows,
        FieldStyle::Streamlines => scene::FieldStyle::Streamlines,
    };
    scene::Layers {
        field,
        nullclines: layers.shows(Layer::Nullclines),
        equilibria: layers.shows(Layer::Equilibria),
        separatrices: layers.shows(Layer::Separatrices),
        cycles: layers.shows(Layer::Cycles),
        basins: layers.shows(Layer::Basins),
        orbits: layers.shows(Layer::Orbits),
    }
}

/// The card of the equilibrium under the pointer, or of the pinned one, which it follows.
fn card_over(
    ui: &Ui,
    plane: &mut Plane,
    problem: &Problem,
    equilibria: &[Equilibrium],
    rate: f64,
    theme: Theme,
) {
    let home = problem.home();
    if let Some(at) = plane.pinned() {
        let position = |e: &Equilibrium| [e.at[0], e.at[1]];
        let nearest = equilibria
            .iter()
            .map(|e| (home.distance(position(e), at), position(e)))
            .min_by(|a, b| a.0.total_cmp(&b.0));
        plane.pin(nearest.filter(|(d, _)| *d < FOLLOW).map(|(_, at)| at));
    }
    let chosen = match (plane.under(), plane.pinned()) {
        (Some(Under::Equilibrium(k)), _) => equilibria.get(k),
        (_, Some(at)) => equilibria.iter().find(|e| [e.at[0], e.at[1]] == at),
        _ => None,
    };
    let (Some(equilibrium), Some(transform)) = (chosen, plane.transform()) else {
        return;
    };
    let here = transform.position_from_point(&egui_plot::PlotPoint::new(
        equilibrium.at[0],
        equilibrium.at[1],
    ));
    let frame = transform.frame();
    let left = here.x > frame.center().x;
    let below = here.y < frame.center().y;
    let offset = vec2(
        if left { -16.0 } else { 16.0 },
        if below { 16.0 } else { -16.0 },
    );
    let pivot = match (left, below) {
        (true, true) => Align2::RIGHT_TOP,
        (true, false) => Align2::RIGHT_BOTTOM,
        (false, true) => Align2::LEFT_TOP,
        (false, false) => Align2::LEFT_BOTTOM,
    };
    egui::Area::new(egui::Id::unique("equilibrium card"))
        .order(egui::Order::Tooltip)
        .interactable(false)
        .pivot(pivot)
        .fixed_pos(here + offset)
        .constrain_to(frame.expand2(vec2(48.0, 0.0)))
        .show(ui.ctx(), |ui| {
            Frame::popup(ui.style())
                .inner_margin(Margin::same(12))
                .show(ui, |ui| {
                    ui.set_max_width(400.0);
                    card::card_ui(ui, problem, equilibrium, rate, theme);
                });
        });
}
