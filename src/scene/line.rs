//! The scene of a model with one variable: its rate against the variable, and the fan of courses.
use super::number::quantity;
use super::picture::{Arrow, Curve, Item, Jump, Level, Mark, Scene};
use super::theme::Role;
use super::trace::{Course, trace};
use crate::analysis::{Fan, PhaseLine, Portrait, Problem};

/// The jump of the reset is drawn so far below the top, as a part of the window.
const JUMP: f64 = 0.12;

/// The curve, the line on which the rate vanishes, and the jump of the reset.
pub(super) fn phase_line(
    scene: &mut Scene,
    problem: &Problem,
    portrait: &Portrait,
    line: &PhaseLine,
) {
    let [name, rate] = problem.plane();
    let window = problem.window();
    scene.items.push(Item::Level(Level {
        at: 0.0,
        vertical: false,
        role: Role::Axis,
        label: format!("{rate} = 0"),
    }));
    if let Some([peak, reset]) = line.reset {
        let is_threshold = line.threshold == Some(peak);
        for (at, label) in [
            (peak, if is_threshold { "threshold" } else { "peak" }),
            (reset, "reset"),
        ] {
            scene.items.push(Item::Level(Level {
                at,
                vertical: true,
                role: Role::Level,
                label: label.into(),
            }));
        }
    }
    // Beyond the peak nothing ever comes.
    let top = line.reset.map_or(f64::INFINITY, |[peak, _]| peak);
    let points = line.curve.iter().copied().filter(|p| p[0] <= top).collect();
    scene.items.push(Item::Curve(Curve {
        role: Role::FirstNullcline,
        points,
        closed: false,
        label: Some(rate.into()),
    }));
    scene.key(
        Mark::Line(Role::FirstNullcline),
        format!("rate of change {rate} against {name}"),
    );
    if let Some([peak, reset]) = line.reset {
        let fires = !portrait.cycles.is_empty();
        let role = if fires {
            Role::StableCycle
        } else {
            Role::Level
        };
        // Above the curve, so that neither hides the other.
        let [bottom, top] = window.y;
        let height = top - JUMP * (top - bottom);
        scene.items.push(Item::Jump(Jump {
            role,
            from: [peak, height],
            to: [reset, height],
        }));
        if fires {
            scene.key(Mark::Line(role), "spike and reset");
        }
    }
    // How fast it goes the curve says; here the direction counts.
    let flow = portrait.field.at.iter().zip(&portrait.field.value);
    let moving = flow.filter(|(_, v)| v[0] != 0.0 && v[0].is_finite());
    scene.items.extend(moving.map(|(&at, &slope)| {
        Item::Arrow(Arrow {
            at,
            slope,
            opacity: 1.0,
        })
    }));
    scene.key(Mark::Arrow, "direction of flow");
}

/// The courses of the variable from many starts, with the equilibria as lines across.
pub fn fan(problem: &Problem, portrait: &Portrait, fan: &Fan) -> Scene {
    let courses: Vec<Course<'_>> = fan
        .courses
        .iter()
        .map(|trajectory| Course {
            role: Role::Live,
            trajectory,
            label: None,
        })
        .collect();
    let mut scene = trace(problem, &courses, 0);
    let unit = problem.model().info().variables[0].unit.symbol();
    let levels = portrait.equilibria.iter().map(|e| {
        Item::Level(Level {
            at: e.at[0],
            vertical: false,
            role: if e.kind.is_stable() {
                Role::StableBranch
            } else {
                Role::UnstableBranch
            },
            label: format!("{} {}", e.kind.name(), quantity(e.at[0], unit)),
        })
    });
    scene.insert_below(levels.collect::<Vec<_>>());
    scene.caption = super::portrait::caption(problem);
    scene
}
