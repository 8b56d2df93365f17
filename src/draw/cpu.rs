//! Pixels without a GPU: egui's triangles painted on the processor, the same on every machine.
use super::figure::FigureError;
use egui::{
    ClippedPrimitive, Color32, ColorImage, ImageData, Pos2, TextureId, TexturesDelta,
    epaint::{Primitive, Vertex},
};
use std::collections::BTreeMap;

/// Sub-pixel positions per pixel. Vertices are rounded to them, so that edges that two triangles share
/// are exactly the same for both.
const SUB: i64 = 256;

/// Holds the textures that egui has handed out, the glyphs among them.
#[derive(Default)]
pub struct CpuRenderer {
    textures: BTreeMap<TextureId, ColorImage>,
}

impl CpuRenderer {
    /// Takes over what has changed in the textures. The delta is empty afterwards.
    pub fn update_textures(&mut self, delta: &mut TexturesDelta) {
        for (id, list) in delta.set.drain() {
            for change in list {
                let ImageData::Color(source) = change.image;
                match change.pos {
                    None => {
                        self.textures.insert(id, (*source).clone());
                    }
                    Some(at) => {
                        if let Some(texture) = self.textures.get_mut(&id) {
                            patch(texture, &source, at);
                        }
                    }
                }
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    /// A picture of `width × height` pixels: the background, then the primitives in order, blended in
    /// gamma space as egui's own shaders do.
    pub fn paint(
        &self,
        [width, height]: [usize; 2],
        pixels_per_point: f32,
        background: Color32,
        primitives: &[ClippedPrimitive],
    ) -> ColorImage {
        let mut image = ColorImage::filled([width, height], background);
        for p in primitives {
            let Primitive::Mesh(mesh) = &p.primitive else {
                continue;
            };
            let Some(texture) = self.textures.get(&mesh.texture_id) else {
                continue;
            };
            let clip = p.clip_rect * pixels_per_point;
            let along = |lo: f32, hi: f32, n: usize| {
                [
                    lo.round().clamp(0.0, n as f32) as i64,
                    hi.round().clamp(0.0, n as f32) as i64,
                ]
            };
            let clip = [
                along(clip.min.x, clip.max.x, width),
                along(clip.min.y, clip.max.y, height),
            ];
            if clip.iter().any(|[lo, hi]| lo >= hi) {
                continue;
            }
            for t in mesh.indices.chunks_exact(3) {
                let corners = [t[0], t[1], t[2]].map(|k| mesh.vertices.get(k as usize));
                if let [Some(a), Some(b), Some(c)] = corners {
                    triangle(&mut image, texture, [a, b, c], pixels_per_point, clip);
                }
            }
        }
        image
    }
}

fn patch(texture: &mut ColorImage, source: &ColorImage, [x, y]: [usize; 2]) {
    let [width, height] = source.size;
    if x + width > texture.size[0] || y + height > texture.size[1] {
        return;
    }
    for row in 0..height {
        let (to, from) = ((y + row) * texture.size[0] + x, row * width);
        texture.pixels[to..to + width].copy_from_slice(&source.pixels[from..from + width]);
    }
}

/// An edge of a triangle: where it starts, its direction, and 0 or −1 so that of two triangles that
/// share it exactly one has the pixels on it.
#[derive(Clone, Copy)]
struct Edge {
    from: [i64; 2],
    d: [i64; 2],
    bias: i64,
}

impl Edge {
    fn new(from: [i64; 2], to: [i64; 2]) -> Self {
        let d = [to[0] - from[0], to[1] - from[1]];
        let top_left = d[1] < 0 || (d[1] == 0 && d[0] > 0);
        Self {
            from,
            d,
            bias: if top_left { 0 } else { -1 },
        }
    }

    /// Twice the area of the triangle of this edge and the point: positive inside.
    fn side(&self, p: [i64; 2]) -> i64 {
        self.d[0] * (p[1] - self.from[1]) - self.d[1] * (p[0] - self.from[0])
    }
}

fn triangle(
    image: &mut ColorImage,
    texture: &ColorImage,
    vertices: [&Vertex; 3],
    pixels_per_point: f32,
    clip: [[i64; 2]; 2],
) {
    let fixed = |x: f32| (x * pixels_per_point * SUB as f32).round() as i64;
    let mut order = [0, 1, 2];
    let corners = vertices.map(|v| [fixed(v.pos.x), fixed(v.pos.y)]);
    let mut area = Edge::new(corners[0], corners[1]).side(corners[2]);
    if area == 0 {
        return;
    }
    if area < 0 {
        order = [0, 2, 1];
        area = -area;
    }
    let (p, v) = (order.map(|k| corners[k]), order.map(|k| vertices[k]));
    let range = |axis: usize| {
        let at = p.map(|q| q[axis]);
        let lo = at[0].min(at[1]).min(at[2]) - SUB / 2;
        let hi = at[0].max(at[1]).max(at[2]) + SUB / 2;
        let [first, last] = clip[axis];
        first.max(lo.div_euclid(SUB))..last.min(hi.div_euclid(SUB) + 1)
    };
    let edges = [
        Edge::new(p[1], p[2]),
        Edge::new(p[2], p[0]),
        Edge::new(p[0], p[1]),
    ];
    let colours = v.map(|v| v.color.to_array().map(f32::from));
    let flat = v[0].color == v[1].color
        && v[1].color == v[2].color
        && v[0].uv == v[1].uv
        && v[1].uv == v[2].uv;
    let flat = flat.then(|| shade(texture, v[0].uv, colours[0]));
    let columns = range(0);
    for y in range(1) {
        for x in columns.clone() {
            let at = [x * SUB + SUB / 2, y * SUB + SUB / 2];
            let sides = edges.map(|e| e.side(at));
            if (0..3).any(|k| sides[k] + edges[k].bias < 0) {
                continue;
            }
            let source = flat.unwrap_or_else(|| {
                let weight = sides.map(|s| s as f32 / area as f32);
                let mix =
                    |f: &dyn Fn(usize) -> f32| -> f32 { (0..3).map(|k| weight[k] * f(k)).sum() };
                let colour = [0, 1, 2, 3].map(|c| mix(&|k| colours[k][c]));
                let uv = egui::pos2(mix(&|k| v[k].uv.x), mix(&|k| v[k].uv.y));
                shade(texture, uv, colour)
            });
            let pixel = &mut image.pixels[y as usize * image.size[0] + x as usize];
            let (below, through) = (pixel.to_array(), 1.0 - source[3] / 255.0);
            let [r, g, b, a] = [0, 1, 2, 3]
                .map(|c| (source[c] + f32::from(below[c]) * through + 0.5).min(255.0) as u8);
            *pixel = Color32::from_rgba_premultiplied(r, g, b, a);
        }
    }
}

/// The texture at `uv`, between its pixels in proportion, times a colour; 0 to 255.
fn shade(texture: &ColorImage, uv: Pos2, colour: [f32; 4]) -> [f32; 4] {
    let [width, height] = texture.size;
    if width == 0 || height == 0 {
        return colour;
    }
    let along = |u: f32, n: usize| (u * n as f32 - 0.5).clamp(0.0, (n - 1) as f32);
    let (x, y) = (along(uv.x, width), along(uv.y, height));
    let (i, j) = (x as usize, y as usize);
    let (fx, fy) = (x - i as f32, y - j as f32);
    let at = |i: usize, j: usize| {
        let pixel = texture.pixels[j.min(height - 1) * width + i.min(width - 1)];
        pixel.to_array().map(f32::from)
    };
    let (a, b, c, d) = (at(i, j), at(i + 1, j), at(i, j + 1), at(i + 1, j + 1));
    [0, 1, 2, 3].map(|k| {
        let above = a[k] * (1.0 - fx) + b[k] * fx;
        let below = c[k] * (1.0 - fx) + d[k] * fx;
        colour[k] / 255.0 * (above * (1.0 - fy) + below * fy)
    })
}

/// The pixels of a PNG file.
///
/// # Errors
/// A sentence where the bytes are no PNG.
pub fn read_png(bytes: &[u8]) -> Result<ColorImage, String> {
    let image = image::load_from_memory_with_format(bytes, image::ImageFormat::Png)
        .map_err(|why| format!("the picture cannot be read: {why}"))?
        .into_rgba8();
    let size = [image.width(), image.height()].map(|n| n as usize);
    Ok(ColorImage::from_rgba_unmultiplied(size, image.as_raw()))
}

/// Points per inch.
const POINTS: f64 = 96.0;
/// Inches per metre.
const INCHES: f64 = 1.0 / 0.0254;
/// A PNG file begins with its signature and a header of this many bytes together.
const HEADER: usize = 33;

/// The chunk that says how large a picture of so many pixels per point is on paper.
fn resolution(pixels_per_point: f32) -> Vec<u8> {
    let per_metre = (POINTS * INCHES * f64::from(pixels_per_point)).round() as u32;
    let mut body = b"pHYs".to_vec();
    body.extend([per_metre.to_be_bytes(), per_metre.to_be_bytes()].concat());
    // The unit is the metre.
    body.push(1);
    let mut chunk = 9_u32.to_be_bytes().to_vec();
    let sum = crc32fast::hash(&body);
    chunk.append(&mut body);
    chunk.extend(sum.to_be_bytes());
    chunk
}

/// The picture as a PNG file, of so many pixels per point of which an inch has 96.
///
/// # Errors
/// [`FigureError::Encode`] when the encoder refuses.
pub(super) fn png(image: &ColorImage, pixels_per_point: f32) -> Result<Vec<u8>, FigureError> {
    use image::{
        ExtendedColorType, ImageEncoder,
        codecs::png::{CompressionType, FilterType, PngEncoder},
    };
    let [width, height] = image.size.map(|n| n as u32);
    let mut bytes = Vec::new();
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive)
        .write_image(image.as_raw(), width, height, ExtendedColorType::Rgba8)
        .map_err(|e| FigureError::Encode(e.to_string()))?;
    if bytes.len() > HEADER {
        bytes.splice(HEADER..HEADER, resolution(pixels_per_point));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Mesh, Rect, pos2};

    fn renderer() -> CpuRenderer {
        CpuRenderer {
            textures: [(
                TextureId::default(),
                ColorImage::filled([1, 1], Color32::WHITE),
            )]
            .into(),
        }
    }

    fn mesh(rects: &[(Rect, Color32)]) -> Vec<ClippedPrimitive> {
        let mut mesh = Mesh::default();
        for &(rect, colour) in rects {
            mesh.add_colored_rect(rect, colour);
        }
        vec![ClippedPrimitive {
            clip_rect: Rect::EVERYTHING,
            primitive: Primitive::Mesh(mesh),
        }]
    }

    /// Two rectangles that share an edge off the pixel grid, each half transparent: if a pixel on
    /// the edge were painted twice it would be darker, if not at all lighter.
    #[test]
    fn shared_edges_are_painted_once() {
        let half = Color32::from_black_alpha(128);
        let left = Rect::from_min_max(pos2(0.0, 0.0), pos2(3.5, 8.0));
        let right = Rect::from_min_max(pos2(3.5, 0.0), pos2(8.0, 8.0));
        let image = renderer().paint(
            [8, 8],
            1.0,
            Color32::WHITE,
            &mesh(&[(left, half), (right, half)]),
        );
        assert!(image.pixels.iter().all(|p| *p == image.pixels[0]));
        // 255 (1 − 128/255) = 127
        assert_eq!(image.pixels[0], Color32::from_rgb(127, 127, 127));
    }

    #[test]
    fn nothing_is_painted_outside_the_clip() {
        let mut p = mesh(&[(
            Rect::from_min_max(pos2(-9.0, -9.0), pos2(99.0, 99.0)),
            Color32::BLACK,
        )]);
        p[0].clip_rect = Rect::from_min_max(pos2(2.0, 2.0), pos2(4.0, 5.0));
        let image = renderer().paint([8, 8], 1.0, Color32::WHITE, &p);
        let black = image
            .pixels
            .iter()
            .filter(|p| **p == Color32::BLACK)
            .count();
        assert_eq!(black, 6);
    }
}
