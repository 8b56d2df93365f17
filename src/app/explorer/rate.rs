//! The firing rate against a parameter: asking for it and showing it.
use super::super::action::Action;
use super::super::chart::{self, Spot};
use super::super::panel::study;
use super::super::studies::{DiagramKey, FiringView};
use super::Explorer;
use super::ask::{Kept, keep};
use crate::analysis::{EventKind, Problem};
use crate::scene::{self, Scene, Theme};
use crate::text::say;
use egui::Ui;

/// What the explorer keeps about the firing rate from frame to frame.
#[derive(Default)]
pub(super) struct RateState {
    firing: Kept<FiringView>,
}

impl RateState {
    /// Whether a scaling law holds at the onset, as far as is known.
    pub(super) fn lawful(&self) -> bool {
        match &self.firing {
            Some((view, _)) => view.as_ref().as_ref().is_ok_and(|v| v.lawful),
            None => false,
        }
    }

    /// Starts afresh with another model or preset.
    pub(super) fn forget(&mut self) {
        self.firing = None;
    }
}

impl Explorer {
    /// The F-I curve, with what it says about the cell under it.
    pub(super) fn rate_ui(
        &mut self,
        ui: &mut Ui,
        problem: &Problem,
        theme: Theme,
        height: f32,
        actions: &mut Vec<Action>,
    ) {
        let study = self.history.session().study();
        let vary = study.vary(problem);
        let key = DiagramKey::new(problem, vary);
        let tells = self.teaching.tells_changes();
        let state = &mut self.study;
        let shown = state.lanes.firing(&key, study.scaling);
        if let Some(text) = keep(&mut state.rate.firing, &shown) {
            return study::instead_ui(ui, &text, height);
        }
        let kept = state.rate.firing.as_ref().and_then(|(view, dim)| {
            let view = view.as_ref().as_ref().ok()?;
            (view.key.vary.parameter == vary.parameter).then_some((view, *dim))
        });
        let spec = &problem.model().info().parameters[vary.parameter];
        let mut axes = match kept {
            Some((view, _)) => Scene::empty(view.scene.x.clone(), view.scene.y.clone()),
            None => {
                let mut axes = scene::trace_axes(problem, 0, vary.range);
                axes.x.name = spec.name.into();
                axes.x.unit = spec.unit.symbol().into();
                let rate = scene::Ordinate::Frequency;
                axes.y.name = rate.name(problem).into();
                axes.y.unit = rate.unit(problem).into();
                axes.y.range = [0.0, 1.0];
                axes
            }
        };
        axes.x.range = vary.range;
        let sheets: Vec<(&Scene, f32)> =
            kept.iter().map(|(v, dim)| (v.scene.now(), *dim)).collect();
        // Where the words are to be found by oneself, the curve alone is shown.
        let told = kept.filter(|_| tells);
        let spots = told.map_or_else(Vec::new, |(view, _)| switches(problem, view));
        let words = told.map_or("", |(view, _)| view.words.as_str());
        let bare = self.presenter.is_some();
        let below = if bare {
            0.0
        } else {
            study::told_height(ui) + 4.0
        };
        let contents = chart::Contents {
            theme,
            scale: 1.0,
            name: &say!("sight-firing"),
            axes: &axes,
            sheets: &sheets,
            parameter: spec.name,
            value: problem.values()[vary.parameter],
            ticks: if tells { &state.ticks.marks } else { &[] },
            spots: &spots,
            height: (height - below).max(60.0),
        };
        state.chart.show(ui, &contents, actions);
        if let Some((view, _)) = told
            // Before a class nobody points at the mark.
            && self.presenter.is_none()
            && let Some(transform) = state.chart.transform()
        {
            study::notes_ui(ui, *transform.frame(), &view.firing.notes);
        }
        match tells {
            _ if bare => {}
            true => study::told_ui(ui, words),
            false => study::told_ui(ui, &self.teaching.instead()),
        }
    }
}

/// Where firing begins and ends, as points of the picture.
fn switches(problem: &Problem, view: &FiringView) -> Vec<Spot> {
    let firing = &view.firing;
    let spec = &problem.model().info().parameters[firing.parameter];
    let place = |at: f64| scene::quantity(at, spec.unit.symbol());
    let because = |text: String, why: Option<EventKind>| match why {
        Some(kind) => say!("rate-because", text = text, kind = scene::event_name(kind)),
        None => text,
    };
    let what = scene::activity(problem);
    let onset = firing.onset.map(|at| {
        let text = say!(
            "rate-onset",
            what = what.as_str(),
            name = spec.name,
            place = place(at)
        );
        Spot {
            at: [at, firing.onset_rate.unwrap_or(0.0)],
            text: because(text, firing.mechanism),
        }
    });
    let offset = firing.offset.map(|at| Spot {
        at: [at, 0.0],
        text: say!(
            "rate-offset",
            what = what.as_str(),
            name = spec.name,
            place = place(at)
        ),
    });
    let block = firing.block.map(|b| {
        let at = place(b.parameter);
        let text = say!("rate-block", what = what, name = spec.name, place = at);
        Spot {
            at: [b.parameter, 0.0],
            text: because(text, b.event),
        }
    });
    [onset, offset, block].into_iter().flatten().collect()
}
