//! What a figure shows as numbers: a table (CSV) and a document (JSON).
//!
//! Both hold everything that is drawn, in the axes' units, under names of the field that stay the same:
//! `first nullcline`, `stable cycle`, `saddle`. Numbers read back as the same `f64`.
use super::names::role_name;
use crate::scene::{Align, Axis, Item, Key, Mark, Scene};
use serde::Serialize;

/// Names the shape of the JSON document.
pub const FORMAT: &str = "nullcline figure";
/// Its version: it grows when a key changes its meaning, not when one is added.
pub const VERSION: u32 = 1;
/// The columns of the table but for `x` and `y`, which stand under the axes' labels where all panels
/// agree on them.
const COLUMNS: [&str; 8] = ["panel", "item", "index", "x", "y", "dx", "dy", "text"];

/// Everything in the panels as comma-separated values.
///
/// The columns are `panel` (from 1 on), `item` (what it is), `index` (which one of its kind in its
/// panel, from 0 on), the coordinates, `dx` and `dy` (only of arrows: the vector field), and `text`
/// (labels). Points of a curve follow each other; where it is interrupted a row without coordinates
/// stands between them, and of a closed one the last point is joined to the first. Every bar has two rows, from `(from, 0)` to `(to, height)`; bands and levels
/// have no coordinate on the other axis; an area has one row for every cell of its grid, at its middle.
/// Each panel begins with its caption, the ranges of its axes, and its heading; what stands behind it to be
/// compared with is a `ghost of` something.
pub fn csv(panels: &[Scene]) -> String {
    let mut table = Table {
        writer: csv::Writer::from_writer(vec![]),
        counts: vec![],
        panel: String::new(),
        before: "",
        areas: vec![],
    };
    let title = |axis: fn(&Scene) -> &Axis, otherwise: &str| match panels {
        [first, rest @ ..] if rest.iter().all(|s| axis(s).title() == axis(first).title()) => {
            axis(first).title()
        }
        _ => otherwise.into(),
    };
    let mut header = COLUMNS.map(String::from);
    header[3] = title(|s| &s.x, COLUMNS[3]);
    header[4] = title(|s| &s.y, COLUMNS[4]);
    table.write(&header);
    for (k, scene) in panels.iter().enumerate() {
        table.panel = (k + 1).to_string();
        table.counts.clear();
        table.areas = scene.legend.iter().filter_map(area).collect();
        if !scene.caption.is_empty() {
            table.add("caption", &[], &scene.caption);
        }
        let [[x0, x1], [y0, y1]] = [scene.x.range, scene.y.range];
        let none = f64::NAN;
        let ends = [[x0, none], [x1, none]];
        table.add("horizontal axis", &ends, &scene.x.title());
        let ends = [[none, y0], [none, y1]];
        table.add("vertical axis", &ends, &scene.y.title());
        if !scene.title.is_empty() {
            table.add("heading", &[], &scene.title);
        }
        table.before = "ghost of ";
        scene.ghost.iter().for_each(|item| table.item(item));
        table.before = "";
        scene.items.iter().for_each(|item| table.item(item));
    }
    let bytes = table.writer.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The name of an area with what it means.
fn area(key: &Key) -> Option<(String, String)> {
    match key.mark {
        Mark::Area(role) => Some((role_name(role), key.text.clone())),
        _ => None,
    }
}

/// A table that is being written to memory, where writing does not fail.
struct Table {
    writer: csv::Writer<Vec<u8>>,
    /// How many of each name the panel has had.
    counts: Vec<(String, usize)>,
    panel: String,
    /// What stands before the name of everything.
    before: &'static str,
    /// What areas mean, by their names, until it is written.
    areas: Vec<(String, String)>,
}

impl Table {
    fn write(&mut self, record: &[String; 8]) {
        let _ = self.writer.write_record(record);
    }

    fn index(&mut self, name: &str) -> usize {
        let name = &format!("{}{name}", self.before);
        match self.counts.iter_mut().find(|(n, _)| n == name) {
            Some((_, n)) => {
                *n += 1;
                *n
            }
            None => {
                self.counts.push((name.clone(), 0));
                0
            }
        }
    }

    fn row(&mut self, name: &str, index: usize, at: [f64; 2], change: [f64; 2], text: &str) {
        let [x, y] = at.map(cell);
        let [dx, dy] = change.map(cell);
        let panel = self.panel.clone();
        self.write(&[
            panel,
            format!("{}{name}", self.before),
            index.to_string(),
            x,
            y,
            dx,
            dy,
            text.into(),
        ]);
    }

    /// Rows of one thing, as they are; its text stands in the first.
    fn add(&mut self, name: &str, points: &[[f64; 2]], text: &str) {
        let index = self.index(name);
        let none = [f64::NAN; 2];
        if points.is_empty() {
            self.row(name, index, none, none, text);
        }
        for (k, &at) in points.iter().enumerate() {
            self.row(name, index, at, none, if k == 0 { text } else { "" });
        }
    }

    /// Rows of a curve: where points are missing, one row without coordinates.
    fn curve(&mut self, name: &str, points: &[[f64; 2]], text: &str) {
        let index = self.index(name);
        let none = [f64::NAN; 2];
        let (mut begun, mut gap) = (false, false);
        for &at in points {
            if !at.iter().all(|c| c.is_finite()) {
                gap = begun;
                continue;
            }
            if std::mem::take(&mut gap) {
                self.row(name, index, none, none, "");
            }
            self.row(name, index, at, none, if begun { "" } else { text });
            begun = true;
        }
    }

    fn item(&mut self, item: &Item) {
        let none = f64::NAN;
        let label = |l: &Option<String>| l.clone().unwrap_or_default();
        match item {
            Item::Curve(c) => self.curve(&role_name(c.role), &c.points, &label(&c.label)),
            Item::Trail(t) => {
                self.curve(&format!("trail of {}", role_name(t.role)), &t.points, "");
            }
            Item::Stream(s) => self.curve("streamline", &s.points, ""),
            Item::Jump(j) => {
                let name = format!("reset of {}", role_name(j.role));
                self.add(&name, &[j.from, j.to], "");
            }
            Item::Glyph(g) => self.add(g.kind.name(), &[g.at], &label(&g.label)),
            Item::Event(e) => self.add(e.kind.name(), &[e.at], &label(&e.label)),
            Item::Special(s) => self.add("special point", &[s.at], &s.label),
            Item::Dot(d) => self.add(&format!("state of {}", role_name(d.role)), &[d.at], ""),
            Item::Text(t) => {
                self.add(&format!("text of {}", role_name(t.role)), &[t.at], &t.text);
            }
            Item::Level(l) => {
                let at = if l.vertical {
                    [l.at, none]
                } else {
                    [none, l.at]
                };
                self.add(&role_name(l.role), &[at], &l.label);
            }
            Item::Band(b) => {
                let ends = b.range.map(|x| [x, none]);
                self.add(&role_name(b.role), &ends, &b.label);
            }
            Item::Bars(b) => {
                let name = format!("bar of {}", role_name(b.role));
                for &[from, to, height] in &b.bars {
                    self.add(&name, &[[from, 0.0], [to, height]], "");
                }
            }
            Item::Arrow(a) => {
                let index = self.index("vector field");
                self.row("vector field", index, a.at, a.slope, "");
            }
            Item::Raster(r) => {
                let [columns, rows] = r.cells;
                if r.labels.len() != columns.saturating_mul(rows) {
                    return;
                }
                let names: Vec<String> = r.roles.iter().map(|&role| role_name(role)).collect();
                let middle = |[lo, hi]: [f64; 2], k: usize, n: usize| {
                    lo + (hi - lo) * (k as f64 + 0.5) / n as f64
                };
                for (k, &label) in r.labels.iter().enumerate() {
                    let name = usize::try_from(label).ok().and_then(|n| names.get(n));
                    let Some(name) = name else { continue };
                    let at = [
                        middle(r.x, k % columns, columns),
                        middle(r.y, k / columns, rows),
                    ];
                    let known = self.areas.iter().position(|(area, _)| area == name);
                    let text = known.map_or(String::new(), |k| self.areas.swap_remove(k).1);
                    self.row(name, 0, at, [none; 2], &text);
                }
            }
        }
    }
}

/// The shortest digits that read back to the same `f64`; nothing where there is no finite number.
fn cell(value: f64) -> String {
    if !value.is_finite() {
        String::new()
    } else if value == 0.0 || (1e-5..1e16).contains(&value.abs()) {
        value.to_string()
    } else {
        format!("{value:e}")
    }
}

/// Everything in the panels as a JSON document, and the session that shows them, as a share text.
///
/// The document is an object with `format` and `version`, `session`, `caption`, `notes`, `columns` (so
/// many panels stand side by side) and `panels`. A panel has the axes `x` and `y` (`name`, `unit`,
/// `range`), its `heading` and `caption`, the `items` back to front, what stands behind
/// them as a `ghost` to be compared with, and the `legend`. An item says in `item` what it
/// is, and in `role` or `kind` what it means. A point is an array of two numbers; `[null, null]` where
/// a curve is interrupted, which NumPy reads as NaN.
///
/// # Errors
/// None that can happen in memory; serde_json's are passed on.
pub fn json(
    panels: &[Scene],
    columns: usize,
    notes: &[String],
    session: Option<&str>,
) -> Result<Vec<u8>, serde_json::Error> {
    let document = Document {
        format: FORMAT,
        version: VERSION,
        session,
        caption: panels.first().map_or("", |s| &s.caption),
        notes,
        columns,
        panels: panels.iter().map(PanelData::new).collect(),
    };
    let mut bytes = serde_json::to_vec(&document)?;
    bytes.push(b'\n');
    Ok(bytes)
}

#[derive(Serialize)]
struct Document<'a> {
    format: &'static str,
    version: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    session: Option<&'a str>,
    caption: &'a str,
    notes: &'a [String],
    columns: usize,
    panels: Vec<PanelData<'a>>,
}

