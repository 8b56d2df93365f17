//! The question what to export, and as what.
use super::weak;
use crate::app::action::{Action, Wish};
use crate::export::{AnimationFormat, FileFormat, Page, View};
use crate::scene::{self, Theme};
use crate::session::Session;
use egui::{Align2, Button, ComboBox, DragValue, Grid, Key, ProgressBar, TextEdit, Ui};
use std::path::PathBuf;

/// Width of the question.
const WIDTH: f32 = 520.0;
/// Sizes to choose from, in points.
const SIZES: [[u32; 2]; 4] = [[800, 600], [1200, 900], [1600, 900], [900, 900]];
/// Least and greatest side of a figure.
const SIDES: std::ops::RangeInclusive<u32> = 200..=6000;
/// Pixels per point of pictures.
const SCALES: [f32; 4] = [1.0, 2.0, 3.0, 4.0];

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Form {
    /// A figure, or the numbers in it.
    Figure(FileFormat),
    /// A script that recomputes the portrait.
    Python,
    /// The last drag.
    Animation(AnimationFormat),
}

impl Form {
    fn name(self) -> &'static str {
        match self {
            Self::Figure(format) => format.name(),
            Self::Python => "Python",
            Self::Animation(format) => format.name(),
        }
    }

    /// How names of such files end.
    pub(in crate::app) fn ending(self) -> &'static str {
        match self {
            Self::Figure(format) => format.ending(),
            Self::Python => "py",
            Self::Animation(format) => format.ending(),
        }
    }

    fn about(self) -> String {
        match self {
            Self::Figure(format) if format.carries_session() => {
                format!(
                    "{}. Dropped on this window it opens again.",
                    scene::sentence(format.purpose()).trim_end_matches('.')
                )
            }
            Self::Figure(format) => scene::sentence(format.purpose()),
            Self::Python => {
                "A script for NumPy, SciPy and Matplotlib that recomputes the phase portrait."
                    .into()
            }
            Self::Animation(AnimationFormat::Gif) => "The last drag, for slides.".into(),
            Self::Animation(AnimationFormat::Apng) => {
                "The last drag in full colour, for web pages.".into()
            }
        }
    }

    /// Whether it has a size and colours.
    fn is_picture(self) -> bool {
        !matches!(
            self,
            Self::Python | Self::Figure(FileFormat::Csv | FileFormat::Json)
        )
    }

    /// Whether the clipboard takes it.
    fn copies(self) -> bool {
        matches!(
            self,
            Self::Python
                | Self::Figure(
                    FileFormat::Png
                        | FileFormat::Tikz
                        | FileFormat::Csv
                        | FileFormat::Json
                        | FileFormat::Svg
                )
        )
    }
}

/// What is to be exported.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct Export {
    /// What it shows.
    pub view: View,
    /// What the file holds.
    pub form: Form,
    /// Size, resolution and colours.
    pub page: Page,
    /// Where it goes; `None` for the clipboard.
    pub path: Option<PathBuf>,
}

/// The open question.
pub(in crate::app) struct Exporting {
    export: Export,
    typed: String,
    /// The name that was proposed, until another one is typed.
    proposed: String,
}

impl Exporting {
    /// A view of the window, in its colours.
    pub(in crate::app) fn new(view: View, theme: Theme) -> Self {
        let page = Page {
            size: SIZES[1],
            pixels_per_point: 1.0,
            theme,
        };
        Self {
            export: Export {
                view,
                form: Form::Figure(FileFormat::Svg),
                page,
                path: None,
            },
            typed: String::new(),
            proposed: String::new(),
        }
    }
}

/// What the question has to know.
pub(in crate::app) struct Contents<'a> {
    /// What is shown.
    pub session: &'a Session,
    /// The demonstration that is going on.
    pub demo: Option<&'static str>,
    /// Whether there was a drag.
    pub dragged: bool,
    /// How far the export that is going on has come, from 0 to 1.
    pub progress: Option<f32>,
    /// A free name in the place where people look for files.
    pub place: &'a dyn Fn(&str, &str) -> PathBuf,
}

/// The views on offer.
fn views(c: &Contents<'_>) -> Vec<View> {
    let demo = c.demo.map(View::Demonstration);
    let mut views: Vec<View> = demo.into_iter().collect();
    views.extend(View::available(c.session));
    views
}

/// The question.
pub(in crate::app) fn export_ui(
    ui: &Ui,
    asking: &mut Exporting,
    c: &Contents<'_>,
    actions: &mut Vec<Action>,
) {
    egui::Window::new("Export what is shown")
        .collapsible(false)
        .resizable(false)
        .anchor(Align2::CENTER_TOP, [0.0, 60.0])
        .show(ui.ctx(), |ui| {
            ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - 40.0));
            Grid::new("export")
                .num_columns(2)
                .spacing([14.0, 8.0])
                .show(ui, |ui| {
                    what_ui(ui, asking, c);
                    form_ui(ui, asking, c);
                    if asking.export.form.is_picture() {
                        page_ui(ui, asking);
                    }
                    place_ui(ui, asking, c);
                });
            ui.add_space(4.0);
            weak(ui, asking.export.form.about());
            ui.add_space(4.0);
            buttons_ui(ui, asking, c, actions);
        });
}

