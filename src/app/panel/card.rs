//! What an equilibrium is: coordinates, eigenvalues, and its place in the trace-determinant plane.
use crate::analysis::{Equilibrium, Problem};
use crate::draw::colour;
use crate::scene::{self, Role, Term, Theme};
use crate::text::say;
use egui::{Grid, RichText, Sense, Shape, Stroke, Ui, Vec2, pos2, vec2};

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
    let kind = scene::equilibrium_name(equilibrium);
    let mut letters = kind.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let title: String = first.chain(letters).collect();
    ui.label(RichText::new(title).strong().size(15.0));
    // Before a class the picture matters more than what can be told, and lies free as far as possible.
    let (row_height, size) = match theme == theme.contrasted() {
        true => (0.0, vec2(136.0, 110.0)),
        false => (ui.spacing().interact_size.y, vec2(152.0, 128.0)),
    };
    if theme != theme.contrasted() {
        let about = Term::of_equilibrium(equilibrium).about();
        ui.add(egui::Label::new(RichText::new(about).weak()).wrap());
    }
    let per = match info.time.symbol() {
        "" => String::new(),
        unit => format!("/{unit}"),
    };
    ui.horizontal_top(|ui| {
        let grid = Grid::new("equilibrium").num_columns(2);
        grid.min_row_height(row_height).show(ui, |ui| {
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
            row(
                &say!("card-trace"),
                scene_unit(scene::number(equilibrium.trace), &per),
            );
            let squared = if per.is_empty() {
                String::new()
            } else {
                format!("{per}²")
            };
            row(
                &say!("card-determinant"),
                scene_unit(scene::number(equilibrium.determinant), &squared),
            );
        });
        diagram(ui, equilibrium, rate, size, theme);
    });
}

fn scene_unit(number: String, unit: &str) -> String {
    if unit.is_empty() {
        number
    } else {
        format!("{number}{}{unit}", scene::number::THIN)
    }
}

/// Where a trace and a determinant lie in the diagram, each from −1 to 1.
///
/// The whole plane is squeezed into the diagram, so that it need not be rescaled while the dot moves:
/// `rate` lies half way out on the trace axis. A determinant is squeezed as the trace whose square is
/// four times as large, which leaves the parabola a parabola.
fn place(trace: f64, determinant: f64, rate: f64) -> [f32; 2] {
    let squeezed = |x: f64| x / (x.abs() + rate);
    let root = squeezed(2.0 * determinant.abs().sqrt());
    let height = (root * root).copysign(determinant);
    [squeezed(trace) as f32, height as f32]
}

/// The trace-determinant plane; `rate` is a typical rate of the model, half way out on the trace axis.
fn diagram(ui: &mut Ui, equilibrium: &Equilibrium, rate: f64, size: Vec2, theme: Theme) {
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let r = rect.shrink2(vec2(8.0, 16.0));
    let painter = ui.painter_at(rect);
    let (weak, text) = (colour(theme, Role::WeakText), colour(theme, Role::Text));
    // Saddles need less room than what lies above them.
    let zero = r.top() + 0.66 * r.height();
    let at = |[x, y]: [f32; 2]| {
        let room = if y < 0.0 {
            r.bottom() - zero
        } else {
            zero - r.top()
        };
        pos2(r.center().x + 0.5 * x * r.width(), zero - y * room)
    };
    let axis = Stroke::new(1.0, colour(theme, Role::Axis));
    painter.hline(r.x_range(), zero, axis);
    painter.vline(r.center().x, r.y_range(), axis);
    let parabola = (-40..=40)
        .map(|k| {
            let x = k as f32 / 40.0;
            at([x, x * x])
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
    word(0.30, 0.10, &say!("card-focus"));
    word(0.70, 0.10, &say!("card-focus"));
    word(0.09, 0.52, &say!("card-node"));
    word(0.91, 0.52, &say!("card-node"));
    word(0.25, 0.84, &say!("card-saddle"));
    let ends = |p, align, words: &str| {
        painter.text(p, align, words, small.clone(), weak);
    };
    ends(
        pos2(rect.right(), zero + 2.0),
        egui::Align2::RIGHT_TOP,
        &say!("card-trace"),
    );
    ends(
        pos2(r.center().x, rect.top()),
        egui::Align2::CENTER_TOP,
        &say!("card-determinant"),
    );
    let dot = at(place(equilibrium.trace, equilibrium.determinant, rate));
    painter.circle(dot, 5.0, colour(theme, Role::Live), Stroke::new(1.0, text));
}

#[cfg(test)]
mod tests {
    use super::place;

    /// Equal eigenvalues −0.3: trace −0.6 and determinant 0.09 lie on the parabola, whatever the scale.
    #[test]
    fn equal_eigenvalues_lie_on_the_parabola() {
        for rate in [0.01, 1.0, 100.0] {
            let [x, y] = place(-0.6, 0.09, rate);
            assert!((y - x * x).abs() < 1e-6 && x < 0.0, "{rate}");
        }
        assert!(place(0.1, -0.2, 1.0)[1] < 0.0);
    }
}
