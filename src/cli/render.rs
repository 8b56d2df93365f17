//! `nullcline render`: a figure for a paper or a slide.
mod file;
pub(super) use file::format;
#[cfg(feature = "figures")]
mod moving;

use super::args::{Loaded, Source, dimensions, number};
use super::drive::DriveArgs;
use super::firing::Points;
use super::output::Output;
use super::simulate::CourseArgs;
use super::vary::{Second, Varied};
use super::{Failure, say};
use crate::analysis::{Vary, demonstrations, nearest};
use crate::export::{self, Figure, Page, Recalled, View, ViewError, ViewOptions};
use crate::job::Cancel;
use crate::model::Stimulus;
use crate::scene::{Ordinate, Theme};
use crate::session::{self, Command, Session, TrainChange, disk};
use std::path::PathBuf;

/// Themes that there are.
pub(super) const THEMES: [(&str, Theme); 3] = [
    ("light", Theme::Light),
    ("dark", Theme::Dark),
    ("print", Theme::Print),
];
/// Smallest and largest side of a figure.
pub(super) const SIDES: std::ops::RangeInclusive<usize> = 200..=6000;
/// Pixels per point.
const SCALES: std::ops::RangeInclusive<f64> = 0.25..=8.0;

/// Arguments of `render`.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    source: Source,
    /// The file to write; its ending says as what: .svg, .png, .pdf, .tex (pgfplots), .csv or .json (what is drawn);
    /// with --animate .gif or .apng.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// What to draw: portrait, compare, trace, fan, diagram, firing, curves, membrane, current-voltage,
    /// reduction, spikes, unit or demo; the portrait of a model, and of a session what it shows, unless given.
    #[arg(long)]
    view: Option<String>,
    /// Width and height, in pixels of a PNG and points of an SVG.
    #[arg(
        long,
        value_name = "WIDTHxHEIGHT",
        default_value = "1200x900",
        allow_hyphen_values = true
    )]
    size: String,
    /// Pixels per point of a PNG, from 0.25 to 8: 2 makes it twice as fine.
    #[arg(
        long,
        value_name = "N",
        default_value = "1",
        allow_hyphen_values = true
    )]
    scale: String,
    /// Colours: light, dark or print.
    #[arg(long, default_value = "print")]
    theme: String,
    #[command(flatten)]
    course: CourseArgs,
    #[command(flatten)]
    drive: DriveArgs,
    #[command(flatten)]
    varied: Varied,
    #[command(flatten)]
    second: Second,
    #[command(flatten)]
    points: Points,
    /// The scaling law of the onset beside the F-I curve.
    #[arg(long)]
    law: bool,
    /// The vertical axis of a diagram: a variable, period or frequency; or the variable of a trace. The first
    /// variable unless given.
    #[arg(long, value_name = "NAME")]
    axis: Option<String>,
    /// Keeps the portrait at these parameter values as a ghost, behind the present one or beside it with
    /// --view compare.
    #[arg(long, value_name = "NAME=VALUE,…", allow_hyphen_values = true)]
    against: Option<String>,
    /// The spikes of a Poisson process, with --view spikes, and not those of the neuron.
    #[arg(long)]
    poisson: bool,
    /// The demonstration of --view demo; `nullcline demo` lists them.
    #[arg(long, value_name = "NAME")]
    demo: Option<String>,
    /// The chosen trial of a demonstration, from 1 on; the most telling one unless given.
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    trial: Option<String>,
    /// Moves a parameter from one value to another, as an animation.
    #[arg(long, value_name = "NAME=FROM:TO", allow_hyphen_values = true)]
    animate: Option<String>,
    /// How many pictures an animation has, 25 of them in a second.
    #[arg(
        long,
        value_name = "N",
        requires = "animate",
        allow_hyphen_values = true
    )]
    frames: Option<String>,
}

