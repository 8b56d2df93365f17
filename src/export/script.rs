//! A session as a Python script.
use super::{ViewError, usual_span};
use crate::analysis::{DiagramOptions, PortraitOptions, diagram::diagram, portrait::portrait};
use crate::job::Cancel;
use crate::scene;
use crate::session::{Session, python};

/// The script that recomputes the portrait of a session, its course of time, its bifurcation diagram and its F-I
/// curve; `None` when cancelled. Where branches and cycles are is found here, and found again by the script from
/// nearby.
///
/// # Errors
/// [`ViewError::Problem`] where the equations are finite nowhere, [`ViewError::Python`] for models without
/// equations in Python.
pub fn script(cancel: &Cancel, session: &Session) -> Result<Option<String>, ViewError> {
    let problem = session.problem();
    let Some(found) = portrait(cancel, problem, &PortraitOptions::default())? else {
        return Ok(None);
    };
    let vary = session.study().vary(problem);
    let Some(whole) = diagram(cancel, problem, &vary, &DiagramOptions::default())? else {
        return Ok(None);
    };
    let caption = scene::caption(problem);
    let until = usual_span(problem);
    let script = python::script(session, &caption, until, &found.cycles, Some(&whole))?;
    Ok(Some(script))
}
