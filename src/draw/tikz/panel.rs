//! One panel: its axes, its items back to front, and its labels.
use super::labels::{Places, extent};
use super::text::latex;
use super::thin::{Piece, Ruler, pieces};
use super::{POINT, event_mark, glyph_mark, short, style};
use crate::scene::{Align, Arrow, Axis, Band, Bars, Item, Level, Raster, Role, Scene, Theme};
use std::fmt::Write as _;

/// Width and height in centimetres.
pub(super) type Size = [f64; 2];

/// A trail fades in so many steps.
const FADES: usize = 6;
/// Shades of arrows.
const SHADES: f32 = 6.0;
/// Rasters with more cells along an axis are written coarser: each rectangle costs TeX time.
const MOST_CELLS: usize = 160;
/// Rectangles of an area at most.
const MOST_RECTANGLES: usize = 8000;
/// Opacity of what stands behind.
const GHOST: f32 = 0.3;
/// Reach of a mark in centimetres.
const REACH: f64 = 0.15;

/// Something with points, ready to be written.
struct Part {
    /// So many points.
    points: usize,
    code: String,
}

/// A panel, ready to be written.
pub(super) struct Panel {
    rulers: [Ruler; 2],
    size: Size,
    theme: Theme,
    tolerance: f64,
    parts: Vec<Part>,
    labels: Vec<Label>,
    places: Places,
    /// Whether this stands behind the panel, to be compared with.
    faint: bool,
}

/// A label that looks for a place.
struct Label {
    text: String,
    role: Role,
    of: Of,
}

/// What a label belongs to.
enum Of {
    Mark([f64; 2]),
    Curve(Vec<Piece>),
    Upright(f64),
}

/// The options of a dot.
pub(super) fn dot(role: Role) -> String {
    let radius = if role == Role::Live { 8.5 } else { 4.0 };
    format!(
        "mark size={}pt, mark options={{fill={}, draw=nc-background, solid, line width={}pt}}",
        short(radius * POINT),
        style(role),
        short(1.5 * POINT)
    )
}

impl Panel {
    pub(super) fn new(scene: &Scene, size: Size, theme: Theme, tolerance: f64) -> Self {
        let mut panel = Self {
            rulers: [Ruler::new(scene.x.range), Ruler::new(scene.y.range)],
            size,
            theme,
            tolerance,
            parts: vec![],
            labels: vec![],
            places: Places::new(size),
            faint: false,
        };
        let arrows = scene.items.iter().filter_map(|item| match item {
            Item::Arrow(a) => Some(*a),
            _ => None,
        });
        panel.faint = true;
        scene.ghost.iter().for_each(|item| panel.item(item));
        panel.faint = false;
        panel.labels.clear();
        panel.arrows(&arrows.collect::<Vec<_>>());
        for item in &scene.items {
            panel.item(item);
        }
        panel.write_labels();
        panel
    }

    /// All its points.
    pub(super) fn points(&self) -> usize {
        self.parts.iter().map(|p| p.points).sum()
    }

    /// Writes its items; what has more points than are `left` is left out.
    pub(super) fn draw(&self, out: &mut String, left: &mut usize) {
        for part in &self.parts {
            match left.checked_sub(part.points) {
                Some(rest) => {
                    *left = rest;
                    out.push_str(&part.code);
                }
                None => out.push_str("% A curve with too many points for TeX is left out here.\n"),
            }
        }
    }

    /// The options of its axes; with labels below if it is the lowest of its column.
    pub(super) fn axes(&self, scene: &Scene, lowest: bool) -> String {
        let mut out = String::new();
        for (name, axis, ruler, labelled) in [
            ("x", &scene.x, &self.rulers[0], lowest),
            ("y", &scene.y, &self.rulers[1], true),
        ] {
            let _ = write!(
                out,
                "{name}min={}, {name}max={}, ",
                ruler.written(0.0),
                ruler.written(1.0)
            );
            if let Some(ticks) = ruler.ticks() {
                let (at, labels): (Vec<String>, Vec<String>) = ticks
                    .into_iter()
                    .map(|(at, label)| (at, format!("{{{}}}", latex(&label))))
                    .unzip();
                let (at, labels) = (at.join(","), labels.join(","));
                let _ = write!(out, "{name}tick={{{at}}}, {name}ticklabels={{{labels}}}, ");
            }
            if labelled {
                let _ = write!(out, "{name}label={{{}}}, ", title(axis));
            } else {
                let _ = write!(out, "{name}ticklabels={{}}, ");
            }
        }
        if !scene.title.is_empty() {
            let _ = write!(
                out,
                "title={{{}}}, title style={{font=\\small\\bfseries, text=nc-text, yshift=-1ex}}, ",
                latex(&scene.title)
            );
        }
        if scene.is_drawing() {
            out.push_str("hide axis, ");
        }
        // A single letter on its side reads as another one.
        if scene.y.title().chars().count() <= 2 {
            out.push_str("ylabel style={rotate=-90}, ");
        }
        out.trim_end_matches(", ").into()
    }

