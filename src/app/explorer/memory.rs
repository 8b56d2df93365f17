//! What the window keeps in the session beside what the session knows itself: so that everything on the
//! screen is saved, shared, undone and brought back.
//!
//! What only concerns the window (theme, zoom, playing, page, whether the notes are open) is kept quietly
//! and is no step of the history; what shows another thing is a step.
use super::demo::DemoState;
use super::page::Page;
use super::{EXPERIMENT, Explorer, natural_time};
use crate::analysis::Problem;
use crate::analysis::demo::{Demonstration, demonstrations};
use crate::scene::Theme;
use crate::session::{Command, CommandError, Gesture, Remembered, Session, Sight};
use crate::text::say;
use egui::Context;

/// The names under which things are kept.
const THEME: &str = "theme";
const ZOOM: &str = "zoom";
pub(super) const PLAYING: &str = "playing";
const PAGE: &str = "page";
const NOTES: &str = "notes open";
pub(super) const SPEED: &str = "speed";
const VARIABLE: &str = "variable over time";
pub(super) const ORBITS: &str = "orbits over time";
pub(super) const DEMONSTRATION: &str = "demonstration";
/// What the end of the demonstration puts back.
pub(super) const RULER: &str = "ruler before";
pub(super) const SIGHT: &str = "sight before";
/// The lesson that is open, by its id or its file, and its step, from 1.
pub(super) const LESSON: &str = "lesson";
pub(super) const STEP: &str = "lesson step";

const THEMES: [(Theme, &str); 2] = [(Theme::Light, "light"), (Theme::Dark, "dark")];
const PAGES: [(Page, &str); 3] = [
    (Page::Plane, "phase plane"),
    (Page::Side, "diagram and time"),
    (Page::Controls, "controls"),
];
/// The zooms at which there is still a window to use.
const ZOOMS: std::ops::RangeInclusive<f64> = 0.2..=5.0;
/// The speeds that one can watch, as multiples of the usual one.
const SPEEDS: std::ops::RangeInclusive<f64> = 1e-4..=1e4;

/// What a session wants of the window.
#[derive(Default)]
pub(super) struct Wanted {
    theme: Option<Theme>,
    zoom: Option<f32>,
    playing: Option<bool>,
    page: Option<Page>,
    notes: Option<bool>,
    speed: Option<f64>,
    variable: Option<usize>,
    orbits: Option<bool>,
    demonstration: Option<Demonstration>,
    ruler: Option<bool>,
    sight: Option<Sight>,
    /// What cannot be had, in sentences.
    pub(super) faults: Vec<String>,
}

impl Wanted {
    /// Reads what `session` keeps for the window; what makes no sense is left out, with a sentence.
    pub(super) fn of(session: &Session) -> Self {
        let mut wanted = Self::default();
        let faults = &mut wanted.faults;
        let problem = session.problem();
        wanted.theme = word(session, THEME, faults, |w| one_of(&THEMES, w));
        wanted.page = word(session, PAGE, faults, |w| one_of(&PAGES, w));
        wanted.sight = word(session, SIGHT, faults, Sight::named);
        let variables = &problem.model().info().variables;
        wanted.variable = word(session, VARIABLE, faults, |w| {
            variables.iter().position(|v| v.name == w)
        });
        wanted.demonstration = word(session, DEMONSTRATION, faults, |w| {
            let mut all = demonstrations().into_iter();
            all.find(|d| d.id == w && is_about(d, problem))
        });
        for (name, into) in [
            (PLAYING, &mut wanted.playing),
            (NOTES, &mut wanted.notes),
            (ORBITS, &mut wanted.orbits),
            (RULER, &mut wanted.ruler),
        ] {
            *into = kept(session, name, faults, |what| match what {
                Remembered::Flag(on) => Some(*on),
                _ => None,
            });
        }
        let number = |name, faults: &mut _, range: std::ops::RangeInclusive<f64>| {
            kept(session, name, faults, |what| match what {
                Remembered::Number(x) => Some(*x).filter(|x| range.contains(x)),
                _ => None,
            })
        };
        wanted.zoom = number(ZOOM, faults, ZOOMS).map(|zoom| zoom as f32);
        let usual = usual_speed(problem, wanted.demonstration.as_ref());
        let speeds = SPEEDS.start() * usual..=SPEEDS.end() * usual;
        wanted.speed = number(SPEED, faults, speeds);
        wanted
    }
}

