//! egui's shapes as SVG: the picture of the screen as vectors, with its font inside.
use super::fonts;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use egui::{
    Color32, Mesh, Rect, Shape, Vec2,
    epaint::{CircleShape, ClippedShape, ColorMode, PathShape, RectShape, StrokeKind, TextShape},
};
use std::fmt::Write as _;

/// Begins the style sheet, so that tests can leave the fonts out.
const FAMILY: &str = "nullcline";

/// The document: `size` in pixels, shapes in points of `page`.
pub(super) fn svg(size: [u32; 2], page: Vec2, title: &str, shapes: &[ClippedShape]) -> String {
    let mut writer = Writer::default();
    for c in shapes {
        writer.clipped(
            c.clip_rect
                .intersect(Rect::from_min_size(egui::Pos2::ZERO, page)),
            &c.shape,
        );
    }
    writer.flush();
    writer.end_group();
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\">\n<title>{}</title>\n<style>\n",
        size[0],
        size[1],
        number(page.x),
        number(page.y),
        escape(title),
    );
    let mut face = |name: &str, format: &str, data: &[u8]| {
        let _ = writeln!(
            out,
            "@font-face{{font-family:{name};src:url(data:font/{format};base64,{}) format(\"{}\")}}",
            STANDARD.encode(data),
            if format == "otf" {
                "opentype"
            } else {
                "truetype"
            },
        );
    };
    face(FAMILY, "otf", fonts::TEXT);
    if writer.symbols {
        face("nullcline-symbols", "ttf", fonts::SYMBOLS);
    }
    if writer.chinese {
        face("nullcline-chinese", "otf", fonts::CHINESE);
    }
    let chinese = if writer.chinese {
        "nullcline-chinese,"
    } else {
        ""
    };
    let _ = writeln!(
        out,
        "text{{font-family:{FAMILY},nullcline-symbols,{chinese}Inter,\"DejaVu Sans\",sans-serif;white-space:pre}}\n</style>"
    );
    out + &writer.body + "</svg>\n"
}

#[derive(Default)]
struct Writer {
    body: String,
    clips: Vec<Rect>,
    /// The clip of the group that is open.
    open: Option<usize>,
    /// Style and data of the path being collected: equal neighbours become one element.
    path: (String, String),
    /// Whether a glyph of the symbols font occurs.
    symbols: bool,
    /// Whether there is Chinese.
    chinese: bool,
}

impl Writer {
    fn clipped(&mut self, clip: Rect, s: &Shape) {
        if !clip.is_positive() {
            return;
        }
        let id = self.clips.iter().position(|c| *c == clip);
        if id.is_none() || id != self.open {
            self.flush();
            self.end_group();
            let id = id.unwrap_or_else(|| {
                self.clips.push(clip);
                let _ = writeln!(
                    self.body,
                    "<clipPath id=\"c{}\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/></clipPath>",
                    self.clips.len() - 1,
                    number(clip.min.x), number(clip.min.y), number(clip.width()), number(clip.height()),
                );
                self.clips.len() - 1
            });
            let _ = writeln!(self.body, "<g clip-path=\"url(#c{id})\">");
            self.open = Some(id);
        }
        self.shape(s);
    }

    fn end_group(&mut self) {
        if self.open.take().is_some() {
            self.body.push_str("</g>\n");
        }
    }

    fn flush(&mut self) {
        let (style, data) = std::mem::take(&mut self.path);
        if !data.is_empty() {
            let _ = writeln!(self.body, "<path d=\"{data}\"{style}/>");
        }
    }

