//! Everything that can be done and every term, found by typing a part of its name.
use super::action::{Action, Practise, Present, Teach, Wish};
use crate::analysis::demo::demonstrations;
use crate::lesson::shipped;
use crate::model::zoo;
use crate::scene::Term;
use crate::session::{Command, Layer, Session, Sight, Stage, TwinIdea};
use crate::text::{Language, language, say, speaking};

/// Most answers that are shown.
pub(super) const MOST: usize = 9;

/// Something that can be found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    /// What it is called.
    pub name: String,
    /// The key that does the same, or where it belongs.
    pub key: &'static str,
    /// What it is called in other languages: a lecturer may know the English term, whatever the window speaks.
    pub also: Vec<String>,
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
            also: vec![],
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
        let about = self.about.to_lowercase();
        let others = self.also.iter().map(|name| (3, name));
        let names: Vec<(usize, String)> = std::iter::once((0, &self.name))
            .chain(others)
            .map(|(later, name)| (later, name.to_lowercase()))
            .collect();
        let cost = |word: &str| {
            let named = names
                .iter()
                .filter_map(|(later, name)| Some(later + part(name, word)?));
            named.min().or_else(|| about.contains(word).then_some(6))
        };
        typed
            .iter()
            .try_fold(0, |rank, word| Some(rank + cost(word)?))
    }
}

/// Where a word stands in a name: at its beginning, at that of a word, or anywhere.
fn part(name: &str, word: &str) -> Option<usize> {
    let mut words = name.split([' ', '/', '-', '(']);
    match name.find(word)? {
        0 => Some(0),
        _ if words.any(|w| w.starts_with(word)) => Some(1),
        _ => Some(2),
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

/// All of them, in the order in which they are offered where nothing was typed, with their names in all languages.
pub(super) fn entries(session: &Session, flags: [bool; 4]) -> Vec<Entry> {
    let mut out = said(session, flags);
    for other in Language::ALL.into_iter().filter(|l| *l != language()) {
        let others = speaking(other, || said(session, flags));
        for (entry, other) in out.iter_mut().zip(others) {
            // Only the entry of the language itself is another one there.
            if entry.action == other.action {
                entry.also.push(other.name);
            }
        }
    }
    out
}

/// All of them, in the language of this thread.
fn said(session: &Session, [playing, dark, sound, calm]: [bool; 4]) -> Vec<Entry> {
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
    add(say!("palette-calm"), "", Action::Calm(!calm));
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
    for other in Language::ALL.into_iter().filter(|l| *l != language()) {
        let about = match other {
            Language::English => say!("palette-speak-english"),
            Language::Chinese => say!("palette-speak-chinese"),
        };
        let speak = Entry::new(other.name().to_owned(), "", Action::Speak(other));
        out.push(speak.about(about));
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
        also: vec![],
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
        let all = entries(&session, [true, false, false, false]);
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
        // What other languages call it.
        assert_eq!(names("chinese")[0], "简体中文");
        assert_eq!(names("撤销")[0], "Undo");
        let chinese = |typed| speaking(Language::Chinese, || names(typed));
        assert_eq!(chinese("undo"), chinese("撤销"));
        assert_eq!(chinese("saddle")[0], "鞍点");
        assert_eq!(chinese("英语")[0], "English");
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
                let all = entries(&Session::default(), [false, true, false, false]);
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
