//! Two sets of parameters side by side: the kept portrait with a live state of its own, which began where the
//! live state of the present one was, and which everything that is done to that one is done to.
use super::super::action::Action;
use super::super::live::Live;
use super::super::panel::compare;
use super::super::picture;
use super::super::plane::{Contents, Plane};
use super::super::questions::{OrbitKey, Orbits, Start};
use super::ask::{Answer, dim, newest};
use super::layout::card_over;
use super::{Explorer, ORBIT_TIMES, SCOPE, TRAIL};
use crate::analysis::Problem;
use crate::lesson::Part;
use crate::model::Drive;
use crate::scene::{self, Item, Role, Scene, Theme};
use crate::session::Seed;
use crate::text::say;
use egui::{Rect, Ui, UiBuilder, vec2};
use std::sync::Arc;

/// Room between the two planes.
const GAP: f32 = 10.0;
/// Planes narrower than this stand one above the other, where that is better.
const NARROW: f32 = 330.0;

/// What the explorer keeps about the kept portrait from frame to frame.
#[derive(Default)]
pub(super) struct CompareState {
    plane: Plane,
    live: Option<Live>,
    obeyed: Option<Problem>,
    view: Option<Answer>,
    orbits: Option<Arc<Orbits>>,
    parts: Option<Parts>,
}

/// Scenes that are filled anew every frame, kept for their memory.
struct Parts {
    axes: Scene,
    trail: Scene,
    starts: Scene,
    live: Scene,
}

impl CompareState {
    /// Whether the other live state does what `still` says, or there is none.
    pub(super) fn is_still(&self, still: &dyn Fn(&Live) -> bool) -> bool {
        self.live.as_ref().is_none_or(still)
    }
}

/// The places of two planes: the kept portrait's, and the present one's.
pub(super) fn places(room: Rect) -> [Rect; 2] {
    let half = 0.5 * (room.size() - vec2(GAP, GAP)).max(vec2(2.0, 2.0));
    let beside = half.x >= NARROW || room.width() >= 1.2 * room.height();
    let (size, step) = if beside {
        (vec2(half.x, room.height()), vec2(half.x + GAP, 0.0))
    } else {
        (vec2(room.width(), half.y), vec2(0.0, half.y + GAP))
    };
    [room.min, room.min + step].map(|corner| Rect::from_min_size(corner, size))
}

impl Explorer {
    /// The problem of the kept portrait, where it stands beside the present one.
    pub(super) fn compared(&self) -> Option<Problem> {
        let session = self.history.session();
        session.is_beside().then(|| session.ghost()).flatten()
    }

    /// Lets the other live state live.
    pub(super) fn move_other(&mut self, dt: Option<f64>) {
        let Some(problem) = self.compared() else {
            self.compare.live = None;
            self.compare.obeyed = None;
            return;
        };
        if self.compare.live.is_none() {
            let mut live = Live::new(&problem);
            live.put(self.live.whole());
            self.compare.live = Some(live);
            self.compare.obeyed = Some(problem.clone());
            self.stimulate_other();
        }
        let known = self.compare.obeyed.as_ref();
        let same =
            known.is_some_and(|o| o.values() == problem.values() && o.axes() == problem.axes());
        let speed = self.speed;
        let Some(live) = &mut self.compare.live else {
            return;
        };
        if !same && live.obey(&problem).is_ok() {
            self.compare.obeyed = Some(problem);
        }
        if let Some(dt) = dt.filter(|_| live.fault().is_none()) {
            live.advance(speed * dt);
            live.forget_before(live.time() - 1.1 * SCOPE.max(TRAIL) * speed);
        }
    }

    /// Begins the session's stimulus for the other live state too.
    pub(super) fn stimulate_other(&mut self) {
        let Some(problem) = self.compared() else {
            return;
        };
        let session = self.history.session();
        let (stimulus, euler) = (session.stimulus(), session.euler());
        let drive = (!stimulus.is_empty() || euler.is_some()).then(|| {
            Drive::new(
                &**problem.model(),
                problem.values(),
                stimulus,
                session.seed(),
            )
        });
        if let Some(live) = &mut self.compare.live {
            match drive {
                Some(Ok(drive)) => live.stimulate(Some(&drive), euler),
                // What a stimulus may not do to the other set is said where it is read.
                Some(Err(_)) | None => live.stimulate(None, None),
            }
        }
    }

    /// Does to the other live state what is done to the present one.
    pub(super) fn act_on_other(&mut self, act: impl FnOnce(&mut Live)) {
        if let Some(live) = &mut self.compare.live {
            act(live);
        }
    }

