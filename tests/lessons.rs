//! Lessons: everything that the shipped ones state is computed, and mistakes in others are found where they are.
use nullcline::job::Cancel;
use nullcline::lesson::{
    Act, Answer, FaultKind, Known, Lesson, MOST_BYTES, Part, SHIPPED, Unclosed, Verdict, WindowAct,
    check, read, read_bytes, shipped, uncovered,
};
use nullcline::model::Stimulus;
use nullcline::session::{Command, Layer, Sight};
use nullcline::text::{Language, speaking};
use proptest::prelude::*;
use std::fmt::Write;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const GOOD: &str = include_str!("lessons/good.toml");

fn good() -> Lesson {
    read(GOOD).expect("it is good").named("01-good.toml")
}

/// Where the faults of a text are, and what they say.
fn faults(text: &str) -> Vec<((usize, usize), FaultKind)> {
    let faults = read(text).expect_err("it has faults");
    faults.into_iter().map(|f| (f.at, f.kind)).collect()
}

/// Line and column of a mark in a text.
fn place(text: &str, mark: &str) -> (usize, usize) {
    let byte = text.find(mark).unwrap_or_else(|| panic!("{mark} is there"));
    let line = text[..byte].matches('\n').count() + 1;
    let start = text[..byte].rfind('\n').map_or(0, |k| k + 1);
    (line, text[start..byte].chars().count() + 1)
}

/// What is wrong with what a lesson states; nothing if all is well.
fn complaints(lesson: &Lesson) -> String {
    let (mut known, mut out) = (Known::default(), String::new());
    let id = &lesson.id;
    for (k, step) in lesson.steps.iter().enumerate() {
        let at = format!("{id}, step {}", k + 1);
        let session = lesson.session(k).expect("it was tried");
        for claim in &step.claims {
            let line = claim.line;
            match known.check(&Cancel::never(), &session, claim) {
                Ok(Verdict { holds: true, .. }) => {}
                Ok(verdict) => {
                    let found = verdict.found.en;
                    let _ = writeln!(out, "{at}, line {line}: {:?}: {found}", claim.states);
                }
                Err(error) => _ = writeln!(out, "{at}, line {line}: {error}"),
            }
        }
        for missing in uncovered(step) {
            let _ = writeln!(out, "{at}, line {}: {missing:?}", step.line);
        }
    }
    out
}

/// The lessons' own sentences, computed: a tenth of the time that this takes would be enough for a lecture.
#[test]
fn everything_that_the_shipped_lessons_state_is_so() {
    let started = Instant::now();
    let (next, report) = (AtomicUsize::new(0), Mutex::new(String::new()));
    let lessons = shipped();
    assert_eq!(lessons.len(), SHIPPED.len());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, |n| n.get()) {
            scope.spawn(|| {
                while let Some(lesson) = lessons.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let found = complaints(lesson);
                    report.lock().expect("nobody panics").push_str(&found);
                }
            });
        }
    });
    let report = report.into_inner().expect("nobody panics");
    assert!(report.is_empty(), "\n{report}");
    assert!(started.elapsed() < Duration::from_secs(20));
}

#[test]
fn every_shipped_lesson_is_read_without_a_fault() {
    for (name, text) in SHIPPED {
        if let Err(faults) = read(text) {
            panic!("{name}: {}", faults[0]);
        }
    }
    let mut files: Vec<String> = std::fs::read_dir("assets/lessons")
        .expect("it is there")
        .map(|e| {
            e.expect("readable")
                .file_name()
                .to_string_lossy()
                .replace(".toml", "")
        })
        .collect();
    files.sort();
    let listed: Vec<&str> = SHIPPED.iter().map(|(name, _)| *name).collect();
    assert_eq!(listed, files, "every file is listed, in order");
    let ids: Vec<&str> = shipped().iter().map(|l| l.id.as_str()).collect();
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "no two lessons have the same id");
}

/// Predict, then reveal, is in every lesson, and at its end something to do.
#[test]
fn every_shipped_lesson_hides_asks_and_ends_in_an_exploration() {
    for lesson in shipped() {
        let id = &lesson.id;
        assert!(lesson.steps.iter().any(|s| !s.hide.is_empty()), "{id}");
        let last = lesson.steps.last().and_then(|s| s.question.as_ref());
        let goal = last.is_some_and(|q| matches!(q.answer, Answer::Goal(_)));
        assert!(goal, "{id} ends with a goal");
    }
}

