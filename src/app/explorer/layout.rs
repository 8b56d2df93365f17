//! Laying out the window: panels around the plane.
use super::super::action::Action;
use super::super::panel::compare::{Heading, heading_ui};
use super::super::panel::{card, layers, neuron, params, status, stimulus, study, time, tools};
use super::super::picture;
use super::super::plane::{Contents, Plane, Under};
use super::super::pointed;
use super::super::teach;
use super::ask::Answers;
use super::page::Page;
use super::passing::RECENT;
use super::{Explorer, FOLLOW, SCOPE, TOOLS, TRAIL, compare};
use crate::analysis::{Equilibrium, Problem};
use crate::draw;
use crate::export;
use crate::lesson::Part;
use crate::scene::{self, Role, Scene, Theme, membrane::Lived};
use crate::session::{Layer, Sight};
use crate::text::say;
use egui::{Align2, CentralPanel, Frame, Margin, Panel, Ui, UiBuilder, vec2};
use std::borrow::Cow;

/// Widths below which there is no room for the controls, and none for the column at the right.
const CONTROLS: f32 = 560.0;
const SIDE: f32 = 760.0;

/// Width of a lesson's text, and of a window that has room for it and the controls.
pub(super) const LESSON: f32 = 340.0;
pub(super) const LESSON_BESIDE: f32 = 1500.0;

/// Room at the right of pictures, for the last label of their axes.
const EDGE: f32 = 6.0;
/// A column of this height has room for the picture and for the time course under it.
const BOTH: f32 = 440.0;
/// The same where words or a legend take much of the picture's place.
const BOTH_WORDY: f32 = 640.0;
/// The picture's part of it, and the least part where a stimulus needs room under the time course.
const UPPER: f32 = 0.62;
/// The same where the time course matters as much.
const EVEN: f32 = 0.54;
const LEAST: f32 = 0.4;
/// Height of the time course with the stimulus under it.
const DRIVEN: f32 = 290.0;

impl Explorer {
    /// Lays out the window.
    pub(super) fn panels(&mut self, ui: &mut Ui, theme: Theme, actions: &mut Vec<Action>) {
        let size = ui.available_size();
        let layers = self
            .teaching
            .layers(export::layers(self.history.session().layers()));
        let answers = self.ask(layers);
        self.ask_study();
        let bar = |margin: Margin| Frame::side_top_panel(ui.style()).inner_margin(margin);
        let (words_frame, side_frame) = (bar(Margin::symmetric(12, 4)), bar(Margin::same(12)));
        let words_rect = Panel::bottom("words")
            .frame(words_frame)
            .resizable(false)
            .exact_size(44.0)
            .show(ui, |ui| {
                let notes = match self.full.as_deref() {
                    Some(Ok(view)) => view.portrait.notes.as_slice(),
                    _ => &[],
                };
                // Its attractor may lie where the portrait does not look.
                let recent = self.live.recent(RECENT * self.usual_speed);
                let problem = self.history.session().problem();
                let recent = recent.map(|state| problem.project(&state));
                let outside = scene::outside_words(problem, recent, self.playing);
                let white = scene::stimulus::white_words(self.history.session().stimulus());
                let mut words = Cow::Borrowed(&self.words);
                if self.teaching.hides(&Part::Words) {
                    words = Cow::Owned(self.teaching.instead());
                } else if !self.words.is_empty() {
                    let all = std::iter::once(words.into_owned());
                    words = Cow::Owned(scene::sentences(all.chain(outside).chain(white)));
                }
                status::status_ui(
                    ui,
                    &words,
                    notes,
                    [
                        theme.is_dark(),
                        self.preferences.calm(),
                        self.preferences.sound,
                    ],
                    actions,
                );
            })
            .response
            .rect;
        pointed::mark(ui.ctx(), Part::Words, words_rect);
        let reads = self.teaching.is_open();
        // Text and controls both, where there is room.
        let wide = size.x >= LESSON_BESIDE;
        if reads && wide {
            Panel::left("lesson")
                .frame(side_frame)
                .resizable(false)
                .exact_size(LESSON)
                .show(ui, |ui| self.lesson_ui(ui, theme, false, actions));
        }
        let narrow = [size.x < CONTROLS, size.x < SIDE];
        if !narrow[0] {
            Panel::left("controls")
                .frame(side_frame)
                .resizable(false)
                .exact_size(match reads && !wide {
                    true => (0.26 * size.x).clamp(280.0, LESSON),
                    false => (0.2 * size.x).clamp(280.0, 360.0),
                })
                .show(ui, |ui| self.controls(ui, theme, actions));
        }
        if !narrow[1] {
            Panel::right("time")
                .frame(side_frame)
                .resizable(false)
                .exact_size((0.34 * size.x).clamp(260.0, 720.0))
                .show(ui, |ui| {
                    // A row that is too long for the column must not push it off its place.
                    let rect = ui.available_rect_before_wrap();
                    ui.allocate_rect(rect, egui::Sense::hover());
                    let mut column = ui.new_child(UiBuilder::new().max_rect(rect));
                    self.side(&mut column, theme, &answers, actions);
                });
        }
        let background = draw::colour(theme, Role::Background);
        // At the right the last label of the axis reaches beyond its end.
        let margin = Margin {
            right: 14,
            ..Margin::same(8)
        };
        let frame = Frame::NONE.fill(background).inner_margin(margin);
        CentralPanel::default().frame(frame).show(ui, |ui| {
            let page = if narrow[1] {
                self.pages(ui, narrow[0])
            } else {
                Page::Plane
            };
            let room = ui.available_rect_before_wrap();
            match page {
                Page::Plane => self.centre(ui, theme, layers, &answers, actions),
                Page::Side => self.side(ui, theme, &answers, actions),
                Page::Controls => self.controls(ui, theme, actions),
            }
            let said = answers.trouble.as_deref();
            let said = said.or(self.notice.as_ref().map(|(text, _)| text.as_str()));
            let low = self.asks_for_file() || self.asks_what_to_export();
            if let Some(text) = said {
                tools::notice_ui(ui, room, text, [answers.trouble.is_some(), low], actions);
            }
        });
    }

