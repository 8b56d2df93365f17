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
use crate::scene::number::with_unit;
use crate::scene::{self, Scene};
use crate::session::Session;
use crate::text::{Each, say};

/// The whole diagram; `None` when cancelled.
fn whole(cancel: &Cancel, problem: &Problem, vary: &Vary) -> Result<Option<Diagram>, ProblemError> {
    diagrams::diagram(cancel, problem, vary, &DiagramOptions::default())
}

/// What an analysis could not do, in the language of the figure.
fn said(notes: &[Each<String>]) -> Vec<String> {
    notes.iter().map(|note| note.now().clone()).collect()
}

/// The bifurcation diagram of the varied parameter.
pub(super) fn diagram(cancel: &Cancel, session: &Session) -> Drawn {
    let (problem, study) = (session.problem(), session.study());
    let found = whole(cancel, problem, &study.vary(problem))?;
    Ok(found.map(|found| {
        let scene = scene::diagram(problem, &found, ordinate(study.ordinate));
        let mut figure = Figure::single(scene, said(&found.notes));
        mark_present(&mut figure, problem, &[study.vary(problem)]);
        figure
    }))
}

/// The F-I curve over the varied parameter.
pub(super) fn firing(cancel: &Cancel, session: &Session, options: &ViewOptions) -> Drawn {
    let (problem, study) = (session.problem(), session.study());
    let drawn = rate(cancel, problem, study.vary(problem), options, study.scaling)?;
    Ok(drawn.map(|(scene, notes)| {
        let mut figure = Figure::single(scene, notes);
        mark_present(&mut figure, problem, &[study.vary(problem)]);
        figure
    }))
}

/// Marks where the session is in a picture whose axes are parameters, if that is in it, and says so.
fn mark_present(figure: &mut Figure, problem: &Problem, varied: &[Vary]) {
    let present = |vary: &Vary| problem.values()[vary.parameter];
    let inside = varied.iter().all(|vary| {
        let [lo, hi] = vary.range;
        (lo..=hi).contains(&present(vary))
    });
    let Some(scene) = figure.scenes.first_mut().filter(|_| inside) else {
        return;
    };
    match varied {
        [vary] => scene
            .items
            .push(scene::cursor(problem, vary.parameter, present(vary))),
        [first, second] => scene
            .items
            .push(scene::curves::here([present(first), present(second)])),
        _ => return,
    }
    let told = varied.iter().map(|vary| {
        let spec = &problem.model().info().parameters[vary.parameter];
        let value = with_unit(scene::exact(present(vary)), spec.unit.symbol());
        format!("{} = {value}", spec.name)
    });
    let told: Vec<String> = told.collect();
    figure.tell(&say!(
        "export-marked",
        values = told.join(&say!("between-parts"))
    ));
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
        (scene, said(&found.notes))
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
    let mut figure = Figure::single(scene, said(&found.notes));
    mark_present(&mut figure, problem, &vary);
    Ok(Some(figure))
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
