//! What a step of the history did, in a few words.
use super::{
    Command, FieldStyle, Layer, Ordinate, ReadyCurve, Remembered, Session, Sight, Stage,
    TrainChange, TwinChange, UnitChange,
};
use crate::analysis::{Others, Timing, Window};
use crate::scene::{quantity, value};
use crate::text::say;

/// What `command` did that led from one session to the other: "I = 4.5 µA/cm²", "Zoom in".
pub(super) fn step_words(before: &Session, after: &Session, command: &Command) -> String {
    match command {
        Command::Open(_) => opened(after),
        Command::Replace(_) => say!("step-opened", what = opened(after)),
        Command::Set { name, .. } => parameter(after, name),
        Command::ResetParameter(name) => say!("step-reset", what = parameter(after, name)),
        Command::ResetParameters => say!("step-all-reset"),
        Command::Go(_) => {
            let problem = after.problem();
            let study = after.study();
            let both = [Some(study.vary(problem)), study.and(problem)];
            let named = both.into_iter().flatten();
            let named = named.map(|v| parameter(after, v.name(problem)));
            crate::scene::words::commas(named)
        }
        Command::SetWindow(window) => view(&before.problem().window(), window),
        Command::ResetWindow => say!("step-view-reset"),
        Command::Stimulate(stimulus) => match stimulus.inputs.len() {
            0 => say!("step-no-stimulus"),
            n => say!("step-stimulus", count = n),
        },
        Command::Seed(seed) => say!("step-seed", seed = seed.to_string()),
        Command::Euler(None) => say!("step-accurate"),
        Command::Euler(Some(step)) => {
            let time = after.problem().model().info().time.symbol();
            say!("step-euler", step = quantity(*step, time))
        }
        Command::Keep(_) | Command::KeepState(_) => say!("step-orbit-kept"),
        Command::Move { .. } => say!("step-orbit-moved"),
        Command::Delete(_) => say!("step-orbit-deleted"),
        Command::Clear => say!("step-orbits-deleted"),
        Command::Scatter { .. } => {
            let more = after.seeds().len().saturating_sub(before.seeds().len());
            say!("step-scattered", count = more)
        }
        Command::ShowPlane([x, y]) => say!("step-plane", x = x.as_str(), y = y.as_str()),
        Command::Others(Others::Slaved) => say!("step-slaved"),
        Command::Others(Others::Held(_)) => say!("step-held"),
        Command::Show { layer, on } => {
            let what = layer_words(*layer);
            if *on {
                say!("step-shown", what = what)
            } else {
                say!("step-hidden", what = what)
            }
        }
        Command::DrawField(FieldStyle::Arrows) => say!("step-arrows"),
        Command::DrawField(FieldStyle::Streamlines) => say!("step-streamlines"),
        Command::Look(sight) => sight_words(*sight),
        Command::Plot(Ordinate::Variable(k)) => {
            let variables = &after.problem().model().info().variables;
            match variables.get(*k) {
                Some(v) => say!("step-diagram-of", name = v.name),
                None => say!("step-diagram"),
            }
        }
        Command::Plot(Ordinate::Period) => say!("step-diagram-period"),
        Command::Plot(Ordinate::Frequency) => say!("step-diagram-frequency"),
        Command::Scaling(true) => say!("step-law-shown"),
        Command::Scaling(false) => say!("step-law-hidden"),
        Command::Vary { name, range } => range_words(say!("step-varied"), name, *range),
        Command::And { name, range } => range_words(say!("step-second"), name, *range),
        Command::Enter(Stage::Neuron) => say!("step-neuron"),
        Command::Enter(Stage::SpikeTrain) => say!("step-spike-train"),
        Command::Enter(Stage::ArtificialNeuron) => say!("step-artificial-neuron"),
        Command::Enter(Stage::Twin) => say!("step-twin"),
        Command::Train(change) => train_words(change),
        Command::Unit(change) => unit_words(change),
        Command::Twin(change) => twin_words(change),
        Command::Ghost(true) => say!("step-ghost"),
        Command::Ghost(false) => say!("step-no-ghost"),
        Command::Beside(true) => say!("step-beside"),
        Command::Beside(false) => say!("step-one-portrait"),
        Command::Exchange => say!("step-exchanged"),
        Command::Note(_) => say!("step-notes"),
        Command::Remember(name, what) => remembered(name, what.as_ref()),
    }
}

/// "Speed: 12.5", "Variable over time: n", "Without demonstration".
fn remembered(name: &str, what: Option<&Remembered>) -> String {
    let name = if name.is_empty() { "view" } else { name };
    let name = crate::text::declared(&crate::text::key(name), name);
    let mut letters = name.chars();
    let first = letters.next().map(char::to_uppercase);
    let title: String = first.into_iter().flatten().chain(letters).collect();
    match what {
        None => say!("step-without", name = name),
        Some(Remembered::Flag(true)) => title,
        Some(Remembered::Flag(false)) => say!("step-no", name = name),
        Some(Remembered::Number(x)) => say!("step-set", title = title, value = value(*x)),
        Some(Remembered::Text(text)) => say!("step-set", title = title, value = text.as_str()),
    }
}

