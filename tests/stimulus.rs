//! What stimuli do to equations whose solutions are known.
use nullcline::analysis::{Driven, Problem, Scheme, TrajectoryOptions, driven::driven};
use nullcline::job::Cancel;
use nullcline::model::{
    Builtin, Demand, Drive, Equations, Model, Orbit, ParamSpec, Preset, ReadParams, Real, Run,
    Stimulus, Unit, VarSpec,
};
use nullcline::num::ode::{End, Watch};
use rand::{RngExt as _, SeedableRng as _};
use std::sync::Arc;

/// `x' = I − k x`; the firing one resets at 1 to 0 and is refractory for `hold`.
#[derive(Clone, Copy)]
struct Numbers<S> {
    i: S,
    k: S,
    hold: S,
    square: S,
    variant: S,
}

const fn parameter(name: &'static str, default: f64, demand: Demand) -> ParamSpec {
    ParamSpec {
        name,
        label: name,
        unit: Unit::None,
        default,
        range: (-10.0, 10.0),
        about: "",
        demand,
    }
}

impl<S: Real> ReadParams<S> for Numbers<S> {
    const SPECS: &'static [ParamSpec] = &[
        parameter("I", 0.0, Demand::Any),
        parameter("k", 1.0, Demand::Any),
        parameter("hold", 0.0, Demand::Nonnegative),
        parameter("square", 0.0, Demand::Any),
        parameter("variant", 0.0, Demand::Choice(&["one", "other"])),
    ];
    fn read(values: &mut dyn Iterator<Item = S>) -> Self {
        let mut next = || values.next().expect("one value per parameter");
        Self {
            i: next(),
            k: next(),
            hold: next(),
            square: next(),
            variant: next(),
        }
    }
}

macro_rules! leak {
    ($name:ident, $id:literal, $resets:literal) => {
        struct $name;
        impl Equations<2> for $name {
            const ID: &'static str = $id;
            const NAME: &'static str = $id;
            const SOURCE: &'static str = "";
            const TIME: Unit = Unit::None;
            const RESETS: bool = $resets;
            const VARS: [VarSpec; 2] = [
                VarSpec::new("x", "", Unit::None, 0.0, -2.0..=2.0),
                VarSpec::new("y", "", Unit::None, 0.0, -2.0..=2.0),
            ];
            type Params<S: Real> = Numbers<S>;
            fn rhs<S: Real>([x, y]: [S; 2], p: &Numbers<S>) -> [S; 2] {
                [p.i - p.k * x + p.square * p.square + p.variant, -y]
            }
            fn guard([x, _]: [f64; 2], _: &Numbers<f64>) -> f64 {
                x - 1.0
            }
            fn reset<S: Real>([_, y]: [S; 2], _: &Numbers<S>) -> [S; 2] {
                [S::from(0.0), y]
            }
            fn hold(p: &Numbers<f64>) -> f64 {
                p.hold
            }
            fn presets() -> Vec<Preset> {
                vec![Preset {
                    id: "plain",
                    about: "",
                    set: vec![],
                    initial: vec![0.0, 0.0],
                    window: [(-2.0, 2.0), (-2.0, 2.0)],
                    input: (-1.0, 1.0),
                    protocol: None,
                }]
            }
        }
    };
}
leak!(Leak, "leak", false);
leak!(Fire, "fire", true);

fn problem<E: Equations<2>>() -> Problem {
    let model: Arc<dyn Model> = Arc::new(Builtin::<E, 2>::new());
    Problem::new(&model, &model.info().presets[0])
}

fn seeded(problem: &Problem, x0: f64, text: &str, span: f64, seed: u64) -> Driven {
    let stimulus = Stimulus::parse(text).expect("a proper stimulus");
    let drive = Drive::new(&**problem.model(), problem.values(), &stimulus, seed)
        .expect("a proper stimulus");
    let options = TrajectoryOptions {
        span,
        tolerance: 1e-12,
        ..Default::default()
    };
    let cancel = Cancel::never();
    driven(
        &cancel,
        problem,
        &[x0, 0.0],
        &options,
        &drive,
        Scheme::Accurate,
    )
    .expect("a proper stimulus")
}

fn end(problem: &Problem, x0: f64, text: &str, span: f64) -> f64 {
    let run = seeded(problem, x0, text, span, 1);
    assert_eq!(run.trajectory.times.last(), Some(&span), "{text}");
    run.trajectory.states.last().expect("a proper stimulus")[0]
}

