//! The spike train and the artificial neuron in the window, as a user or a screen reader meets them.
#![cfg(feature = "gui")]
mod window;

use egui::{Pos2, Vec2, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use nullcline::analysis::Timing;
use nullcline::app::Explorer;
use nullcline::learn::Activation;
use nullcline::session::{Command, ReadyCurve, Stage, TrainChange, UnitChange};
use window::says;

fn open(size: [f32; 2], stage: &str) -> Harness<'static, Explorer> {
    let mut window = window::open(size);
    window.get_by_label(stage).click();
    window.run();
    window
}

fn command(window: &mut Harness<'_, Explorer>, command: Command) {
    window.state_mut().apply(&command).expect("a good command");
    window.run();
}

fn train(window: &mut Harness<'_, Explorer>, change: TrainChange) {
    command(window, Command::Train(change));
}

fn unit(window: &mut Harness<'_, Explorer>, change: UnitChange) {
    command(window, Command::Unit(change));
}

fn slide(window: &mut Harness<'_, Explorer>, name: &str, to: f64) {
    window
        .get_by_role_and_label(Role::Slider, name)
        .set_value_accesskit(to);
    window.run();
}

fn picture(window: &Harness<'_, Explorer>, name: &str) -> egui::Rect {
    window.get_by_role_and_label(Role::Image, name).rect()
}

const TRAIN_PICTURES: [&str; 4] = [
    "Raster of spikes",
    "Integral of the neural response function",
    "Histogram of counts",
    "Histogram of intervals",
];

const UNIT_PICTURES: [&str; 3] = [
    "Transfer curve of the artificial neuron",
    "F-I curve of the spiking model",
    "Drawn curve and the network that fits it",
];

#[test]
fn every_picture_has_room_in_small_and_large_windows() {
    for size in [[1024.0, 700.0], [1920.0, 1080.0], [1280.0, 800.0]] {
        for (stage, pictures) in [
            ("Spike train", &TRAIN_PICTURES[..]),
            ("Artificial neuron", &UNIT_PICTURES[..]),
        ] {
            let window = open(size, stage);
            for name in pictures {
                let rect = picture(&window, name);
                assert!(
                    rect.width() > 250.0 && rect.height() > 90.0,
                    "{size:?} {name}: {rect:?}"
                );
                let screen = egui::Rect::from_min_size(Pos2::ZERO, Vec2::from(size));
                assert!(screen.contains_rect(rect), "{size:?} {name}: {rect:?}");
            }
        }
    }
}

/// A spike and its step of the integral stand above each other.
#[test]
fn pictures_of_the_same_time_have_the_same_time_axis() {
    let window = open([1280.0, 800.0], "Spike train");
    let [raster, integral] = [TRAIN_PICTURES[0], TRAIN_PICTURES[1]].map(|n| picture(&window, n));
    assert!(
        (raster.left() - integral.left()).abs() < 0.5,
        "{raster:?} {integral:?}"
    );
    assert!(
        (raster.right() - integral.right()).abs() < 0.5,
        "{raster:?} {integral:?}"
    );
}

#[test]
fn the_neuron_is_there_again_when_one_comes_back() {
    let mut window = open([1280.0, 800.0], "Spike train");
    assert_eq!(window.state().session().stage(), Stage::SpikeTrain);
    window.get_by_label("Neuron").click();
    window.run();
    assert_eq!(window.state().session().stage(), Stage::Neuron);
    assert!(says(&window, "Which neuron?"));
}

/// 1,000 trials of 1 s at 100 Hz in bins of 1 ms: theory says 0.9 and √0.9 = 0.9487.
#[test]
fn the_poisson_train_stands_beside_what_is_expected_of_it() {
    let mut window = open([1280.0, 800.0], "Spike train");
    assert!(says(&window, "(expected 0.9 ±"));
    assert!(says(&window, "(expected 0.9487 ±"));
    slide(&mut window, "Rate r", 50.0);
    assert_eq!(window.state().session().train().poisson.rate, 50.0);
    assert!(says(&window, "(expected 0.95 ±"));
    window.get_by_label("By intervals").click();
    window.run();
    assert_eq!(
        window.state().session().train().poisson.timing,
        Timing::Intervals
    );
    assert!(says(&window, "(expected 1 ±"));
}

#[test]
fn full_bins_are_warned_of_and_impossible_wishes_are_refused() {
    let mut window = open([1024.0, 700.0], "Spike train");
    assert!(!says(&window, "no Poisson train"));
    train(&mut window, TrainChange::Timing(Timing::Bins(10.0)));
    assert!(says(&window, "is not below 1"));
    train(&mut window, TrainChange::Timing(Timing::Bins(1.0)));
    assert!(!says(&window, "is not below 1"));
    // At 200 Hz there is a spike every 5 ms: no room for a refractory time of 5 ms.
    train(&mut window, TrainChange::Rate(200.0));
    slide(&mut window, "Refractory time", 5.0);
    assert!(says(&window, "shorter refractory time"));
    assert_eq!(window.state().session().train().poisson.refractory, 0.0);
}

