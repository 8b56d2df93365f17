//! The range over which a parameter is varied, as a button that opens two fields.
use super::params::{plain_number, select_all};
use crate::analysis::{Problem, ProblemError, Vary, range_advice};
use crate::app::action::Action;
use crate::scene;
use crate::session::{Command, usual_range};
use crate::text::say;
use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{Grid, Key, PopupCloseBehavior, RichText, Stroke, StrokeKind, TextEdit, Ui, vec2};

/// Width of a field, and of the whole box, in points.
const FIELD: f32 = 110.0;
const WIDTH: f32 = 220.0;

/// What is typed into the box and does not count yet.
#[derive(Clone, Debug, Default, PartialEq)]
struct Draft {
    /// Of which range, so that a box opened anew starts afresh.
    of: [f64; 2],
    /// The fields' text, where it was changed.
    typed: [Option<String>; 2],
    /// Why the range as typed is none.
    why: Option<String>,
}

/// A button with the range on it, which opens the fields that change it.
pub(super) fn range_menu(
    ui: &mut Ui,
    problem: &Problem,
    vary: Vary,
    usual: bool,
    command: fn(&str, Option<[f64; 2]>) -> Command,
    actions: &mut Vec<Action>,
) {
    let name = vary.name(problem);
    let [lo, hi] = vary.range;
    let text = format!("{name} {} … {}", scene::value(lo), scene::value(hi));
    let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let id = ui.make_persistent_id(("range draft", name));
    let (button, opened) = MenuButton::new(RichText::new(text).size(13.0))
        .config(config)
        .ui(ui, |ui| {
            ui.set_width(WIDTH);
            let mut draft: Draft = ui.data(|d| d.get_temp(id)).unwrap_or_default();
            if draft.of != vary.range {
                draft = Draft {
                    of: vary.range,
                    ..Draft::default()
                };
            }
            if let Some(range) = fields_ui(ui, problem, vary, &mut draft) {
                actions.push(command(name, Some(range)).into());
            }
            if let Some(why) = &draft.why {
                // A menu would stretch the words over its whole width.
                ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                    ui.add(egui::Label::new(RichText::new(why).size(13.0)).wrap());
                });
            }
            ui.data_mut(|d| d.insert_temp(id, draft));
            let [a, b] = usual_range(problem, vary.parameter);
            let back = say!("range-usual", from = scene::value(a), to = scene::value(b));
            if ui.add_enabled(!usual, egui::Button::new(back)).clicked() {
                actions.push(command(name, None).into());
                ui.data_mut(|d| d.remove::<Draft>(id));
            }
        });
    if opened.is_none() {
        ui.data_mut(|d| d.remove::<Draft>(id));
    }
    button.on_hover_text(say!("range-about", name = name));
}

/// The two fields; what is typed counts when Enter is pressed or a field is left, and Escape takes it
/// back. Returns a new range.
fn fields_ui(ui: &mut Ui, problem: &Problem, vary: Vary, draft: &mut Draft) -> Option<[f64; 2]> {
    let mut left = false;
    Grid::new("range").num_columns(2).show(ui, |ui| {
        for (k, label) in [say!("range-from"), say!("range-to")]
            .into_iter()
            .enumerate()
        {
            let label = ui.label(label);
            let id = ui.make_persistent_id(("range", vary.parameter, k));
            let mut text = draft.typed[k]
                .clone()
                .unwrap_or_else(|| shown(vary.range[k]));
            let response = ui.add_sized(
                vec2(FIELD, 24.0),
                TextEdit::singleline(&mut text)
                    .id(id)
                    .align(egui::Align2::RIGHT_CENTER),
            );
            // On a page of the fields' own colour only a line shows where they are.
            let line = if response.has_focus() {
                ui.visuals().selection.stroke
            } else {
                Stroke::new(1.0, ui.visuals().weak_text_color())
            };
            ui.painter()
                .rect_stroke(response.rect, 4.0, line, StrokeKind::Inside);
            let response = response.labelled_by(label.id);
            if response.gained_focus() {
                select_all(ui, id, &text);
            }
            if response.changed() {
                draft.typed[k] = Some(text);
            }
            if response.lost_focus() {
                if ui.input(|i| i.key_pressed(Key::Escape)) {
                    draft.typed[k] = None;
                    draft.why = None;
                }
                left = true;
            }
            ui.end_row();
        }
    });
    if !left || draft.typed == [None, None] {
        return None;
    }
    match read(problem, vary, &draft.typed) {
        Ok(range) => {
            draft.why = None;
            draft.typed = [None, None];
            (range != vary.range).then_some(range)
        }
        Err(why) => {
            draft.why = Some(why);
            None
        }
    }
}