/// Solutions of `x' = −x + s(t)`, x(0) = 0, by variation of constants: after a pulse of height h from a
/// to b, h (e^b − e^a) e^(−t); on a ramp of slope m, m (t − 1 + e^(−t)); on a sine of frequency ω,
/// A (sin ωt − ω cos ωt + ω e^(−t))/(1 + ω²); the rest from these by superposition.
#[test]
fn a_leak_follows_every_signal_as_the_formula_says() {
    let leak = problem::<Leak>();
    let pulse = |h: f64, a: f64, b: f64, t: f64| h * (b.exp() - a.exp()) * (-t).exp();
    let ramp = |m: f64, t: f64| m * (t - 1.0 + (-t).exp());
    for (text, t, expected) in [
        ("constant(height=2)", 3.0, 2.0 * (1.0 - (-3f64).exp())),
        ("step(at=1,height=2)", 3.0, 2.0 * (1.0 - (-2f64).exp())),
        (
            "pulse(at=1,width=0.5,height=2)",
            3.0,
            pulse(2.0, 1.0, 1.5, 3.0),
        ),
        (
            "pulse(at=1,width=1e-9,height=1e9)",
            3.0,
            pulse(1e9, 1.0, 1.0 + 1e-9, 3.0),
        ),
        (
            "pulse(at=0,width=0.5,height=2,every=1,count=2)+pulse(at=0.25,width=2,height=-1)",
            3.0,
            pulse(2.0, 0.0, 0.5, 3.0) + pulse(2.0, 1.0, 1.5, 3.0) + pulse(-1.0, 0.25, 2.25, 3.0),
        ),
        ("ramp(at=0,slope=0.5)", 3.0, ramp(0.5, 3.0)),
        (
            "ramp(at=0,width=1,height=0.5)",
            3.0,
            ramp(0.5, 3.0) - ramp(0.5, 2.0),
        ),
        (
            "ramp(at=0,width=1,height=0.5,hold=1)",
            3.0,
            ramp(0.5, 3.0) - ramp(0.5, 2.0) - 0.5 * (1.0 - (-1f64).exp()),
        ),
        (
            "drawn(points=0:0 1:0.5 1:0 2:0)",
            3.0,
            ramp(0.5, 3.0) - ramp(0.5, 2.0) - 0.5 * (1.0 - (-2f64).exp()),
        ),
        ("impulse(at=1,charge=2)", 3.0, 2.0 * (-2f64).exp()),
        (
            "impulse(at=0 1,charge=2)",
            3.0,
            2.0 * ((-2f64).exp() + (-3f64).exp()),
        ),
        ("sine(amplitude=2,period=0.5)", 3.0, {
            let (w, t) = (std::f64::consts::TAU / 0.5, 3.0_f64);
            2.0 * ((w * t).sin() - w * (w * t).cos() + w * (-t).exp()) / (1.0 + w * w)
        }),
    ] {
        let found = end(&leak, 0.0, text, t);
        // A pulse of 1e-9 has a width known to 1e-16/1e-9 only.
        let bound = if text.contains("1e-9") { 1e-7 } else { 1e-10 };
        assert!(
            (found - expected).abs() < bound,
            "{text}: {found} {expected}"
        );
    }
}

/// Driving the leak itself: `x' = −(1 + s) x` gives x(0) exp(−t − ∫s), and an impulse of charge q on k
/// multiplies x by e^(−q) however large it is.
#[test]
fn other_parameters_are_driven_as_well() {
    let leak = problem::<Leak>();
    for (text, integral) in [
        ("pulse(at=1,width=0.5,height=2,on=k)", 1.0),
        ("ramp(at=0,slope=2,on=k)", 9.0),
        ("impulse(at=1,charge=0.75,on=k)", 0.75),
        ("impulse(at=1 2,charge=-2,on=k)", -4.0),
    ] {
        let found = end(&leak, 1.5, text, 3.0);
        let expected = 1.5 * f64::exp(-3.0 - integral);
        assert!(
            (found - expected).abs() < 1e-10,
            "{text}: {found} {expected}"
        );
    }
}

