//! Where the pictures of a twin stand: all at once, or on pages where there is no room for that.
use super::super::{ROOMY, Show, halves, rows};
use super::work::{NetworkView, Pictures};
use crate::app::action::Action;
use crate::app::keys::keys_ui;
use crate::app::motion;
use crate::app::panel::twin as panel;
use crate::scene::{Scene, Theme};
use crate::session::TwinStudy;
use crate::text::say;
use egui::{Rect, RichText, ScrollArea, Ui, UiBuilder, pos2, vec2};

/// Room of this size shows everything.
const ALL: egui::Vec2 = vec2(1060.0, 640.0);
/// Less room than this shows what matters most of a page, without the rest,
const LOW: f32 = 400.0;
/// and where it is as narrow as this, one picture under the other.
const NARROW: f32 = 520.0;
/// Height of a picture there.
const TALL: f32 = 230.0;
/// Gaps between pictures, and the height of a title.
const GAP: f32 = 8.0;
const TITLE: f32 = 26.0;
/// Keys need so much room beside a title.
const KEYS: f32 = 330.0;
/// Room for the numbers, and for choosing the second.
const NUMBERS: f32 = 195.0;
const CHOICE: f32 = 34.0;

/// What is shown where there is no room for everything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::app) enum TwinPage {
    /// What the network has learnt.
    #[default]
    Filters,
    /// A second of input, potential and spikes.
    Second,
    /// How well it predicts.
    Prediction,
    /// The course of training and the numbers, where the other pages have no room for them.
    Numbers,
}

/// What the pictures are made of.
struct Pages<'a> {
    view: &'a NetworkView,
    dim: f32,
    study: &'a TwinStudy,
    theme: Theme,
}

/// Shows the pictures; the page is the one that is chosen then.
pub(super) fn show(
    ui: &mut Ui,
    mut page: TwinPage,
    shown: Option<(&NetworkView, f32)>,
    study: &TwinStudy,
    theme: Theme,
    actions: &mut Vec<Action>,
) -> TwinPage {
    let Some((view, dim)) = shown else {
        motion::waiting_ui(ui, ui.spacing().interact_size.y);
        return page;
    };
    let pages = Pages {
        view,
        dim,
        study,
        theme,
    };
    let room = ui.available_rect_before_wrap();
    if room.width() >= ALL.x && room.height() >= ALL.y {
        pages.all(ui, room, actions);
        return page;
    }
    let height = room.height() - ui.spacing().interact_size.y - ui.spacing().item_spacing.y;
    let narrow = room.width() < NARROW;
    let low = height < LOW && !narrow;
    if page == TwinPage::Numbers && !low {
        page = TwinPage::Filters;
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (this, name, about) in [
            (
                TwinPage::Filters,
                say!("learnt-page-filters"),
                say!("learnt-page-filters-about"),
            ),
            (
                TwinPage::Second,
                say!("learnt-page-second"),
                say!("learnt-page-second-about"),
            ),
            (
                TwinPage::Prediction,
                say!("learnt-page-prediction"),
                say!("learnt-page-prediction-about"),
            ),
            (
                TwinPage::Numbers,
                say!("learnt-page-numbers"),
                say!("learnt-page-numbers-about"),
            ),
        ] {
            if this == TwinPage::Numbers && !low {
                continue;
            }
            let label = ui.selectable_label(page == this, name);
            if label.on_hover_text(about).clicked() {
                page = this;
            }
        }
    });
    let room = ui.available_rect_before_wrap();
    if narrow {
        pages.scrolled(ui, page, actions);
        return page;
    }
    match page {
        TwinPage::Filters if low => pages.beside(ui, room, &[Of::HeatMap, Of::Sections]),
        TwinPage::Filters => pages.filters(ui, room),
        TwinPage::Second => pages.second(ui, room, low, actions),
        TwinPage::Prediction if low => {
            pages.beside(ui, room, &[Of::Roc, Of::Correlation, Of::Potentials]);
        }
        TwinPage::Prediction => pages.prediction(ui, room),
        TwinPage::Numbers => {
            let [left, right] = halves(room, GAP);
            pages.picture(ui, left, Of::Course);
            pages.numbers(ui, right);
        }
    }
    page
}

