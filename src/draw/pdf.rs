//! egui's shapes as PDF: vectors, and text as text, with the used part of the font inside.
use super::figure::FigureError;
use super::fonts;
use egui::{
    Color32, Mesh, Pos2, Rect, Shape, Vec2,
    epaint::{CircleShape, ClippedShape, ColorMode, PathShape, RectShape, StrokeKind, TextShape},
};
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Transform};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, LineJoin, Stroke};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};
use skrifa::MetadataProvider as _;

/// Points of a PDF per point of a figure's size, which is a pixel of 1/96 inch.
const POINT: f32 = 0.75;
/// Bézier curves that make a circle bulge so far from the chord, for radius 1.
const ROUND: f32 = 0.552_284_8;

/// What the document says about itself.
pub(super) struct About<'a> {
    pub(super) title: &'a str,
    pub(super) keyword: Option<&'a str>,
}

/// The document: `size` in points of a figure, shapes in points of `page`.
///
/// # Errors
/// [`FigureError::Pdf`] when a font cannot be read or the writer refuses.
pub(super) fn document(
    size: [u32; 2],
    page: Vec2,
    about: &About<'_>,
    shapes: &[ClippedShape],
) -> Result<Vec<u8>, FigureError> {
    let refuse = |why: &str| FigureError::Pdf(why.into());
    let faces = [fonts::TEXT, fonts::SYMBOLS, fonts::CHINESE]
        .map(Face::new)
        .into_iter()
        .collect::<Option<Vec<Face>>>()
        .ok_or_else(|| refuse("a font of the program cannot be read"))?;
    // A date or a random number would make every file another one.
    let mut document = Document::new_with(SerializeSettings {
        xmp_metadata: false,
        enable_tagging: false,
        ..SerializeSettings::default()
    });
    let mut metadata = Metadata::new()
        .title(plain(about.title))
        .creator("nullcline".into());
    if let Some(keyword) = about.keyword {
        metadata = metadata.keywords(vec![keyword.into()]);
    }
    document.set_metadata(metadata);
    let [width, height] = size.map(|s| s as f32 * POINT);
    let settings =
        PageSettings::from_wh(width, height).ok_or_else(|| refuse("the page is empty"))?;
    let mut sheet = document.start_page_with(settings);
    draw(&mut sheet.surface(), &faces, [width, height], page, shapes);
    sheet.finish();
    document
        .finish()
        .map_err(|error| refuse(&format!("{error:?}")))
}

/// Draws the shapes on a surface of `width` and `height` points.
fn draw(
    surface: &mut Surface<'_>,
    faces: &[Face],
    [width, height]: [f32; 2],
    page: Vec2,
    shapes: &[ClippedShape],
) {
    surface.push_transform(&Transform::from_scale(width / page.x, height / page.y));
    let whole = Rect::from_min_size(Pos2::ZERO, page);
    let mut writer = Writer {
        surface,
        faces,
        pending: None,
    };
    for c in shapes {
        writer.clipped(c.clip_rect.intersect(whole), &c.shape);
    }
    writer.flush();
    surface.pop();
}

/// A line without control characters.
fn plain(text: &str) -> String {
    let space = |c: char| if c.is_control() { ' ' } else { c };
    text.chars().map(space).collect()
}

/// A font, and which glyph of it a character is.
struct Face {
    font: Font,
    known: skrifa::FontRef<'static>,
}

impl Face {
    fn new(data: &'static [u8]) -> Option<Self> {
        Some(Self {
            font: Font::new(data.into(), 0)?,
            known: skrifa::FontRef::new(data).ok()?,
        })
    }

    fn glyph(&self, c: char) -> Option<u32> {
        self.known.charmap().map(c).map(|id| id.to_u32())
    }
}

/// Lines of one width and colour, which become one path.
struct Lines {
    width: f32,
    colour: Color32,
    path: PathBuilder,
}

struct Writer<'a, 's> {
    surface: &'a mut Surface<'s>,
    faces: &'a [Face],
    pending: Option<Lines>,
}

