//! `nullcline render`: a figure for a paper or a slide.
use super::args::{Source, dimensions};
use super::drive::{DriveArgs, Experiment};
use super::firing::Points;
use super::output::Output;
use super::simulate::CourseArgs;
use super::vary::{Second, Varied};
use super::{Failure, say};
use crate::analysis::{FiringOptions, Problem, Vary, nearest};
use crate::scene::Ordinate;
use std::path::{Path, PathBuf};

/// Views that there are.
const VIEWS: [&str; 5] = ["portrait", "trace", "diagram", "curves", "firing"];
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
    /// What to draw: portrait, trace, diagram, curves or firing.
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
    /// The vertical axis of a diagram: a variable, period or frequency; the first variable unless given.
    #[arg(long, value_name = "NAME")]
    axis: Option<String>,
}

/// What to draw, read and checked before anything is computed.
struct Plan {
    png: bool,
    view: View,
    size: [usize; 2],
    theme: usize,
}

/// What is drawn, with what it needs.
enum View {
    Portrait,
    Trace {
        start: Vec<f64>,
        span: f64,
        experiment: Option<Experiment>,
    },
    Diagram {
        vary: Vary,
        ordinate: Ordinate,
    },
    Curves {
        vary: [Vary; 2],
    },
    Firing {
        vary: Vary,
        options: FiringOptions,
        law: bool,
    },
}

fn one_of(option: &str, typed: &str, known: &[&str]) -> Result<usize, Failure> {
    known.iter().position(|k| *k == typed).ok_or_else(|| {
        let there_is = nearest(typed, known.iter().copied());
        Failure::Usage(format!("there is no {option} {typed:?}; {there_is}"))
    })
}

fn plan(args: &Args, problem: &Problem) -> Result<Plan, Failure> {
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
    let view = one_of("view", &args.view, &VIEWS)?;
    if let Some(axis) = args.axis.as_ref().filter(|_| view != 2) {
        return Err(Failure::Usage(format!(
            "--axis {axis} belongs to --view diagram, not to {}",
            args.view
        )));
    }
    if args.second.is_given() && view != 3 {
        return Err(Failure::Usage(format!(
            "--and belongs to --view curves, not to {}",
            args.view
        )));
    }
    if args.drive.is_given() && view != 1 {
        return Err(Failure::Usage(format!(
            "a stimulus belongs to --view trace, not to {}",
            args.view
        )));
    }
    let view = match view {
        0 => View::Portrait,
        1 => {
            let span = args.course.span(problem)?;
            if span <= 0.0 {
                return Err(Failure::Usage(
                    "--until: a trace needs a positive length of time".into(),
                ));
            }
            View::Trace {
                start: args.course.start(problem)?,
                span,
                experiment: args.drive.experiment(problem)?,
            }
        }
        3 => View::Curves {
            vary: [args.varied.of(problem)?, args.second.of(problem)?],
        },
        4 => View::Firing {
            vary: args.varied.of(problem)?,
            options: args.points.options()?,
            law: args.law,
        },
        _ => View::Diagram {
            vary: args.varied.of(problem)?,
            ordinate: match &args.axis {
                None => Ordinate::Variable(0),
                Some(name) => Ordinate::named(problem, name)?,
            },
        },
    };
    Ok(Plan {
        png,
        view,
        size: dimensions("--size", &args.size, SIDES)?,
        theme: one_of("theme", &args.theme, &THEMES)?,
    })
}

