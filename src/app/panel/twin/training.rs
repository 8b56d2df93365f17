//! What can be done with the training of a twin, and how far it is.
use crate::app::action::{Action, Learn};
use crate::app::motion;
use crate::app::stage::{Course, End};
use crate::learn::twin::Progress;
use crate::scene::{quantity, value};
use crate::text::say;
use egui::{Button, ProgressBar, RichText, Ui};

/// What can be done with the training, and how far it is.
pub(in crate::app) fn training_ui(
    ui: &mut Ui,
    course: Course,
    progress: Option<&Progress>,
    actions: &mut Vec<Action>,
) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let recording = matches!(course, Course::Recording(_));
        let over = matches!(course, Course::Over(_) | Course::Opened);
        let (name, about, what) = match course {
            Course::Going => (
                say!("learnt-pause"),
                say!("learnt-pause-about"),
                Learn::Pause,
            ),
            Course::Paused => (
                say!("learnt-continue"),
                say!("learnt-continue-about"),
                Learn::Go,
            ),
            Course::Over(_) | Course::Opened => {
                (say!("learnt-again"), say!("learnt-again-about"), Learn::Go)
            }
            _ => (say!("learnt-start"), say!("learnt-start-about"), Learn::Go),
        };
        let possible = !recording && course != Course::None;
        let button = ui.add_enabled(possible, Button::new(RichText::new(name).strong()));
        if button.on_hover_text(about).clicked() {
            actions.push(Action::Learn(what));
        }
        let ends = matches!(course, Course::Going | Course::Paused);
        let stop = ui.add_enabled(ends, Button::new(say!("learnt-stop")));
        if stop.on_hover_text(say!("learnt-stop-about")).clicked() {
            actions.push(Action::Learn(Learn::Stop));
        }
        let reset = ui.add_enabled(ends || over, Button::new(say!("learnt-reset")));
        if reset.on_hover_text(say!("learnt-reset-about")).clicked() {
            actions.push(Action::Learn(Learn::Reset));
        }
        ui.add_space(4.0);
        bar(ui, course, progress);
    });
}

/// How far it is, as a bar with its numbers.
fn bar(ui: &mut Ui, course: Course, progress: Option<&Progress>) {
    let (part, text) = match (course, progress) {
        (Course::Recording(part), _) => (part as f32 / 1000.0, say!("learnt-recording")),
        (Course::Opened, _) => (1.0, say!("learnt-opened")),
        (_, Some(p)) => {
            let part = p.step as f32 / p.steps.max(1) as f32;
            let state = match course {
                Course::Over(End::Done) => say!("learnt-done", time = seconds(p.seconds)),
                Course::Over(End::Stopped) => say!("learnt-stopped", step = p.step.to_string()),
                Course::Over(End::Diverged) => say!("learnt-diverged"),
                Course::Paused => say!("learnt-is-paused"),
                Course::Fresh => say!("learnt-not-begun"),
                _ => match p.left {
                    Some(left) => say!("learnt-left", time = seconds(left)),
                    None => String::new(),
                },
            };
            let over = course == Course::Over(End::Diverged);
            let loss = (p.step > 0 && !over).then(|| say!("learnt-loss-is", loss = value(p.loss)));
            let auc = p.auc.map(|auc| say!("learnt-auc-is", auc = value(auc)));
            let kept = p.kept.filter(|&kept| kept < p.step && !over);
            let kept = kept.map(|kept| say!("learnt-kept", step = kept.to_string()));
            let all = [loss, auc, Some(state), kept].into_iter().flatten();
            let all: Vec<String> = all.collect();
            (part, all.join(&say!("between-clauses")))
        }
        (_, None) => (0.0, String::new()),
    };
    let width = ui.available_width().max(40.0);
    let height = ui.spacing().interact_size.y;
    // What is not done yet must be seen, too.
    ui.visuals_mut().extreme_bg_color = ui.visuals().widgets.inactive.bg_fill;
    let shown = ui.add(
        ProgressBar::new(part)
            .desired_width(width)
            .desired_height(height)
            .corner_radius(4)
            .text(RichText::new(&text).size(13.0)),
    );
    let moves = matches!(course, Course::Recording(_)) && !motion::is_calm(ui);
    if moves {
        ui.ctx()
            .request_repaint_after(std::time::Duration::from_millis(100));
    }
    ui.accesskit_node_builder(shown.id, |node| {
        node.set_label(say!("learnt-progress"));
        node.set_description(text.as_str());
    });
    shown.on_hover_text(&text);
}

/// Seconds, whole ones where there are many.
fn seconds(time: f64) -> String {
    quantity(
        if time < 10.0 {
            (10.0 * time).round() / 10.0
        } else {
            time.round()
        },
        "s",
    )
}
