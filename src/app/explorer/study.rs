//! What changes with a parameter: asking for it, showing it, and noticing what is passed.
use super::super::action::Action;
use super::super::chart::{self, Chart, Spot};
use super::super::crossings::Crossings;
use super::super::panel::params::Ticks;
use super::super::panel::{passport, study};
use super::super::slider::Tick;
use super::super::studies::{DiagramKey, DiagramView, PassportKey, Studies};
use super::Explorer;
use super::ask::{dim, newest};
use super::rate::RateState;
use super::two::TwoState;
use crate::analysis::{Diagram, EventKind, Problem, ProblemError};
use crate::export;
use crate::job::Shown;
use crate::scene::words::crossing::{State, event_words};
use crate::scene::{self, Dot, Item, Role, Scene, Theme};
use crate::session::{Ordinate, Sight};
use crate::text::say;
use egui::Ui;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};

/// A vertical axis that does not jump while something is dragged: meanwhile it only grows.
#[derive(Default)]
struct Steady(Option<((usize, Ordinate), [f64; 2])>);

impl Steady {
    /// The range to show of what would fit into `range`.
    fn hold(&mut self, what: (usize, Ordinate), range: [f64; 2], dragging: bool) -> [f64; 2] {
        let range = match self.0 {
            Some((same, [lo, hi])) if dragging && same == what => {
                [range[0].min(lo), range[1].max(hi)]
            }
            _ => range,
        };
        self.0 = Some((what, range));
        range
    }
}

/// What the explorer keeps about parameters from frame to frame.
pub(super) struct StudyState {
    pub(super) lanes: Studies,
    pub(super) chart: Chart,
    pub(super) two: TwoState,
    pub(super) rate: RateState,
    pub(super) crossings: Crossings,
    pub(super) ticks: Ticks,
    /// The events as they explain themselves on the chart.
    spots: Vec<Spot>,
    /// The newest good diagram, and the newest good one with cycles.
    pub(super) diagram: Option<Arc<Result<DiagramView, ProblemError>>>,
    pub(super) complete: Option<Arc<Result<DiagramView, ProblemError>>>,
    /// Opacity of both.
    dim: [f32; 2],
    /// The diagram to which the ticks belong.
    ticked: Option<(Arc<Diagram>, Ordinate)>,
    dot: Scene,
    /// What the cell is on, while parameters keep moving, and when they moved last.
    pub(super) on: Option<State>,
    pub(super) moved: Option<Instant>,
    steady: Steady,
}

impl StudyState {
    pub(super) fn new(lanes: Studies, axes: &Scene) -> Self {
        Self {
            lanes,
            chart: Chart::default(),
            two: TwoState::default(),
            rate: RateState::default(),
            crossings: Crossings::default(),
            ticks: Ticks::default(),
            spots: vec![],
            diagram: None,
            complete: None,
            dim: [1.0; 2],
            ticked: None,
            dot: axes.clone(),
            on: None,
            moved: None,
            steady: Steady::default(),
        }
    }

    /// Names marks anew, as in another language.
    pub(super) fn rename(&mut self) {
        self.ticked = None;
    }

    /// Starts afresh with another model or preset.
    pub(super) fn forget(&mut self) {
        self.lanes.forget();
        self.crossings.forget();
        self.on = None;
        self.two.forget();
        self.rate.forget();
        self.ticks = Ticks::default();
        self.spots.clear();
        self.diagram = None;
        self.complete = None;
        self.ticked = None;
        self.steady = Steady::default();
    }

    /// The newest good diagram.
    pub(super) fn view(&self) -> Option<&DiagramView> {
        self.diagram.as_deref().and_then(|v| v.as_ref().ok())
    }
}

