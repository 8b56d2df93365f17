//! The scene of a phase portrait.
use super::declared;
use super::line::{phase_line, point_name};
use super::names::{equilibrium_name, spike_line_name};
use super::number::{exact, with_unit};
use super::picture::{Arrow, Axis, Curve, Glyph, Item, Jump, Key, Level, Mark, Raster, Scene};
use super::stream::streamlines;
use super::theme::Role;
use super::words::{commas, plane_words, sentences};
use crate::analysis::{
    Attractor, Basin, Curve as Branch, Cycle, Equilibrium, Kind, Portrait, Problem, Side,
    Trajectory, VectorField, Window,
};
use crate::model::ModelInfo;
use crate::text::say;

/// How the vector field is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldStyle {
    /// Not at all.
    Off,
    /// As arrows on a grid.
    #[default]
    Arrows,
    /// As evenly spaced streamlines.
    Streamlines,
}

/// What is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layers {
    /// The vector field.
    pub field: FieldStyle,
    /// Both nullclines.
    pub nullclines: bool,
    /// Equilibria.
    pub equilibria: bool,
    /// Stable and unstable manifolds of saddles.
    pub separatrices: bool,
    /// The unstable manifolds among them, which wind onto what attracts.
    pub outgoing: bool,
    /// Limit cycles.
    pub cycles: bool,
    /// Basins of attraction; see [`basins`].
    pub basins: bool,
    /// Kept orbits; see [`orbit`].
    pub orbits: bool,
}

impl Default for Layers {
    /// Everything but the basins, which take longest and colour the whole picture.
    fn default() -> Self {
        Self {
            field: FieldStyle::Arrows,
            nullclines: true,
            equilibria: true,
            separatrices: true,
            outgoing: true,
            cycles: true,
            basins: false,
            orbits: true,
        }
    }
}

/// The phase portrait as a scene, without basins and orbits: those have answers of their own, put
/// in by [`basins`] (behind) and [`orbit`] (in front).
pub fn portrait(problem: &Problem, portrait: &Portrait, layers: &Layers) -> Scene {
    let [x, y] = axes(problem);
    let names = [x.name.clone(), y.name.clone()];
    let mut scene = Scene::empty(x, y);
    scene.caption = caption(problem);
    let window = problem.window();
    if let Some(line) = &portrait.line {
        phase_line(&mut scene, problem, portrait, line);
        equilibria(&mut scene, problem, portrait, layers);
        return scene;
    }
    match layers.field {
        FieldStyle::Off => {}
        FieldStyle::Arrows => scene.items.extend(arrows(&portrait.field, window)),
        FieldStyle::Streamlines => scene
            .items
            .extend(streamlines(problem).into_iter().map(Item::Stream)),
    }
    if !scene.items.is_empty() {
        scene.key(Mark::Arrow, say!("direction-of-flow"));
    }
    scene.items.extend(levels(problem));
    if layers.separatrices {
        separatrices(&mut scene, portrait, window, layers.outgoing);
    }
    if layers.nullclines {
        let roles = [Role::FirstNullcline, Role::SecondNullcline];
        for ((branches, role), name) in portrait.nullclines.curves.iter().zip(roles).zip(&names) {
            nullcline(&mut scene, branches, role, name, window);
        }
    }
    if layers.cycles {
        for c in &portrait.cycles {
            cycle(&mut scene, c, window);
        }
    }
    equilibria(&mut scene, problem, portrait, layers);
    scene
}

/// The equilibria, in front of everything, and the legend in its order.
fn equilibria(scene: &mut Scene, problem: &Problem, portrait: &Portrait, layers: &Layers) {
    if layers.equilibria {
        for e in &portrait.equilibria {
            scene.items.push(Item::Glyph(Glyph {
                at: problem.project(&e.at),
                kind: shape(e),
                label: Some(if portrait.line.is_some() {
                    point_name(e.kind)
                } else {
                    equilibrium_name(e)
                }),
            }));
            scene.key(Mark::Glyph(shape(e)), legend_name(e));
        }
    }
    scene.legend.sort_by_key(|key| rank(key.mark));
}

