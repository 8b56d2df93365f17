//! Pictures one after the other as an animated GIF or PNG.
use super::figure::{FigureError, FigureOptions, pixels};
use crate::scene::{Scene, Theme};
use crate::text::say;
use egui::{Color32, ColorImage};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The longest side of a picture, in pixels.
pub const LONGEST_SIDE: u32 = 1600;
/// So many pictures at most.
pub const MOST_FRAMES: usize = 600;
/// How long a picture may stand, in milliseconds.
pub const DELAYS: std::ops::RangeInclusive<u16> = 20..=1000;
/// So much longer the last picture stands than the others, in milliseconds.
const LAST: u16 = 1000;
/// Colours of a picture of a GIF; one more stands for what stays as it was.
const PALETTE: usize = 255;

/// Greys that differ by no more than this in each channel stand for each other.
const NEAR: u8 = 8;
/// So many greys, the most frequent ones, are looked at for that.
const MOST_GREYS: usize = 1000;
/// Greys have channels that differ by no more than this.
const TINT: u8 = 16;

/// The file format of an animation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnimationFormat {
    /// Shown by every program; at most 255 colours in each picture.
    Gif,
    /// Animated PNG: true to every pixel.
    Apng,
}

impl AnimationFormat {
    /// Both, in the order of menus.
    pub const ALL: [Self; 2] = [Self::Gif, Self::Apng];

    /// The ending of its files, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Gif => "gif",
            Self::Apng => "apng",
        }
    }

    /// Its name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gif => "GIF",
            Self::Apng => "APNG",
        }
    }
}

/// How to draw an animation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AnimationOptions {
    /// Width and height in pixels.
    pub size: [u32; 2],
    /// Colours.
    pub theme: Theme,
    /// How long each picture stands, in milliseconds; the last one stands a second longer.
    pub delay: u16,
    /// So many pictures there will be.
    pub frames: usize,
    /// File format.
    pub format: AnimationFormat,
}

/// Why there is no animation.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum AnimationError {
    /// Too large or empty.
    #[error("{}", say!("animation-fault-size", it = _0.to_string(), other = _1.to_string(), most = LONGEST_SIDE.to_string()))]
    Size(u32, u32),
    /// Too many pictures, or none.
    #[error("{}", say!("animation-fault-frames", it = _0.to_string(), most = MOST_FRAMES.to_string()))]
    Frames(usize),
    /// Too fast or too slow.
    #[error("{}", say!("animation-fault-delay", it = _0.to_string()))]
    Delay(u16),
    /// Another number of pictures came than was announced.
    #[error("{}", say!("animation-fault-count", given = given.to_string(), announced = announced.to_string()))]
    Count {
        /// So many came, or one more than was announced.
        given: usize,
        /// So many were announced.
        announced: usize,
    },
    /// A picture cannot be drawn.
    #[error(transparent)]
    Figure(#[from] FigureError),
    /// The encoder refused.
    #[error("{}", say!("animation-fault-encode", it = _0.to_string()))]
    Encode(String),
}

/// An animation that is being written: it holds one picture and the bytes so far.
///
/// It is repeated without end. The same pictures give the same bytes.
pub struct Animation {
    options: AnimationOptions,
    writer: Writer,
    given: usize,
    /// The picture that is shown, and the part of it that has not been written.
    shown: Option<ColorImage>,
}

enum Writer {
    Gif(Box<gif::Encoder<Vec<u8>>>),
    Apng(Box<png::Writer<Bytes>>, Bytes),
}

/// What the PNG encoder writes to: it keeps its own copy of this, and does not give it back.
#[derive(Clone, Default)]
struct Bytes(Arc<Mutex<Vec<u8>>>);

