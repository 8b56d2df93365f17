//! The questions about parameters, each on a lane of its own: the diagram, the firing rate, the plane
//! of two parameters.
use crate::analysis::{
    Curves, CurvesOptions, Diagram, DiagramOptions, Firing, FiringOptions, Problem, ProblemError,
    Regimes, RegimesOptions, Vary, curve, diagram, firing, passport, regimes,
};
use crate::export;
use crate::job::{Cancel, Lane, Shown};
use crate::scene::passport::{Entry, entries, text};
use crate::scene::{self, Item, Role, Scene};
use crate::session::{Ordinate, usual_range};
use crate::text::Each;
use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

/// A diagram is asked for by everything but the value of the varied parameter and the window that
/// happens to be looked at: moving the cursor or zooming asks nothing new.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct DiagramKey {
    /// With the preset's window and the preset's value of the varied parameter.
    pub problem: Problem,
    /// What is varied.
    pub vary: Vary,
}

impl DiagramKey {
    /// The diagram of `problem` while `vary` goes over its range.
    pub(super) fn new(problem: &Problem, vary: Vary) -> Self {
        let mut problem = problem.clone();
        forget_value(&mut problem, vary.parameter);
        problem.set_window(problem.home());
        Self { problem, vary }
    }
}

/// Puts a parameter to a value that does not depend on where its slider stands.
fn forget_value(problem: &mut Problem, parameter: usize) {
    let info = problem.model().info();
    let usual = info.values(problem.preset())[parameter];
    let [lo, hi] = usual_range(problem, parameter);
    let name = info.parameters[parameter].name;
    // The preset's own value is never refused; if it were, the slider's range has values that are not.
    for value in [usual, hi, lo, 0.5 * (lo + hi)] {
        if problem.set(name, value).is_ok() {
            return;
        }
    }
}

/// A diagram with its picture.
#[derive(Debug)]
pub(super) struct DiagramView {
    /// What it answers.
    pub key: DiagramKey,
    /// What its picture shows.
    pub ordinate: Ordinate,
    /// The diagram.
    pub diagram: Arc<Diagram>,
    /// Its picture.
    pub scene: Each<Scene>,
    /// Its cycles alone, to put over a newer picture that has none yet.
    pub cycles: Scene,
    /// Whether cycles were looked for.
    pub complete: bool,
}

/// The cycles of a scene, without labels.
fn only_cycles(scene: &Scene) -> Scene {
    let mut out = Scene::empty(scene.x.clone(), scene.y.clone());
    out.items
        .extend(scene.items.iter().filter_map(|item| match item {
            Item::Curve(c) if matches!(c.role, Role::StableCycle | Role::UnstableCycle) => {
                Some(Item::Curve(scene::Curve {
                    label: None,
                    ..c.clone()
                }))
            }
            _ => None,
        }));
    out
}

/// A plane is asked for by everything but the values of its two parameters and the window.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PlaneKey {
    /// With the preset's window and the preset's values of both parameters.
    pub problem: Problem,
    /// What is varied.
    pub vary: [Vary; 2],
}

impl PlaneKey {
    /// The plane of `problem` in which both parameters go over their ranges.
    pub(super) fn new(problem: &Problem, vary: [Vary; 2]) -> Self {
        let mut problem = problem.clone();
        for v in vary {
            forget_value(&mut problem, v.parameter);
        }
        problem.set_window(problem.home());
        Self { problem, vary }
    }
}

/// An F-I curve with its picture.
#[derive(Debug)]
pub(super) struct FiringView {
    /// What it answers.
    pub key: DiagramKey,
    /// The curve.
    pub firing: Firing,
    /// Its picture.
    pub scene: Each<Scene>,
    /// What it says about the cell.
    pub words: Each<String>,
    /// Whether a scaling law holds at its onset.
    pub lawful: bool,
}

/// The curves of a plane with their picture.
#[derive(Debug)]
pub(super) struct CurvesView {
    /// What it answers.
    pub key: PlaneKey,
    /// The curves.
    pub curves: Curves,
    /// Their picture.
    pub scene: Each<Scene>,
}

/// Whose passport, and what drives the cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PassportKey {
    /// At its present values, with the preset's window.
    pub problem: Problem,
    /// What drives it.
    pub vary: Vary,
}

/// An excitability passport in words.
#[derive(Debug)]
pub(super) struct Card {
    /// Line by line.
    pub entries: Each<Vec<Entry>>,
    /// As plain text.
    pub text: Each<String>,
}

/// The last whole diagram, so that the lanes that build on it need not compute it again.
#[derive(Clone, Default)]
struct Known(Arc<Mutex<Option<Computed>>>);

/// A diagram with its question.
type Computed = (DiagramKey, Arc<Diagram>);

impl Known {
    fn remember(&self, key: &DiagramKey, diagram: &Arc<Diagram>) {
        // Nothing that holds the lock can panic half-way.
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *last = Some((key.clone(), Arc::clone(diagram)));
    }

