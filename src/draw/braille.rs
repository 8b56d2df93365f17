//! A scene as text: curves in Braille dots, equilibria as signs, for terminals.
use crate::scene::{Axis, Curve, Glyph, Item, Kind, Mark, Rgba, Role, Scene, Theme, number};
use std::fmt::Write;

/// How to draw a scene as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextOptions {
    /// Characters per line, the frame included.
    pub columns: usize,
    /// Lines, the frame included and the legend not.
    pub rows: usize,
    /// Whether to colour it with the codes of a terminal of 256 colours.
    pub colour: bool,
}

/// Width of the tick labels at the left.
const MARGIN: usize = 9;

/// What one character shows.
#[derive(Clone, Copy, Default)]
struct Cell {
    /// Which of the eight dots are set.
    dots: u8,
    /// A sign in place of the dots.
    sign: Option<char>,
    /// Whose it is: the last to draw here.
    role: Option<Role>,
}

struct Canvas {
    columns: usize,
    rows: usize,
    cells: Vec<Cell>,
    x: [f64; 2],
    y: [f64; 2],
}

/// The scene as lines of text with frame, round ends of the axes, and a legend.
///
/// Lines differ in dashes as well as in colour, so that the picture can be read without colour. The
/// vector field, areas and streamlines are left out: there are too few dots for them.
pub fn braille(scene: &Scene, options: &TextOptions) -> String {
    let columns = options.columns.clamp(MARGIN + 12, 400) - MARGIN - 2;
    let rows = options.rows.clamp(8, 200) - 4;
    let mut canvas = Canvas {
        columns,
        rows,
        cells: vec![Cell::default(); columns * rows],
        x: scene.x.range,
        y: scene.y.range,
    };
    for item in &scene.items {
        match item {
            Item::Curve(c) => canvas.polyline(c.role, &c.points, c.closed),
            Item::Trail(t) => canvas.polyline(t.role, &t.points, false),
            Item::Jump(j) => canvas.polyline(Role::Level, &[j.from, j.to], false),
            Item::Level(l) => {
                let ends = if l.vertical {
                    [[l.at, canvas.y[0]], [l.at, canvas.y[1]]]
                } else {
                    [[canvas.x[0], l.at], [canvas.x[1], l.at]]
                };
                canvas.polyline(Role::Level, &ends, false);
            }
            Item::Band(_) | Item::Text(_) | Item::Bars(_) => {}
            Item::Glyph(_) | Item::Dot(_) | Item::Event(_) | Item::Special(_) => {}
            Item::Raster(_) | Item::Arrow(_) | Item::Stream(_) => {}
        }
    }
    // Signs and labels stand in front of every curve.
    for item in &scene.items {
        match item {
            Item::Glyph(Glyph { at, kind, .. }) => canvas.sign(*at, sign(*kind), Role::Text),
            Item::Dot(d) => canvas.sign(d.at, '✦', d.role),
            Item::Event(e) => canvas.sign(e.at, '◆', Role::Event),
            Item::Special(s) => canvas.sign(s.at, '◆', Role::Event),
            _ => {}
        }
    }
    for item in &scene.items {
        if let Item::Curve(Curve {
            role,
            points,
            label: Some(label),
            ..
        }) = item
        {
            canvas.label(points, label, *role);
        }
    }
    let mut text = canvas.framed(&scene.x, &scene.y, options.colour);
    legend(scene, options, &mut text);
    text
}

/// The sign of an equilibrium: filled for stable, open for unstable.
fn sign(kind: Kind) -> char {
    match kind {
        Kind::StableNode => '■',
        Kind::UnstableNode => '□',
        Kind::StableFocus => '●',
        Kind::UnstableFocus => '○',
        Kind::Saddle => '◈',
        Kind::Centre | Kind::SaddleNode | Kind::Degenerate => '×',
    }
}

/// Dots on and off in turn; nothing for a solid line.
fn dashes(role: Role) -> Option<[usize; 2]> {
    match role {
        Role::SecondNullcline => Some([6, 3]),
        Role::StableManifold => Some([2, 2]),
        Role::UnstableManifold => Some([1, 3]),
        Role::UnstableCycle | Role::UnstableBranch => Some([4, 2]),
        Role::Live | Role::Kept(_) | Role::Hover | Role::HoverPast => Some([1, 1]),
        Role::Level => Some([1, 5]),
        _ => None,
    }
}

/// Bit of the dot in column `x` (0..2) and row `y` (0..4) of a Braille character (Unicode 2800).
fn bit(x: usize, y: usize) -> u8 {
    const BITS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
    BITS[y][x]
}