impl Writer<'_, '_> {
    fn clipped(&mut self, clip: Rect, shape: &Shape) {
        // Most shapes lie inside their clip and need none.
        let inside = clip.contains_rect(shape.visual_bounding_rect());
        let Some(path) = outline(clip).filter(|_| clip.is_positive()) else {
            return;
        };
        if !inside {
            self.flush();
            self.surface.push_clip_path(&path, &FillRule::NonZero);
        }
        self.shape(shape);
        if !inside {
            self.flush();
            self.surface.pop();
        }
    }

    fn shape(&mut self, s: &Shape) {
        match s {
            Shape::Vec(list) => list.iter().for_each(|s| self.shape(s)),
            Shape::LineSegment { points, stroke } => {
                self.line(points, stroke.width, stroke.color);
            }
            Shape::Path(p) => self.polyline(p),
            Shape::Circle(c) => self.circle(c),
            Shape::Rect(r) => self.rect(r),
            Shape::Text(t) => self.text(t),
            Shape::Mesh(m) => self.mesh(m),
            // The painting code makes no other shapes.
            _ => {}
        }
    }

    /// Draws the lines collected so far.
    fn flush(&mut self) {
        if let Some(lines) = self.pending.take()
            && let Some(path) = lines.path.finish()
        {
            self.draw(&path, Color32::TRANSPARENT, lines.width, lines.colour);
        }
    }

    /// An open line, together with its neighbours of the same style.
    fn line(&mut self, points: &[Pos2], width: f32, colour: Color32) {
        let same = |l: &Lines| l.width == width && l.colour == colour;
        if !self.pending.as_ref().is_some_and(same) {
            self.flush();
            self.pending = Some(Lines {
                width,
                colour,
                path: PathBuilder::new(),
            });
        }
        if let Some(lines) = &mut self.pending {
            trace(&mut lines.path, points);
        }
    }

    fn draw(&mut self, path: &Path, fill: Color32, width: f32, line: Color32) {
        let visible = width > 0.0 && line.a() > 0;
        if fill.a() == 0 && !visible {
            return;
        }
        self.surface.set_fill((fill.a() > 0).then(|| paint(fill)));
        self.surface.set_stroke(visible.then(|| {
            let Fill { paint, opacity, .. } = paint(line);
            Stroke {
                paint,
                width,
                line_join: LineJoin::Round,
                opacity,
                ..Stroke::default()
            }
        }));
        self.surface.draw_path(path);
    }

    fn polyline(&mut self, p: &PathShape) {
        let colour = match &p.stroke.color {
            ColorMode::Solid(c) => *c,
            ColorMode::UV(f) => f(Rect::NOTHING, p.points.first().copied().unwrap_or_default()),
        };
        if p.fill == Color32::TRANSPARENT && !p.closed {
            self.line(&p.points, p.stroke.width, colour);
            return;
        }
        self.flush();
        let mut path = PathBuilder::new();
        trace(&mut path, &p.points);
        if p.closed {
            path.close();
        }
        if let Some(path) = path.finish() {
            self.draw(&path, p.fill, p.stroke.width, colour);
        }
    }

    fn circle(&mut self, c: &CircleShape) {
        self.flush();
        let (x, y, r) = (c.center.x, c.center.y, c.radius);
        let b = ROUND * r;
        let mut path = PathBuilder::new();
        path.move_to(x + r, y);
        path.cubic_to(x + r, y + b, x + b, y + r, x, y + r);
        path.cubic_to(x - b, y + r, x - r, y + b, x - r, y);
        path.cubic_to(x - r, y - b, x - b, y - r, x, y - r);
        path.cubic_to(x + b, y - r, x + r, y - b, x + r, y);
        path.close();
        if let Some(path) = path.finish() {
            self.draw(&path, c.fill, c.stroke.width, c.stroke.color);
        }
    }

    /// Corners are square: their radius, at most that of a label's background, would not show.
    fn rect(&mut self, r: &RectShape) {
        self.flush();
        let outward = match r.stroke_kind {
            StrokeKind::Inside => -0.5,
            StrokeKind::Middle => 0.0,
            StrokeKind::Outside => 0.5,
        };
        if let Some(path) = outline(r.rect.expand(outward * r.stroke.width)) {
            self.draw(&path, r.fill, r.stroke.width, r.stroke.color);
        }
    }

