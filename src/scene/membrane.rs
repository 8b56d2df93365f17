//! Scenes of a conductance-based membrane: its phases and reversal potentials on the time course, its
//! currents and gates over time, and the electrical circuit that it is.
use super::number::{self, quantity};
use super::picture::{Align, Axis, Band, Curve, Item, Level, Scene, Text};
use super::theme::Role;
use crate::analysis::{
    action_potential::{Moment, PhaseSpan},
    refractory::Refractory,
};
use crate::model::{Current, Field, Membrane, ModelInfo, Unit};

/// States of the full model over time.
pub type Course = [(f64, Vec<f64>)];

/// A stretch of the past: states, each with the equations that it obeyed, which a slider or a stimulus
/// may have changed since.
#[derive(Default)]
pub struct Lived {
    course: Vec<(f64, Vec<f64>)>,
    fields: Vec<Box<dyn Field>>,
    /// Index into `fields` per state.
    which: Vec<usize>,
}

impl Lived {
    /// The states that follow obey other equations.
    pub fn obey(&mut self, field: Box<dyn Field>) {
        self.fields.push(field);
    }

    /// A state and its time; without equations so far it is not kept.
    pub fn push(&mut self, time: f64, state: Vec<f64>) {
        if let Some(last) = self.fields.len().checked_sub(1) {
            self.course.push((time, state));
            self.which.push(last);
        }
    }

    /// The states alone.
    pub fn course(&self) -> &Course {
        &self.course
    }

    /// The states with their equations.
    pub fn moments(&self) -> impl DoubleEndedIterator<Item = Moment<'_>> {
        self.course
            .iter()
            .zip(&self.which)
            .map(|((time, state), &k)| Moment {
                time: *time,
                state,
                field: &*self.fields[k],
            })
    }

    /// The circuit at the last state.
    pub fn now(&self) -> Option<Membrane> {
        let last = self.moments().next_back()?;
        last.field.membrane(last.state)
    }
}

/// The place of a current among the colours: what depolarises first, then potassium, then the leak.
fn place(name: &str) -> usize {
    match name {
        "Na" | "Ca" => 0,
        "K" => 1,
        "L" => 2,
        _ => 3,
    }
}

/// Lines at the reversal potentials of the currents, for the time course of the potential.
pub fn reversals(membrane: &Membrane) -> Vec<Item> {
    let level = |c: &Current| {
        Item::Level(Level {
            at: c.reversal,
            vertical: false,
            role: Role::Reversal(place(c.name)),
            label: format!("E_{}", c.name),
        })
    };
    membrane.currents.iter().map(level).collect()
}

/// The phases of action potentials as bands behind the time course.
pub fn phase_bands(spans: &[PhaseSpan]) -> Vec<Item> {
    let band = |s: &PhaseSpan| {
        Item::Band(Band {
            range: [s.from, s.to],
            role: Role::Phase(s.phase),
            label: s.phase.name().into(),
        })
    };
    spans.iter().map(band).collect()
}

/// How refractory the cell is after each of its spikes, as bars at the foot of the time course: thick
/// while no kick makes it fire again, broken while it takes a stronger one than at rest.
pub fn refractory_bars(peaks: &[f64], refractory: &Refractory, range: [f64; 2]) -> Vec<Item> {
    let foot = range[0] + 0.04 * (range[1] - range[0]);
    let mut items = vec![];
    for (k, &peak) in peaks.iter().enumerate() {
        // The next spike ends what is left of this one's.
        let until = peaks.get(k + 1).copied().unwrap_or(f64::INFINITY);
        for (absolute, from, to) in [
            (true, 0.0, refractory.absolute),
            (false, refractory.absolute, refractory.relative),
        ] {
            let (from, to) = (peak + from, (peak + to).min(until));
            if from < to {
                items.push(Item::Curve(Curve {
                    role: Role::Refractory { absolute },
                    points: vec![[from, foot], [to, foot]],
                    closed: false,
                    label: None,
                }));
            }
        }
    }
    items
}

fn time_axis(info: &ModelInfo, range: [f64; 2]) -> Axis {
    Axis {
        name: "time".into(),
        unit: info.time.symbol().into(),
        range,
    }
}

/// A range around values, a twentieth wider, and never empty.
fn around(values: impl Iterator<Item = f64>) -> [f64; 2] {
    let (lo, hi) = values
        .filter(|v| v.is_finite())
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(lo, hi), v| {
            (lo.min(v), hi.max(v))
        });
    if lo > hi {
        return [-1.0, 1.0];
    }
    let pad = (0.05 * (hi - lo))
        .max(1e-3 * lo.abs().max(hi.abs()))
        .max(1e-9);
    [lo - pad, hi + pad]
}

fn curve(role: Role, points: Vec<[f64; 2]>, label: String) -> Item {
    Item::Curve(Curve {
        role,
        points,
        closed: false,
        label: Some(label),
    })
}

