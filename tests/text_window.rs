//! The window in Chinese: everything that it shows of its own is Chinese, and changes at once.
#![cfg(feature = "gui")]
mod chinese;
mod window;

use chinese::{is_english, names};
use egui::{Key, Modifiers};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use nullcline::analysis::demo::demonstrations;
use nullcline::app::Explorer;
use nullcline::model::{Stimulus, zoo};
use nullcline::scene::declared::declared;
use nullcline::session::{Command, Sight, Stage, TwinChange};
use nullcline::text::{Language, speaking};
use std::collections::BTreeSet;

/// What is English on the screen, together with what those who do not see it are told.
fn english(window: &Harness<'_, Explorer>, names: &BTreeSet<String>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut nodes = vec![window.root()];
    while let Some(node) = nodes.pop() {
        let it = node.accesskit_node();
        let said = [it.label(), it.description(), it.value()];
        found.extend(said.into_iter().flatten());
        nodes.extend(node.children());
    }
    for clipped in &window.output().shapes {
        painted(&clipped.shape, &mut found);
    }
    found.retain(|text| is_english(text, names));
    found
}

/// What is written in a shape.
fn painted(shape: &egui::Shape, found: &mut BTreeSet<String>) {
    match shape {
        egui::Shape::Vec(all) => all.iter().for_each(|shape| painted(shape, found)),
        egui::Shape::Text(text) => {
            found.insert(text.galley.text().to_owned());
        }
        _ => {}
    }
}

/// A window in Chinese, and what was English in it so far.
struct Seen {
    window: Harness<'static, Explorer>,
    names: BTreeSet<String>,
    english: Vec<String>,
}

impl Seen {
    fn new() -> Self {
        Self::sized([1280.0, 800.0])
    }

    fn sized(size: [f32; 2]) -> Self {
        let mut window = window::open(size);
        window.state_mut().speak(Language::Chinese);
        window.run();
        Self {
            window,
            names: names(),
            english: vec![],
        }
    }

    /// What is computed meanwhile is computed in English, as by lanes with threads of their own, and says everything in
    /// Chinese too when the language is switched.
    fn speak(&mut self, language: Language) {
        self.window.state_mut().speak(language);
        self.window.run_steps(4);
    }

    fn command(&mut self, command: Command) {
        self.speak(Language::English);
        let done = self.window.state_mut().apply(&command);
        done.expect("a good command");
        self.window.run_steps(4);
        self.speak(Language::Chinese);
    }

    fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.speak(Language::English);
        self.window.key_press_modifiers(modifiers, key);
        self.window.run_steps(4);
        self.speak(Language::Chinese);
    }

    fn click(&mut self, label: &str) {
        let Some(node) = self.window.query_all_by_label(label).next() else {
            panic!("there is no {label}");
        };
        let at = node.rect().center();
        window::click(&mut self.window, at);
    }

    fn look(&mut self, place: &str) {
        let found = english(&self.window, &self.names);
        self.english
            .extend(found.into_iter().map(|said| format!("{place}: {said}")));
    }

    /// Fails with everything that was English.
    fn end(self) {
        assert!(self.english.is_empty(), "{:#?}", self.english);
    }
}

#[test]
fn every_sight_is_chinese() {
    let mut seen = Seen::new();
    for source in ["persistent-sodium-potassium", "hodgkin-huxley"] {
        seen.command(Command::Open(source.into()));
        for sight in [
            Sight::Diagram,
            Sight::Firing,
            Sight::Curves,
            Sight::Membrane,
            Sight::Reduction,
            Sight::Time,
        ] {
            if seen.window.state_mut().apply(&Command::Look(sight)).is_ok() {
                seen.window.run();
                seen.look(&format!("{source} {sight:?}"));
            }
        }
    }
    seen.end();
}

#[test]
fn every_stage_is_chinese() {
    let mut seen = Seen::new();
    for stage in [Stage::SpikeTrain, Stage::ArtificialNeuron, Stage::Neuron] {
        seen.command(Command::Enter(stage));
        seen.window.run();
        seen.look(&format!("{stage:?}"));
    }
    seen.end();
}