impl Bytes {
    fn locked(&self) -> MutexGuard<'_, Vec<u8>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Write for Bytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.locked().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A part of a picture: left, top, width and height.
type Part = [usize; 4];

fn refuse(why: &dyn std::fmt::Display) -> AnimationError {
    AnimationError::Encode(why.to_string())
}

impl Animation {
    /// Begins an animation.
    ///
    /// # Errors
    /// [`AnimationError::Size`], [`AnimationError::Frames`] or [`AnimationError::Delay`] outside the
    /// bounds named there.
    pub fn new(options: &AnimationOptions) -> Result<Self, AnimationError> {
        let [width, height] = options.size;
        if [width, height]
            .iter()
            .any(|s| !(1..=LONGEST_SIDE).contains(s))
        {
            return Err(AnimationError::Size(width, height));
        }
        if !(1..=MOST_FRAMES).contains(&options.frames) {
            return Err(AnimationError::Frames(options.frames));
        }
        if !DELAYS.contains(&options.delay) {
            return Err(AnimationError::Delay(options.delay));
        }
        let writer = match options.format {
            AnimationFormat::Gif => {
                let [width, height] = options.size.map(|s| s as u16);
                let mut encoder =
                    gif::Encoder::new(vec![], width, height, &[]).map_err(|e| refuse(&e))?;
                encoder
                    .set_repeat(gif::Repeat::Infinite)
                    .map_err(|e| refuse(&e))?;
                Writer::Gif(Box::new(encoder))
            }
            AnimationFormat::Apng => {
                let bytes = Bytes::default();
                let mut encoder = png::Encoder::new(bytes.clone(), width, height);
                encoder.set_color(png::ColorType::Rgb);
                encoder.set_depth(png::BitDepth::Eight);
                // Drawings are areas of one colour: filters, made for photographs, only hide that.
                encoder.set_compression(png::Compression::Balanced);
                encoder.set_filter(png::Filter::NoFilter);
                encoder
                    .set_animated(options.frames as u32, 0)
                    .map_err(|e| refuse(&e))?;
                let writer = encoder.write_header().map_err(|e| refuse(&e))?;
                Writer::Apng(Box::new(writer), bytes)
            }
        };
        Ok(Self {
            options: *options,
            writer,
            given: 0,
            shown: None,
        })
    }

    /// Adds a picture: panels in rows of `columns`.
    ///
    /// # Errors
    /// [`AnimationError::Count`] when there are more than were announced; others when a picture cannot
    /// be drawn or written.
    pub fn add(&mut self, panels: &[Scene], columns: usize) -> Result<(), AnimationError> {
        let image = pixels(
            panels,
            &FigureOptions {
                size: self.options.size,
                theme: self.options.theme,
                columns,
                ..FigureOptions::default()
            },
        )?;
        self.add_image(image)
    }

    fn add_image(&mut self, image: ColorImage) -> Result<(), AnimationError> {
        self.given += 1;
        if self.given > self.options.frames {
            return Err(self.miscounted());
        }
        let part = changed(self.shown.as_ref(), &image);
        let last = self.given == self.options.frames;
        let delay = self.options.delay + if last { LAST } else { 0 };
        let before = self.shown.take();
        match &mut self.writer {
            Writer::Gif(encoder) => {
                let frame = gif_frame(before.as_ref(), &image, part, delay);
                encoder.write_frame(&frame).map_err(|e| refuse(&e))?;
            }
            Writer::Apng(writer, _) => {
                apng_frame(writer, &image, part, delay, before.is_none()).map_err(|e| refuse(&e))?
            }
        }
        self.shown = Some(image);
        Ok(())
    }

