//! Sessions as text: what is saved comes back, and what is no session is refused with a sentence.
mod sessions;

use nullcline::analysis::Problem;
use nullcline::model::{Stimulus, zoo};
use nullcline::session::file::{self, FileError, FileFault, MOST_BYTES, Mention};
use nullcline::session::{Command, Session};
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn text(session: &Session) -> String {
    file::write(session).expect("it is small")
}

fn back(text: &str) -> Session {
    let opened = file::read(text).unwrap_or_else(|why| panic!("{why}\n{text}"));
    assert_eq!(opened.mentions, [], "{text}");
    opened.session
}

fn refused(text: &str) -> FileError {
    let why = file::read(text).expect_err(text);
    let said = why.to_string();
    assert!(said.len() > 25 && !said.contains('\n'), "{said}");
    why
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_session_reads_back_equal_and_writes_the_same_text(session in sessions::session()) {
        let written = text(&session);
        let again = back(&written);
        prop_assert_eq!(&again, &session);
        prop_assert_eq!(text(&again), written);
    }

    /// Bytes flipped, lines cut, pieces doubled: a sentence or a session, at once and without a panic.
    #[test]
    fn a_damaged_text_is_a_sentence_or_a_session(
        session in sessions::session(),
        wounds in prop::collection::vec((any::<prop::sample::Index>(), 0..5_u8, any::<u8>()), 1..6),
    ) {
        let mut bytes = text(&session).into_bytes();
        for (index, kind, byte) in wounds {
            let at = index.index(bytes.len().max(1));
            match kind {
                0 if at < bytes.len() => bytes[at] = byte,
                1 => bytes.truncate(at),
                2 => bytes.insert(at, byte),
                3 if at < bytes.len() => _ = bytes.remove(at),
                _ => {
                    let tail = bytes[at..].to_vec();
                    bytes.extend(tail);
                }
            }
            if bytes.is_empty() {
                break;
            }
        }
        let start = Instant::now();
        match file::read_bytes(&bytes) {
            Ok(opened) => {
                // What was understood can be saved again.
                let again = file::read(&text(&opened.session)).expect("our own text");
                prop_assert_eq!(again.session, opened.session);
            }
            Err(why) => prop_assert!(why.to_string().len() > 20),
        }
        prop_assert!(start.elapsed() < Duration::from_secs(2));
    }

    #[test]
    fn noise_is_refused(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        prop_assert!(file::read_bytes(&bytes).is_err());
    }

    /// Unknown fields anywhere are mentioned, have no effect, and are there again after saving.
    #[test]
    fn unknown_fields_are_kept_and_mentioned(
        session in sessions::session(),
        value in prop::sample::select(vec!["1", "\"\"", "[1, { a = 2 }]", "{ b = 1979-05-27 }", "nan"]),
        place in 0..6_usize,
    ) {
        let written = text(&session);
        let heads = ["nullcline = 1\n", "[parameters]\n", "[view]\n", "[study]\n", "[train]\n", "[unit]\n"];
        let added = written.replacen(heads[place], &format!("{}strange = {value}\n", heads[place]), 1);
        let added = added + "\n[later.still]\nx = 1 # why\n";
        let opened = file::read(&added).expect("unknown fields are no fault");
        let name = |m: &Mention| match m {
            Mention::Unknown { name, .. } => name.clone(),
            Mention::CutShort => String::new(),
        };
        // The mark of the end need not be the end.
        let mut names: Vec<String> = opened.mentions.iter().map(name).collect();
        names.retain(|name| !name.is_empty());
        names.sort_unstable();
        prop_assert_eq!(names.len(), 2);
        prop_assert!(names.iter().any(|n| n.ends_with("strange")));
        prop_assert_eq!(opened.session.problem(), session.problem());
        let saved = text(&opened.session);
        prop_assert!(saved.contains("strange") && saved.contains("x = 1 # why"));
        let again = file::read(&saved).expect("our own text");
        prop_assert_eq!(&again.session, &opened.session);
        prop_assert_eq!(text(&again.session), saved);
    }
}

/// A file that one would write by hand: what it leaves out is as usual, and whole numbers are numbers.
#[test]
fn a_few_lines_are_a_session() {
    let session = back(
        "nullcline = 1\r\nmodel = \"morris-lecar\"\r\npreset = \"hopf\"\r\n[parameters]\r\nI = 90\r\n",
    );
    let mut expected = Session::new(Problem::from_source("morris-lecar/hopf").expect("it exists"));
    let (name, value) = ("I".into(), 90.0);
    expected
        .apply(&Command::Set { name, value })
        .expect("finite");
    assert_eq!(session, expected);
}

