//! What the tints of a plane of two parameters mean.
use crate::analysis::{Problem, RegimeKind};
use crate::app::motion;
use crate::draw::colour;
use crate::scene::{self, Role, Term, Theme};
use crate::text::say;
use egui::{Rect, RichText, Sense, Stroke, Ui, Vec2, pos2, vec2};

/// Height of a row, side of a swatch, and gaps beside it and after an entry, in points.
const ROW: f32 = 19.0;
const SWATCH: f32 = 13.0;
const GAP: f32 = 5.0;
const APART: f32 = 14.0;
const TEXT: f32 = 13.0;
/// Rows that are kept free even when fewer are needed, so that the plane keeps its size while its
/// regimes are being found.
const ROWS: usize = 2;

/// A legend whose entries have their places.
pub(in crate::app) struct Legend {
    entries: Vec<Entry>,
    rows: usize,
}

struct Entry {
    kind: RegimeKind,
    words: String,
    term: Term,
    /// Relative to the legend's corner.
    rect: Rect,
}

impl Legend {
    /// Lays out the regimes in an order of their own, in as many rows as they need, or `least`.
    pub(in crate::app) fn new(
        ui: &Ui,
        problem: &Problem,
        kinds: &[RegimeKind],
        least: usize,
    ) -> Self {
        let mut kinds = kinds.to_vec();
        kinds.sort_by_key(|k| (k.rests, k.depolarised, k.cycles));
        kinds.dedup();
        // At the right end of the first row a sign says that more is being found.
        let room = ui.available_width() - SWATCH - GAP;
        let mut at = Vec2::ZERO;
        let mut rows = ROWS.max(least);
        let entries = kinds.into_iter().map(|kind| {
            let words = scene::kind_words(problem, kind);
            let font = egui::FontId::proportional(TEXT);
            let wide = ui
                .painter()
                .layout_no_wrap(words.clone(), font, egui::Color32::WHITE)
                .size()
                .x;
            let width = (SWATCH + GAP + wide.ceil() + 2.0).min(room);
            if at.x > 0.0 && at.x + width > room {
                at = vec2(0.0, at.y + ROW);
                rows = rows.max((at.y / ROW).round() as usize + 1);
            }
            let rect = Rect::from_min_size(at.to_pos2(), vec2(width, ROW));
            at.x += width + APART;
            let term = Term::of_regime(kind);
            Entry {
                kind,
                words,
                term,
                rect,
            }
        });
        let entries = entries.collect();
        Self { entries, rows }
    }

    /// In how many rows it is laid out.
    pub(in crate::app) fn rows(&self) -> usize {
        self.rows
    }

    /// How much room it takes.
    pub(in crate::app) fn height(&self) -> f32 {
        self.rows as f32 * ROW + 2.0
    }

    /// Shows it; the regime under the pointer, or else the present one, stands out.
    pub(in crate::app) fn show(
        &self,
        ui: &mut Ui,
        here: Option<RegimeKind>,
        busy: bool,
        theme: Theme,
    ) {
        let size = vec2(ui.available_width(), self.height());
        let (area, _) = ui.allocate_exact_size(size, Sense::hover());
        // What is put inside must not move the place of what follows: the sign comes and goes.
        let inside = egui::UiBuilder::new().max_rect(area);
        let ui = &mut ui.new_child(inside);
        let ground = colour(theme, Role::Background);
        for entry in &self.entries {
            let rect = entry.rect.translate(area.min.to_vec2());
            let chosen = Some(entry.kind) == here;
            let centre = pos2(rect.left() + 0.5 * SWATCH, rect.center().y);
            let swatch = Rect::from_center_size(centre, Vec2::splat(SWATCH));
            // Over the background of the plane, so that both are the same colour.
            let tint = scene::regime_role(entry.kind)
                .map_or(ground, |role| ground.blend(colour(theme, role)));
            let line = if chosen {
                Stroke::new(1.5, colour(theme, Role::Text))
            } else {
                Stroke::new(1.0, colour(theme, Role::Axis))
            };
            ui.painter()
                .rect(swatch, 2.0, tint, line, egui::StrokeKind::Inside);
            let text = RichText::new(&entry.words).size(TEXT);
            let text = if chosen { text.strong() } else { text.weak() };
            let mut place = rect;
            place.min.x += SWATCH + GAP;
            let label = egui::Label::new(text).truncate().selectable(false);
            ui.scope_builder(
                egui::UiBuilder::new()
                    .max_rect(place)
                    .layout(egui::Layout::left_to_right(egui::Align::Center)),
                |ui| ui.add(label).on_hover_text(entry.term.words()),
            );
        }
        if busy {
            let corner = area.right_top() + vec2(-0.5 * SWATCH, 0.5 * ROW);
            let place = Rect::from_center_size(corner, Vec2::splat(SWATCH));
            ui.put(place, |ui: &mut Ui| motion::waiting_ui(ui, SWATCH))
                .on_hover_text(say!("legend-busy"));
        }
    }
}