/// A picture.
#[derive(Clone, Copy)]
enum Of {
    HeatMap,
    Sections,
    Course,
    Input,
    Rates,
    Trace,
    Probability,
    Roc,
    Correlation,
    Potentials,
}

impl Of {
    /// Its id and the scene.
    fn scene(self, p: &Pictures) -> (&'static str, &Scene) {
        match self {
            Self::HeatMap => ("heatmap", &p.heat_map),
            Self::Sections => ("sections", &p.sections),
            Self::Course => ("course", &p.course),
            Self::Input => ("input", &p.input),
            Self::Rates => ("rates", &p.rates),
            Self::Trace => ("trace", &p.trace),
            Self::Probability => ("probability", &p.probability),
            Self::Roc => ("roc", &p.roc),
            Self::Correlation => ("correlation", &p.correlation),
            Self::Potentials => ("potentials", &p.potentials),
        }
    }

    /// Its name for those who cannot see it.
    fn name(self) -> String {
        match self {
            Self::HeatMap => say!("learnt-heat-map"),
            Self::Sections => say!("learnt-sections"),
            Self::Course => say!("learnt-course"),
            Self::Input => say!("learnt-input"),
            Self::Rates => say!("learnt-rates"),
            Self::Trace => say!("learnt-trace"),
            Self::Probability => say!("learnt-odds"),
            Self::Roc => say!("learnt-roc"),
            Self::Correlation => say!("learnt-correlation"),
            Self::Potentials => say!("learnt-potentials"),
        }
    }

    /// What there is to see, in a sentence or two.
    fn about(self) -> String {
        match self {
            Self::HeatMap => say!("learnt-heat-map-about"),
            Self::Sections => say!("learnt-sections-about"),
            Self::Course => say!("learnt-course-about"),
            Self::Input => say!("learnt-input-about"),
            Self::Rates => say!("learnt-rates-about"),
            Self::Trace => say!("learnt-trace-about"),
            Self::Probability => say!("learnt-odds-about"),
            Self::Roc => say!("learnt-roc-about"),
            Self::Correlation => say!("learnt-correlation-about"),
            Self::Potentials => say!("learnt-potentials-about"),
        }
    }
}

