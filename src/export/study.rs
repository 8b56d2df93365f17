//! What changes with parameters: diagram, F-I curve, plane of two parameters; and the smaller model.
use super::plane::found;
use super::view::{Drawn, Figure, ViewError, ViewOptions};
use super::{layers, ordinate};
use crate::analysis::{
    CurvesOptions, Diagram, DiagramOptions, Problem, ProblemError, RegimesOptions, Vary,
    curve::curves as found_curves, diagram as diagrams, firing as rates, reduction as smaller,
    regimes::regimes,
};
use crate::job::Cancel;
use crate::scene::{self, Scene};
use crate::session::Session;

/// The whole diagram; `None` when cancelled.
fn whole(cancel: &Cancel, problem: &Problem, vary: &Vary) -> Result<Option<Diagram>, ProblemError> {
    diagrams::diagram(cancel, problem, vary, &DiagramOptions::default())
}

/// The bifurcation diagram of the varied parameter.
pub(super) fn diagram(cancel: &Cancel, session: &Session) -> Drawn {
    let (problem, study) = (session.problem(), session.study());
    let found = whole(cancel, problem, &study.vary(problem))?;
    Ok(found.map(|found| {
        let scene = scene::diagram(problem, &found, ordinate(study.ordinate));
        Figure::single(scene, found.notes)
    }))
}

/// The F-I curve over the varied parameter.
pub(super) fn firing(cancel: &Cancel, session: &Session, options: &ViewOptions) -> Drawn {
    let (problem, study) = (session.problem(), session.study());
    let drawn = rate(cancel, problem, study.vary(problem), options, study.scaling)?;
    Ok(drawn.map(|(scene, notes)| Figure::single(scene, notes)))
}

/// An F-I curve, with the scaling law at its onset if that is asked for, and what there is to know.
pub(super) fn rate(
    cancel: &Cancel,
    problem: &Problem,
    vary: Vary,
    options: &ViewOptions,
    law: bool,
) -> Result<Option<(Scene, Vec<String>)>, ViewError> {
    let Some(whole) = whole(cancel, problem, &vary)? else {
        return Ok(None);
    };
    let found = rates::firing(cancel, problem, &vary, options.firing, Some(&whole))?;
    Ok(found.map(|found| {
        let scene = scene::firing(problem, &found, Some(&whole), law);
        (scene, found.notes)
    }))
}

/// Bifurcations and regimes in the plane of two parameters.
pub(super) fn curves(cancel: &Cancel, session: &Session) -> Drawn {
    let (problem, study) = (session.problem(), session.study());
    let name = problem.model().info().name;
    let second = study.and(problem).ok_or(ViewError::OneParameter(name))?;
    let vary = [study.vary(problem), second];
    let options = CurvesOptions::default();
    let Some(found) = found_curves(cancel, problem, &vary, &options, None)? else {
        return Ok(None);
    };
    let mut scene = scene::curves(problem, &found);
    let options = RegimesOptions::default();
    let Some(plane) = regimes(cancel, problem, &vary, &options, &mut |_| ())? else {
        return Ok(None);
    };
    scene.add_regimes(problem, &plane);
    Ok(Some(Figure::single(scene, found.notes)))
}

/// The model's plane beside that of the smaller model that stands for it.
pub(super) fn reduction(cancel: &Cancel, session: &Session) -> Drawn {
    let problem = session.problem();
    let name = problem.model().info().name;
    let reduced = smaller::reduced(problem)?.ok_or(ViewError::NoReduction(name))?;
    let Some(comparison) = smaller::compare(cancel, problem)? else {
        return Ok(None);
    };
    let mut scenes = vec![];
    for of in [problem, &reduced] {
        let Some(portrait) = found(cancel, of)? else {
            return Ok(None);
        };
        let mut scene = scene::portrait(of, &portrait, &layers(session.layers()));
        scene.title = of.model().info().name.into();
        scenes.push(scene);
    }
    let mut figure = Figure {
        scenes,
        columns: 2,
        notes: vec![],
    };
    figure.tell(&scene::reduction_words(problem, &comparison));
    Ok(Some(figure))
}
