//! `nullcline threshold`: the ruler from rest to the separatrix.
use super::Failure;
pub(super) use super::args::Question as Args;
use super::output::Output;
use crate::analysis::{Border, Ruler, threshold::threshold};
use crate::job::Cancel;
use crate::scene::ruler_words;
use serde::Serialize;
use std::io::Write;

#[derive(Serialize)]
struct Document {
    model: &'static str,
    threshold: &'static str,
    from: Option<Vec<f64>>,
    at: Option<[f64; 2]>,
    kick: Option<f64>,
    charge: Option<f64>,
}

/// Measures from rest.
pub(super) fn run(args: &Args, out: &mut Output) -> Result<(), Failure> {
    let problem = args.source.problem()?;
    let info = problem.model().info();
    if info.dimension() > 2 && !info.membrane {
        return Err(Failure::Analysis(format!(
            "{} has {} variables, where no curve is the threshold, and without a membrane no kick of its potential can \
             be tried; see `analyze` for its equilibria",
            info.id,
            info.dimension()
        )));
    }
    let ruler = threshold(&Cancel::never(), &problem, None)?
        .ok_or_else(|| Failure::Analysis("the computation was cancelled".into()))?;
    if !args.json {
        let words = ruler_words(&ruler, &problem);
        writeln!(out, "{words}")?;
        return Ok(());
    }
    let none = Document {
        model: info.id,
        threshold: "none",
        from: None,
        at: None,
        kick: None,
        charge: None,
    };
    let document = match ruler {
        Ruler::Graded => none,
        Ruler::NoRest => Document {
            threshold: "no rest",
            ..none
        },
        Ruler::Kick { from, kick, charge } => Document {
            threshold: "kick",
            from: Some(from),
            kick: Some(kick),
            charge,
            ..none
        },
        Ruler::OutOfReach => Document {
            threshold: "out of reach",
            ..none
        },
        Ruler::Sharp {
            from,
            at,
            kick,
            charge,
            border,
        } => Document {
            threshold: match border {
                Border::Separatrix(_) => "separatrix",
                Border::UnstableCycle(_) => "unstable cycle",
                Border::Equilibrium => "unstable equilibrium",
                Border::Spike => "threshold",
            },
            from: Some(from.to_vec()),
            at: Some(at),
            kick: Some(kick),
            charge,
            ..none
        },
    };
    out.json(&document)?;
    Ok(())
}
