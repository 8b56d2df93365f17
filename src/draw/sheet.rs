//! The page of a figure: panels in rows and columns, their ticks and titles, legend and caption.
use super::{
    ink::{GHOST, Ink},
    labels::Memory,
    legend::Legend,
    screen::Clear,
    view::View,
};
use crate::scene::{Role, Scene, Theme, ticks};
use egui::{
    Color32, Galley, Pos2, Rect, Shape, Vec2, epaint::TextShape, pos2, text::LayoutJob, vec2,
};
use std::sync::Arc;

/// Sizes in points of the page.
const MARGIN: f32 = 14.0;
const TICK: f32 = 5.0;
const TICK_TEXT: f32 = 13.0;
const TITLE_TEXT: f32 = 15.0;
const HEADING_TEXT: f32 = 13.5;
/// Between two panels one above the other, and beside each other.
const GAP: f32 = 18.0;
const BESIDE: f32 = 8.0;
/// Half of a tick's label may stick out at the right.
const OUT: f32 = 14.0;
/// A panel smaller than this gives up caption, legend and labels; where panels stand beside each other, they
/// may be smaller.
const SMALLEST: Vec2 = vec2(170.0, 110.0);
const SMALLEST_OF_MANY: Vec2 = vec2(120.0, 64.0);
/// Rows that a heading may have.
const HEADING_ROWS: usize = 2;

/// The page of a figure.
pub(super) struct Sheet<'a> {
    pub(super) ctx: &'a egui::Context,
    pub(super) theme: Theme,
    pub(super) page: Vec2,
    /// How many panels stand beside each other.
    pub(super) columns: usize,
}

/// A panel on its way to its place.
struct Panel<'a> {
    scene: &'a Scene,
    ticks: Labelled,
    /// From where to where it reaches, its axis' labels left out.
    across: [f32; 2],
    /// Whether the labels of its horizontal axis are written: not where those of the panel below will do.
    labels: bool,
    heading: Option<Arc<Galley>>,
    legend: Legend,
}

/// The panels row by row.
struct Rows<'a> {
    rows: Vec<Vec<Panel<'a>>>,
    /// Whether each panel has a legend of its own; the first one has that of all otherwise.
    alone: bool,
}

/// What stands above a row of panels.
#[derive(Clone, Copy, Default)]
struct Head {
    legend: f32,
    heading: f32,
}