fn what_ui(ui: &mut Ui, asking: &mut Exporting, c: &Contents<'_>) {
    let views = views(c);
    if !views.contains(&asking.export.view) {
        asking.export.view = View::Portrait;
    }
    let view = &mut asking.export.view;
    let label = ui.label("What");
    match asking.export.form {
        // A script recomputes the portrait, whatever is looked at.
        Form::Python => {
            ui.label(View::Portrait.title());
        }
        _ => {
            let combo = ComboBox::from_id_salt("view").selected_text(view.title());
            let combo = combo.width(260.0).show_ui(ui, |ui| {
                for one in views {
                    ui.selectable_value(view, one, one.title());
                }
            });
            combo.response.labelled_by(label.id);
        }
    }
    ui.end_row();
}

fn form_ui(ui: &mut Ui, asking: &mut Exporting, c: &Contents<'_>) {
    use FileFormat::{Csv, Json, Pdf, Png, Svg, Tikz};
    let rows: [(&str, Vec<Form>); 3] = [
        ("As figure", [Svg, Png, Pdf, Tikz].map(Form::Figure).into()),
        (
            "As numbers",
            vec![Form::Figure(Csv), Form::Figure(Json), Form::Python],
        ),
        (
            "The last drag",
            AnimationFormat::ALL.map(Form::Animation).into(),
        ),
    ];
    for (name, forms) in rows {
        ui.label(name);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for form in forms {
                let moves = matches!(form, Form::Animation(_));
                let entry = Button::selectable(asking.export.form == form, form.name());
                let entry = ui.add_enabled(!moves || c.dragged, entry);
                let entry = entry.on_disabled_hover_text(
                    "Nothing has been dragged yet: drag a slider, and the drag can be exported.",
                );
                if entry.on_hover_text(form.about()).clicked() {
                    asking.export.form = form;
                }
            }
        });
        ui.end_row();
    }
}

fn page_ui(ui: &mut Ui, asking: &mut Exporting) {
    let page = &mut asking.export.page;
    let label = ui.label("Size");
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let text = |[w, h]: [u32; 2]| format!("{w} × {h}");
        ComboBox::from_id_salt("size")
            .selected_text(text(page.size))
            .show_ui(ui, |ui| {
                for size in SIZES {
                    ui.selectable_value(&mut page.size, size, text(size));
                }
            })
            .response
            .labelled_by(label.id);
        for (side, name) in page.size.iter_mut().zip(["Width", "Height"]) {
            let value = ui.add(DragValue::new(side).range(SIDES).speed(5.0));
            ui.accesskit_node_builder(value.id, |node| node.set_label(name));
        }
        if matches!(asking.export.form, Form::Figure(FileFormat::Png)) {
            ui.add_space(8.0);
            for scale in SCALES {
                let about = format!("{scale} pixels for every point.");
                ui.selectable_value(&mut page.pixels_per_point, scale, format!("{scale}×"))
                    .on_hover_text(about);
            }
        }
    });
    ui.end_row();
    ui.label("Colours");
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (theme, name) in [
            (Theme::Light, "light"),
            (Theme::Dark, "dark"),
            (Theme::Print, "print"),
        ] {
            ui.selectable_value(&mut page.theme, theme, name);
        }
    });
    ui.end_row();
}

fn place_ui(ui: &mut Ui, asking: &mut Exporting, c: &Contents<'_>) {
    let problem = c.session.problem();
    let view = match asking.export.form {
        Form::Python => View::Portrait.name(),
        _ => asking.export.view.name(),
    };
    let name = format!(
        "{}-{}-{view}",
        problem.model().info().id,
        problem.preset().id
    );
    if asking.typed == asking.proposed {
        let ending = asking.export.form.ending();
        let kept = PathBuf::from(&asking.proposed);
        let stem = kept.file_stem().map(|s| s.to_string_lossy().into_owned());
        let numbered = stem.is_some_and(|s| s.starts_with(&name));
        // A name is proposed anew only when it has become another one: looking for a free one asks the disk.
        if !numbered || kept.extension().is_none_or(|e| e != ending) {
            asking.proposed = (c.place)(&name, ending).display().to_string();
            asking.typed.clone_from(&asking.proposed);
        }
    }
    let label = ui.label("File");
    ui.add(TextEdit::singleline(&mut asking.typed).desired_width(f32::INFINITY))
        .labelled_by(label.id);
    ui.end_row();
}

fn buttons_ui(ui: &mut Ui, asking: &mut Exporting, c: &Contents<'_>, actions: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        let typed = asking.typed.trim();
        let ready = c.progress.is_none();
        let mut wanted = None;
        let save = ui.add_enabled(ready && !typed.is_empty(), Button::new("Export"));
        if save.clicked() {
            wanted = Some(Some(PathBuf::from(typed)));
        }
        if asking.export.form.copies() {
            let copy = ui.add_enabled(ready, Button::new("Copy"));
            if copy
                .on_hover_text("Put it into the clipboard instead.")
                .clicked()
            {
                wanted = Some(None);
            }
        }
        if let Some(path) = wanted {
            // The next one gets a name of its own.
            asking.proposed.clear();
            if path.is_some() {
                asking.typed.clear();
            }
            let export = Export {
                path,
                ..asking.export.clone()
            };
            actions.push(Action::Files(Wish::Export(Box::new(export))));
        }
        let close = if ready { "Close" } else { "Stop" };
        if ui.button(close).clicked() || ui.input(|i| i.key_pressed(Key::Escape)) {
            actions.push(Action::Files(Wish::EndExport));
        }
        if let Some(progress) = c.progress {
            ui.add(ProgressBar::new(progress).desired_width(ui.available_width()));
        }
    });
}
