//! What is shown? Layers on and off, each with a sample of how it is drawn.
use super::question;
use crate::analysis::Problem;
use crate::app::action::Action;
use crate::draw::colour;
use crate::scene::{Role, Theme};
use crate::session::{Command, FieldStyle, Layer, Layers};
use crate::text::say;
use egui::{Rect, Shape, Stroke, Ui, pos2, vec2};

/// Name, sample and meaning of a layer.
fn about(layer: Layer) -> (String, String) {
    match layer {
        Layer::Field => (say!("layer-field"), say!("layer-field-about")),
        Layer::Nullclines => (say!("layer-nullclines"), say!("layer-nullclines-about")),
        Layer::Equilibria => (say!("layer-equilibria"), say!("layer-equilibria-about")),
        Layer::Separatrices => (say!("layer-separatrices"), say!("layer-separatrices-about")),
        Layer::Cycles => (say!("layer-cycles"), say!("layer-cycles-about")),
        Layer::Basins => (say!("layer-basins"), say!("layer-basins-about")),
        Layer::Ruler => (say!("layer-ruler"), say!("layer-ruler-about")),
        Layer::Orbits => (say!("layer-orbits"), say!("layer-orbits-about")),
    }
}

/// Toggles for all layers, in two columns.
pub(in crate::app) fn layers_ui(
    ui: &mut Ui,
    problem: &Problem,
    layers: Layers,
    theme: Theme,
    actions: &mut Vec<Action>,
) {
    question(ui, &say!("layers-question"));
    let half = (ui.available_width() - ui.spacing().item_spacing.x) / 2.0;
    // A line has no streamlines and no separatrices; only planes of all variables have a ruler.
    let dimension = problem.model().info().dimension();
    let order: &[&[Layer]] = match dimension {
        1 => &[
            &[Layer::Nullclines, Layer::Equilibria],
            &[Layer::Cycles, Layer::Orbits],
            &[Layer::Basins, Layer::Ruler],
        ],
        2 => &[
            &[Layer::Nullclines, Layer::Equilibria],
            &[Layer::Separatrices, Layer::Cycles],
            &[Layer::Basins, Layer::Orbits],
            &[Layer::Ruler],
        ],
        _ => &[
            &[Layer::Nullclines, Layer::Equilibria],
            &[Layer::Separatrices, Layer::Cycles],
            &[Layer::Basins, Layer::Orbits],
        ],
    };
    ui.horizontal(|ui| {
        toggle(ui, half, Layer::Field, layers, theme, actions);
        if dimension == 1 {
            return;
        }
        for (style, name, about) in [
            (
                FieldStyle::Arrows,
                say!("field-arrows"),
                say!("field-arrows-about"),
            ),
            (
                FieldStyle::Streamlines,
                say!("field-streamlines"),
                say!("field-streamlines-about"),
            ),
        ] {
            ui.spacing_mut().item_spacing.x = 4.0;
            let chosen = layers.field == style;
            let label = ui.selectable_label(chosen, name);
            if label.on_hover_text(about).clicked() {
                actions.push(Command::DrawField(style).into());
                actions.push(
                    Command::Show {
                        layer: Layer::Field,
                        on: true,
                    }
                    .into(),
                );
            }
        }
    });
    for row in order {
        ui.horizontal(|ui| {
            // A single one has the whole row for its name.
            let half = if row.len() == 1 { 2.0 * half } else { half };
            for &layer in *row {
                toggle(ui, half, layer, layers, theme, actions);
            }
        });
    }
}

fn toggle(
    ui: &mut Ui,
    width: f32,
    layer: Layer,
    layers: Layers,
    theme: Theme,
    actions: &mut Vec<Action>,
) {
    let (name, meaning) = about(layer);
    let mut on = layers.shows(layer);
    let size = vec2(
        if layer == Layer::Field { 64.0 } else { width },
        ui.spacing().interact_size.y,
    );
    ui.allocate_ui_with_layout(
        size,
        egui::Layout::left_to_right(egui::Align::Center),
        |ui| {
            ui.set_min_width(size.x);
            if ui.checkbox(&mut on, name).on_hover_text(meaning).clicked() {
                actions.push(Command::Show { layer, on }.into());
            }
            if layer != Layer::Field && ui.available_width() >= 20.0 {
                let (rect, _) = ui.allocate_exact_size(vec2(16.0, 12.0), egui::Sense::hover());
                ui.painter().add(sample(layer, rect, theme));
            }
        },
    );
}

fn sample(layer: Layer, r: Rect, theme: Theme) -> Shape {
    let line = |y: f32, role: Role| {
        let stroke = Stroke::new(theme.stroke(role).width.min(2.0), colour(theme, role));
        Shape::line_segment([pos2(r.left(), y), pos2(r.right(), y)], stroke)
    };
    let middle = r.center().y;
    match layer {
        Layer::Field => Shape::Noop,
        Layer::Nullclines => Shape::Vec(vec![
            line(middle - 3.0, Role::FirstNullcline),
            line(middle + 3.0, Role::SecondNullcline),
        ]),
        Layer::Equilibria => {
            let ink = colour(theme, Role::Text);
            Shape::Vec(vec![
                Shape::circle_filled(r.center() - vec2(4.0, 0.0), 3.0, ink),
                Shape::circle_stroke(r.center() + vec2(4.0, 0.0), 3.0, Stroke::new(1.4, ink)),
            ])
        }
        Layer::Separatrices => line(middle, Role::StableManifold),
        Layer::Cycles => Shape::ellipse_stroke(
            r.center(),
            vec2(7.0, 5.0),
            Stroke::new(2.0, colour(theme, Role::StableCycle)),
        ),
        Layer::Basins => {
            let tint = colour(theme, Role::Basin(1)).gamma_multiply(4.0);
            Shape::rect_filled(r.shrink2(vec2(1.0, 1.0)), 2.0, tint)
        }
        Layer::Orbits => line(middle, Role::Live),
        Layer::Ruler => {
            let stroke = Stroke::new(1.5, colour(theme, Role::Ruler));
            let end = |x: f32| {
                Shape::line_segment([pos2(x, middle - 4.0), pos2(x, middle + 4.0)], stroke)
            };
            Shape::Vec(vec![
                line(middle, Role::Ruler),
                end(r.left()),
                end(r.right()),
            ])
        }
    }
}