/// Every page of the twin, what it says of its course, and its experiments.
#[test]
fn the_twin_is_chinese() {
    // Larger windows show everything at once.
    let mut seen = Seen::sized([1280.0, 720.0]);
    seen.command(Command::Twin(TwinChange::Seconds(30.0)));
    seen.command(Command::Enter(Stage::Twin));
    for page in ["滤波器", "一秒", "预测"] {
        seen.click(page);
        seen.look(page);
    }
    seen.click("复位");
    seen.look("reset");
    seen.click("开始");
    for change in [
        TwinChange::Reset(false),
        TwinChange::Rate(0.0),
        TwinChange::LearningRate(100.0),
        TwinChange::Neuron("izhikevich/rs".into()),
    ] {
        seen.command(Command::Twin(change.clone()));
        seen.window.run();
        seen.look(&format!("{change:?}"));
    }
    seen.click("保存孪生");
    seen.look("save");
    seen.press(Modifiers::NONE, Key::Escape);
    seen.end();
}

/// What stands in front of the picture: the help, the passport, the palette, and what is asked about files.
#[test]
fn what_stands_in_front_is_chinese() {
    let mut seen = Seen::new();
    for (modifiers, key) in [
        (Modifiers::NONE, Key::F1),
        (Modifiers::NONE, Key::P),
        (Modifiers::COMMAND, Key::E),
        (Modifiers::COMMAND, Key::O),
        (Modifiers::COMMAND, Key::N),
        (Modifiers::COMMAND, Key::K),
        (Modifiers::COMMAND, Key::L),
        (Modifiers::NONE, Key::F11),
    ] {
        seen.press(modifiers, key);
        seen.window.run();
        seen.look(&format!("{modifiers:?} {key:?}"));
        seen.press(Modifiers::NONE, Key::Escape);
    }
    seen.end();
}

/// The first two steps of every lesson that is shipped.
#[test]
fn lessons_are_chinese() {
    let mut seen = Seen::new();
    for (n, lesson) in nullcline::lesson::shipped().iter().enumerate() {
        seen.press(Modifiers::COMMAND, Key::L);
        seen.press(Modifiers::NONE, Key::Home);
        for _ in 0..n {
            seen.press(Modifiers::NONE, Key::ArrowDown);
        }
        seen.press(Modifiers::NONE, Key::Enter);
        let open = seen.window.state().lesson().expect("a lesson is open").0;
        assert_eq!(open, lesson.id);
        seen.look(&lesson.id);
        seen.press(Modifiers::NONE, Key::PageDown);
        seen.look(&lesson.id);
    }
    seen.end();
}

#[test]
fn the_menus_are_chinese() {
    let mut seen = Seen::new();
    seen.command(Command::Set {
        name: "I".into(),
        value: 5.0,
    });
    seen.command(Command::Ghost(true));
    for menu in ["会话", "比较", "演示", "方程", "经过的分岔", "简体中文"] {
        seen.click(menu);
        seen.look(menu);
        seen.press(Modifiers::NONE, Key::Escape);
    }
    seen.end();
}

#[test]
fn a_narrow_window_is_chinese() {
    let mut seen = Seen::sized([600.0, 500.0]);
    for page in ["分岔图与时间", "相平面"] {
        seen.click(page);
        seen.look(page);
    }
    seen.end();
}

/// The editor with every kind of signal.
#[test]
fn stimuli_are_chinese() {
    let mut seen = Seen::new();
    for (k, kind) in [
        "constant(height=1)",
        "step(at=1,height=1)",
        "ramp(at=1,width=2,height=3)",
        "pulse(at=1,width=2,height=3,every=20,count=2)",
        "impulse(at=1,charge=2)",
        "sine(amplitude=1,period=40)",
        "chirp(amplitude=1,from=1,to=100,width=1000)",
        "noise(strength=1)",
        "ou(sd=1,tau=5)",
        "synapses(rate=500,height=0.5,tau=5)",
        "drawn(points=0:0 10:5 20:0)",
    ]
    .into_iter()
    .enumerate()
    {
        let stimulus = Stimulus::parse(kind).expect("a stimulus");
        seen.command(Command::Stimulate(stimulus));
        if k == 0 {
            seen.click("恒定");
        }
        seen.look(kind);
    }
    seen.end();
}