/// An exploration that is won before it has begun is none.
#[test]
fn no_goal_is_reached_when_its_step_begins() {
    for lesson in shipped() {
        for (k, step) in lesson.steps.iter().enumerate() {
            let Some(Answer::Goal(claims)) = step.question.as_ref().map(|q| &q.answer) else {
                continue;
            };
            let session = lesson.session(k).expect("it was tried");
            let mut known = Known::default();
            let all = claims.iter().all(|claim| {
                let verdict = known.check(&Cancel::never(), &session, claim);
                verdict.is_ok_and(|v| v.holds)
            });
            assert!(!all, "{}, step {}", lesson.id, k + 1);
        }
    }
}

#[test]
fn a_jump_to_any_step_shows_what_going_there_step_by_step_shows() {
    for lesson in shipped().iter().chain([&good()]) {
        let mut session = nullcline::session::Session::default();
        for (k, step) in lesson.steps.iter().enumerate() {
            for act in &step.acts {
                if let Act::Do(command) = act {
                    if matches!(command, Command::Open(_)) {
                        session = nullcline::session::Session::default();
                    }
                    session.apply(command).expect("it was tried");
                }
            }
            let jumped = lesson.session(k).expect("it was tried");
            assert_eq!(jumped, session, "{}, step {}", lesson.id, k + 1);
        }
    }
}

/// A frame takes 16 ms; this is without any computation of the portrait, which is a lane's.
#[test]
fn a_jump_takes_less_than_a_frame() {
    for lesson in shipped() {
        let started = Instant::now();
        for _ in 0..10 {
            lesson.session(usize::MAX).expect("it was tried");
        }
        assert!(
            started.elapsed() / 10 < Duration::from_millis(16),
            "{}",
            lesson.id
        );
    }
}

#[test]
fn a_lesson_is_read_as_it_is_written() {
    let lesson = good();
    assert_eq!((lesson.id.as_str(), lesson.steps.len()), ("good", 3));
    assert_eq!(lesson.title.en, "A small lesson");
    assert_eq!(
        speaking(Language::Chinese, || lesson.title.now().to_owned()),
        "一小课"
    );
    let [first, second, last] = &lesson.steps[..] else {
        panic!("three steps");
    };
    assert_eq!(
        first.highlight,
        [Part::Layer(Layer::Nullclines), Part::Slider("I".into())]
    );
    assert_eq!(second.hide, [Part::Labels, Part::Diagram]);
    let outcome = read(&GOOD.replacen("hide = [\"labels\"", "hide = [\"outcome\"", 1));
    let outcome = outcome.expect("it is good");
    assert_eq!(outcome.steps[1].hide, [Part::Outcome, Part::Diagram]);
    let fast = read(&GOOD.replacen("\"set I = 4.4\"", "\"set I = 4.4\", \"speed 100\"", 1));
    let fast = fast.expect("it is good");
    assert!(
        fast.steps[1]
            .acts
            .contains(&Act::Window(WindowAct::Speed(Some(100.0))))
    );
    assert!(matches!(second.acts[0], Act::Do(Command::Set { value, .. }) if value == 4.4));
    assert!(
        second
            .acts
            .contains(&Act::Window(WindowAct::Kick(vec![10.0, 0.0])))
    );
    let session = lesson.session(1).expect("good");
    assert_eq!(session.problem().value("I"), Some(4.4));
    assert_eq!(session.study().sight, Sight::Diagram);
    assert_eq!(session.study().vary(session.problem()).range, [-5.0, 20.0]);
    assert_eq!(session.seeds().len(), 1);
    let question = second.question.as_ref().expect("it asks");
    assert_eq!(
        [0, 1, 2].map(|k| question.judge_choice(k)),
        [Some(true), Some(false), None]
    );
    assert!(
        matches!(&last.question.as_ref().expect("it asks").answer, Answer::Goal(g) if g.len() == 2)
    );
    assert_eq!(complaints(&lesson), "");
}