#[test]
fn no_step_passes_over_a_jump_of_the_stimulus() {
    let leak = problem::<Leak>();
    let stimulus = Stimulus::parse("pulse(at=1 5,width=0.001,height=2)").unwrap();
    let drive = Drive::new(&**leak.model(), leak.values(), &stimulus, 1).unwrap();
    let run = Run::new(100.0, 1e-6, &[1.0, 1.0]);
    let mut ends = vec![];
    let summary = leak.model().integrate_driven(
        leak.values(),
        &[0.0, 0.0],
        &run,
        &mut drive.walk(),
        &mut |orbit| {
            if let Orbit::Step(step) = orbit {
                for edge in [1.0, 1.001, 5.0, 5.001] {
                    assert!(step.t >= edge - 1e-12 || step.t + step.h <= edge + 1e-12);
                }
                ends.push(step.t + step.h);
            }
            Watch::Continue
        },
    );
    assert_eq!((summary.end, summary.time), (End::Time, 100.0));
    for edge in [1.0, 1.001, 5.0, 5.001] {
        assert!(ends.iter().any(|t| (t - edge).abs() < 1e-12), "{edge}");
    }
}

/// On a ramp of slope m the firing leak is at m (t − 1) + c e^(−t) with c from its last reset; the time
/// at which that is 1 is found here by bisection on the formula.
#[test]
fn spikes_under_a_ramp_are_located_and_the_refractory_period_is_kept() {
    let mut fire = problem::<Fire>();
    let (slope, hold) = (0.7, 0.3);
    fire.set("hold", hold).unwrap();
    let next = |from: f64| {
        let c = -slope * (from - 1.0) * from.exp();
        let x = |t: f64| slope * (t - 1.0) + c * (-t).exp() - 1.0;
        let (mut low, mut high) = (from, from + 10.0);
        for _ in 0..200 {
            let middle = 0.5 * (low + high);
            if x(middle) < 0.0 {
                low = middle
            } else {
                high = middle
            }
        }
        low
    };
    let mut expected = vec![next(0.0)];
    while expected.len() < 6 {
        expected.push(next(expected[expected.len() - 1] + hold));
    }
    // The second signal breaks the ramp into pieces, also within refractory periods, and adds nothing.
    let text = "ramp(at=0,slope=0.7)+pulse(at=0.05,width=0.05,height=0,every=0.1)";
    for text in ["ramp(at=0,slope=0.7)", text] {
        let found = seeded(&fire, 0.0, text, expected[5] + 0.1, 1)
            .trajectory
            .spikes;
        assert_eq!(found.len(), 6, "{text}: {found:?}");
        for (found, expected) in found.iter().zip(&expected) {
            assert!(
                (found - expected).abs() < 1e-9,
                "{text}: {found} {expected}"
            );
        }
    }
}

/// An impulse beyond the threshold fires at its own time; one that comes while the cell is held is lost.
#[test]
fn impulses_fire_at_once_and_are_lost_on_a_refractory_cell() {
    let mut fire = problem::<Fire>();
    fire.set("hold", 1.0).unwrap();
    let run = seeded(&fire, 0.0, "impulse(at=1 1.5 4,charge=1.25)", 5.0, 1).trajectory;
    assert_eq!(run.spikes, [1.0, 4.0]);
    let run = seeded(&fire, 0.0, "impulse(at=1 2.5,charge=0.9)", 5.0, 1).trajectory;
    assert_eq!(
        run.spikes.len(),
        1,
        "0.9 e^(−1.5) + 0.9 is beyond 1: {:?}",
        run.spikes
    );
    assert_eq!(run.spikes[0], 2.5);
}

/// Adding a constant to a parameter is setting it.
#[test]
fn a_constant_stimulus_is_a_set_parameter() {
    let mut set = Problem::from_source("izhikevich/ch").unwrap();
    let rest = set.value("I").unwrap();
    let drive = |p: &Problem, text: &str| seeded(p, -70.0, text, 200.0, 1).trajectory;
    let driven = drive(&set, "constant(height=7)");
    set.set("I", rest + 7.0).unwrap();
    let plain = drive(&set, "constant(height=0)");
    assert!(plain.spikes.len() > 10);
    assert_eq!(plain.spikes.len(), driven.spikes.len());
    for (a, b) in plain.spikes.iter().zip(&driven.spikes) {
        assert!((a - b).abs() < 1e-9);
    }
}

