//! `nullcline render`: a figure for a paper or a slide.
use super::args::{Source, dimensions, finite};
use super::output::Output;
use super::{Failure, simulate};
use crate::analysis::nearest;
use std::path::{Path, PathBuf};

/// Views of the contract that come with a later version.
const LATER: [&str; 3] = ["diagram", "firing", "curves"];
/// Views that there are.
const VIEWS: [&str; 2] = ["portrait", "trace"];
/// Themes that there are.
const THEMES: [&str; 3] = ["light", "dark", "print"];
/// Smallest and largest side of a figure.
const SIDES: std::ops::RangeInclusive<usize> = 200..=6000;

/// Arguments of `render`.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    source: Source,
    /// The file to write: FIGURE.svg or FIGURE.png.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// What to draw: portrait or trace.
    #[arg(long, default_value = "portrait")]
    view: String,
    /// Width and height, in pixels of a PNG and points of an SVG.
    #[arg(
        long,
        value_name = "WIDTHxHEIGHT",
        default_value = "1200x900",
        allow_hyphen_values = true
    )]
    size: String,
    /// Colours: light, dark or print.
    #[arg(long, default_value = "print")]
    theme: String,
    /// Where the trace starts: V=-60,n=0.1.
    #[arg(long, value_name = "NAME=VALUE,…", allow_hyphen_values = true)]
    from: Option<String>,
    /// How long the trace is, in the model's unit of time.
    #[arg(
        long,
        value_name = "TIME",
        default_value = "500",
        allow_hyphen_values = true
    )]
    until: String,
}

/// What to draw, read and checked before anything is computed.
struct Plan {
    png: bool,
    trace: bool,
    size: [usize; 2],
    theme: usize,
    span: f64,
}

fn one_of(option: &str, typed: &str, known: &[&str]) -> Result<usize, Failure> {
    known.iter().position(|k| *k == typed).ok_or_else(|| {
        let there_is = nearest(typed, known.iter().copied());
        Failure::Usage(format!("there is no {option} {typed:?}; {there_is}"))
    })
}

fn plan(args: &Args) -> Result<Plan, Failure> {
    if LATER.contains(&args.view.as_str()) {
        return Err(Failure::Usage(format!(
            "the view {} is not available yet; there are: {}",
            args.view,
            VIEWS.join(", ")
        )));
    }
    let ending = args
        .output
        .extension()
        .map_or_else(String::new, |e| e.to_string_lossy().to_lowercase());
    let png = match ending.as_str() {
        "png" => true,
        "svg" => false,
        _ => {
            return Err(Failure::Usage(format!(
                "{} does not end in .svg or .png, so it is not clear what to write",
                args.output.display()
            )));
        }
    };
    let span = finite("--until", &args.until)?;
    if span <= 0.0 {
        return Err(Failure::Usage(
            "--until: a trace needs a positive length of time".into(),
        ));
    }
    Ok(Plan {
        png,
        trace: one_of("view", &args.view, &VIEWS)? == 1,
        size: dimensions("--size", &args.size, SIDES)?,
        theme: one_of("theme", &args.theme, &THEMES)?,
        span,
    })
}

/// Writes a figure.
pub(super) fn run(args: &Args, _out: &mut Output) -> Result<(), Failure> {
    let plan = plan(args)?;
    let problem = args.source.problem()?;
    let start = simulate::start(&problem, args.from.as_deref())?;
    let bytes = draw::figure(&problem, &start, &plan)?;
    write(&args.output, &bytes)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(path, bytes).map_err(|error| {
        Failure::Analysis(format!(
            "{} could not be written ({error}); choose another place with -o",
            path.display()
        ))
    })
}

#[cfg(not(feature = "figures"))]
mod draw {
    use super::{Failure, Plan};
    use crate::analysis::Problem;

    pub(super) fn figure(_: &Problem, _: &[f64], plan: &Plan) -> Result<Vec<u8>, Failure> {
        let _ = (plan.png, plan.trace, plan.size, plan.theme, plan.span);
        Err(Failure::Analysis(
            "this program was built without figures; build it with --features figures".into(),
        ))
    }
}

#[cfg(feature = "figures")]
mod draw {
    use super::super::{analyze, simulate};
    use super::{Failure, Plan};
    use crate::analysis::{Problem, TrajectoryOptions};
    use crate::draw::{FigureOptions, Format, figure as drawn};
    use crate::scene::{self, Course, Layers, Role, Theme};

    pub(super) fn figure(
        problem: &Problem,
        start: &[f64],
        plan: &Plan,
    ) -> Result<Vec<u8>, Failure> {
        let scene = if plan.trace {
            let options = TrajectoryOptions {
                span: plan.span,
                tolerance: 1e-9,
                ..TrajectoryOptions::default()
            };
            let trajectory = simulate::compute(problem, start, &options)?;
            let course = Course {
                role: Role::Live,
                trajectory: &trajectory,
                label: None,
            };
            scene::trace(problem, &[course], 0)
        } else {
            let found = analyze::compute(problem)?;
            scene::portrait(problem, &found, &Layers::default())
        };
        let options = FigureOptions {
            size: plan.size.map(|side| side as u32),
            pixels_per_point: 1.0,
            theme: [Theme::Light, Theme::Dark, Theme::Print][plan.theme],
            format: if plan.png { Format::Png } else { Format::Svg },
        };
        drawn(&[scene], &options).map_err(|error| Failure::Analysis(error.to_string()))
    }
}