    /// The controls, or the lesson where there is no room for both.
    fn controls(&mut self, ui: &mut Ui, theme: Theme, actions: &mut Vec<Action>) {
        if self.teaching.is_open() && ui.ctx().content_rect().width() < LESSON_BESIDE {
            self.tabs(ui, actions);
            if !self.teaching.shows_controls() {
                return self.lesson_ui(ui, theme, true, actions);
            }
        }
        let no_ticks = params::Ticks::default();
        let ticks = match self.teaching.tells_changes() {
            true => &self.study.ticks,
            false => &no_ticks,
        };
        let problem = self.history.session().problem();
        let vary = self.history.session().study().vary(problem);
        ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
        // What the preset is known for may be what is asked.
        let told = !self.teaching.hides(&Part::Words);
        neuron::neuron_ui(ui, problem, told, actions);
        ui.add_space(12.0);
        params::input_ui(ui, problem, ticks, vary, actions);
        let contents = stimulus::Contents {
            problem,
            stimulus: self.history.session().stimulus(),
            suited: stimulus::Suited::new(problem, self.usual_speed),
            seed: self.history.session().seed(),
            euler: self.history.session().euler(),
        };
        let stimulus = ui.scope(|ui| stimulus::stimulus_ui(ui, &contents, actions));
        pointed::mark(ui.ctx(), Part::Stimulus, stimulus.response.rect);
        ui.add_space(12.0);
        // The scroll area comes first, so that Tab goes from parameters to layers and not back; the
        // layers' height hardly changes, so that of the frame before will do.
        let height = (ui.available_height() - self.layers_height - 12.0).max(0.0);
        egui::ScrollArea::vertical()
            .auto_shrink(false)
            .max_height(height)
            .show(ui, |ui| {
                // The scroll bar has its own column, so that it never covers a number.
                ui.set_max_width(ui.available_width() - 8.0);
                params::rest_ui(ui, problem, ticks, vary, actions);
            });
        ui.add_space(8.0);
        let layers = ui.scope(|ui| {
            layers::layers_ui(ui, problem, self.history.session().layers(), theme, actions);
        });
        self.layers_height = layers.response.rect.height();
        pointed::mark(ui.ctx(), Part::Layers, layers.response.rect);
    }