#[derive(Serialize)]
struct AxisData<'a> {
    name: &'a str,
    unit: &'a str,
    range: [f64; 2],
}

#[derive(Serialize)]
struct KeyData<'a> {
    mark: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    text: &'a str,
}

#[derive(Serialize)]
struct PanelData<'a> {
    x: AxisData<'a>,
    y: AxisData<'a>,
    heading: &'a str,
    caption: &'a str,
    ghost: Vec<ItemData<'a>>,
    items: Vec<ItemData<'a>>,
    legend: Vec<KeyData<'a>>,
}

impl<'a> PanelData<'a> {
    fn new(scene: &'a Scene) -> Self {
        let axis = |a: &'a Axis| AxisData {
            name: &a.name,
            unit: &a.unit,
            range: a.range,
        };
        let legend = scene.legend.iter().map(|key| {
            let (mark, role) = match key.mark {
                Mark::Line(role) => ("line", Some(role_name(role))),
                Mark::Glyph(kind) => ("equilibrium", Some(kind.name().into())),
                Mark::Dot(role) => ("state", Some(role_name(role))),
                Mark::Area(role) => ("area", Some(role_name(role))),
                Mark::Arrow => ("arrow", None),
            };
            let text = &key.text;
            KeyData { mark, role, text }
        });
        Self {
            x: axis(&scene.x),
            y: axis(&scene.y),
            heading: &scene.title,
            caption: &scene.caption,
            ghost: scene.ghost.iter().map(ItemData::new).collect(),
            items: scene.items.iter().map(ItemData::new).collect(),
            legend: legend.collect(),
        }
    }
}

