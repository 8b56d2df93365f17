//! `nullcline render`: a figure for a paper or a slide.
use super::args::{Loaded, Source, dimensions};
use super::drive::{DriveArgs, Experiment, usual_span};
use super::firing::Points;
use super::output::Output;
use super::simulate::CourseArgs;
use super::vary::{Second, Varied};
use super::{Failure, say};
use crate::analysis::{FiringOptions, Vary, nearest};
use crate::scene::{self, Ordinate};
use crate::session::{self, Command, Layer, Layers, Seed, Session, Sight, disk, figure};
use std::path::PathBuf;

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
    Portrait {
        layers: scene::Layers,
        seeds: Vec<Seed>,
        span: f64,
    },
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

fn plan(args: &Args, loaded: &Loaded) -> Result<Plan, Failure> {
    let problem = loaded.problem();
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
        0 => View::Portrait {
            layers: shown(loaded.session.layers()),
            seeds: loaded.session.seeds().to_vec(),
            span: usual_span(problem),
        },
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
                experiment: args.drive.experiment(loaded)?,
            }
        }
        3 => View::Curves {
            vary: [args.varied.of(loaded)?, args.second.of(loaded)?],
        },
        4 => View::Firing {
            vary: args.varied.of(loaded)?,
            options: args.points.options()?,
            law: args.law,
        },
        _ => View::Diagram {
            vary: args.varied.of(loaded)?,
            ordinate: match &args.axis {
                None => {
                    loaded
                        .saved()
                        .map_or(Ordinate::Variable(0), |s| match s.study().ordinate {
                            session::Ordinate::Variable(k) => Ordinate::Variable(k),
                            session::Ordinate::Period => Ordinate::Period,
                            session::Ordinate::Frequency => Ordinate::Frequency,
                        })
                }
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

/// Writes a figure, with the session in it that shows it again.
pub(super) fn run(args: &Args, _out: &mut Output) -> Result<(), Failure> {
    let loaded = args.source.load()?;
    let plan = plan(args, &loaded)?;
    let (bytes, mut notes) = draw::figure(loaded.problem(), &plan)?;
    let session = shows(&loaded.session, &plan.view)?;
    let bytes = match figure::embed(bytes.clone(), &session) {
        Ok(with) => with,
        Err(why) => {
            notes.push(format!("the figure carries no session: {why}"));
            bytes
        }
    };
    disk::write(&args.output, &bytes).map_err(|why| Failure::Analysis(why.to_string()))?;
    for note in notes {
        say(&note);
    }
    Ok(())
}

/// The session that shows the figure when it is opened in the window.
fn shows(session: &Session, view: &View) -> Result<Session, Failure> {
    let mut session = session.clone();
    let mut commands = vec![];
    let vary = |vary: &Vary, session: &Session| Command::Vary {
        name: vary.name(session.problem()).into(),
        range: Some(vary.range),
    };
    match view {
        View::Portrait { .. } => {}
        View::Trace { experiment, .. } => match experiment {
            Some(experiment) => experiment.put_into(&mut session)?,
            None => {
                commands.push(Command::Stimulate(crate::model::Stimulus::default()));
                commands.push(Command::Euler(None));
            }
        },
        View::Diagram { vary: of, ordinate } => {
            commands.push(vary(of, &session));
            commands.push(Command::Look(Sight::Diagram));
            commands.push(Command::Plot(match *ordinate {
                Ordinate::Variable(k) => session::Ordinate::Variable(k),
                Ordinate::Period => session::Ordinate::Period,
                Ordinate::Frequency => session::Ordinate::Frequency,
            }));
        }
        View::Firing { vary: of, law, .. } => {
            commands.push(vary(of, &session));
            commands.push(Command::Look(Sight::Firing));
            commands.push(Command::Scaling(*law));
        }
        View::Curves { vary: [of, and] } => {
            commands.push(vary(of, &session));
            commands.push(Command::And {
                name: and.name(session.problem()).into(),
                range: Some(and.range),
            });
            commands.push(Command::Look(Sight::Curves));
        }
    }
    for command in commands {
        session.apply(&command)?;
    }
    Ok(session)
}

/// The layers of a session as the picture names them.
fn shown(layers: Layers) -> scene::Layers {
    let field = match layers.field {
        _ if !layers.shows(Layer::Field) => scene::FieldStyle::Off,
        session::FieldStyle::Arrows => scene::FieldStyle::Arrows,
        session::FieldStyle::Streamlines => scene::FieldStyle::Streamlines,
    };
    scene::Layers {
        field,
        nullclines: layers.shows(Layer::Nullclines),
        equilibria: layers.shows(Layer::Equilibria),
        separatrices: layers.shows(Layer::Separatrices),
        cycles: layers.shows(Layer::Cycles),
        basins: layers.shows(Layer::Basins),
        orbits: layers.shows(Layer::Orbits),
    }
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
            View::Portrait {
                layers,
                seeds,
                span,
            } => _ = (layers, seeds, span),
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
    use super::{Drawn, Failure, Plan, Seed, View};
    use crate::analysis::{
        BasinOptions, Problem, RegimesOptions, TrajectoryOptions, basin::basin, firing::firing,
        regimes::regimes,
    };
    use crate::draw::{FigureOptions, Format, figure as drawn};
    use crate::job::Cancel;
    use crate::scene::{self, Course, Dot, Item, Role, Theme};

    /// A kept orbit with its start, in the plane.
    fn kept(problem: &Problem, seed: &Seed, span: f64) -> Result<Vec<Item>, Failure> {
        let options = TrajectoryOptions {
            span,
            tolerance: 1e-9,
            ..TrajectoryOptions::default()
        };
        let mut orbit = simulate::compute(problem, &seed.state, &options)?;
        for state in &mut orbit.states {
            *state = problem.project(state).to_vec();
        }
        let role = Role::Kept(seed.colour);
        let mut items = scene::orbit(role, &orbit);
        let at = seed.start;
        items.push(Item::Dot(Dot { role, at }));
        Ok(items)
    }

    pub(super) fn figure(problem: &Problem, plan: &Plan) -> Result<Drawn, Failure> {
        let (mut notes, mut below) = (vec![], vec![]);
        let scene = match &plan.view {
            View::Portrait {
                layers,
                seeds,
                span,
            } => {
                let found = analyze::compute(problem)?;
                let mut scene = scene::portrait(problem, &found, layers);
                if layers.basins {
                    let options = BasinOptions::default();
                    let cancel = Cancel::never();
                    let basin = basin(&cancel, problem, &options, &mut |_| ())?;
                    // Behind everything.
                    let behind = basin.iter().map(scene::basins);
                    scene.items.splice(0..0, behind);
                }
                for seed in seeds.iter().filter(|_| layers.orbits) {
                    let orbit = kept(problem, seed, *span)?;
                    scene.items.extend(orbit);
                }
                scene
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
            columns: 1,
        };
        let mut scenes = vec![scene];
        scenes.extend(below);
        let bytes =
            drawn(&scenes, &options).map_err(|error| Failure::Analysis(error.to_string()))?;
        Ok((bytes, notes))
    }
}
