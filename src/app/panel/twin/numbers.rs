//! The numbers of a twin beside those of the paper, and the choice of the second that is looked at.
use super::super::weak;
use super::{change, whole};
use crate::app::action::Action;
use crate::app::slider::Slider;
use crate::app::stage::NetworkView;
use crate::learn::twin::PAPER;
use crate::learn::twin::metrics::OPERATING;
use crate::scene::{measured, number, quantity};
use crate::session::{TwinChange, TwinStudy};
use crate::text::say;
use egui::{Button, Grid, RichText, Ui};

/// The numbers beside those of the paper and of the best linear filter.
pub(in crate::app) fn numbers_ui(ui: &mut Ui, view: &NetworkView, study: &TwinStudy) {
    let n = &view.numbers;
    let none = || "–".to_owned();
    let shown = |v: Option<f64>, unit: &str| v.map_or_else(none, |v| measured(v, unit));
    let published = study.options.is_published();
    let limit = n.limit.as_ref();
    let mut rows = vec![
        (
            say!("learnt-auc"),
            n.auc.map_or_else(none, number),
            number(PAPER.auc),
            none(),
            say!("term-auc-about"),
        ),
        (
            "RMSE".to_owned(),
            measured(n.rmse, "mV"),
            measured(PAPER.rmse, "mV"),
            shown(limit.map(|l| l.rmse), "mV"),
            say!("learnt-rmse-about"),
        ),
        (
            say!("learnt-explained"),
            shown(n.explained, "%"),
            measured(PAPER.explained, "%"),
            shown(limit.and_then(|l| l.explained), "%"),
            say!("learnt-explained-about"),
        ),
        (
            say!("learnt-hits", rate = quantity(100.0 * OPERATING, "%")),
            shown(n.hit_rate.map(|h| 100.0 * h), "%"),
            none(),
            none(),
            say!("learnt-hits-about"),
        ),
    ];
    rows.push((
        say!("learnt-output-rate"),
        measured(n.rate, "Hz"),
        none(),
        none(),
        say!("learnt-output-rate-about"),
    ));
    // Of other neurons there is no kernel that an exponential could stand for.
    if let Some(truth) = n.tau {
        let about = say!("learnt-tau-fitted-about", truth = quantity(truth, "ms"));
        for (k, name) in [say!("learnt-tau-excitatory"), say!("learnt-tau-inhibitory")]
            .into_iter()
            .enumerate()
        {
            let tau = shown(n.taus[k], "ms");
            let best = shown(limit.and_then(|l| l.taus[k]), "ms");
            rows.push((name, tau, none(), best, about.clone()));
        }
    }
    ui.spacing_mut().interact_size.y = 17.0;
    Grid::new("numbers")
        .num_columns(4)
        .spacing([12.0, 2.0])
        .show(ui, |ui| {
            let head = |ui: &mut Ui, text: String, about: String| {
                ui.label(RichText::new(text).weak().size(13.0))
                    .on_hover_text(about);
            };
            ui.label("");
            head(ui, say!("learnt-here"), say!("learnt-here-about"));
            if published {
                head(ui, say!("learnt-paper"), say!("learnt-paper-about"));
            }
            head(ui, say!("learnt-limit"), say!("learnt-limit-about"));
            ui.end_row();
            for (name, here, paper, limit, about) in rows {
                let small = |text: String| RichText::new(text).size(13.0);
                ui.label(small(name)).on_hover_text(about);
                ui.label(small(here).strong());
                if published {
                    ui.label(small(paper));
                }
                ui.label(small(limit));
                ui.end_row();
            }
        });
    let about = if view.tested {
        say!(
            "learnt-tested",
            time = quantity(study.options.duration.test, "s")
        )
    } else {
        say!("learnt-glanced")
    };
    weak(ui, about);
}

/// Which second of the test is looked at.
pub(in crate::app) fn second_ui(
    ui: &mut Ui,
    study: &TwinStudy,
    telling: (usize, usize),
    actions: &mut Vec<Action>,
) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let last = study.seconds() - 1;
        let telling = study.second_at(telling);
        let second = study.second.unwrap_or(telling);
        let name = say!(
            "learnt-second-is",
            number = (second + 1).to_string(),
            all = (last + 1).to_string()
        );
        ui.label(name).on_hover_text(say!("learnt-second-about"));
        let before = ui.add_enabled(second > 0, Button::new("<"));
        if before.on_hover_text(say!("learnt-second-before")).clicked() {
            actions.push(change(TwinChange::Second(second - 1)));
        }
        let after = ui.add_enabled(second < last, Button::new(">"));
        if after.on_hover_text(say!("learnt-second-after")).clicked() {
            actions.push(change(TwinChange::Second(second + 1)));
        }
        let button = ui.button(say!("learnt-telling"));
        if button.on_hover_text(say!("learnt-telling-about")).clicked() {
            actions.push(change(TwinChange::Second(telling)));
        }
        let width = (ui.available_width() - 8.0).max(60.0);
        let slider = Slider {
            name: &say!("learnt-second"),
            about: &say!("learnt-second-about"),
            value: (second + 1) as f64,
            range: [1.0, last.max(1) as f64 + 1.0],
            ticks: &[],
            size: egui::vec2(width, 20.0),
            rail: 8.0,
            filled: false,
        };
        let moved = slider.show(ui);
        if let Some(to) = moved.to {
            let to = whole(to).saturating_sub(1).min(last);
            if to != second {
                actions.push(change(TwinChange::Second(to)));
            }
        }
    });
}