impl Explorer {
    /// Asks for the diagram and notices what was passed. The ticks on the slider need it whatever is
    /// shown beside the plane.
    pub(super) fn ask_study(&mut self) {
        let studied = self.studied();
        let problem = &studied;
        let study = self.history.session().study();
        let vary = study.vary(problem);
        let key = DiagramKey::new(problem, vary);
        let state = &mut self.study;
        let answer = state.lanes.diagram(&key, study.ordinate);
        let good = |v: &Arc<Result<DiagramView, ProblemError>>| v.is_ok();
        match &answer {
            Shown::Fresh(value) if good(value) => {
                state.diagram = Some(Arc::clone(value));
                state.complete = Some(Arc::clone(value));
                state.dim = [1.0; 2];
            }
            Shown::Stale {
                value,
                coarse: true,
                waiting,
            } if good(value) => {
                state.diagram = Some(Arc::clone(value));
                state.dim = [1.0, dim(*waiting)];
            }
            other => {
                let (value, waiting) = newest(other);
                if value.is_some() {
                    state.diagram.clone_from(&value);
                    if let Some(Ok(view)) = value.as_deref()
                        && view.complete
                    {
                        state.complete = value;
                    }
                }
                let trouble = matches!(other, Shown::Fresh(v) if !good(v));
                let waiting = if trouble { Duration::MAX } else { waiting };
                state.dim = [dim(waiting); 2];
            }
        }
        // A picture of another model's parameter is no earlier picture of this one.
        let same = |v: &Arc<Result<DiagramView, ProblemError>>| matches!(v.as_ref(), Ok(view) if view.key.vary.parameter == vary.parameter);
        state.diagram = state.diagram.take().filter(same);
        state.complete = state.complete.take().filter(same);
        self.mark_events();
        if let Shown::Fresh(value) = &answer
            && let Ok(view) = value.as_ref()
        {
            self.notice_crossings(view);
        }
    }

    /// Puts the events of the newest diagram on the slider and on the chart.
    fn mark_events(&mut self) {
        let state = &mut self.study;
        // Equilibria alone would drop the ticks of cycles for a moment.
        let told = match state.view() {
            Some(view) if !view.complete => state.complete.as_deref().and_then(|v| v.as_ref().ok()),
            view => view,
        };
        let Some(view) = told.or(state.view()) else {
            state.ticks = Ticks::default();
            state.spots.clear();
            state.ticked = None;
            return;
        };
        let now = (&view.diagram, view.ordinate);
        if state
            .ticked
            .as_ref()
            .is_some_and(|(d, o)| Arc::ptr_eq(d, now.0) && *o == now.1)
        {
            return;
        }
        let problem = &view.key.problem;
        let ticks = view.diagram.events.iter().map(|event| Tick {
            at: event.parameter,
            name: event_name(problem, &view.diagram, event.kind, event.parameter),
        });
        let spec = &problem.model().info().parameters[view.diagram.parameter];
        let contacts = view.diagram.contacts.iter().map(|&at| Tick {
            at,
            name: say!(
                "rest-reaches",
                spike = scene::spike_line_name(problem.model().info().spike),
                name = spec.name,
                place = scene::quantity(at, spec.unit.symbol())
            ),
        });
        let mut marks: Vec<Tick> = ticks.chain(contacts).collect();
        marks.sort_by(|a, b| a.at.total_cmp(&b.at));
        let spots = spots(view);
        let ticked = (Arc::clone(&view.diagram), view.ordinate);
        state.ticks = Ticks {
            parameter: view.diagram.parameter,
            marks,
        };
        state.spots = spots;
        state.ticked = Some(ticked);
    }

    /// The nearest bifurcation above the present value, or below it.
    pub(super) fn next_bifurcation(&self, above: bool) -> Option<(String, f64)> {
        let problem = self.history.session().problem();
        let k = self.study.ticks.parameter;
        let value = *problem.values().get(k)?;
        let marks = self.study.ticks.marks.iter().map(|t| t.at);
        let at = if above {
            marks.filter(|t| *t > value).min_by(f64::total_cmp)
        } else {
            marks.filter(|t| *t < value).max_by(f64::total_cmp)
        };
        let name = problem.model().info().parameters[k].name;
        at.map(|at| (name.to_owned(), at))
    }

