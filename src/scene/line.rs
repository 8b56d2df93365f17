//! The scene of a model with one variable: its rate against the variable, and the fan of courses.
use super::number::quantity;
use super::picture::{Arrow, Axis, Curve, Glyph, Item, Jump, Level, Mark, Scene};
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
        let info = problem.model().info();
        for (at, label) in [(peak, info.spike), (reset, "reset")] {
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

/// The steady I-V curve of a membrane with one variable: what flows through all channels against the
/// potential. Where it meets the injected current, nothing changes. `None` unless conductances are known.
pub fn current_voltage(problem: &Problem, portrait: &Portrait) -> Option<Scene> {
    let line = portrait
        .line
        .as_ref()
        .filter(|line| !line.current.is_empty())?;
    let info = problem.model().info();
    let (lead, first) = (&info.parameters[0], &info.variables[0]);
    let injected = problem.values()[0];
    let inside = |p: &&[f64; 2]| line.reset.is_none_or(|[peak, _]| p[0] <= peak);
    let points: Vec<[f64; 2]> = line.current.iter().filter(inside).copied().collect();
    let (lo, hi) = points
        .iter()
        .map(|p| p[1])
        .filter(|y| y.is_finite())
        .fold((injected, injected), |(lo, hi), y| (lo.min(y), hi.max(y)));
    let pad = 0.08 * (hi - lo).max(f64::MIN_POSITIVE);
    let axis = |name: &str, unit: &str, range| Axis {
        name: name.into(),
        unit: unit.into(),
        range,
    };
    let mut scene = Scene::empty(
        axis(first.name, first.unit.symbol(), problem.window().x),
        axis("steady current", lead.unit.symbol(), [lo - pad, hi + pad]),
    );
    scene.items.push(Item::Level(Level {
        at: injected,
        vertical: false,
        role: Role::Stimulus,
        label: format!("{} = {}", lead.name, quantity(injected, lead.unit.symbol())),
    }));
    scene.items.push(Item::Curve(Curve {
        role: Role::Text,
        points,
        closed: false,
        label: Some("I-V".into()),
    }));
    let glyphs = portrait.equilibria.iter().map(|e| {
        Item::Glyph(Glyph {
            at: [e.at[0], injected],
            kind: e.kind,
            label: None,
        })
    });
    scene.items.extend(glyphs);
    scene.caption = super::portrait::caption(problem);
    Some(scene)
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
