//! The scene itself: axes and things to draw, back to front.
use super::theme::Role;
use crate::analysis::{EventKind, Kind};
use crate::model::ModelInfo;
use crate::text::say;

/// One axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// Short name of the quantity.
    pub name: String,
    /// Symbol of its unit; empty for dimensionless quantities.
    pub unit: String,
    /// The range shown.
    pub range: [f64; 2],
}

impl Axis {
    /// An axis of a quantity in a unit.
    pub fn new(name: impl Into<String>, unit: impl Into<String>, range: [f64; 2]) -> Self {
        Self {
            name: name.into(),
            unit: unit.into(),
            range,
        }
    }

    /// The axis of a model's time.
    pub(super) fn time(info: &ModelInfo, range: [f64; 2]) -> Self {
        Self::new(say!("time"), info.time.symbol(), range)
    }

    /// The axis' label: the name, with the unit in parentheses if there is one.
    pub fn title(&self) -> String {
        if self.unit.is_empty() {
            self.name.clone()
        } else {
            format!("{} ({})", self.name, self.unit)
        }
    }
}

/// A picture: axes, and items in the axes' units, back to front.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// Horizontal axis.
    pub x: Axis,
    /// Vertical axis.
    pub y: Axis,
    /// Its heading, where several pictures make one figure; empty for none.
    pub title: String,
    /// What stands behind everything, faint, to be compared with.
    pub ghost: Vec<Item>,
    /// What to draw, the rearmost first.
    pub items: Vec<Item>,
    /// What the marks mean, for figures.
    pub legend: Vec<Key>,
    /// What the picture shows: model, preset, parameters with units.
    pub caption: String,
}

/// One thing to draw.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// Areas on a grid, such as basins of attraction.
    Raster(Raster),
    /// One arrow of the vector field.
    Arrow(Arrow),
    /// One streamline of the vector field.
    Stream(Stream),
    /// A line that marks a value of one axis, such as the peak of spikes.
    Level(Level),
    /// A stretch of the horizontal axis, tinted from top to bottom.
    Band(Band),
    /// A line of text at a place of its own.
    Text(Text),
    /// The bars of a histogram.
    Bars(Bars),
    /// A curve.
    Curve(Curve),
    /// The jump of a reset.
    Jump(Jump),
    /// The fading past of a moving dot.
    Trail(Trail),
    /// An equilibrium.
    Glyph(Glyph),
    /// A moving or seeded state.
    Dot(Dot),
    /// A bifurcation.
    Event(EventMark),
    /// A special point of a two-parameter diagram.
    Special(Special),
}

/// A grid of cells, each belonging to one of a few areas or to none.
#[derive(Clone, Debug, PartialEq)]
pub struct Raster {
    /// Horizontal extent of the whole grid.
    pub x: [f64; 2],
    /// Vertical extent of the whole grid.
    pub y: [f64; 2],
    /// Columns and rows.
    pub cells: [usize; 2],
    /// Index into `roles` per cell, row by row from the lower left; negative for none.
    pub labels: Vec<i32>,
    /// Role of each area.
    pub roles: Vec<Role>,
}

/// An arrow of the vector field. Every arrow has the same length on the page: only its direction is
/// read from `slope`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arrow {
    /// Where its middle is.
    pub at: [f64; 2],
    /// Where it points: the vector field there, in the axes' units per time.
    pub slope: [f64; 2],
    /// How strong, from 0 to 1: more for faster flow.
    pub opacity: f32,
}

/// A piece of an orbit of the vector field, in the direction of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Stream {
    /// Points along it.
    pub points: Vec<[f64; 2]>,
}

/// A curve with a meaning.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// What it is.
    pub role: Role,
    /// Its points; where a coordinate is not finite the curve is interrupted.
    pub points: Vec<[f64; 2]>,
    /// Whether the last point is joined to the first.
    pub closed: bool,
    /// Name to write on the curve, where there is room.
    pub label: Option<String>,
}

/// The jump of a reset, drawn as a thin dotted line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Jump {
    /// What jumps.
    pub role: Role,
    /// State at the peak.
    pub from: [f64; 2],
    /// State after the reset.
    pub to: [f64; 2],
}

/// A value of the horizontal axis marked by a line through the whole picture, or of the vertical one.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// The value.
    pub at: f64,
    /// Whether the line is vertical, at a value of the horizontal axis.
    pub vertical: bool,
    /// What it marks.
    pub role: Role,
    /// What happens there.
    pub label: String,
}

/// A stretch of the horizontal axis in which something is the case.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// From where to where.
    pub range: [f64; 2],
    /// What is the case.
    pub role: Role,
    /// Its name, written in it where there is room.
    pub label: String,
}

/// Bars that stand on zero.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// What they count.
    pub role: Role,
    /// Where each begins and ends, and how high it is.
    pub bars: Vec<[f64; 3]>,
}

/// A line of text at a fixed place: part of a drawing, where a label would look for a free one.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Where.
    pub at: [f64; 2],
    /// Which part of the text is there.
    pub align: Align,
    /// What it belongs to.
    pub role: Role,
    /// The text.
    pub text: String,
}

/// Which part of a text is at its place; vertically always the middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Its left end.
    Left,
    /// Its middle.
    Centre,
    /// Its right end.
    Right,
}

/// The fading past of a moving dot, oldest point first.
#[derive(Clone, Debug, PartialEq)]
pub struct Trail {
    /// What moves.
    pub role: Role,
    /// Points; where a coordinate is not finite the trail is interrupted.
    pub points: Vec<[f64; 2]>,
}

/// An equilibrium, drawn so that shape and fill carry its kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Glyph {
    /// Where.
    pub at: [f64; 2],
    /// Its kind.
    pub kind: Kind,
    /// Name to write beside it.
    pub label: Option<String>,
}

/// A bifurcation in a diagram, drawn so that shape and fill carry its kind.
#[derive(Clone, Debug, PartialEq)]
pub struct EventMark {
    /// Where.
    pub at: [f64; 2],
    /// What happens.
    pub kind: EventKind,
    /// Name to write beside it.
    pub label: Option<String>,
}

/// A point where curves of bifurcations meet or change their kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Special {
    /// Where.
    pub at: [f64; 2],
    /// Its name, to write beside it.
    pub label: String,
}

/// A state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// What it is: the live state, or the start of a kept orbit.
    pub role: Role,
    /// Where.
    pub at: [f64; 2],
}

/// A line of the legend.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// The mark.
    pub mark: Mark,
    /// What it means.
    pub text: String,
}

/// A mark of the legend.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mark {
    /// A stroke.
    Line(Role),
    /// An equilibrium.
    Glyph(Kind),
    /// A state.
    Dot(Role),
    /// An area.
    Area(Role),
    /// The vector field.
    Arrow,
}

impl Scene {
    /// A scene with nothing in it.
    pub fn empty(x: Axis, y: Axis) -> Self {
        Self {
            x,
            y,
            title: String::new(),
            ghost: Vec::new(),
            items: Vec::new(),
            legend: Vec::new(),
            caption: String::new(),
        }
    }

    /// Whether it is a drawing, such as a circuit, whose axes count nothing.
    pub fn is_drawing(&self) -> bool {
        self.x.name.is_empty() && self.y.name.is_empty()
    }

    /// Puts items behind everything that is there.
    pub fn insert_below(&mut self, items: impl IntoIterator<Item = Item>) {
        self.items.splice(0..0, items);
    }
}
