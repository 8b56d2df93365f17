//! A figure as a LaTeX document for pgfplots: axes, curves in data coordinates, and styles by meaning that
//! are defined once, at its top, where they are easily changed.
mod labels;
mod marks;
mod panel;
mod text;
mod thin;

use super::names::role_name;
use crate::scene::{Dash, EventKind, Item, Key, Kind, Mark, Rgba, Role, Scene, Theme};
use marks::Pen;
use panel::{Panel, Size};
use std::fmt::Write as _;
use text::{comment, latex};

/// Width of the figure in centimetres: that of a text block.
const WIDTH: f64 = 15.0;
/// Points of TeX per point of the page on the screen, which is 800 wide.
const POINT: f64 = WIDTH / 2.54 * 72.27 / 800.0;
/// Room left of a panel for its title and labels, below one, and between panels that share their axis.
const LEFT: f64 = 1.75;
const BELOW: f64 = 1.15;
const SHARED: f64 = 0.45;
/// Height of a row of the legend and of a line of the caption.
const ROW: f64 = 0.47;
/// Letters of the caption in a line of the figure's width.
const LETTERS: usize = 105;
/// So many points at most; more would fill TeX's memory.
const MOST_POINTS: usize = 24_000;
/// Curves are true to this part of the panel, or to twice, four times... as much.
const FINEST: f64 = 1.0 / 4000.0;
const COARSEST: f64 = 1.0 / 60.0;

/// How to write a document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TikzOptions {
    /// Width and height, of which only the proportion counts: the figure is 15 cm wide.
    pub size: [u32; 2],
    /// Colours.
    pub theme: Theme,
    /// So many panels side by side.
    pub columns: usize,
}

/// The panels as a document that pdfLaTeX turns into a figure, with `notes` and the session, a share text,
/// as comments.
///
/// Curves have as few points as show them to a four-thousandth of the panel; with very many of them the
/// document says in a comment how coarse they are, and what has been left out.
pub fn tikz(
    panels: &[Scene],
    options: &TikzOptions,
    notes: &[String],
    session: Option<&str>,
) -> String {
    let mut out = String::new();
    let caption = panels.first().map_or("", |s| s.caption.as_str());
    let _ = writeln!(out, "% nullcline: {}", comment(caption));
    for note in notes {
        let _ = writeln!(out, "% Note: {}", comment(note));
    }
    let sheet = Sheet::new(panels, options);
    sheet.head(&mut out);
    let head = out.len();
    sheet.body(&mut out);
    out.push_str("\\end{document}\n");
    if out[head..].contains(text::is_chinese) {
        out = out.replacen(INPUT, CHINESE, 1);
    }
    // Behind the end, where TeX does not read it: its lines have a limit.
    if let Some(session) = session {
        let _ = writeln!(
            out,
            "% The session of this figure, which nullcline opens again:\n% {session}"
        );
    }
    out
}

/// How a document says that it is UTF-8, and how one with Chinese text does.
const INPUT: &str = "\\usepackage[utf8]{inputenc}\n";
const CHINESE: &str = "% Chinese text: compile this with XeLaTeX or LuaLaTeX.\n\\usepackage[UTF8,scheme=plain]{ctex}\n";

/// A number of a style: at most three decimals.
pub(crate) fn short(value: f64) -> String {
    let text = format!("{value:.3}");
    match text.trim_end_matches('0').trim_end_matches('.') {
        "-0" => "0".into(),
        short => short.into(),
    }
}

/// The name of a role as part of a command.
fn slug(name: &str) -> String {
    let letter = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    format!("nc-{}", name.chars().map(letter).collect::<String>())
}

/// The style and colour of a role.
fn style(role: Role) -> String {
    slug(&role_name(role))
}

fn glyph_mark(kind: Kind) -> String {
    slug(kind.name())
}

fn event_mark(kind: EventKind) -> String {
    format!("{}-point", slug(kind.name()))
}

fn html([r, g, b, _]: Rgba) -> String {
    format!("{r:02X}{g:02X}{b:02X}")
}

