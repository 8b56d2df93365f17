//! The threshold ruler: in words, and as a bar in the plane.
use super::number::quantity;
use super::picture::{Align, Curve, Item, Text};
use super::theme::Role;
use super::words::sentence;
use crate::analysis::threshold::within;
use crate::analysis::{Border, Portrait, Problem, Ruler};
use crate::text::say;

/// How far the bar is from the state, as a part of the window.
const OFF: f64 = 0.11;
/// How far the lines that lead to it go beyond it.
const END: f64 = 0.012;
/// How far its text is from the bar.
const ABOVE: f64 = 0.045;

/// The threshold ruler in a sentence.
pub fn ruler_words(ruler: &Ruler, problem: &Problem) -> String {
    let info = problem.model().info();
    let first = &info.variables[0];
    let said = match ruler {
        Ruler::Graded => graded(problem),
        Ruler::NoRest => {
            say!("ruler-no-rest")
        }
        Ruler::Kick { kick, .. } => say!(
            "ruler-kick",
            name = first.name,
            kick = quantity(*kick, first.unit.symbol()),
            pulse = pulse(ruler, problem),
            count = info.dimension()
        ),
        Ruler::OutOfReach => say!("ruler-out-of-reach", name = first.name),
        Ruler::Sharp { kick, border, .. } => {
            let what = match border {
                Border::Separatrix(_) => say!("border-separatrix"),
                Border::UnstableCycle(_) => say!("border-cycle"),
                Border::Equilibrium => say!("border-equilibrium"),
                Border::Spike => say!("border-threshold"),
            };
            let kick = quantity(*kick, first.unit.symbol());
            let pulse = pulse(ruler, problem);
            say!(
                "ruler-away",
                what = what,
                kick = kick,
                name = first.name,
                pulse = pulse
            )
        }
    };
    sentence(&said)
}

/// What separates nothing.
fn graded(problem: &Problem) -> String {
    match problem.model().info().dimension() {
        1 => say!("ruler-none-on-line"),
        _ => say!("ruler-graded"),
    }
}

/// The pulse that does the same as a kick, where there is one.
fn pulse(ruler: &Ruler, problem: &Problem) -> String {
    charge(ruler, problem).map_or_else(String::new, |(lead, charge)| {
        say!("ruler-pulse", lead = lead, charge = charge)
    })
}

/// The first parameter's name, and the charge with its unit.
fn charge(ruler: &Ruler, problem: &Problem) -> Option<(&'static str, String)> {
    let (Ruler::Sharp {
        charge: Some(charge),
        ..
    }
    | Ruler::Kick {
        charge: Some(charge),
        ..
    }) = ruler
    else {
        return None;
    };
    let info = problem.model().info();
    let lead = &info.parameters[0];
    let unit = match (lead.unit.symbol(), info.time.symbol()) {
        ("", time) => time.to_owned(),
        (unit, "") => unit.to_owned(),
        (unit, time) => format!("{unit}·{time}"),
    };
    Some((lead.name, quantity(*charge, &unit)))
}

/// The ruler from a state within a portrait; empty for models with more than two variables, for which there
/// is none.
pub fn ruler_in(problem: &Problem, portrait: &Portrait, from: [f64; 2]) -> Vec<Item> {
    within(problem, portrait, from).map_or_else(Vec::new, |found| ruler(&found, problem, from))
}

/// The ruler beside a state, like the measure in a drawing: thin lines lead to a bar from the state to the
/// threshold, with the kick and the charge at it; where there is no sharp threshold, those words.
fn ruler(ruler: &Ruler, problem: &Problem, from: [f64; 2]) -> Vec<Item> {
    let window = problem.window();
    let [width, height] = window.size();
    // Below, where the names of equilibria seldom are, unless the state is near the lower border.
    let below = from[1] - (OFF + 2.0 * ABOVE) * height > window.y[0];
    let side = if below { -1.0 } else { 1.0 };
    let bar = from[1] + side * OFF * height;
    let text = |at: f64, text: String| {
        // The text of a ruler near the border reaches inward.
        let place = (at - window.x[0]) / width;
        Item::Text(Text {
            at: [
                at.clamp(window.x[0], window.x[1]),
                bar + side * ABOVE * height,
            ],
            align: match place {
                p if p < 0.3 => Align::Left,
                p if p > 0.7 => Align::Right,
                _ => Align::Centre,
            },
            role: Role::Ruler,
            text,
        })
    };
    let Ruler::Sharp { at, kick, .. } = ruler else {
        let said = match ruler {
            Ruler::OutOfReach => say!("bar-out-of-reach"),
            Ruler::NoRest => say!("bar-no-rest"),
            _ => say!("bar-graded"),
        };
        return vec![text(from[0], said)];
    };
    let first = &problem.model().info().variables[0];
    let beyond = bar + side * END * height;
    let gap = [f64::NAN; 2];
    let curve = |role, points| {
        Item::Curve(Curve {
            role,
            points,
            closed: false,
            label: None,
        })
    };
    let leads = vec![from, [from[0], beyond], gap, *at, [at[0], beyond]];
    let kick = quantity(*kick, first.unit.symbol());
    let kick = match charge(ruler, problem) {
        Some((_, charge)) => say!("bar-kick-or", kick = kick, charge = charge),
        None => kick,
    };
    vec![
        curve(Role::Level, leads),
        curve(Role::Ruler, vec![[from[0], bar], [at[0], bar]]),
        text(0.5 * (from[0] + at[0]), kick),
    ]
}
