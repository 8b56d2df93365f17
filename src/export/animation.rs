//! A row of sessions as an animation.
use super::{Figure, Page, View, ViewError, ViewOptions, figure};
use crate::draw::{Animation, AnimationError, AnimationFormat, AnimationOptions};
use crate::job::Cancel;
use crate::model::ModelInfo;
use crate::scene::number::with_unit;
use crate::scene::{Key, Scene, exact, quantity, set_words};
use crate::session::Session;
use crate::text::say;

/// How long each picture stands, in milliseconds.
pub const DELAY: u16 = 40;
/// What lasts longer than so many pictures is shown faster.
const MOST: usize = 250;

/// What is shown, moment by moment.
#[derive(Clone, Copy, Debug)]
pub struct Moving<'a> {
    /// The session at each moment, [`DELAY`] apart.
    pub frames: &'a [&'a Session],
    /// What is shown of it.
    pub view: View,
    /// What no session says.
    pub options: &'a ViewOptions,
    /// The file format.
    pub format: AnimationFormat,
    /// Size in pixels, and colours.
    pub page: &'a Page,
}

/// Why there is no animation.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum MovingError {
    /// A moment has no such view.
    #[error(transparent)]
    View(#[from] ViewError),
    /// The pictures cannot be written.
    #[error(transparent)]
    Animation(#[from] AnimationError),
}

/// The moments of a drag, times in seconds in ascending order, as pictures at equal intervals: in the time that
/// it took, or faster if there would be more than 250.
pub fn moments<'a>(drag: &[(f64, &'a Session)]) -> Vec<&'a Session> {
    let (Some(first), Some(last)) = (drag.first(), drag.last()) else {
        return vec![];
    };
    let span = last.0 - first.0;
    let steps = (1000.0 * span / f64::from(DELAY)).ceil();
    let steps = steps.clamp(1.0, (MOST - 1) as f64) as usize;
    (0..=steps)
        .map(|k| {
            let time = first.0 + span * k as f64 / steps as f64;
            // The last moment is there whatever rounding does.
            let after = match k == steps {
                true => drag.len(),
                false => drag.partition_point(|(t, _)| *t <= time),
            };
            drag[after.max(1) - 1].1
        })
        .collect()
}

/// Gives all pictures the same axes, each as far as any of them reaches, and the same legend, so that nothing jumps
/// that does not move.
fn hold_still(figures: &mut [Figure]) {
    let panels = figures.iter().map(|f| f.scenes.len()).max().unwrap_or(0);
    for panel in 0..panels {
        let scenes = || figures.iter().filter_map(|f| f.scenes.get(panel));
        let reach = |range: fn(&Scene) -> [f64; 2]| {
            let nothing = [f64::INFINITY, f64::NEG_INFINITY];
            scenes().fold(nothing, |[lo, hi], scene| {
                let [a, b] = range(scene);
                [lo.min(a), hi.max(b)]
            })
        };
        let (x, y) = (reach(|s| s.x.range), reach(|s| s.y.range));
        let mut legend: Vec<Key> = vec![];
        for key in scenes().flat_map(|s| &s.legend) {
            if !legend.contains(key) {
                legend.push(key.clone());
            }
        }
        for scene in figures.iter_mut().filter_map(|f| f.scenes.get_mut(panel)) {
            scene.x.range = x;
            scene.y.range = y;
            scene.legend.clone_from(&legend);
        }
    }
}

/// The parameters that move: places, and their values at both ends.
struct Course<'a> {
    info: Option<&'a ModelInfo>,
    moves: Vec<(usize, [f64; 2])>,
}