    /// The column beside the plane: what changes with a parameter, and what happens in time.
    pub(super) fn side(
        &mut self,
        ui: &mut Ui,
        theme: Theme,
        answers: &Answers,
        actions: &mut Vec<Action>,
    ) {
        let study = self.history.session().study();
        ui.spacing_mut().item_spacing.y = 4.0;
        let crossings = Some(&self.study.crossings).filter(|_| self.teaching.tells_changes());
        study::head_ui(
            ui,
            self.history.session().problem(),
            &study,
            crossings,
            actions,
        );
        if study.sight == Sight::Time {
            ui.add_space(8.0);
            ui.set_max_width(ui.available_width() - EDGE);
            return self.time(ui, theme, answers, &Lived::default(), actions);
        }
        let lived = match study.sight {
            Sight::Membrane => self.live.lived(SCOPE * self.speed),
            _ => Lived::default(),
        };
        // The last label of a horizontal axis reaches beyond its end.
        let mut room = ui.available_rect_before_wrap();
        room.max.x -= EDGE;
        let enough = match study.sight {
            Sight::Firing | Sight::Curves => BOTH_WORDY,
            Sight::Diagram | Sight::Membrane | Sight::Reduction | Sight::Time => BOTH,
        };
        let both = room.height() >= enough;
        let mut upper = room;
        if both {
            // The phases of action potentials are read off the time course.
            let mut part = room.height()
                * match study.sight {
                    Sight::Membrane => EVEN,
                    _ => UPPER,
                };
            // Two strips one above the other must both be readable.
            if self.live.course().is_some() {
                part = part.min((room.height() - DRIVEN).max(LEAST * room.height()));
            }
            upper.max.y = room.min.y + part.round();
        }
        pointed::mark(ui.ctx(), Part::Diagram, upper);
        let hidden = self.teaching.hides(&Part::Diagram);
        ui.scope_builder(UiBuilder::new().max_rect(upper), |ui| match study.sight {
            _ if hidden => self.teaching.curtain(ui, actions),
            Sight::Membrane => self.membrane_ui(ui, theme, &lived),
            Sight::Reduction => self.reduction_ui(ui, theme),
            _ => self.study_ui(ui, theme, actions),
        });
        if both {
            let mut lower = room;
            lower.min.y = upper.max.y + 8.0;
            ui.scope_builder(UiBuilder::new().max_rect(lower), |ui| {
                self.time(ui, theme, answers, &lived, actions);
            });
        }
    }

    /// What happens in time; with what was `lived` of late also the phases of action potentials.
    pub(super) fn time(
        &mut self,
        ui: &mut Ui,
        theme: Theme,
        answers: &Answers,
        lived: &Lived,
        actions: &mut Vec<Action>,
    ) {
        pointed::mark(ui.ctx(), Part::Time, ui.available_rect_before_wrap());
        if self.teaching.hides(&Part::Time) {
            return self.teaching.curtain(ui, actions);
        }
        let problem = self.history.session().problem();
        let k = self.variable;
        let span = SCOPE * self.speed;
        let mut trace = picture::trace(problem, &self.live, k, span);
        if !lived.course().is_empty() && k == 0 {
            trace = self.phased(trace, lived);
        }
        trace.insert_below(self.other_course(k, span));
        // One range for all trials: their heights are to be compared.
        if let Some(range) = self.demo.as_ref().and_then(|d| d.range)
            && k == 0
        {
            trace.y.range = range;
        }
        let problem = self.history.session().problem();
        let fan = self.courses.as_deref().and_then(|fan| fan.as_ref().ok());
        self.parts.courses = scene::trace_axes(problem, k, [0.0, span]);
        self.parts.courses.y.range = problem.usual(k);
        let mut courses = vec![(&self.parts.courses, 1.0)];
        if let Some(fan) = fan.filter(|_| self.history.session().seeds().is_empty()) {
            courses = vec![(fan, 1.0)];
        }
        for orbits in [self.orbits.as_deref(), answers.hover.as_deref()] {
            courses.extend(orbits.map(|o| (&o.courses[k], 1.0)));
        }
        let stimulus = self.stimulus_course(span);
        let stiff = self.orbits.as_deref().is_some_and(|o| o.stiff);
        let note = stiff.then(|| say!("orbits-stiff"));
        let contents = time::Contents {
            stimulus: stimulus.as_ref(),
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
            any: !self.history.session().seeds().is_empty(),
            fan: fan.is_some(),
            kept: self.kept,
            note: note.as_deref(),
            bare: self.presenter.is_some(),
        };
        time::time_ui(ui, &contents, actions);
    }