/// What is kept under `name`, if it is there and makes sense.
fn kept<T>(
    session: &Session,
    name: &str,
    faults: &mut Vec<String>,
    read: impl FnOnce(&Remembered) -> Option<T>,
) -> Option<T> {
    let what = session.memory(name)?;
    let read = read(what);
    if read.is_none() {
        let what = match what {
            Remembered::Flag(on) => on.to_string(),
            Remembered::Number(x) => crate::scene::value(*x),
            Remembered::Text(text) => format!("{:?}", text.chars().take(40).collect::<String>()),
        };
        faults.push(say!(
            "memory-left-out",
            name = crate::scene::declared::declared(name),
            what = what
        ));
    }
    read
}

/// The same for a word.
fn word<T>(
    session: &Session,
    name: &str,
    faults: &mut Vec<String>,
    read: impl FnOnce(&str) -> Option<T>,
) -> Option<T> {
    kept(session, name, faults, |what| match what {
        Remembered::Text(text) => read(text),
        _ => None,
    })
}

fn one_of<T: Copy>(known: &[(T, &str)], word: &str) -> Option<T> {
    let found = known.iter().find(|(_, name)| *name == word);
    found.map(|(what, _)| *what)
}

fn name_of<T: PartialEq>(known: &[(T, &str)], what: &T) -> Remembered {
    let found = known.iter().find(|(one, _)| one == what);
    Remembered::Text(found.map_or("", |(_, name)| name).into())
}

/// Whether a demonstration is one of this cell.
fn is_about(demo: &Demonstration, problem: &Problem) -> bool {
    Problem::from_source(demo.source).is_ok_and(|cell| {
        cell.model().info().id == problem.model().info().id
            && cell.preset_id() == problem.preset_id()
    })
}

/// The speed that suits what is shown. An experiment is over in some seconds, whatever the cell's own time.
fn usual_speed(problem: &Problem, demo: Option<&Demonstration>) -> f64 {
    let until = demo.map(|d| d.until);
    let until = until.or(problem.preset().protocol.map(|p| p.until));
    until.map_or_else(|| natural_time(problem), |until| until / EXPERIMENT)
}

impl Explorer {
    /// Keeps something that is no step of the history.
    fn keep_quietly(&mut self, name: &str, what: Remembered) {
        if self.session().memory(name) == Some(&what) {
            return;
        }
        let command = Command::Remember(name.into(), Some(what));
        // Where there is no room left for it, the window does without.
        if self.history.apply(&command, Gesture::Quiet).is_ok() {
            self.touched();
        }
    }

    /// How the window goes on where the next session says nothing of it.
    pub(super) fn present_ways(&self) -> Vec<(&'static str, Remembered)> {
        let ways = [THEME, PLAYING, PAGE].into_iter();
        ways.filter_map(|name| Some((name, self.session().memory(name)?.clone())))
            .collect()
    }