impl Head {
    fn new(row: &[Panel<'_>]) -> Self {
        let headings = row.iter().filter_map(|p| p.heading.as_ref());
        Self {
            legend: row.iter().map(|p| p.legend.height).fold(0.0, f32::max),
            heading: headings.map(|g| g.size().y + 5.0).fold(0.0, f32::max),
        }
    }

    fn height(self) -> f32 {
        self.legend + self.heading
    }
}

impl Sheet<'_> {
    pub(super) fn ink(&self, view: View, dim: f32) -> Ink<'_> {
        Ink {
            ctx: self.ctx,
            view,
            theme: self.theme,
            scale: 1.0,
            dim,
            clear: Clear::Nothing,
            labelled: true,
            kinds: true,
        }
    }

    pub(super) fn colour(&self, role: Role) -> Color32 {
        super::colour(self.theme, role)
    }

    pub(super) fn text(&self, text: &str, size: f32, role: Role) -> Arc<Galley> {
        let font = egui::FontId::proportional(size);
        self.ctx
            .fonts_mut(|f| f.layout_no_wrap(text.to_owned(), font, self.colour(role)))
    }

    /// The heading of a panel so wide, in at most two rows.
    fn heading(&self, text: &str, width: f32) -> Option<Arc<Galley>> {
        let font = egui::FontId::proportional(HEADING_TEXT);
        let mut job = LayoutJob::simple(text.to_owned(), font, self.colour(Role::Text), width);
        job.wrap.max_rows = HEADING_ROWS;
        (!text.is_empty()).then(|| self.ctx.fonts_mut(|f| f.layout_job(job)))
    }

    /// The panels row by row, with what stands between and above them.
    fn rows<'s>(&self, scenes: &'s [Scene], inner: Rect) -> Rows<'s> {
        let rows: Vec<&[Scene]> = scenes.chunks(self.columns).collect();
        let count = rows.len().max(1) as f32;
        let apart = if rows.len() > 1 { 35.0 } else { 70.0 };
        let size = vec2(inner.width() / self.columns as f32, inner.height() / count);
        let ticked: Vec<Vec<Labelled>> = rows
            .iter()
            .map(|row| {
                row.iter()
                    .map(|s| Labelled::new(self, s, size, apart))
                    .collect()
            })
            .collect();
        let left = |column: usize| {
            let all = ticked.iter().filter_map(|row| row.get(column));
            all.map(|t| t.left).fold(0.0, f32::max)
        };
        // One legend for all, unless a mark has two meanings.
        let keys = || scenes.iter().flat_map(|s| &s.legend);
        let alone = self.columns > 1
            && keys().any(|a| keys().any(|b| a.mark == b.mark && a.text != b.text));
        let lefts: Vec<f32> = (0..self.columns).map(left).collect();
        let mut out: Vec<Vec<Panel<'s>>> = vec![];
        for (r, (row, ticks)) in rows.iter().zip(ticked).enumerate() {
            let panels = row
                .iter()
                .zip(ticks)
                .enumerate()
                .map(|(k, (scene, ticks))| {
                    let many = row.len() as f32;
                    let width = (inner.width() - BESIDE * (many - 1.0)) / many;
                    let from = inner.left() + k as f32 * (width + BESIDE);
                    let across = [from + lefts[k], from + width - OUT];
                    let below = rows.get(r + 1).filter(|next| next.len() == row.len());
                    let below = below.map(|next| &next[k]);
                    let shared = below.is_some_and(|b| b.x == scene.x && !b.is_drawing());
                    Panel {
                        labels: !shared && !scene.is_drawing(),
                        heading: self.heading(&scene.title, across[1] - across[0]),
                        legend: if alone {
                            self.legend(std::slice::from_ref(scene), across[1] - across[0])
                        } else {
                            Legend::default()
                        },
                        scene,
                        ticks,
                        across,
                    }
                });
            let mut panels: Vec<Panel<'s>> = panels.collect();
            // Where there is room for the labels of one, there is for those of all.
            let any = panels.iter().any(|p| p.labels);
            for panel in &mut panels {
                panel.labels = any && !panel.scene.is_drawing();
            }
            out.push(panels);
        }
        if !alone && let Some(first) = out.first_mut().and_then(|row| row.first_mut()) {
            // Above everything, over the whole width.
            let width = inner.right() - OUT - first.across[0];
            first.legend = self.legend(scenes, width);
        }
        Rows { rows: out, alone }
    }

    /// Draws the scenes with everything that belongs to them.
    pub(super) fn draw(&self, painter: &egui::Painter, scenes: &[Scene]) {
        let page = Rect::from_min_size(Pos2::ZERO, self.page);
        painter.rect_filled(page.expand(1.0), 0.0, self.colour(Role::Background));
        let margin = MARGIN.min(0.08 * self.page.min_elem());
        let inner = page.shrink(margin);
        let Rows { rows, alone } = self.rows(scenes, inner);
        let foot = TICK + 4.0 + TICK_TEXT * 1.3 + 4.0 + TITLE_TEXT * 1.3;
        let count = rows.len().max(1) as f32;
        let mut heads: Vec<Head> = rows.iter().map(|row| Head::new(row)).collect();
        // The labels of the lowest row have their room in any case.
        let upper = rows.iter().take(rows.len().saturating_sub(1));
        let feet: Vec<f32> = upper
            .map(|row| {
                if row.iter().any(|p| p.labels) {
                    foot
                } else {
                    0.0
                }
            })
            .collect();
        let between = GAP * (count - 1.0) + feet.iter().sum::<f32>();
        let narrowest = rows.iter().flatten().map(|p| p.across[1] - p.across[0]);
        let narrowest = narrowest.fold(f32::INFINITY, f32::min);
        let smallest = if self.columns > 1 {
            SMALLEST_OF_MANY
        } else {
            SMALLEST
        };
        let high = |r: Rect, heads: &[Head]| {
            (r.height() - between - heads.iter().map(|h| h.height()).sum::<f32>()) / count
        };
        let fits =
            |r: Rect, heads: &[Head]| narrowest >= smallest.x && high(r, heads) >= smallest.y;
        let mut area = Rect::from_min_max(inner.min + vec2(0.0, 4.0), inner.max - vec2(0.0, foot));
        let headed = fits(area, &heads);
        if !headed {
            heads.fill(Head::default());
        }
        let mut below = None;
        if let Some(galley) = self.caption(scenes, inner.width()) {
            let smaller = Rect::from_min_max(area.min, area.max - vec2(0.0, galley.size().y + 8.0));
            if fits(smaller, &heads) {
                let at = pos2(inner.left(), inner.bottom() - galley.size().y);
                below = Some(Shape::galley(at, galley, self.colour(Role::WeakText)));
                area = smaller;
            }
        }
        let bare = !fits(area, &heads);
        let height = if bare {
            area = inner;
            (area.height() - GAP * (count - 1.0)) / count
        } else {
            high(area, &heads)
        };
        let mut tops = vec![];
        let mut top = area.top();
        for (r, head) in heads.iter().enumerate() {
            top += head.height();
            tops.push(top);
            let foot = feet.get(r).copied().filter(|_| !bare);
            top += height + GAP + foot.unwrap_or(0.0);
        }
        let placed = || rows.iter().zip(&heads).zip(&tops);
        for ((row, head), top) in placed() {
            for panel in row.iter().filter(|_| headed) {
                // A legend for all stands above the headings, its own below them.
                let own = panel.heading.as_ref().map_or(0.0, |g| g.size().y + 5.0);
                let above = if alone {
                    [panel.legend.height + own, panel.legend.height]
                } else {
                    [own, head.height()]
                };
                let [heading, legend] = above.map(|up| pos2(panel.across[0], top - up));
                if let Some(galley) = &panel.heading {
                    painter.galley(heading, Arc::clone(galley), Color32::BLACK);
                }
                panel.legend.draw(self, painter, legend - vec2(0.0, 4.0));
            }
        }
        painter.extend(below);
        for ((row, _), top) in placed() {
            for (k, panel) in row.iter().enumerate() {
                let [mut from, mut to] = panel.across;
                if bare {
                    let width = inner.width() / row.len() as f32;
                    from = inner.left() + k as f32 * width;
                    to = from + width - if k + 1 < row.len() { BESIDE } else { 0.0 };
                }
                let rect = Rect::from_min_max(pos2(from, *top), pos2(to, top + height.max(0.0)));
                self.panel(painter, panel, rect, bare);
            }
        }
    }

    /// One scene with its frame; ticks and labels unless there is no room for them.
    fn panel(&self, painter: &egui::Painter, panel: &Panel<'_>, rect: Rect, bare: bool) {
        let scene = panel.scene;
        if !(rect.width() >= 1.0 && rect.height() >= 1.0) {
            return;
        }
        let view = View {
            rect,
            x: scene.x.range,
            y: scene.y.range,
        };
        let inside = painter.with_clip_rect(rect);
        if scene.is_drawing() {
            inside.extend(self.ink(view, 1.0).scene(scene, &mut Memory::new()));
            return;
        }
        let axis = egui::Stroke::new(1.0, self.colour(Role::Axis));
        let grid = egui::Stroke::new(1.0, self.colour(Role::Grid));
        let labelled = (!bare).then_some(&panel.ticks);
        if let Some(l) = labelled {
            for (value, _) in &l.x {
                let x = view.raw([*value, 0.0])[0] as f32;
                painter.line_segment([pos2(x, rect.top()), pos2(x, rect.bottom())], grid);
            }
            for (value, _) in &l.y {
                let y = view.raw([0.0, *value])[1] as f32;
                painter.line_segment([pos2(rect.left(), y), pos2(rect.right(), y)], grid);
            }
        }
        if !scene.ghost.is_empty() {
            let mut ghost = Scene::empty(scene.x.clone(), scene.y.clone());
            ghost.items.clone_from(&scene.ghost);
            inside.extend(self.ink(view, GHOST).scene(&ghost, &mut Memory::new()));
        }
        inside.extend(self.ink(view, 1.0).scene(scene, &mut Memory::new()));
        painter.rect_stroke(rect, 0.0, axis, egui::StrokeKind::Middle);
        let Some(l) = labelled else { return };
        for (value, text) in &l.x {
            let x = view.raw([*value, 0.0])[0] as f32;
            painter.line_segment(
                [pos2(x, rect.bottom()), pos2(x, rect.bottom() + TICK)],
                axis,
            );
            if panel.labels {
                let at = pos2(x - 0.5 * text.size().x, rect.bottom() + TICK + 3.0);
                painter.galley(at, Arc::clone(text), Color32::BLACK);
            }
        }
        for (value, text) in &l.y {
            let y = view.raw([0.0, *value])[1] as f32;
            painter.line_segment([pos2(rect.left() - TICK, y), pos2(rect.left(), y)], axis);
            let at = pos2(rect.left() - TICK - 4.0, y) - vec2(text.size().x, 0.5 * text.size().y);
            painter.galley(at, Arc::clone(text), Color32::BLACK);
        }
        if panel.labels {
            let title = self.text(&scene.x.title(), TITLE_TEXT, Role::Text);
            let below = TICK + 3.0 + TICK_TEXT * 1.3 + 3.0;
            let at = pos2(
                rect.center().x - 0.5 * title.size().x,
                rect.bottom() + below,
            );
            painter.galley(at, title, Color32::BLACK);
        }
        let title = self.text(&scene.y.title(), TITLE_TEXT, Role::Text);
        let left = rect.left() - l.left;
        let shape = if scene.y.title().chars().count() <= 2 {
            // A single letter on its side reads as another one.
            let at = pos2(left, rect.center().y - 0.5 * title.size().y);
            TextShape::new(at, title, Color32::BLACK)
        } else {
            let at = pos2(left, rect.center().y + 0.5 * title.size().x);
            TextShape::new(at, title, Color32::BLACK).with_angle(-std::f32::consts::FRAC_PI_2)
        };
        painter.add(shape);
    }
}