/// Each claim of the good lesson is made wrong by turns, and found to be.
#[test]
fn a_claim_that_is_wrong_does_not_hold() {
    for (right, wrong) in [
        ("count = 3", "count = 2"),
        ("count = 0 # cycles", "count = 1"),
        (
            "kind = \"saddle\"\nis = { V = -60.2",
            "kind = \"saddle\"\nis = { V = -50.5",
        ),
        ("sign = \"negative\"", "sign = \"positive\""),
        ("is = 4.51", "is = 4.71"),
        ("rest = true", "rest = false"),
        ("to = \"rest\"", "to = \"firing\""),
        ("is = 1 # class", "is = 2"),
        ("is = \"integrator\"", "is = \"resonator\""),
        ("text = \"C / gL\"", "text = \"C * gL\""),
        ("name = \"I\"\nleast = 4", "name = \"I\"\nleast = 5"),
        ("count = 0 # spikes", "least = 1"),
    ] {
        assert!(GOOD.contains(right), "{right}");
        let lesson = read(&GOOD.replacen(right, wrong, 1)).expect("it can be read");
        assert_ne!(complaints(&lesson), "", "{wrong}");
    }
}

/// The cell that inhibition makes fire does so three times in its author's steps of 0.5 ms, and four times in steps of a
/// fifth and of a twenty-fifth of that, so also accurately.
#[test]
fn a_claim_may_be_computed_accurately_where_the_session_takes_eulers_steps() {
    let head =
        "version = 1\ntitle = { en = \"a\", zh = \"b\" }\nsummary = { en = \"a\", zh = \"b\" }\n";
    let open = "open izhikevich/s-inhibition-induced-spiking";
    for (accurate, count) in [("", 3), ("accurate = false\n", 3), ("accurate = true\n", 4)] {
        let text = format!(
            "{head}[[step]]\nen = \"a\"\nzh = \"b\"\ndo = [\"{open}\"]\n[[step.claim]]\n\
             what = \"spikes\"\n{accurate}count = {count}\nuntil = 350\n"
        );
        assert_eq!(complaints(&read(&text).expect("it can be read")), "");
        let other = text.replace(
            &format!("count = {count}"),
            &format!("count = {}", 7 - count),
        );
        assert_ne!(complaints(&read(&other).expect("it can be read")), "");
    }
}

/// A number in a text is a claim's, an act's, or given.
#[test]
fn a_number_without_a_claim_is_found_in_both_languages() {
    let lesson = read(&GOOD.replacen("At −65", "At −66.7", 1)).expect("it can be read");
    let missing = uncovered(&lesson.steps[0]);
    assert_eq!(missing.len(), 1);
    assert_eq!(
        (missing[0].number.as_str(), missing[0].language),
        ("−66.7", Language::English)
    );
    let lesson = read(&GOOD.replacen("在 −65", "在 −66.7", 1)).expect("it can be read");
    assert_eq!(uncovered(&lesson.steps[0])[0].language, Language::Chinese);
}

/// A goal is checked in whatever session the user has: in another model it does not hold, and says why.
#[test]
fn a_goal_in_another_model_does_not_hold() {
    let lesson = good();
    let Some(Answer::Goal(goal)) = lesson.steps[2].question.as_ref().map(|q| &q.answer) else {
        panic!("a goal");
    };
    let mut session = lesson.session(2).expect("good");
    let set = |value| Command::Set {
        name: "I".into(),
        value,
    };
    session.apply(&set(6.0)).expect("finite");
    let all = |session: &_| {
        let verdicts = goal
            .iter()
            .map(|claim| check(&Cancel::never(), session, claim));
        verdicts
            .map(|v| v.expect("computed").holds)
            .collect::<Vec<_>>()
    };
    assert_eq!(all(&session), [true, true]);
    session.apply(&set(4.0)).expect("finite");
    assert_eq!(all(&session), [false, false]);
    let other = Command::Open("van-der-pol/standard".into());
    session.apply(&other).expect("it exists");
    let verdict = check(&Cancel::never(), &session, &goal[1]).expect("computed");
    assert!(
        !verdict.holds && verdict.found.en.contains("has no I"),
        "{verdict:?}"
    );
}