#[derive(Serialize)]
#[serde(tag = "item", rename_all = "snake_case")]
#[rustfmt::skip]
enum ItemData<'a> {
    Curve { role: String, label: Option<&'a str>, closed: bool, points: Points<'a> },
    Trail { role: String, points: Points<'a> },
    Streamline { points: Points<'a> },
    Reset { role: String, from: [f64; 2], to: [f64; 2] },
    Arrow { at: [f64; 2], field: [f64; 2], strength: f32 },
    /// `labels` holds an index into `areas` for every cell, row by row from the lower left.
    Areas { x: [f64; 2], y: [f64; 2], cells: [usize; 2], areas: Vec<String>, labels: &'a [i32] },
    Level { role: String, axis: &'static str, at: f64, label: &'a str },
    Band { role: String, range: [f64; 2], label: &'a str },
    /// Each bar is `[from, to, height]`.
    Bars { role: String, bars: &'a [[f64; 3]] },
    Text { role: String, at: [f64; 2], align: &'static str, text: &'a str },
    Equilibrium { kind: &'static str, at: [f64; 2], label: Option<&'a str> },
    Bifurcation { kind: &'static str, at: [f64; 2], label: Option<&'a str> },
    Special { at: [f64; 2], label: &'a str },
    State { role: String, at: [f64; 2] },
}

/// Points of a curve; both numbers are null where it is interrupted.
struct Points<'a>(&'a [[f64; 2]]);

impl Serialize for Points<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|&at| {
            if at.iter().all(|c| c.is_finite()) {
                at
            } else {
                [f64::NAN; 2]
            }
        }))
    }
}