    fn miscounted(&self) -> AnimationError {
        AnimationError::Count {
            given: self.given,
            announced: self.options.frames,
        }
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// [`AnimationError::Count`] when pictures are missing.
    pub fn finish(self) -> Result<Vec<u8>, AnimationError> {
        if self.given != self.options.frames {
            return Err(self.miscounted());
        }
        match self.writer {
            Writer::Gif(encoder) => encoder.into_inner().map_err(|e| refuse(&e)),
            Writer::Apng(writer, bytes) => {
                writer.finish().map_err(|e| refuse(&e))?;
                let written = std::mem::take(&mut *bytes.locked());
                Ok(written)
            }
        }
    }
}

/// The smallest part that holds every pixel that has changed; one pixel when none has.
fn changed(before: Option<&ColorImage>, image: &ColorImage) -> Part {
    let [width, height] = image.size;
    let Some(before) = before else {
        return [0, 0, width, height];
    };
    let (mut lo, mut hi) = ([width, height], [0, 0]);
    let rows = before.pixels.chunks(width).zip(image.pixels.chunks(width));
    for (y, (old, new)) in rows.enumerate() {
        let differs = |x: &usize| old[*x] != new[*x];
        if let (Some(first), Some(last)) = ((0..width).find(differs), (0..width).rfind(differs)) {
            lo = [lo[0].min(first), lo[1].min(y)];
            hi = [hi[0].max(last + 1), y + 1];
        }
    }
    if lo[0] >= hi[0] {
        return [0, 0, 1, 1];
    }
    [lo[0], lo[1], hi[0] - lo[0], hi[1] - lo[1]]
}

/// The pixels of a part, row by row.
fn cut(image: &ColorImage, [x, y, width, height]: Part) -> impl Iterator<Item = Color32> {
    let row = image.size[0];
    (y..y + height).flat_map(move |y| image.pixels[y * row + x..][..width].iter().copied())
}

fn apng_frame(
    writer: &mut png::Writer<Bytes>,
    image: &ColorImage,
    part: Part,
    delay: u16,
    first: bool,
) -> Result<(), png::EncodingError> {
    if !first {
        let [x, y, width, height] = part.map(|v| v as u32);
        // The old part has to fit at the new place, and the new one there.
        writer.reset_frame_position()?;
        writer.set_frame_dimension(width, height)?;
        writer.set_frame_position(x, y)?;
    }
    writer.set_frame_delay(delay, 1000)?;
    let mut bytes = Vec::with_capacity(3 * part[2] * part[3]);
    for c in cut(image, part) {
        bytes.extend([c.r(), c.g(), c.b()]);
    }
    writer.write_image_data(&bytes)
}

/// A part of a picture with its own palette; what is the same as before is transparent.
fn gif_frame(
    before: Option<&ColorImage>,
    image: &ColorImage,
    part: Part,
    delay: u16,
) -> gif::Frame<'static> {
    let pixels: Vec<Color32> = cut(image, part).collect();
    let old: Option<Vec<Color32>> = before.map(|b| cut(b, part).collect());
    let same = |k: usize| old.as_ref().is_some_and(|old| old[k] == pixels[k]);
    let mut counts: BTreeMap<[u8; 3], usize> = BTreeMap::new();
    for (k, c) in pixels.iter().enumerate() {
        if !same(k) {
            *counts.entry([c.r(), c.g(), c.b()]).or_default() += 1;
        }
    }
    let (palette, index) = palette(&counts);
    let clear = palette.len() as u8;
    let buffer: Vec<u8> = pixels
        .iter()
        .enumerate()
        .map(|(k, c)| match same(k) {
            true => clear,
            false => index.get(&[c.r(), c.g(), c.b()]).copied().unwrap_or(clear),
        })
        .collect();
    let [left, top, width, height] = part.map(|v| v as u16);
    gif::Frame {
        // In hundredths of a second.
        delay: delay.div_ceil(10),
        dispose: gif::DisposalMethod::Keep,
        transparent: Some(clear),
        left,
        top,
        width,
        height,
        palette: Some(palette.into_iter().chain([[0; 3]]).flatten().collect()),
        buffer: buffer.into(),
        ..gif::Frame::default()
    }
}

/// Whether a colour is black, white or a shade between them, as text is.
fn is_grey(colour: &[u8; 3]) -> bool {
    let [lo, hi] = [colour.iter().min(), colour.iter().max()].map(|c| c.copied().unwrap_or(0));
    hi - lo <= TINT
}

/// The colours that occur most, and for every colour the place of the nearest of them. A figure has few
/// colours, which are kept; only shades at the edges of lines are replaced by others.
fn palette(counts: &BTreeMap<[u8; 3], usize>) -> (Vec<[u8; 3]>, BTreeMap<[u8; 3], u8>) {
    let mut sorted: Vec<(&[u8; 3], &usize)> = counts.iter().collect();
    sorted.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    let mut palette: Vec<[u8; 3]> = sorted.iter().take(PALETTE).map(|(c, _)| **c).collect();
    // Text is black on white or white on black: the darkest shade is kept, and those from which none that is
    // kept is near.
    let greys = || sorted.iter().map(|(c, _)| **c).filter(is_grey);
    let frequent = greys().take(MOST_GREYS).map(|c| (c, NEAR));
    let wanted = greys().min().map(|c| (c, 0)).into_iter();
    let wanted = wanted.chain(greys().max().map(|c| (c, NEAR)));
    let wanted: Vec<_> = wanted.chain(frequent).collect();
    for (grey, near) in wanted {
        let close = |c: &[u8; 3]| is_grey(c) && (0..3).all(|k| c[k].abs_diff(grey[k]) <= near);
        if palette.iter().any(close) {
            continue;
        }
        // It takes the place of the rarest of the others.
        if let Some(place) = palette.iter().rposition(|c| !is_grey(c)) {
            palette.remove(place);
        }
        palette.push(grey);
    }
    palette.truncate(PALETTE);
    let apart = |a: &[u8; 3], b: &[u8; 3]| -> u32 {
        let of = |k: usize| u32::from(a[k].abs_diff(b[k])).pow(2);
        // The eye sees green best and blue least.
        3 * of(0) + 6 * of(1) + of(2)
    };
    let nearest = |colour: &[u8; 3]| {
        let all = palette.iter().enumerate();
        let alike = all.filter(|(_, c)| !is_grey(colour) || is_grey(c));
        let best = alike.min_by_key(|(_, c)| apart(colour, c));
        best.map_or(0, |(k, _)| k as u8)
    };
    let index = counts.keys().map(|c| (*c, nearest(c))).collect();
    (palette, index)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(colours: &[[u8; 3]]) -> ColorImage {
        let of = |c: &[u8; 3]| Color32::from_rgb(c[0], c[1], c[2]);
        ColorImage::new([4, colours.len() / 4], colours.iter().map(of).collect())
    }

    #[test]
    fn only_what_has_changed_is_written() {
        let mut colours = vec![[9, 9, 9]; 16];
        let before = image(&colours);
        assert_eq!(changed(None, &before), [0, 0, 4, 4]);
        assert_eq!(changed(Some(&before), &before), [0, 0, 1, 1]);
        colours[6] = [1, 2, 3];
        colours[9] = [1, 2, 3];
        assert_eq!(changed(Some(&before), &image(&colours)), [1, 1, 2, 2]);
    }

    /// Black text among thousands of pixels in 300 shades of orange stays black, and its edges stay grey.
    #[test]
    fn text_keeps_its_greys() {
        let mut counts: BTreeMap<[u8; 3], usize> = (0..300_usize)
            .map(|k| ([255, (k % 256) as u8, (k / 256) as u8 * 8], 5000 - k))
            .collect();
        for k in 0..100_u8 {
            counts.insert([2 * k; 3], 3);
        }
        let (palette, index) = palette(&counts);
        assert!(palette.len() <= PALETTE);
        let shown = |c: [u8; 3]| palette[usize::from(index[&c])];
        assert_eq!(shown([0; 3]), [0; 3]);
        for k in 0..100_u8 {
            let grey = shown([2 * k; 3]);
            assert!(is_grey(&grey) && grey[0].abs_diff(2 * k) <= NEAR, "{k}");
        }
    }

    /// Of 300 shades the 255 most frequent stay; the others become a neighbour.
    #[test]
    fn frequent_colours_are_kept_exactly() {
        let counts: BTreeMap<[u8; 3], usize> = (0..300_usize)
            .map(|k| ([(k % 256) as u8, (k / 256) as u8 * 8, 0], 1000 - k))
            .collect();
        let (palette, index) = palette(&counts);
        assert_eq!(palette.len(), PALETTE);
        for (colour, count) in &counts {
            let shown = palette[usize::from(index[colour])];
            if *count > 1000 - PALETTE {
                assert_eq!(shown, *colour);
            } else {
                assert!(shown[0].abs_diff(colour[0]) <= 1 && shown[1].abs_diff(colour[1]) <= 8);
            }
        }
    }
}