#[test]
fn each_mistake_is_found_with_its_line_and_column() {
    type Is = fn(&FaultKind) -> bool;
    let cases: &[(&str, &str, &str, Is)] = &[
        ("version = 1", "version = 2", "2", |k| {
            matches!(k, FaultKind::Newer(2))
        }),
        (
            "\"set I = 4.4\"",
            "\"set I = nan\"",
            "\"set I = nan\"",
            |k| matches!(k, FaultKind::NotFinite(_)),
        ),
        (
            "\"set I = 4.4\"",
            "\"set Q = 4.4\"",
            "\"set Q = 4.4\"",
            |k| matches!(k, FaultKind::Refused(_)),
        ),
        (
            "\"set I = 4.4\"",
            "\"sett I = 4.4\"",
            "\"sett",
            |k| matches!(k, FaultKind::Word { hint, .. } if hint.en.starts_with("did you mean set?")),
        ),
        ("\"set I = 4.4\"", "\"set I\"", "\"set I\"", |k| {
            matches!(k, FaultKind::Act { .. })
        }),
        ("\"set I = 4.4\"", "\"speed fast\"", "\"speed", |k| {
            matches!(
                k,
                FaultKind::Act {
                    example: "speed 100"
                }
            )
        }),
        ("\"set I = 4.4\"", "\"speed inf\"", "\"speed inf\"", |k| {
            matches!(k, FaultKind::NotFinite(_))
        }),
        (
            "\"set I = 4.4\"",
            "\"speed 0\"",
            "\"speed 0\"",
            |k| matches!(k, FaultKind::Outside { name, between } if name == "speed" && between[0] > 0.0),
        ),
        ("\"set I = 4.4\"", "\"speed -8\"", "\"speed -8\"", |k| {
            matches!(k, FaultKind::Outside { .. })
        }),
        ("\"set I = 4.4\"", "\"speed 1e9\"", "\"speed 1e9\"", |k| {
            matches!(k, FaultKind::Outside { .. })
        }),
        (
            "hide = [\"labels\"",
            "hide = [\"outcomes\"",
            "\"outcomes\"",
            |k| matches!(k, FaultKind::Word { hint, .. } if hint.en.starts_with("did you mean outcome?")),
        ),
        (
            "\"set I = 4.4\"",
            "\"set C = 0\"",
            "\"set C = 0\"",
            |k| matches!(k, FaultKind::Refused(e) if e.to_string().contains("singular")),
        ),
        ("\"kick V=10\"", "\"kick w=10\"", "\"kick w=10\"", |k| {
            matches!(k, FaultKind::Refused(_))
        }),
        ("high-threshold\"", "high-treshold\"", "\"open", |k| {
            matches!(k, FaultKind::Refused(_))
        }),
        ("open persistent", "open persistant", "\"open", |k| {
            matches!(k, FaultKind::Refused(_))
        }),
        (
            "hide = [\"labels\"",
            "hide = [\"label\"",
            "\"label\"",
            |k| matches!(k, FaultKind::Word { .. }),
        ),
        ("\"slider I\"", "\"slider J\"", "\"slider J\"", |k| {
            matches!(k, FaultKind::Refused(_))
        }),
        ("what = \"cycles\"", "what = \"cycle\"", "\"cycle\"", |k| {
            matches!(k, FaultKind::Word { .. })
        }),
        ("kind = \"saddle\"", "kind = \"sadle\"", "\"sadle\"", |k| {
            matches!(k, FaultKind::Word { .. })
        }),
        ("count = 3", "count = \"three\"", "\"three\"", |k| {
            matches!(k, FaultKind::Kind { .. })
        }),
        ("count = 3", "count = -3", "-3", |k| {
            matches!(k, FaultKind::Kind { .. })
        }),
        (
            "count = 3",
            "cuont = 3\ncount = 3",
            "cuont",
            |k| matches!(k, FaultKind::Unknown { hint, .. } if hint.en.contains("count")),
        ),
        ("within = 0.02", "within = inf", "inf", |k| {
            matches!(k, FaultKind::NotFinite(_))
        }),
        ("zh = \"一小课\"", "ch = \"一小课\"", "ch = ", |k| {
            matches!(k, FaultKind::Unknown { .. })
        }),
        ("**nullclines**", "**nullclines", "**nullclines", |k| {
            matches!(k, FaultKind::Unclosed(Unclosed::Emphasis))
        }),
        ("`I`", "`I", "`I", |k| {
            matches!(k, FaultKind::Unclosed(Unclosed::Code))
        }),
        ("`I`", "`I`\u{202e}", "\u{202e}", |k| {
            matches!(k, FaultKind::Invisible('\u{202e}'))
        }),
        (
            "text = \"C / gL\"",
            "text = \"C / gQ\"",
            "\"C / gQ\"",
            |k| matches!(k, FaultKind::Formula(_)),
        ),
        (
            "right = true",
            "right = false",
            "[\n  { en = \"a saddle\"",
            |k| matches!(k, FaultKind::Right(0)),
        ),
        ("given = [", "given = [nan, ", "nan", |k| {
            matches!(k, FaultKind::NotFinite(_))
        }),
    ];
    for (right, wrong, mark, is) in cases {
        assert!(GOOD.contains(right), "{right}");
        let text = GOOD.replacen(right, wrong, 1);
        let found = faults(&text);
        let at = place(&text, mark);
        assert!(
            found.iter().any(|(place, kind)| *place == at && is(kind)),
            "{wrong} at {at:?}: {found:?}"
        );
        assert!(
            found.len() <= 2,
            "one mistake is told once: {wrong}: {found:?}"
        );
    }
}