impl<'a> Course<'a> {
    fn of(frames: &[&'a Session]) -> Self {
        let problems = || frames.iter().map(|s| s.problem());
        let (Some(first), Some(last)) = (problems().next(), problems().next_back()) else {
            return Self {
                info: None,
                moves: vec![],
            };
        };
        let info = first.model().info();
        // Beside another model, places mean something else.
        let alike = problems().all(|p| p.model().info().id == info.id);
        let ends = first.values().iter().zip(last.values());
        let moves = ends
            .enumerate()
            .filter(|(k, (from, _))| alike && problems().any(|p| p.values()[*k] != **from));
        Self {
            info: Some(info),
            moves: moves.map(|(k, (&from, &to))| (k, [from, to])).collect(),
        }
    }

    fn value(&self, k: usize, value: f64) -> String {
        let spec = self.info.map(|i| &i.parameters[k]);
        spec.map_or_else(String::new, |spec| {
            format!("{} = {}", spec.name, quantity(value, spec.unit.symbol()))
        })
    }

    /// The heading of a picture: where the parameters are that move, unless it says that already.
    fn now(&self, session: &Session, title: &str) -> String {
        let values = session.problem().values();
        let moves = self.moves.iter().map(|&(k, _)| self.value(k, values[k]));
        let moves = moves.filter(|m| !title.split(", ").any(|told| told == m));
        let title = Some(title.to_owned()).filter(|t| !t.is_empty());
        title
            .into_iter()
            .chain(moves)
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// The caption of all pictures: that of a session, with both ends of what moves in place of where it is.
    fn told(&self, session: &Session, caption: &str) -> String {
        let values = session.problem().values();
        self.moves
            .iter()
            .fold(caption.to_owned(), |text, &(k, [from, to])| {
                let Some(spec) = self.info.map(|i| &i.parameters[k]) else {
                    return text;
                };
                let unit = spec.unit.symbol();
                let here = format!("{} = {}", spec.name, with_unit(exact(values[k]), unit));
                let to = with_unit(exact(to), unit);
                text.replacen(
                    &here,
                    &say!(
                        "parameter-between",
                        name = spec.name,
                        lo = exact(from),
                        hi = to
                    ),
                    1,
                )
            })
    }
}

/// The animation as the bytes of a file; `None` when cancelled. Axes stand still: each reaches as far as any moment
/// needs it. `progress` is told which part is done.
///
/// # Errors
/// [`MovingError`] when a moment cannot be shown so, or the page is too large for an animation.
pub fn animation(
    cancel: &Cancel,
    moving: &Moving<'_>,
    progress: &mut dyn FnMut(f32),
) -> Result<Option<Vec<u8>>, MovingError> {
    let mut animation = Animation::new(&AnimationOptions {
        size: moving.page.size,
        theme: moving.page.theme,
        delay: DELAY,
        frames: moving.frames.len(),
        format: moving.format,
    })?;
    // Analysis and drawing take about as long as each other.
    let whole = 2.0 * moving.frames.len() as f32;
    let mut figures: Vec<Figure> = Vec::new();
    let mut places = Vec::with_capacity(moving.frames.len());
    let mut shown: Vec<&Session> = Vec::new();
    for (k, session) in moving.frames.iter().enumerate() {
        if shown.last() != Some(session) {
            let found = figure(cancel, session, &moving.view, moving.options)?;
            let Some(found) = found else {
                return Ok(None);
            };
            figures.push(found);
            shown.push(session);
        }
        places.push(figures.len() - 1);
        progress((k + 1) as f32 / whole);
    }
    hold_still(&mut figures);
    let course = Course::of(moving.frames);
    // A comparison is told of a moment at which there is a difference.
    let differs = |s: &&Session| {
        s.ghost()
            .is_some_and(|g| g.values() != s.problem().values())
    };
    let telling = shown.iter().position(differs).unwrap_or(0);
    let told = figures.get(telling).and_then(|f| f.scenes.first());
    let caption = match (told, shown.get(telling)) {
        (Some(scene), Some(session)) => course.told(session, &scene.caption),
        _ => String::new(),
    };
    for (figure, session) in figures.iter_mut().zip(shown) {
        // Beside the kept portrait it is the present one, the last, that moves.
        let beside = moving.view == View::Compare;
        let headed = match beside {
            true => figure.scenes.last_mut(),
            false => figure.scenes.first_mut(),
        };
        if let Some(scene) = headed {
            let alike = set_words(session.problem(), session.problem());
            let title = match beside && scene.title == alike {
                true => "",
                false => &scene.title,
            };
            scene.title = course.now(session, title);
        }
        if let Some(first) = figure.scenes.first_mut() {
            first.caption.clone_from(&caption);
        }
    }
    for (k, &place) in places.iter().enumerate() {
        if cancel.is_cancelled() {
            return Ok(None);
        }
        let figure = &figures[place];
        let scenes: &[Scene] = &figure.scenes;
        animation.add(scenes, figure.columns)?;
        progress((places.len() + k + 1) as f32 / whole);
    }
    Ok(Some(animation.finish()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Command;

    /// A drag of one second is 25 pictures and the one it begins with; one of an hour is as many as there may be;
    /// both begin and end as the drag did, and the state between two moments is that of the earlier one.
    #[test]
    fn a_drag_takes_its_time() {
        let [a, b, c] = [(); 3].map(|()| Session::default());
        let at = |s: &Session, frames: &[&Session]| {
            let same = frames.iter().map(|f| std::ptr::eq(*f, s));
            same.filter(|same| *same).count()
        };
        let frames = moments(&[(2.0, &a), (2.5, &b), (3.0, &c)]);
        assert_eq!(frames.len(), 26);
        assert_eq!([&a, &b, &c].map(|s| at(s, &frames)), [13, 12, 1]);
        let long = moments(&[(0.0, &a), (1800.0, &b), (3600.0, &c)]);
        assert_eq!(long.len(), MOST);
        assert!(std::ptr::eq(long[0], &a) && std::ptr::eq(long[MOST - 1], &c));
        assert!(moments(&[]).is_empty());
        // Nothing that took no time is a division by zero.
        assert_eq!(moments(&[(1.0, &a), (1.0, &b)]).len(), 2);
    }

    fn at(current: f64) -> Session {
        let mut session = Session::default();
        let name = "I".to_owned();
        let done = session.apply(&Command::Set {
            name,
            value: current,
        });
        done.expect("finite");
        session
    }

    /// Of a drag of I from 1 over 9 to 4 the caption tells both ends, and each picture where I is.
    #[test]
    fn what_moves_is_told() {
        let drag = [at(1.0), at(9.0), at(4.0)];
        let frames: Vec<&Session> = drag.iter().collect();
        let course = Course::of(&frames);
        assert_eq!(course.now(&drag[1], ""), "I = 9\u{2009}µA/cm²");
        assert_eq!(course.now(&drag[1], "ghost"), "ghost, I = 9\u{2009}µA/cm²");
        let caption = crate::scene::caption(drag[0].problem());
        let told = course.told(&drag[0], &caption);
        assert!(told.contains("I from 1 to 4\u{2009}µA/cm²,"), "{told}");
    }
}