/// The legend's order: what one asks for first comes first.
fn rank(mark: Mark) -> u8 {
    match mark {
        Mark::Line(Role::FirstNullcline) => 0,
        Mark::Line(Role::SecondNullcline) => 1,
        Mark::Glyph(_) => 2,
        Mark::Line(Role::StableCycle) => 3,
        Mark::Line(Role::UnstableCycle) => 4,
        Mark::Line(Role::StableManifold) => 5,
        Mark::Line(Role::UnstableManifold) => 6,
        Mark::Arrow => 7,
        _ => 8,
    }
}

/// The kind whose glyph an equilibrium has: that of a saddle means a threshold, which a saddle-focus is
/// not.
fn shape(equilibrium: &Equilibrium) -> Kind {
    if equilibrium.leaves_turning() {
        Kind::UnstableFocus
    } else {
        equilibrium.kind
    }
}

/// What the legend calls an equilibrium of this kind.
fn legend_name(equilibrium: &Equilibrium) -> String {
    match equilibrium.kind {
        Kind::SaddleNode => say!("saddle-node-zero"),
        Kind::Degenerate => say!("degenerate-equilibrium"),
        _ => equilibrium_name(equilibrium),
    }
}

impl Scene {
    /// Adds a line to the legend unless the same mark is there.
    pub fn key(&mut self, mark: Mark, text: impl Into<String>) {
        if !self.legend.iter().any(|k| k.mark == mark) {
            self.legend.push(Key {
                mark,
                text: text.into(),
            });
        }
    }
}

/// A scene with nothing but the axes of the plane of `problem`.
pub fn plane_axes(problem: &Problem) -> Scene {
    let [x, y] = axes(problem);
    Scene::empty(x, y)
}

/// Both axes of the plane of `problem`.
fn axes(problem: &Problem) -> [Axis; 2] {
    let window = problem.window();
    let info = problem.model().info();
    let axis = |name: &str, range| Axis {
        name: name.into(),
        unit: match info.variable(name) {
            Some(k) => info.variables[k].unit.symbol().into(),
            None => rate_unit(info),
        },
        range,
    };
    let [x, y] = problem.plane();
    [axis(x, window.x), axis(y, window.y)]
}

/// The unit of the first variable's rate of change.
fn rate_unit(info: &ModelInfo) -> String {
    match (info.variables[0].unit.symbol(), info.time.symbol()) {
        (unit, "") => unit.into(),
        ("", time) => format!("1/{time}"),
        (unit, time) => format!("{unit}/{time}"),
    }
}

/// Arrows whose strength grows with the speed relative to the median speed in the picture: speeds
/// differ by orders of magnitude between the fast and the slow parts of a neuron's plane.
fn arrows(field: &VectorField, window: Window) -> Vec<Item> {
    let [w, h] = window.size();
    let speed = |[x, y]: [f64; 2]| (x / w).hypot(y / h);
    let mut speeds: Vec<f64> = field
        .value
        .iter()
        .map(|&v| speed(v))
        .filter(|s| s.is_finite())
        .collect();
    speeds.sort_by(f64::total_cmp);
    let median = speeds.get(speeds.len() / 2).copied().unwrap_or(1.0);
    field
        .at
        .iter()
        .zip(&field.value)
        .filter(|&(_, &v)| speed(v).is_finite() && speed(v) > 0.0)
        .map(|(&at, &slope)| {
            let s = speed(slope);
            Item::Arrow(Arrow {
                at,
                slope,
                opacity: (s / (s + median)) as f32,
            })
        })
        .collect()
}

