//! The questions that the window asks, each on a lane of its own, answered as scenes ready to paint.
use crate::analysis::{
    Basin, BasinOptions, FanOptions, Portrait, PortraitOptions, Problem, ProblemError, Space,
    Trajectory, TrajectoryOptions, basin,
    demo::{self, DemoError, Demonstration, Outcome},
    fan, flow, portrait,
    reduction::{self, Comparison},
    refractory::{Refractory, refractory},
};
use crate::job::{Cancel, Lane, Shown};
use crate::scene::{self, Item, Role, Scene};
use std::{borrow::Cow, collections::HashSet, sync::Arc, time::Duration};

/// A portrait with its pictures.
#[derive(Debug)]
pub(super) struct View {
    /// The problem it belongs to.
    pub problem: Problem,
    /// The portrait.
    pub portrait: Portrait,
    /// All layers.
    pub scene: Scene,
    /// The cycles alone, to put over a newer portrait that has none yet.
    pub cycles: Scene,
    /// Cycles and equilibria once more, without their labels, to put over orbits and the live state:
    /// shape and fill carry the meaning.
    pub above: [Scene; 2],
    /// What it shows, in plain words.
    pub words: String,
}

/// The cycles, and the glyphs of equilibria, of a scene, without labels.
fn above(scene: &Scene) -> [Scene; 2] {
    let mut out = [(); 2].map(|()| Scene::empty(scene.x.clone(), scene.y.clone()));
    for item in &scene.items {
        match item {
            Item::Curve(c) if matches!(c.role, Role::StableCycle | Role::UnstableCycle) => {
                let curve = scene::Curve {
                    label: None,
                    ..c.clone()
                };
                out[0].items.push(Item::Curve(curve));
            }
            Item::Glyph(g) => {
                let glyph = scene::Glyph {
                    label: None,
                    ..g.clone()
                };
                out[1].items.push(Item::Glyph(glyph));
            }
            _ => {}
        }
    }
    out
}

/// An orbit drawn: in the plane, and over time.
#[derive(Debug)]
pub(super) struct Orbits {
    /// In the plane.
    pub plane: Scene,
    /// Each variable over time.
    pub courses: Vec<Scene>,
    /// The curves in the plane with the ids of their seeds, for the pointer to hit.
    pub paths: Vec<(u64, Vec<[f64; 2]>)>,
    /// What is worth a word about them.
    pub note: Option<&'static str>,
}

/// A start with its colour.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Start {
    pub id: u64,
    pub role: Role,
    /// One number per variable.
    pub at: Vec<f64>,
}

/// Whose orbits, how far, and how much of their time course.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct OrbitKey {
    /// With the preset's window, so that looking elsewhere changes nothing.
    pub problem: Problem,
    pub starts: Vec<Start>,
    /// How far to follow, in the model's time.
    pub span: f64,
    /// How much of the time course is shown.
    pub horizon: f64,
    /// Whether the past is followed too.
    pub past: bool,
}

/// Which cell fires from which rest, and how long to look.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RefractoryKey {
    pub problem: Problem,
    pub rest: Vec<f64>,
    pub time: f64,
}

/// An answer about the smaller model that stands for one.
type BesideAnswer = Answer<Option<Beside>>;
type Answer<T> = Result<T, ProblemError>;
type PortraitKey = (Problem, scene::Layers);

/// All lanes.
pub(super) struct Questions {
    quick: Lane<PortraitKey, Answer<View>>,
    full: Lane<PortraitKey, Answer<View>>,
    basin: Lane<Problem, Answer<Scene>>,
    reduction: Lane<Problem, Answer<Option<Beside>>>,
    fan: Lane<(Problem, f64), Answer<Scene>>,
    demo: Lane<&'static str, Result<Demonstrated, DemoError>>,
    refractory: Lane<RefractoryKey, Option<Refractory>>,
    orbits: Lane<OrbitKey, Orbits>,
    hover: Lane<OrbitKey, Orbits>,
}

/// Cells of the coarse-to-fine basin.
const BASIN_CELLS: [usize; 2] = [200, 200];
/// Pieces of a time course, of each of which the extremes are kept: about one per pixel.
const COURSE_PIECES: f64 = 300.0;
/// Steps of one orbit.
const ORBIT_STEPS: usize = 40_000;