/// One of several names; a misspelt one is told apart.
pub(super) fn one_of<T: Copy>(
    option: &str,
    typed: &str,
    known: &[(&str, T)],
) -> Result<T, Failure> {
    let found = known.iter().find(|(name, _)| *name == typed);
    found.map(|(_, value)| *value).ok_or_else(|| {
        let there_is = nearest(typed, known.iter().map(|(name, _)| *name));
        Failure::Usage(format!("there is no {option} {typed:?}; {there_is}"))
    })
}

/// Which view is asked for.
fn view(args: &Args, loaded: &Loaded) -> Result<View, Failure> {
    let demo = |id: &str| {
        let known: Vec<(&str, View)> = demonstrations()
            .iter()
            .map(|d| (d.id, View::Demonstration(d.id)))
            .collect();
        one_of("demonstration", id, &known)
    };
    let mut known: Vec<(&str, Option<View>)> =
        View::ALL.iter().map(|v| (v.name(), Some(*v))).collect();
    known.push(("demo", None));
    let named = args.view.as_deref();
    let named = named.map(|name| one_of("view", name, &known)).transpose()?;
    match (named, &args.demo) {
        (None | Some(None), Some(id)) => demo(id),
        (Some(None), None) => Err(Failure::Usage(
            "--view demo: say with --demo which demonstration; `nullcline demo` lists them".into(),
        )),
        (Some(Some(_)), Some(id)) => Err(misplaced(&format!("--demo {id}"), "demo", args)),
        (Some(Some(view)), None) => Ok(view),
        (None, None) => Ok(loaded.saved().map_or(View::Portrait, View::of)),
    }
}

/// An option that belongs to another view.
fn misplaced(option: &str, view: &str, args: &Args) -> Failure {
    let other = args.view.as_deref().unwrap_or("portrait");
    Failure::Usage(format!("{option} belongs to --view {view}, not to {other}"))
}

/// Options that this view does not know.
fn refuse_others(args: &Args, view: View) -> Result<(), Failure> {
    let driven = matches!(view, View::Trace | View::Membrane | View::Spikes);
    let demo = matches!(view, View::Demonstration(_));
    let axed = matches!(view, View::Diagram | View::Trace);
    if demo && let Some(setting) = args.source.set.first() {
        return Err(Failure::Usage(format!(
            "--set {setting}: a demonstration has its own cell at its own parameters; leave --set out"
        )));
    }
    if demo && args.animate.is_some() {
        return Err(Failure::Usage(
            "--animate: a demonstration is about its own cell, in which nothing moves; leave --animate out"
                .into(),
        ));
    }
    if let Some(axis) = args.axis.as_ref().filter(|_| !axed) {
        return Err(misplaced(&format!("--axis {axis}"), "diagram", args));
    }
    if args.second.is_given() && view != View::Curves {
        return Err(misplaced("--and", "curves", args));
    }
    if args.drive.is_given() && !driven {
        return Err(misplaced("a stimulus", "trace", args));
    }
    if args.poisson && view != View::Spikes {
        return Err(misplaced("--poisson", "spikes", args));
    }
    if let Some(n) = args.trial.as_ref().filter(|_| !demo) {
        return Err(misplaced(&format!("--trial {n}"), "demo", args));
    }
    if args.against.is_some() && !matches!(view, View::Portrait | View::Compare) {
        return Err(misplaced("--against", "compare", args));
    }
    Ok(())
}

/// That a demonstration, or the twin, is not about the cell that was named.
fn other_cell(loaded: &Loaded, session: &Session, view: View) -> Option<String> {
    if view == View::Twin && loaded.saved().is_none() {
        return Some(
            "the twin of a bare model is that of the integrate-and-fire neuron; `nullcline twin --neuron MODEL -o FIGURE` \
             learns another one"
                .into(),
        );
    }
    let View::Demonstration(id) = view else {
        return None;
    };
    let cell = |s: &Session| {
        let problem = s.problem();
        (problem.model().info().id, problem.preset().id)
    };
    let (own, named) = (cell(session), cell(&loaded.session));
    (own != named).then(|| {
        format!(
            "the demonstration {id} has its own cell, {}/{}, and shows nothing of {}/{}",
            own.0, own.1, named.0, named.1
        )
    })
}

