//! The built-in demonstrations.
use super::{Demonstration, Expect, Measure, Trial};

fn trial(value: f64, stimulus: impl Into<String>, expect: Expect) -> Trial {
    Trial {
        value,
        name: None,
        stimulus: stimulus.into(),
        expect,
    }
}

/// A trial with a name of its own.
fn named(name: &'static str, trial: Trial) -> Trial {
    Trial {
        name: Some(name),
        ..trial
    }
}

/// A slow ramp instead of a step.
fn ramp(name: &'static str, height: f64, width: f64, expect: Expect) -> Trial {
    let stimulus = format!("ramp(at=10,width={width},height={height})");
    named(name, trial(height, stimulus, expect))
}

/// Trials and one more.
fn with(last: Trial, mut trials: Vec<Trial>) -> Vec<Trial> {
    trials.push(last);
    trials
}

/// Trials at several values, each with what is expected there.
fn trials(
    values: impl IntoIterator<Item = (f64, Expect)>,
    stimulus: impl Fn(f64) -> String,
) -> Vec<Trial> {
    let one = |(value, expect)| trial(value, stimulus(value), expect);
    values.into_iter().map(one).collect()
}

/// All demonstrations, in the order of the menu.
pub fn demonstrations() -> Vec<Demonstration> {
    use Expect::{Any, Fires, Lasting, One, Passing, Silence};
    vec![
        Demonstration {
            id: "all-or-none",
            title: "All-or-none spike",
            about: "Every kick beyond the threshold gives the same spike; every kick below it gives none.",
            source: "persistent-sodium-potassium/high-threshold",
            set: &[("I", 0.0)],
            until: 30.0,
            varied: "charge of the impulse (µA·ms/cm²)",
            trials: trials(
                [
                    (4.0, Silence),
                    (8.0, Silence),
                    (9.5, Silence),
                    (10.5, One),
                    (12.0, One),
                    (15.0, One),
                    (20.0, One),
                ],
                |q| format!("impulse(at=5,charge={q})"),
            ),
            measure: Measure::Peaks(0.02),
        },
        Demonstration {
            id: "integrator",
            title: "Integrator",
            about: "Two pulses that come close together carry the cell across the separatrix; the same pulses \
                    apart do not.",
            source: "izhikevich/l-integrator",
            set: &[],
            until: 100.0,
            varied: "time from pulse to pulse (ms)",
            trials: trials(
                [
                    (2.0, One),
                    (3.0, One),
                    (5.0, One),
                    (10.0, Silence),
                    (15.0, Silence),
                    (20.0, Silence),
                ],
                |gap| format!("pulse(at=10 {},width=2,height=9)", 10.0 + gap),
            ),
            measure: Measure::Spikes,
        },
        Demonstration {
            id: "resonator",
            title: "Resonator",
            about: "Three small pulses fire the cell when they come about one natural period apart: two do not, nor \
                    three that come faster or slower.",
            source: "izhikevich/k-resonator",
            set: &[],
            until: 300.0,
            varied: "time from pulse to pulse (ms)",
            trials: trials(
                [
                    (20.0, Silence),
                    (30.0, Silence),
                    (43.0, Fires),
                    (55.0, Silence),
                    (60.0, Silence),
                    (82.0, Silence),
                ],
                |gap| format!("pulse(at=10,width=4,height=0.53,every={gap},count=3)"),
            ),
            measure: Measure::Spikes,
        },
        Demonstration {
            id: "resonance-curve",
            title: "Response against the gap of two pulses",
            about: "The response to the second of two tiny pulses is largest when it comes one natural period \
                    after the first.",
            source: "izhikevich/k-resonator",
            set: &[],
            until: 250.0,
            varied: "time from pulse to pulse (ms)",
            trials: trials((12..=80).map(|gap| (f64::from(gap), Any)), |gap| {
                format!("impulse(at=10 {},charge=0.03)", 10.0 + gap)
            }),
            measure: Measure::Resonance {
                after: 10.0,
                within: 1.5,
                shown: 41.0,
            },
        },
        Demonstration {
            id: "coincidence",
            title: "Coincidence detection",
            about: "Two inputs fire the cell together only when they arrive at the same time.",
            source: "izhikevich/l-integrator",
            set: &[],
            until: 80.0,
            varied: "time from the first input to the second (ms)",
            trials: trials(
                [
                    (-8.0, Silence),
                    (-3.0, Silence),
                    (0.0, One),
                    (3.0, Silence),
                    (8.0, Silence),
                ],
                |lag| {
                    format!(
                        "pulse(at=20,width=1,height=11) + pulse(at={},width=1,height=11)",
                        20.0 + lag
                    )
                },
            ),
            measure: Measure::Spikes,
        },
        Demonstration {
            id: "class-1",
            title: "Class 1: any rate, however low",
            about: "Just above rheobase the cell fires as slowly as one likes. On a slow ramp it begins at rheobase too, and \
                    its rate climbs from nothing.",
            source: "izhikevich/g-class-1",
            set: &[],
            until: 2500.0,
            varied: "height of the step",
            trials: with(
                ramp("slow ramp to 6", 6.0, 2400.0, Lasting),
                trials(
                    [
                        (2.0, Silence),
                        (2.3, Lasting),
                        (2.5, Lasting),
                        (3.0, Lasting),
                        (6.0, Lasting),
                    ],
                    |h| format!("step(at=10,height={h})"),
                ),
            ),
            measure: Measure::Onset(-3.0),
        },
        Demonstration {
            id: "class-2",
            title: "Class 2: a rate from the beginning",
            about: "The cell cannot fire slowly: where firing begins it has a finite rate already, on a step and on a slow \
                    ramp alike.",
            source: "izhikevich/h-class-2",
            set: &[],
            until: 2000.0,
            varied: "height of the step",
            trials: with(
                ramp("slow ramp to 2", 2.0, 1900.0, Lasting),
                trials(
                    [
                        (0.5, Silence),
                        (0.95, Lasting),
                        (1.0, Lasting),
                        (1.5, Lasting),
                        (2.0, Lasting),
                    ],
                    |h| format!("step(at=10,height={h})"),
                ),
            ),
            measure: Measure::Onset(25.0),
        },
        Demonstration {
            id: "class-3",
            title: "Class 3: a spike at the onset of a step, none on a ramp",
            about: "A step, or a fast ramp, fires the cell once; a slow ramp to the same current or to twice \
                    that never does, because recovery keeps up with it.",
            source: "izhikevich/r-accommodation",
            set: &[],
            until: 600.0,
            varied: "time of the rise to the current (ms)",
            trials: vec![
                named("step to 2", trial(0.0, "step(at=50,height=2)", One)),
                named(
                    "to 4 within 12.5 ms",
                    trial(12.5, "ramp(at=50,width=12.5,height=4)", One),
                ),
                named(
                    "to 4 within 200 ms",
                    trial(200.0, "ramp(at=50,width=200,height=4)", Silence),
                ),
                named(
                    "to 8 within 400 ms",
                    trial(400.0, "ramp(at=50,width=400,height=8)", Silence),
                ),
            ],
            measure: Measure::Spikes,
        },
        Demonstration {
            id: "rebound",
            title: "Rebound spike",
            about: "Inhibition alone fires the cell, when it ends, if it was strong enough.",
            source: "izhikevich/m-rebound-spike",
            set: &[],
            until: 200.0,
            varied: "height of the pulse",
            trials: trials(
                [
                    (-3.0, Silence),
                    (-5.0, Silence),
                    (-10.0, Silence),
                    (-15.0, One),
                    (-20.0, Fires),
                ],
                |h| format!("pulse(at=20,width=5,height={h})"),
            ),
            measure: Measure::Spikes,
        },
        Demonstration {
            id: "bistability",
            title: "Bistability switched by pulses",
            about: "At one and the same current the cell rests or fires: a pulse switches it on, an opposite \
                    one off.",
            source: "izhikevich/l-integrator",
            set: &[("c", -42.0), ("d", 0.0)],
            until: 400.0,
            varied: "number of pulses",
            trials: vec![
                trial(0.0, "constant(height=0)", Silence),
                trial(1.0, "pulse(at=50,width=2,height=15)", Lasting),
                trial(
                    2.0,
                    "pulse(at=50,width=2,height=15) + pulse(at=250,width=5,height=-15)",
                    Passing,
                ),
            ],
            measure: Measure::Spikes,
        },
        Demonstration {
            id: "hysteresis",
            title: "Hysteresis on a slow ramp",
            about: "As the current rises slowly, firing begins at a higher current than that at which it ends on \
                    the way back.",
            source: "izhikevich/l-integrator",
            set: &[("c", -42.0), ("d", 0.0), ("I", -6.0)],
            until: 8000.0,
            varied: "top of the ramp",
            trials: vec![trial(
                4.0,
                "ramp(at=0,width=4000,height=10) + ramp(at=4000,width=4000,height=-10)",
                Fires,
            )],
            measure: Measure::Hysteresis(2.0),
        },
        Demonstration {
            id: "threshold-variability",
            title: "The threshold depends on what came before",
            about: "A pulse that is too weak alone fires the cell shortly after inhibition.",
            source: "izhikevich/o-threshold-variability",
            set: &[],
            until: 150.0,
            varied: "height of the pulse before",
            trials: vec![
                named(
                    "the pulse alone",
                    trial(0.0, "pulse(at=80,width=5,height=1)", Silence),
                ),
                named(
                    "inhibition alone",
                    trial(-6.0, "pulse(at=70,width=5,height=-6)", Silence),
                ),
                named(
                    "inhibition, then the pulse",
                    trial(
                        -6.0,
                        "pulse(at=80,width=5,height=1) + pulse(at=70,width=5,height=-6)",
                        One,
                    ),
                ),
            ],
            measure: Measure::Spikes,
        },
        Demonstration {
            id: "frequency-preference",
            title: "Frequency preference",
            about: "A chirp that sweeps through all frequencies shows which one the cell answers best: its \
                    impedance has a peak.",
            source: "izhikevich/k-resonator",
            set: &[],
            until: 4500.0,
            varied: "amplitude of the chirp",
            trials: vec![trial(
                0.002,
                "chirp(amplitude=0.002,from=1,to=100,width=4000,sweep=exponential)",
                Silence,
            )],
            measure: Measure::Impedance,
        },
    ]
}