    fn at(&self, [x, y]: [f64; 2]) -> String {
        format!(
            "{},{}",
            self.rulers[0].written(x),
            self.rulers[1].written(y)
        )
    }

    /// A place in parts of the panel, unless it is out of sight.
    fn unit(&self, [x, y]: [f64; 2]) -> Option<[f64; 2]> {
        let at = [self.rulers[0].unit(x), self.rulers[1].unit(y)];
        at.iter().all(|u| (-0.04..=1.04).contains(u)).then_some(at)
    }

    /// What is added to the options of what stands behind.
    fn faintness(&self) -> String {
        match self.faint {
            true => format!(", opacity={GHOST}"),
            false => String::new(),
        }
    }

    fn add(&mut self, points: usize, code: String) {
        self.parts.push(Part { points, code });
    }

    /// One plot for all pieces.
    fn plot(&mut self, options: &str, pieces: &[Piece]) {
        if pieces.is_empty() {
            return;
        }
        let faint = self.faintness();
        let mut code = format!("\\addplot[{options}{faint}] coordinates {{\n");
        for (k, piece) in pieces.iter().enumerate() {
            if k > 0 {
                code.push_str("(nan,nan)\n");
            }
            for line in piece.chunks(6) {
                for &p in line {
                    let _ = write!(code, "({})", self.at(p));
                }
                code.push('\n');
            }
        }
        code.push_str("};\n");
        let points = pieces.iter().map(Vec::len).sum();
        self.add(points, code);
    }

    fn label(&mut self, text: &str, role: Role, of: Of) {
        if !text.trim().is_empty() {
            let text = text.into();
            self.labels.push(Label { text, role, of });
        }
    }