/// Files that were saved by the first version that had any: they must open for ever.
#[test]
fn files_of_the_first_version_open() {
    let text = include_str!("sessions/first.nullcline");
    let session = back(text);
    assert_eq!(session.problem().model().info().id, "hodgkin-huxley");
    assert_eq!(session.problem().value("I"), Some(7.5));
    assert_eq!(session.problem().plane(), ["V", "n"]);
    assert_eq!(session.seeds().len(), 2);
    assert_eq!(session.notes(), "Two orbits:\n\tone \"rests\", one fires.");
    assert_eq!(session.stimulus().inputs.len(), 2);
    assert_eq!(self::text(&session), text);
}

#[test]
fn every_model_and_preset_reads_back() {
    for model in zoo::registry() {
        for preset in &model.info().presets {
            let source = format!("{}/{}", model.info().id, preset.id);
            let session = Session::new(Problem::from_source(&source).expect("it exists"));
            assert_eq!(back(&text(&session)), session, "{source}");
        }
    }
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let good = text(&Session::default());
    let line = |what: &str| good.lines().position(|l| l.starts_with(what)).unwrap() + 1;
    let swap = |what: &str, with: &str| {
        let mut lines: Vec<&str> = good.lines().collect();
        lines[line(what) - 1] = with;
        lines.join("\n")
    };
    let parameter = line("I = ");
    for (text, place, part) in [
        (swap("I = ", "I = nan"), Some((parameter, 5)), "finite"),
        (swap("I = ", "I = -inf"), Some((parameter, 5)), "finite"),
        (swap("I = ", "I = \"x\""), Some((parameter, 5)), "a number"),
        (swap("C = ", "C = 0"), Some((line("C = "), 5)), "singular"),
        (
            swap("model", "model = \"hodgkin\""),
            Some((line("model"), 9)),
            "did you mean",
        ),
        (
            swap("preset", "preset = \"x\""),
            Some((line("preset"), 10)),
            "did you mean",
        ),
        (swap("x = ", "x = [1, 1]"), Some((line("x = "), 5)), "empty"),
        (
            swap("x = ", "x = [0, 1, 2]"),
            Some((line("x = "), 5)),
            "two numbers",
        ),
        (
            swap("layers", "layers = [\"feild\"]"),
            Some((line("layers"), 10)),
            "did you mean field",
        ),
        (
            swap("show", "show = \"diagramm\""),
            Some((line("show"), 8)),
            "did you mean diagram",
        ),
        (
            swap("and = ", "and = \"I\""),
            Some((line("and = "), 7)),
            "different",
        ),
        (
            swap("hidden", "hidden = 1000000000"),
            Some((line("hidden"), 10)),
            "1 to 64",
        ),
        (swap("trials", "trials = 1000000000"), None, "trials"),
        (
            swap("weights", "weights = [1,1,1,1,1,1]"),
            Some((line("weights"), 11)),
            "inputs",
        ),
        (
            swap("signals", "signals = \"pulse(at=1)\""),
            Some((line("signals"), 11)),
            "width",
        ),
        (
            swap("euler", "euler = 0"),
            Some((line("euler"), 9)),
            "Euler",
        ),
        (swap("I = ", "I = "), Some((parameter, 5)), "mend the line"),
        (
            swap("I = ", "I = 1\nI = 2"),
            Some((parameter + 1, 1)),
            "duplicate",
        ),
        (
            swap("curve", "curve = [[1, 2]]"),
            Some((line("curve"), 9)),
            "canvas",
        ),
        (swap("nullcline", "nullcline = 2"), None, "newer"),
        (swap("nullcline", "nullcline = 0"), None, "no session"),
        (swap("nullcline", "# nullcline"), None, "no session"),
        (swap("model", "\n"), None, "model is missing"),
    ] {
        let why = refused(&text);
        let said = why.to_string();
        let said = said.replace("a height from 0 to 1", "canvas");
        assert!(said.contains(part), "{part}: {said}");
        assert!(place.is_none() || why.at == place, "{place:?}: {said}");
    }
}

