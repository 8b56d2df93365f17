//! The questions that the window asks, each on a lane of its own, answered as scenes ready to paint.
mod orbits;

use orbits::orbit_work;
pub(super) use orbits::{OrbitKey, Orbits, Start};

use crate::analysis::{
    Basin, BasinOptions, FanOptions, Portrait, PortraitOptions, Problem, ProblemError, basin,
    demo::{self, DemoError, Demonstration, Outcome},
    fan, portrait,
    reduction::{self, Comparison},
    refractory::{Refractory, refractory},
};
use crate::job::{Cancel, Lane, Shown};
use crate::scene::demo::Picture;
use crate::scene::{self, Item, Role, Scene};
use crate::text::Each;
use std::{sync::Arc, time::Duration};

/// A portrait with its pictures.
#[derive(Debug)]
pub(super) struct View {
    /// The problem it belongs to.
    pub problem: Problem,
    /// The portrait.
    pub portrait: Portrait,
    /// All layers.
    pub scene: Each<Scene>,
    /// The cycles alone, to put over a newer portrait that has none yet.
    pub cycles: Each<Scene>,
    /// Cycles and equilibria once more, without their labels, to put over orbits and the live state:
    /// shape and fill carry the meaning.
    pub above: [Scene; 2],
    /// What it shows, in plain words.
    pub words: Each<String>,
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

/// Which cell fires from which rest.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RefractoryKey {
    pub problem: Problem,
    pub rest: Vec<f64>,
}

/// An answer about the smaller model that stands for one.
type BesideAnswer = Answer<Option<Beside>>;
type Answer<T> = Result<T, ProblemError>;
/// The portrait that is kept as a ghost.
type GhostAnswer = Answer<Arc<Scene>>;
type PortraitKey = (Problem, scene::Layers);

/// All lanes.
pub(super) struct Questions {
    quick: Lane<PortraitKey, Answer<View>>,
    full: Lane<PortraitKey, Answer<View>>,
    basin: Lane<Problem, Answer<Scene>>,
    ghost: Lane<Problem, GhostAnswer>,
    kept: Lane<PortraitKey, Answer<View>>,
    kept_orbits: Lane<OrbitKey, Orbits>,
    reduction: Lane<Problem, Answer<Option<Beside>>>,
    fan: Lane<(Problem, f64), Answer<Each<Scene>>>,
    demo: Lane<&'static str, Result<Demonstrated, DemoError>>,
    refractory: Lane<RefractoryKey, Option<Refractory>>,
    orbits: Lane<OrbitKey, Orbits>,
    hover: Lane<OrbitKey, Orbits>,
}

/// Cells of the coarse-to-fine basin.
const BASIN_CELLS: [usize; 2] = [200, 200];

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
            ghost: lane("ghost", 250, &notify, ghosts()),
            kept: lane("kept", 250, &notify, portraits(true)),
            kept_orbits: lane("kept orbits", 100, &notify, orbit_work()),
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
                            publish(Ok(Each::of(|| scene::fan(problem, &portrait, &fan))));
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
                    let found = refractory(cancel, &key.problem, &key.rest);
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

    /// The portrait that is kept as a ghost, the newest that there is.
    pub(super) fn ghost(&mut self, problem: &Problem) -> Option<Arc<Scene>> {
        let shown = self.ghost.show(problem);
        let scene = shown.value()?.as_ref().as_ref().ok()?;
        Some(Arc::clone(scene))
    }

    /// The kept portrait, where it stands beside the present one.
    pub(super) fn kept(&mut self, key: &PortraitKey) -> Shown<Answer<View>> {
        self.kept.show(key)
    }

    /// The kept orbits under the parameters of the kept portrait.
    pub(super) fn kept_orbits(&mut self, key: &OrbitKey) -> Shown<Orbits> {
        self.kept_orbits.show(key)
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
    pub(super) fn fan(&mut self, key: &(Problem, f64)) -> Shown<Answer<Each<Scene>>> {
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
        self.ghost.clear();
        self.kept.clear();
        self.kept_orbits.clear();
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
    pub words: Each<Vec<String>>,
    /// All trials, and each.
    pub picture: Each<Picture>,
}

fn demonstrated(demo: &Demonstration, outcome: Outcome) -> Result<Demonstrated, DemoError> {
    let problem = demo.problem()?;
    let picture = Each::of(|| {
        let mut picture = scene::demo::picture(demo, &outcome, &problem);
        picture.thin(demo.until);
        picture
    });
    Ok(Demonstrated {
        words: Each::of(|| scene::demo::demo_words(demo, &outcome, &problem)),
        picture,
        outcome,
    })
}

/// A model's reduction at its parameters.
#[derive(Debug)]
pub(super) struct Beside {
    /// Its portrait.
    pub scene: Each<Scene>,
    /// What the portrait shows, and where the two models differ.
    pub words: Each<[String; 2]>,
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
        let differ = Each::of(|| scene::reduction_words(problem, &comparison));
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
                    outgoing: true,
                    cycles: true,
                    basins: false,
                    orbits: false,
                };
                publish(Ok(Some(Beside {
                    scene: Each::of(|| scene::portrait(&smaller, &found, &layers)),
                    words: Each::of(|| [scene::words(&smaller, &found), differ.now().clone()]),
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
        let scene = Each::of(|| scene::portrait(problem, &portrait, layers));
        publish(Ok(View {
            above: above(&scene),
            scene,
            cycles: Each::of(|| scene::portrait(problem, &portrait, &only_cycles)),
            words: Each::of(|| scene::words(problem, &portrait)),
            problem: problem.clone(),
            portrait,
        }));
    }
}

/// Nullclines, cycles and equilibria of a portrait, without their names.
fn ghosts() -> impl FnMut(&Cancel, &Problem, &mut dyn FnMut(GhostAnswer)) + Send + 'static {
    move |cancel, problem, publish| {
        let found = portrait::portrait(cancel, problem, &PortraitOptions::default());
        publish(match found {
            Ok(None) => return,
            Err(why) => Err(why),
            Ok(Some(portrait)) => Ok(Arc::new(scene::ghost(problem, &portrait))),
        });
    }
}

fn basin_scene(problem: &Problem, basin: &Basin) -> Scene {
    let mut scene = scene::trace_axes(problem, 0, [0.0, 1.0]);
    scene.items = vec![scene::basins(basin)];
    scene
}