    fn pieces(&self, points: &[[f64; 2]], closed: bool) -> Vec<Piece> {
        pieces(points, closed, &self.rulers, self.tolerance)
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Arrow(_) => {}
            Item::Raster(r) => self.raster(r),
            Item::Band(b) => self.band(b),
            Item::Bars(b) => self.bars(b),
            Item::Stream(s) => self.stream(&s.points),
            Item::Level(l) => self.level(l),
            Item::Curve(c) => {
                let pieces = self.pieces(&c.points, c.closed);
                self.plot(&style(c.role), &pieces);
                pieces.iter().for_each(|p| self.places.curve(p));
                if let Some(text) = &c.label {
                    self.label(text, c.role, Of::Curve(pieces));
                }
            }
            Item::Jump(j) => {
                let pieces = self.pieces(&[j.from, j.to], false);
                pieces.iter().for_each(|p| self.places.curve(p));
                let [on, off] = [1.2 * POINT, 2.0 * POINT].map(short);
                let options = format!(
                    "{}, line width=0.5pt, dash pattern=on {on}pt off {off}pt, -nctip",
                    style(j.role)
                );
                self.plot(&options, &pieces);
            }
            Item::Trail(t) => {
                let n = t.points.len();
                for k in 0..FADES {
                    let (a, b) = (n * k / FADES, n * (k + 1) / FADES);
                    let pieces = self.pieces(&t.points[a..(b + 1).min(n)], false);
                    let opacity = short((k + 1) as f64 / FADES as f64);
                    let options = format!("{}, draw opacity={opacity}", style(t.role));
                    self.plot(&options, &pieces);
                }
            }
            Item::Text(t) => {
                if let Some(at) = self.unit(t.at) {
                    let anchor = match t.align {
                        Align::Left => "west",
                        Align::Centre => "center",
                        Align::Right => "east",
                    };
                    let code = format!(
                        "\\node[anchor={anchor}, inner sep=0pt, font=\\footnotesize, text={}-label] at (axis cs:{}) {{{}}};\n",
                        style(t.role),
                        self.at(at),
                        latex(&t.text)
                    );
                    self.add(1, code);
                }
            }
            Item::Glyph(g) => {
                self.mark(
                    g.at,
                    &format!("mark={}", glyph_mark(g.kind)),
                    g.label.as_deref(),
                );
            }
            Item::Event(e) => {
                self.mark(
                    e.at,
                    &format!("mark={}", event_mark(e.kind)),
                    e.label.as_deref(),
                );
            }
            Item::Special(s) => {
                let options = format!("mark=*, {}", dot(Role::Event));
                self.mark(s.at, &options, Some(&s.label));
            }
            Item::Dot(d) => self.mark(d.at, &format!("mark=*, {}", dot(d.role)), None),
        }
    }

    /// A mark that the frame does not cut.
    fn mark(&mut self, at: [f64; 2], options: &str, label: Option<&str>) {
        let Some(at) = self.unit(at) else { return };
        let code = format!(
            "\\addplot[only marks, {options}{}] coordinates {{({})}};\n",
            self.faintness(),
            self.at(at)
        );
        self.add(1, code);
        self.places.mark(at, REACH);
        if let Some(text) = label {
            self.label(text, Role::Text, Of::Mark(at));
        }
    }

    fn rectangle(&self, [x0, y0, x1, y1]: [f64; 4]) -> Option<String> {
        let [x0, x1] = [x0.min(x1), x0.max(x1)].map(|v| v.clamp(0.0, 1.0));
        let [y0, y1] = [y0.min(y1), y0.max(y1)].map(|v| v.clamp(0.0, 1.0));
        (x1 > x0 && y1 > y0).then(|| {
            format!(
                "  (axis cs:{}) rectangle (axis cs:{})\n",
                self.at([x0, y0]),
                self.at([x1, y1])
            )
        })
    }

    fn fill(&mut self, options: &str, rectangles: &[[f64; 4]]) {
        let parts: Vec<String> = rectangles
            .iter()
            .filter_map(|r| self.rectangle(*r))
            .collect();
        if !parts.is_empty() {
            let code = format!("\\fill[{options}]\n{};\n", parts.concat());
            self.add(parts.len(), code);
        }
    }

    fn raster(&mut self, raster: &Raster) {
        let [columns, rows] = raster.cells;
        if columns == 0 || rows == 0 || raster.labels.len() != columns.saturating_mul(rows) {
            return;
        }
        let mut coarse = columns.max(rows).div_ceil(MOST_CELLS);
        loop {
            let areas: Vec<Vec<[f64; 4]>> = (0..raster.roles.len())
                .map(|area| self.runs(raster, area as i32, coarse))
                .collect();
            if areas.iter().map(Vec::len).sum::<usize>() <= MOST_RECTANGLES {
                for (&role, area) in raster.roles.iter().zip(&areas) {
                    self.fill(&format!("{}-area", style(role)), area);
                }
                return;
            }
            coarse *= 2;
        }
    }

    /// The cells of an area as rectangles in parts of the panel: runs along a row, joined with equal
    /// runs above. Every `coarse`-th cell stands for its neighbours.
    fn runs(&self, raster: &Raster, area: i32, coarse: usize) -> Vec<[f64; 4]> {
        let [columns, rows] = raster.cells;
        let (mut done, mut open): (Vec<[usize; 4]>, Vec<[usize; 4]>) = (vec![], vec![]);
        for row in (0..rows).step_by(coarse) {
            let above = (row + coarse).min(rows);
            let mut next = vec![];
            let mut start = None;
            for column in (0..columns).step_by(coarse).chain([columns]) {
                let inside = column < columns && raster.labels[row * columns + column] == area;
                match (start, inside) {
                    (None, true) => start = Some(column),
                    (Some(first), false) => {
                        let same = |r: &[usize; 4]| r[0] == first && r[2] == column;
                        let from = open.iter().position(same).map(|k| open.swap_remove(k)[1]);
                        next.push([first, from.unwrap_or(row), column, above]);
                        start = None;
                    }
                    _ => {}
                }
            }
            done.append(&mut open);
            open = next;
        }
        done.append(&mut open);
        let along = |[lo, hi]: [f64; 2], k: usize, n: usize| lo + (hi - lo) * k as f64 / n as f64;
        let corner = |x: usize, y: usize| {
            [
                self.rulers[0].unit(along(raster.x, x, columns)),
                self.rulers[1].unit(along(raster.y, y, rows)),
            ]
        };
        done.into_iter()
            .map(|[x0, y0, x1, y1]| {
                let ([a, b], [c, d]) = (corner(x0, y0), corner(x1, y1));
                [a, b, c, d]
            })
            .collect()
    }

    fn band(&mut self, band: &Band) {
        let [a, b] = band.range.map(|x| self.rulers[0].unit(x));
        let options = format!("{}-area", style(band.role));
        self.fill(&options, &[[a, 0.0, b, 1.0]]);
        let (a, b) = (a.min(b).max(0.0), a.max(b).min(1.0));
        let (room, [long, high]) = ((b - a) * self.size[0], extent(&band.label));
        let how = if long <= room {
            "anchor=north"
        } else if high <= room && long <= self.size[1] {
            "rotate=90, anchor=east"
        } else {
            return;
        };
        let code = format!(
            "\\node[{how}, inner sep=2pt, font=\\footnotesize, text=nc-weak-text] at (axis cs:{}) {{{}}};\n",
            self.at([0.5 * (a + b), 1.0]),
            latex(&band.label)
        );
        self.add(1, code);
    }

    fn bars(&mut self, bars: &Bars) {
        let base = self.rulers[1].unit(0.0);
        let rectangles: Vec<[f64; 4]> = bars
            .bars
            .iter()
            .map(|&[from, to, height]| {
                let [a, b] = [from, to].map(|x| self.rulers[0].unit(x));
                [a, base, b, self.rulers[1].unit(height)]
            })
            .filter(|r| r.iter().all(|v| v.is_finite()))
            .collect();
        let options = format!(
            "{}-area, draw=nc-background, line width=0.2pt",
            style(bars.role)
        );
        self.fill(&options, &rectangles);
    }

    fn level(&mut self, level: &Level) {
        let at = self.rulers[usize::from(!level.vertical)].unit(level.at);
        if !(0.0..=1.0).contains(&at) {
            return;
        }
        let piece: Piece = if level.vertical {
            vec![[at, 0.0], [at, 1.0]]
        } else {
            vec![[0.0, at], [1.0, at]]
        };
        self.places.curve(&piece);
        self.plot(&style(level.role), std::slice::from_ref(&piece));
        let of = if level.vertical {
            Of::Upright(at)
        } else {
            Of::Curve(vec![piece])
        };
        self.label(&level.label, level.role, of);
    }

    /// Direction in centimetres of a vector in the axes' units, of length one.
    fn direction(&self, at: [f64; 2], change: [f64; 2]) -> Option<[f64; 2]> {
        let along = |k: usize| {
            let d = self.rulers[k].unit(at[k] + change[k]) - self.rulers[k].unit(at[k]);
            // Small changes of large numbers are lost in the sum.
            let exact = self.rulers[k].unit(change[k]) - self.rulers[k].unit(0.0);
            (if exact.is_finite() { exact } else { d }) * self.size[k]
        };
        let (x, y) = (along(0), along(1));
        let length = x.hypot(y);
        (length.is_finite() && length > 0.0).then(|| [x / length, y / length])
    }

    /// Arrows as a plot: place in parts of the panel, and change along both axes in centimetres.
    fn quiver(&mut self, options: &str, arrows: &[([f64; 2], [f64; 2])]) {
        if arrows.is_empty() {
            return;
        }
        let mut code = format!(
            "\\addplot[{options}, quiver={{u=\\thisrow{{u}}, v=\\thisrow{{v}}}}, -nctip] table {{\nx y u v\n"
        );
        for ([x, y], [dx, dy]) in arrows {
            let _ = writeln!(
                code,
                "{} {} {} {}",
                self.rulers[0].written(*x),
                self.rulers[1].written(*y),
                self.rulers[0].change(dx / self.size[0]),
                self.rulers[1].change(dy / self.size[1])
            );
        }
        code.push_str("};\n");
        self.add(arrows.len(), code);
    }

    fn arrows(&mut self, arrows: &[Arrow]) {
        let area = self.size[0] * self.size[1] / arrows.len().max(1) as f64;
        let length = (0.42 * area.sqrt()).clamp(0.08, 0.3);
        let shade = |a: &Arrow| (a.opacity.clamp(0.0, 1.0) * SHADES).round() as u8;
        let field = f64::from(self.theme.colour(Role::Field)[3]) / 255.0;
        for level in 0..=SHADES as u8 {
            let of = arrows.iter().filter(|a| shade(a) == level);
            let placed: Vec<_> = of
                .filter_map(|a| {
                    let (at, d) = (self.unit(a.at)?, self.direction(a.at, a.slope)?);
                    let half = [0, 1].map(|k| 0.5 * length * d[k] / self.size[k]);
                    Some(([at[0] - half[0], at[1] - half[1]], d.map(|v| v * length)))
                })
                .collect();
            let opacity = field * (0.4 + 1.2 * f64::from(level) / f64::from(SHADES));
            let options = format!(
                "{}, draw opacity={}",
                style(Role::Field),
                short(opacity.min(1.0))
            );
            self.quiver(&options, &placed);
        }
    }

    /// A streamline with a head in its middle and every so often along it.
    fn stream(&mut self, points: &[[f64; 2]]) {
        let pieces = self.pieces(points, false);
        let mut heads = vec![];
        for piece in &pieces {
            let page = |q: [f64; 2]| [q[0] * self.size[0], q[1] * self.size[1]];
            let steps: Vec<_> = piece.windows(2).map(|p| (page(p[0]), page(p[1]))).collect();
            let long = |(a, b): &([f64; 2], [f64; 2])| (b[0] - a[0]).hypot(b[1] - a[1]);
            let total: f64 = steps.iter().map(long).sum();
            let many = (total / 2.0).floor().max(1.0);
            let (mut along, mut next) = (0.0, 0.5 * total / many);
            for step in &steps {
                let length = long(step);
                if along + length >= next && length > 0.0 {
                    let (a, b) = step;
                    let t = (next - along) / length;
                    let d = [0, 1].map(|k| (b[k] - a[k]) / length);
                    let at = [0, 1].map(|k| (a[k] + t * (b[k] - a[k])) / self.size[k]);
                    heads.push((at, d.map(|v| 0.04 * v)));
                    next += total / many;
                }
                along += length;
            }
        }
        self.plot(&style(Role::Field), &pieces);
        self.quiver(&style(Role::Field), &heads);
    }

    /// Labels of marks first: theirs have the fewest places to choose from.
    fn write_labels(&mut self) {
        let mut labels = std::mem::take(&mut self.labels);
        labels.sort_by_key(|l| !matches!(l.of, Of::Mark(_)));
        for Label { text, role, of } in labels {
            let size = extent(&text);
            let (spots, limit) = match &of {
                Of::Mark(at) => (self.places.around(*at, size), 900.0),
                Of::Curve(pieces) => (self.places.beside(pieces, size), 50.0),
                Of::Upright(x) => {
                    let (x, top) = (x * self.size[0], self.size[1] - 0.25);
                    let spots = (0..3).flat_map(|k| {
                        let (y, cost) = (top - 0.45 * f64::from(k), 8.0 * f64::from(k));
                        let off = 0.5 * size[0] + 0.1;
                        [([x + off, y], cost), ([x - off, y], cost + 1.0)]
                    });
                    (spots.collect(), 900.0)
                }
            };
            let Some(place) = self.places.place(&spots, size, limit) else {
                continue;
            };
            let mut code = String::new();
            if let Of::Mark(at) = of
                && let Some(edge) = self.places.leader(at, place, size)
            {
                let _ = writeln!(
                    code,
                    "\\draw[draw=nc-weak-text, line width=0.4pt, shorten <=3pt] (axis cs:{}) -- (axis cs:{});",
                    self.at(at),
                    self.at(edge)
                );
            }
            let _ = writeln!(
                code,
                "\\node[nc-label, text={}-label] at (axis cs:{}) {{{}}};",
                style(role),
                self.at(place),
                latex(&text)
            );
            self.add(1, code);
        }
    }
}

fn title(axis: &Axis) -> String {
    latex(&axis.title())
}