impl Questions {
    /// Lanes with threads, which call `notify` when there is something new; or without, if there is
    /// nothing to call.
    pub(super) fn new(notify: Option<impl Fn() + Clone + Send + 'static>) -> Self {
        fn lane<K, V>(
            name: &str,
            patience: u64,
            notify: &Option<impl Fn() + Clone + Send + 'static>,
            work: impl FnMut(&Cancel, &K, &mut dyn FnMut(V)) + Send + 'static,
        ) -> Lane<K, V>
        where
            K: Clone + PartialEq + Send + 'static,
            V: Send + Sync + 'static,
        {
            match notify {
                None => Lane::waiting(work),
                Some(notify) => {
                    Lane::new(name, Duration::from_millis(patience), work, notify.clone())
                }
            }
        }
        Self {
            quick: lane("portrait", 50, &notify, portraits(false)),
            full: lane("cycles", 250, &notify, portraits(true)),
            basin: lane(
                "basins",
                400,
                &notify,
                |cancel, problem: &Problem, publish| {
                    let options = BasinOptions { cells: BASIN_CELLS };
                    let mut coarse = |basin: Basin| publish(Ok(basin_scene(problem, &basin)));
                    match basin::basin(cancel, problem, &options, &mut coarse) {
                        Ok(Some(basin)) => publish(Ok(basin_scene(problem, &basin))),
                        Ok(None) => {}
                        Err(why) => publish(Err(why)),
                    }
                },
            ),
            reduction: lane("reduction", 150, &notify, reductions()),
            fan: lane(
                "fan",
                100,
                &notify,
                |cancel, (problem, span): &(Problem, f64), publish| {
                    let bare = PortraitOptions {
                        cycles: None,
                        ..PortraitOptions::default()
                    };
                    let options = FanOptions {
                        span: *span,
                        ..FanOptions::default()
                    };
                    match (
                        portrait::portrait(cancel, problem, &bare),
                        fan(cancel, problem, &options),
                    ) {
                        (Ok(Some(portrait)), Ok(Some(fan))) => {
                            publish(Ok(scene::fan(problem, &portrait, &fan)));
                        }
                        (Err(why), _) | (_, Err(why)) => publish(Err(why)),
                        _ => {}
                    }
                },
            ),
            demo: lane(
                "demonstration",
                400,
                &notify,
                |cancel, id: &&'static str, publish| {
                    let all = demo::demonstrations();
                    let Some(chosen) = all.iter().find(|d| d.id == *id) else {
                        return;
                    };
                    match demo::run(cancel, chosen) {
                        Ok(Some(outcome)) => publish(demonstrated(chosen, outcome)),
                        Ok(None) => {}
                        Err(why) => publish(Err(why)),
                    }
                },
            ),
            refractory: lane(
                "refractory",
                200,
                &notify,
                |cancel, key: &RefractoryKey, publish| {
                    let (field, scale) = (key.problem.bind(), key.problem.scales());
                    let found = refractory(cancel, &*field, &key.rest, &scale, key.time);
                    if !cancel.is_cancelled() {
                        publish(found);
                    }
                },
            ),
            orbits: lane("orbits", 100, &notify, orbit_work()),
            hover: lane("pointer", 50, &notify, orbit_work()),
        }
    }

    /// The portrait without cycles.
    pub(super) fn quick(&mut self, key: &PortraitKey) -> Shown<Answer<View>> {
        self.quick.show(key)
    }

    /// The whole portrait.
    pub(super) fn full(&mut self, key: &PortraitKey) -> Shown<Answer<View>> {
        self.full.show(key)
    }

    /// The basins.
    pub(super) fn basin(&mut self, problem: &Problem) -> Shown<Answer<Scene>> {
        self.basin.show(problem)
    }

    /// The smaller model that stands for this one; nothing where there is none at these parameters.
    pub(super) fn reduction(&mut self, problem: &Problem) -> Shown<Answer<Option<Beside>>> {
        self.reduction.show(problem)
    }

    /// The courses of a model with one variable from many starts, followed for so long.
    pub(super) fn fan(&mut self, key: &(Problem, f64)) -> Shown<Answer<Scene>> {
        self.fan.show(key)
    }

    /// What comes out of a demonstration.
    pub(super) fn demo(&mut self, id: &&'static str) -> Shown<Result<Demonstrated, DemoError>> {
        self.demo.show(id)
    }

    /// How refractory the cell is after a spike; nothing for a cell that cannot be made to fire.
    pub(super) fn refractory(&mut self, key: &RefractoryKey) -> Shown<Option<Refractory>> {
        self.refractory.show(key)
    }

    /// The kept orbits.
    pub(super) fn orbits(&mut self, key: &OrbitKey) -> Shown<Orbits> {
        self.orbits.show(key)
    }

    /// The orbit from under the pointer.
    pub(super) fn hover(&mut self, key: &OrbitKey) -> Shown<Orbits> {
        self.hover.show(key)
    }

    /// Forgets the answers about another model.
    pub(super) fn forget(&mut self) {
        self.quick.clear();
        self.full.clear();
        self.basin.clear();
        self.refractory.clear();
        self.fan.clear();
        self.reduction.clear();
        self.orbits.clear();
        self.hover.clear();
    }
}

