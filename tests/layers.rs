//! The layer rule: a module uses only modules on lower layers (see the map in `src/lib.rs`).
//!
//! The sources are read as text: `use` declarations (with groups, renames and `super`), and paths such
//! as `crate::model::Unit` in the middle of code. Comments and strings do not count.
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// What each module of the crate's root may use of ours, besides itself.
const MAY_USE: [(&str, &[&str]); 16] = [
    ("num", &[]),
    ("job", &[]),
    ("text", &[]),
    ("expr", &["num"]),
    ("model", &["num", "text", "expr"]),
    ("ode_file", &["text", "model", "expr"]),
    ("analysis", &["text", "model", "num", "job"]),
    ("learn", &["text", "analysis", "model", "num", "job"]),
    ("scene", &["text", "analysis", "learn", "model", "num"]),
    (
        "session",
        // Of scene, only words and numbers for people: what a step of the history is called.
        &[
            "text", "analysis", "learn", "model", "num", "ode_file", "scene",
        ],
    ),
    ("draw", &["text", "scene"]),
    (
        "export",
        &[
            "num", "job", "text", "model", "analysis", "learn", "scene", "session", "draw",
        ],
    ),
    (
        "lesson",
        &[
            "text", "session", "scene", "analysis", "model", "num", "job",
        ],
    ),
    (
        "cli",
        &[
            "num", "job", "text", "expr", "model", "ode_file", "analysis", "learn", "scene",
            "session", "draw", "export", "lesson",
        ],
    ),
    (
        "app",
        &[
            "num", "job", "text", "expr", "model", "ode_file", "analysis", "learn", "scene",
            "session", "draw", "export", "lesson",
        ],
    ),
    // The two roots name the modules and start the program, with the session that was asked for.
    ("main", &["cli", "app", "session"]),
];

/// Crates that open windows or draw on screens, and the only modules that may know them.
const WINDOW_CRATES: [&str; 4] = ["egui", "eframe", "egui_plot", "egui_kittest"];
const MAY_SEE_WINDOWS: [&str; 2] = ["draw", "app"];

/// What makes words and numbers for people in scene.
const WORDS: [&str; 6] = [
    "number",
    "value",
    "quantity",
    "words",
    "declared",
    "activation_name",
];

/// A path found in a source file, with the line it begins in.
#[derive(Debug, PartialEq)]
struct Found {
    line: usize,
    path: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Name(String),
    Colons,
    Open,
    Close,
    Comma,
    Other(char),
}

/// Names and the punctuation of paths, without comments, strings and character literals.
fn tokens(source: &str) -> Vec<(usize, Token)> {
    let s: Vec<char> = source.chars().collect();
    let (mut k, mut line, mut out) = (0, 1, Vec::new());
    let skip_to = |k: &mut usize, line: &mut usize, end: usize| {
        *line += s[*k..end].iter().filter(|&&c| c == '\n').count();
        *k = end;
    };
    while k < s.len() {
        let rest = &s[k..];
        let find = |pattern: &str, from: usize| {
            let p: Vec<char> = pattern.chars().collect();
            (k + from..s.len())
                .find(|&i| s[i..].starts_with(&p))
                .map_or(s.len(), |i| i + p.len())
        };
        if rest.starts_with(&['/', '/']) {
            let end = find("\n", 0);
            skip_to(&mut k, &mut line, end);
        } else if rest.starts_with(&['/', '*']) {
            let (mut depth, mut i) = (1, k + 2);
            while depth > 0 && i < s.len() {
                if s[i..].starts_with(&['/', '*']) {
                    (depth, i) = (depth + 1, i + 2);
                } else if s[i..].starts_with(&['*', '/']) {
                    (depth, i) = (depth - 1, i + 2);
                } else {
                    i += 1;
                }
            }
            skip_to(&mut k, &mut line, i);
        } else if rest[0] == 'r' && raw_string(rest).is_some() && !after_name(&s, k) {
            let hashes = raw_string(rest).unwrap_or(0);
            let end = find(&format!("\"{}", "#".repeat(hashes)), hashes + 2);
            skip_to(&mut k, &mut line, end);
        } else if rest[0] == '"' {
            let mut i = k + 1;
            while i < s.len() && s[i] != '"' {
                i += if s[i] == '\\' { 2 } else { 1 };
            }
            skip_to(&mut k, &mut line, (i + 1).min(s.len()));
        } else if rest[0] == '\'' && rest.get(1) == Some(&'\\') {
            let end = find("'", 3);
            skip_to(&mut k, &mut line, end);
        } else if rest[0] == '\'' && rest.get(2) == Some(&'\'') {
            let end = k + 3;
            skip_to(&mut k, &mut line, end);
        } else if rest[0].is_alphanumeric() || rest[0] == '_' {
            let end = (k..s.len())
                .find(|&i| !s[i].is_alphanumeric() && s[i] != '_')
                .unwrap_or(s.len());
            out.push((line, Token::Name(s[k..end].iter().collect())));
            k = end;
        } else {
            let token = match rest[0] {
                ':' if rest.get(1) == Some(&':') => {
                    k += 1;
                    Some(Token::Colons)
                }
                '{' => Some(Token::Open),
                '}' => Some(Token::Close),
                ',' => Some(Token::Comma),
                '\n' => {
                    line += 1;
                    None
                }
                c if c.is_whitespace() => None,
                c => Some(Token::Other(c)),
            };
            out.extend(token.map(|t| (line, t)));
            k += 1;
        }
    }
    out
}