/// Bounded, whatever the text is made of. 1e9 orbits cannot even be asked for: each is a table.
#[test]
fn hostile_texts_are_refused_quickly() {
    let good = text(&Session::default());
    let nested = |open: &str, n: usize| format!("{good}\nq = {}", open.repeat(n));
    let orbits: String = (0..3000)
        .map(|k| format!("\n[orbit.{k}]\nstate = {{ V = 1.0 }}"))
        .collect();
    let signals = vec!["step(at=1,height=1)"; 200_000].join(" + ");
    let texts = [
        nested("[", 1_000_000),
        nested("{a=", 1_000_000),
        format!("{good}\n{} = 1", vec!["a"; 1_000_000].join(".")),
        format!("{good}\n[{}]", vec!["a"; 100_000].join(".")),
        format!("{good}\nq = [{}]", "1,".repeat(4_000_000)),
        good.clone() + &orbits,
        good.clone() + &"\n".repeat(10_000_000),
        good.replace("signals = \"\"", &format!("signals = \"{signals}\"")),
        "#".repeat(MOST_BYTES + 1),
        "x".repeat(MOST_BYTES),
        String::new(),
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".into(),
        "{\"model\": \"morris-lecar\"}".into(),
        "done\ndx/dt = -x\n".into(),
    ];
    for text in &texts {
        let start = Instant::now();
        let short: String = text.chars().skip(good.len()).take(30).collect();
        assert!(file::read(text).is_err(), "{short}");
        let took = start.elapsed();
        assert!(took < Duration::from_secs(5), "{short}: {took:?}");
    }
    assert_eq!(refused(&texts[8]).fault, FileFault::TooBig);
    assert_eq!(refused(&texts[10]).fault, FileFault::Foreign);
}

#[test]
fn what_is_no_text_is_told_from_a_damaged_session() {
    let mut bytes = text(&Session::default()).into_bytes();
    let at = bytes.len() / 2;
    bytes[at] = 0xff;
    let why = file::read_bytes(&bytes).expect_err("it is damaged");
    assert!(why.at.is_some_and(|(line, _)| line > 3), "{why}");
    let why = file::read_bytes(&[0x89, b'P', 0xff, 0xfe]).expect_err("it is foreign");
    assert_eq!(why.fault, FileFault::Foreign);
}

/// Cut between two lines a file is still TOML: that its end is missing is said.
#[test]
fn a_file_without_its_end_is_mentioned() {
    let whole = text(&Session::default());
    let cut = &whole[..whole.find("[train]").expect("it is there")];
    let opened = file::read(cut).expect("what is there is good");
    assert_eq!(opened.mentions, [Mention::CutShort]);
    assert!(opened.mentions[0].to_string().contains("cut short"));
}

/// A recorded stimulus of a hundred thousand points is saved too.
#[test]
fn a_long_recording_comes_back() {
    let points: Vec<String> = (0..100_000)
        .map(|k| format!("{k}:{}", f64::from(k).sin()))
        .collect();
    let stimulus = Stimulus::parse(&format!("drawn(points={})", points.join(" "))).expect("good");
    let mut session = Session::default();
    session
        .apply(&Command::Stimulate(stimulus))
        .expect("it drives the first parameter");
    assert_eq!(back(&text(&session)), session);
}

/// The promise is a tenth of a second; here everything is compiled for tests, beside other tests.
#[test]
fn a_full_session_opens_at_once() {
    let mut session = Session::default();
    let scatter = Command::Scatter {
        count: Session::MOST_SEEDS,
        seed: 1,
    };
    session.apply(&scatter).expect("there is room");
    let written = text(&session);
    let start = Instant::now();
    let again = back(&written);
    let took = start.elapsed();
    assert_eq!(again, session);
    println!("a session of {} bytes opens in {took:?}", written.len());
    assert!(took < Duration::from_millis(100), "{took:?}");
}

/// What is wrong in the table of the twin is told with its place, and nothing is half read.
#[test]
fn a_twin_that_is_none_is_refused() {
    let of = |lines: &str| {
        let text = format!("nullcline = 1\nmodel = \"morris-lecar\"\n\n[twin]\n{lines}\n");
        nullcline::session::file::read(&text)
    };
    let good = of("tau = 10.0\nreset = false\nhidden = 4\nfuture = 1").expect("it is one");
    assert_eq!(good.session.twin().options.network.hidden, 4);
    assert_eq!(good.mentions.len(), 1);
    for (lines, told) in [
        ("tau = -1.0", "membrane time constant"),
        ("tau = \"long\"", "a number"),
        ("hidden = 0", "hidden units"),
        ("window = 9000", "window"),
        ("excitatory = 0\ninhibitory = 0", "no synapse"),
        ("neuron = \"van-der-pol\"", "units"),
        ("neuron = \"nobody\"", "nobody"),
        ("transfer = \"rellu\"", "relu"),
        ("excitatory = 9007199254740991", "synapses are too many"),
        ("train = 1e9", "seconds of training"),
        ("learning_rate = nan", "learning_rate"),
    ] {
        let why = of(lines).expect_err(lines);
        assert!(why.at.is_some(), "{lines}: {why}");
        assert!(why.to_string().contains(told), "{lines}: {why}");
    }
}
