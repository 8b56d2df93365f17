//! Scenes of a conductance-based membrane: its phases and reversal potentials on the time course, its
//! currents and gates over time, and the electrical circuit that it is.
use super::names::phase_name;
use super::number;
use super::picture::{Align, Axis, Band, Curve, Item, Key, Level, Mark, Scene, Text};
use super::theme::Role;
use super::words::commas;
use crate::analysis::{
    action_potential::{Moment, Phase, PhaseSpan},
    refractory::Refractory,
};
use crate::model::{Current, Field, Membrane, ModelInfo, Unit};
use crate::text::say;

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
            // Narrow as they are, the legend names them.
            label: String::new(),
        })
    };
    spans.iter().map(band).collect()
}

/// What bands and bars of the time course mean.
pub fn phase_keys(refractory: bool) -> Vec<Key> {
    let phases = Phase::ALL.map(|phase| (Mark::Area(Role::Phase(phase)), phase_name(phase)));
    let bars = [
        (true, say!("absolutely-refractory")),
        (false, say!("relatively-refractory")),
    ];
    let bars = bars.map(|(absolute, name)| (Mark::Line(Role::Refractory { absolute }), name));
    let bars = bars.into_iter().filter(|_| refractory);
    let key = |(mark, text): (Mark, String)| Key { mark, text };
    phases.into_iter().chain(bars).map(key).collect()
}