    /// The time course of the other live state, to put under that of the present one.
    pub(super) fn other_course(&self, k: usize, span: f64) -> Vec<Item> {
        match (self.compared(), &self.compare.live) {
            (Some(problem), Some(live)) if k < live.whole().len() => {
                picture::course(&problem, live, Role::Other, k, span)
            }
            _ => vec![],
        }
    }

    /// The kept portrait in its place, with its heading.
    pub(super) fn kept_ui(
        &mut self,
        ui: &mut Ui,
        mut room: Rect,
        problem: &Problem,
        theme: Theme,
        layers: scene::Layers,
        actions: &mut Vec<Action>,
    ) {
        let shown = self.questions.kept(&(problem.clone(), layers));
        let (value, waiting) = newest(&shown);
        if value.is_some() {
            self.compare.view = value;
        }
        let session = self.history.session();
        let seeds = session.seeds().iter().filter(|_| layers.orbits);
        // Of a model with one variable the height is its rate, which these parameters change.
        let projected = |seed: &Seed| Seed {
            start: problem.project(&seed.state),
            ..seed.clone()
        };
        let seeds: Vec<Seed> = seeds.map(projected).collect();
        self.compare.orbits = None;
        if !seeds.is_empty() {
            let mut home = problem.clone();
            home.set_window(home.home());
            let start = |s: &Seed| Start {
                id: s.id,
                role: Role::Kept(s.colour),
                at: s.state.clone(),
            };
            let horizon = SCOPE * self.speed;
            let key = OrbitKey {
                problem: home,
                starts: seeds.iter().map(start).collect(),
                span: (ORBIT_TIMES * self.usual_speed).max(horizon),
                horizon,
                past: false,
            };
            self.compare.orbits = self.questions.kept_orbits(&key).value().cloned();
        }
        let view = match self.compare.view.as_deref() {
            Some(Ok(view)) => Some(view),
            _ => None,
        };
        let tells = !self.teaching.hides(&Part::Words);
        let heading = compare::Heading {
            kept: true,
            set: scene::set_words(problem, session.problem()),
            words: view.filter(|_| tells).map_or("", |v| &v.words),
        };
        room.min.y += compare::heading_ui(ui, room, &heading, actions);
        let dim = dim(waiting);
        let parts = self.compare.parts.get_or_insert_with(|| {
            let blank = scene::plane_axes(problem);
            Parts {
                axes: blank.clone(),
                trail: blank.clone(),
                starts: blank.clone(),
                live: blank,
            }
        });
        parts.axes = scene::plane_axes(problem);
        for scene in [&mut parts.trail, &mut parts.live] {
            scene.items.clear();
        }
        picture::starts(&mut parts.starts, &seeds);
        if let Some(live) = &self.compare.live {
            picture::trail(&mut parts.trail, live, TRAIL * self.speed, layers.orbits);
            picture::live(&mut parts.live, live);
        }
        let mut sheets: Vec<(&Scene, f32)> = Vec::with_capacity(8);
        sheets.extend(view.map(|v| (v.scene.now(), dim)));
        let orbits = self.compare.orbits.as_deref();
        sheets.extend(orbits.map(|o| (&o.plane, 1.0)));
        sheets.push((&parts.trail, 1.0));
        sheets.extend(view.map(|v| (&v.above[0], dim)));
        if layers.orbits {
            sheets.push((&parts.starts, 1.0));
        }
        sheets.push((&parts.live, 1.0));
        sheets.extend(view.map(|v| (&v.above[1], dim)));
        let equilibria = match view {
            Some(view) if layers.equilibria => view.portrait.equilibria.as_slice(),
            _ => &[],
        };
        let name = say!("kept-plane");
        let labels = !self.teaching.hides(&Part::Labels);
        let contents = Contents {
            name: &name,
            theme,
            scale: 1.0,
            axes: &parts.axes,
            sheets: &sheets,
            window: problem.window(),
            home: problem.home(),
            seeds: &seeds,
            paths: orbits.map_or(&[], |o| &o.paths),
            equilibria,
            shown: problem.axes(),
            labels,
            next_seed: session.next_seed(),
        };
        let plane = &mut self.compare.plane;
        ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
            plane.show(ui, &contents, actions);
        });
        if labels {
            let rate = 10.0 / self.usual_speed;
            card_over(ui, plane, problem, equilibria, rate, theme);
        }
    }
}
