//! Presenter mode: the plane alone, large and with strong contrast, told by keys that a clicker has.
//!
//! Everything is enlarged together (type, lines, glyphs, the room between them), by the window's zoom: at 1280×720 the
//! smallest text is 24 pixels high. Panels are hidden; the line in words, the input and the plane stay, and the
//! picture beside the plane where it is asked for.
use super::super::action::{Action, Present};
use super::super::panel::{params, presenter};
use super::super::pointed;
use super::Explorer;
use crate::draw;
use crate::export;
use crate::lesson::Part;
use crate::scene::{Role, Theme, membrane::Lived};
use crate::session::{Command, Sight};
use egui::{
    CentralPanel, Context, Frame, Key, Margin, Modifiers, Panel, Rect, Ui, UiBuilder,
    ViewportCommand, pos2,
};

/// Height and width that the window has in presenter mode, in points: 13-point text is 24 pixels of 720 then.
const HEIGHT: f32 = 390.0;
const WIDTH: f32 = 690.0;
/// Zooms at which there is still a window to use.
const ZOOMS: [f32; 2] = [1.0, 6.0];
/// The part of the width that the picture beside the plane takes.
const BESIDE: f32 = 0.42;
/// The part of the width that a lesson takes.
const LESSON: f32 = 0.38;
/// The part of the height that the time course takes under the plane, beside a lesson.
const TIME: f32 = 0.38;
/// Height of the row with the input, and of the line in words.
const INPUT: f32 = 60.0;
const WORDS: f32 = 40.0;

/// What presenter mode shows.
pub(super) struct Presenter {
    /// The zoom of before.
    zoom: f32,
    /// When it began, or the clock was set back.
    since: f64,
    /// Whether the time since then is shown.
    clock: bool,
    /// Whether the pointer has a spot around it.
    spot: bool,
    /// Whether the screen is black.
    black: bool,
    /// Whether the picture beside the plane is shown.
    beside: bool,
}

/// What keys do in presenter mode.
const KEYS: [(Key, Present); 8] = [
    (Key::PageDown, Present::Turn { back: false }),
    (Key::PageUp, Present::Turn { back: true }),
    (Key::Period, Present::Black),
    (Key::L, Present::Spot),
    (Key::W, Present::Clock),
    (Key::Z, Present::SetBack),
    (Key::D, Present::Beside),
    (Key::F5, Present::Leave),
];

/// Presets or steps by their digit.
pub(super) const DIGITS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

impl Presenter {
    /// Shows the picture beside the plane, or the plane alone.
    pub(super) fn show_beside(&mut self, on: bool) {
        self.beside = on;
    }
}

impl Explorer {
    /// Whether the window is in presenter mode.
    pub fn presents(&self) -> bool {
        self.presenter.is_some()
    }

    /// Reads every key while the screen is black, before all others: whatever is pressed, the picture is wanted back,
    /// and nothing else.
    pub(super) fn black_keys(&self, ctx: &Context, actions: &mut Vec<Action>) {
        if self.presenter.as_ref().is_none_or(|p| !p.black) {
            return;
        }
        let woken = ctx.input_mut(|i| {
            let any = i.events.iter().any(wakes);
            i.events.retain(|e| !matches!(e, egui::Event::Key { .. }));
            any
        });
        if woken {
            actions.push(Action::Present(Present::Black));
        }
    }

    /// Reads the keys of presenter mode, after those of lessons, which have the digits and the page keys first.
    pub(super) fn presenter_keys(&self, ctx: &Context, actions: &mut Vec<Action>) {
        let press = |key| ctx.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        if press(Key::F11) {
            let what = match self.presents() {
                true => Present::Leave,
                false => Present::Begin,
            };
            actions.push(Action::Present(what));
            return;
        }
        if !self.presents() || ctx.text_edit_focused() || self.teaching.asks() {
            return;
        }
        for (key, what) in KEYS {
            if press(key) {
                actions.push(Action::Present(what));
            }
        }
        for (k, key) in DIGITS.into_iter().enumerate() {
            if press(key) {
                actions.push(Action::Present(Present::Go(k)));
            }
        }
    }