    /// The diagram of `key`, computed if it is another than the last; `None` when cancelled.
    fn diagram(&self, cancel: &Cancel, key: &DiagramKey) -> Answer<Option<Arc<Diagram>>> {
        let last = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        if let Some((of, diagram)) = last
            && of == *key
        {
            return Ok(Some(diagram));
        }
        let options = DiagramOptions::default();
        let found = diagram::diagram(cancel, &key.problem, &key.vary, &options)?;
        Ok(found.map(|diagram| {
            let diagram = Arc::new(diagram);
            self.remember(key, &diagram);
            diagram
        }))
    }
}

/// The regimes of a plane with their picture.
#[derive(Debug)]
pub(super) struct RegimesView {
    /// What it answers.
    pub key: PlaneKey,
    /// The regimes.
    pub regimes: Regimes,
    /// Their picture.
    pub scene: Scene,
}

pub(super) type Answer<T> = Result<T, ProblemError>;
type Question = (DiagramKey, Ordinate);
/// Whose rate, and whether with the scaling law.
pub(super) type RateQuestion = (DiagramKey, bool);

/// All lanes.
pub(super) struct Studies {
    diagram: Lane<Question, Answer<DiagramView>>,
    firing: Lane<RateQuestion, Answer<FiringView>>,
    passport: Lane<PassportKey, Answer<Card>>,
    curves: Lane<PlaneKey, Answer<CurvesView>>,
    regimes: Lane<PlaneKey, Answer<RegimesView>>,
}

/// How long a computation may run on after its question has changed, in milliseconds: long enough
/// for a whole diagram, so that a drag keeps seeing new ones.
const PATIENCE: u64 = 150;

impl Studies {
    /// Lanes with threads, which call `notify` when there is something new; or without, if there is
    /// nothing to call.
    pub(super) fn new(notify: Option<impl Fn() + Clone + Send + 'static>) -> Self {
        let known = Known::default();
        Self {
            diagram: lane("diagram", &notify, diagrams(known.clone())),
            firing: lane("firing", &notify, rates(known.clone())),
            passport: lane("passport", &notify, passports(known)),
            curves: lane("curves", &notify, |cancel, key: &PlaneKey, publish| {
                let view = |curves: Curves| CurvesView {
                    key: key.clone(),
                    scene: Each::of(|| scene::curves(&key.problem, &curves)),
                    curves,
                };
                let mut coarse = |curves: &Curves| publish(Ok(view(curves.clone())));
                let options = CurvesOptions::default();
                let found =
                    curve::curves(cancel, &key.problem, &key.vary, &options, Some(&mut coarse));
                match found {
                    Ok(Some(curves)) => publish(Ok(view(curves))),
                    Ok(None) => {}
                    Err(why) => publish(Err(why)),
                }
            }),
            regimes: lane("regimes", &notify, |cancel, key: &PlaneKey, publish| {
                let view = |regimes: Regimes| {
                    let mut scene = scene::trace_axes(&key.problem, 0, [0.0, 1.0]);
                    scene.items = vec![scene::regimes(&regimes)];
                    let key = key.clone();
                    Ok(RegimesView {
                        key,
                        regimes,
                        scene,
                    })
                };
                let mut coarse = |regimes: &Regimes| publish(view(regimes.clone()));
                let options = RegimesOptions::default();
                match regimes::regimes(cancel, &key.problem, &key.vary, &options, &mut coarse) {
                    Ok(Some(regimes)) => publish(view(regimes)),
                    Ok(None) => {}
                    Err(why) => publish(Err(why)),
                }
            }),
        }
    }

    /// The diagram.
    pub(super) fn diagram(
        &mut self,
        key: &DiagramKey,
        ordinate: Ordinate,
    ) -> Shown<Answer<DiagramView>> {
        self.diagram.show(&(key.clone(), ordinate))
    }

    /// The firing rate, with the scaling law at its onset or without.
    pub(super) fn firing(&mut self, key: &DiagramKey, law: bool) -> Shown<Answer<FiringView>> {
        self.firing.show(&(key.clone(), law))
    }

    /// The excitability passport.
    pub(super) fn passport(&mut self, key: &PassportKey) -> Shown<Answer<Card>> {
        self.passport.show(key)
    }

    /// The curves of a plane.
    pub(super) fn curves(&mut self, key: &PlaneKey) -> Shown<Answer<CurvesView>> {
        self.curves.show(key)
    }

    /// The regimes of a plane.
    pub(super) fn regimes(&mut self, key: &PlaneKey) -> Shown<Answer<RegimesView>> {
        self.regimes.show(key)
    }

    /// Forgets the answers about another model.
    pub(super) fn forget(&mut self) {
        self.diagram.clear();
        self.firing.clear();
        self.passport.clear();
        self.curves.clear();
        self.regimes.clear();
    }
}

