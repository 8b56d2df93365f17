//! What the program says: every message is there in every language, shows the same values, is used, and can be drawn.
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use nullcline::analysis::{Problem, demonstrations};
use nullcline::model::{Stimulus, zoo};
use nullcline::scene::declared::texts;
use nullcline::text::{Language, key, sources, speaking};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The values that a message shows.
type Values = BTreeSet<String>;

fn inline(expression: &InlineExpression<&str>, out: &mut Values) {
    match expression {
        InlineExpression::VariableReference { id } => {
            out.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => placed(expression, out),
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        other => panic!("neither a value, a number nor a text: {other:?}"),
    }
}

fn placed(expression: &Expression<&str>, out: &mut Values) {
    match expression {
        Expression::Inline(expression) => inline(expression, out),
        Expression::Select { selector, variants } => {
            inline(selector, out);
            for variant in variants {
                pattern(&variant.value, out);
            }
        }
    }
}

fn pattern(pattern: &Pattern<&str>, out: &mut Values) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            placed(expression, out);
        }
    }
}

/// All keys of a language, with the values that each message shows.
fn messages(language: Language) -> BTreeMap<String, Values> {
    let mut out = BTreeMap::new();
    for (file, text) in sources(language) {
        let place = format!("{}/{file}.ftl", language.code());
        let resource = fluent_syntax::parser::parse(*text)
            .unwrap_or_else(|(_, errors)| panic!("{place}: {errors:?}"));
        for entry in &resource.body {
            let Entry::Message(message) = entry else {
                assert!(
                    !matches!(entry, Entry::Term(_) | Entry::Junk { .. }),
                    "{place}: {entry:?}"
                );
                continue;
            };
            assert!(message.attributes.is_empty(), "{place}: {message:?}");
            let mut values = Values::new();
            pattern(
                message.value.as_ref().expect("it says something"),
                &mut values,
            );
            let twice = out.insert(message.id.name.to_owned(), values);
            assert!(
                twice.is_none(),
                "{place}: {} is there twice",
                message.id.name
            );
        }
    }
    out
}

fn rust_files(folder: &Path, out: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("it is there") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            rust_files(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let name = path.to_string_lossy().into_owned();
            out.push((name, fs::read_to_string(&path).expect("text")));
        }
    }
}

/// The arguments of a macro call, from behind its opening parenthesis: split at the commas that are its own.
fn arguments(source: &str) -> Vec<String> {
    let (mut depth, mut out, mut now) = (0, vec![], String::new());
    let mut letters = source.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '"' => {
                now.push(c);
                while let Some(c) = letters.next() {
                    now.push(c);
                    match c {
                        '\\' => now.extend(letters.next()),
                        '"' => break,
                        _ => {}
                    }
                }
                continue;
            }
            '(' | '[' | '{' => depth += 1,
            ')' if depth == 0 => break,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                out.push(std::mem::take(&mut now));
                continue;
            }
            _ => {}
        }
        now.push(c);
    }
    out.push(now);
    let out = out.iter().map(|a| a.trim().to_owned());
    out.filter(|a| !a.is_empty()).collect()
}

/// Every use of a message: where, its key, and the values that it is given.
fn uses() -> Vec<(String, String, Values)> {
    let mut files = vec![];
    rust_files(Path::new("src"), &mut files);
    let mut out = vec![];
    for (name, text) in files {
        // Comments say how the macro is used.
        let code: String = text
            .lines()
            .filter(|l| !l.trim_start().starts_with("//"))
            .flat_map(|l| [l, "\n"])
            .collect();
        for (at, _) in code.match_indices("say!(") {
            let arguments = arguments(&code[at + 5..]);
            let [key, values @ ..] = &arguments[..] else {
                panic!("{name}: say! without a key");
            };
            if key.starts_with('$') {
                continue;
            }
            let values = values
                .iter()
                .map(|v| v.split('=').next().expect("one").trim().to_owned());
            out.push((
                name.clone(),
                key.trim_matches('"').to_owned(),
                values.collect(),
            ));
        }
    }
    out
}

#[test]
fn every_language_has_the_same_messages_with_the_same_values() {
    let english = messages(Language::English);
    assert!(english.len() > 20);
    for language in Language::ALL {
        let theirs = messages(language);
        for (key, values) in &english {
            let found = theirs.get(key);
            let found = found.unwrap_or_else(|| panic!("{}: {key} is missing", language.code()));
            assert_eq!(found, values, "{}: {key}", language.code());
        }
        let declared = |key: &&String| !english.contains_key(*key) && !key.starts_with("declared-");
        let more: Vec<&String> = theirs.keys().filter(declared).collect();
        assert!(
            more.is_empty(),
            "{}: {more:?} are not English",
            language.code()
        );
    }
}

