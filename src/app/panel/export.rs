//! The question what to export, and as what.
use super::weak;
use crate::app::action::{Action, Wish};
use crate::draw::{animation, figure};
use crate::export::{AnimationFormat, FileFormat, Page, View};
use crate::scene::{self, Theme};
use crate::session::Session;
use crate::text::say;
use egui::{Align2, Button, ComboBox, DragValue, Grid, ProgressBar, TextEdit, Ui};
use std::path::{Path, PathBuf};

/// Width of the question.
const WIDTH: f32 = 520.0;
/// Height of the list of views, which shows all of them.
const VIEWS: f32 = 480.0;
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
    fn name(self) -> String {
        match self {
            Self::Figure(format) => format.name().to_owned(),
            Self::Python => say!("export-python"),
            Self::Animation(format) => format.name().to_owned(),
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
                let purpose = scene::sentence(&format.purpose());
                say!(
                    "export-opens-again",
                    purpose = purpose.trim_end_matches(['.', '。'])
                )
            }
            Self::Figure(format) => scene::sentence(&format.purpose()),
            Self::Python => {
                say!("export-python-about")
            }
            Self::Animation(AnimationFormat::Gif) => say!("export-gif-about"),
            Self::Animation(AnimationFormat::Apng) => {
                say!("export-apng-about")
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
    /// Whether it was asked already if a file of this name may be replaced.
    pub sure: bool,
}

/// The open question.
pub(in crate::app) struct Exporting {
    export: Export,
    folder: String,
    name: String,
    /// The name that was proposed, until another one is typed.
    proposed: String,
    /// The file that is there already, once that was said.
    replaces: Option<PathBuf>,
}

impl Exporting {
    /// A view of the window, in its colours, into a folder.
    pub(in crate::app) fn new(view: View, theme: Theme, folder: &Path) -> Self {
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
                sure: false,
            },
            folder: folder.display().to_string(),
            name: String::new(),
            proposed: String::new(),
            replaces: None,
        }
    }

    /// The same choices as the last time, of a view that there is. Colours follow the window, unless they are those for print.
    pub(in crate::app) fn again(mut self, last: &Export, view: View) -> Self {
        let theme = match last.page.theme {
            Theme::Print => Theme::Print,
            _ => self.export.page.theme,
        };
        self.export.view = view;
        self.export.form = last.form;
        self.export.page = Page { theme, ..last.page };
        self
    }

    /// Shows the file that is being written.
    pub(in crate::app) fn writing(mut self, path: &Path) -> Self {
        let name = path.file_name().map(|name| name.to_string_lossy());
        self.name = name.unwrap_or_default().into_owned();
        self
    }

    /// Asks whether this file may be replaced.
    pub(in crate::app) fn ask_to_replace(&mut self, path: PathBuf) {
        self.replaces = Some(path);
    }

    /// Takes another form; the name's ending follows.
    fn take(&mut self, form: Form) {
        let old = format!(".{}", self.export.form.ending());
        if self.name != self.proposed
            && let Some(stem) = self.name.strip_suffix(&old)
        {
            self.name = format!("{stem}.{}", form.ending());
        }
        self.export.form = form;
    }

    /// The file's name, with the ending of its form.
    fn ended(&self) -> String {
        let (name, ending) = (self.name.trim(), self.export.form.ending());
        let has = Path::new(name)
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case(ending));
        if has {
            name.to_owned()
        } else {
            format!("{name}.{ending}")
        }
    }

    /// What the size comes to, and whether that is too much.
    fn size_words(&self) -> (String, bool) {
        let Export { form, page, .. } = &self.export;
        let most = match form {
            Form::Animation(_) => [u64::from(animation::LONGEST_SIDE); 2],
            _ => figure::LARGEST,
        };
        let scale = match form {
            Form::Figure(FileFormat::Png) => page.pixels_per_point,
            _ => 1.0,
        };
        let [w, h] = page.size.map(|side| (side as f32 * scale).round() as u64);
        let much = w > most[0] || h > most[1];
        let [width, height, widest, highest] = [w, h, most[0], most[1]].map(|n| n.to_string());
        let words = if much {
            say!(
                "export-size-too-much",
                width = width,
                height = height,
                widest = widest,
                highest = highest
            )
        } else {
            say!(
                "export-size-fits",
                width = width,
                height = height,
                widest = widest,
                highest = highest
            )
        };
        (words, much)
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
    /// A free name in a folder, with this ending.
    pub place: &'a dyn Fn(&Path, &str, &str) -> PathBuf,
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
    egui::Window::new(say!("export-title"))
        .id(egui::Id::unique("export what is shown"))
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
            let there = Path::new(asking.folder.trim()).join(asking.ended());
            if c.progress.is_none() && asking.replaces.as_ref() == Some(&there) {
                ui.label(say!("replace-or-rename"));
                ui.add_space(4.0);
            }
            buttons_ui(ui, asking, c, actions);
        });
}