/// A lane with a thread, which calls `notify` when there is something new; or without, if there is nothing
/// to call.
pub(super) fn lane<K, V>(
    name: &str,
    notify: &Option<impl Fn() + Clone + Send + 'static>,
    work: impl FnMut(&Cancel, &K, &mut dyn FnMut(V)) + Send + 'static,
) -> Lane<K, V>
where
    K: Clone + PartialEq + Send + 'static,
    V: Send + Sync + 'static,
{
    match notify {
        None => Lane::waiting(work),
        Some(notify) => Lane::new(name, Duration::from_millis(PATIENCE), work, notify.clone()),
    }
}

/// Diagrams with their pictures, equilibria first; when only what is shown changes, the diagram is
/// not computed again.
fn diagrams(
    known: Known,
) -> impl FnMut(&Cancel, &Question, &mut dyn FnMut(Answer<DiagramView>)) + Send + 'static {
    let mut last: Option<Computed> = None;
    move |cancel, (key, ordinate), publish| {
        let same = last.take().filter(|(of, _)| of == key);
        let view = |diagram: Arc<Diagram>, complete| {
            let ordinates = export::ordinate(*ordinate);
            let scene = Each::of(|| scene::diagram(&key.problem, &diagram, ordinates));
            Ok(DiagramView {
                key: key.clone(),
                ordinate: *ordinate,
                cycles: only_cycles(&scene),
                scene,
                diagram,
                complete,
            })
        };
        if let Some((_, diagram)) = same {
            publish(view(Arc::clone(&diagram), true));
            last = Some((key.clone(), diagram));
            return;
        }
        for cycles in [false, true] {
            let options = DiagramOptions { cycles };
            match diagram::diagram(cancel, &key.problem, &key.vary, &options) {
                Ok(Some(diagram)) => {
                    let diagram = Arc::new(diagram);
                    if cycles {
                        known.remember(key, &diagram);
                        last = Some((key.clone(), Arc::clone(&diagram)));
                    }
                    publish(view(diagram, cycles));
                }
                Ok(None) => return,
                Err(why) => return publish(Err(why)),
            }
        }
    }
}

/// The F-I curve with the diagram that it rests on; `None` when cancelled.
fn rate_and_diagram(
    cancel: &Cancel,
    known: &Known,
    key: &DiagramKey,
) -> Answer<Option<(Firing, Arc<Diagram>)>> {
    let Some(diagram) = known.diagram(cancel, key)? else {
        return Ok(None);
    };
    let options = FiringOptions { points: RATES };
    let found = firing::firing(cancel, &key.problem, &key.vary, options, Some(&diagram))?;
    Ok(found.map(|firing| (firing, diagram)))
}

/// F-I curves of other models than the one in the window.
pub(super) fn other_rates()
-> impl FnMut(&Cancel, &RateQuestion, &mut dyn FnMut(Answer<FiringView>)) + Send + 'static {
    rates(Known::default())
}

/// F-I curves with their pictures; when only the scaling law is switched, the curve is not computed
/// again.
fn rates(
    known: Known,
) -> impl FnMut(&Cancel, &RateQuestion, &mut dyn FnMut(Answer<FiringView>)) + Send + 'static {
    let mut last: Option<(DiagramKey, (Firing, Arc<Diagram>))> = None;
    move |cancel, (key, law), publish| {
        let same = last.take().filter(|(of, _)| of == key);
        let (firing, diagram) = match same {
            Some((_, found)) => found,
            None => match rate_and_diagram(cancel, &known, key) {
                Ok(Some(found)) => found,
                Ok(None) => return,
                Err(why) => return publish(Err(why)),
            },
        };
        last = Some((key.clone(), (firing.clone(), Arc::clone(&diagram))));
        publish(Ok(FiringView {
            key: key.clone(),
            scene: Each::of(|| scene::firing(&key.problem, &firing, Some(&diagram), *law)),
            words: Each::of(|| scene::firing_words(&key.problem, &firing)),
            lawful: scene::has_law(&firing, Some(&diagram)),
            firing,
        }));
    }
}

/// Excitability passports.
fn passports(
    known: Known,
) -> impl FnMut(&Cancel, &PassportKey, &mut dyn FnMut(Answer<Card>)) + Send + 'static {
    move |cancel, PassportKey { problem, vary }, publish| {
        let key = DiagramKey::new(problem, *vary);
        let found = rate_and_diagram(cancel, &known, &key).and_then(|found| match found {
            Some((firing, _)) => passport::passport(cancel, problem, vary, &firing),
            None => Ok(None),
        });
        match found {
            Ok(Some(found)) => publish(Ok(Card {
                entries: Each::of(|| entries(problem, &found)),
                text: Each::of(|| text(problem, &found)),
            })),
            Ok(None) => {}
            Err(why) => publish(Err(why)),
        }
    }
}

/// Values of the parameter at which the rate is computed: about one every other pixel.
const RATES: usize = 161;