/// The number of hashes when `r`, hashes and a quotation mark begin here.
fn raw_string(s: &[char]) -> Option<usize> {
    let hashes = s[1..].iter().take_while(|&&c| c == '#').count();
    (s.get(1 + hashes) == Some(&'"')).then_some(hashes)
}

fn after_name(s: &[char], k: usize) -> bool {
    k > 0 && (s[k - 1].is_alphanumeric() || s[k - 1] == '_')
}

/// Every path of at least one name in `use` trees, and every path of two or more elsewhere.
fn paths(source: &str) -> Vec<Found> {
    let tokens = tokens(source);
    let (mut k, mut out) = (0, Vec::new());
    while k < tokens.len() {
        match &tokens[k].1 {
            Token::Name(name) if name == "use" => {
                k += 1;
                // `::egui` is `egui`.
                if tokens.get(k).is_some_and(|t| t.1 == Token::Colons) {
                    k += 1;
                }
                tree(&tokens, &mut k, &[], &mut out);
            }
            Token::Name(_) => {
                let line = tokens[k].0;
                let mut path = Vec::new();
                while let Some((_, Token::Name(name))) = tokens.get(k) {
                    path.push(name.clone());
                    k += 1;
                    if tokens.get(k).map(|t| &t.1) != Some(&Token::Colons) {
                        break;
                    }
                    k += 1;
                }
                if path.len() > 1 {
                    out.push(Found { line, path });
                }
            }
            _ => k += 1,
        }
    }
    out
}

/// One `use` tree: a path that ends in a name, a glob or a group of trees.
fn tree(tokens: &[(usize, Token)], k: &mut usize, before: &[String], out: &mut Vec<Found>) {
    let mut path = before.to_vec();
    let line = tokens.get(*k).map_or(0, |t| t.0);
    while let Some((_, token)) = tokens.get(*k) {
        match token {
            Token::Name(name) if name == "as" => *k += 2,
            Token::Name(name) => {
                path.push(name.clone());
                *k += 1;
            }
            Token::Colons => *k += 1,
            Token::Other('*') => {
                path.push("*".into());
                *k += 1;
            }
            Token::Open => {
                *k += 1;
                loop {
                    match tokens.get(*k).map(|t| &t.1) {
                        Some(Token::Comma) => *k += 1,
                        Some(Token::Close) => {
                            *k += 1;
                            return;
                        }
                        Some(_) => {
                            let start = *k;
                            tree(tokens, k, &path, out);
                            assert!(*k > start, "line {line}: not a use tree");
                        }
                        None => return,
                    }
                }
            }
            _ => break,
        }
    }
    if path.len() > before.len() {
        out.push(Found { line, path });
    }
}

/// The module of the crate's root that `path` leads to from a file inside `module` (the names of
/// the modules around it, outermost first); `None` for other crates and for its own children.
fn target(path: &[String], module: &[String]) -> Option<String> {
    match path[0].as_str() {
        "crate" | "nullcline" => path.get(1).cloned(),
        "self" => module.first().cloned(),
        "super" => {
            let up = path.iter().take_while(|p| *p == "super").count();
            let base = module.len().checked_sub(up)?;
            module[..base].iter().chain(&path[up..]).next().cloned()
        }
        _ => None,
    }
}

/// Names of the modules around the code of a file: `src/num/ode/mod.rs` is `num::ode`.
fn module_of(file: &Path) -> Vec<String> {
    let mut names: Vec<String> = file
        .with_extension("")
        .components()
        .map(|c| c.as_os_str().to_string_lossy().into_owned())
        .collect();
    if names.last().is_some_and(|n| n == "mod") {
        names.pop();
    }
    names
}

