//! The phase plane: of the session, and beside that of its ghost.
use super::time::usual_span;
use super::view::{Drawn, Figure, ViewError, ViewOptions};
use super::{layers, time};
use crate::analysis::{
    BasinOptions, Portrait, PortraitOptions, Problem, ProblemError, Space, TrajectoryOptions,
    basin::basin, flow::trajectory, portrait as analysed,
};
use crate::job::Cancel;
use crate::scene::{self, Dot, Item, Role, Scene};
use crate::session::{Layer, Seed, Session};
use crate::text::say;

/// The whole portrait; `None` when cancelled.
pub(super) fn found(cancel: &Cancel, problem: &Problem) -> Result<Option<Portrait>, ProblemError> {
    analysed::portrait(cancel, problem, &PortraitOptions::default())
}

/// A kept orbit with its start, in the plane.
fn kept(cancel: &Cancel, problem: &Problem, seed: &Seed) -> Result<Option<Vec<Item>>, ViewError> {
    let options = TrajectoryOptions {
        span: usual_span(problem),
        tolerance: time::TOLERANCE,
        ..TrajectoryOptions::default()
    };
    let space = Space::of(problem)?;
    let Some(mut orbit) = trajectory(cancel, &space, &seed.state, &options) else {
        return Ok(None);
    };
    for state in &mut orbit.states {
        *state = problem.project(state).to_vec();
    }
    let role = Role::Kept(seed.colour);
    let mut items = scene::orbit(role, &orbit);
    // Of a model with one variable the height is its rate, which parameters change.
    let at = problem.project(&seed.state);
    items.push(Item::Dot(Dot { role, at }));
    Ok(Some(items))
}

/// The plane of a problem with the layers and orbits of a session, and its portrait.
fn plane(
    cancel: &Cancel,
    session: &Session,
    problem: &Problem,
) -> Result<Option<(Scene, Portrait)>, ViewError> {
    let shown = layers(session.layers());
    let Some(found) = found(cancel, problem)? else {
        return Ok(None);
    };
    let mut scene = scene::portrait(problem, &found, &shown);
    if shown.basins {
        let Some(basin) = basin(cancel, problem, &BasinOptions::default(), &mut |_| ())? else {
            return Ok(None);
        };
        scene.insert_below([scene::basins(&basin)]);
    }
    for seed in session.seeds().iter().filter(|_| shown.orbits) {
        let Some(orbit) = kept(cancel, problem, seed)? else {
            return Ok(None);
        };
        scene.items.extend(orbit);
    }
    Ok(Some((scene, found)))
}

/// The phase plane, with the session's ghost behind it.
pub(super) fn portrait(cancel: &Cancel, session: &Session, options: &ViewOptions) -> Drawn {
    let problem = session.problem();
    let Some((mut scene, found)) = plane(cancel, session, problem)? else {
        return Ok(None);
    };
    if session.layers().shows(Layer::Ruler) {
        let from = problem.project(&time::start(problem, options)?);
        let ruler = scene::ruler_in(problem, &found, from);
        if !ruler.is_empty() {
            scene.items.extend(ruler);
            scene.items.push(Item::Dot(Dot {
                role: Role::Live,
                at: from,
            }));
        }
    }
    let mut told = String::new();
    if let Some(ghost) = session.ghost() {
        let Some(other) = self::found(cancel, &ghost)? else {
            return Ok(None);
        };
        scene.ghost = scene::ghost(&ghost, &other).items;
        told = say!("export-faint", set = scene::set_words(&ghost, problem));
    }
    let mut figure = Figure::single(scene, vec![]);
    figure.tell(&told);
    Ok(Some(figure))
}

/// The ghost's plane and the present one, in the same window.
pub(super) fn compare(cancel: &Cancel, session: &Session, _: &ViewOptions) -> Drawn {
    let ghost = session.ghost().ok_or(ViewError::NoGhost)?;
    let problem = session.problem();
    let mut scenes = vec![];
    for (of, other) in [(&ghost, problem), (problem, &ghost)] {
        let Some((mut scene, _)) = plane(cancel, session, of)? else {
            return Ok(None);
        };
        scene.title = scene::set_words(of, other);
        scene.caption = scene::caption(problem);
        scenes.push(scene);
    }
    let mut figure = Figure {
        scenes,
        columns: 2,
        notes: vec![],
    };
    figure.tell(&format!("Left: {}.", scene::set_words(&ghost, problem)));
    Ok(Some(figure))
}
