//! The scene of time courses.
use super::picture::{Axis, Curve, Item, Mark, Scene};
use super::portrait::caption;
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
    let plane = problem.plane();
    let range = if spec.name == plane[0] {
        window.x
    } else if spec.name == plane[1] {
        window.y
    } else {
        spec.range.into()
    };
    let mut scene = Scene::empty(
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
    );
    scene.caption = caption(problem);
    scene
}

/// The time courses of variable `variable` along several trajectories, with axes that show all of
/// them. Spikes of reset models are drawn up to the peak and down to the reset.
pub fn trace(problem: &Problem, courses: &[Course<'_>], variable: usize) -> Scene {
    let mut time = [f64::INFINITY, f64::NEG_INFINITY];
    let mut range = [f64::INFINITY, f64::NEG_INFINITY];
    let include = |r: &mut [f64; 2], v: f64| {
        if v.is_finite() {
            *r = [r[0].min(v), r[1].max(v)];
        }
    };
    let mut items = vec![];
    for course in courses {
        let trajectory = course.trajectory;
        let points: Vec<[f64; 2]> = trajectory
            .times
            .iter()
            .zip(&trajectory.states)
            .map(|(&t, s)| [t, s[variable]])
            .collect();
        for &[t, v] in &points {
            include(&mut time, t);
            include(&mut range, v);
        }
        items.push(Item::Curve(Curve {
            role: course.role,
            points,
            closed: false,
            label: None,
        }));
    }
    if time[0] >= time[1] {
        time = [0.0, 1.0];
    }
    let mut scene = trace_axes(problem, variable, time);
    let natural = scene.y.range[1] - scene.y.range[0];
    if range[0] <= range[1] {
        // A course at rest is a line in the middle and not noise blown up to the full height.
        let pad = (0.06 * (range[1] - range[0])).max(0.02 * natural);
        scene.y.range = [range[0] - pad, range[1] + pad];
    }
    scene.items = items;
    for course in courses {
        if let Some(label) = &course.label {
            scene.key(Mark::Line(course.role), label);
        }
    }
    scene
}