    /// The card of everything about the cell.
    pub(super) fn passport_ui(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let mut problem = self.history.session().problem().clone();
        problem.set_window(problem.home());
        let vary = self.history.session().study().vary(&problem);
        let key = PassportKey { problem, vary };
        let shown = self.study.lanes.passport(&key);
        // Of an earlier cell nothing is told: a card is read, not watched.
        let card = match &shown {
            Shown::Fresh(value) => Some(value.as_ref().as_ref().map_err(ToString::to_string)),
            _ => None,
        };
        passport::passport_ui(ui, &key.problem, card, actions);
    }

    /// The upper part of the side column: question, picture, and what was passed.
    pub(super) fn study_ui(&mut self, ui: &mut Ui, theme: Theme, actions: &mut Vec<Action>) {
        let problem = self.studied();
        let study = self.history.session().study();
        ui.spacing_mut().item_spacing.y = 4.0;
        // Before a class the picture has all of the room: choices and sentences would leave a strip of it.
        let bare = self.presents();
        match study.sight {
            _ if bare => {}
            Sight::Diagram | Sight::Membrane | Sight::Reduction | Sight::Time => {
                study::diagram_row(ui, &problem, &study, actions);
            }
            Sight::Firing => {
                let lawful = self.study.rate.lawful();
                study::firing_row(ui, &problem, &study, lawful, theme, actions);
            }
            Sight::Curves => study::curves_row(ui, &problem, &study, actions),
        }
        let below = if bare {
            0.0
        } else {
            study::sentence_height(ui) + 4.0
        };
        let height = (ui.available_height() - below).max(60.0);
        match study.sight {
            Sight::Curves => self.two_ui(ui, &problem, theme, height, actions),
            Sight::Firing => {
                let lawful = self.study.rate.lawful();
                self.rate_ui(ui, &problem, theme, height, actions);
                if self.study.rate.lawful() != lawful {
                    // The row above was shown before the answer was there.
                    ui.ctx().request_repaint();
                }
            }
            Sight::Diagram | Sight::Membrane | Sight::Reduction | Sight::Time => {
                self.diagram_ui(ui, &problem, theme, height, actions);
            }
        }
        if self.teaching.tells_changes() && !bare {
            let otherwise = self.nothing_passed(&problem);
            study::crossing_ui(ui, &problem, &self.study.crossings, &otherwise);
        }
    }

    fn diagram_ui(
        &mut self,
        ui: &mut Ui,
        problem: &Problem,
        theme: Theme,
        height: f32,
        actions: &mut Vec<Action>,
    ) {
        let study = self.history.session().study();
        let vary = study.vary(problem);
        let value = problem.values()[vary.parameter];
        let state = &mut self.study;
        let mut axes = empty_axes(problem, vary.parameter, study.ordinate);
        let view = state.diagram.as_deref().and_then(|v| v.as_ref().ok());
        if let Some(view) = view
            && view.ordinate == study.ordinate
        {
            axes.y = view.scene.y.clone();
            let dragging = ui.input(|i| i.pointer.any_down());
            let what = (vary.parameter, study.ordinate);
            axes.y.range = state.steady.hold(what, axes.y.range, dragging);
        }
        axes.x.range = vary.range;
        state.dot.items.clear();
        if let Ordinate::Variable(k) = study.ordinate
            && let Some(&y) = self.live.whole().get(k)
        {
            state.dot.items.push(Item::Dot(Dot {
                role: Role::Live,
                at: [value, y],
            }));
        }
        let mut sheets: Vec<(&Scene, f32)> = Vec::with_capacity(3);
        if let Some(view) = view {
            if !view.complete
                && let Some(Ok(complete)) = state.complete.as_deref()
                && complete.ordinate == study.ordinate
            {
                sheets.push((&complete.cycles, state.dim[1]));
            }
            sheets.push((&view.scene, state.dim[0]));
        }
        sheets.push((&state.dot, 1.0));
        let contents = chart::Contents {
            theme,
            scale: 1.0,
            name: &say!("diagram-picture"),
            axes: &axes,
            sheets: &sheets,
            parameter: vary.name(problem),
            value,
            ticks: &state.ticks.marks,
            spots: &state.spots,
            height,
        };
        state.chart.show(ui, &contents, actions);
        if let Some(view) = view
            // Before a class nobody points at the mark.
            && self.presenter.is_none()
            && let Some(transform) = state.chart.transform()
        {
            study::notes_ui(ui, *transform.frame(), &view.diagram.notes);
        }
    }

