//! From a scene to shapes on the page: the one painting code behind the window and the figures.
use super::{
    glyph::{Pen, disc, event, glyph, reach, unknown},
    labels::{Memory, Occupied, Wanted, around, at_top, beside, leader},
    raster::raster,
    screen::Clear,
    view::{Piece, View, dashes},
};
use crate::scene::{Align, Arrow, Band, Bars, Item, Level, Role, Scene, Stroke, Text, Theme};
use egui::{Color32, FontId, Pos2, Rangef, Rect, Shape, Vec2, pos2, vec2};

/// Size of labels in points.
pub(super) const TEXT: f32 = 13.0;
/// Radius of the live dot, and of the dots where kept orbits start.
const LIVE: f32 = 8.5;
const START: f32 = 4.0;
/// Radius of what lies behind an equilibrium that is pointed at.
const POINTED: f32 = 16.0;
/// A trail is drawn in so many pieces of growing opacity.
const FADES: usize = 24;

/// Opacity of what stands behind a picture to be compared with it.
pub const GHOST: f32 = 0.3;

/// What a picture is drawn with.
pub(super) struct Ink<'a> {
    /// Where text is laid out.
    pub(super) ctx: &'a egui::Context,
    pub(super) view: View,
    pub(super) theme: Theme,
    /// Size of lines, glyphs and text.
    pub(super) scale: f32,
    /// Opacity of everything.
    pub(super) dim: f32,
    /// What else labels keep off.
    pub(super) clear: Clear,
    /// Whether labels are written.
    pub(super) labelled: bool,
    /// Whether equilibria have the signs of their kinds.
    pub(super) kinds: bool,
}

/// Length of the arrow head of a jump, in points.
const JUMP_HEAD: f32 = 7.0;