    fn shape(&mut self, s: &Shape) {
        match s {
            Shape::Vec(list) => list.iter().for_each(|s| self.shape(s)),
            Shape::LineSegment { points, stroke } => {
                let style = format!(" fill=\"none\"{}", line(stroke.width, stroke.color));
                self.add_path(style, points, false, true);
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

    /// `joins` says that the path may share an element with others of its style: not if it is filled,
    /// where overlapping parts would cancel or hide the order.
    fn add_path(&mut self, style: String, points: &[egui::Pos2], closed: bool, joins: bool) {
        if !joins || self.path.0 != style {
            self.flush();
            self.path.0 = style;
        }
        for (k, p) in points.iter().enumerate() {
            let _ = write!(
                self.path.1,
                "{}{} {}",
                if k == 0 {
                    "M"
                } else if k == 1 {
                    "L"
                } else {
                    " "
                },
                number(p.x),
                number(p.y)
            );
        }
        if closed {
            self.path.1.push('Z');
        }
        if !joins {
            self.flush();
        }
    }

    fn polyline(&mut self, p: &PathShape) {
        let colour = match &p.stroke.color {
            ColorMode::Solid(c) => *c,
            ColorMode::UV(f) => f(Rect::NOTHING, p.points.first().copied().unwrap_or_default()),
        };
        let style = format!(
            "{}{} stroke-linejoin=\"round\"",
            paint("fill", p.fill),
            line(p.stroke.width, colour)
        );
        // Transparent lines drawn as one do not darken where they cross; opaque ones do not care.
        let joins = p.fill == Color32::TRANSPARENT && !p.closed;
        self.add_path(style, &p.points, p.closed, joins);
    }

    fn circle(&mut self, c: &CircleShape) {
        self.flush();
        let _ = writeln!(
            self.body,
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{}{}/>",
            number(c.center.x),
            number(c.center.y),
            number(c.radius),
            paint("fill", c.fill),
            line(c.stroke.width, c.stroke.color)
        );
    }

    fn rect(&mut self, r: &RectShape) {
        self.flush();
        let outward = match r.stroke_kind {
            StrokeKind::Inside => -0.5,
            StrokeKind::Middle => 0.0,
            StrokeKind::Outside => 0.5,
        };
        let q = r.rect.expand(outward * r.stroke.width);
        let _ = writeln!(
            self.body,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\"{}{}/>",
            number(q.min.x),
            number(q.min.y),
            number(q.width().max(0.0)),
            number(q.height().max(0.0)),
            r.corner_radius.nw,
            paint("fill", r.fill),
            line(r.stroke.width, r.stroke.color)
        );
    }

    fn text(&mut self, t: &TextShape) {
        self.flush();
        for row in &t.galley.rows {
            let glyphs = &row.row.glyphs;
            let (Some(first), Some(last)) = (glyphs.first(), glyphs.last()) else {
                continue;
            };
            let text: String = glyphs.iter().map(|g| g.chr).collect();
            self.chinese |= text.chars().any(fonts::is_chinese);
            let mut other = glyphs.iter().filter(|g| !fonts::is_chinese(g.chr));
            self.symbols |= other.any(|g| g.font_face_height != g.font_height);
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
            let turn = if t.angle == 0.0 {
                String::new()
            } else {
                format!(" rotate({})", number(t.angle.to_degrees()))
            };
            let _ = writeln!(
                self.body,
                "<text transform=\"translate({} {}){turn}\" x=\"{}\" y=\"{}\" font-size=\"{}\" textLength=\"{}\"{}>{}</text>",
                number(t.pos.x),
                number(t.pos.y),
                number(row.pos.x + first.pos.x),
                number(row.pos.y + first.pos.y),
                number(size),
                number(last.max_x() - first.pos.x),
                paint("fill", colour),
                escape(&text)
            );
        }
    }

    /// Meshes are the rectangles of a raster, four corners each and all of one colour.
    fn mesh(&mut self, m: &Mesh) {
        self.flush();
        let Some(colour) = m.vertices.first().map(|v| v.color) else {
            return;
        };
        let mut data = String::new();
        for corners in m.vertices.chunks_exact(4) {
            let (a, b) = (corners[0].pos, corners[3].pos);
            let _ = write!(
                data,
                "M{} {}H{}V{}H{}Z",
                number(a.x),
                number(a.y),
                number(b.x),
                number(b.y),
                number(a.x)
            );
        }
        let _ = writeln!(
            self.body,
            "<path d=\"{data}\"{} shape-rendering=\"crispEdges\"/>",
            paint("fill", colour)
        );
    }
}

/// A length with at most two decimals.
fn number(x: f32) -> String {
    let text = format!("{x:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" {
        "0".into()
    } else {
        text.into()
    }
}

fn paint(attribute: &str, colour: Color32) -> String {
    if colour.a() == 0 {
        return format!(" {attribute}=\"none\"");
    }
    let [r, g, b, a] = colour.to_srgba_unmultiplied();
    let opacity = if a == 255 {
        String::new()
    } else {
        format!(" {attribute}-opacity=\"{:.3}\"", f32::from(a) / 255.0)
    };
    format!(" {attribute}=\"#{r:02x}{g:02x}{b:02x}\"{opacity}")
}

fn line(width: f32, colour: Color32) -> String {
    if width <= 0.0 || colour.a() == 0 {
        String::new()
    } else {
        format!(
            "{} stroke-width=\"{}\"",
            paint("stroke", colour),
            number(width)
        )
    }
}

fn escape(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '&' => "&amp;".into(),
            '<' => "&lt;".into(),
            '>' => "&gt;".into(),
            '"' => "&quot;".into(),
            // Control characters are not allowed in XML at all.
            c if c.is_control() => " ".into(),
            c => c.to_string(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_short() {
        assert_eq!(number(1.0), "1");
        assert_eq!(number(-0.001), "0");
        assert_eq!(number(12.345_6), "12.35");
        assert_eq!(number(100.0), "100");
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(
            escape("a<b & \"c\">\u{1}"),
            "a&lt;b &amp; &quot;c&quot;&gt; "
        );
    }
}