#[test]
fn what_cannot_be_driven_is_refused() {
    let leak = problem::<Leak>();
    for (text, words) in [
        ("step(at=1,height=1,on=K)", "did you mean k"),
        ("step(at=1,height=1,on=variant)", "chooses a variant"),
        ("impulse(at=1,charge=1,on=square)", "not linear in square"),
        ("noise(strength=1,on=square)", "not linear in square"),
    ] {
        let stimulus = Stimulus::parse(text).unwrap();
        let error = Drive::new(&**leak.model(), leak.values(), &stimulus, 1).expect_err(text);
        assert!(error.to_string().contains(words), "{text}: {error}");
    }
    let smooth = Stimulus::parse("ou(sd=1,tau=1,on=square)").unwrap();
    assert!(Drive::new(&**leak.model(), leak.values(), &smooth, 1).is_ok());
}

/// Events of a Poisson process of rate 3 until t = 2000: their number is 6000 ± 4 √6000; their intervals
/// have mean 1/3 and coefficient of variation 1, each within four standard errors (1/√n of the
/// value). Between events the sum decays with its time constant.
#[test]
fn synapses_are_a_poisson_process_of_decaying_events() {
    let leak = problem::<Leak>();
    let run = seeded(&leak, 0.0, "synapses(rate=3,height=0.5,tau=2)", 2000.0, 5);
    let points = &run.driving[0].points;
    let mut events = vec![];
    for pair in points.windows(2) {
        let ([t0, a], [t1, b]) = (pair[0], pair[1]);
        if t1 == t0 {
            assert!((b - a - 0.5).abs() < 1e-12, "every event adds the same");
            events.push(t1);
        } else {
            assert!((b - a * (-(t1 - t0) / 2.0).exp()).abs() < 1e-12);
        }
    }
    let n = events.len() as f64;
    assert!((n - 6000.0).abs() < 4.0 * 6000f64.sqrt(), "{n}");
    let gaps: Vec<f64> = events.windows(2).map(|p| p[1] - p[0]).collect();
    let mean = gaps.iter().sum::<f64>() / n;
    let spread = (gaps.iter().map(|g| (g - mean).powi(2)).sum::<f64>() / n).sqrt();
    assert!((3.0 * mean - 1.0).abs() < 4.0 / n.sqrt(), "{mean}");
    assert!(
        (spread / mean - 1.0).abs() < 4.0 / n.sqrt(),
        "{spread} {mean}"
    );
    // The integration stops at every event.
    let times = &run.trajectory.times;
    for t in events {
        let k = times.partition_point(|s| *s < t - 1e-9);
        assert!((times[k] - t).abs() < 1e-9, "{t} {}", times[k]);
    }
}

/// `x' = −x + ξ` with ξ of standard deviation s and correlation time τ has the stationary variance
/// s² τ/(1 + τ), and ξ itself s². For samples 1 apart over T = 20,000 the estimate's standard error is
/// below √(2 · 5/T) = 2.3 % (the squared correlations sum to less than 5 at τ = 2): four of them.
#[test]
fn a_leak_driven_by_coloured_noise_has_its_stationary_variance() {
    let leak = problem::<Leak>();
    let stimulus = Stimulus::parse("ou(sd=0.5,tau=2,dt=0.1)").unwrap();
    let drive = Drive::new(&**leak.model(), leak.values(), &stimulus, 11).unwrap();
    let options = TrajectoryOptions {
        span: 20_000.0,
        tolerance: 1e-6,
        every: Some(1.0),
        ..Default::default()
    };
    let start = [0.0, 0.0];
    let cancel = Cancel::never();
    let run = driven(&cancel, &leak, &start, &options, &drive, Scheme::Accurate).unwrap();
    let variance = |x: &[f64]| {
        let mean = x.iter().sum::<f64>() / x.len() as f64;
        x.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / x.len() as f64
    };
    let x: Vec<f64> = run.trajectory.states[20..].iter().map(|s| s[0]).collect();
    let noise: Vec<f64> = (20..20_000)
        .map(|t| run.driving[0].at(f64::from(t)))
        .collect();
    for (found, expected) in [(variance(&x), 0.25 * 2.0 / 3.0), (variance(&noise), 0.25)] {
        assert!((found / expected - 1.0).abs() < 0.093, "{found} {expected}");
    }
}