/// An end of a range as a field shows it: as typed, unless that were many digits.
fn shown(x: f64) -> String {
    let plain = x.to_string();
    if plain.len() <= 10 {
        return plain;
    }
    let short = format!("{x:.6e}");
    let (mantissa, power) = short.split_once('e').unwrap_or((&short, "0"));
    let mantissa = mantissa.trim_end_matches('0').trim_end_matches('.');
    match power.parse::<i32>() {
        Ok(-4..=5) => {
            let text = format!("{x:.6}");
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        _ => format!("{mantissa}e{power}"),
    }
}

/// The range as typed, or a sentence about what is wrong with it.
fn read(problem: &Problem, vary: Vary, typed: &[Option<String>; 2]) -> Result<[f64; 2], String> {
    let spec = &problem.model().info().parameters[vary.parameter];
    let mut range = vary.range;
    for (end, text) in range.iter_mut().zip(typed) {
        if let Some(text) = text {
            *end = plain_number(text, spec.unit.symbol()).ok_or_else(|| match text.trim() {
                "" => say!("range-missing"),
                text => say!("range-no-number", text = text),
            })?;
        }
    }
    Vary::new(problem, spec.name, range)
        .map(|v| v.range)
        .map_err(|why| match why {
            ProblemError::Range { what, .. } if what.starts_with("too") => {
                say!("range-too", what = what, advice = range_advice(what))
            }
            ProblemError::Range { what, .. } if range[0] > range[1] => {
                say!("range-order", what = what)
            }
            ProblemError::Range { what, .. } => say!("range-is", what = what),
            other => other.to_string(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem() -> (Problem, Vary) {
        let problem = Problem::from_source("morris-lecar/hopf").expect("a preset");
        let vary = Vary::new(&problem, "I", [-20.0, 150.0]).expect("a range");
        (problem, vary)
    }

    #[test]
    fn a_range_is_read_as_people_write_it_and_a_reversed_one_is_refused_in_words() {
        let (problem, vary) = problem();
        let typed = |a: &str, b: Option<&str>| [Some(a.to_owned()), b.map(str::to_owned)];
        assert_eq!(read(&problem, vary, &typed("−5", None)), Ok([-5.0, 150.0]));
        assert_eq!(
            read(&problem, vary, &typed("160", Some("2e2"))),
            Ok([160.0, 200.0])
        );
        let why = read(&problem, vary, &typed("160", None)).unwrap_err();
        assert!(why.contains("reversed"), "{why}");
        assert!(why.contains("smaller number to a larger"), "{why}");
        for wide in ["1e300", "inf"] {
            let why = read(&problem, vary, &typed("0", Some(wide))).unwrap_err();
            assert!(!why.contains("smaller number to a larger"), "{why}");
        }
        let why = read(&problem, vary, &typed("much", None)).unwrap_err();
        assert!(why.contains("much"), "{why}");
    }

    #[test]
    fn fields_show_short_numbers() {
        for (x, text) in [
            (-5.0, "-5"),
            (0.25, "0.25"),
            (1e300, "1e300"),
            (-19.999_999_999_3, "-20"),
            (3.773_999_123_4, "3.773999"),
            (1e-9, "1e-9"),
        ] {
            assert_eq!(shown(x), text);
        }
    }
}