impl<'a> ItemData<'a> {
    fn new(item: &'a Item) -> Self {
        match item {
            Item::Curve(c) => Self::Curve {
                role: role_name(c.role),
                label: c.label.as_deref(),
                closed: c.closed,
                points: Points(&c.points),
            },
            Item::Trail(t) => Self::Trail {
                role: role_name(t.role),
                points: Points(&t.points),
            },
            Item::Stream(s) => Self::Streamline {
                points: Points(&s.points),
            },
            Item::Jump(j) => Self::Reset {
                role: role_name(j.role),
                from: j.from,
                to: j.to,
            },
            Item::Arrow(a) => Self::Arrow {
                at: a.at,
                field: a.slope,
                strength: a.opacity,
            },
            Item::Raster(r) => Self::Areas {
                x: r.x,
                y: r.y,
                cells: r.cells,
                areas: r.roles.iter().map(|&role| role_name(role)).collect(),
                labels: &r.labels,
            },
            Item::Level(l) => Self::Level {
                role: role_name(l.role),
                axis: if l.vertical { "x" } else { "y" },
                at: l.at,
                label: &l.label,
            },
            Item::Band(b) => Self::Band {
                role: role_name(b.role),
                range: b.range,
                label: &b.label,
            },
            Item::Bars(b) => Self::Bars {
                role: role_name(b.role),
                bars: &b.bars,
            },
            Item::Text(t) => Self::Text {
                role: role_name(t.role),
                at: t.at,
                align: match t.align {
                    Align::Left => "left",
                    Align::Centre => "centre",
                    Align::Right => "right",
                },
                text: &t.text,
            },
            Item::Glyph(g) => Self::Equilibrium {
                kind: g.kind.name(),
                at: g.at,
                label: g.label.as_deref(),
            },
            Item::Event(e) => Self::Bifurcation {
                kind: e.kind.name(),
                at: e.at,
                label: e.label.as_deref(),
            },
            Item::Special(s) => Self::Special {
                at: s.at,
                label: &s.label,
            },
            Item::Dot(d) => Self::State {
                role: role_name(d.role),
                at: d.at,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Arrow, Bars, Curve, Glyph, Kind, Level, Role};

    fn scene() -> Scene {
        let mut scene = Scene::empty(
            Axis::new("V", "mV", [-80.0, 20.0]),
            Axis::new("w", "", [0.0, 1.0]),
        );
        scene.caption = "a, b".into();
        scene
    }

    fn curve(points: Vec<[f64; 2]>) -> Item {
        Item::Curve(Curve {
            role: Role::StableCycle,
            points,
            closed: true,
            label: None,
        })
    }

    /// The header names the columns, an interruption is an empty row, and 0.1 + 0.2 keeps its last bit.
    #[test]
    fn tables_have_a_header_and_read_back_exactly() {
        let (mut scene, none) = (scene(), [f64::NAN; 2]);
        scene.items = vec![
            curve(vec![[0.1 + 0.2, 1.0], none]),
            curve(vec![
                none,
                [1e-300, 1.0],
                none,
                none,
                [f64::INFINITY, 0.0],
                [3.0, 2.0],
            ]),
            Item::Glyph(Glyph {
                at: [-60.0, 0.25],
                kind: Kind::Saddle,
                label: Some("say \"rest\"".into()),
            }),
            Item::Arrow(Arrow {
                at: [1.0, 2.0],
                slope: [-0.5, 4.0],
                opacity: 0.5,
            }),
            Item::Level(Level {
                at: 30.0,
                vertical: false,
                role: Role::Level,
                label: "peak".into(),
            }),
            Item::Bars(Bars {
                role: Role::Sample,
                bars: vec![[0.0, 1.0, 7.0]],
            }),
        ];
        assert_eq!(
            csv(&[scene]),
            "panel,item,index,V (mV),w,dx,dy,text\n\
             1,caption,0,,,,,\"a, b\"\n\
             1,horizontal axis,0,-80,,,,V (mV)\n\
             1,horizontal axis,0,20,,,,\n\
             1,vertical axis,0,,0,,,w\n\
             1,vertical axis,0,,1,,,\n\
             1,stable cycle,0,0.30000000000000004,1,,,\n\
             1,stable cycle,1,1e-300,1,,,\n\
             1,stable cycle,1,,,,,\n\
             1,stable cycle,1,3,2,,,\n\
             1,saddle,0,-60,0.25,,,\"say \"\"rest\"\"\"\n\
             1,vector field,0,1,2,-0.5,4,\n\
             1,level,0,,30,,,peak\n\
             1,bar of sample,0,0,0,,,\n\
             1,bar of sample,0,1,7,,,\n"
        );
    }

    #[test]
    fn documents_have_null_where_a_curve_is_interrupted() {
        let mut scene = scene();
        scene.items = vec![curve(vec![[0.1 + 0.2, 1.0], [f64::NAN, 0.0]])];
        let bytes = json(&[scene], 1, &["a note".into()], Some("text")).unwrap();
        assert_eq!(
            String::from_utf8(bytes).unwrap(),
            "{\"format\":\"nullcline figure\",\"version\":1,\"session\":\"text\",\"caption\":\"a, b\",\
             \"notes\":[\"a note\"],\"columns\":1,\"panels\":[{\"x\":{\"name\":\"V\",\"unit\":\"mV\",\
             \"range\":[-80.0,20.0]},\"y\":{\"name\":\"w\",\"unit\":\"\",\"range\":[0.0,1.0]},\
             \"heading\":\"\",\"caption\":\"a, b\",\"ghost\":[],\"items\":[{\"item\":\"curve\",\"role\":\"stable cycle\",\"label\":null,\
             \"closed\":true,\"points\":[[0.30000000000000004,1.0],[null,null]]}],\"legend\":[]}]}\n"
        );
    }
}
