//! The scene of time courses.
use super::picture::{Axis, Curve, Item, Mark, Scene};
use super::portrait::cell_caption;
use super::theme::Role;
use crate::analysis::{Problem, Trajectory};
use crate::model::SpikeLine;

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
        Axis::time(info, time),
        Axis::new(spec.name, spec.unit.symbol(), range),
    );
    scene.caption = cell_caption(problem);
    scene
}

/// Strokes at spikes reach so far above the threshold, as a part of the way there from the reset.
const STROKE: f64 = 0.45;

/// Strokes at the times of spikes, for models whose equations know none; `None` for all others, for other
/// variables than the first, and without spikes.
pub fn strokes(
    problem: &Problem,
    variable: usize,
    role: Role,
    times: impl Iterator<Item = f64>,
) -> Option<Curve> {
    if problem.model().info().spike != SpikeLine::Threshold || variable > 0 {
        return None;
    }
    let field = problem.bind();
    let (threshold, reset) = (field.peak_line(), field.reset_line());
    let top = threshold + STROKE * (threshold - reset).abs();
    let stroke = |t| [[t, threshold], [t, top], [f64::NAN, f64::NAN]];
    let points: Vec<[f64; 2]> = times.flat_map(stroke).collect();
    (!points.is_empty()).then_some(Curve {
        role,
        points,
        closed: false,
        label: None,
    })
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
        let spikes = trajectory.spikes.iter().copied();
        let strokes = strokes(problem, variable, course.role, spikes);
        let stroked = strokes.iter().flat_map(|curve| &curve.points);
        for &[t, v] in points.iter().chain(stroked) {
            include(&mut time, t);
            include(&mut range, v);
        }
        items.push(Item::Curve(Curve {
            role: course.role,
            points,
            closed: false,
            label: None,
        }));
        items.extend(strokes.map(Item::Curve));
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
