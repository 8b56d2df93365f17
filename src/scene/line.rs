//! The scene of a model with one variable: its rate against the variable, and the fan of courses.
use super::names::{kind_name, spike_line_name};
use super::number::quantity;
use super::picture::{Axis, Curve, Glyph, Item, Jump, Level, Mark, Scene};
use super::theme::Role;
use super::trace::{Course, trace};
use crate::analysis::{Fan, Kind, PhaseLine, Portrait, Problem};
use crate::text::say;

/// The jump of the reset is drawn so far below the top, as a part of the window.
const JUMP: f64 = 0.12;

/// The heads of arrows on the line are so far apart, so long and half so wide, as parts of the window.
const APART: f64 = 0.09;
const HEAD: [f64; 2] = [0.012, 0.013];

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
        for (at, label) in [
            (peak, spike_line_name(info.spike)),
            (reset, say!("reset-line")),
        ] {
            scene.items.push(Item::Level(Level {
                at,
                vertical: true,
                role: Role::Level,
                label,
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
        say!("rate-against", rate = rate, name = name),
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
            scene.key(Mark::Line(role), say!("spike-and-reset"));
        }
    }
    // How fast it goes the curve says; here the direction counts.
    scene.items.extend(flow(problem, line));
    scene.key(Mark::Arrow, say!("direction-of-flow"));
}

/// An equilibrium on a line, with the name that the flow beside it gives it.
pub(super) fn point_name(kind: Kind) -> String {
    match kind {
        Kind::SaddleNode => kind_name(kind),
        kind if kind.is_stable() => say!("sink", kind = kind_name(kind)),
        kind => say!("source", kind = kind_name(kind)),
    }
}

/// The heads of arrows on the line, some in every stretch of the flow.
fn flow(problem: &Problem, line: &PhaseLine) -> Vec<Item> {
    let window = problem.window();
    let [width, height] = window.size();
    let mut items = vec![];
    for stretch in &line.stretches {
        let (from, to) = (stretch.from.max(window.x[0]), stretch.to.min(window.x[1]));
        let count = ((to - from) / (APART * width)).round().max(1.0);
        if to - from < 2.0 * HEAD[0] * width {
            continue;
        }
        let way = if stretch.rises { 1.0 } else { -1.0 };
        for k in 0..count as usize {
            let tip = from + (to - from) * (k as f64 + 0.5) / count + 0.5 * way * HEAD[0] * width;
            let back = tip - way * HEAD[0] * width;
            items.push(Item::Curve(Curve {
                role: Role::Direction,
                points: [HEAD[1], 0.0, -HEAD[1]]
                    .iter()
                    .map(|&y| [if y == 0.0 { tip } else { back }, y * height])
                    .collect(),
                closed: false,
                label: None,
            }));
        }
    }
    items
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
    let mut scene = Scene::empty(
        Axis::new(first.name, first.unit.symbol(), problem.window().x),
        Axis::new(
            say!("steady-current"),
            lead.unit.symbol(),
            [lo - pad, hi + pad],
        ),
    );
    scene.items.push(Item::Level(Level {
        at: injected,
        vertical: false,
        role: Role::Stimulus,
        label: format!("{} = {}", lead.name, quantity(injected, lead.unit.symbol())),
    }));
    scene.items.push(Item::Curve(Curve {
        role: Role::SteadyCurrent,
        points,
        closed: false,
        label: None,
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
            // What fires is told from what comes to rest.
            role: if trajectory.spikes.is_empty() {
                Role::StableBranch
            } else {
                Role::Live
            },
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
            label: format!("{} {}", kind_name(e.kind), quantity(e.at[0], unit)),
        })
    });
    scene.insert_below(levels.collect::<Vec<_>>());
    scene.caption = super::portrait::caption(problem);
    scene
}
