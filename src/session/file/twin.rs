//! The neuron that a network learns, in the text of a session.
use super::fault::{FileError, FileFault};
use super::fields::{Fields, Found, Unknown};
use super::read::small;
use super::write::{Writer, number, quoted, whole};
use crate::learn::twin::{IntegrateAndFire, Neuron, Transfer, ZooNeuron};
use crate::session::{CommandError, TwinStudy};
use toml_edit::Key;

/// Transfer functions by their names.
const TRANSFERS: [(Transfer, &str); 4] = [
    (Transfer::Linear, "linear"),
    (Transfer::Relu, "relu"),
    (Transfer::LeakyRelu, "leaky-relu"),
    (Transfer::Tanh, "tanh"),
];

/// Writes the table.
pub(super) fn write(w: &mut Writer, study: &TwinStudy) {
    let options = &study.options;
    w.table("twin");
    w.put("neuron", &quoted(options.neuron.name()));
    match &options.neuron {
        Neuron::IntegrateAndFire(cell) => {
            w.explained("tau", &number(cell.tau), "ms");
            w.explained("rest", &number(cell.rest), "mV");
            w.explained("threshold", &number(cell.threshold), "mV");
            match cell.reset {
                Some(reset) => w.explained("reset", &number(reset), "mV"),
                None => w.explained("reset", "false", "the potential goes on after a spike"),
            }
        }
        Neuron::Zoo(neuron) => {
            let set = neuron.set.iter();
            let set = set.map(|(name, x)| format!("{} = {}", Key::new(name), number(*x)));
            let set: Vec<String> = set.collect();
            w.put("set", &format!("{{ {} }}", set.join(", ")));
        }
    }
    let synapses = &options.synapses;
    w.put("excitatory", &synapses.excitatory.to_string());
    w.put("inhibitory", &synapses.inhibitory.to_string());
    let about = "mV, of a spike";
    w.explained("excitatory_gain", &number(synapses.excitatory_gain), about);
    w.explained("inhibitory_gain", &number(synapses.inhibitory_gain), about);
    let about = "times the published rate";
    w.explained("excitatory_rate", &number(options.rates.excitatory), about);
    w.explained("inhibitory_rate", &number(options.rates.inhibitory), about);
    let duration = &options.duration;
    w.explained("train", &number(duration.train), "s");
    w.explained("test", &number(duration.test), "s");
    w.explained("trial", &duration.trial.to_string(), "ms");
    w.explained("window", &options.network.window.to_string(), "ms");
    w.put("hidden", &options.network.hidden.to_string());
    w.put("transfer", &quoted(options.network.transfer.name()));
    let descent = &options.descent;
    w.put("steps", &descent.steps.to_string());
    w.put("learning_rate", &number(descent.rate));
    w.put("batch", &descent.batch.to_string());
    w.explained("stretch", &descent.stretch.to_string(), "ms");
    w.put("seed", &whole(options.seed));
    if let Some(second) = study.second {
        w.explained("second", &second.to_string(), "that is looked at");
    }
}

fn count(found: &Found) -> Result<usize, FileError> {
    Ok(usize::try_from(small(found)?).unwrap_or(usize::MAX))
}

/// Reads the table; its numbers have a meaning together, and are checked together.
pub(super) fn read<'a>(
    study: &mut TwinStudy,
    mut fields: Fields<'a>,
    unknown: &mut Unknown,
) -> Result<(), FileError> {
    let mut new = study.clone();
    let mut first: Option<Found<'a>> = None;
    let named = fields.get("neuron");
    let source = match &named {
        Some(found) => found.text()?,
        None => Neuron::PUBLISHED,
    };
    new.options.neuron = if source == Neuron::PUBLISHED {
        Neuron::IntegrateAndFire(cell(&mut fields, &mut first)?)
    } else {
        Neuron::Zoo(zoo(source, &mut fields)?)
    };
    first = named.or(first);
    let options = &mut new.options;
    for (key, value) in [
        ("excitatory_gain", &mut options.synapses.excitatory_gain),
        ("inhibitory_gain", &mut options.synapses.inhibitory_gain),
        ("excitatory_rate", &mut options.rates.excitatory),
        ("inhibitory_rate", &mut options.rates.inhibitory),
        ("train", &mut options.duration.train),
        ("test", &mut options.duration.test),
        ("learning_rate", &mut options.descent.rate),
    ] {
        if let Some(found) = fields.get(key) {
            *value = found.number()?;
            first.get_or_insert(found);
        }
    }
    for (key, value) in [
        ("excitatory", &mut options.synapses.excitatory),
        ("inhibitory", &mut options.synapses.inhibitory),
        ("trial", &mut options.duration.trial),
        ("window", &mut options.network.window),
        ("hidden", &mut options.network.hidden),
        ("steps", &mut options.descent.steps),
        ("batch", &mut options.descent.batch),
        ("stretch", &mut options.descent.stretch),
    ] {
        if let Some(found) = fields.get(key) {
            *value = count(&found)?;
            first.get_or_insert(found);
        }
    }
    if let Some(found) = fields.get("second") {
        new.second = Some(count(&found)?);
    }
    if let Some(found) = fields.get("transfer") {
        options.network.transfer = found.word(&TRANSFERS)?;
    }
    if let Some(found) = fields.get("seed") {
        options.seed = found.whole()?;
    }
    // One filter per synapse, as when synapses are added by hand.
    let all = options.synapses.excitatory;
    options.network.synapses = all.saturating_add(options.synapses.inhibitory);
    let checked = options.check().map_err(CommandError::from);
    match first {
        Some(found) => checked.map_err(|why| found.refuse(why))?,
        None => checked.map_err(FileFault::from)?,
    }
    new.second = new.second.map(|s| s.min(new.seconds() - 1));
    *study = new;
    fields.end(unknown);
    Ok(())
}

fn cell<'a>(
    fields: &mut Fields<'a>,
    first: &mut Option<Found<'a>>,
) -> Result<IntegrateAndFire, FileError> {
    let mut cell = IntegrateAndFire::default();
    for (key, value) in [
        ("tau", &mut cell.tau),
        ("rest", &mut cell.rest),
        ("threshold", &mut cell.threshold),
    ] {
        if let Some(found) = fields.get(key) {
            *value = found.number()?;
            first.get_or_insert(found);
        }
    }
    if let Some(found) = fields.get("reset") {
        cell.reset = match found.is_flag() && !found.flag()? {
            true => None,
            false => Some(found.number()?),
        };
        first.get_or_insert(found);
    }
    Ok(cell)
}

fn zoo(source: &str, fields: &mut Fields) -> Result<ZooNeuron, FileError> {
    let mut set = vec![];
    if let Some(found) = fields.get("set") {
        let mut inner = found.fields()?;
        for name in inner.names() {
            if let Some(found) = inner.get(name) {
                set.push((name.to_owned(), found.number()?));
            }
        }
    }
    Ok(ZooNeuron {
        source: source.to_owned(),
        set,
    })
}