impl Canvas {
    /// Where a point lies, in dots from the upper left corner.
    fn dot(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let share = |v: f64, [lo, hi]: [f64; 2]| (v - lo) / (hi - lo);
        [
            share(x, self.x) * (2 * self.columns) as f64 - 0.5,
            (1.0 - share(y, self.y)) * (4 * self.rows) as f64 - 0.5,
        ]
    }

    fn polyline(&mut self, role: Role, points: &[[f64; 2]], closed: bool) {
        let last = points.first().filter(|_| closed);
        let mut walked = 0;
        let mut previous = None;
        for &p in points.iter().chain(last) {
            let here = Some(self.dot(p)).filter(|d| d.iter().all(|v| v.is_finite()));
            if let (Some(a), Some(b)) = (previous, here) {
                self.segment(role, a, b, &mut walked);
            }
            previous = here;
        }
    }

    /// Sets the dots of a segment; `walked` counts dots along the whole line, for its dashes.
    fn segment(&mut self, role: Role, a: [f64; 2], b: [f64; 2], walked: &mut usize) {
        let size = [(2 * self.columns) as f64, (4 * self.rows) as f64];
        let Some([a, b]) = clip(a, b, size) else {
            return;
        };
        let steps = (b[0] - a[0]).abs().max((b[1] - a[1]).abs()).ceil().max(1.0) as usize;
        for k in 0..steps {
            let s = k as f64 / steps as f64;
            let at = [0, 1].map(|i| (a[i] + s * (b[i] - a[i])).round());
            let on = dashes(role).is_none_or(|[on, off]| *walked % (on + off) < on);
            if self.set(at, role, on) {
                *walked += 1;
            }
        }
    }

    /// Sets a dot if `on`; says whether it lies on the canvas and was not passed already.
    fn set(&mut self, [x, y]: [f64; 2], role: Role, on: bool) -> bool {
        if x < 0.0 || y < 0.0 {
            return false;
        }
        let (x, y) = (x as usize, y as usize);
        if x >= 2 * self.columns || y >= 4 * self.rows {
            return false;
        }
        let cell = &mut self.cells[y / 4 * self.columns + x / 2];
        let bit = bit(x % 2, y % 4);
        let fresh = cell.dots & bit == 0;
        if on {
            cell.dots |= bit;
            cell.role = Some(role);
        }
        fresh
    }

    /// Column and row of the character at a point, if it is on the canvas.
    fn character(&self, at: [f64; 2]) -> Option<[usize; 2]> {
        let [x, y] = self.dot(at).map(f64::round);
        let inside =
            x >= 0.0 && y >= 0.0 && x < (2 * self.columns) as f64 && y < (4 * self.rows) as f64;
        inside.then_some([x as usize / 2, y as usize / 4])
    }

    fn sign(&mut self, at: [f64; 2], sign: char, role: Role) {
        if let Some([x, y]) = self.character(at) {
            let cell = &mut self.cells[y * self.columns + x];
            (cell.sign, cell.role) = (Some(sign), Some(role));
        }
    }

    /// Writes a label beside its curve where it covers nothing, as near to the curve's end as may be;
    /// the legend has it too, so it is left out when there is no room.
    fn label(&mut self, points: &[[f64; 2]], label: &str, role: Role) {
        let length = label.chars().count();
        let free = |canvas: &Self, x: usize, y: usize| {
            let row = &canvas.cells[y * canvas.columns..(y + 1) * canvas.columns];
            (x.saturating_sub(1)..(x + length + 1).min(canvas.columns))
                .all(|k| row[k].dots == 0 && row[k].sign.is_none())
        };
        let place = points.iter().rev().find_map(|&p| {
            let [x, y] = self.character(p)?;
            [(x + 2, y), ((x + 1).checked_sub(length + 2)?, y)]
                .into_iter()
                .find(|&(x, y)| x > 0 && x + length < self.columns && free(self, x, y))
        });
        if let Some((x, y)) = place {
            for (k, c) in label.chars().enumerate() {
                let cell = &mut self.cells[y * self.columns + x + k];
                (cell.sign, cell.role) = (Some(c), Some(role));
            }
        }
    }

