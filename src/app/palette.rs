//! Everything that can be done and every term, found by typing a part of its name.
use super::action::{Action, Practise, Present, Teach, Wish};
use crate::analysis::demo::demonstrations;
use crate::lesson::shipped;
use crate::model::zoo;
use crate::scene::Term;
use crate::session::{Command, Layer, Session, Sight, Stage, TwinIdea};
use crate::text::{Language, language, say};

/// Most answers that are shown.
pub(super) const MOST: usize = 9;

/// Something that can be found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    /// What it is called.
    pub name: String,
    /// The key that does the same, or where it belongs.
    pub key: &'static str,
    /// What it means, in a sentence or two.
    pub about: String,
    /// What it does; a term does nothing, it is read.
    pub action: Option<Action>,
}

impl Entry {
    fn new(name: String, key: &'static str, action: impl Into<Action>) -> Self {
        Self {
            name,
            key,
            about: String::new(),
            action: Some(action.into()),
        }
    }

    fn about(mut self, about: impl Into<String>) -> Self {
        self.about = about.into();
        self
    }

    /// How well it answers what was typed: less is better; `None` where a word of it is missing.
    fn rank(&self, typed: &[String]) -> Option<usize> {
        let name = self.name.to_lowercase();
        let about = self.about.to_lowercase();
        typed.iter().try_fold(0, |rank, word| {
            let begins = name.starts_with(word.as_str());
            let starts = name
                .split([' ', '/', '-', '('])
                .any(|w| w.starts_with(word.as_str()));
            let cost = match (begins, starts, name.contains(word.as_str())) {
                (true, _, _) => 0,
                (_, true, _) => 1,
                (_, _, true) => 2,
                _ if about.contains(word.as_str()) => 6,
                _ => return None,
            };
            Some(rank + cost)
        })
    }
}

/// The entries that answer what was typed, the best first; all that can be done where nothing was typed.
pub(super) fn found(entries: &[Entry], session: &Session, typed: &str) -> Vec<Entry> {
    let words: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    let mut ranked: Vec<(usize, usize)> = entries
        .iter()
        .enumerate()
        .filter_map(|(k, entry)| Some((entry.rank(&words)?, k)))
        .collect();
    ranked.sort_unstable();
    let value = value(session, typed);
    let named = ranked.iter().map(|&(_, k)| entries[k].clone());
    value.into_iter().chain(named).take(MOST).collect()
}

/// "I = 5" sets a parameter; its name may be written small.
fn value(session: &Session, typed: &str) -> Option<Entry> {
    let halves = typed.split_once(['=', '＝']);
    let (name, number) = halves.or_else(|| typed.trim().split_once(' '))?;
    let (name, number) = (name.trim(), number.trim().replace('−', "-"));
    let parameters = &session.problem().model().info().parameters;
    let exact = parameters.iter().find(|p| p.name == name);
    let spec = exact.or_else(|| {
        parameters
            .iter()
            .find(|p| p.name.eq_ignore_ascii_case(name))
    })?;
    let value: f64 = number.parse().ok().filter(|v: &f64| v.is_finite())?;
    let name = spec.name.to_owned();
    let words = say!("palette-set", name = spec.name, value = number);
    Some(Entry::new(words, "", Command::Set { name, value }))
}

