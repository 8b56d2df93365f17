//! What a step of the history did, in a few words.
use super::{
    Command, FieldStyle, Layer, Ordinate, Remembered, Session, Sight, Stage, TrainChange,
    UnitChange,
};
use crate::analysis::{Others, Timing, Window};
use crate::scene::{quantity, value};

/// What `command` did that led from one session to the other: "I = 4.5 µA/cm²", "Zoom in".
pub(super) fn step_words(before: &Session, after: &Session, command: &Command) -> String {
    match command {
        Command::Open(_) => opened(after),
        Command::Replace(_) => format!("Session opened: {}", opened(after)),
        Command::Set { name, .. } => parameter(after, name),
        Command::ResetParameter(name) => format!("{} (reset)", parameter(after, name)),
        Command::ResetParameters => "All parameters reset".into(),
        Command::Go(_) => {
            let problem = after.problem();
            let study = after.study();
            let both = [Some(study.vary(problem)), study.and(problem)];
            let named = both.into_iter().flatten();
            let named = named.map(|v| parameter(after, v.name(problem)));
            named.collect::<Vec<_>>().join(", ")
        }
        Command::SetWindow(window) => view(&before.problem().window(), window).into(),
        Command::ResetWindow => "View reset".into(),
        Command::Stimulate(stimulus) => match stimulus.inputs.len() {
            0 => "No stimulus".into(),
            1 => "Stimulus".into(),
            n => format!("Stimulus of {n} signals"),
        },
        Command::Seed(seed) => format!("Random numbers from {seed}"),
        Command::Euler(None) => "Accurate integration".into(),
        Command::Euler(Some(step)) => {
            let time = after.problem().model().info().time.symbol();
            format!("Euler's method, step {}", quantity(*step, time))
        }
        Command::Keep(_) | Command::KeepState(_) => "Orbit kept".into(),
        Command::Move { .. } => "Orbit moved".into(),
        Command::Delete(_) => "Orbit deleted".into(),
        Command::Clear => "All orbits deleted".into(),
        Command::Scatter { .. } => {
            let more = after.seeds().len().saturating_sub(before.seeds().len());
            format!("{more} orbits scattered")
        }
        Command::ShowPlane([x, y]) => format!("Plane of {x} and {y}"),
        Command::Others(Others::Slaved) => "Other variables slaved".into(),
        Command::Others(Others::Held(_)) => "Other variables held".into(),
        Command::Show { layer, on } => {
            let what = layer_words(*layer);
            format!("{what} {}", if *on { "shown" } else { "hidden" })
        }
        Command::DrawField(FieldStyle::Arrows) => "Field as arrows".into(),
        Command::DrawField(FieldStyle::Streamlines) => "Field as streamlines".into(),
        Command::Look(sight) => sight_words(*sight).into(),
        Command::Plot(Ordinate::Variable(k)) => {
            let variables = &after.problem().model().info().variables;
            let name = variables.get(*k).map_or("a variable", |v| v.name);
            format!("Diagram of {name}")
        }
        Command::Plot(Ordinate::Period) => "Diagram of the period".into(),
        Command::Plot(Ordinate::Frequency) => "Diagram of the frequency".into(),
        Command::Scaling(true) => "Scaling law shown".into(),
        Command::Scaling(false) => "Scaling law hidden".into(),
        Command::Vary { name, range } => range_words("Varied parameter", name, *range),
        Command::And { name, range } => range_words("Second parameter", name, *range),
        Command::Enter(Stage::Neuron) => "Neuron".into(),
        Command::Enter(Stage::SpikeTrain) => "Spike train".into(),
        Command::Enter(Stage::ArtificialNeuron) => "Artificial neuron".into(),
        Command::Train(change) => train_words(change),
        Command::Unit(change) => unit_words(change),
        Command::Ghost(true) => "Ghost kept".into(),
        Command::Ghost(false) => "Ghost let go".into(),
        Command::Beside(true) => "Two parameter sets side by side".into(),
        Command::Beside(false) => "One portrait".into(),
        Command::Exchange => "Parameter sets exchanged".into(),
        Command::Note(_) => "Notes".into(),
        Command::Remember(name, what) => remembered(name, what.as_ref()),
    }
}

/// "Speed: 12.5", "Variable over time: n", "Without demonstration".
fn remembered(name: &str, what: Option<&Remembered>) -> String {
    let name = if name.is_empty() { "view" } else { name };
    let mut letters = name.chars();
    let first = letters.next().map(char::to_uppercase);
    let title: String = first.into_iter().flatten().chain(letters).collect();
    match what {
        None => format!("Without {name}"),
        Some(Remembered::Flag(true)) => title,
        Some(Remembered::Flag(false)) => format!("No {name}"),
        Some(Remembered::Number(x)) => format!("{title}: {}", value(*x)),
        Some(Remembered::Text(text)) => format!("{title}: {text}"),
    }
}