/// A scene's ticks with their labels laid out, and the room that those on the left need.
struct Labelled {
    x: Vec<(f64, Arc<Galley>)>,
    y: Vec<(f64, Arc<Galley>)>,
    left: f32,
}

impl Labelled {
    /// The ticks of a scene in a panel of this size, those of the vertical axis so far apart at least.
    fn new(sheet: &Sheet<'_>, scene: &Scene, size: Vec2, apart: f32) -> Self {
        if scene.is_drawing() {
            return Self {
                x: vec![],
                y: vec![],
                left: 0.0,
            };
        }
        let ticks = |range, points: f32, apart: f32| -> Vec<(f64, Arc<Galley>)> {
            let t = ticks::ticks(range, (points / apart).clamp(2.0, 10.0) as usize);
            t.values
                .iter()
                .map(|&v| {
                    (
                        v,
                        sheet.text(&ticks::label(v, t.step), TICK_TEXT, Role::Text),
                    )
                })
                .collect()
        };
        let x = ticks(scene.x.range, size.x, 90.0);
        let y = ticks(scene.y.range, size.y, apart);
        let widest = y.iter().map(|(_, t)| t.size().x).fold(0.0, f32::max);
        Self {
            x,
            y,
            left: widest + TICK + 4.0 + TITLE_TEXT * 1.3 + 6.0,
        }
    }
}
