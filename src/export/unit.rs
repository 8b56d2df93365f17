//! The artificial neuron beside a spiking one, and the network of such units that fits a curve.
use super::study::rate;
use super::view::{Drawn, Figure, ViewOptions};
use crate::analysis::{Problem, Vary};
use crate::job::Cancel;
use crate::learn::fit;
use crate::scene::{self, Key, value};
use crate::session::{CANVAS, Session, UnitStudy, usual_range};
use crate::text::say;

/// Transfer curve and F-I curve beside each other, and the drawn curve with its network below.
pub(super) fn figure(cancel: &Cancel, session: &Session) -> Drawn {
    let study = session.unit();
    let at = study.unit.respond(&study.inputs)?;
    let mut transfer = scene::unit::transfer(&study.unit, Some(at));
    transfer.title = say!("export-unit-title", said = scene::unit_words(at));
    transfer.caption = words(study);
    let problem = Problem::from_source(&study.spiking)?;
    let vary = Vary {
        parameter: 0,
        range: usual_range(&problem, 0),
    };
    let options = ViewOptions::default();
    let Some((mut firing, notes)) = rate(cancel, &problem, vary, &options, false)? else {
        return Ok(None);
    };
    let info = problem.model().info();
    firing.title = say!(
        "export-spiking-title",
        name = scene::declared::model_name(info),
        preset = problem.preset().id
    );
    // The page has one caption, which states the parameters of both.
    let spiking = std::mem::take(&mut firing.caption);
    transfer.caption = format!("{}{}{spiking}", transfer.caption, say!("between-sentences"));
    let curve = study.curve();
    let mut network = scene::unit::drawn(&curve, CANVAS);
    for key in &mut network.legend {
        // In the window one is told to draw.
        key.text = say!("export-curve-to-fit");
    }
    network.title = say!("export-nothing-drawn");
    if let [first, .., last] = curve[..] {
        let Some(found) = fit(cancel, &curve, &study.fit(), &mut |_| ())? else {
            return Ok(None);
        };
        let fitted = scene::unit::network(&found.network, [first[0], last[0]], CANVAS);
        network.items.extend(fitted.items);
        for Key { mark, text } in fitted.legend {
            network.key(mark, text);
        }
        network.title = scene::fit_words(&found);
    }
    Ok(Some(Figure {
        scenes: vec![transfer, firing, network],
        columns: 2,
        notes,
    }))
}

/// The unit and its network, for the caption.
fn words(study: &UnitStudy) -> String {
    let unit = &study.unit;
    let list = |values: &[f64]| {
        values
            .iter()
            .map(|&v| value(v))
            .collect::<Vec<_>>()
            .join(", ")
    };
    say!(
        "export-unit",
        activation = scene::activation_name(unit.activation),
        inputs = list(&study.inputs),
        weights = list(&unit.weights),
        bias = value(unit.bias),
        shape = value(unit.shape),
        hidden = study.hidden.to_string(),
        seed = study.seed.to_string()
    )
}