impl Ink<'_> {
    /// The colour of a role at the given opacity.
    pub(super) fn colour(&self, role: Role, opacity: f32) -> Color32 {
        fade(self.theme.colour(role), opacity * self.dim)
    }

    fn stroke(&self, role: Role) -> Stroke {
        let s = self.theme.stroke(role);
        Stroke {
            width: s.width * self.scale,
            dash: s.dash,
        }
    }

    /// All shapes of a scene: items back to front, then labels.
    pub(super) fn scene(&self, scene: &Scene, memory: &mut Memory) -> Vec<Shape> {
        let mut shapes = vec![];
        let mut occupied = Occupied::new(self.view.rect);
        let mut labels = Labels::default();
        self.keep_clear(&mut occupied);
        let arrows = scene.items.iter().filter_map(|item| match item {
            Item::Arrow(a) => Some(*a),
            _ => None,
        });
        self.arrows(&mut shapes, &arrows.collect::<Vec<_>>());
        for (number, item) in (1_u16..=u16::MAX).cycle().zip(&scene.items) {
            match item {
                Item::Arrow(_) => {}
                Item::Raster(r) => {
                    raster(&mut shapes, &self.view, r, |role| self.colour(role, 1.0))
                }
                Item::Band(b) => self.band(&mut shapes, b),
                Item::Text(t) => self.note(&mut shapes, t),
                Item::Bars(b) => self.bars(&mut shapes, b),
                Item::Stream(s) => self.stream(&mut shapes, &s.points),
                Item::Level(l) => {
                    let piece = self.level(&mut shapes, l);
                    if let Some(piece) = piece
                        && !l.label.is_empty()
                    {
                        occupied.curve(&piece.points, number);
                        let size = self.size(&l.label);
                        let spots = if l.vertical {
                            at_top(piece.points[0].x, self.view.rect, size)
                        } else {
                            beside(&[piece], self.view.rect, size, 3.0)
                        };
                        labels.add(self.view.rect.min, None, &l.label, l.role, spots, 200.0);
                    }
                }
                Item::Curve(c) => {
                    let pieces = self.view.curve(&c.points, c.closed);
                    self.pieces(
                        &mut shapes,
                        &pieces,
                        self.stroke(c.role),
                        self.colour(c.role, 1.0),
                    );
                    if !matches!(c.role, Role::Hover | Role::HoverPast) {
                        for p in &pieces {
                            occupied.curve(&p.points, number);
                        }
                    }
                    if let Some(text) = &c.label {
                        let size = self.size(text);
                        let gap = 0.5 * self.stroke(c.role).width + 4.0;
                        let spots = beside(&pieces, self.view.rect, size, gap);
                        labels.add(self.view.rect.min, Some(number), text, c.role, spots, 70.0);
                    }
                }
                Item::Jump(j) => {
                    let pieces = self.view.curve(&[j.from, j.to], false);
                    let stroke = Stroke {
                        width: 1.0 * self.scale,
                        dash: crate::scene::Dash::Dotted,
                    };
                    self.pieces(&mut shapes, &pieces, stroke, self.colour(j.role, 1.0));
                    for p in &pieces {
                        occupied.curve(&p.points, number);
                    }
                    if let Some(at) = self.view.point(j.to)
                        && let Some(piece) = pieces.last()
                    {
                        let way = at - piece.points[0];
                        let line = egui::Stroke::new(stroke.width, self.colour(j.role, 1.0));
                        if way.length() > 0.0 {
                            shapes.push(head(at, way.normalized(), JUMP_HEAD * self.scale, line));
                        }
                    }
                }
                Item::Trail(t) => self.trail(&mut shapes, t.role, &t.points),
                Item::Glyph(g) => {
                    if let Some(at) = self.view.point(g.at) {
                        shapes.extend(match self.kinds {
                            true => glyph(at, g.kind, self.pen()),
                            false => unknown(at, self.pen()),
                        });
                        let r = reach(self.scale);
                        occupied.glyph(Rect::from_center_size(at, Vec2::splat(2.0 * r)));
                        if let Some(text) = &g.label {
                            let spots = around(at, self.size(text), r);
                            labels.add(at, None, text, Role::Text, spots, 900.0);
                        }
                    }
                }
                Item::Event(e) => {
                    if let Some(at) = self.view.point(e.at) {
                        shapes.extend(event(at, e.kind, self.pen()));
                        let r = reach(self.scale);
                        occupied.glyph(Rect::from_center_size(at, Vec2::splat(2.0 * r)));
                        if let Some(text) = &e.label {
                            let spots = around(at, self.size(text), r);
                            labels.add(at, None, text, Role::Text, spots, 900.0);
                        }
                    }
                }
                Item::Special(s) => {
                    if let Some(at) = self.view.point(s.at) {
                        self.dot(&mut shapes, at, Role::Event);
                        let r = reach(self.scale);
                        occupied.glyph(Rect::from_center_size(at, Vec2::splat(2.0 * r)));
                        let spots = around(at, self.size(&s.label), r);
                        labels.add(at, None, &s.label, Role::Text, spots, 900.0);
                    }
                }
                Item::Dot(d) => {
                    if let Some(at) = self.view.point(d.at) {
                        self.dot(&mut shapes, at, d.role);
                    }
                }
            }
        }
        if self.labelled {
            self.labels(&mut shapes, labels, &mut occupied, memory);
        }
        shapes
    }

    /// Keeps labels off the live dot, which another scene draws.
    fn keep_clear(&self, occupied: &mut Occupied) {
        let reach = LIVE * self.scale + 1.0;
        let frame = self.view.rect;
        match self.clear {
            Clear::Nothing => {}
            Clear::Point(at) => {
                if let Some(at) = self.view.point(at) {
                    occupied.glyph(Rect::from_center_size(at, Vec2::splat(2.0 * reach)));
                }
            }
            Clear::Column(at) => {
                let [x, _] = self.view.raw([at, at]);
                let across = Rangef::new(x as f32 - reach, x as f32 + reach);
                if frame.x_range().intersection(across).span() > 0.0 {
                    occupied.lane(Rect::from_x_y_ranges(across, frame.y_range()));
                }
            }
        }
    }

    pub(super) fn pen(&self) -> Pen {
        Pen {
            ink: self.colour(Role::Text, 1.0),
            paper: self.colour(Role::Background, 1.0),
            scale: self.scale,
        }
    }

    /// A dot with its halo.
    pub(super) fn dot(&self, shapes: &mut Vec<Shape>, at: Pos2, role: Role) {
        let radius = self.scale
            * match role {
                Role::Live => LIVE,
                Role::Highlight => POINTED,
                _ => START,
            };
        let halo = egui::Stroke::new(1.5 * self.scale, self.colour(Role::Background, 1.0));
        shapes.push(disc(
            at,
            radius + 0.75 * self.scale,
            self.colour(role, 1.0),
            halo,
        ));
    }

    /// Curves with a stroke, broken into dashes where the stroke says so.
    pub(super) fn pieces(
        &self,
        shapes: &mut Vec<Shape>,
        pieces: &[Piece],
        stroke: Stroke,
        colour: Color32,
    ) {
        let pattern = stroke.dash.pattern(stroke.width);
        let line = egui::Stroke::new(stroke.width, colour);
        for piece in pieces {
            if !pattern.is_empty() {
                shapes.extend(
                    dashes(piece, &pattern)
                        .into_iter()
                        .map(|d| Shape::line(d, line)),
                );
            } else if piece.closed {
                shapes.push(Shape::closed_line(piece.points.clone(), line));
            } else {
                shapes.push(Shape::line(piece.points.clone(), line));
            }
        }
    }

    /// Arrows of one length, the faintest first so that equal ones are drawn together.
    fn arrows(&self, shapes: &mut Vec<Shape>, arrows: &[Arrow]) {
        const LEVELS: f32 = 6.0;
        let area = self.view.rect.area() / arrows.len().max(1) as f32;
        let length = (0.42 * area.sqrt()).clamp(5.0, 16.0 * self.scale);
        let mut sorted: Vec<(u8, Arrow)> = arrows
            .iter()
            .map(|a| ((a.opacity.clamp(0.0, 1.0) * LEVELS).round() as u8, *a))
            .collect();
        sorted.sort_by_key(|(level, _)| *level);
        let width = self.theme.stroke(Role::Field).width * self.scale;
        for (level, a) in sorted {
            let (Some(at), Some(d)) = (self.view.point(a.at), self.view.direction(a.slope)) else {
                continue;
            };
            let strength = 0.4 + 1.2 * f32::from(level) / LEVELS;
            let line = egui::Stroke::new(width, self.colour(Role::Field, strength));
            let (tail, tip) = (at - 0.5 * length * d, at + 0.5 * length * d);
            shapes.push(Shape::line(vec![tail, tip], line));
            shapes.push(head(tip, d, 0.32 * length, line));
        }
    }

    /// A streamline with a small head in its middle and every so often along it.
    fn stream(&self, shapes: &mut Vec<Shape>, points: &[[f64; 2]]) {
        let line = egui::Stroke::new(
            self.theme.stroke(Role::Field).width * self.scale,
            self.colour(Role::Field, 1.3),
        );
        let apart = 110.0 * self.scale;
        for piece in self.view.curve(points, false) {
            let total: f32 = piece.points.windows(2).map(|p| p[0].distance(p[1])).sum();
            let heads = (total / apart).floor().max(1.0);
            let (mut along, mut next) = (0.0, 0.5 * total / heads);
            for p in piece.points.windows(2) {
                let length = p[0].distance(p[1]);
                if along + length >= next && length > 0.0 {
                    let d = (p[1] - p[0]) / length;
                    shapes.push(head(p[1], d, 5.0 * self.scale, line));
                    next += total / heads;
                }
                along += length;
            }
            shapes.push(Shape::line(piece.points, line));
        }
    }

    /// A line through the whole picture.
    fn level(&self, shapes: &mut Vec<Shape>, level: &Level) -> Option<Piece> {
        let r = self.view.rect;
        let [x, y] = self.view.raw([level.at, level.at]);
        let at = if level.vertical { x } else { y } as f32;
        let points = if level.vertical {
            vec![pos2(at, r.top()), pos2(at, r.bottom())]
        } else {
            vec![pos2(r.left(), at), pos2(r.right(), at)]
        };
        if !r.contains(points[0]) {
            return None;
        }
        let piece = Piece {
            points,
            closed: false,
        };
        self.pieces(
            shapes,
            std::slice::from_ref(&piece),
            self.stroke(level.role),
            self.colour(level.role, 0.8),
        );
        Some(piece)
    }

    /// A tinted band with its name at the top, where it is wide enough for the name.
    fn band(&self, shapes: &mut Vec<Shape>, band: &Band) {
        let r = self.view.rect;
        let [from, to] = band.range.map(|x| self.view.raw([x, 0.0])[0] as f32);
        let across = r.x_range().intersection(Rangef::new(from, to));
        if across.span() <= 0.0 {
            return;
        }
        let area = Rect::from_x_y_ranges(across, r.y_range());
        shapes.push(Shape::rect_filled(area, 0.0, self.colour(band.role, 1.0)));
        let colour = self.colour(Role::WeakText, 1.0);
        let galley = self.text(&band.label, TEXT * self.scale, colour);
        let size = galley.size();
        if size.x + 4.0 <= across.span() {
            let at = pos2(across.center() - 0.5 * size.x, r.top() + 2.0);
            shapes.push(Shape::galley(at, galley, colour));
        } else if size.y <= across.span() && size.x + 8.0 <= r.height() {
            // Upright: narrow bands are the rule, an action potential is short.
            let at = pos2(across.center() - 0.5 * size.y, r.top() + 4.0 + size.x);
            let turned = egui::epaint::TextShape::new(at, galley, colour)
                .with_angle(-std::f32::consts::FRAC_PI_2);
            shapes.push(Shape::Text(turned));
        }
    }

    /// Bars, with a hair of background between them where there is room.
    fn bars(&self, shapes: &mut Vec<Shape>, bars: &Bars) {
        let colour = self.colour(bars.role, 1.0);
        for &[from, to, height] in &bars.bars {
            let [a, b] = [[from, 0.0], [to, height]].map(|p| self.view.raw(p).map(|c| c as f32));
            let mut rect = Rect::from_two_pos(pos2(a[0], a[1]), pos2(b[0], b[1]));
            if rect.width() > 5.0 {
                rect.max.x -= 1.0;
            }
            let rect = rect.intersect(self.view.rect);
            if rect.is_positive() {
                shapes.push(Shape::rect_filled(rect, 0.0, colour));
            }
        }
    }

    /// A line of text at its own place.
    fn note(&self, shapes: &mut Vec<Shape>, note: &Text) {
        let Some(at) = self.view.point(note.at) else {
            return;
        };
        let colour = fade(self.theme.label(note.role), self.dim);
        let galley = self.text(&note.text, TEXT * self.scale, colour);
        let part = match note.align {
            Align::Left => 0.0,
            Align::Centre => 0.5,
            Align::Right => 1.0,
        };
        let size = galley.size();
        shapes.push(Shape::galley(
            at - vec2(part * size.x, 0.5 * size.y),
            galley,
            colour,
        ));
    }

    /// A trail that fades with age.
    fn trail(&self, shapes: &mut Vec<Shape>, role: Role, points: &[[f64; 2]]) {
        let n = points.len();
        let stroke = self.stroke(role);
        for k in 0..FADES {
            let (a, b) = (n * k / FADES, n * (k + 1) / FADES);
            let part = &points[a..(b + 1).min(n)];
            if part.len() < 2 {
                continue;
            }
            let age = (k + 1) as f32 / FADES as f32;
            let pieces = self.view.curve(part, false);
            self.pieces(shapes, &pieces, stroke, self.colour(role, age));
        }
    }

    /// Lays out a line of text.
    pub(super) fn text(
        &self,
        text: &str,
        size: f32,
        colour: Color32,
    ) -> std::sync::Arc<egui::Galley> {
        self.ctx
            .fonts_mut(|f| f.layout_no_wrap(text.to_owned(), FontId::proportional(size), colour))
    }

    /// Extent of a label with a little room around it.
    fn size(&self, text: &str) -> Vec2 {
        self.text(text, TEXT * self.scale, Color32::BLACK).size() + vec2(6.0, 0.0)
    }

    fn labels(
        &self,
        shapes: &mut Vec<Shape>,
        labels: Labels,
        occupied: &mut Occupied,
        memory: &mut Memory,
    ) {
        let places = occupied.place(&labels.wanted, memory);
        let anchors = labels.wanted.iter().map(|w| w.anchor);
        for (place, (at, (_, role))) in places.iter().zip(anchors.zip(&labels.texts)) {
            if let Some(rect) = place
                && *role == Role::Text
                && let Some(ends) = leader(at, *rect, reach(self.scale))
            {
                let line = egui::Stroke::new(self.scale, self.colour(Role::WeakText, 1.0));
                shapes.push(Shape::line_segment(ends, line));
            }
        }
        for ((text, role), place) in labels.texts.into_iter().zip(places) {
            let Some(rect) = place else { continue };
            shapes.push(Shape::rect_filled(
                rect,
                3.0,
                self.colour(Role::Background, 0.65),
            ));
            let colour = fade(self.theme.label(role), self.dim);
            let galley = self.text(&text, TEXT * self.scale, colour);
            shapes.push(Shape::galley(rect.min + vec2(3.0, 0.0), galley, colour));
        }
    }
}