/// The ionic currents over time, outward positive; `None` unless the model is conductance-based. Each is
/// that of its own time: a conductance that is changed now does not change what has flowed.
///
/// The range of the axis is that of the course, so that the largest current fills the picture.
pub fn currents(info: &ModelInfo, lived: &Lived, time: [f64; 2]) -> Option<Scene> {
    let course = lived.course();
    let circuits: Vec<Membrane> = lived
        .moments()
        .map(|m| m.field.membrane(m.state))
        .collect::<Option<_>>()?;
    let first = circuits.first()?;
    let mut scene = Scene::empty(
        time_axis(info, time),
        Axis {
            name: "currents".into(),
            unit: info.parameters[0].unit.symbol().into(),
            range: around(
                circuits
                    .iter()
                    .flat_map(|m| m.currents.iter().map(|c| c.value)),
            ),
        },
    );
    for (k, c) in first.currents.iter().enumerate() {
        let value = |((t, _), m): (&(f64, Vec<f64>), &Membrane)| [*t, m.currents[k].value];
        let points = course.iter().zip(&circuits).map(value).collect();
        scene.items.push(curve(
            Role::Current(place(c.name)),
            points,
            format!("I_{}", c.name),
        ));
    }
    Some(scene)
}

/// The dimensionless variables over time in one picture: the gates of a conductance-based model.
pub fn gates(info: &ModelInfo, course: &Course, time: [f64; 2]) -> Option<Scene> {
    let gates: Vec<usize> = (1..info.dimension())
        .filter(|&k| info.variables[k].unit == Unit::None)
        .collect();
    if gates.is_empty() {
        return None;
    }
    let mut scene = Scene::empty(
        time_axis(info, time),
        Axis {
            name: "gates".into(),
            unit: String::new(),
            range: [-0.03, 1.03],
        },
    );
    for (n, &k) in gates.iter().enumerate() {
        let points = course.iter().map(|(t, x)| [*t, x[k]]).collect();
        let name = info.variables[k].name.to_owned();
        scene.items.push(curve(Role::Gate(n), points, name));
    }
    Some(scene)
}

/// Three significant digits: more do not fit beside a branch, and change too fast to be read.
fn short(x: f64) -> f64 {
    let unit = 10_f64.powf(x.abs().max(1e-4).log10().floor() - 2.0);
    (x / unit).round() * unit
}

/// Width and height of the circuit's picture, in its own units.
const WIDE: f64 = 10.0;
const HIGH: f64 = 6.0;
/// The wires outside and inside the membrane.
const OUTSIDE: f64 = 5.2;
const INSIDE: f64 = 0.8;

/// The membrane as a circuit: the capacitance and every current in parallel between outside (above)
/// and inside (below), with the present conductances, reversal potentials and currents. Arrows show
/// which way each current flows, the longer the larger.
pub fn circuit(info: &ModelInfo, membrane: &Membrane) -> Scene {
    let axis = |range| Axis {
        name: String::new(),
        unit: String::new(),
        range,
    };
    let mut scene = Scene::empty(axis([0.0, WIDE]), axis([0.0, HIGH]));
    let unit = |name: &str| {
        info.parameter(name)
            .map_or("", |k| info.parameters[k].unit.symbol())
    };
    let first = membrane.currents.first().map_or("L", |c| c.name);
    let units = [
        ("g in ", unit(&format!("g{first}"))),
        ("E in ", unit(&format!("E{first}"))),
        ("I in ", info.parameters[0].unit.symbol()),
    ];
    let units: Vec<String> = units
        .iter()
        .filter(|(_, unit)| !unit.is_empty())
        .map(|(what, unit)| format!("{what}{unit}"))
        .collect();
    note(
        &mut scene,
        [WIDE - 0.05, INSIDE - 0.4],
        Align::Right,
        Role::WeakText,
        units.join(", "),
    );
    let count = membrane.currents.len() + 1;
    let column = |k: usize| WIDE * (k as f64 + 0.3) / count as f64;
    let (left, right) = (column(0), column(count - 1));
    for y in [OUTSIDE, INSIDE] {
        wire(&mut scene, Role::Text, vec![[left, y], [right, y]]);
    }
    note(
        &mut scene,
        [0.05, OUTSIDE + 0.35],
        Align::Left,
        Role::WeakText,
        "outside".into(),
    );
    note(
        &mut scene,
        [0.05, INSIDE - 0.4],
        Align::Left,
        Role::WeakText,
        "inside".into(),
    );
    capacitor(&mut scene, left, membrane.capacitance, unit("C"));
    let largest = membrane
        .currents
        .iter()
        .map(|c| c.value.abs())
        .fold(f64::MIN_POSITIVE, f64::max);
    for (k, c) in membrane.currents.iter().enumerate() {
        let x = column(k + 1);
        let role = Role::Wire(place(c.name));
        resistor(&mut scene, role, x);
        battery(&mut scene, role, x, c.reversal >= 0.0);
        for (y, symbol, value) in [
            (3.9, "g", c.conductance),
            (2.55, "E", c.reversal),
            (1.5, "I", c.value),
        ] {
            let text = format!("{symbol}_{} {}", c.name, number::value(short(value)));
            note(&mut scene, [x + 0.3, y], Align::Left, role, text);
        }
        arrow(&mut scene, role, x - 0.35, c.value / largest);
    }
    scene
}