/// What came out of a demonstration.
#[derive(Debug)]
pub(super) struct Demonstrated {
    pub outcome: Outcome,
    /// What was found, in sentences.
    pub words: Vec<String>,
    /// The response against what is varied, where that is a curve.
    pub picture: Option<Scene>,
}

fn demonstrated(demo: &Demonstration, outcome: Outcome) -> Result<Demonstrated, DemoError> {
    let problem = demo.problem()?;
    Ok(Demonstrated {
        words: scene::demo::demo_words(demo, &outcome, &problem),
        picture: scene::demo::response(demo, &outcome, &problem),
        outcome,
    })
}

/// A model's reduction at its parameters.
#[derive(Debug)]
pub(super) struct Beside {
    /// Its portrait.
    pub scene: Scene,
    /// What the portrait shows, and where the two models differ.
    pub words: [String; 2],
}

/// Reductions; where the two models differ does not depend on the present value of the first parameter.
fn reductions() -> impl FnMut(&Cancel, &Problem, &mut dyn FnMut(BesideAnswer)) + Send + 'static {
    let mut last: Option<(Vec<f64>, Comparison)> = None;
    move |cancel, problem, publish| {
        let rest = &problem.values()[1..];
        let known = last.take().filter(|(of, _)| of == rest);
        let comparison = match known {
            Some((_, comparison)) => comparison,
            None => match reduction::compare(cancel, problem) {
                Ok(Some(comparison)) => comparison,
                Ok(None) if cancel.is_cancelled() => return,
                Ok(None) => return publish(Ok(None)),
                Err(why) => return publish(Err(why)),
            },
        };
        let words = scene::reduction_words(problem, &comparison);
        last = Some((rest.to_vec(), comparison));
        let smaller = match reduction::reduced(problem) {
            Ok(Some(smaller)) => smaller,
            Ok(None) => return publish(Ok(None)),
            Err(why) => return publish(Err(why)),
        };
        match portrait::portrait(cancel, &smaller, &PortraitOptions::default()) {
            Ok(Some(found)) => {
                let layers = scene::Layers {
                    field: scene::FieldStyle::Arrows,
                    nullclines: true,
                    equilibria: true,
                    separatrices: true,
                    cycles: true,
                    basins: false,
                    orbits: false,
                };
                publish(Ok(Some(Beside {
                    scene: scene::portrait(&smaller, &found, &layers),
                    words: [scene::words(&smaller, &found), words],
                })));
            }
            Ok(None) => {}
            Err(why) => publish(Err(why)),
        }
    }
}

/// Portraits with their pictures; when only layers change, the portrait is not computed again.
fn portraits(
    cycles: bool,
) -> impl FnMut(&Cancel, &PortraitKey, &mut dyn FnMut(Answer<View>)) + Send + 'static {
    let usual = PortraitOptions::default();
    let options = PortraitOptions {
        cycles: if cycles { usual.cycles } else { None },
        ..usual
    };
    let mut last: Option<(Problem, Portrait)> = None;
    move |cancel, (problem, layers), publish| {
        let known = last.take().filter(|(of, _)| of == problem);
        let portrait = match known {
            Some((_, portrait)) => portrait,
            None => match portrait::portrait(cancel, problem, &options) {
                Ok(Some(portrait)) => portrait,
                Ok(None) => return,
                Err(why) => return publish(Err(why)),
            },
        };
        last = Some((problem.clone(), portrait.clone()));
        let only_cycles = scene::Layers {
            field: scene::FieldStyle::Off,
            nullclines: false,
            equilibria: false,
            separatrices: false,
            basins: false,
            orbits: false,
            ..*layers
        };
        let scene = scene::portrait(problem, &portrait, layers);
        publish(Ok(View {
            above: above(&scene),
            scene,
            cycles: scene::portrait(problem, &portrait, &only_cycles),
            words: scene::words(problem, &portrait),
            problem: problem.clone(),
            portrait,
        }));
    }
}