#[test]
fn what_is_said_is_there_and_what_is_there_is_said() {
    let english = messages(Language::English);
    let mut said = BTreeSet::new();
    for (file, key, values) in uses() {
        let there = english
            .get(&key)
            .unwrap_or_else(|| panic!("{file}: there is no message {key}"));
        assert_eq!(&values, there, "{file}: {key}");
        said.insert(key);
    }
    let unsaid: Vec<&String> = english.keys().filter(|k| !said.contains(*k)).collect();
    assert!(unsaid.is_empty(), "nobody says {unsaid:?}");
}

/// With the program's own fonts, which are all that it has.
#[cfg(feature = "figures")]
#[test]
fn every_character_can_be_drawn() {
    let drawn = |c: char| nullcline::draw::boxes(c.encode_utf8(&mut [0; 4])).is_empty();
    for language in Language::ALL {
        for (file, text) in sources(language) {
            let shown = text
                .lines()
                .filter(|l| !l.starts_with('#'))
                .flat_map(str::chars);
            let lacking: BTreeSet<char> = shown.filter(|c| !c.is_control() && !drawn(*c)).collect();
            assert!(
                lacking.is_empty(),
                "{}/{file}.ftl: {lacking:?}",
                language.code()
            );
        }
    }
}

/// Two words or more in a text of the window that are no message, and why they are none.
const NO_MESSAGES: [(&str, &[&str]); 5] = [
    (
        "names of things that egui remembers",
        &[
            "end of the last drag",
            "equilibrium card",
            "export what is shown",
            "a session's file",
            "lesson answered",
            "lesson faults",
            "lesson number",
            "lesson sliders",
            "lesson steps",
            "lesson text",
            "live trace",
            "other F-I curve",
            "over the plane",
            "parts that can be pointed at",
            "palette line",
            "exercise explained",
            "exercise kind",
            "exercise number",
            "exercise score",
            "exercise text",
            "passport entries",
            "range draft",
            "second parameter",
            "stage controls",
            "step in view",
            "stimulus of the trial",
            "two parameters",
            "varied parameter",
        ],
    ),
    (
        "names in session files, which are the same in every language",
        &[
            "diagram and time",
            "lesson step",
            "notes open",
            "orbits over time",
            "phase plane",
            "ruler before",
            "sight before",
            "variable over time",
        ],
    ),
    ("names of threads", &["kept orbits", "other firing"]),
    ("names of keys", &["Shift + Delete"]),
    ("what a library's error says", &["no available config"]),
];

/// The texts in a source, with what stands before each, without comments and without its tests.
fn literals(source: &str) -> Vec<(&str, String)> {
    let end = source.find("#[cfg(test)]\nmod ");
    let source = &source[..end.unwrap_or(source.len())];
    let (mut out, mut at) = (vec![], 0);
    while let Some(c) = source[at..].chars().next() {
        let rest = &source[at..];
        if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
        } else if c == '\'' {
            // A character, or else a lifetime.
            let mut letters = rest[1..].chars();
            let first = letters.next().unwrap_or(' ');
            let length = match (first, letters.next()) {
                ('\\', _) => rest[3..].find('\'').map_or(1, |k| k + 4),
                (_, Some('\'')) => 2 + first.len_utf8(),
                _ => 1,
            };
            at += length;
        } else if c == '"' {
            let mut text = String::new();
            let mut letters = rest[1..].char_indices();
            let length = loop {
                match letters.next() {
                    None => break rest.len(),
                    Some((k, '"')) => break k + 2,
                    Some((_, '\\')) => {
                        text.push('\\');
                        text.extend(letters.next().map(|(_, c)| c));
                    }
                    Some((_, c)) => text.push(c),
                }
            };
            out.push((&source[..at], text));
            at += length;
        } else {
            at += c.len_utf8();
        }
    }
    out
}

/// Whether a text has two words one after the other: letters with nothing but a space between them.
fn has_words(text: &str) -> bool {
    // What is shown in its place is no word.
    let mut plain = String::new();
    let mut depth = 0;
    for c in text.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    let words: Vec<&str> = plain.split([' ', '\n']).filter(|w| !w.is_empty()).collect();
    let word = |w: &str| w.chars().filter(char::is_ascii_alphabetic).count() > 1;
    words.windows(2).any(|w| w.iter().all(|w| word(w)))
        || words.iter().filter(|w| word(w)).count() > 1
}