impl Pages<'_> {
    fn picture(&self, ui: &mut Ui, rect: Rect, of: Of) {
        self.strip(ui, rect, of, true);
    }

    /// The same, with its horizontal axis or without.
    fn strip(&self, ui: &mut Ui, rect: Rect, of: Of, horizontal: bool) {
        let (id, scene) = of.scene(self.view.pictures.now());
        let name = of.name();
        let title = match scene.title.as_str() {
            "" => &name,
            title => title,
        };
        let mut head = rect;
        head.max.y = head.min.y + TITLE;
        ui.scope_builder(UiBuilder::new().max_rect(head), |ui| {
            ui.horizontal(|ui| {
                let text = RichText::new(title).size(13.0);
                let label = egui::Label::new(text).truncate().selectable(false);
                ui.add(label).on_hover_text(of.about());
                // Low pictures have the meaning of their marks beside the title.
                if rect.height() - TITLE < ROOMY && ui.available_width() > KEYS {
                    ui.add_space(GAP);
                    keys_ui(ui, &scene.legend, self.theme);
                }
            });
        });
        let mut body = rect;
        body.min.y += TITLE;
        let show = Show {
            id,
            name: &name,
            sheets: &[(scene, self.dim)],
            theme: self.theme,
            horizontal,
            sense: egui::Sense::hover(),
        };
        if let Some((response, _)) = show.show(ui, body) {
            ui.accesskit_node_builder(response.id, |node| node.set_description(title));
        }
    }

    fn beside(&self, ui: &mut Ui, room: Rect, what: &[Of]) {
        let gaps = GAP * (what.len() - 1) as f32;
        let width = (room.width() - gaps) / what.len() as f32;
        for (k, &of) in what.iter().enumerate() {
            let left = room.left() + k as f32 * (width + GAP);
            let rect = Rect::from_min_size(pos2(left, room.top()), vec2(width, room.height()));
            self.picture(ui, rect, of);
        }
    }

    fn numbers(&self, ui: &mut Ui, rect: Rect) {
        ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
            panel::numbers_ui(ui, self.view, self.study);
        });
    }

    fn choice(&self, ui: &mut Ui, rect: Rect, actions: &mut Vec<Action>) {
        ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
            panel::second_ui(ui, self.study, self.view.telling, actions);
        });
    }

    /// The filters, their means, the course of training and the numbers.
    fn filters(&self, ui: &mut Ui, room: Rect) {
        let [left, mut right] = halves(room, GAP);
        self.picture(ui, left, Of::HeatMap);
        let mut numbers = right;
        numbers.min.y = right.max.y - NUMBERS;
        right.max.y -= NUMBERS + GAP;
        if let [above, below] = rows(right, &[0.58, 0.42], GAP)[..] {
            self.picture(ui, above, Of::Sections);
            self.picture(ui, below, Of::Course);
        }
        self.numbers(ui, numbers);
    }

    /// One second, with the choice of it.
    fn second(&self, ui: &mut Ui, room: Rect, low: bool, actions: &mut Vec<Action>) {
        let (mut head, mut body) = (room, room);
        head.max.y = head.min.y + CHOICE;
        body.min.y = head.max.y + 2.0;
        self.choice(ui, head, actions);
        if low {
            return self.beside(ui, body, &[Of::Probability, Of::Trace]);
        }
        let all = [Of::Input, Of::Rates, Of::Trace, Of::Probability];
        for (rect, of) in rows(body, &[0.25, 0.19, 0.28, 0.28], 4.0)
            .into_iter()
            .zip(all)
        {
            // All have the time axis of the last one.
            self.strip(ui, rect, of, matches!(of, Of::Probability));
        }
    }

    fn prediction(&self, ui: &mut Ui, room: Rect) {
        if let [above, below] = rows(room, &[0.5, 0.5], GAP)[..] {
            self.beside(ui, above, &[Of::Roc, Of::Correlation]);
            let [left, right] = halves(below, GAP);
            self.picture(ui, left, Of::Potentials);
            self.numbers(ui, right);
        }
    }

    /// Everything.
    fn all(&self, ui: &mut Ui, room: Rect, actions: &mut Vec<Action>) {
        let (mut left, mut right) = (room, room);
        left.max.x = left.min.x + (0.36 * room.width()).round();
        right.min.x = left.max.x + GAP;
        let mut numbers = left;
        numbers.min.y = left.max.y - NUMBERS;
        left.max.y -= NUMBERS + GAP;
        if let [heat, sections, course] = rows(left, &[0.42, 0.35, 0.23], GAP)[..] {
            self.picture(ui, heat, Of::HeatMap);
            self.picture(ui, sections, Of::Sections);
            self.picture(ui, course, Of::Course);
        }
        self.numbers(ui, numbers);
        if let [second, below] = rows(right, &[0.64, 0.36], GAP)[..] {
            self.second(ui, second, false, actions);
            self.beside(ui, below, &[Of::Roc, Of::Correlation, Of::Potentials]);
        }
    }

    /// One under the other.
    fn scrolled(&self, ui: &mut Ui, page: TwinPage, actions: &mut Vec<Action>) {
        let what: &[Of] = match page {
            TwinPage::Filters => &[Of::HeatMap, Of::Sections, Of::Course],
            TwinPage::Second => &[Of::Input, Of::Rates, Of::Trace, Of::Probability],
            TwinPage::Prediction => &[Of::Roc, Of::Correlation, Of::Potentials],
            TwinPage::Numbers => &[Of::Course],
        };
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let width = ui.available_width();
            let place = |ui: &mut Ui, height: f32| {
                let (_, rect) = ui.allocate_space(vec2(width, height));
                rect
            };
            if page == TwinPage::Second {
                let rect = place(ui, CHOICE);
                self.choice(ui, rect, actions);
            }
            for &of in what {
                let rect = place(ui, TALL);
                self.picture(ui, rect, of);
            }
            if page == TwinPage::Filters {
                let rect = place(ui, NUMBERS);
                self.numbers(ui, rect);
            }
        });
    }
}