fn wire(scene: &mut Scene, role: Role, points: Vec<[f64; 2]>) {
    scene.items.push(Item::Curve(Curve {
        role,
        points,
        closed: false,
        label: None,
    }));
}

fn note(scene: &mut Scene, at: [f64; 2], align: Align, role: Role, text: String) {
    scene.items.push(Item::Text(Text {
        at,
        align,
        role,
        text,
    }));
}

fn capacitor(scene: &mut Scene, x: f64, capacitance: f64, unit: &str) {
    let (upper, lower) = (3.15, 2.85);
    wire(scene, Role::Text, vec![[x, OUTSIDE], [x, upper]]);
    wire(scene, Role::Text, vec![[x, lower], [x, INSIDE]]);
    for y in [upper, lower] {
        wire(scene, Role::Text, vec![[x - 0.4, y], [x + 0.4, y]]);
    }
    let text = format!("C = {}", quantity(capacitance, unit));
    note(scene, [x + 0.3, 3.9], Align::Left, Role::Text, text);
}

/// A zigzag between two ends of wire.
fn resistor(scene: &mut Scene, role: Role, x: f64) {
    let (top, bottom) = (4.3, 3.1);
    let mut points = vec![[x, OUTSIDE], [x, top]];
    let teeth = 6;
    for k in 0..teeth {
        let side = if k % 2 == 0 { 0.16 } else { -0.16 };
        let part = (k as f64 + 0.5) / teeth as f64;
        points.push([x + side, top + part * (bottom - top)]);
    }
    points.extend([[x, bottom], [x, 2.7]]);
    wire(scene, role, points);
}

/// A long and a short plate; the long one is the positive pole. A positive reversal potential makes
/// the inside positive.
fn battery(scene: &mut Scene, role: Role, x: f64, positive_inside: bool) {
    let (upper, lower) = (2.7, 2.45);
    let (up, down) = if positive_inside {
        (0.14, 0.3)
    } else {
        (0.3, 0.14)
    };
    wire(scene, role, vec![[x - up, upper], [x + up, upper]]);
    wire(scene, role, vec![[x - down, lower], [x + down, lower]]);
    wire(scene, role, vec![[x, lower], [x, INSIDE]]);
}

/// An arrow along a branch: up for outward current, its length the current relative to the largest.
fn arrow(scene: &mut Scene, role: Role, x: f64, current: f64) {
    let length = 2.4 * current;
    if length.abs() < 0.03 {
        return;
    }
    let (from, to) = (3.4 - 0.5 * length, 3.4 + 0.5 * length);
    let head = 0.22_f64.min(0.6 * length.abs()) * length.signum();
    wire(scene, role, vec![[x, from], [x, to]]);
    wire(
        scene,
        role,
        vec![[x - 0.1, to - head], [x, to], [x + 0.1, to - head]],
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Problem;

    /// I_Na = gNa m³ h (V − ENa): a cell that loses its sodium channels keeps the sodium current that it
    /// had, and has none from then on.
    #[test]
    fn the_past_keeps_its_currents() {
        let mut problem = Problem::from_source("hodgkin-huxley/modern").expect("it exists");
        let state = vec![-20.0, 0.8, 0.3, 0.5];
        let mut lived = Lived::default();
        lived.obey(problem.bind());
        lived.push(-2.0, state.clone());
        problem.set("gNa", 0.0).expect("finite");
        lived.obey(problem.bind());
        lived.push(-1.0, state);
        let info = problem.model().info();
        let scene = currents(info, &lived, [-3.0, 0.0]).expect("conductance-based");
        let sodium = scene.items.iter().find_map(|item| match item {
            Item::Curve(c) if c.label.as_deref() == Some("I_Na") => Some(c.points.clone()),
            _ => None,
        });
        let [before, after] = sodium.expect("drawn")[..] else {
            panic!("two states");
        };
        // 120 · 0.512 · 0.3 · (−20 − 50).
        assert!((before[1] + 1290.24).abs() < 1e-9, "{before:?}");
        assert_eq!(after, [-1.0, 0.0]);
        assert_eq!(lived.now().map(|m| m.currents[0].conductance), Some(0.0));
    }
}