/// How many modules a file opens inside itself at each line is not tracked; `super` in an inline
/// `mod tests` therefore reaches one level less than it seems, which can only miss, and only in tests.
fn violations(file: &Path, source: &str) -> Vec<String> {
    let module = module_of(file);
    let Some(layer) = module.first().filter(|m| *m != "lib") else {
        return vec![];
    };
    let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| name == layer) else {
        return vec![format!(
            "src/{}:1: the module {layer} has no place in the layer table",
            file.display()
        )];
    };
    let mut out = vec![];
    for Found { line, path } in paths(source) {
        let at = format!("src/{}:{line}", file.display());
        let said = path.join("::");
        if let Some(target) = target(&path, &module) {
            let known = MAY_USE.iter().any(|(name, _)| *name == target);
            if known && target != *layer && !allowed.contains(&target.as_str()) {
                out.push(format!("{at}: {layer} must not use {target} ({said})"));
            }
            if layer == "analysis" && target == "job" && path.get(2).is_none_or(|n| n != "Cancel") {
                out.push(format!(
                    "{at}: of job, {layer} may use only Cancel ({said})"
                ));
            }
            let wordless = path.get(2).is_none_or(|n| !WORDS.contains(&n.as_str()));
            if layer == "session" && target == "scene" && wordless {
                out.push(format!(
                    "{at}: of scene, {layer} may use only words and numbers ({said})"
                ));
            }
        }
        if WINDOW_CRATES.contains(&path[0].as_str()) && !MAY_SEE_WINDOWS.contains(&layer.as_str()) {
            out.push(format!("{at}: {layer} must not know {} ({said})", path[0]));
        }
    }
    out
}

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder can be read")
        .map(|e| e.expect("its entries too").path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

#[test]
fn every_module_uses_only_lower_layers() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = vec![];
    sources(&src, &mut files);
    assert!(files.len() > 30, "the sources are there");
    let mut report = String::new();
    for file in files {
        let inside = file.strip_prefix(&src).expect("a source lies in src");
        let source = fs::read_to_string(&file).expect("a source is text");
        for violation in violations(inside, &source) {
            let _ = writeln!(report, "{violation}");
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

/// The rule itself: each way to write a forbidden path is found, with its line, and each allowed one
/// passes.
#[test]
fn a_forbidden_path_is_found_however_it_is_written() {
    for (file, source, expected) in [
        ("analysis/flow.rs", "\nuse crate::scene::Scene;", Some(2)),
        (
            "analysis/flow.rs",
            "use crate::{model::Unit,\n  scene::{self, Theme}};",
            Some(2),
        ),
        (
            "analysis/flow.rs",
            "fn f() {\n\n  crate::draw::figure();\n}",
            Some(3),
        ),
        ("analysis/flow.rs", "use super::super::cli;", Some(1)),
        ("analysis/flow.rs", "use crate::job::Lane;", Some(1)),
        ("session/words.rs", "use crate::scene::Scene;", Some(1)),
        ("session/words.rs", "use crate::scene::value;", None),
        (
            "model/zoo/mod.rs",
            "use super::super::analysis as a;",
            Some(1),
        ),
        (
            "num/ode/mod.rs",
            "use {crate::{num::root, model}};",
            Some(1),
        ),
        ("cli/mod.rs", "use crate::app;", Some(1)),
        ("app/mod.rs", "fn f() { crate::cli::main(); }", Some(1)),
        ("scene/theme.rs", "fn f() -> egui::Color32 {}", Some(1)),
        ("session/mod.rs", "use ::eframe::App;", Some(1)),
        ("draw/screen.rs", "use crate::analysis::Kind;", Some(1)),
        (
            "draw/screen.rs",
            "use crate::scene::Kind; use egui::Ui;",
            None,
        ),
        (
            "analysis/flow.rs",
            "use super::{planar::Planar, super::model::Unit};",
            None,
        ),
        (
            "analysis/flow.rs",
            "use crate::{job::Cancel, num::ode::{self, *}};",
            None,
        ),
        (
            "analysis/flow.rs",
            "// crate::scene\n/* use crate::cli; */",
            None,
        ),
        (
            "analysis/flow.rs",
            "const S: &str = \"crate::scene\\\"crate::cli\";",
            None,
        ),
        (
            "analysis/flow.rs",
            "const S: &str = r#\"crate::\"scene\"#; const C: char = '\"';",
            None,
        ),
        (
            "analysis/flow.rs",
            "fn f<'a>(x: &'a str) { std::mem::drop(x) }",
            None,
        ),
        ("main.rs", "fn main() { nullcline::cli::main() }", None),
        ("lib.rs", "pub mod analysis;", None),
    ] {
        let found = violations(Path::new(file), source);
        let at = expected.map(|line| format!("src/{file}:{line}:"));
        match at {
            None => assert!(found.is_empty(), "{file}: {source}: {found:?}"),
            Some(at) => assert!(
                !found.is_empty() && found.iter().all(|f| f.starts_with(&at)),
                "{file}: {source}: {found:?}"
            ),
        }
    }
    assert_eq!(violations(Path::new("colour/mod.rs"), "").len(), 1);
}
