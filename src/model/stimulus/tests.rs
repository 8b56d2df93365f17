use super::*;

fn one(text: &str) -> Signal {
    let mut stimulus = Stimulus::parse(text).unwrap_or_else(|e| panic!("{text}: {e}"));
    assert_eq!(stimulus.inputs.len(), 1, "{text}");
    stimulus.inputs.remove(0).signal
}

/// Every signal with every property.
const TEXTS: [&str; 20] = [
    "constant(height=-2.5)",
    "step(at=20,height=5)",
    "ramp(at=20,width=100,height=5)",
    "ramp(at=0,width=200,height=8,hold=0)",
    "ramp(at=30,slope=0.075)",
    "pulse(at=20,width=2,height=10)",
    "pulse(at=10 15 70,width=2,height=9,on=gNa)",
    "pulse(at=10,width=2,height=9,every=5,count=2,on=I)",
    "pulse(at=50,width=200,height=-5,closed=yes)",
    "impulse(at=3,charge=0.1,every=7)",
    "impulse(at=3 4,charge=-2)",
    "sine(amplitude=1,period=40,phase=0.5,at=3,until=9)",
    "chirp(amplitude=1,from=1,to=100,at=5,width=1000,sweep=exponential)",
    "chirp(amplitude=0.25,from=100,to=1,width=1000)",
    "noise(strength=0.5,dt=0.1,at=1,until=2)",
    "ou(sd=1,tau=5,mean=2,on=gL)",
    "ou(sd=1,tau=5)",
    "synapses(rate=800,height=-0.5,tau=5,at=10,until=20)",
    "drawn(points=0:0 10:5 10:-3 20.5:0.1)",
    "step(at=1,height=1) + ramp(at=2,slope=-0.001,on=b)",
];

#[test]
fn what_is_printed_reads_back_the_same() {
    for text in TEXTS {
        let stimulus = Stimulus::parse(text).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!(stimulus.to_string(), text);
        assert_eq!(Stimulus::parse(&stimulus.to_string()), Ok(stimulus));
    }
}

/// Spaces, true minus signs, remarks and lines are as people type them; a gap is from end to beginning.
#[test]
fn text_is_read_as_people_type_it() {
    let typed = "# two inputs\n  pulse( at = 10 , width=2, height=\u{2212}9, gap=3, count=2 ) # twice\n\n\
                 step(at=1e1,height=+.5)+constant(height=1e-3)\n";
    let stimulus = Stimulus::parse(typed).unwrap();
    assert_eq!(
        stimulus.to_string(),
        "pulse(at=10,width=2,height=-9,every=5,count=2) + step(at=10,height=0.5) + constant(height=0.001)"
    );
}

#[test]
fn a_slip_is_told_with_its_line_and_column() {
    for (text, place, words) in [
        ("puls(at=1)", (1, 1), "did you mean pulse"),
        (
            "\n  pulse(at=1,with=2,height=3)",
            (2, 14),
            "did you mean width",
        ),
        ("pulse(at=1,width=2)", (1, 1), "needs height"),
        ("pulse(at=1,width=x,height=2)", (1, 18), "width = x"),
        ("pulse(at=1,width=2,height=inf)", (1, 27), "finite"),
        ("pulse(at=1,at=2,width=2,height=1)", (1, 12), "twice"),
        ("pulse(at=1,width=2,height=1", (1, 28), "closing bracket"),
        ("pulse", (1, 1), "brackets"),
        ("step(at=1,height=1) + ", (1, 22), "nothing"),
        ("pulse(at=1,width=0,height=1)", (1, 18), "no length"),
        ("pulse(at=1,width=-1,height=1)", (1, 18), "no length"),
        ("pulse(at=-1,width=1,height=1)", (1, 10), "before the start"),
        ("pulse(at=1 2,width=3,height=1)", (1, 10), "overlap"),
        ("pulse(at=1,width=3,height=1,every=2)", (1, 35), "overlap"),
        ("pulse(at=2 1,width=.1,height=1)", (1, 10), "increasing"),
        (
            "pulse(at=1,width=3,height=1,every=5,count=0)",
            (1, 43),
            "at least 1",
        ),
        (
            "pulse(at=1,width=3,height=1,count=4)",
            (1, 1),
            "needs every",
        ),
        (
            "pulse(at=1,width=3,height=1,every=9,gap=2)",
            (1, 41),
            "twice",
        ),
        ("ramp(at=1,slope=1,width=5)", (1, 25), "twice"),
        ("noise(strength=-1)", (1, 16), "negative"),
        ("ou(sd=1,tau=0)", (1, 13), "no length"),
        (
            "sine(amplitude=1,period=4,at=5,until=5)",
            (1, 38),
            "not after",
        ),
        (
            "synapses(rate=1e12,height=1,tau=5)",
            (1, 15),
            "a million events",
        ),
        ("drawn(points=0:1)", (1, 14), "at least 2"),
        ("drawn(points=0:1 5)", (1, 18), "points like"),
        ("drawn(points=)", (1, 14), "points for a line"),
        ("pulse(at=1 x,width=1,height=2)", (1, 12), "at = x"),
        (
            "pulse(at=1,width=1,height=2,every=2,count=2.5)",
            (1, 43),
            "whole number from 1 to",
        ),
        (
            "pulse(at=1,width=1,height=2,every=2,count=-1)",
            (1, 43),
            "whole number from 1 to",
        ),
        (
            "pulse(at=1,width=1,height=2,every=2,count=1e18)",
            (1, 43),
            "whole number from 1 to",
        ),
        ("drawn(points=0:1 5:2 4:1)", (1, 14), "increasing"),
        (
            "chirp(amplitude=1,from=0,to=9,width=5,sweep=exponential)",
            (1, 24),
            "from = 0 is no frequency",
        ),
        ("# nothing", (1, 1), "at least one signal"),
    ] {
        let error = Stimulus::parse(text).expect_err(text);
        assert_eq!(error.at, Some(place), "{text}: {error}");
        assert!(error.to_string().contains(words), "{text}: {error}");
    }
}