#[test]
fn every_demonstration_is_chinese() {
    let mut seen = Seen::new();
    for demo in demonstrations() {
        let title = speaking(Language::Chinese, || declared(demo.title).into_owned());
        seen.click("演示");
        seen.click(&title);
        seen.window.run_steps(4);
        seen.look(demo.id);
        let shown = seen.window.query_all_by_label_contains(&title).next();
        assert!(shown.is_some(), "{title}");
        seen.click("关闭");
    }
    seen.end();
}

/// A pinned card of a saddle, a focus and a node; two sets beside each other.
#[test]
fn cards_and_two_sets_are_chinese() {
    let mut seen = Seen::new();
    let found: Vec<[f64; 2]> = {
        let problem = seen.window.state().session().problem().clone();
        let portrait = nullcline::analysis::portrait::portrait(
            &nullcline::job::Cancel::never(),
            &problem,
            &nullcline::analysis::PortraitOptions::default(),
        );
        let portrait = portrait.expect("a portrait").expect("not cancelled");
        portrait
            .equilibria
            .iter()
            .map(|e| problem.project(&e.at))
            .collect()
    };
    let mut cards = 0;
    for at in found {
        let transform = seen.window.state().transform().expect("a plane");
        let at = transform.position_from_point(&egui_plot::PlotPoint::new(at[0], at[1]));
        window::click(&mut seen.window, at);
        seen.look("card");
        cards += usize::from(window::says(&seen.window, "行列式"));
        seen.press(Modifiers::NONE, Key::Escape);
    }
    assert!(cards > 1, "{cards}");
    seen.command(Command::Beside(true));
    seen.command(Command::Set {
        name: "I".into(),
        value: 8.0,
    });
    seen.window.run();
    seen.look("two sets");
    seen.end();
}

/// With the smallest answer beside the plane, so that all can be seen in seconds.
#[test]
fn every_model_is_chinese() {
    let mut seen = Seen::new();
    for model in zoo::registry() {
        let info = model.info();
        for preset in [&info.presets[0], info.presets.last().expect("one")] {
            seen.command(Command::Look(Sight::Time));
            seen.command(Command::Open(format!("{}/{}", info.id, preset.id)));
            seen.command(Command::Look(Sight::Time));
            seen.look(&format!("{}/{}", info.id, preset.id));
        }
    }
    seen.end();
}

/// What the window refuses, it refuses in Chinese: what is typed, and files that are none.
#[test]
fn refusals_are_chinese() {
    let mut seen = Seen::new();
    for (name, text, said) in [
        ("I", "lots", "请输入普通数字"),
        ("I", "NaN", "不是有限的数"),
        ("C", "0", "奇异"),
    ] {
        let field = speaking(Language::Chinese, || {
            nullcline::text::message("typed-value", &[("name", name.into())])
        });
        seen.click(&field);
        seen.press(Modifiers::COMMAND, Key::A);
        let typed = seen.window.query_all_by_label(&field).next();
        typed.expect("the field is there").type_text(text);
        seen.window.step();
        seen.window.key_press(Key::Enter);
        seen.window.run_steps(4);
        assert!(window::says(&seen.window, said), "{text}");
        seen.look(text);
    }
    seen.end();
}

/// Words that stand change with the language at once, and come back.
#[test]
fn a_switch_back_leaves_nothing_behind() {
    let mut window = window::open([1280.0, 800.0]);
    let before = shown(&window);
    for language in [Language::Chinese, Language::English] {
        window.state_mut().speak(language);
        window.run();
        let same = shown(&window) == before;
        assert_eq!(same, language == Language::English);
    }
}

/// All labels, in their order.
fn shown(window: &Harness<'_, Explorer>) -> Vec<String> {
    let (mut out, mut nodes) = (vec![], vec![window.root()]);
    while let Some(node) = nodes.pop() {
        out.extend(node.accesskit_node().label());
        nodes.extend(node.children());
    }
    out
}