/// An author sees all mistakes at once, each in a sentence of either language.
#[test]
fn all_mistakes_are_told_at_once_and_in_both_languages() {
    let text = GOOD
        .replacen("count = 3", "count = \"three\"", 1)
        .replacen("kick V=10", "kikc V=10", 1)
        .replacen("hide = [\"labels\"", "hide = [\"label\"", 1);
    let found = read(&text).expect_err("three mistakes");
    assert_eq!(found.len(), 3);
    assert!(found.windows(2).all(|w| w[0].at <= w[1].at));
    for fault in found {
        let english = fault.to_string();
        let chinese = speaking(Language::Chinese, || fault.to_string());
        assert!(english.starts_with("line "), "{english}");
        assert!(
            chinese.starts_with("第 ") && chinese != english,
            "{chinese}"
        );
    }
}

#[test]
fn what_is_no_lesson_is_told_so() {
    for (text, is) in [
        ("", "version"),
        ("version = 1", "title"),
        ("title = 3", "version"),
        ("\u{0}", "line 1"),
    ] {
        let found = read(text).expect_err("no lesson");
        let said = found.iter().map(ToString::to_string).collect::<String>();
        assert!(said.contains(is), "{text:?}: {said}");
    }
    let empty = "version = 1\ntitle = { en = \"a\", zh = \"b\" }\nsummary = { en = \"a\", zh = \"b\" }\nstep = []\n";
    assert_eq!(faults(empty)[0], ((4, 8), FaultKind::Empty("step".into())));
    let broken = GOOD.replacen("[[step]]", "[[step]", 1);
    let at = place(&broken, "[[step]\n");
    assert!(matches!(faults(&broken)[..], [((line, _), FaultKind::Syntax(_))] if line == at.0));
    let bytes = [b"version = 1\nx = \"".as_slice(), &[0xff, 0xfe]].concat();
    let found = read_bytes(&bytes).expect_err("not text");
    assert_eq!((found[0].at, &found[0].kind), ((2, 6), &FaultKind::NotText));
}