/// The same on a grid ten times as long as the noise remembers: straight lines between such knots would
/// have five times its slow power, (h/2τ) coth(h/2τ) = 5.0005. Samples 1 apart over 4,000: a standard error of
/// √(2 · 1.4/4,000) = 2.6 %, four of them. Noise that forgets itself at once is refused.
#[test]
fn coloured_noise_that_forgets_itself_within_its_grid_keeps_its_power() {
    let leak = problem::<Leak>();
    let stimulus = Stimulus::parse("ou(sd=1,tau=0.2,dt=2)").unwrap();
    let drive = Drive::new(&**leak.model(), leak.values(), &stimulus, 5).unwrap();
    let options = TrajectoryOptions {
        span: 4_000.0,
        tolerance: 1e-6,
        max_steps: 2_000_000,
        every: Some(1.0),
    };
    let start = [0.0, 0.0];
    let cancel = Cancel::never();
    let run = driven(&cancel, &leak, &start, &options, &drive, Scheme::Accurate).unwrap();
    let x: Vec<f64> = run.trajectory.states[20..].iter().map(|s| s[0]).collect();
    let variance = x.iter().map(|x| x * x).sum::<f64>() / x.len() as f64;
    assert!((variance / (0.2 / 1.2) - 1.0).abs() < 0.106, "{variance}");
    let why = Stimulus::parse("ou(sd=1,tau=1e-5)")
        .unwrap_err()
        .to_string();
    assert!(why.contains("thousandth"), "{why}");
}

/// White noise of strength σ makes the leak wander with the stationary variance σ²/2 (k = 1). On cells of
/// 0.05 the spread increments change that by less than 0.1 %. The samples 1 apart are correlated by
/// e^(−1): Σ ρ² = 1.31, so one standard error is √(2 · 1.31/20,000) = 1.2 %.
#[test]
fn a_leak_driven_by_white_noise_has_its_stationary_variance() {
    let leak = problem::<Leak>();
    let stimulus = Stimulus::parse("noise(strength=0.4)").unwrap();
    let drive = Drive::new(&**leak.model(), leak.values(), &stimulus, 3).unwrap();
    let options = TrajectoryOptions {
        span: 20_000.0,
        tolerance: 1e-6,
        every: Some(1.0),
        ..Default::default()
    };
    for scheme in [Scheme::Accurate, Scheme::Euler(0.01)] {
        let start = [0.0, 0.0];
        let run = driven(&Cancel::never(), &leak, &start, &options, &drive, scheme).unwrap();
        let x: Vec<f64> = run.trajectory.states[20..].iter().map(|s| s[0]).collect();
        let mean = x.iter().sum::<f64>() / x.len() as f64;
        let found = x.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / x.len() as f64;
        assert!((found / 0.08 - 1.0).abs() < 0.055, "{scheme:?} {found}");
    }
}

/// The same Wiener path, once on its finest grid and once with its increments summed over coarser cells:
/// the root mean square distance at t = 4 falls in proportion to the cell, as strong order 1 says.
#[test]
fn white_noise_is_followed_with_strong_order_one() {
    let leak = problem::<Leak>();
    let (span, finest) = (4.0, 1024_usize);
    let cells = (span * finest as f64) as usize;
    let mut squares = [0.0; 4];
    let paths = 40;
    for seed in 0..paths {
        let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(seed);
        let mut normal = nullcline::num::noise::Normal::new();
        let dw: Vec<f64> = (0..cells)
            .map(|_| normal.draw(&mut random) / (finest as f64).sqrt())
            .collect();
        let follow = |together: usize| {
            let width = together as f64 / finest as f64;
            let points = dw.chunks(together).enumerate().flat_map(|(k, cell)| {
                let rate = cell.iter().sum::<f64>() / width;
                let from = k as f64 * width;
                [[from, rate], [from + width, rate]]
            });
            let signal = nullcline::model::Signal::Drawn {
                points: points.collect(),
            };
            let drive =
                Drive::new(&**leak.model(), leak.values(), &Stimulus::new(signal), 1).unwrap();
            let run = Run::new(span, 1e-10, &[1.0, 1.0]);
            let end = leak.model().integrate_driven(
                leak.values(),
                &[0.3, 0.0],
                &run,
                &mut drive.walk(),
                &mut |_| Watch::Continue,
            );
            end.state[0]
        };
        let reference = follow(1);
        for (k, square) in squares.iter_mut().enumerate() {
            *square += (follow(256 >> k) - reference).powi(2) / paths as f64;
        }
    }
    // By least squares of log₂ of the error over the number of halvings 0, 1, 2, 3.
    let logs = squares.map(|s| 0.5 * s.log2());
    let slope = -(0..4).map(|k| (k as f64 - 1.5) * logs[k]).sum::<f64>() / 5.0;
    assert!((slope - 1.0).abs() < 0.2, "order {slope}, {squares:?}");
}

