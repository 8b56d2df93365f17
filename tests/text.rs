//! What the program says: every message is there in every language, shows the same values, is used, and can be drawn.
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use nullcline::text::{Language, sources};
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
#[test]
fn every_character_can_be_drawn() {
    let faces: Vec<Vec<u8>> = [
        "Inter-Regular.otf",
        "DejaVuSans-Symbols.ttf",
        "NotoSansSC-Subset.otf",
    ]
    .iter()
    .map(|name| fs::read(Path::new("assets/fonts").join(name)).expect("it is there"))
    .collect();
    let drawn = |c: char| {
        faces.iter().any(|data| {
            use skrifa::MetadataProvider as _;
            let font = skrifa::FontRef::new(data).expect("a font");
            font.charmap().map(c).is_some()
        })
    };
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