/// However large or deep: an answer comes soon.
#[test]
fn what_is_too_large_or_too_deep_is_refused_at_once() {
    let started = Instant::now();
    let step = "[[step]]\nen = \"a\"\nzh = \"b\"\n";
    let head =
        "version = 1\ntitle = { en = \"a\", zh = \"b\" }\nsummary = { en = \"a\", zh = \"b\" }\n";
    let first = "[[step]]\nen = \"a\"\nzh = \"b\"\ndo = [\"open van-der-pol\"]\n";
    let many = |n: usize| format!("{head}{first}{}", step.repeat(n));
    assert!(read(&many(199)).is_ok());
    assert!(matches!(
        faults(&many(200))[0].1,
        FaultKind::Count { most: 200, .. }
    ));
    assert_eq!(faults(&"x".repeat(MOST_BYTES + 1))[0].1, FaultKind::TooBig);
    for deep in ["[", "{a=", "a.", "[["] {
        let found = faults(&format!("x = {}", deep.repeat(10_000)));
        assert!(
            matches!(found[0].1, FaultKind::TooDeep | FaultKind::Syntax(_)),
            "{deep}"
        );
    }
    assert_eq!(
        faults(&format!("x = [{}]", "1,".repeat(100_000)))[0].1,
        FaultKind::TooMany
    );
    let acts = "\"open van-der-pol\",".repeat(20_000);
    let long = format!("{head}[[step]]\nen = \"a\"\nzh = \"b\"\ndo = [{acts}]\n");
    assert!(matches!(
        faults(&long)[0].1,
        FaultKind::Count { most: 100, .. }
    ));
    let wrong = "[[step]]\nwrong = 1\n".repeat(200);
    assert!(faults(&format!("{head}{wrong}")).len() <= 100);
    assert!(
        started.elapsed() < Duration::from_secs(5),
        "{:?}",
        started.elapsed()
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(read_bytes(&bytes).is_err());
    }

    /// A good lesson with something cut out or put in is read, or told where it is wrong.
    #[test]
    fn a_lesson_that_was_changed_is_read_or_told_where_it_is_wrong(
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..12, "[ -~\n∞“]{0,6}"), 1..5)
    ) {
        let mut letters: Vec<char> = GOOD.chars().collect();
        for (at, length, put) in cuts {
            let at = at.index(letters.len());
            let end = (at + length).min(letters.len());
            letters.splice(at..end, put.chars());
        }
        let text: String = letters.into_iter().collect();
        match read(&text) {
            Ok(lesson) => for k in 0..lesson.steps.len() {
                prop_assert!(lesson.session(k).is_ok());
            },
            Err(faults) => {
                prop_assert!(!faults.is_empty());
                let lines = text.lines().count() + 1;
                for fault in faults {
                    prop_assert!((1..=lines).contains(&fault.at.0) && fault.at.1 >= 1);
                    prop_assert!(fault.to_string().len() > 20);
                }
            }
        }
    }

    #[test]
    fn nested_brackets_make_no_trouble(signs in "[\\[\\]{}=,.a\"\n]{0,300}") {
        let text = format!("version = 1\nx = {signs}");
        prop_assert!(read(&text).is_err());
    }
}

/// The solution that stands beside each goal reaches it.
#[test]
fn every_goal_can_be_reached() {
    for (lesson, (name, text)) in shipped().iter().zip(SHIPPED) {
        let line = text.lines().find_map(|l| l.strip_prefix("# solution: "));
        let line = line.unwrap_or_else(|| panic!("{name} has no solution"));
        let last = lesson.steps.len() - 1;
        let mut session = lesson.session(last).expect("it was read");
        for act in line.split("; ") {
            let command = match act.split_once(' ') {
                Some(("set", rest)) => {
                    let (name, value) = rest.split_once(" = ").expect("a value");
                    Command::Set {
                        name: name.into(),
                        value: value.parse().expect("a number"),
                    }
                }
                Some(("stimulus", rest)) => {
                    Command::Stimulate(Stimulus::parse(rest).expect("a stimulus"))
                }
                _ => panic!("{name}: {act}"),
            };
            session.apply(&command).expect("a good command");
        }
        let question = lesson.steps[last].question.as_ref();
        let Some(Answer::Goal(goal)) = question.map(|q| &q.answer) else {
            panic!("{name} ends in an exploration");
        };
        for claim in goal {
            let found = check(&Cancel::never(), &session, claim).expect("it can be computed");
            assert!(found.holds, "{name}: {}", found.found.en);
        }
    }
}

/// The lesson that the README shows is one: read without a fault, every number covered, every claim true.
#[test]
fn the_lesson_of_the_readme_holds() {
    let readme = include_str!("../README.md");
    let begun = readme.split("```toml\n").skip(1);
    let mut texts = begun.filter_map(|t| t.split("```").next());
    let text = texts.find(|t| t.contains("[[step]]")).expect("a lesson");
    let lesson = read(text).expect("it can be read");
    assert_eq!(complaints(&lesson), "");
    for step in &lesson.steps {
        assert!(uncovered(step).is_empty(), "{:?}", uncovered(step));
    }
}