/// Peak and reset of models that spike by reset.
fn levels(problem: &Problem) -> Vec<Item> {
    let planar = match problem.field() {
        Ok(planar) if planar.field().resets() => planar,
        _ => return vec![],
    };
    let field = planar.field();
    let name = spike_line_name(problem.model().info().spike);
    [
        (field.peak_line(), name),
        (field.reset_line(), say!("reset-line")),
    ]
    .into_iter()
    .filter(|(at, _)| at.is_finite())
    .map(|(at, label)| {
        Item::Level(Level {
            at,
            vertical: true,
            role: Role::Level,
            label,
        })
    })
    .collect()
}

fn separatrices(scene: &mut Scene, portrait: &Portrait, window: Window, outgoing: bool) {
    // Unstable manifolds lie behind: they say least.
    let sides = [Side::Unstable, Side::Stable];
    for side in sides.into_iter().filter(|s| outgoing || *s == Side::Stable) {
        let (role, name) = match side {
            Side::Unstable => (Role::UnstableManifold, say!("unstable-manifold")),
            Side::Stable => (Role::StableManifold, say!("stable-manifold")),
        };
        let branches: Vec<_> = portrait
            .separatrices
            .iter()
            .filter(|s| s.side == side && s.points.len() > 1)
            .collect();
        let label = (side == Side::Stable)
            .then(|| longest(branches.iter().map(|s| &s.points[..]), window))
            .flatten();
        for (k, s) in branches.iter().enumerate() {
            scene.items.push(Item::Curve(Curve {
                role,
                points: s.points.clone(),
                closed: false,
                label: (label == Some(k)).then(|| say!("separatrix")),
            }));
        }
        if !branches.is_empty() {
            scene.key(Mark::Line(role), name);
        }
    }
}

fn nullcline(scene: &mut Scene, branches: &[Branch], role: Role, name: &str, window: Window) {
    let label = longest(branches.iter().map(|b| &b.points[..]), window);
    for (k, b) in branches.iter().enumerate() {
        scene.items.push(Item::Curve(Curve {
            role,
            points: b.points.clone(),
            closed: b.closed,
            label: (label == Some(k)).then(|| say!("nullcline-of", name = name)),
        }));
    }
    if !branches.is_empty() {
        scene.key(Mark::Line(role), say!("nullcline-key", name = name));
    }
}

/// The index of the curve with the longest part inside the window.
fn longest<'a>(curves: impl Iterator<Item = &'a [[f64; 2]]>, window: Window) -> Option<usize> {
    let length = |points: &[[f64; 2]]| -> f64 {
        points
            .windows(2)
            .filter(|p| window.contains(p[0]) && window.contains(p[1]))
            .map(|p| window.distance(p[0], p[1]))
            .sum()
    };
    curves
        .map(length)
        .enumerate()
        .filter(|&(_, length)| length > 0.0)
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(k, _)| k)
}

fn cycle(scene: &mut Scene, cycle: &Cycle, window: Window) {
    let (role, name) = if cycle.stable {
        (Role::StableCycle, say!("stable-cycle"))
    } else {
        (Role::UnstableCycle, say!("unstable-cycle"))
    };
    // Two points at one time are a jump of a reset model.
    let jumps: Vec<usize> = match cycle.spikes {
        None => vec![],
        Some(_) => (1..cycle.points.len().min(cycle.times.len()))
            .filter(|&k| cycle.times[k] == cycle.times[k - 1])
            .collect(),
    };
    let pieces = pieces(&cycle.points, &jumps, true);
    let label = longest(pieces.iter().map(|(points, _)| &points[..]), window);
    for (k, (points, closed)) in pieces.into_iter().enumerate() {
        scene.items.push(Item::Curve(Curve {
            role,
            points,
            closed,
            label: (label == Some(k)).then(|| name.clone()),
        }));
    }
    for &k in &jumps {
        scene.items.push(Item::Jump(Jump {
            role,
            from: cycle.points[k - 1],
            to: cycle.points[k],
        }));
    }
    scene.key(Mark::Line(role), name);
}