fn basin_scene(problem: &Problem, basin: &Basin) -> Scene {
    let mut scene = scene::trace_axes(problem, 0, [0.0, 1.0]);
    scene.items = vec![scene::basins(basin)];
    scene
}

/// Orbits; those that were known before are not followed again, so that moving one start costs one
/// orbit.
fn orbit_work() -> impl FnMut(&Cancel, &OrbitKey, &mut dyn FnMut(Orbits)) + Send + 'static {
    type Known = (Start, Arc<Vec<Trajectory>>);
    let mut last: Option<(OrbitKey, Vec<Known>)> = None;
    move |cancel, key, publish| {
        let space = Space::new(key.problem.bind(), key.problem.scales());
        let old = last
            .take()
            .filter(|(k, _)| k.problem == key.problem && k.span == key.span && k.past == key.past)
            .map_or_else(Vec::new, |(_, known)| known);
        let mut known = Vec::with_capacity(key.starts.len());
        for start in &key.starts {
            let found = old.iter().find(|(s, _)| s.at == start.at);
            let orbit = match found {
                Some((_, orbit)) => Arc::clone(orbit),
                None => {
                    let mut parts = Vec::new();
                    for span in [key.span, -key.span]
                        .into_iter()
                        .take(1 + usize::from(key.past))
                    {
                        let options = TrajectoryOptions {
                            span,
                            tolerance: 1e-7,
                            max_steps: ORBIT_STEPS,
                            every: None,
                        };
                        match flow::trajectory(cancel, &space, &start.at, &options) {
                            Some(part) => parts.push(part),
                            None => return,
                        }
                    }
                    Arc::new(parts)
                }
            };
            known.push((start.clone(), orbit));
        }
        publish(drawn(key, &known));
        last = Some((key.clone(), known));
    }
}

fn drawn(key: &OrbitKey, known: &[(Start, Arc<Vec<Trajectory>>)]) -> Orbits {
    let mut plane = scene::trace_axes(&key.problem, 0, [0.0, key.horizon]);
    let axes = |k| scene::trace_axes(&key.problem, k, [0.0, key.horizon]);
    let mut courses: Vec<Scene> = (0..key.problem.scales().len()).map(axes).collect();
    let mut paths = Vec::new();
    let mut note = None;
    let scale = key.problem.home().size();
    for (start, parts) in known {
        for (part, role) in parts.iter().zip([start.role, Role::HoverPast]) {
            let shown = until_repeated(&in_plane(&key.problem, part), scale);
            plane.items.extend(scene::orbit(role, &shown));
            if part.times.last().is_some_and(|&t| t >= 0.0) {
                let path = shown.states.iter().map(|x| [x[0], x[1]]).collect();
                paths.push((start.id, path));
                for (k, scene) in courses.iter_mut().enumerate() {
                    scene.items.push(Item::Curve(scene::Curve {
                        role,
                        points: course(part, k, key.horizon),
                        closed: false,
                        label: None,
                    }));
                }
                if part.stiff {
                    note = Some("stiff: an implicit method follows these orbits");
                }
            }
        }
    }
    Orbits {
        plane,
        courses,
        paths,
        note,
    }
}

/// An orbit as the plane shows it.
fn in_plane<'a>(problem: &Problem, orbit: &'a Trajectory) -> Cow<'a, Trajectory> {
    if problem.scales().len() == 2 {
        return Cow::Borrowed(orbit);
    }
    let field = problem.bind();
    let axes = problem.axes();
    let project = |state: &Vec<f64>| {
        if let [x] = state[..] {
            let mut rate = [0.0];
            field.rhs(&[x], &mut rate);
            return vec![x, rate[0]];
        }
        axes.map(|k| state[k]).to_vec()
    };
    Cow::Owned(Trajectory {
        states: orbit.states.iter().map(project).collect(),
        ..orbit.clone()
    })
}