/// Noise on the leak itself in Stratonovich's sense: `dx = −k x dt − σ x ∘ dW` gives
/// x(t) = x(0) exp(−k t − σ W(t)), whatever the cells are (Itô's would lack a factor e^(σ² t/2)).
#[test]
fn noise_that_multiplies_the_state_is_that_of_stratonovich() {
    let leak = problem::<Leak>();
    for dt in [0.5, 0.01] {
        let run = seeded(
            &leak,
            1.0,
            &format!("noise(strength=0.8,dt={dt},on=k)"),
            5.0,
            2,
        );
        let integral: f64 = run.driving[0]
            .points
            .windows(2)
            .map(|p| 0.5 * (p[0][1] + p[1][1]) * (p[1][0] - p[0][0]))
            .sum();
        let found = run.trajectory.states.last().unwrap()[0];
        assert!(
            (found / (-integral).exp() - 1.0).abs() < 1e-9,
            "{dt}: {found}"
        );
        assert!((integral - 5.0).abs() > 0.1, "the noise does something");
    }
}

#[test]
fn a_seed_gives_the_same_noise_again_in_any_thread_and_beside_any_other_input() {
    let leak = problem::<Leak>();
    let text = "ou(sd=1,tau=2)+noise(strength=0.5,on=k)+synapses(rate=5,height=0.2,tau=1)";
    let run = |seed| seeded(&leak, 0.2, text, 20.0, seed);
    let one = run(1);
    assert_ne!(
        one.trajectory.states.last(),
        run(2).trajectory.states.last()
    );
    let others = std::thread::scope(|scope| {
        let all: Vec<_> = (0..4).map(|_| scope.spawn(|| run(1))).collect();
        all.into_iter()
            .map(|t| t.join().unwrap())
            .collect::<Vec<_>>()
    });
    for other in others {
        assert_eq!(other, one);
    }
    let alone = seeded(&leak, 0.2, "ou(sd=1,tau=2)", 20.0, 1);
    let more = seeded(
        &leak,
        0.2,
        "ou(sd=1,tau=2)+noise(strength=0.5,on=k)",
        20.0,
        1,
    );
    assert_eq!(alone.driving[0].points, more.driving[0].points);
}

/// Euler's method is of order 1: a tenth of the step is a tenth of the distance from the solution.
#[test]
fn the_euler_step_approaches_the_solution_with_order_one() {
    let leak = problem::<Leak>();
    let stimulus = Stimulus::parse("sine(amplitude=1,period=3)+step(at=1,height=1)").unwrap();
    let drive = Drive::new(&**leak.model(), leak.values(), &stimulus, 1).unwrap();
    let options = TrajectoryOptions {
        span: 4.0,
        ..Default::default()
    };
    let last = |scheme| {
        let cancel = Cancel::never();
        let run = driven(&cancel, &leak, &[0.5, 0.0], &options, &drive, scheme).unwrap();
        run.trajectory.states.last().unwrap()[0]
    };
    let exact = last(Scheme::Accurate);
    let error = |step| last(Scheme::Euler(step)) - exact;
    let ratio = error(1e-2) / error(1e-3);
    assert!((ratio - 10.0).abs() < 0.5, "{ratio}");
}

/// Random trains of pulses on the firing leak never lose a spike: every pulse of area 2 from below fires.
#[test]
fn every_strong_pulse_of_a_random_train_fires() {
    let mut fire = problem::<Fire>();
    fire.set("hold", 0.05).unwrap();
    let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(4);
    let mut t = 0.0;
    let times: Vec<String> = (0..300)
        .map(|_| {
            t += 0.1 + random.random::<f64>();
            t.to_string()
        })
        .collect();
    let text = format!("pulse(at={},width=1e-4,height=2e4)", times.join(" "));
    let found = seeded(&fire, 0.0, &text, t + 1.0, 1).trajectory.spikes;
    assert_eq!(found.len(), 300);
}