    /// Keeps those of them that the session says nothing of, so that it has what the window goes on with.
    pub(super) fn keep_ways(&mut self, ways: Vec<(&'static str, Remembered)>) {
        for (name, what) in ways {
            if self.session().memory(name).is_none() {
                self.keep_quietly(name, what);
            }
        }
    }

    /// Whether the session itself says if its notes are open.
    pub(super) fn says_whether_notes_are_open(&self) -> bool {
        Wanted::of(self.session()).notes.is_some()
    }

    pub(super) fn set_theme(&mut self, theme: Theme) {
        self.theme = Some(theme);
        self.keep_quietly(THEME, name_of(&THEMES, &theme));
    }

    pub(super) fn set_playing(&mut self, on: bool) {
        self.playing = on;
        self.keep_quietly(PLAYING, Remembered::Flag(on));
    }

    pub(super) fn set_page(&mut self, page: Page) {
        self.page = page;
        self.keep_quietly(PAGE, name_of(&PAGES, &page));
    }

    pub(super) fn set_notes_open(&mut self, open: bool) {
        self.notes.open = open;
        self.keep_quietly(NOTES, Remembered::Flag(open));
    }

    pub(super) fn set_speed(&mut self, speed: f64) -> Result<(), CommandError> {
        self.speed = speed;
        self.keep_step(SPEED, Remembered::Number(speed))
    }

    pub(super) fn set_variable(&mut self, k: usize) -> Result<(), CommandError> {
        let variables = &self.session().problem().model().info().variables;
        let Some(name) = variables.get(k).map(|v| v.name) else {
            return Ok(());
        };
        self.variable = k;
        self.keep_step(VARIABLE, Remembered::Text(name.into()))
    }

    pub(super) fn set_kept(&mut self, on: bool) -> Result<(), CommandError> {
        self.kept = on;
        self.keep_step(ORBITS, Remembered::Flag(on))
    }

    fn keep_step(&mut self, name: &str, what: Remembered) -> Result<(), CommandError> {
        self.apply(&Command::Remember(name.into(), Some(what)))
    }

    /// What another cell does not take over.
    pub(super) fn forgetting(&self) -> Vec<Command> {
        let names = [SPEED, VARIABLE, ORBITS].into_iter();
        let known = names.filter(|name| self.session().memory(name).is_some());
        known
            .map(|name| Command::Remember(name.into(), None))
            .collect()
    }

    /// Lets the window follow what the session keeps for it.
    pub(super) fn recall(&mut self) {
        let wanted = Wanted::of(self.session());
        self.theme = wanted.theme.or(self.theme);
        self.wanted_zoom = wanted.zoom;
        self.playing = wanted.playing.unwrap_or(self.playing);
        self.page = wanted.page.unwrap_or(self.page);
        self.notes.open = wanted.notes.unwrap_or(false);
        self.recall_lesson();
        let problem = self.history.session().problem();
        let demo = wanted.demonstration;
        let usual = usual_speed(problem, demo.as_ref());
        self.speed = wanted.speed.unwrap_or(usual);
        self.variable = wanted.variable.unwrap_or(0);
        self.kept = wanted.orbits.unwrap_or(problem.scales().len() == 1);
        let Some(demo) = demo else {
            self.demo = None;
            return;
        };
        let trial = demo.trial_of(self.history.session().stimulus());
        let same = |state: &&mut DemoState| state.demo.id == demo.id;
        if let Some(state) = self.demo.as_mut().filter(|s| same(s)) {
            if let Some(trial) = trial.filter(|trial| *trial != state.trial) {
                state.trial = trial;
                state.rested = false;
                self.begun = None;
            }
            return;
        }
        let trial = trial.unwrap_or_else(|| demo.telling());
        self.begun = None;
        self.demo = Some(DemoState {
            demo,
            trial,
            rested: false,
            told: None,
            range: None,
        });
    }

    /// What the end of a demonstration puts back: the threshold ruler, and what was looked at.
    pub(super) fn before_demo(&self) -> (bool, Option<Sight>) {
        let wanted = Wanted::of(self.session());
        (wanted.ruler.unwrap_or(false), wanted.sight)
    }

    /// Takes the zoom that the session wants, and keeps the one that the user has chosen. Whether it was
    /// chosen at all.
    pub(super) fn follow_zoom(&mut self, ctx: &Context) -> bool {
        if let Some(zoom) = self.wanted_zoom.take() {
            ctx.set_zoom_factor(zoom);
            self.zoom_chosen = true;
            return true;
        }
        let zoom = ctx.zoom_factor();
        self.zoom_chosen |= self.zoom.is_some_and(|ours| ours != zoom);
        if self.zoom_chosen {
            self.keep_quietly(ZOOM, Remembered::Number(f64::from(zoom)));
        }
        self.zoom_chosen
    }
}
