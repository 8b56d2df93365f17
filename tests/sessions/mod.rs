//! Random sessions: whatever commands can lead to.
#![allow(
    dead_code,
    reason = "each test that reads this module uses its own part of it"
)]
use nullcline::analysis::{Others, Timing, Window};
use nullcline::learn::Activation;
use nullcline::learn::twin::Neuron;
use nullcline::model::{Stimulus, zoo};
use nullcline::session::{
    Command, FieldStyle, Layer, Ordinate, ReadyCurve, Remembered, Session, Sight, Stage,
    TrainChange, TwinChange, TwinIdea, UnitChange,
};
use proptest::prelude::*;

/// How many kinds of commands there are.
pub(crate) const KINDS: usize = 44;

const STIMULI: [&str; 8] = [
    "pulse(at=20,width=2,height=10)",
    "step(at=5,height=-1.5) + sine(amplitude=0.3,period=7,phase=0.1)",
    "noise(strength=0.5) + ou(sd=1,tau=3,mean=0.1)",
    "pulse(at=10 15 70,width=2,height=0.65,closed=yes)",
    "impulse(at=3,charge=2,every=10,count=4)",
    "ramp(at=1,slope=0.003) + chirp(amplitude=1,from=1,to=40,width=500,sweep=exponential)",
    "drawn(points=0:0 1.5:2.25 1.5:-1e-7 400:0.1)",
    "synapses(rate=80,height=0.1,tau=5,at=3,until=1e3)",
];

/// A number as anyone may set it: often a round one, sometimes an awkward one.
pub(crate) fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        5 => -100.0..100.0_f64,
        2 => (-20..20_i32).prop_map(f64::from),
        1 => any::<f64>().prop_filter("finite", |x| x.is_finite()),
        1 => prop::sample::select(vec![0.0, -0.0, 0.1, 5e-324, 1e300, -1.0 / 3.0, 1e-7]),
    ]
}

/// What a command of each kind is made of.
pub(crate) type Dice = (usize, [f64; 4], u64, String);

/// Dice for commands.
pub(crate) fn dice() -> impl Strategy<Value = Dice> {
    (
        0..KINDS,
        [number(), number(), number(), number()],
        any::<u64>(),
        ".{0,20}|\\PC{0,8}\n\"\"\"?'''\r\n\\\\|[a-z]{1,9}",
    )
}

fn pick<T: Clone>(from: &[T], n: u64) -> T {
    from[(n % from.len() as u64) as usize].clone()
}

