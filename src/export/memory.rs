//! What a figure shows, remembered in the session that it carries: so that it opens as itself again.
use super::{View, ViewOptions};
use crate::analysis::{FiringOptions, demonstrations};
use crate::scene::declared::declared;
use crate::session::{Command, Remembered, Session};
use crate::text::say;

/// The names under which a session remembers its figure.
const VIEW: &str = "figure";
const DEMONSTRATION: &str = "figure demonstration";
const START: &str = "figure start";
const SPAN: &str = "figure span";
const VARIABLE: &str = "figure variable";
const POINTS: &str = "figure points";
const TRIAL: &str = "figure trial";
const ALL: [&str; 7] = [VIEW, DEMONSTRATION, START, SPAN, VARIABLE, POINTS, TRIAL];

/// What a session says about the figure that it comes from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recalled {
    /// What the figure shows; none where the session comes from no figure.
    pub view: Option<View>,
    /// How it shows that.
    pub options: ViewOptions,
    /// What makes no sense and is left out, in sentences.
    pub faults: Vec<String>,
}

/// The session for a figure to carry: with what the figure shows, so that drawing it again gives the same figure.
pub fn remembering(session: &Session, view: View, options: &ViewOptions) -> Session {
    let mut session = forgetting(session);
    let usual = ViewOptions::default();
    let text = |text: String| Some(Remembered::Text(text));
    let number = |x: f64| Some(Remembered::Number(x));
    let variables = &session.problem().model().info().variables;
    let variable = variables.get(options.variable).map(|v| v.name.to_owned());
    let start = options.start.as_ref().map(|start| {
        let numbers = start.iter().map(f64::to_string);
        numbers.collect::<Vec<_>>().join(" ")
    });
    let demonstration = match view {
        View::Demonstration(id) => text(id.into()),
        _ => None,
    };
    let points = options.firing.points;
    let kept = [
        (VIEW, text(view.name().into())),
        (DEMONSTRATION, demonstration),
        (START, start.and_then(text)),
        (SPAN, options.span.and_then(number)),
        (
            VARIABLE,
            variable
                .filter(|_| options.variable != usual.variable)
                .and_then(text),
        ),
        (
            POINTS,
            (options.firing != usual.firing)
                .then_some(points as f64)
                .and_then(number),
        ),
        (TRIAL, options.trial.and_then(|k| number((k + 1) as f64))),
    ];
    for (name, what) in kept {
        if what.is_some() {
            // Where there is no room left for it, the figure opens as the session does.
            let _ = session.apply(&Command::Remember(name.into(), what));
        }
    }
    session
}

/// The session without what it says about the figure that it comes from: who goes on with it shows something else.
pub fn forgetting(session: &Session) -> Session {
    let mut session = session.clone();
    for name in ALL {
        if session.memory(name).is_some() {
            // Forgetting is never refused.
            let _ = session.apply(&Command::Remember(name.into(), None));
        }
    }
    session
}

/// A whole number from 1 on.
fn whole(x: f64) -> Option<usize> {
    (x.fract() == 0.0 && (1.0..=1e9).contains(&x)).then_some(x as usize)
}

impl Recalled {
    /// Reads what the session says; what makes no sense is left out, with a sentence.
    pub fn of(session: &Session) -> Self {
        let mut faults = vec![];
        let mut read = |name: &str, take: &mut dyn FnMut(&Remembered) -> bool| {
            if session.memory(name).is_some_and(|what| !take(what)) {
                faults.push(say!("export-memory-fault", name = declared(name)));
            }
        };
        let mut demonstration = None;
        read(DEMONSTRATION, &mut |what| {
            let Remembered::Text(id) = what else {
                return false;
            };
            let all = demonstrations();
            demonstration = all
                .iter()
                .find(|d| d.id == id)
                .map(|d| View::Demonstration(d.id));
            demonstration.is_some()
        });
        let mut view = None;
        read(VIEW, &mut |what| {
            let Remembered::Text(name) = what else {
                return false;
            };
            view = match name == "demo" {
                true => demonstration,
                false => View::named(name).filter(|v| View::available(session).contains(v)),
            };
            view.is_some()
        });
        let mut options = ViewOptions::default();
        let info = session.problem().model().info();
        read(START, &mut |what| {
            let Remembered::Text(text) = what else {
                return false;
            };
            let numbers: Option<Vec<f64>> = text.split(' ').map(|n| n.parse().ok()).collect();
            let good =
                |s: &Vec<f64>| s.len() == info.dimension() && s.iter().all(|x| x.is_finite());
            options.start = numbers.filter(good);
            options.start.is_some()
        });
        read(SPAN, &mut |what| {
            if let Remembered::Number(x) = what {
                options.span = Some(*x).filter(|x| *x > 0.0);
            }
            options.span.is_some()
        });
        read(VARIABLE, &mut |what| {
            let Remembered::Text(name) = what else {
                return false;
            };
            let known = info.variables.iter().position(|v| v.name == name);
            options.variable = known.unwrap_or(0);
            known.is_some()
        });
        read(POINTS, &mut |what| {
            let Remembered::Number(x) = what else {
                return false;
            };
            let points = whole(*x).filter(|n| (2..=FiringOptions::MOST).contains(n));
            if let Some(points) = points {
                options.firing = FiringOptions { points };
            }
            points.is_some()
        });
        read(TRIAL, &mut |what| {
            if let Remembered::Number(x) = what {
                options.trial = whole(*x).map(|n| n - 1);
            }
            options.trial.is_some()
        });
        Self {
            view,
            options,
            faults,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn remember(session: &mut Session, name: &str, what: Remembered) {
        let done = session.apply(&Command::Remember(name.into(), Some(what)));
        done.expect("there is room");
    }

    /// What a figure shows comes back from its session to the last bit, and leaves nothing behind when forgotten.
    #[test]
    fn what_a_figure_shows_comes_back() {
        let session = Session::default();
        let dimension = session.problem().model().info().dimension();
        let options = ViewOptions {
            start: Some((0..dimension).map(|k| -0.1 / (k + 3) as f64).collect()),
            span: Some(1.0 / 3.0),
            variable: 1,
            firing: FiringOptions { points: 17 },
            trial: Some(4),
        };
        for view in [View::Trace, View::Demonstration("hysteresis")] {
            let carried = remembering(&session, view, &options);
            let recalled = Recalled::of(&carried);
            assert_eq!(recalled.view, Some(view));
            assert_eq!(recalled.options, options);
            assert!(recalled.faults.is_empty());
            assert_eq!(forgetting(&carried), session);
        }
        assert_eq!(Recalled::of(&session), Recalled::default());
    }

    /// Nonsense is left out, each with a sentence.
    #[test]
    fn nonsense_is_left_out_and_mentioned() {
        let mut session = Session::default();
        for (name, what) in [
            (VIEW, Remembered::Text("portrai".into())),
            (DEMONSTRATION, Remembered::Flag(true)),
            (START, Remembered::Text("1 NaN".into())),
            (SPAN, Remembered::Number(-3.0)),
            (VARIABLE, Remembered::Text("q".into())),
            (POINTS, Remembered::Number(1e300)),
            (TRIAL, Remembered::Number(0.5)),
        ] {
            remember(&mut session, name, what);
        }
        let recalled = Recalled::of(&session);
        assert_eq!(recalled.faults.len(), ALL.len());
        assert_eq!(recalled.view, None);
        assert_eq!(recalled.options, ViewOptions::default());
        // A view that this session does not have is none of its figures.
        remember(&mut session, VIEW, Remembered::Text("compare".into()));
        assert_eq!(Recalled::of(&session).view, None);
    }
}