struct Sheet<'a> {
    scenes: &'a [Scene],
    theme: Theme,
    columns: usize,
    rows: usize,
    /// Whether a panel shares its horizontal axis with the one below it, in every row.
    shared: bool,
    legend: Vec<&'a Key>,
    /// Extent of a panel.
    size: Size,
}

impl<'a> Sheet<'a> {
    fn new(scenes: &'a [Scene], options: &TikzOptions) -> Self {
        let columns = options.columns.clamp(1, scenes.len().max(1));
        let rows = scenes.len().max(1).div_ceil(columns);
        let pairs = scenes.iter().zip(scenes.iter().skip(columns));
        let shared = pairs
            .into_iter()
            .all(|(a, b)| a.x.title() == b.x.title() && a.x.range == b.x.range);
        let mut legend: Vec<&Key> = vec![];
        for key in scenes.iter().flat_map(|s| &s.legend) {
            if !legend.contains(&key) {
                legend.push(key);
            }
        }
        // Rows of the legend, as a paragraph breaks them.
        let (mut rows_of_legend, mut along) = (usize::from(!legend.is_empty()), 0.0);
        for key in &legend {
            let wide = labels::extent(&key.text)[0] + 1.2;
            if along > 0.0 && along + wide > WIDTH - LEFT {
                (rows_of_legend, along) = (rows_of_legend + 1, 0.0);
            }
            along += wide;
        }
        let headings = scenes.iter().any(|s| !s.title.is_empty());
        let [w, h] = options.size.map(|s| f64::from(s.max(1)));
        let full = WIDTH * (h / w).clamp(0.3, 1.6);
        let caption = scenes.first().map_or(0, |s| s.caption.chars().count());
        let between = if shared { SHARED } else { BELOW + SHARED };
        let height = full
            - ROW * rows_of_legend as f64
            - if headings { ROW } else { 0.0 }
            - 0.4 * caption.div_ceil(LETTERS) as f64
            - BELOW
            - between * (rows - 1) as f64;
        let width = (WIDTH - 0.3 - LEFT * columns as f64) / columns as f64;
        Self {
            scenes,
            theme: options.theme,
            columns,
            rows,
            shared,
            legend,
            size: [width.max(1.5), (height / rows as f64).max(1.5)],
        }
    }

    /// Every role that occurs, in the order in which it does.
    fn roles(&self) -> Vec<Role> {
        let mut roles = vec![
            Role::Text,
            Role::WeakText,
            Role::Axis,
            Role::Grid,
            Role::Background,
        ];
        let mut add = |role: Role| {
            if !roles.contains(&role) {
                roles.push(role);
            }
        };
        for scene in self.scenes {
            for item in scene.ghost.iter().chain(&scene.items) {
                match item {
                    Item::Raster(r) => r.roles.iter().for_each(|&role| add(role)),
                    Item::Arrow(_) | Item::Stream(_) => add(Role::Field),
                    Item::Level(l) => add(l.role),
                    Item::Band(b) => add(b.role),
                    Item::Text(t) => add(t.role),
                    Item::Bars(b) => add(b.role),
                    Item::Curve(c) => add(c.role),
                    Item::Jump(j) => add(j.role),
                    Item::Trail(t) => add(t.role),
                    Item::Dot(d) => add(d.role),
                    Item::Special(_) => add(Role::Event),
                    Item::Glyph(_) | Item::Event(_) => {}
                }
            }
        }
        for key in &self.legend {
            match key.mark {
                Mark::Line(role) | Mark::Dot(role) | Mark::Area(role) => add(role),
                Mark::Arrow => add(Role::Field),
                Mark::Glyph(_) => {}
            }
        }
        roles
    }