#[test]
fn a_new_seed_draws_other_spikes_and_the_old_one_the_same() {
    let mut window = open([1280.0, 800.0], "Spike train");
    let fano = |window: &Harness<'_, Explorer>| {
        let found = window.query_all_by_label_contains("Fano factor").next();
        format!("{:?}", found.expect("it is told"))
    };
    let first = fano(&window);
    window.get_by_label("New seed").click();
    window.run();
    assert_ne!(fano(&window), first);
    window.get_by_label("Seed 1").click();
    window.run();
    assert_eq!(fano(&window), first);
}

/// At I = 10 the cell fires every 7.07 ms: 14 spikes in 100 ms, like a clock; at I = 3 it is at rest.
#[test]
fn the_spikes_of_the_neuron_are_counted_too() {
    let mut window = open([1280.0, 800.0], "Spike train");
    train(&mut window, TrainChange::OfNeuron(true));
    assert!(says(
        &window,
        "No spikes. Give the neuron more input current"
    ));
    let name = "I".to_owned();
    command(&mut window, Command::Set { name, value: 10.0 });
    let from = window.state().session().train().between;
    assert_eq!(from, [200.0, 300.0]);
    assert!(says(&window, "= 14 spikes"));
    assert!(says(&window, "20 windows"));
}

/// 8 · 1 − 2 · 0.5 = 7, two above the bias of 5: 1 / (1 + e^−2) = 0.8808, and relu gives 2.
#[test]
fn the_unit_responds_to_its_inputs() {
    let mut window = open([1280.0, 800.0], "Artificial neuron");
    assert!(says(&window, "Σ w v = 7, output f = 0.8808"));
    window.get_by_label("ReLU").click();
    window.run();
    assert_eq!(
        window.state().session().unit().unit.activation,
        Activation::Relu
    );
    assert!(says(&window, "Σ w v = 7, output f = 2"));
    slide(&mut window, "w2", 0.0);
    assert!(says(&window, "Σ w v = 8, output f = 3"));
    window.get_by_label("+").click();
    window.run();
    assert_eq!(window.state().session().unit().inputs.len(), 3);
    window.get_by_role_and_label(Role::Slider, "v3");
}

/// The error in the line above the network, in per cent of the range.
fn error(window: &Harness<'_, Explorer>) -> f64 {
    let found = window.query_all_by_label_contains("RMS error").next();
    let text = format!("{:?}", found.expect("it is told"));
    let per_cent = text.split('(').find_map(|part| part.split_once(" % of"));
    let (number, _) = per_cent.expect("a share of the range");
    number.parse().expect("a number")
}

#[test]
fn more_hidden_units_come_nearer_to_the_curve() {
    let mut window = open([1280.0, 800.0], "Artificial neuron");
    for ready in ReadyCurve::ALL {
        unit(&mut window, UnitChange::Curve(ready));
        unit(&mut window, UnitChange::Hidden(1));
        let one = error(&window);
        slide(&mut window, "Hidden units", 12.0);
        assert_eq!(window.state().session().unit().hidden, 12);
        let twelve = error(&window);
        assert!(twelve < 0.2 && twelve < one, "{ready:?}: {one} {twelve}");
    }
}

#[test]
fn a_curve_is_drawn_with_the_mouse() {
    let mut window = open([1280.0, 800.0], "Artificial neuron");
    window.get_by_label("Clear").click();
    window.run();
    assert!(window.state().session().unit().curve().is_empty());
    assert!(says(&window, "Network"));
    let canvas = picture(&window, UNIT_PICTURES[2]);
    let at = |s: f32, t: f32| canvas.min + Vec2::new(s * canvas.width(), t * canvas.height());
    window.hover_at(at(0.3, 0.7));
    window.step();
    window.drag_at(at(0.3, 0.7));
    window.step();
    for k in 1..=10 {
        window.hover_at(at(0.3 + 0.05 * k as f32, 0.7 - 0.05 * k as f32));
        window.step();
    }
    window.drop_at(at(0.8, 0.2));
    window.run();
    let curve = window.state().session().unit().curve();
    // Half of the picture's width, of which the axis takes a little.
    assert!((40..70).contains(&curve.len()), "{}", curve.len());
    assert!(curve.windows(2).all(|p| p[1][1] >= p[0][1]), "{curve:?}");
    assert!(curve[curve.len() - 1][1] - curve[0][1] > 0.4);
    assert!(error(&window) < 3.0);
}

#[test]
fn an_f_i_curve_of_a_chosen_model_becomes_the_curve_to_fit() {
    let mut window = open([1280.0, 800.0], "Artificial neuron");
    unit(&mut window, UnitChange::Spiking("morris-lecar/snlc".into()));
    assert!(says(&window, "class 1"));
    window.get_by_label("F-I curve").click();
    window.run();
    let curve = window.state().session().unit().curve();
    assert_eq!((curve.len(), curve[0][1]), (101, 0.0));
    let top = curve.iter().map(|p| p[1]).fold(0.0, f64::max);
    assert!(top > 0.98, "{top}");
}