    pub(super) fn centre(
        &mut self,
        ui: &mut Ui,
        theme: Theme,
        layers: scene::Layers,
        answers: &Answers,
        actions: &mut Vec<Action>,
    ) {
        self.demo_ui(ui, theme, actions);
        let tools = if self.presents() { 0.0 } else { TOOLS };
        let mut plane_rect = {
            let mut rect = ui.available_rect_before_wrap();
            rect.max.y = (rect.max.y - tools).max(rect.min.y);
            rect
        };
        let tools_rect = {
            let mut rect = ui.available_rect_before_wrap();
            rect.min.y = plane_rect.max.y;
            rect
        };
        picture::starts(&mut self.parts.starts, self.history.session().seeds());
        let tells = !self.teaching.hides(&Part::Words);
        let ruler = self.history.session().layers().shows(Layer::Ruler)
            && !self.teaching.hides(&Part::Layer(Layer::Ruler));
        if let Some(kept) = self.compared() {
            let places = compare::places(plane_rect);
            self.kept_ui(ui, places[0], &kept, theme, layers, actions);
            plane_rect = places[1];
            let heading = Heading {
                kept: false,
                set: scene::set_words(self.history.session().problem(), &kept),
                words: if tells { &self.words } else { "" },
            };
            plane_rect.min.y += heading_ui(ui, plane_rect, &heading, actions);
        }
        let problem = self.history.session().problem();
        self.parts.axes = scene::plane_axes(problem);
        picture::trail(
            &mut self.parts.trail,
            &self.live,
            // Of a demonstration the whole trial, so that one sees where the separatrix was crossed.
            if self.demo.is_some() { SCOPE } else { TRAIL } * self.speed,
            layers.orbits,
        );
        picture::live(&mut self.parts.live, &self.live);
        let view = match self.view.as_deref() {
            Some(Ok(view)) => Some(view),
            _ => None,
        };
        self.parts.ruler.items.clear();
        if let Some(view) = view.filter(|_| ruler) {
            let from = self.live.state();
            let items = scene::ruler_in(problem, &view.portrait, from);
            self.parts.ruler.items.extend(items);
        }
        let ghost = self.history.session().ghost();
        let beside = self.history.session().is_beside();
        let haunted = ghost.is_some() && !beside;
        let ghost = ghost.filter(|_| !beside);
        let ghost = ghost.and_then(|ghost| self.questions.ghost(&ghost));
        let mut sheets: Vec<(&Scene, f32)> = Vec::with_capacity(14);
        if let Some((basin, dim)) = &answers.basin
            && let Ok(scene) = basin.as_ref()
        {
            sheets.push((scene, *dim));
        }
        sheets.extend(ghost.as_ref().map(|scene| (scene.as_ref(), draw::GHOST)));
        let halo = view.and_then(|v| self.teaching.halo(v.scene.now()));
        sheets.extend(halo.as_ref().map(|halo| (halo, 1.0)));
        let mark = self.exercise_mark();
        sheets.extend(mark.as_ref().map(|mark| (mark, 1.0)));
        sheets.extend(view.map(|v| (v.scene.now(), answers.dim)));
        if let (Some(dim), Some(Ok(full))) = (answers.cycles, self.full.as_deref()) {
            sheets.push((&full.cycles, dim));
        }
        if layers.orbits {
            sheets.extend(self.orbits.as_deref().map(|o| (&o.plane, 1.0)));
            sheets.extend(answers.hover.as_deref().map(|o| (&o.plane, 1.0)));
        }
        sheets.push((&self.parts.trail, 1.0));
        sheets.extend(view.map(|v| (&v.above[0], answers.dim)));
        if layers.orbits {
            sheets.push((&self.parts.starts, 1.0));
        }
        sheets.push((&self.parts.ruler, answers.dim));
        sheets.push((&self.parts.live, 1.0));
        sheets.extend(view.map(|v| (&v.above[1], answers.dim)));
        let equilibria = match view {
            Some(view) if layers.equilibria => view.portrait.equilibria.as_slice(),
            _ => &[],
        };
        let name = say!("page-plane");
        let contents = Contents {
            name: &name,
            theme,
            scale: 1.0,
            axes: &self.parts.axes,
            sheets: &sheets,
            window: problem.window(),
            home: problem.home(),
            seeds: if layers.orbits {
                self.history.session().seeds()
            } else {
                &[]
            },
            paths: self.orbits.as_deref().map_or(&[], |o| &o.paths),
            equilibria,
            shown: problem.axes(),
            next_seed: self.history.session().next_seed(),
            labels: !self.teaching.hides(&Part::Labels),
        };
        pointed::mark(ui.ctx(), Part::Plane, plane_rect);
        let plane = &mut self.plane;
        let response = ui
            .scope_builder(UiBuilder::new().max_rect(plane_rect), |ui| {
                plane.show(ui, &contents, actions)
            })
            .inner;
        ui.accesskit_node_builder(response.id, |node| {
            node.set_description(self.spoken.portrait.as_str());
        });
        if let Some(view) = view
            && contents.labels
            && let (Some(Under::Point(_)), Some(at)) = (plane.under(), response.hover_pos())
            && let Some(transform) = plane.transform()
            && let Some(term) = teach::curve_under(&view.portrait, layers, &transform, at)
        {
            response.on_hover_text_at_pointer(term.words());
        }
        if tools > 0.0 {
            ui.scope_builder(UiBuilder::new().max_rect(tools_rect), |ui| {
                tools::tools_ui(
                    ui,
                    problem,
                    self.live.whole(),
                    [haunted, beside],
                    plane.under(),
                    answers.waiting,
                    actions,
                );
            });
        }
        if let Some(view) = view {
            if contents.labels {
                card_over(
                    ui,
                    plane,
                    problem,
                    equilibria,
                    10.0 / self.usual_speed,
                    theme,
                );
            }
            let fires = !view.portrait.cycles.is_empty() || !view.portrait.separatrices.is_empty();
            if view.portrait.equilibria.is_empty()
                && tells
                && !fires
                && view.problem.window() == problem.window()
            {
                tools::empty_ui(ui, plane_rect, problem, actions);
            }
        }
    }
}