    fn head(&self, out: &mut String) {
        out.push_str(
            "\\documentclass[border=4pt]{standalone}\n\
             \\usepackage[utf8]{inputenc}\n\
             \\usepackage{pgfplots}\n\
             \\pgfplotsset{compat=1.16}\n\
             \\usepgfplotslibrary{groupplots}\n\
             \\usetikzlibrary{arrows.meta}\n\
             % Colours and lines by meaning.\n",
        );
        for role in self.roles() {
            let (name, colour) = (style(role), self.theme.colour(role));
            let stroke = self.theme.stroke(role);
            let _ = writeln!(out, "\\definecolor{{{name}}}{{HTML}}{{{}}}", html(colour));
            let label = html(self.theme.label(role));
            let _ = writeln!(out, "\\definecolor{{{name}-label}}{{HTML}}{{{label}}}");
            let opacity = short(f64::from(colour[3]) / 255.0);
            let _ = writeln!(
                out,
                "\\tikzset{{{name}/.style={{draw={name}, draw opacity={opacity}, line width={}pt, {}, line join=round, mark=none}},\n  \
                 {name}-area/.style={{fill={name}, fill opacity={opacity}, draw=none}}}}",
                short(f64::from(stroke.width) * POINT),
                dashes(stroke.dash, stroke.width),
            );
        }
        self.marks(out);
        let _ = writeln!(
            out,
            "\\tikzset{{nctip/.tip={{Straight Barb[length=1.5pt, width=2.4pt]}},\n  \
             nc-label/.style={{font=\\footnotesize, inner sep=1pt, fill=nc-background, fill opacity=0.65, text opacity=1}}}}\n\
             \\pgfplotsset{{nullcline/.style={{\n  \
             scale only axis, width={}cm, height={}cm, enlargelimits=false, clip=true, grid=major, grid style={{draw=nc-grid, line width=0.4pt}},\n  \
             tick align=outside, tick pos=left, unbounded coords=jump, scaled ticks=false, max space between ticks=60,\n  \
             axis line style={{draw=nc-axis}}, tick style={{draw=nc-axis, line width=0.4pt}},\n  \
             tick label style={{font=\\footnotesize, text=nc-text, /pgf/number format/fixed relative, /pgf/number format/precision=4}},\n  \
             label style={{font=\\small, text=nc-text}},}}}}\n\
             \\newcommand{{\\nckey}}[2]{{\\mbox{{\\tikz[baseline=-0.6ex]{{\\useasboundingbox (0,-0.12) rectangle (0.62,0.12);#1}}\\,#2}}\\hspace{{3mm}} }}\n\
             \\begin{{document}}",
            short(self.size[0]),
            short(self.size[1]),
        );
        if self.theme.is_dark() {
            out.push_str("\\pagecolor{nc-background}\n");
        }
    }

    /// The plot marks that occur.
    fn marks(&self, out: &mut String) {
        let mut names: Vec<String> = vec![];
        let mut declare = |name: String, pen: Pen| {
            if !names.contains(&name) {
                let _ = write!(
                    out,
                    "\\pgfdeclareplotmark{{{name}}}{{%\n{}}}\n",
                    pen.into_code()
                );
                names.push(name);
            }
        };
        let mut kinds: Vec<Kind> = vec![];
        let items = self
            .scenes
            .iter()
            .flat_map(|s| s.ghost.iter().chain(&s.items));
        for item in items {
            match item {
                Item::Glyph(g) => kinds.push(g.kind),
                Item::Event(e) => {
                    let mut pen = Pen::new(POINT);
                    pen.event(e.kind);
                    declare(event_mark(e.kind), pen);
                }
                _ => {}
            }
        }
        let keys = self.legend.iter().filter_map(|key| match key.mark {
            Mark::Glyph(kind) => Some(kind),
            _ => None,
        });
        for kind in kinds.into_iter().chain(keys) {
            let mut pen = Pen::new(POINT);
            pen.glyph(kind, 1.0, 2.0);
            declare(glyph_mark(kind), pen);
        }
    }