/// Writes a figure.
pub(super) fn run(args: &Args, _out: &mut Output) -> Result<(), Failure> {
    let problem = args.source.problem()?;
    let plan = plan(args, &problem)?;
    let (bytes, notes) = draw::figure(&problem, &plan)?;
    write(&args.output, &bytes)?;
    for note in notes {
        say(&note);
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(path, bytes).map_err(|error| {
        Failure::Analysis(format!(
            "{} could not be written ({error}); choose another place with -o",
            path.display()
        ))
    })
}

/// A figure as the bytes of a file, and what its reader must know.
type Drawn = (Vec<u8>, Vec<String>);

#[cfg(not(feature = "figures"))]
mod draw {
    use super::{Drawn, Failure, Plan, View};
    use crate::analysis::Problem;

    pub(super) fn figure(_: &Problem, plan: &Plan) -> Result<Drawn, Failure> {
        let _ = (plan.png, plan.size, plan.theme);
        match &plan.view {
            View::Portrait => {}
            View::Trace {
                start,
                span,
                experiment,
            } => _ = (start, span, experiment.is_some()),
            View::Diagram { vary, ordinate } => _ = (vary, ordinate),
            View::Curves { vary } => _ = vary,
            View::Firing { vary, options, law } => _ = (vary, options, law),
        }
        Err(Failure::Analysis(
            "this program was built without figures; build it with --features figures".into(),
        ))
    }
}

#[cfg(feature = "figures")]
mod draw {
    use super::super::{analyze, curves, diagram, simulate};
    use super::{Drawn, Failure, Plan, View};
    use crate::analysis::{
        Problem, RegimesOptions, TrajectoryOptions, firing::firing, regimes::regimes,
    };
    use crate::draw::{FigureOptions, Format, figure as drawn};
    use crate::job::Cancel;
    use crate::scene::{self, Course, Layers, Role, Theme};

    pub(super) fn figure(problem: &Problem, plan: &Plan) -> Result<Drawn, Failure> {
        let (mut notes, mut below) = (vec![], vec![]);
        let scene = match &plan.view {
            View::Portrait => {
                let found = analyze::compute(problem)?;
                scene::portrait(problem, &found, &Layers::default())
            }
            View::Trace {
                start,
                span,
                experiment,
            } => {
                let options = TrajectoryOptions {
                    span: *span,
                    tolerance: 1e-9,
                    ..TrajectoryOptions::default()
                };
                let driven = match experiment {
                    Some(experiment) => {
                        let driven = experiment.compute(problem, start, &options)?;
                        notes.extend(experiment.notes(problem, &driven));
                        Some(driven)
                    }
                    None => None,
                };
                let trajectory = match &driven {
                    Some(driven) => &driven.trajectory,
                    None => &simulate::compute(problem, start, &options)?,
                };
                notes.extend(simulate::warnings(problem, trajectory, &options));
                let course = Course {
                    role: Role::Live,
                    trajectory,
                    label: None,
                };
                let above = scene::trace(problem, &[course], 0);
                let driving = driven.iter().flat_map(|d| &d.driving);
                below.extend(driving.map(|d| scene::stimulus(problem, d, above.x.range)));
                above
            }
            View::Diagram { vary, ordinate } => {
                let found = diagram::compute(problem, vary)?;
                let scene = scene::diagram(problem, &found, *ordinate);
                notes = found.notes;
                scene
            }
            View::Firing { vary, options, law } => {
                let whole = diagram::compute(problem, vary)?;
                let cancel = Cancel::never();
                let found = firing(&cancel, problem, vary, *options, Some(&whole))?
                    .ok_or_else(|| Failure::Analysis("the computation was cancelled".into()))?;
                let scene = scene::firing(problem, &found, Some(&whole), *law);
                notes = found.notes;
                scene
            }
            View::Curves { vary } => {
                let found = curves::compute(problem, vary)?;
                let mut scene = scene::curves(problem, &found);
                let options = RegimesOptions::default();
                let plane = regimes(&Cancel::never(), problem, vary, &options, &mut |_| ())?;
                if let Some(plane) = plane {
                    scene.add_regimes(problem, &plane);
                }
                notes = found.notes;
                scene
            }
        };
        let options = FigureOptions {
            size: plan.size.map(|side| side as u32),
            pixels_per_point: 1.0,
            theme: [Theme::Light, Theme::Dark, Theme::Print][plan.theme],
            format: if plan.png { Format::Png } else { Format::Svg },
        };
        let mut scenes = vec![scene];
        scenes.extend(below);
        let bytes =
            drawn(&scenes, &options).map_err(|error| Failure::Analysis(error.to_string()))?;
        Ok((bytes, notes))
    }
}
