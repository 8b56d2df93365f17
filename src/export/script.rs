//! A session as a Python script.
use super::{ViewError, usual_span};
use crate::analysis::{PortraitOptions, portrait::portrait};
use crate::job::Cancel;
use crate::scene;
use crate::session::{Session, python};

/// The script that recomputes the portrait of a session, its course of time and its limit cycles; `None` when
/// cancelled. Where cycles are is found here, and found again by the script from nearby.
///
/// # Errors
/// [`ViewError::Problem`] where the equations are finite nowhere, [`ViewError::Python`] for models without
/// equations in Python.
pub fn script(cancel: &Cancel, session: &Session) -> Result<Option<String>, ViewError> {
    let problem = session.problem();
    let Some(found) = portrait(cancel, problem, &PortraitOptions::default())? else {
        return Ok(None);
    };
    let caption = scene::caption(problem);
    let script = python::script(session, &caption, usual_span(problem), &found.cycles)?;
    Ok(Some(script))
}