    fn body(&self, out: &mut String) {
        let (panels, tolerance) = self.panels();
        let points: usize = panels.iter().map(Panel::points).sum();
        if tolerance > 1.5 * FINEST {
            let _ = writeln!(
                out,
                "% These are very many points: curves are true to {:.0} thousandths of a panel only.",
                (1000.0 * tolerance).ceil()
            );
        }
        let mut left = MOST_POINTS;
        out.push_str("\\begin{tikzpicture}\n");
        let vertical = if self.shared { SHARED } else { BELOW + SHARED };
        if panels.len() > 1 {
            let _ = writeln!(
                out,
                "\\begin{{groupplot}}[nullcline, group style={{group size={} by {}, horizontal sep={LEFT}cm, vertical sep={}cm}}]",
                self.columns,
                self.rows,
                short(vertical)
            );
        }
        for (k, (scene, panel)) in self.scenes.iter().zip(&panels).enumerate() {
            let lowest = !self.shared || k + self.columns >= panels.len();
            let axes = panel.axes(scene, lowest);
            if panels.len() > 1 {
                let _ = writeln!(out, "\\nextgroupplot[{axes}]");
            } else {
                let _ = writeln!(out, "\\begin{{axis}}[nullcline, {axes}]");
            }
            panel.draw(out, &mut left);
        }
        match panels.len() {
            0 => {}
            1 => out.push_str("\\end{axis}\n"),
            _ => out.push_str("\\end{groupplot}\n"),
        }
        self.legend(out);
        if points > MOST_POINTS {
            let _ = writeln!(
                out,
                "% Of {points} points {MOST_POINTS} are here: TeX has no memory for more. The CSV has them all."
            );
        }
        let caption = self.scenes.first().map_or("", |s| s.caption.as_str());
        if !caption.is_empty() {
            let _ = writeln!(
                out,
                "\\node[anchor=north west, inner sep=0pt, yshift=-1.5mm, text width={}cm, align=left, font=\\footnotesize, text=nc-weak-text] at (current bounding box.south west) {{{}}};",
                short(WIDTH - 0.3),
                // A name, its value and its unit stay together.
                latex(caption).replace(" = ", "~=~")
            );
        }
        out.push_str("\\end{tikzpicture}\n");
    }

    /// The panels, so coarse that their points fit into TeX's memory.
    fn panels(&self) -> (Vec<Panel>, f64) {
        let mut tolerance = FINEST;
        loop {
            let of = |s| Panel::new(s, self.size, self.theme, tolerance);
            let panels: Vec<Panel> = self.scenes.iter().map(of).collect();
            let points: usize = panels.iter().map(Panel::points).sum();
            if points <= MOST_POINTS || tolerance > COARSEST {
                return (panels, tolerance);
            }
            tolerance *= 3.0;
        }
    }

    /// All keys as a paragraph above the panels.
    fn legend(&self, out: &mut String) {
        if self.legend.is_empty() {
            return;
        }
        let _ = writeln!(
            out,
            "\\node[anchor=south west, inner sep=0pt, xshift={LEFT}cm, yshift=1.5mm, text width={}cm, align=left, font=\\footnotesize, text=nc-text] at (current bounding box.north west) {{%",
            short(WIDTH - LEFT)
        );
        for key in &self.legend {
            let image = match key.mark {
                Mark::Line(role) => format!("\\draw[{}] (0,0) -- (0.6,0);", style(role)),
                Mark::Glyph(kind) => {
                    format!(
                        "\\path (0.3,0) node {{\\pgfuseplotmark{{{}}}}};",
                        glyph_mark(kind)
                    )
                }
                Mark::Dot(role) => format!("\\fill[{}-area] (0.3,0) circle (2pt);", style(role)),
                Mark::Area(role) => {
                    format!(
                        "\\fill[{}-area] (0.1,-0.1) rectangle (0.5,0.1);",
                        style(role)
                    )
                }
                Mark::Arrow => {
                    format!("\\draw[{}, -nctip] (0.1,0) -- (0.5,0);", style(Role::Field))
                }
            };
            let _ = writeln!(out, "  \\nckey{{{image}}}{{{}}}%", latex(&key.text));
        }
        out.push_str("};\n");
    }
}

fn dashes(dash: Dash, width: f32) -> String {
    let pattern = dash.pattern(width);
    if pattern.is_empty() {
        return "solid".into();
    }
    let parts = pattern.iter().enumerate().map(|(k, &length)| {
        let verb = if k % 2 == 0 { "on" } else { "off" };
        format!("{verb} {}pt", short(f64::from(length) * POINT))
    });
    format!("dash pattern={}", parts.collect::<Vec<_>>().join(" "))
}