/// What a session does not say.
fn options(args: &Args, loaded: &Loaded, view: View) -> Result<ViewOptions, Failure> {
    let problem = loaded.problem();
    // What a figure showed goes on for the same view of it only.
    let recalled = loaded.saved().map(Recalled::of);
    let mut options = recalled
        .filter(|r| r.view == Some(view))
        .map(|r| r.options)
        .unwrap_or_default();
    let demo = matches!(view, View::Demonstration(_));
    if !demo && (args.course.is_started() || options.start.is_none()) {
        options.start = Some(args.course.start(problem)?);
    }
    if args.course.is_timed() {
        let span = args.course.span(problem)?;
        if span <= 0.0 {
            return Err(Failure::Usage(
                "--until: a trace needs a positive length of time".into(),
            ));
        }
        options.span = Some(span);
    }
    if let Some(name) = args.axis.as_ref().filter(|_| view == View::Trace) {
        options.variable = problem.variable(name)?;
    }
    if view == View::Firing && args.points.is_given() {
        options.firing = args.points.options()?;
    }
    if let Some(text) = &args.trial {
        let n: usize = super::args::whole("--trial", text, 1..=1000)?;
        options.trial = Some(n - 1);
    }
    Ok(options)
}

/// What the options make of the session: exactly this one is drawn, and goes into the figure.
fn commanded(
    args: &Args,
    loaded: &Loaded,
    view: View,
    trial: Option<usize>,
) -> Result<Session, Failure> {
    let mut session = loaded.session.clone();
    let mut commands = vec![];
    if session.stage() != view.stage() {
        commands.push(Command::Enter(view.stage()));
    }
    let problem = loaded.problem();
    let first = |vary: Vary| Command::Vary {
        name: vary.name(problem).into(),
        range: Some(vary.range),
    };
    match view {
        View::Trace | View::Membrane | View::Spikes => {
            match args.drive.experiment(loaded)? {
                Some(experiment) => experiment.put_into(&mut session)?,
                None => {
                    commands.push(Command::Stimulate(Stimulus::default()));
                    commands.push(Command::Euler(None));
                }
            }
            // A session says whose spikes they are; those of a model are its own.
            let said = loaded.saved().map(|s| s.train().of_neuron);
            let own = args.drive.is_given() || said.unwrap_or(true);
            if view == View::Spikes {
                let own = own && !args.poisson;
                commands.push(Command::Train(TrainChange::OfNeuron(own)));
            }
        }
        View::Diagram => {
            commands.push(first(args.varied.of(loaded)?));
            if let Some(name) = &args.axis {
                commands.push(Command::Plot(match Ordinate::named(problem, name)? {
                    Ordinate::Variable(k) => session::Ordinate::Variable(k),
                    Ordinate::Period => session::Ordinate::Period,
                    Ordinate::Frequency => session::Ordinate::Frequency,
                }));
            }
        }
        View::Firing => {
            commands.push(first(args.varied.of(loaded)?));
            let law = args.law || loaded.saved().is_some_and(|s| s.study().scaling);
            commands.push(Command::Scaling(law));
        }
        View::Curves => {
            commands.push(first(args.varied.of(loaded)?));
            let and = args.second.of(loaded)?;
            commands.push(Command::And {
                name: and.name(problem).into(),
                range: Some(and.range),
            });
        }
        View::Demonstration(id) => {
            if let Some(demo) = demonstrations().into_iter().find(|d| d.id == id) {
                let trial = trial.unwrap_or_else(|| demo.telling());
                commands.extend(export::demo_commands(&demo, trial).map_err(ViewError::from)?);
            }
        }
        _ => {}
    }
    if let Some(text) = &args.against {
        commands.extend(against(&session, text)?);
    }
    commands.extend(view.sight().map(Command::Look));
    for command in commands {
        session.apply(&command)?;
    }
    Ok(session)
}