/// How refractory the cell is after each of its spikes, as bars at the foot of the time course: thick
/// while no kick makes it fire again, broken while it takes a stronger one than at rest; none where it
/// fires on by itself.
pub fn refractory_bars(peaks: &[f64], refractory: &Refractory, range: [f64; 2]) -> Vec<Item> {
    let foot = range[0] + 0.04 * (range[1] - range[0]);
    let mut items = vec![];
    let Some([absolute, relative]) = refractory.after.periods() else {
        return items;
    };
    for (k, &peak) in peaks.iter().enumerate() {
        // The next spike ends what is left of this one's.
        let until = peaks.get(k + 1).copied().unwrap_or(f64::INFINITY);
        for (absolute, from, to) in [(true, 0.0, absolute), (false, absolute, relative)] {
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
        Axis::time(info, time),
        Axis {
            name: "I".into(),
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
        Axis::time(info, time),
        Axis {
            name: say!("gates"),
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

/// A line of the balance of currents.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Whose.
    pub role: Role,
    /// Name, conductance, reversal potential and current, as text; empty where there is none.
    pub cells: [String; 4],
}

/// The present conductances, reversal potentials and currents of a membrane, with their units at the head,
/// and the balance in which they take part: C dV/dt = I − (sum of the currents).
pub fn balance(info: &ModelInfo, membrane: &Membrane) -> Vec<Entry> {
    let unit = |name: &str| {
        info.parameter(name)
            .map_or("", |k| info.parameters[k].unit.symbol())
    };
    let with = |symbol: &str, unit: &str| match unit {
        "" => symbol.to_owned(),
        unit => format!("{symbol} ({unit})"),
    };
    let first = membrane.currents.first().map_or("L", |c| c.name);
    let lead = &info.parameters[0];
    let amps = lead.unit.symbol();
    let text = |x: f64| number::value(short(x));
    let line = |role, cells| Entry { role, cells };
    let mut out = vec![line(
        Role::WeakText,
        [
            String::new(),
            with("g", unit(&format!("g{first}"))),
            with("E", unit(&format!("E{first}"))),
            with("I", amps),
        ],
    )];
    out.extend(membrane.currents.iter().map(|c| {
        let name = format!("I_{}", c.name);
        let cells = [name, text(c.conductance), text(c.reversal), text(c.value)];
        line(Role::Wire(place(c.name)), cells)
    }));
    let sum: f64 = membrane.currents.iter().map(|c| c.value).sum();
    let single = |name: String, x: f64| [name, String::new(), String::new(), text(x)];
    out.push(line(Role::Text, single(say!("sum"), sum)));
    let name = say!("injected", name = lead.name);
    out.push(line(Role::Stimulus, single(name, membrane.injected)));
    let rest = membrane.capacitance * membrane.slope();
    let name = say!("rest-of-current", name = lead.name);
    out.push(line(Role::Text, single(name, rest)));
    out
}

/// Three significant digits: more change too fast to be read.
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
/// and inside (below). Arrows show which way each current flows, the longer the larger; the numbers are
/// in [`balance`].
pub fn circuit(info: &ModelInfo, membrane: &Membrane) -> Scene {
    let axis = |range| Axis {
        name: String::new(),
        unit: String::new(),
        range,
    };
    let mut scene = Scene::empty(axis([0.0, WIDE]), axis([0.0, HIGH]));
    let count = membrane.currents.len() + 2;
    let column = |k: usize| WIDE * (k as f64 + 0.35) / count as f64;
    let (left, right) = (column(0), column(count - 1));
    for y in [OUTSIDE, INSIDE] {
        wire(&mut scene, Role::Text, vec![[left, y], [right, y]]);
    }
    note(
        &mut scene,
        [0.2, OUTSIDE + 0.35],
        Align::Left,
        Role::WeakText,
        say!("outside"),
    );
    note(
        &mut scene,
        [0.2, INSIDE - 0.4],
        Align::Left,
        Role::WeakText,
        say!("inside"),
    );
    let lead = info.parameters[0].name;
    source(&mut scene, left, lead);
    capacitor(&mut scene, column(1));
    let largest = membrane
        .currents
        .iter()
        .map(|c| c.value.abs())
        .fold(membrane.injected.abs().max(f64::MIN_POSITIVE), f64::max);
    // Injected current is drawn from outside to inside: down where it is positive.
    arrow(
        &mut scene,
        Role::Stimulus,
        left - 0.35,
        -membrane.injected / largest,
    );
    for (k, c) in membrane.currents.iter().enumerate() {
        let x = column(k + 2);
        let role = Role::Wire(place(c.name));
        resistor(&mut scene, role, x);
        battery(&mut scene, role, x, c.reversal >= 0.0);
        for (y, symbol) in [(3.7, "g"), (2.57, "E")] {
            let text = format!("{symbol}_{}", c.name);
            note(&mut scene, [x + 0.42, y], Align::Left, role, text);
        }
        arrow(&mut scene, role, x - 0.35, c.value / largest);
    }
    scene
}

/// The balance of currents in a sentence, for figures, which stand still.
pub fn balance_words(info: &ModelInfo, membrane: &Membrane) -> String {
    let unit = info.parameters[0].unit.symbol();
    let told = |x: f64| number::quantity(short(x), unit);
    let currents = membrane.currents.iter();
    let each = currents.map(|c| format!("I_{} = {}", c.name, told(c.value)));
    let lead = info.parameters[0].name;
    let rest = membrane.capacitance * membrane.slope();
    say!(
        "balance",
        currents = commas(each),
        lead = lead,
        injected = told(membrane.injected),
        rest = told(rest)
    )
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

/// What injects the current: a circle in the wire.
fn source(scene: &mut Scene, x: f64, name: &str) {
    let (middle, high, wide) = (3.0, 0.5, 0.24);
    wire(
        scene,
        Role::Stimulus,
        vec![[x, OUTSIDE], [x, middle + high]],
    );
    wire(scene, Role::Stimulus, vec![[x, middle - high], [x, INSIDE]]);
    let around = (0..=24).map(|k| std::f64::consts::TAU * f64::from(k) / 24.0);
    let points = around.map(|a| [x + wide * a.cos(), middle + high * a.sin()]);
    wire(scene, Role::Stimulus, points.collect());
    note(
        scene,
        [x + 0.42, 3.7],
        Align::Left,
        Role::Stimulus,
        name.into(),
    );
}

fn capacitor(scene: &mut Scene, x: f64) {
    let (upper, lower) = (3.15, 2.85);
    wire(scene, Role::Text, vec![[x, OUTSIDE], [x, upper]]);
    wire(scene, Role::Text, vec![[x, lower], [x, INSIDE]]);
    for y in [upper, lower] {
        wire(scene, Role::Text, vec![[x - 0.4, y], [x + 0.4, y]]);
    }
    note(scene, [x + 0.3, 3.7], Align::Left, Role::Text, "C".into());
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
        vec![
            [x - 0.45 * head.abs(), to - head],
            [x, to],
            [x + 0.45 * head.abs(), to - head],
        ],
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