fn what_ui(ui: &mut Ui, asking: &mut Exporting, c: &Contents<'_>) {
    let views = views(c);
    if !views.contains(&asking.export.view) {
        asking.export.view = View::Portrait;
    }
    let view = &mut asking.export.view;
    let label = ui.label(say!("export-what"));
    match asking.export.form {
        // A script recomputes the portrait, whatever is looked at.
        Form::Python => {
            ui.label(View::Portrait.title());
        }
        _ => {
            let combo = ComboBox::from_id_salt("view").selected_text(view.title());
            let combo = combo.width(260.0).height(VIEWS).show_ui(ui, |ui| {
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
    let rows: [(String, Vec<Form>); 3] = [
        (
            say!("export-as-figure"),
            [Svg, Png, Pdf, Tikz].map(Form::Figure).into(),
        ),
        (
            say!("export-as-numbers"),
            vec![Form::Figure(Csv), Form::Figure(Json), Form::Python],
        ),
        (
            say!("export-last-drag"),
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
                let entry = entry.on_disabled_hover_text(say!("export-no-drag"));
                if entry.on_hover_text(form.about()).clicked() {
                    asking.take(form);
                }
            }
        });
        ui.end_row();
    }
}

fn page_ui(ui: &mut Ui, asking: &mut Exporting) {
    let page = &mut asking.export.page;
    let label = ui.label(say!("export-size"));
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
        for (side, name) in page
            .size
            .iter_mut()
            .zip([say!("export-width"), say!("export-height")])
        {
            let value = ui.add(DragValue::new(side).range(SIDES).speed(5.0));
            ui.accesskit_node_builder(value.id, |node| node.set_label(name));
        }
        if matches!(asking.export.form, Form::Figure(FileFormat::Png)) {
            ui.add_space(8.0);
            for scale in SCALES {
                let about = say!("export-scale-about", scale = scale.to_string());
                ui.selectable_value(&mut page.pixels_per_point, scale, format!("{scale}×"))
                    .on_hover_text(about);
            }
        }
    });
    ui.end_row();
    ui.label("");
    let (words, much) = asking.size_words();
    if much {
        ui.label(words);
    } else {
        weak(ui, words);
    }
    ui.end_row();
    colours_ui(ui, &mut asking.export.page);
}

fn colours_ui(ui: &mut Ui, page: &mut Page) {
    ui.label(say!("export-colours"));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (theme, name) in [
            (Theme::Light, say!("export-light")),
            (Theme::Dark, say!("export-dark")),
            (Theme::Print, say!("export-print")),
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
    if asking.name == asking.proposed {
        let ending = asking.export.form.ending();
        let kept = Path::new(&asking.proposed);
        let stem = kept.file_stem().map(|s| s.to_string_lossy().into_owned());
        let numbered = stem.is_some_and(|s| s.starts_with(&name));
        // A name is proposed anew only when it has become another one: looking for a free one asks the disk.
        if !numbered || kept.extension().is_none_or(|e| e != ending) {
            let place = (c.place)(Path::new(&asking.folder), &name, ending);
            let name = place.file_name().map(|name| name.to_string_lossy());
            asking.proposed = name.unwrap_or_default().into_owned();
            asking.name.clone_from(&asking.proposed);
        }
    }
    for (title, text) in [
        (say!("export-file"), &mut asking.name),
        (say!("export-folder"), &mut asking.folder),
    ] {
        let label = ui.label(title);
        let all = text.clone();
        let field = TextEdit::singleline(text).desired_width(f32::INFINITY);
        ui.add_enabled(c.progress.is_none(), field)
            .labelled_by(label.id)
            .on_hover_text(all);
        ui.end_row();
    }
}

fn buttons_ui(ui: &mut Ui, asking: &mut Exporting, c: &Contents<'_>, actions: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        let ready = c.progress.is_none();
        let (words, much) = match asking.export.form.is_picture() {
            true => asking.size_words(),
            false => (String::new(), false),
        };
        let path = Path::new(asking.folder.trim()).join(asking.ended());
        let sure = asking.replaces.as_ref() == Some(&path);
        let named = !asking.name.trim().is_empty();
        let verb = if sure {
            say!("replace")
        } else {
            say!("export")
        };
        let mut wanted = None;
        let save = ui.add_enabled(ready && named && !much, Button::new(verb));
        if save.on_disabled_hover_text(&words).clicked() {
            // What is written is what the field says.
            if asking.name != asking.proposed {
                asking.name = asking.ended();
            }
            wanted = Some(Some(path));
        }
        if asking.export.form.copies() {
            let copy = ui.add_enabled(ready && !much, Button::new(say!("copy")));
            if copy
                .on_hover_text(say!("export-copy-about"))
                .on_disabled_hover_text(&words)
                .clicked()
            {
                wanted = Some(None);
            }
        }
        if let Some(path) = wanted {
            let export = Export {
                path,
                sure,
                ..asking.export.clone()
            };
            actions.push(Action::Files(Wish::Export(Box::new(export))));
        }
        let close = if ready {
            say!("close")
        } else {
            say!("export-stop")
        };
        if ui.button(close).clicked() {
            actions.push(Action::Files(Wish::EndExport));
        }
        if let Some(progress) = c.progress {
            ui.add(ProgressBar::new(progress).desired_width(ui.available_width()));
        }
    });
}