/// Labels of a scene: glyphs first, since theirs have the fewest places to choose from.
#[derive(Default)]
struct Labels {
    texts: Vec<(String, Role)>,
    wanted: Vec<Wanted>,
    glyphs: usize,
}

impl Labels {
    fn add(
        &mut self,
        anchor: Pos2,
        owner: Option<u16>,
        text: &str,
        role: Role,
        spots: Vec<(Rect, f32)>,
        limit: f32,
    ) {
        let at = if role == Role::Text {
            self.glyphs += 1;
            self.glyphs - 1
        } else {
            self.texts.len()
        };
        let same = self.texts.iter().filter(|(t, _)| t == text).count();
        self.texts.insert(at, (text.to_owned(), role));
        self.wanted.insert(
            at,
            Wanted {
                key: format!("{text} {same}"),
                owner,
                anchor,
                spots,
                limit,
            },
        );
    }
}

/// An open arrow head.
pub(super) fn head(tip: Pos2, d: Vec2, size: f32, line: egui::Stroke) -> Shape {
    let side = 0.55 * size * d.rot90();
    let back = tip - size * d;
    Shape::line(vec![back + side, tip, back - side], line)
}

/// A colour at another opacity.
pub(super) fn fade([r, g, b, a]: crate::scene::Rgba, opacity: f32) -> Color32 {
    let a = (f32::from(a) * opacity).round().clamp(0.0, 255.0) as u8;
    Color32::from_rgba_unmultiplied(r, g, b, a)
}