#[test]
fn a_recorded_stimulus_has_two_columns() {
    let good = "# time value\n0 0\n10, 5.5\n 20 ;\t-1e-1 # end\n";
    assert_eq!(
        Stimulus::read(good).unwrap().to_string(),
        "drawn(points=0:0 10:5.5 20:-0.1)"
    );
    let lines = "step(at=1,height=2)\npulse(at=1,width=1,height=1)";
    assert_eq!(Stimulus::read(lines).unwrap().inputs.len(), 2);
    for (text, place) in [
        ("0 0\n10 x\n", (2, 4)),
        ("0 0\n10\n", (2, 1)),
        ("0 0\n10 1 7\n", (2, 6)),
        ("0 0\n10 1\n9 2", (3, 1)),
        ("0 0\n10 nan", (2, 4)),
        ("-1 0\n10 1", (1, 1)),
    ] {
        let error = Stimulus::read(text).expect_err(text);
        assert_eq!(error.at, Some(place), "{text}: {error}");
    }
}

/// A walk over the pieces of a signal reaches `until` and agrees with its value everywhere inside them.
#[test]
fn pieces_are_the_signal_and_end_where_it_jumps() {
    let edges = |text: &str, until: f64| {
        let signal = one(text);
        let (mut t, mut found) = (0.0, vec![]);
        while t < until {
            let (term, end) = signal.piece(t, 1e-3);
            assert!(end > t, "{text} stands still at {t}");
            for part in [0.1, 0.5, 0.9] {
                let s = t + part * (end.min(until) - t);
                let (inside, value) = (term.at(s), signal.sample(s, 0.0, 1e-3));
                assert!(
                    (inside - value).abs() < 1e-12,
                    "{text} at {s}: {inside} {value}"
                );
            }
            t = end.min(until);
            found.push(t);
        }
        found
    };
    assert_eq!(
        edges("pulse(at=1 4,width=2,height=3)", 9.0),
        [1.0, 3.0, 4.0, 6.0, 9.0]
    );
    assert_eq!(
        edges("pulse(at=1,width=1,height=3,every=4)", 10.0),
        [1.0, 2.0, 5.0, 6.0, 9.0, 10.0]
    );
    assert_eq!(
        edges("ramp(at=1,width=2,height=3,hold=4)", 9.0),
        [1.0, 3.0, 7.0, 9.0]
    );
    assert_eq!(
        edges("impulse(at=1,charge=1,every=3,count=2)", 9.0),
        [1.0, 4.0, 9.0]
    );
    assert_eq!(
        edges("sine(amplitude=1,period=4,at=1,until=6)", 9.0),
        [1.0, 3.0, 5.0, 6.0, 9.0]
    );
    assert_eq!(
        edges("drawn(points=1:0 2:5 2:1 4:1)", 9.0),
        [1.0, 2.0, 4.0, 9.0]
    );
    for text in TEXTS.iter().filter(|t| !t.contains('+')) {
        edges(text, 300.0);
    }
    // 0.1 k is not k · 0.1: no pulse of a long train may get lost or come twice.
    assert_eq!(
        edges("pulse(at=0.1,width=0.03,height=3,every=0.1)", 100.0).len(),
        1999
    );
}