/// The part of an orbit that still goes to new places: an orbit on a cycle draws over itself, which
/// costs time and shows nothing.
///
/// Places are the cells of a grid of 200 by 200 over the window. An orbit is cut when over a stretch
/// of six widths of the window hardly any place was new; a slow spiral still finds some.
fn until_repeated(orbit: &Trajectory, scale: [f64; 2]) -> Trajectory {
    const PLACES: f64 = 200.0;
    const STRETCH: f64 = 6.0 * PLACES;
    const FEW: usize = 24;
    let mut seen = HashSet::new();
    let (mut steps, mut new) = (0.0, 0);
    let mut keep = orbit.states.len();
    for (k, pair) in orbit.states.windows(2).enumerate() {
        let ends = [0, 1].map(|e| [0, 1].map(|i| PLACES * pair[e][i] / scale[i]));
        let length = (ends[1][0] - ends[0][0]).hypot(ends[1][1] - ends[0][1]);
        let pieces = length.ceil().clamp(1.0, 2.0 * PLACES);
        for s in 1..=pieces as usize {
            let at = s as f64 / pieces;
            let place = [0, 1]
                .map(|i| (ends[0][i] + at * (ends[1][i] - ends[0][i])).clamp(-1e9, 1e9) as i64);
            new += usize::from(seen.insert(place));
        }
        // A resting orbit hardly moves and has few points; only what moves counts.
        steps += length.min(2.0 * PLACES);
        if steps >= STRETCH {
            if new < FEW {
                keep = k + 2;
                break;
            }
            (steps, new) = (0.0, 0);
        }
    }
    Trajectory {
        times: orbit.times[..keep].to_vec(),
        states: orbit.states[..keep].to_vec(),
        spikes: Vec::new(),
        resets: orbit.resets.iter().copied().filter(|&k| k < keep).collect(),
        end: orbit.end,
        stiff: orbit.stiff,
    }
}

/// Variable `k` over time up to `horizon`, thinned to the extremes of each piece of time so that no
/// peak is lost.
fn course(orbit: &Trajectory, k: usize, horizon: f64) -> Vec<[f64; 2]> {
    let points = orbit
        .times
        .iter()
        .zip(&orbit.states)
        .map(|(&t, x)| [t, x[k]])
        .take_while(|[t, _]| *t <= horizon);
    thinned(points, horizon / COURSE_PIECES)
}

/// First, lowest, highest and last point of every `piece` of time, in order.
pub(super) fn thinned(points: impl Iterator<Item = [f64; 2]>, piece: f64) -> Vec<[f64; 2]> {
    type Four = [(usize, [f64; 2]); 4];
    let mut out: Vec<[f64; 2]> = Vec::new();
    // First, lowest, highest, last of the present piece, with the order in which they came.
    let mut bucket: Option<(i64, Four)> = None;
    let flush = |out: &mut Vec<[f64; 2]>, mut four: Four| {
        four.sort_by_key(|(order, _)| *order);
        for (n, (order, point)) in four.iter().enumerate() {
            if n == 0 || four[n - 1].0 != *order {
                out.push(*point);
            }
        }
    };
    for (order, point) in points.enumerate() {
        let here = (point[0] / piece).floor() as i64;
        let one = (order, point);
        match &mut bucket {
            Some((place, four)) if *place == here => {
                if point[1] < four[1].1[1] {
                    four[1] = one;
                }
                if point[1] > four[2].1[1] {
                    four[2] = one;
                }
                four[3] = one;
            }
            _ => {
                if let Some((_, four)) = bucket.take() {
                    flush(&mut out, four);
                }
                bucket = Some((here, [one; 4]));
            }
        }
    }
    if let Some((_, four)) = bucket {
        flush(&mut out, four);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A thousand periods of a sine in ten pieces: every piece keeps −1 and 1.
    #[test]
    fn thinning_keeps_every_peak() {
        let points = (0..100_000).map(|k| {
            let t = f64::from(k) / 100_000.0;
            [t, (t * std::f64::consts::TAU * 1000.0).sin()]
        });
        let thin = thinned(points, 0.1);
        assert!(thin.len() <= 44, "{}", thin.len());
        assert!(thin.windows(2).all(|w| w[0][0] < w[1][0]));
        let top = thin.iter().filter(|p| p[1] > 0.9999).count();
        assert!(top >= 10, "{top}");
    }

    /// The van der Pol orbit reaches its cycle within a few of the hundred turns that it is followed.
    #[test]
    fn an_orbit_on_a_cycle_is_not_drawn_over_itself() {
        let problem = Problem::from_source("van-der-pol").expect("it exists");
        let planar = problem.field().expect("finite");
        let options = TrajectoryOptions {
            span: 666.0,
            tolerance: 1e-9,
            ..Default::default()
        };
        let orbit = flow::trajectory(&Cancel::never(), &planar, &[0.1, 0.0], &options)
            .expect("not cancelled");
        let shown = until_repeated(&orbit, problem.window().size());
        assert!(shown.times.len() * 4 < orbit.times.len());
        assert!(shown.times.last().is_some_and(|&t| t > 10.0));
    }
}
