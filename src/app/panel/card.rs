//! What an equilibrium is: coordinates, eigenvalues, and its place in the trace-determinant plane.
use crate::analysis::{Equilibrium, Problem};
use crate::draw::colour;
use crate::scene::{self, Role, Theme};
use egui::{Grid, RichText, Sense, Shape, Stroke, Ui, pos2, vec2};

/// The contents of the card; `rate` is a typical rate of the model.
pub(in crate::app) fn card_ui(
    ui: &mut Ui,
    problem: &Problem,
    equilibrium: &Equilibrium,
    rate: f64,
    theme: Theme,
) {
    let info = problem.model().info();
    ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
    let kind = equilibrium.kind.name();
    let title = format!("{}{}", kind[..1].to_uppercase(), &kind[1..]);
    ui.label(RichText::new(title).strong().size(15.0));
    let per = match info.time.symbol() {
        "" => String::new(),
        unit => format!("/{unit}"),
    };
    ui.horizontal_top(|ui| {
        Grid::new("equilibrium").num_columns(2).show(ui, |ui| {
            let mut row = |name: &str, value: String| {
                ui.label(RichText::new(name).weak());
                ui.label(value);
                ui.end_row();
            };
            for (spec, x) in info.variables.iter().zip(&equilibrium.at) {
                row(spec.name, scene::number::readout(*x, spec.unit.symbol()));
            }
            match equilibrium.eigenvalues.as_slice() {
                [a, b] if a.im != 0.0 && a.re == b.re => {
                    let pair = format!("{} ± {}i", scene::number(a.re), scene::number(a.im.abs()));
                    row("λ₁, λ₂", scene_unit(pair, &per));
                }
                all => {
                    for (k, l) in all.iter().enumerate() {
                        let name = ["λ₁", "λ₂", "λ₃", "λ₄"].get(k).unwrap_or(&"λ");
                        row(name, scene_unit(scene::number(l.re), &per));
                    }
                }
            }
            row("trace", scene_unit(scene::number(equilibrium.trace), &per));
            let squared = if per.is_empty() {
                String::new()
            } else {
                format!("{per}²")
            };
            row(
                "determinant",
                scene_unit(scene::number(equilibrium.determinant), &squared),
            );
        });
        diagram(ui, equilibrium, rate, theme);
    });
}

fn scene_unit(number: String, unit: &str) -> String {
    if unit.is_empty() {
        number
    } else {
        format!("{number}{}{unit}", scene::number::THIN)
    }
}

/// Maps the whole line to −1..1, so that every trace and determinant has a place and the diagram need
/// not rescale while the dot moves. `unit` is the value half way out.
fn squeezed(x: f64, unit: f64) -> f32 {
    (x / (x.abs() + unit)) as f32
}

/// The trace-determinant plane; `rate` is a typical rate of the model, half way out on the trace axis.
fn diagram(ui: &mut Ui, equilibrium: &Equilibrium, rate: f64, theme: Theme) {
    let (rect, _) = ui.allocate_exact_size(vec2(152.0, 128.0), Sense::hover());
    let r = rect.shrink2(vec2(8.0, 16.0));
    let painter = ui.painter_at(rect);
    let (weak, text) = (colour(theme, Role::WeakText), colour(theme, Role::Text));
    let at = |trace: f64, determinant: f64| {
        let (x, y) = (
            squeezed(trace, rate),
            squeezed(determinant, 0.25 * rate * rate),
        );
        pos2(
            r.center().x + 0.5 * x * r.width(),
            r.center().y - 0.5 * y * r.height(),
        )
    };
    let axis = Stroke::new(1.0, colour(theme, Role::Axis));
    painter.hline(r.x_range(), r.center().y, axis);
    painter.vline(r.center().x, r.y_range(), axis);
    let parabola = (-60..=60)
        .map(|k| {
            let s = f64::from(k) / 60.5;
            let trace = rate * s / (1.0 - s.abs());
            at(trace, 0.25 * trace * trace)
        })
        .collect();
    painter.add(Shape::line(
        parabola,
        Stroke::new(1.5, colour(theme, Role::WeakText)),
    ));
    let small = egui::FontId::proportional(11.0);
    let word = |x: f32, y: f32, words: &str| {
        let p = pos2(r.left() + x * r.width(), r.top() + y * r.height());
        painter.text(p, egui::Align2::CENTER_CENTER, words, small.clone(), weak);
    };
    word(0.34, 0.06, "focus");
    word(0.68, 0.06, "focus");
    word(0.11, 0.40, "node");
    word(0.89, 0.40, "node");
    word(0.25, 0.76, "saddle");
    let ends = |p, align, words: &str| {
        painter.text(p, align, words, small.clone(), weak);
    };
    ends(
        pos2(rect.right(), r.center().y + 1.0),
        egui::Align2::RIGHT_TOP,
        "trace",
    );
    ends(
        pos2(r.center().x, rect.top()),
        egui::Align2::CENTER_TOP,
        "determinant",
    );
    let dot = at(equilibrium.trace, equilibrium.determinant);
    painter.circle(dot, 5.0, colour(theme, Role::Live), Stroke::new(1.0, text));
}