    /// What to say while nothing has been passed.
    fn nothing_passed(&self, problem: &Problem) -> String {
        let study = self.history.session().study();
        let vary = study.vary(problem);
        let spec = &problem.model().info().parameters[vary.parameter];
        match self.study.view() {
            Some(view) if view.complete && view.diagram.events.is_empty() => {
                let (name, [from, to]) = (spec.name, vary.range.map(scene::value));
                if let [at, ..] = view.diagram.contacts[..] {
                    let place = scene::quantity(at, spec.unit.symbol());
                    let spike = scene::spike_line_name(problem.model().info().spike);
                    say!(
                        "no-bifurcation-but-rest",
                        name = name,
                        from = from,
                        to = to,
                        place = place,
                        spike = spike
                    )
                } else if problem.values().len() > 1 {
                    say!("no-bifurcation-choose", name = name, from = from, to = to)
                } else {
                    say!(
                        "no-bifurcation-choose-range",
                        name = name,
                        from = from,
                        to = to
                    )
                }
            }
            _ if study.sight == Sight::Curves => say!("go-in-the-plane"),
            _ => say!("move-the-parameter", name = spec.name),
        }
    }
}

/// "subcritical Hopf at I = 93.86 µA/cm²".
fn event_name(problem: &Problem, diagram: &Diagram, kind: EventKind, at: f64) -> String {
    let spec = &problem.model().info().parameters[diagram.parameter];
    let place = scene::quantity(at, spec.unit.symbol());
    say!(
        "event-at",
        kind = scene::event_name(kind),
        name = spec.name,
        place = place
    )
}

/// The events as points of the picture.
fn spots(view: &DiagramView) -> Vec<Spot> {
    let problem = &view.key.problem;
    let places = scene::event_places(problem, &view.diagram, export::ordinate(view.ordinate));
    places
        .into_iter()
        .map(|(k, at)| {
            let event = &view.diagram.events[k];
            let text = event_words(problem, &view.diagram, event);
            Spot { at, text }
        })
        .collect()
}

/// The axes while there is no picture yet.
fn empty_axes(problem: &Problem, parameter: usize, ordinate: Ordinate) -> Scene {
    let spec = &problem.model().info().parameters[parameter];
    let k = match ordinate {
        Ordinate::Variable(k) => k,
        _ => 0,
    };
    let mut scene = scene::trace_axes(problem, k, [0.0, 1.0]);
    scene.x.name = spec.name.into();
    scene.x.unit = spec.unit.symbol().into();
    let ordinate = export::ordinate(ordinate);
    scene.y.name = ordinate.name(problem).into();
    scene.y.unit = ordinate.unit(problem).into();
    scene
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_only_grows_while_something_is_dragged() {
        let mut steady = Steady::default();
        let v = (0, Ordinate::Variable(0));
        assert_eq!(steady.hold(v, [-70.0, 40.0], false), [-70.0, 40.0]);
        assert_eq!(steady.hold(v, [-60.0, 45.0], true), [-70.0, 45.0]);
        assert_eq!(steady.hold(v, [-60.0, 30.0], true), [-70.0, 45.0]);
        assert_eq!(steady.hold(v, [-60.0, 30.0], false), [-60.0, 30.0]);
        let period = (0, Ordinate::Period);
        assert_eq!(steady.hold(period, [0.0, 9.0], true), [0.0, 9.0]);
    }
}