fn opened(session: &Session) -> String {
    let problem = session.problem();
    let name = crate::scene::declared::model_name(problem.model().info());
    match problem.preset_id() {
        Some(preset) => say!("step-model", name = name, preset = preset),
        None => name.into_owned(),
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

fn view(before: &Window, after: &Window) -> String {
    let ([w, h], [v, g]) = (before.size(), after.size());
    let grown = |a: f64, b: f64| b / a - 1.0;
    // A window that only moved has its size to rounding.
    let grown = [grown(w, v), grown(h, g)];
    if grown.iter().all(|g| g.abs() < 1e-9) {
        say!("step-view-moved")
    } else if grown.iter().all(|g| *g < 1e-9) {
        say!("step-zoom-in")
    } else if grown.iter().all(|g| *g > -1e-9) {
        say!("step-zoom-out")
    } else {
        say!("step-another-view")
    }
}

fn layer_words(layer: Layer) -> String {
    match layer {
        Layer::Field => say!("step-layer-field"),
        Layer::Nullclines => say!("step-layer-nullclines"),
        Layer::Equilibria => say!("step-layer-equilibria"),
        Layer::Separatrices => say!("step-layer-separatrices"),
        Layer::Cycles => say!("step-layer-cycles"),
        Layer::Basins => say!("step-layer-basins"),
        Layer::Orbits => say!("step-layer-orbits"),
        Layer::Ruler => say!("step-layer-ruler"),
    }
}

fn sight_words(sight: Sight) -> String {
    match sight {
        Sight::Diagram => say!("step-sight-diagram"),
        Sight::Firing => say!("step-sight-firing"),
        Sight::Curves => say!("step-sight-curves"),
        Sight::Membrane => say!("step-sight-membrane"),
        Sight::Reduction => say!("step-sight-reduction"),
        Sight::Time => say!("step-sight-time"),
    }
}

fn range_words(what: String, name: &str, range: Option<[f64; 2]>) -> String {
    match range {
        None => say!("step-range-usual", what = what, name = name),
        Some([lo, hi]) => say!(
            "step-range",
            what = what,
            name = name,
            lo = value(lo),
            hi = value(hi)
        ),
    }
}

fn train_words(change: &TrainChange) -> String {
    match change {
        TrainChange::OfNeuron(true) => say!("step-of-neuron"),
        TrainChange::OfNeuron(false) => say!("step-of-poisson"),
        TrainChange::Rate(rate) => say!("step-rate", rate = quantity(*rate, "Hz")),
        TrainChange::Timing(Timing::Bins(width)) => {
            say!("step-bins", width = quantity(*width, "ms"))
        }
        TrainChange::Timing(Timing::Intervals) => say!("step-intervals"),
        TrainChange::Refractory(time) => say!("step-refractory", time = quantity(*time, "ms")),
        TrainChange::Seed(seed) => say!("step-train-seed", seed = seed.to_string()),
        TrainChange::Window(time) => say!("step-window", time = value(*time)),
        TrainChange::Between([from, to]) => {
            say!("step-integral", from = value(*from), to = value(*to))
        }
    }
}

fn twin_words(change: &TwinChange) -> String {
    let count = |n: usize| n.to_string();
    match change {
        TwinChange::Neuron(source) => say!("step-twin-neuron", source = source.as_str()),
        TwinChange::Tau(tau) => say!("step-twin-tau", time = quantity(*tau, "ms")),
        TwinChange::Threshold(v) => say!("step-twin-threshold", level = quantity(*v, "mV")),
        TwinChange::Reset(true) => say!("step-twin-reset"),
        TwinChange::Reset(false) => say!("step-twin-no-reset"),
        TwinChange::Synapses(n) => say!("step-twin-synapses", number = count(*n)),
        TwinChange::Inhibitory(n) => say!("step-twin-inhibitory", number = count(*n)),
        TwinChange::Gain(gain) => say!("step-twin-gain", gain = quantity(*gain, "mV")),
        TwinChange::Rate(rate) => say!("step-twin-rate", factor = value(*rate)),
        TwinChange::Hidden(n) => say!("step-twin-hidden", number = count(*n)),
        TwinChange::Window(n) => say!("step-twin-window", time = quantity(*n as f64, "ms")),
        TwinChange::LearningRate(rate) => say!("step-twin-learning-rate", rate = value(*rate)),
        TwinChange::Seconds(s) => say!("step-twin-seconds", time = quantity(*s, "s")),
        TwinChange::Seed(seed) => say!("step-twin-seed", seed = seed.to_string()),
        TwinChange::Second(second) => say!("step-twin-second", number = count(*second + 1)),
        TwinChange::Try(idea) => say!("step-twin-idea", name = idea.name()),
        TwinChange::Options(_) => say!("step-twin-opened"),
    }
}

fn unit_words(change: &UnitChange) -> String {
    match change {
        UnitChange::Activation(activation) => say!(
            "step-activation",
            name = crate::scene::activation_name(*activation)
        ),
        UnitChange::Shape(x) => say!("step-shape", value = value(*x)),
        UnitChange::Bias(x) => say!("step-bias", value = value(*x)),
        UnitChange::Input(k, x) => say!("step-input", number = k + 1, value = value(*x)),
        UnitChange::Weight(k, x) => say!("step-weight", number = k + 1, value = value(*x)),
        UnitChange::Inputs(n) => say!("step-inputs", count = *n),
        UnitChange::Spiking(source) => say!("step-spiking", source = source.as_str()),
        UnitChange::Hidden(n) => say!("step-hidden-units", count = *n),
        UnitChange::Seed(seed) => say!("step-network-seed", seed = seed.to_string()),
        UnitChange::Draw(_) => say!("step-drawn"),
        UnitChange::Curve(ready) => say!("step-curve", name = ReadyCurve::name(*ready)),
        UnitChange::Points(_) => say!("step-points"),
        UnitChange::Clear => say!("step-wiped"),
    }
}