    fn framed(&self, x: &Axis, y: &Axis, colour: bool) -> String {
        let mut text = String::new();
        let pad = |label: &str| format!("{label:>MARGIN$}");
        let _ = writeln!(text, "{} {}", pad(""), y.title());
        let line = "─".repeat(self.columns);
        let _ = writeln!(text, "{}┌{line}┐", pad(&number::value(self.y[1])));
        for row in 0..self.rows {
            let _ = write!(text, "{}│", pad(""));
            let mut painter = Painter::new(colour);
            for cell in &self.cells[row * self.columns..(row + 1) * self.columns] {
                let shown = match cell.sign {
                    Some(sign) => sign,
                    None if cell.dots == 0 => ' ',
                    None => char::from_u32(0x2800 + u32::from(cell.dots)).unwrap_or(' '),
                };
                painter.put(&mut text, shown, cell.role.filter(|_| shown != ' '));
            }
            painter.end(&mut text);
            text.push_str("│\n");
        }
        let _ = writeln!(text, "{}└{line}┘", pad(&number::value(self.y[0])));
        let [low, high] = self.x.map(number::value);
        let title = x.title();
        let used = [&low, &title, &high]
            .map(|s| s.chars().count())
            .iter()
            .sum();
        let gap = (self.columns + 2).saturating_sub(used);
        let (left, right) = (" ".repeat(gap / 2), " ".repeat(gap - gap / 2));
        let _ = writeln!(text, "{}{low}{left}{title}{right}{high}", pad(""));
        text
    }
}

/// The part of a segment on the canvas (Liang and Barsky 1984), with a margin of one dot.
fn clip(a: [f64; 2], b: [f64; 2], size: [f64; 2]) -> Option<[[f64; 2]; 2]> {
    let (mut s0, mut s1) = (0.0_f64, 1.0_f64);
    for i in 0..2 {
        let (d, lo, hi) = (b[i] - a[i], -1.0 - a[i], size[i] - a[i]);
        if d == 0.0 {
            if lo > 0.0 || hi < 0.0 {
                return None;
            }
        } else {
            let (near, far) = if d > 0.0 {
                (lo / d, hi / d)
            } else {
                (hi / d, lo / d)
            };
            (s0, s1) = (s0.max(near), s1.min(far));
        }
    }
    let at = |s: f64| [a[0] + s * (b[0] - a[0]), a[1] + s * (b[1] - a[1])];
    (s0 <= s1).then(|| [at(s0), at(s1)])
}

/// What the marks mean, as many to a line as fit.
fn legend(scene: &Scene, options: &TextOptions, text: &mut String) {
    let mut width = MARGIN;
    let mut painter = Painter::new(options.colour);
    let indent = " ".repeat(MARGIN);
    for key in &scene.legend {
        let (mark, role) = match key.mark {
            Mark::Line(role) => (sample(role), role),
            Mark::Glyph(kind) => (sign(kind).to_string(), Role::Text),
            Mark::Dot(role) => ("✦".into(), role),
            Mark::Area(_) | Mark::Arrow => continue,
        };
        let length = 3 + mark.chars().count() + key.text.chars().count();
        if width > MARGIN && width + length > options.columns {
            text.truncate(text.trim_end_matches(' ').len());
            text.push('\n');
            width = MARGIN;
        }
        if width == MARGIN {
            text.push_str(&indent);
        }
        for c in mark.chars() {
            painter.put(text, c, Some(role));
        }
        painter.end(text);
        let _ = write!(text, " {}  ", key.text);
        width += length;
    }
    if width > MARGIN {
        text.truncate(text.trim_end_matches(' ').len());
        text.push('\n');
    }
}

/// A short piece of a line with its dashes.
fn sample(role: Role) -> String {
    (0..4)
        .map(|k| {
            let dots = (0..2)
                .filter(|i| dashes(role).is_none_or(|[on, off]| (2 * k + i) % (on + off) < on));
            let bits = dots.fold(0, |bits, i| bits | bit(i, 1));
            char::from_u32(0x2800 + u32::from(bits)).unwrap_or(' ')
        })
        .collect()
}

/// Writes characters in colours, switching only where the colour changes.
struct Painter {
    colour: bool,
    now: Option<u8>,
}

impl Painter {
    fn new(colour: bool) -> Self {
        Self { colour, now: None }
    }

    fn put(&mut self, text: &mut String, c: char, role: Option<Role>) {
        let wanted = role
            .filter(|&r| self.colour && r != Role::Text)
            // The light theme's lines stand out of white and of black alike.
            .map(|r| palette(Theme::Light.colour(r)));
        if wanted != self.now && c != ' ' {
            self.end(text);
            if let Some(code) = wanted {
                let _ = write!(text, "\x1b[38;5;{code}m");
            }
            self.now = wanted;
        }
        text.push(c);
    }

    fn end(&mut self, text: &mut String) {
        if self.now.take().is_some() {
            text.push_str("\x1b[0m");
        }
    }
}

/// The nearest colour of the 6×6×6 cube of 256-colour terminals.
fn palette([r, g, b, _]: Rgba) -> u8 {
    const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let nearest = |c: u8| {
        (0..6_u8)
            .min_by_key(|&k| LEVELS[usize::from(k)].abs_diff(c))
            .unwrap_or(0)
    };
    16 + 36 * nearest(r) + 6 * nearest(g) + nearest(b)
}

#[cfg(test)]
mod tests;