/// The scripts ask `t > 10`, `10 < t < 13` and, in S and T, `50 <= t <= 250`; what begins at 0 is there
/// at 0.
#[test]
fn ends_do_not_belong_to_a_pulse_unless_it_is_closed() {
    let values = |text: &str, times: &[f64]| -> Vec<f64> {
        let signal = one(text);
        times
            .iter()
            .map(|&t| signal.sample(t, 1e-10, 1e-3))
            .collect()
    };
    assert_eq!(
        values("step(at=10,height=1)", &[9.75, 10.0, 10.25]),
        [0.0, 0.0, 1.0]
    );
    assert_eq!(
        values("pulse(at=10,width=3,height=1)", &[10.0, 10.2, 12.8, 13.0]),
        [0.0, 1.0, 1.0, 0.0]
    );
    assert_eq!(
        values(
            "pulse(at=10,width=3,height=1,closed=yes)",
            &[9.9, 10.0, 13.0, 13.1]
        ),
        [0.0, 1.0, 1.0, 0.0]
    );
    assert_eq!(
        values("pulse(at=0,width=3,height=1)", &[0.0, 0.1, 3.0]),
        [1.0, 1.0, 0.0]
    );
    assert_eq!(
        values("ramp(at=0,width=200,height=8,hold=0)", &[199.5, 200.0]),
        [7.98, 0.0]
    );
    // 0.1 · 3 is 0.30000000000000004: rounding does not make a time later than it is.
    assert_eq!(
        values("step(at=0.3,height=1)", &[0.1 * 3.0, 0.4]),
        [0.0, 1.0]
    );
}

/// A chirp from f0 to f1 (in Hz; one Hz is 1e-3 per ms) over W passes 0 upward where its phase
/// f0 s + (f1 − f0) s²/(2 W) is whole, or f0 W/ln r (r^(s/W) − 1) with r = f1/f0 for equal factors.
#[test]
fn a_chirp_sweeps_its_frequency() {
    let (f0, f1, w) = (2e-3, 20e-3, 1000.0);
    let ratio: f64 = f1 / f0;
    for (sweep, phase) in [
        (
            "linear",
            &(|s: f64| f0 * s + (f1 - f0) * s * s / (2.0 * w)) as &dyn Fn(f64) -> f64,
        ),
        ("exponential", &|s: f64| {
            f0 * w / ratio.ln() * (ratio.powf(s / w) - 1.0)
        }),
    ] {
        let signal = one(&format!(
            "chirp(amplitude=3,from=2,to=20,at=7,width=1000,sweep={sweep})"
        ));
        for k in 0..999 {
            let s = f64::from(k) + 0.5;
            let expected = 3.0 * (std::f64::consts::TAU * phase(s)).sin();
            let found = signal.piece(7.0 + s, 1e-3).0.at(7.0 + s);
            assert!(
                (found - expected).abs() < 1e-9,
                "{sweep} {s}: {found} {expected}"
            );
        }
    }
}

#[test]
fn pulses_of_two_signals_that_overlap_are_found() {
    let overlap = |text: &str| Stimulus::parse(text).unwrap().overlap();
    let found =
        overlap("pulse(at=1,width=2,height=1,every=10)+pulse(at=22,width=1,height=1)").unwrap();
    assert_eq!((found.from, found.until, found.on), (22.0, 23.0, None));
    let found = overlap("step(at=5,height=1,on=b)+pulse(at=1 7,width=1,height=1,on=b)").unwrap();
    assert_eq!(
        (found.from, found.until, found.on.as_deref()),
        (7.0, 8.0, Some("b"))
    );
    assert_eq!(
        overlap("pulse(at=1,width=2,height=1)+pulse(at=3,width=1,height=1)"),
        None
    );
    assert_eq!(
        overlap("pulse(at=1,width=2,height=1)+pulse(at=2,width=1,height=1,on=b)"),
        None
    );
    assert_eq!(overlap("step(at=1,height=2)+ramp(at=2,slope=1)"), None);
    // A level under pulses is meant; two levels are told.
    assert_eq!(overlap("constant(height=2)+step(at=2,height=1)"), None);
    let found = overlap("constant(height=2)\nconstant(height=3)").unwrap();
    assert_eq!((found.from, found.until), (0.0, f64::INFINITY));
}

/// Columns count characters, and a line of very many signals is read in time that grows with its length.
#[test]
fn columns_count_characters_and_long_lines_are_read_at_once() {
    let at = |text: &str| Stimulus::read(text).expect_err(text).at;
    assert_eq!(at("step(at=\u{2212}1,height=é)"), Some((1, 19)));
    assert_eq!(at("1;\u{2212}2\n\u{2212}3 é"), Some((2, 4)));
    let long = vec!["step(at=1,height=1)"; 100_000].join(" + ");
    let start = std::time::Instant::now();
    let stimulus = Stimulus::parse(&long).expect("it is only long");
    assert_eq!(stimulus.inputs.len(), 100_000);
    assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
}