#[test]
fn texts_in_sources_are_found() {
    let source = "// \"no text\"\nlet a = 'x'; fn f<'a>() { say!(\"one-key\", b = '\"'); g(\"two \\\"words\"); }\n\
                  #[cfg(test)]\nmod tests { const A: &str = \"a test's\"; }";
    let found: Vec<String> = literals(source).into_iter().map(|l| l.1).collect();
    assert_eq!(found, ["one-key", "two \\\"words"]);
    for (text, has) in [
        ("two words", true),
        ("Click the plane", true),
        ("{name} = {value}", false),
        ("{} of {}", false),
        ("trace", false),
        ("{what} is {x} here", true),
    ] {
        assert_eq!(has_words(text), has, "{text}");
    }
}

/// Whoever adds a sentence to the window adds a message.
#[test]
fn the_window_says_nothing_but_messages() {
    let mut files = vec![];
    rust_files(Path::new("src/app"), &mut files);
    assert!(files.len() > 40);
    let mut allowed = BTreeSet::new();
    for (name, text) in &files {
        for (before, said) in literals(text) {
            let before = before.trim_end();
            let line = before.lines().last().unwrap_or_default();
            let told = before.ends_with("say!(");
            // For developers, or an error, which names what it is about itself.
            let other = ["#[error(", "reason =", "expect(", "panic!(", "assert!("]
                .iter()
                .any(|w| before.ends_with(w) || line.contains(w));
            if told || other || !has_words(&said) {
                continue;
            }
            let known = NO_MESSAGES.iter().flat_map(|(_, texts)| *texts);
            let known = known.into_iter().find(|t| **t == said);
            assert!(known.is_some(), "{name}: \"{said}\" is no message");
            allowed.insert(said);
        }
    }
    for (why, texts) in NO_MESSAGES {
        for text in texts {
            assert!(allowed.contains(*text), "{why}: \"{text}\" is not there");
        }
    }
}

/// Models and demonstrations are declared in English; each text has its translation under its own key.
#[test]
fn what_is_declared_is_translated() {
    let mut declared: BTreeSet<&str> = BTreeSet::new();
    for model in zoo::registry() {
        declared.extend(texts(model.info()));
    }
    for demo in demonstrations() {
        declared.extend([demo.title, demo.about, demo.varied]);
        declared.extend(demo.trials.iter().filter_map(|t| t.name));
    }
    assert!(declared.len() > 100);
    // Names such as "rs" are the same in every language.
    let names = |text: &str| text.len() < 5 && text.chars().all(char::is_lowercase);
    for language in Language::ALL {
        if language == Language::English {
            continue;
        }
        let there = messages(language);
        let lacking: Vec<String> = declared
            .iter()
            .filter(|t| !names(t) && !there.contains_key(&key(t)))
            .map(|t| format!("{} ({t})", key(t)))
            .collect();
        assert!(lacking.is_empty(), "{}: {lacking:#?}", language.code());
    }
}

/// What people read when something is wrong is a message too: in all layers below the command line, which is English.
#[test]
fn errors_are_messages() {
    /// Written before there is a window that could speak a language; and what is heard, which the window says by
    /// messages of its own.
    const OTHERS: [&str; 2] = ["src/app/window.rs", "src/app/sound.rs"];
    let mut files = vec![];
    rust_files(Path::new("src"), &mut files);
    let mut seen = 0;
    for (name, text) in &files {
        if name.starts_with("src/cli") || OTHERS.contains(&name.as_str()) {
            continue;
        }
        for (before, said) in literals(text) {
            if before.trim_end().ends_with("#[error(") {
                assert!(!has_words(&said), "{name}: \"{said}\" is no message");
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "{seen}");
}

/// Errors say themselves in the language of whoever shows them, with what they carry.
#[test]
fn errors_speak_the_language_of_the_thread() {
    let mut problem = Problem::from_source("morris-lecar").expect("it exists");
    let wrong = problem.set("Q", 1.0).expect_err("no such parameter");
    let stimulus = Stimulus::parse("pulse(at=20,width=-2,height=10)").expect_err("no width");
    let english = wrong.to_string();
    assert!(english.starts_with("morris-lecar has no parameter \"Q\"; did you mean "));
    assert_eq!(
        stimulus.to_string(),
        "line 1, column 19: width = -2 is no length of time; give a positive one"
    );
    speaking(Language::Chinese, || {
        let said = wrong.to_string();
        assert!(said.starts_with("morris-lecar 没有参数 \"Q\"；"), "{said}");
        assert_eq!(
            stimulus.to_string(),
            "第 1 行第 19 列：width = -2 不是一段时间；请给出正数"
        );
    });
    assert_eq!(wrong.to_string(), english);
}