/// The card of the equilibrium under the pointer, or of the pinned one, which it follows.
pub(super) fn card_over(
    ui: &Ui,
    plane: &mut Plane,
    problem: &Problem,
    equilibria: &[Equilibrium],
    rate: f64,
    theme: Theme,
) {
    let home = problem.home();
    if let Some(at) = plane.pinned() {
        let position = |e: &Equilibrium| problem.project(&e.at);
        let nearest = equilibria
            .iter()
            .map(|e| (home.distance(position(e), at), position(e)))
            .min_by(|a, b| a.0.total_cmp(&b.0));
        plane.pin(nearest.filter(|(d, _)| *d < FOLLOW).map(|(_, at)| at));
    }
    let chosen = match (plane.under(), plane.pinned()) {
        (Some(Under::Equilibrium(k)), _) => equilibria.get(k),
        (_, Some(at)) => equilibria.iter().find(|e| problem.project(&e.at) == at),
        _ => None,
    };
    let (Some(equilibrium), Some(transform)) = (chosen, plane.transform()) else {
        return;
    };
    let [x, y] = problem.project(&equilibrium.at);
    let here = transform.position_from_point(&egui_plot::PlotPoint::new(x, y));
    // In the corner farthest from the point, so that the card hides as little as possible of what it
    // explains.
    let frame = transform.frame().shrink(8.0);
    let left = here.x > frame.center().x;
    let top = here.y > frame.center().y;
    let (pivot, corner) = match (left, top) {
        (true, true) => (Align2::LEFT_TOP, frame.left_top()),
        (true, false) => (Align2::LEFT_BOTTOM, frame.left_bottom()),
        (false, true) => (Align2::RIGHT_TOP, frame.right_top()),
        (false, false) => (Align2::RIGHT_BOTTOM, frame.right_bottom()),
    };
    egui::Area::new(egui::Id::unique("equilibrium card"))
        .order(egui::Order::Tooltip)
        .interactable(false)
        .pivot(pivot)
        .fixed_pos(corner)
        .show(ui.ctx(), |ui| {
            Frame::popup(ui.style())
                .inner_margin(Margin::same(12))
                .show(ui, |ui| {
                    ui.set_max_width(400.0);
                    card::card_ui(ui, problem, equilibrium, rate, theme);
                });
        });
}