fn opened(session: &Session) -> String {
    let problem = session.problem();
    match problem.preset_id() {
        Some(preset) => format!("{}, {preset}", problem.model().info().name),
        None => problem.model().info().name.into(),
    }
}

fn parameter(session: &Session, name: &str) -> String {
    let problem = session.problem();
    let info = problem.model().info();
    let Some(k) = info.parameter(name) else {
        return name.into();
    };
    let (spec, x) = (&info.parameters[k], problem.values()[k]);
    match spec.choices().get(x as usize) {
        Some(choice) => format!("{name} = {choice}"),
        None => format!("{name} = {}", quantity(x, spec.unit.symbol())),
    }
}

fn view(before: &Window, after: &Window) -> &'static str {
    let ([w, h], [v, g]) = (before.size(), after.size());
    let grown = |a: f64, b: f64| b / a - 1.0;
    // A window that only moved has its size to rounding.
    let grown = [grown(w, v), grown(h, g)];
    if grown.iter().all(|g| g.abs() < 1e-9) {
        "View moved"
    } else if grown.iter().all(|g| *g < 1e-9) {
        "Zoom in"
    } else if grown.iter().all(|g| *g > -1e-9) {
        "Zoom out"
    } else {
        "Another view"
    }
}

fn layer_words(layer: Layer) -> &'static str {
    match layer {
        Layer::Field => "Field",
        Layer::Nullclines => "Nullclines",
        Layer::Equilibria => "Equilibria",
        Layer::Separatrices => "Separatrices",
        Layer::Cycles => "Cycles",
        Layer::Basins => "Basins",
        Layer::Orbits => "Orbits",
        Layer::Ruler => "Threshold ruler",
    }
}

fn sight_words(sight: Sight) -> &'static str {
    match sight {
        Sight::Diagram => "Diagram",
        Sight::Firing => "F-I curve",
        Sight::Curves => "Plane of two parameters",
        Sight::Membrane => "Membrane",
        Sight::Reduction => "Reduced model",
        Sight::Time => "Time courses",
    }
}

fn range_words(what: &str, name: &str, range: Option<[f64; 2]>) -> String {
    match range {
        None => format!("{what}: {name}"),
        Some([lo, hi]) => format!("{what}: {name} from {} to {}", value(lo), value(hi)),
    }
}

fn train_words(change: &TrainChange) -> String {
    match change {
        TrainChange::OfNeuron(true) => "Spikes of the neuron".into(),
        TrainChange::OfNeuron(false) => "Spikes of a Poisson process".into(),
        TrainChange::Rate(rate) => format!("Rate {}", quantity(*rate, "Hz")),
        TrainChange::Timing(Timing::Bins(width)) => {
            format!("Bins of {}", quantity(*width, "ms"))
        }
        TrainChange::Timing(Timing::Intervals) => "Intervals instead of bins".into(),
        TrainChange::Refractory(time) => format!("Refractory time {}", quantity(*time, "ms")),
        TrainChange::Seed(seed) => format!("Spikes from seed {seed}"),
        TrainChange::Window(time) => format!("Counting window {}", value(*time)),
        TrainChange::Between([from, to]) => {
            format!("Integral from {} to {}", value(*from), value(*to))
        }
    }
}

fn unit_words(change: &UnitChange) -> String {
    match change {
        UnitChange::Activation(activation) => format!("Transfer function: {}", activation.name()),
        UnitChange::Shape(x) => format!("Shape {}", value(*x)),
        UnitChange::Bias(x) => format!("Bias {}", value(*x)),
        UnitChange::Input(k, x) => format!("Input {} = {}", k + 1, value(*x)),
        UnitChange::Weight(k, x) => format!("Weight {} = {}", k + 1, value(*x)),
        UnitChange::Inputs(1) => "1 input".into(),
        UnitChange::Inputs(n) => format!("{n} inputs"),
        UnitChange::Spiking(source) => format!("Beside {source}"),
        UnitChange::Hidden(1) => "1 hidden unit".into(),
        UnitChange::Hidden(n) => format!("{n} hidden units"),
        UnitChange::Seed(seed) => format!("Network from seed {seed}"),
        UnitChange::Draw(_) => "Curve drawn".into(),
        UnitChange::Curve(ready) => format!("Curve: {}", ready.name()),
        UnitChange::Points(_) => "Curve of points".into(),
        UnitChange::Clear => "Curve wiped out".into(),
    }
}
