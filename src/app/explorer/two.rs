//! The plane of two parameters: asking for it and showing it.
use super::super::action::Action;
use super::super::chart::Spot;
use super::super::map;
use super::super::panel::{legend::Legend, study};
use super::super::studies::{CurvesView, PlaneKey, RegimesView};
use super::Explorer;
use super::ask::{Kept, keep};
use crate::analysis::{Problem, RegimeKind};
use crate::scene::{self, Scene, Theme};
use crate::text::say;
use egui::Ui;
use std::time::Duration;

/// What the explorer keeps about the plane from frame to frame.
#[derive(Default)]
pub(super) struct TwoState {
    pub(super) map: map::Map,
    curves: Kept<CurvesView>,
    regimes: Kept<RegimesView>,
    /// Rows of the legend: the plane must not change its size while its regimes are being found.
    rows: usize,
}

impl TwoState {
    /// Starts afresh with another model or preset.
    pub(super) fn forget(&mut self) {
        self.curves = None;
        self.regimes = None;
        self.rows = 0;
    }
}

impl Explorer {
    /// Curves, regimes, and the present values among them.
    pub(super) fn two_ui(
        &mut self,
        ui: &mut Ui,
        problem: &Problem,
        theme: Theme,
        height: f32,
        actions: &mut Vec<Action>,
    ) {
        let study = self.history.session().study();
        let Some(second) = study.and(problem) else {
            let name = scene::declared::model_name(problem.model().info());
            let text = say!("single-parameter", model = name);
            return study::instead_ui(ui, &text, height);
        };
        let vary = [study.vary(problem), second];
        let key = PlaneKey::new(problem, vary);
        let state = &mut self.study;
        let curves = state.lanes.curves(&key);
        let trouble = keep(&mut state.two.curves, &curves);
        let regimes = state.lanes.regimes(&key);
        keep(&mut state.two.regimes, &regimes);
        if let Some(text) = trouble {
            return study::instead_ui(ui, &text, height);
        }
        let busy = !curves.is_fresh() || !regimes.is_fresh();
        let [x, y] = vary.map(|v| {
            let spec = &problem.model().info().parameters[v.parameter];
            scene::Axis {
                name: spec.name.into(),
                unit: spec.unit.symbol().into(),
                range: v.range,
            }
        });
        let axes = Scene::empty(x, y);
        let of_plane =
            |k: &PlaneKey| [0, 1].map(|j| k.vary[j].parameter) == vary.map(|v| v.parameter);
        let mut sheets: Vec<(&Scene, f32)> = Vec::with_capacity(2);
        let mut kinds: &[RegimeKind] = &[];
        let mut here = None;
        let values = vary.map(|v| problem.values()[v.parameter]);
        if let Some((view, dim)) = &state.two.regimes
            && let Ok(view) = view.as_ref()
            && of_plane(&view.key)
        {
            sheets.push((&view.scene, *dim));
            kinds = &view.regimes.kinds;
            here = view.regimes.at(state.two.map.under().unwrap_or(values));
        }
        let mut spots = vec![];
        if let Some((view, dim)) = &state.two.curves
            && let Ok(view) = view.as_ref()
            && of_plane(&view.key)
        {
            sheets.push((&view.scene, *dim));
            spots = special(problem, view);
        }
        let names = vary.map(|v| v.name(problem));
        let legend = Legend::new(ui, problem, kinds, if busy { state.two.rows } else { 0 });
        state.two.rows = legend.rows();
        let contents = map::Contents {
            theme,
            scale: 1.0,
            axes: &axes,
            sheets: &sheets,
            names,
            values,
            spots: &spots,
            height: (height - legend.height() - 4.0).max(60.0),
        };
        state.two.map.show(ui, &contents, actions);
        if let Some((view, _)) = &state.two.curves
            && let Ok(view) = view.as_ref()
            // Before a class nobody points at the mark.
            && self.presenter.is_none()
            && let Some(transform) = state.two.map.transform()
        {
            study::notes_ui(ui, *transform.frame(), &view.curves.notes);
        }
        legend.show(ui, here, busy, theme);
        if busy {
            ui.ctx().request_repaint_after(Duration::from_millis(100));
        }
    }
}

/// The special points as they explain themselves.
fn special(problem: &Problem, view: &CurvesView) -> Vec<Spot> {
    let info = problem.model().info();
    let points = view.curves.points.iter();
    points
        .map(|p| {
            let place: Vec<String> = view
                .curves
                .parameters
                .iter()
                .zip(p.at)
                .map(|(&k, v)| {
                    let spec = &info.parameters[k];
                    format!("{} = {}", spec.name, scene::quantity(v, spec.unit.symbol()))
                })
                .collect();
            let text = say!(
                "point-at",
                kind = scene::special_name(p.kind),
                place = place.join(", ")
            );
            let about = scene::Term::of_special(p.kind).about();
            Spot {
                at: p.at,
                text: scene::sentences([scene::sentence(&text), about]),
            }
        })
        .collect()
}