/// All of them, in the order in which they are offered where nothing was typed.
pub(super) fn entries(session: &Session, [playing, dark, sound]: [bool; 3]) -> Vec<Entry> {
    let mut out = vec![];
    let mut add = |name: String, key, action: Action| out.push(Entry::new(name, key, action));
    let play = if playing {
        say!("palette-pause")
    } else {
        say!("palette-play")
    };
    add(play, "Space", Action::Play(!playing));
    add(say!("palette-restart"), "R", Action::Restart);
    add(
        say!("palette-kick"),
        "K",
        Action::Kick([super::panel::time::KICK, 0.0]),
    );
    add(say!("palette-scatter"), "S", Action::Scatter);
    add(say!("palette-keep"), "Enter", Action::KeepLive);
    add(
        say!("palette-clear"),
        "Shift + Delete",
        Command::Clear.into(),
    );
    add(say!("palette-reset-view"), "0", Command::ResetWindow.into());
    add(
        say!("palette-reset-parameters"),
        "",
        Command::ResetParameters.into(),
    );
    add(say!("palette-undo"), "Ctrl + Z", Action::Undo);
    add(say!("palette-redo"), "Ctrl + Y", Action::Redo);
    add(
        say!("palette-open"),
        "Ctrl + O",
        Action::Files(Wish::AskOpen),
    );
    add(
        say!("palette-save"),
        "Ctrl + S",
        Action::Files(Wish::SaveAgain),
    );
    add(
        say!("palette-export"),
        "Ctrl + E",
        Action::Files(Wish::AskExport),
    );
    add(say!("palette-notes"), "Ctrl + N", Action::Notes(true));
    add(
        say!("palette-lessons"),
        "Ctrl + L",
        Action::Teach(Teach::List(true)),
    );
    add(say!("exercises"), "", Action::Practise(Practise::Begin));
    add(
        say!("palette-presenter"),
        "F11",
        Action::Present(Present::Begin),
    );
    let theme = if dark {
        say!("palette-light")
    } else {
        say!("palette-dark")
    };
    add(theme, "T", Action::SwitchTheme);
    add(say!("palette-sound"), "A", Action::Sound(!sound));
    for other in Language::ALL.into_iter().filter(|l| *l != language()) {
        add(other.name().to_owned(), "", Action::Speak(other));
    }
    add(say!("palette-help"), "F1", Action::Help(true));
    add(say!("palette-passport"), "P", Action::Passport(true));
    let above = Action::Bifurcation { above: true };
    add(say!("palette-next-bifurcation"), "]", above);
    let below = Action::Bifurcation { above: false };
    add(say!("palette-last-bifurcation"), "[", below);
    let ghost = Command::Ghost(session.ghost().is_none());
    add(say!("palette-ghost"), "G", ghost.into());
    let beside = Command::Beside(!session.is_beside());
    add(say!("palette-beside"), "Shift + G", beside.into());
    for (name, key, sight) in [
        (say!("palette-diagram"), "B", Sight::Diagram),
        (say!("palette-firing"), "F", Sight::Firing),
        (say!("palette-curves"), "C", Sight::Curves),
        (say!("palette-time"), "X", Sight::Time),
    ] {
        add(name, key, Command::Look(sight).into());
    }
    if session.problem().model().info().membrane {
        add(
            say!("palette-membrane"),
            "M",
            Command::Look(Sight::Membrane).into(),
        );
    }
    for (name, stage) in [
        (say!("palette-neuron"), Stage::Neuron),
        (say!("palette-train"), Stage::SpikeTrain),
        (say!("palette-unit"), Stage::ArtificialNeuron),
        (say!("palette-twin"), Stage::Twin),
    ] {
        add(name, "", Command::Enter(stage).into());
    }
    for (name, key, layer) in layers() {
        let on = !session.layers().shows(layer);
        let name = if on {
            say!("palette-show", layer = name)
        } else {
            say!("palette-hide", layer = name)
        };
        add(name, key, Command::Show { layer, on }.into());
    }
    for demo in demonstrations() {
        let name = say!(
            "palette-demo",
            title = crate::scene::declared::declared(demo.title)
        );
        out.push(Entry::new(name, "", Action::Demo(Some(demo.id))).about(demo.about));
    }
    for idea in TwinIdea::ALL {
        let name = say!("palette-idea", name = idea.name());
        let begin = Action::Experiment(idea);
        out.push(Entry::new(name, "", begin).about(idea.about()));
    }
    for lesson in shipped() {
        let name = say!("palette-lesson", title = lesson.title.now());
        let open = Action::Teach(Teach::Open(lesson.id.clone()));
        out.push(Entry::new(name, "", open).about(lesson.summary.now()));
    }
    for model in zoo::registry() {
        let info = model.info();
        for preset in &info.presets {
            let source = format!("{}/{}", info.id, preset.id);
            let name = say!("palette-model", model = info.name, preset = preset.id);
            out.push(Entry::new(name, "", Command::Open(source)));
        }
    }
    out.extend(terms());
    out
}

fn layers() -> [(String, &'static str, Layer); 8] {
    [
        (say!("palette-layer-field"), "1", Layer::Field),
        (say!("palette-layer-nullclines"), "2", Layer::Nullclines),
        (say!("palette-layer-equilibria"), "3", Layer::Equilibria),
        (say!("palette-layer-separatrices"), "4", Layer::Separatrices),
        (say!("palette-layer-cycles"), "5", Layer::Cycles),
        (say!("palette-layer-basins"), "6", Layer::Basins),
        (say!("palette-layer-orbits"), "7", Layer::Orbits),
        (say!("palette-layer-ruler"), "8", Layer::Ruler),
    ]
}

/// The terms of the field, each in a sentence or two.
fn terms() -> impl Iterator<Item = Entry> {
    Term::ALL.into_iter().map(|term| Entry {
        name: term.name(),
        key: "",
        about: term.about(),
        action: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::speaking;

    fn names(typed: &str) -> Vec<String> {
        let session = Session::default();
        let all = entries(&session, [true, false, false]);
        found(&all, &session, typed)
            .into_iter()
            .map(|e| e.name)
            .collect()
    }

    #[test]
    fn the_best_answer_comes_first() {
        assert_eq!(names("und")[0], "Undo");
        assert!(names("morris hom")[0].contains("homoclinic"));
        // A term, by its own name before sentences that use it.
        assert_eq!(names("saddle")[0], "Saddle");
        assert!(names("qwxz").is_empty());
        assert_eq!(names("").len(), MOST);
    }

    #[test]
    fn values_are_typed() {
        let session = Session::default();
        for typed in ["I = 5", "i=5", "I 5", "I ＝ 5"] {
            let answer = found(&[], &session, typed).remove(0);
            let set = Command::Set {
                name: "I".into(),
                value: 5.0,
            };
            assert_eq!(answer.action, Some(set.into()), "{typed}");
        }
        for typed in ["I = nan", "I = ", "= 5", "Z = 5", "I = 1e999"] {
            assert!(found(&[], &session, typed).is_empty(), "{typed}");
        }
        let low = found(&[], &session, "gl=−2").remove(0);
        assert_eq!(
            low.action,
            Some(
                Command::Set {
                    name: "gL".into(),
                    value: -2.0
                }
                .into()
            )
        );
    }

    /// No two entries have one name, in either language, and all terms explain themselves.
    #[test]
    fn every_entry_is_one_of_its_own() {
        for l in Language::ALL {
            speaking(l, || {
                let all = entries(&Session::default(), [false, true, false]);
                let mut names: Vec<&String> = all.iter().map(|e| &e.name).collect();
                names.sort();
                let many = names.len();
                names.dedup();
                assert_eq!(names.len(), many);
                assert!(
                    all.iter()
                        .all(|e| e.action.is_some() || !e.about.is_empty())
                );
            });
        }
    }
}