    /// Does what presenter mode is asked for.
    pub(super) fn present(&mut self, ctx: &Context, what: Present, now: f64) {
        match (what, &mut self.presenter) {
            (Present::Begin, None) => {
                let beside = self.tells_picture();
                self.presenter = Some(Presenter {
                    zoom: ctx.zoom_factor(),
                    since: now,
                    clock: false,
                    spot: false,
                    black: false,
                    beside,
                });
                self.styled = None;
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(true));
            }
            (Present::Leave, Some(presenter)) => {
                ctx.set_zoom_factor(presenter.zoom);
                self.presenter = None;
                self.styled = None;
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(false));
            }
            (Present::Black, Some(p)) => p.black = !p.black,
            (Present::Spot, Some(p)) => p.spot = !p.spot,
            (Present::Clock, Some(p)) => p.clock = !p.clock,
            (Present::SetBack, Some(p)) => p.since = now,
            (Present::Beside, Some(p)) => p.beside = !p.beside,
            // Beside a lesson a preset would be another story.
            (Present::Turn { .. } | Present::Go(_), Some(_)) if self.teaching.is_open() => {}
            (Present::Turn { back }, Some(_)) => self.turn(back),
            (Present::Go(k), Some(_)) => self.go_to_preset(k),
            // There is nothing to begin or to leave.
            (_, _) => {}
        }
    }

    /// The next preset of the model, or the one before.
    fn turn(&mut self, back: bool) {
        let problem = self.session().problem();
        let presets = &problem.model().info().presets;
        let here = presets.iter().position(|p| p.id == problem.preset().id);
        let here = here.unwrap_or(0);
        let next = match back {
            true => here.checked_sub(1),
            false => Some(here + 1),
        };
        if let Some(next) = next {
            self.go_to_preset(next);
        }
    }

    /// Opens the preset at a place of the model's list, if there is one.
    fn go_to_preset(&mut self, k: usize) {
        let info = self.session().problem().model().info();
        if let Some(preset) = info.presets.get(k) {
            let source = format!("{}/{}", info.id, preset.id);
            // A preset of the registry can always be opened.
            let _ = self.apply(&Command::Open(source));
        }
    }

    /// Enlarges everything for the last row. Whether the mode is on.
    pub(super) fn fit_presenter(&self, ctx: &Context) -> bool {
        if self.presenter.is_none() {
            return false;
        }
        let zoom = ctx.zoom_factor();
        let size = ctx.content_rect().size() * zoom;
        let fitting = (size.x / WIDTH)
            .min(size.y / HEIGHT)
            .clamp(ZOOMS[0], ZOOMS[1]);
        // Rounding of the size must not make the zoom tremble.
        if (fitting - zoom).abs() > 0.01 {
            ctx.set_zoom_factor(fitting);
        }
        true
    }

    /// Lays out the window in presenter mode.
    pub(super) fn presented(&mut self, ui: &mut Ui, theme: Theme, actions: &mut Vec<Action>) {
        let layers = self
            .teaching
            .layers(export::layers(self.history.session().layers()));
        if self.teaching.is_open() {
            let frame = Frame::side_top_panel(ui.style()).inner_margin(Margin::symmetric(10, 8));
            Panel::left("lesson")
                .frame(frame)
                .resizable(false)
                .exact_size((LESSON * ui.available_width()).round())
                .show(ui, |ui| self.lesson_ui(ui, theme, false, actions));
        }
        let answers = self.ask(layers);
        self.ask_study();
        let bar = |margin| Frame::side_top_panel(ui.style()).inner_margin(margin);
        let (words_frame, input_frame) =
            (bar(Margin::symmetric(12, 2)), bar(Margin::symmetric(12, 2)));
        Panel::bottom("words")
            .frame(words_frame)
            .resizable(false)
            .exact_size(WORDS)
            .show(ui, |ui| match self.teaching.hides(&Part::Words) {
                true => presenter::words_ui(ui, &self.teaching.instead()),
                false => presenter::words_ui(ui, &self.words),
            });
        Panel::bottom("input")
            .frame(input_frame)
            .resizable(false)
            .exact_size(INPUT)
            .show(ui, |ui| {
                let problem = self.history.session().problem();
                let vary = self.history.session().study().vary(problem);
                let sliders = self.told_sliders();
                let none = params::Ticks::default();
                let ticks = match self.teaching.tells_changes() {
                    true => &self.study.ticks,
                    false => &none,
                };
                ui.columns(sliders.len(), |columns| {
                    for (ui, k) in columns.iter_mut().zip(sliders) {
                        params::presented_ui(ui, problem, k, ticks, vary, actions);
                    }
                });
            });
        let background = draw::colour(theme, Role::Background);
        let margin = Margin {
            right: 14,
            ..Margin::same(8)
        };
        let frame = Frame::NONE.fill(background).inner_margin(margin);
        CentralPanel::default().frame(frame).show(ui, |ui| {
            let room = ui.available_rect_before_wrap();
            let mut plane = room;
            // A demonstration brings its own course of time.
            if self.teaching.is_open() && self.tells_time() && self.demo.is_none() {
                let mut below = room;
                below.min.y = (room.max.y - TIME * room.height()).round();
                plane.max.y = below.min.y - 6.0;
                ui.scope_builder(UiBuilder::new().max_rect(below), |ui| {
                    self.time(ui, theme, &answers, &Lived::default(), actions);
                });
            }
            if self.presenter.as_ref().is_some_and(|p| p.beside) {
                plane.max.x -= (BESIDE * room.width()).round();
                let beside = Rect::from_min_max(
                    pos2(plane.max.x + 12.0, plane.min.y),
                    pos2(room.max.x, plane.max.y),
                );
                let sight = self.history.session().study().sight;
                if sight != Sight::Time {
                    pointed::mark(ui.ctx(), Part::Diagram, beside);
                }
                let hidden = self.teaching.hides(&Part::Diagram);
                ui.scope_builder(UiBuilder::new().max_rect(beside), |ui| match sight {
                    Sight::Time => {
                        self.time(ui, theme, &answers, &Lived::default(), actions);
                    }
                    _ if hidden => self.teaching.curtain(ui, actions),
                    Sight::Diagram | Sight::Firing | Sight::Curves => {
                        self.study_ui(ui, theme, actions);
                    }
                    Sight::Membrane => {
                        let lived = self.live.lived(super::SCOPE * self.speed);
                        self.membrane_ui(ui, theme, &lived);
                    }
                    Sight::Reduction => self.reduction_ui(ui, theme),
                });
            }
            ui.scope_builder(UiBuilder::new().max_rect(plane), |ui| {
                self.centre(ui, theme, layers, &answers, actions);
            });
            let said = answers.trouble.as_deref();
            let said = said.or(self.notice.as_ref().map(|(text, _)| text.as_str()));
            if let Some(text) = said {
                let lasting = answers.trouble.is_some();
                super::super::panel::tools::notice_ui(ui, room, text, [lasting, true], actions);
            }
        });
    }

    /// What lies over everything in presenter mode: the clock, the spot around the pointer, the black screen.
    pub(super) fn over_presentation(&self, ctx: &Context, theme: Theme, now: f64) {
        let Some(presenter) = &self.presenter else {
            return;
        };
        if presenter.clock {
            presenter::clock_ui(ctx, now - presenter.since);
        }
        if presenter.spot {
            presenter::spot_ui(ctx, draw::colour(theme, Role::Live));
        }
        if presenter.black {
            presenter::black_ui(ctx);
        }
    }
}

/// Whether an event brings the picture back from the black screen.
fn wakes(event: &egui::Event) -> bool {
    matches!(
        event,
        egui::Event::Key { pressed: true, .. } | egui::Event::PointerButton { pressed: true, .. }
    )
}