/// The command that the dice mean for this session. It may be refused.
pub(crate) fn command(session: &Session, (kind, x, n, text): &Dice) -> Command {
    let (n, info) = (*n, session.problem().model().info());
    let parameter = || pick(&info.parameters, n).name.to_owned();
    let ordered = |a: f64, b: f64| [a.min(b), a.max(b)];
    let pair = [x[0], x[1]];
    let train = |change| Command::Train(change);
    let unit = |change| Command::Unit(change);
    let twin = |change| Command::Twin(change);
    let usual = session.problem().home();
    let inside = [
        usual.x[0] + (x[0] / 100.0).fract().abs() * usual.size()[0],
        usual.y[0] + (x[1] / 100.0).fract().abs() * usual.size()[1],
    ];
    match kind {
        0 => {
            let model = pick(zoo::registry(), n);
            let info = model.info();
            let preset = pick(&info.presets, n >> 8);
            Command::Open(match n & 1 {
                0 => info.id.into(),
                _ => format!("{}/{}", info.id, preset.id),
            })
        }
        1..=3 => Command::Set {
            name: parameter(),
            value: if n & 256 == 0 { x[0].abs() } else { x[0] },
        },
        4 => Command::ResetParameter(parameter()),
        5 => Command::ResetParameters,
        6 => Command::SetWindow(Window {
            x: ordered(x[0], x[1]),
            y: ordered(x[2], x[3]),
        }),
        7 => Command::ResetWindow,
        8 => Command::Stimulate(match n % 9 {
            8 => Stimulus::default(),
            k => Stimulus::parse(STIMULI[k as usize]).expect("they are good"),
        }),
        9 => Command::Seed(n),
        10 => Command::Euler((n & 1 == 0).then_some(x[0].abs())),
        11 => Command::Keep(inside),
        12 => Command::KeepState(x.iter().copied().cycle().take(info.dimension()).collect()),
        13 => {
            let variable = |n: u64| pick(&info.variables, n).name.to_owned();
            Command::ShowPlane([variable(n), variable(n >> 8)])
        }
        14 => Command::Others(match n & 1 {
            0 => Others::Slaved,
            _ => Others::Held(x.iter().copied().cycle().take(info.dimension()).collect()),
        }),
        15 | 16 => match session.seeds() {
            [] => Command::Keep(pair),
            seeds if *kind == 15 => Command::Move {
                id: pick(seeds, n).id,
                start: inside,
            },
            seeds => Command::Delete(pick(seeds, n).id),
        },
        17 => Command::Clear,
        18 => Command::Scatter {
            count: (n % 9) as usize,
            seed: n,
        },
        19 => Command::Show {
            layer: pick(&Layer::ALL, n >> 1),
            on: n & 1 == 0,
        },
        20 => Command::DrawField(pick(&[FieldStyle::Arrows, FieldStyle::Streamlines], n)),
        21 => Command::Look(pick(
            &[
                Sight::Diagram,
                Sight::Firing,
                Sight::Curves,
                Sight::Membrane,
                Sight::Reduction,
                Sight::Time,
            ],
            n,
        )),
        22 => Command::Plot(match n % 4 {
            0 => Ordinate::Period,
            1 => Ordinate::Frequency,
            k => Ordinate::Variable(k as usize - 2),
        }),
        23 => Command::Scaling(n & 1 == 0),
        24 | 25 => {
            let range = (n & 256 == 0).then(|| ordered(x[0], x[1]));
            let name = parameter();
            if *kind == 24 {
                Command::Vary { name, range }
            } else {
                Command::And { name, range }
            }
        }
        26 => Command::Go(pair),
        27 => Command::Enter(pick(
            &[
                Stage::Neuron,
                Stage::SpikeTrain,
                Stage::ArtificialNeuron,
                Stage::Twin,
            ],
            n,
        )),
        28 => train(TrainChange::OfNeuron(n & 1 == 0)),
        29 => train(TrainChange::Rate(x[0].abs())),
        30 => train(match n % 5 {
            0 => TrainChange::Timing(Timing::Intervals),
            1 => TrainChange::Timing(Timing::Bins(x[0].abs())),
            2 => TrainChange::Refractory(x[0].abs() / 20.0),
            3 => TrainChange::Seed(n),
            _ => TrainChange::Window(x[0].abs()),
        }),
        31 => train(TrainChange::Between(ordered(x[0], x[1]))),
        32 => unit(match n % 4 {
            0 => UnitChange::Activation(Activation::Relu),
            1 => UnitChange::Shape(x[0]),
            2 => UnitChange::Bias(x[0]),
            _ => UnitChange::Inputs((n % 7) as usize),
        }),
        33 => unit(match n & 1 {
            0 => UnitChange::Input((n >> 1) as usize % 5, x[0]),
            _ => UnitChange::Weight((n >> 1) as usize % 5, x[0]),
        }),
        34 => unit(match n % 3 {
            0 => UnitChange::Spiking("izhikevich".into()),
            1 => UnitChange::Hidden((n >> 2) as usize % 66),
            _ => UnitChange::Seed(n),
        }),
        35 => unit(match n % 4 {
            0 => UnitChange::Clear,
            1 => UnitChange::Points(vec![pair, [x[2], x[3]]]),
            2 => UnitChange::Draw([[x[0].abs() / 5.0, 0.3], [x[1].abs() / 5.0, x[2]]]),
            _ => UnitChange::Curve(pick(&ReadyCurve::ALL, n)),
        }),
        36 => Command::Note(text.clone()),
        38 => Command::Ghost(n % 3 != 0),
        39 => Command::Beside(n % 3 != 0),
        40 => Command::Exchange,
        42 => twin(match n % 8 {
            0 => TwinChange::Tau(x[0].abs()),
            1 => TwinChange::Threshold(x[0]),
            2 => TwinChange::Reset(n & 8 == 0),
            3 => TwinChange::Synapses((n >> 3) as usize % 1002),
            4 => TwinChange::Inhibitory((n >> 3) as usize % 102),
            5 => TwinChange::Gain(x[0].abs()),
            6 => TwinChange::Rate(x[0].abs() / 20.0),
            _ => TwinChange::Seconds(60.0 * x[0].abs()),
        }),
        43 => twin(match n % 7 {
            0 => TwinChange::Hidden((n >> 3) as usize % 66),
            1 => TwinChange::Window((n >> 3) as usize % 502),
            2 => TwinChange::LearningRate(x[0].abs() / 1000.0),
            3 => TwinChange::Seed(n),
            4 => TwinChange::Second((n >> 3) as usize % 200),
            5 => TwinChange::Neuron(
                pick(
                    &[
                        Neuron::PUBLISHED,
                        "izhikevich/rs",
                        "hodgkin-huxley",
                        "van-der-pol",
                    ],
                    n >> 3,
                )
                .into(),
            ),
            _ => TwinChange::Try(pick(&TwinIdea::ALL, n >> 3)),
        }),
        37 => Command::Remember(
            text.clone(),
            match n % 4 {
                0 => None,
                1 => Some(Remembered::Flag(n & 8 == 0)),
                2 => Some(Remembered::Number(x[0])),
                _ => Some(Remembered::Text(text.clone())),
            },
        ),
        _ => {
            let mut other = Session::default();
            let _ = other.apply(&Command::Note(text.clone()));
            Command::Replace(Box::new(other))
        }
    }
}

/// What commands can lead to, from the session that the program opens with.
pub(crate) fn session() -> impl Strategy<Value = Session> {
    prop::collection::vec(dice(), 0..40).prop_map(|dice| {
        let mut session = Session::default();
        for dice in &dice {
            // Too rare otherwise, and it would undo most of the others.
            if dice.0 == 39 {
                continue;
            }
            let command = command(&session, dice);
            let _ = session.apply(&command);
        }
        session
    })
}