    /// Meshes are the rectangles of a raster, four corners each and all of one colour.
    fn mesh(&mut self, m: &Mesh) {
        self.flush();
        let Some(colour) = m.vertices.first().map(|v| v.color) else {
            return;
        };
        let mut path = PathBuilder::new();
        for corners in m.vertices.chunks_exact(4) {
            let (a, b) = (corners[0].pos, corners[3].pos);
            path.move_to(a.x, a.y);
            path.line_to(b.x, a.y);
            path.line_to(b.x, b.y);
            path.line_to(a.x, b.y);
            path.close();
        }
        if let Some(path) = path.finish() {
            self.draw(&path, colour, 0.0, Color32::TRANSPARENT);
        }
    }

    /// Every glyph where egui has put it.
    fn text(&mut self, t: &TextShape) {
        self.flush();
        let format = t.galley.job.sections.first().map(|s| &s.format);
        let size = format.map_or(13.0, |f| f.font_id.size);
        let own = format.map_or(t.fallback_color, |f| f.color);
        let own = if own == Color32::PLACEHOLDER {
            t.fallback_color
        } else {
            own
        };
        let colour = t
            .override_text_color
            .unwrap_or(own)
            .gamma_multiply(t.opacity_factor);
        if colour.a() == 0 || !(size > 0.0 && t.pos.is_finite()) {
            return;
        }
        let turned = t.angle != 0.0;
        if turned {
            let turn = Transform::from_rotate_at(t.angle.to_degrees(), t.pos.x, t.pos.y);
            self.surface.push_transform(&turn);
        }
        self.surface.set_fill(Some(paint(colour)));
        self.surface.set_stroke(None);
        for row in &t.galley.rows {
            let text: String = row.row.glyphs.iter().map(|g| g.chr).collect();
            let (mut run, mut face, mut start) = (vec![], 0, Point::from_xy(0.0, 0.0));
            let mut byte = 0;
            for (k, glyph) in row.row.glyphs.iter().enumerate() {
                let found = (0..self.faces.len())
                    .find_map(|f| self.faces[f].glyph(glyph.chr).map(|id| (f, id)));
                let (of, id) = found.unwrap_or((0, 0));
                if of != face || run.is_empty() {
                    self.run(start, &run, face, &text, size);
                    run.clear();
                    face = of;
                    start = Point::from_xy(
                        t.pos.x + row.pos.x + glyph.pos.x,
                        t.pos.y + row.pos.y + glyph.pos.y,
                    );
                }
                let next = row.row.glyphs.get(k + 1).map(|n| n.pos.x);
                let advance = next.unwrap_or(glyph.max_x()) - glyph.pos.x;
                let end = byte + glyph.chr.len_utf8();
                let id = GlyphId::new(id);
                run.push(KrillaGlyph::new(
                    id,
                    advance / size,
                    0.0,
                    0.0,
                    0.0,
                    byte..end,
                    None,
                ));
                byte = end;
            }
            self.run(start, &run, face, &text, size);
        }
        if turned {
            self.surface.pop();
        }
    }

    fn run(&mut self, start: Point, run: &[KrillaGlyph], face: usize, text: &str, size: f32) {
        if !run.is_empty() {
            let font = self.faces[face].font.clone();
            self.surface
                .draw_glyphs(start, run, font, text, size, false);
        }
    }
}

fn trace(path: &mut PathBuilder, points: &[Pos2]) {
    for (k, p) in points.iter().enumerate() {
        if k == 0 {
            path.move_to(p.x, p.y);
        } else {
            path.line_to(p.x, p.y);
        }
    }
}

fn outline(rect: Rect) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.push_rect(krilla::geom::Rect::from_ltrb(
        rect.left(),
        rect.top(),
        rect.right(),
        rect.bottom(),
    )?);
    path.finish()
}

fn paint(colour: Color32) -> Fill {
    let [r, g, b, a] = colour.to_srgba_unmultiplied();
    Fill {
        paint: rgb::Color::new(r, g, b).into(),
        opacity: NormalizedF32::new(f32::from(a) / 255.0).unwrap_or(NormalizedF32::ONE),
        rule: FillRule::NonZero,
    }
}