/// Keeps the portrait at other values as the ghost: goes there, keeps it, and comes back.
fn against(session: &Session, text: &str) -> Result<Vec<Command>, Failure> {
    let problem = session.problem();
    let mut there = vec![];
    let mut back = vec![];
    for part in text.split(',') {
        let (name, value) = part.split_once('=').ok_or_else(|| {
            Failure::Usage(format!(
                "--against: {part:?} is not of the form NAME=VALUE, such as I=0"
            ))
        })?;
        let (name, value) = (name.trim(), value.trim());
        let k = problem.parameter(name)?;
        let spec = &problem.model().info().parameters[k];
        let value = if spec.choices().is_empty() {
            number(&format!("--against {name}"), value)?
        } else {
            problem.read(name, value)?
        };
        let set = |value| Command::Set {
            name: name.into(),
            value,
        };
        there.push(set(value));
        back.push(set(problem.values()[k]));
    }
    there.push(Command::Ghost(true));
    there.extend(back);
    Ok(there)
}

fn page(args: &Args) -> Result<Page, Failure> {
    let scale = number("--scale", &args.scale)?;
    if !SCALES.contains(&scale) {
        return Err(Failure::Usage(format!(
            "--scale: {scale} is not a number of pixels per point from {} to {}",
            SCALES.start(),
            SCALES.end()
        )));
    }
    Ok(Page {
        size: dimensions("--size", &args.size, SIDES)?.map(|side| side as u32),
        pixels_per_point: scale as f32,
        theme: one_of("theme", &args.theme, &THEMES)?,
    })
}

impl From<ViewError> for Failure {
    fn from(error: ViewError) -> Self {
        match error {
            ViewError::Problem(error) => error.into(),
            ViewError::Demonstration(_) | ViewError::Fit(_) => Self::Analysis(error.to_string()),
            _ => Self::Usage(error.to_string()),
        }
    }
}

#[cfg(not(feature = "figures"))]
mod moving {
    use super::{Args, Failure, Page, Session, View, ViewOptions};

    pub(super) fn bytes(
        args: &Args,
        _: &Session,
        _: View,
        _: &ViewOptions,
        _: &Page,
    ) -> Result<Vec<u8>, Failure> {
        let _ = &args.frames;
        Err(Failure::Analysis(
            "this program was built without figures; build it with --features figures".into(),
        ))
    }
}

/// Writes a figure, with the session in it that shows it again.
pub(super) fn run(args: &Args, _out: &mut Output) -> Result<(), Failure> {
    let loaded = args.source.load()?;
    let format = match args.animate {
        None => Some(file::format(&args.output)?),
        Some(_) => None,
    };
    let view = view(args, &loaded)?;
    refuse_others(args, view)?;
    let page = page(args)?;
    let options = options(args, &loaded, view)?;
    let session = commanded(args, &loaded, view, options.trial)?;
    let Some(format) = format else {
        let bytes = moving::bytes(args, &session, view, &options, &page)?;
        disk::write(&args.output, &bytes).map_err(|why| Failure::Analysis(why.to_string()))?;
        return Ok(());
    };
    let drawn = export::figure(&Cancel::never(), &session, &view, &options)?;
    let mut drawn =
        drawn.ok_or_else(|| Failure::Analysis("the computation was cancelled".into()))?;
    let carried = export::remembering(&session, view, &options);
    let bytes = file::bytes(&mut drawn, &carried, format, &page)?;
    disk::write(&args.output, &bytes).map_err(|why| Failure::Analysis(why.to_string()))?;
    let faults = loaded.saved().map(|s| Recalled::of(s).faults);
    let other = other_cell(&loaded, &session, view);
    let faults = faults.iter().flatten().chain(&other);
    for note in drawn.notes.iter().chain(faults) {
        say(note);
    }
    Ok(())
}