/// `points` cut before every index in `cuts`, each piece with whether it is closed.
fn pieces(points: &[[f64; 2]], cuts: &[usize], closed: bool) -> Vec<(Vec<[f64; 2]>, bool)> {
    if cuts.is_empty() {
        return vec![(points.to_vec(), closed)];
    }
    let starts = std::iter::once(0).chain(cuts.iter().copied());
    let ends = cuts.iter().copied().chain(std::iter::once(points.len()));
    starts
        .zip(ends)
        .filter(|(a, b)| b > &(a + 1))
        .map(|(a, b)| (points[a..b].to_vec(), false))
        .collect()
}

/// The basins of attraction as an item to put behind everything else.
pub fn basins(basin: &Basin) -> Item {
    let mut others = 0;
    let mut cycle_seen = false;
    let roles = basin
        .attractors
        .iter()
        .map(|attractor| match attractor {
            Attractor::Cycle { .. } if !cycle_seen => {
                cycle_seen = true;
                Role::Basin(0)
            }
            // By place, so that an attractor keeps its colour when another one vanishes.
            Attractor::Equilibrium(e)
                if e.at[0] > 0.5 * (basin.window.x[0] + basin.window.x[1]) =>
            {
                others = others.max(2) + 1;
                Role::Basin(others - 1)
            }
            _ => {
                others += 1;
                Role::Basin(others)
            }
        })
        .collect();
    Item::Raster(Raster {
        x: basin.window.x,
        y: basin.window.y,
        cells: basin.cells,
        labels: basin.labels.clone(),
        roles,
    })
}

impl Scene {
    /// Puts the basins behind everything else, and what they are into the legend.
    pub fn add_basins(&mut self, basin: &Basin) {
        let item = basins(basin);
        if let Item::Raster(raster) = &item {
            for (role, attractor) in raster.roles.iter().zip(&basin.attractors) {
                let name = match attractor {
                    Attractor::Equilibrium(e) => equilibrium_name(e),
                    Attractor::Cycle { .. } => say!("stable-cycle"),
                };
                self.key(Mark::Area(*role), say!("basin-of", name = name));
            }
        }
        self.insert_below([item]);
    }
}

/// A trajectory in the plane: curves between resets, and the jumps.
pub fn orbit(role: Role, trajectory: &Trajectory) -> Vec<Item> {
    let point = |s: &Vec<f64>| [s[0], s.get(1).copied().unwrap_or(0.0)];
    let points: Vec<[f64; 2]> = trajectory.states.iter().map(point).collect();
    let curves = pieces(&points, &trajectory.resets, false)
        .into_iter()
        .map(|(points, closed)| {
            Item::Curve(Curve {
                role,
                points,
                closed,
                label: None,
            })
        });
    let jumps = trajectory.resets.iter().map(|&k| {
        Item::Jump(Jump {
            role,
            from: points[k.saturating_sub(1)],
            to: points[k],
        })
    });
    curves.chain(jumps).collect()
}

/// Model, preset and parameters with units: what one must know to make the picture again.
pub fn caption(problem: &Problem) -> String {
    let cell = cell_caption(problem);
    sentences(std::iter::once(cell).chain(plane_words(problem)))
}

/// The same where no plane is shown: parameters have every digit that matters when they are typed in again.
pub fn cell_caption(problem: &Problem) -> String {
    let info = problem.model().info();
    let values = info
        .parameters
        .iter()
        .zip(problem.values())
        .map(|(p, &v)| format!("{} = {}", p.name, with_unit(exact(v), p.unit.symbol())));
    whole_caption(problem, &commas(values))
}

/// Model and preset before what is said of the parameters.
pub(super) fn whole_caption(problem: &Problem, values: &str) -> String {
    let name = declared::model_name(problem.model().info());
    match problem.preset_id() {
        Some(preset) => say!(
            "caption-preset",
            name = name,
            preset = preset,
            values = values
        ),
        None => say!("caption-model", name = name, values = values),
    }
}
