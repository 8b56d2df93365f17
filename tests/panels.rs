//! The window as a user or a screen reader meets it, through the accessibility tree.
#![cfg(feature = "gui")]
mod window;

use egui::{Key, Modifiers, PointerButton, Pos2, Vec2, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use nullcline::{
    analysis::Others,
    app::Explorer,
    model::zoo,
    session::{Command, Layer},
};
use window::{button, click, click_with, open, says};

fn usual() -> Harness<'static, Explorer> {
    open([1280.0, 800.0])
}

fn command(window: &mut Harness<'_, Explorer>, command: Command) {
    window.state_mut().apply(&command).expect("a good command");
    window.run();
}

/// Where a point of the plane is on the screen.
fn screen(window: &Harness<'_, Explorer>, [x, y]: [f64; 2]) -> Pos2 {
    let transform = window.state().transform().expect("the plane was shown");
    transform.position_from_point(&egui_plot::PlotPoint::new(x, y))
}

/// Drags with the primary button in three moves.
fn drag(window: &mut Harness<'_, Explorer>, from: Pos2, to: Pos2) {
    window.hover_at(from);
    window.step();
    window.drag_at(from);
    window.step();
    for s in [0.3, 0.7, 1.0] {
        window.hover_at(from + s * (to - from));
        window.step();
    }
    window.drop_at(to);
    window.run();
}

fn plane_centre(window: &Harness<'_, Explorer>) -> Pos2 {
    let frame = *window.state().transform().expect("shown").frame();
    frame.center()
}

/// Table B12: at I = 3 a stable focus and a saddle lie below the saddle-node at I = 4.513; above it only
/// the unstable focus is left.
#[test]
fn the_words_follow_the_input_current_past_the_fold() {
    let mut window = usual();
    assert!(
        window.state().words().contains("saddle"),
        "{}",
        window.state().words()
    );
    window
        .get_by_role_and_label(Role::Slider, "I")
        .set_value_accesskit(10.0);
    window.run();
    assert_eq!(window.state().session().problem().value("I"), Some(10.0));
    let words = window.state().words().to_owned();
    assert!(
        !words.contains("saddle") && words.contains("unstable focus"),
        "{words}"
    );
    assert!(says(&window, &words), "the line is on the screen");
}

#[test]
fn dragging_the_slider_changes_the_current_and_the_kind() {
    let mut window = usual();
    let rail = window.get_by_role_and_label(Role::Slider, "I").rect();
    // The preset's slider goes from −5 to 20: I = 3 lies at 8/25 of the rail, and 0.9 of it is 17.5.
    let at = |s: f32| Pos2::new(rail.left() + s * rail.width(), rail.center().y);
    drag(&mut window, at(8.0 / 25.0), at(0.9));
    let current = window
        .state()
        .session()
        .problem()
        .value("I")
        .expect("exists");
    assert!((current - 17.5).abs() < 1.0, "{current}");
    assert!(
        !window.state().words().contains("saddle"),
        "{}",
        window.state().words()
    );
}

#[test]
fn every_parameter_of_every_model_has_a_slider_with_its_name() {
    let mut window = open([1280.0, 1600.0]);
    for model in zoo::registry() {
        for preset in &model.info().presets {
            let source = format!("{}/{}", model.info().id, preset.id);
            command(&mut window, Command::Open(source.clone()));
            for spec in &model.info().parameters {
                // A parameter that names variants of the formula is chosen from a list.
                let role = if spec.choices().is_empty() {
                    Role::Slider
                } else {
                    Role::ComboBox
                };
                let found = window.query_all_by_role_and_label(role, spec.name);
                assert_eq!(found.count(), 1, "{source} {}", spec.name);
            }
            let words = window.state().words();
            assert!(words.len() > 20, "{source}: {words:?}");
        }
    }
}

#[test]
fn models_and_presets_are_chosen_from_lists() {
    let mut window = usual();
    window
        .get_by_role_and_label(Role::ComboBox, "Model")
        .click();
    window.run();
    window.get_by_label("Morris-Lecar").click();
    window.run();
    let id = window.state().session().problem().model().info().id;
    assert_eq!(id, "morris-lecar");
    window
        .get_by_role_and_label(Role::ComboBox, "Preset")
        .click();
    window.run();
    window.get_by_label("homoclinic").click();
    window.run();
    assert_eq!(
        window.state().session().problem().preset_id(),
        Some("homoclinic")
    );
}

#[test]
fn a_click_keeps_an_orbit_where_it_was_and_does_not_pan() {
    let mut window = usual();
    let before = window.state().session().problem().window();
    let at = screen(&window, [-10.0, 0.6]);
    click(&mut window, at);
    let seeds = window.state().session().seeds().to_vec();
    assert_eq!(seeds.len(), 1);
    assert!((seeds[0].start[0] + 10.0).abs() < 0.2 && (seeds[0].start[1] - 0.6).abs() < 2e-3);
    assert_eq!(window.state().session().problem().window(), before);
    assert!(says(&window, "Kept orbits"));
}

#[test]
fn a_right_click_deletes_the_orbit_by_its_start_or_its_curve() {
    let mut window = usual();
    let at = screen(&window, [-10.0, 0.6]);
    click(&mut window, at);
    click_with(&mut window, at, PointerButton::Secondary);
    window.run();
    assert!(window.state().session().seeds().is_empty(), "by its start");
    click(&mut window, at);
    // Far from every orbit nothing is deleted.
    let far = screen(&window, [35.0, -0.05]);
    click_with(&mut window, far, PointerButton::Secondary);
    window.run();
    assert_eq!(window.state().session().seeds().len(), 1);
    // The orbit ends at rest, near (−64, 0).
    let rest = screen(&window, [-64.2, 0.0005]);
    click_with(&mut window, rest, PointerButton::Secondary);
    window.run();
    assert!(window.state().session().seeds().is_empty(), "by its curve");
}

#[test]
fn a_start_can_be_dragged() {
    let mut window = usual();
    let (from, to) = (screen(&window, [-10.0, 0.6]), screen(&window, [10.0, 0.3]));
    click(&mut window, from);
    drag(&mut window, from, to);
    let seeds = window.state().session().seeds().to_vec();
    assert_eq!(seeds.len(), 1);
    assert!(
        (seeds[0].start[0] - 10.0).abs() < 0.5,
        "{:?}",
        seeds[0].start
    );
}

#[test]
fn a_drag_on_the_empty_plane_neither_pans_nor_keeps_an_orbit() {
    let mut window = usual();
    let before = window.state().session().clone();
    let at = screen(&window, [10.0, 0.7]);
    drag(&mut window, at, at + Vec2::new(-80.0, 40.0));
    assert_eq!(*window.state().session(), before);
}

#[test]
fn shift_and_middle_drags_pan_by_what_the_pointer_moved() {
    for middle in [false, true] {
        let mut window = usual();
        let (from, to) = (screen(&window, [10.0, 0.6]), screen(&window, [-10.0, 0.5]));
        let which = if middle {
            PointerButton::Middle
        } else {
            PointerButton::Primary
        };
        let modifiers = if middle {
            Modifiers::NONE
        } else {
            Modifiers::SHIFT
        };
        window.hover_at(from);
        window.step();
        let press = |pos, pressed| egui::Event::PointerButton {
            pos,
            button: which,
            pressed,
            modifiers,
        };
        window.event_modifiers(press(from, true), modifiers);
        window.step();
        for s in [0.5, 1.0] {
            window.event_modifiers(egui::Event::PointerMoved(from + s * (to - from)), modifiers);
            window.step();
        }
        window.event_modifiers(press(to, false), modifiers);
        window.run();
        let x = window.state().session().problem().window().x;
        assert!(
            (x[0] + 70.0).abs() < 0.5 && (x[1] - 60.0).abs() < 0.5,
            "{middle} {x:?}"
        );
        assert!(window.state().session().seeds().is_empty());
    }
}

#[test]
fn a_double_click_resets_the_view_and_leaves_no_orbit() {
    let mut window = usual();
    let home = window.state().session().problem().window();
    command(&mut window, Command::SetWindow(home.enlarged(0.5)));
    let at = plane_centre(&window) + Vec2::new(90.0, -60.0);
    window.hover_at(at);
    window.step();
    for pressed in [true, false, true, false] {
        button(&mut window, at, PointerButton::Primary, pressed);
    }
    window.run();
    assert_eq!(window.state().session().problem().window(), home);
    assert!(window.state().session().seeds().is_empty());
}

#[test]
fn the_wheel_zooms_at_the_pointer() {
    let mut window = usual();
    let before = window.state().session().problem().window();
    let at = screen(&window, [-60.0, 0.1]);
    window.hover_at(at);
    window.step();
    window.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Line,
        source: egui::MouseWheelSource::Wheel,
        delta: Vec2::new(0.0, 3.0),
        phase: egui::TouchPhase::Move,
        modifiers: Modifiers::NONE,
    });
    window.run_steps(20);
    window.run();
    let after = window.state().session().problem().window();
    assert!(after.size()[0] < 0.9 * before.size()[0], "{after:?}");
    assert!(screen(&window, [-60.0, 0.1]).distance(at) < 1.0);
}

#[test]
fn a_typed_value_counts_and_one_that_is_no_number_is_refused_in_a_sentence() {
    let mut window = usual();
    let mut typed = |text: &str| {
        window.get_by_label("I typed").click();
        window.run();
        window.key_press_modifiers(Modifiers::COMMAND, Key::A);
        window.step();
        window.get_by_label("I typed").type_text(text);
        window.step();
        window.key_press(Key::Enter);
        window.run_steps(3);
        let said = |what: &str| says(&window, what);
        (
            window.state().session().problem().value("I"),
            said("finite number"),
            said("plain number"),
        )
    };
    assert_eq!(typed("4.25"), (Some(4.25), false, false));
    assert_eq!(typed("NaN"), (Some(4.25), true, true));
    assert_eq!(typed("lots"), (Some(4.25), false, true));
}

#[test]
fn a_singular_value_is_refused_in_a_sentence_and_the_picture_stays() {
    let mut window = usual();
    let words = window.state().words().to_owned();
    window.get_by_label("C typed").click();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.step();
    window.get_by_label("C typed").type_text("0");
    window.step();
    window.key_press(Key::Enter);
    window.run_steps(3);
    assert!(says(&window, "singular"));
    assert_eq!(window.state().session().problem().value("C"), Some(1.0));
    assert_eq!(window.state().words(), words);
}

#[test]
fn a_button_puts_a_parameter_back() {
    let mut window = usual();
    command(
        &mut window,
        Command::Set {
            name: "I".into(),
            value: 40.0,
        },
    );
    window.get_by_label("Reset I").click();
    window.run();
    assert_eq!(window.state().session().problem().value("I"), Some(3.0));
}

#[test]
fn a_double_click_on_a_slider_puts_its_parameter_back() {
    let mut window = usual();
    command(
        &mut window,
        Command::Set {
            name: "gL".into(),
            value: 15.0,
        },
    );
    let at = window
        .get_by_role_and_label(Role::Slider, "gL")
        .rect()
        .center();
    window.hover_at(at);
    window.step();
    for pressed in [true, false, true, false] {
        button(&mut window, at, PointerButton::Primary, pressed);
    }
    window.run();
    assert_eq!(window.state().session().problem().value("gL"), Some(8.0));
}

#[test]
fn layers_go_on_and_off() {
    let mut window = usual();
    for (name, layer) in [
        ("Field", Layer::Field),
        ("Nullclines", Layer::Nullclines),
        ("Equilibria", Layer::Equilibria),
        ("Separatrices", Layer::Separatrices),
        ("Cycles", Layer::Cycles),
        ("Basins", Layer::Basins),
        ("Orbits", Layer::Orbits),
    ] {
        let before = window.state().session().layers().shows(layer);
        window.get_by_role_and_label(Role::CheckBox, name).click();
        window.run();
        assert_eq!(
            window.state().session().layers().shows(layer),
            !before,
            "{name}"
        );
    }
    window.get_by_label("streamlines").click();
    window.run();
    assert!(window.state().session().layers().shows(Layer::Field));
}

#[test]
fn f1_and_the_question_mark_list_keys_and_gestures() {
    let mut window = usual();
    for key in [Key::F1, Key::Questionmark] {
        window.key_press(key);
        window.run_steps(4);
        assert!(says(&window, "Keys and gestures"), "{key:?}");
        window.key_press(Key::Escape);
        window.run_steps(4);
        assert!(!says(&window, "Keys and gestures"), "{key:?}");
    }
}

/// An arrow key moves the state by a fiftieth of the window: 2.6 mV of 130.
#[test]
fn arrow_keys_kick_the_live_state_while_the_plane_has_the_focus() {
    let mut window = usual();
    let before = window.state().live_state();
    window.key_press(Key::ArrowRight);
    window.run();
    let after = window.state().live_state();
    assert!(
        (after[0] - before[0] - 2.6).abs() < 1e-9,
        "{before:?} {after:?}"
    );
    window.key_press(Key::ArrowUp);
    window.run();
    assert!((window.state().live_state()[1] - before[1] - 0.018).abs() < 1e-9);
}

#[test]
fn the_live_state_plays_steps_and_keeps_its_place_while_sliders_move() {
    let mut window = usual();
    let before = window.state().live_state();
    window.get_by_label("Kick").click();
    window.run();
    assert!((window.state().live_state()[0] - before[0] - 13.0).abs() < 1e-9);
    window.get_by_label("Step").click();
    window.run();
    let stepped = window.state().live_state();
    assert_ne!(stepped[0], before[0] + 13.0);
    window
        .get_by_role_and_label(Role::Slider, "I")
        .set_value_accesskit(20.0);
    window.run();
    assert_eq!(window.state().live_state(), stepped);
    window.key_press(Key::Space);
    window.run_steps(120);
    let played = window.state().live_state();
    assert_ne!(played, stepped);
    window.key_press(Key::Space);
    window.run();
    let paused = window.state().live_state();
    window.run_steps(5);
    assert_eq!(window.state().live_state(), paused);
    window.get_by_label("Restart").click();
    window.run();
    assert_eq!(window.state().live_state(), before);
}

#[test]
fn a_button_scatters_orbits_and_another_clears_them() {
    let mut window = usual();
    window.get_by_label("Scatter").click();
    window.run();
    assert_eq!(window.state().session().seeds().len(), 10);
    window.get_by_label("Clear").click();
    window.run();
    assert!(window.state().session().seeds().is_empty());
}

#[test]
fn the_card_of_an_equilibrium_tells_what_it_is_and_follows_it_while_the_slider_moves() {
    let mut window = usual();
    // Table B12: the unstable focus at I = 3 lies near (−27, 0.39).
    let at = screen(&window, [-27.0, 0.394]);
    click(&mut window, at);
    assert!(
        window.state().session().seeds().is_empty(),
        "no orbit starts at an equilibrium"
    );
    window.hover_at(at + Vec2::new(80.0, 60.0));
    window.run();
    assert!(says(&window, "determinant") && says(&window, "Unstable focus"));
    let told = |w: &Harness<'_, Explorer>| -> Vec<String> {
        w.query_all_by_label_contains("±")
            .filter_map(|n| n.value())
            .collect()
    };
    let before = told(&window);
    assert_eq!(before.len(), 1);
    window
        .get_by_role_and_label(Role::Slider, "I")
        .set_value_accesskit(5.0);
    window.run();
    let after = told(&window);
    assert_eq!(after.len(), 1);
    assert_ne!(before, after);
    window.key_press(Key::Escape);
    window.run_steps(3);
    assert!(!says(&window, "determinant"));
}

#[test]
fn a_window_without_equilibrium_says_so_and_offers_a_way_out() {
    let mut window = usual();
    let elsewhere = nullcline::analysis::Window::new([20.0, 30.0], [0.5, 0.6]).expect("a window");
    command(&mut window, Command::SetWindow(elsewhere));
    assert!(says(&window, "No equilibrium in this window."));
    window.get_by_label("Look around").click();
    window.run();
    assert!((window.state().session().problem().window().size()[0] - 30.0).abs() < 1e-9);
}

/// The step function: n∞ jumps from 0 to 1 within a billionth of a millivolt.
#[test]
fn a_step_function_for_an_activation_curve_does_no_harm() {
    let mut window = usual();
    command(
        &mut window,
        Command::Set {
            name: "n_k".into(),
            value: 1e-9,
        },
    );
    assert!(!window.state().words().is_empty());
}

#[test]
fn no_size_of_window_does_harm() {
    for size in [[1.0, 1.0], [200.0, 700.0], [1024.0, 40.0], [3840.0, 2160.0]] {
        let mut window = open(size);
        window.run_steps(3);
    }
}

#[test]
fn the_slider_can_be_thrown_from_end_to_end_and_models_switched_meanwhile() {
    let mut window = usual();
    command(&mut window, Command::Scatter { count: 5, seed: 1 });
    let ids: Vec<_> = zoo::registry().iter().map(|m| m.info().id).collect();
    for (k, id) in ids.iter().cycle().take(14).enumerate() {
        let info = window.state().session().problem().model().info().parameters[0];
        let rail = window.get_by_role_and_label(Role::Slider, info.name).rect();
        window.hover_at(rail.left_center());
        window.step();
        window.drag_at(rail.left_center());
        window.step();
        window.hover_at(rail.right_center());
        window.step();
        if k % 2 == 0 {
            let open = Command::Open((*id).to_owned());
            window.state_mut().apply(&open).expect("it exists");
        }
        window.step();
        window.drop_at(rail.left_center());
        window.step();
    }
}

/// The preset's slider is 25 wide: a thousandth of it is the last digit; with Shift a drag is twenty
/// times finer, so that a fold at 4.5129 can be approached.
#[test]
fn shift_makes_a_drag_fine() {
    let mut window = usual();
    let rail = window.get_by_role_and_label(Role::Slider, "I").rect();
    let start = Pos2::new(rail.left() + 8.0 / 25.0 * rail.width(), rail.center().y);
    window.event(egui::Event::ModifiersChanged(Modifiers::SHIFT));
    drag(&mut window, start, start + egui::vec2(40.0, 0.0));
    let moved = window
        .state()
        .session()
        .problem()
        .value("I")
        .expect("exists")
        - 3.0;
    let coarse = 40.0 / f64::from(rail.width()) * 25.0;
    assert!(moved > 0.0 && moved < 0.1 * coarse, "{moved} of {coarse}");
}

fn value(window: &Harness<'_, Explorer>, name: &str) -> f64 {
    let problem = window.state().session().problem();
    problem.value(name).expect("it exists")
}

fn open_at(source: &str) -> Harness<'static, Explorer> {
    let mut window = usual();
    command(&mut window, Command::Open(source.into()));
    window
}

/// Where a point of the picture beside the plane is on the screen.
fn on_chart(window: &Harness<'_, Explorer>, [x, y]: [f64; 2]) -> Pos2 {
    let transform = window.state().chart().expect("the picture was shown");
    transform.position_from_point(&egui_plot::PlotPoint::new(x, y))
}

fn middle_of_chart(window: &Harness<'_, Explorer>, x: f64) -> Pos2 {
    let frame = *window.state().chart().expect("shown").frame();
    Pos2::new(on_chart(window, [x, 0.0]).x, frame.center().y)
}

/// Table B13: Hopf points at 93.8576183737 and 212.0188161.
const HOPF: f64 = 93.857_618_373_7;

#[test]
fn dragging_the_cursor_of_the_diagram_moves_the_slider() {
    let mut window = open_at("morris-lecar/hopf");
    let now = value(&window, "I");
    let from = middle_of_chart(&window, now);
    let to = middle_of_chart(&window, 105.0);
    drag(&mut window, from, to);
    assert!(
        (value(&window, "I") - 105.0).abs() < 0.2,
        "{}",
        value(&window, "I")
    );
    let slider = window.get_by_role_and_label(Role::Slider, "I");
    let told = slider
        .accesskit_node()
        .numeric_value()
        .expect("a slider has a value");
    assert_eq!(told, value(&window, "I"));
    // A click jumps there.
    let at = middle_of_chart(&window, 85.0);
    click(&mut window, at);
    assert!(
        (value(&window, "I") - 85.0).abs() < 0.2,
        "{}",
        value(&window, "I")
    );
}

#[test]
fn the_slider_has_a_tick_at_every_bifurcation_and_only_the_varied_one_has_any() {
    let mut window = open_at("morris-lecar/hopf");
    let hopf = "Tick: subcritical Hopf at I = 93.86";
    assert!(says(&window, hopf));
    command(
        &mut window,
        Command::Vary {
            name: "phi".into(),
            range: None,
        },
    );
    assert!(!says(&window, hopf));
}

/// Three points beside the tick the value is the event's own; with Ctrl or Alt it is the pointer's.
#[test]
fn the_cursor_snaps_to_a_bifurcation_unless_a_key_is_held() {
    for (key, snaps) in [
        (Modifiers::NONE, true),
        (Modifiers::CTRL, false),
        (Modifiers::ALT, false),
    ] {
        let mut window = open_at("morris-lecar/hopf");
        let from = middle_of_chart(&window, 105.0);
        let to = middle_of_chart(&window, HOPF) + Vec2::new(3.0, 0.0);
        window.event(egui::Event::ModifiersChanged(key));
        drag(&mut window, from, to);
        let found = value(&window, "I");
        assert_eq!((found - HOPF).abs() < 1e-8, snaps, "{key:?} {found}");
        assert!((found - HOPF).abs() < 0.5, "{key:?} {found}");
    }
}

#[test]
fn the_slider_snaps_as_the_cursor_does() {
    let mut window = open_at("morris-lecar/hopf");
    let tick = window
        .get_by_label_contains("Tick: subcritical Hopf at I = 93.86")
        .rect()
        .center();
    let rail = window.get_by_role_and_label(Role::Slider, "I").rect();
    drag(&mut window, rail.right_center(), tick + Vec2::new(2.0, 0.0));
    assert!((value(&window, "I") - HOPF).abs() < 1e-8);
}

#[test]
fn the_diagram_is_not_computed_again_while_its_parameter_or_the_view_moves() {
    let mut window = open_at("morris-lecar/hopf");
    let diagram = |w: &Harness<'_, Explorer>| w.state().diagram().expect("it was computed");
    let before = diagram(&window);
    for current in [0.0, 93.0, 94.0, 400.0] {
        let name = "I".into();
        let value = current;
        command(&mut window, Command::Set { name, value });
    }
    let home = window.state().session().problem().window();
    command(&mut window, Command::SetWindow(home.enlarged(0.5)));
    assert!(std::sync::Arc::ptr_eq(&before, &diagram(&window)));
    let set = Command::Set {
        name: "phi".into(),
        value: 0.05,
    };
    command(&mut window, set);
    assert!(!std::sync::Arc::ptr_eq(&before, &diagram(&window)));
}

#[test]
fn keys_go_to_the_next_bifurcation_and_home_and_end_to_the_ends_of_the_slider() {
    let mut window = open_at("morris-lecar/hopf");
    let set = Command::Set {
        name: "I".into(),
        value: 92.0,
    };
    command(&mut window, set);
    window.key_press(Key::CloseBracket);
    window.run();
    assert!((value(&window, "I") - HOPF).abs() < 1e-8);
    window.get_by_role_and_label(Role::Slider, "I").focus();
    window.run();
    let (lo, hi) = window.state().session().problem().preset().input;
    let view = window.state().session().problem().window();
    for (key, end) in [(Key::End, hi), (Key::Home, lo)] {
        window.key_press(key);
        window.run();
        assert_eq!(value(&window, "I"), end, "{key:?}");
    }
    assert_eq!(window.state().session().problem().window(), view);
}

/// Tab leads from the parameters to the layers, as they stand on the screen.
#[test]
fn tab_goes_from_top_to_bottom() {
    let mut window = usual();
    window.get_by_role_and_label(Role::Slider, "I").focus();
    window.run();
    for _ in 0..60 {
        window.key_press(Key::Tab);
        window.run();
        let on_layers = window
            .get_by_role_and_label(Role::CheckBox, "Field")
            .is_focused();
        let on_parameter = window
            .get_by_role_and_label(Role::Slider, "gL")
            .is_focused();
        assert!(!on_layers, "layers came before parameters");
        if on_parameter {
            return;
        }
    }
    panic!("Tab never came to the parameters");
}

/// Dragging I of Morris-Lecar's Hopf regime up through 93.86 and back says so, each once, in a sentence
/// on the screen.
#[test]
fn the_words_tell_what_happens_as_a_bifurcation_is_crossed() {
    let mut window = open_at("morris-lecar/hopf");
    assert!(window.state().passed().is_empty());
    assert!(says(&window, "drag the line"));
    let rail = window.get_by_role_and_label(Role::Slider, "I").rect();
    // The slider goes from 80 to 110.
    let at = |i: f32| {
        Pos2::new(
            rail.left() + (i - 80.0) / 30.0 * rail.width(),
            rail.center().y,
        )
    };
    drag(&mut window, at(92.0), at(97.0));
    let told: Vec<String> = window
        .state()
        .passed()
        .iter()
        .map(|s| s.to_string())
        .collect();
    assert!(
        told[0].starts_with("I = 93.86, rising: subcritical Hopf."),
        "{told:?}"
    );
    assert!(
        told[0].contains("loses") || told[0].contains("stability"),
        "{told:?}"
    );
    assert!(says(&window, &told[0]), "on the screen");
    let before = told.len();
    drag(&mut window, at(97.0), at(92.0));
    let told = window.state().passed();
    assert_eq!(told.len(), before + 1, "{told:?}");
    assert!(
        told[0].starts_with("I = 93.86, falling: subcritical Hopf."),
        "{told:?}"
    );
}

/// Typed values cross as well, and several events at once are told in order.
#[test]
fn a_leap_crosses_every_bifurcation_on_its_way() {
    let mut window = open_at("morris-lecar/hopf");
    let vary = Command::Vary {
        name: "I".into(),
        range: Some([0.0, 250.0]),
    };
    command(&mut window, vary);
    let set = |value| Command::Set {
        name: "I".into(),
        value,
    };
    command(&mut window, set(91.0));
    let before = window.state().passed().len();
    command(&mut window, set(214.0));
    let told = window.state().passed();
    assert_eq!(told.len(), before + 2, "{told:?}");
    assert!(told[0].starts_with("I = 212"), "{told:?}");
    assert!(told[1].starts_with("I = 93.86, rising"), "{told:?}");
    // The firing cell does not notice that rest becomes stable again: the onset of firing stays.
    assert!(told[0].contains("does not notice"), "{told:?}");
    assert!(says(&window, "I = 93.86, rising: subcritical Hopf. Rest"));
    assert!(says(&window, "Also passed: I = 212"));
}

/// "It is at depolarised rest", said while gCa was raised, does not stand there when gCa is low and the cell
/// rests: what it does now is told in its place.
#[test]
fn a_sentence_that_no_longer_holds_is_taken_back() {
    let mut window = open_at("morris-lecar/hopf");
    let set = |name: &str, value| Command::Set {
        name: name.into(),
        value,
    };
    command(&mut window, set("I", 91.0));
    for gca in [4.5, 4.7, 6.0, 8.0, 10.0] {
        command(&mut window, set("gCa", gca));
    }
    assert!(
        says(&window, "depolarised rest"),
        "{:?}",
        window.state().passed()
    );
    // As many attractors as before, so that no bifurcation can be named.
    command(&mut window, set("gCa", 0.9));
    let told = window.state().passed();
    let now = "the cell is at rest now; before, it was at depolarised rest";
    assert!(told[0].contains(now), "{told:?}");
    assert!(says(&window, told[0]), "{told:?}");
}

/// At 1024 by 700 some presets have more to say than two lines hold.
#[test]
fn the_words_leave_the_buttons_their_place() {
    for source in [
        "persistent-sodium-potassium/subcritical",
        "morris-lecar/homoclinic",
    ] {
        let mut window = open([1024.0, 700.0]);
        command(&mut window, Command::Open(source.into()));
        let words = window.state().words().to_owned();
        let line = window.get_by_label(&words).rect();
        let button = window.get_by_label("Dark theme").rect();
        assert!(
            line.right() <= button.left(),
            "{source}: {line:?} {button:?}"
        );
        window.get_by_label("Help").click();
        window.run();
        assert!(says(&window, "Keys and gestures"), "{source}");
    }
}

#[test]
fn a_click_in_the_plane_of_two_parameters_sets_both() {
    let mut window = open_at("morris-lecar/hopf");
    window.key_press(Key::C);
    window.run();
    let transform = window.state().map().expect("the plane was shown");
    let at = transform.position_from_point(&egui_plot::PlotPoint::new(105.0, 0.1));
    click(&mut window, at);
    assert!((value(&window, "I") - 105.0).abs() < 0.2);
    assert!((value(&window, "phi") - 0.1).abs() < 0.005);
    assert!(
        says(&window, "rest or firing"),
        "the legend names the regimes"
    );
    // A legend with many regimes wraps and does not push the column aside.
    command(&mut window, Command::Open("morris-lecar/snlc".into()));
    let frame = *window.state().map().expect("shown").frame();
    assert!(frame.left() > 850.0 && frame.right() < 1280.0, "{frame:?}");
    window.key_press(Key::B);
    window.run();
    assert!(says(&window, "Bifurcation diagram"));
}

#[test]
fn a_model_with_one_parameter_says_that_it_has_no_plane() {
    let mut window = open_at("van-der-pol/standard");
    command(
        &mut window,
        Command::Look(nullcline::session::Sight::Curves),
    );
    assert!(says(&window, "has a single parameter"));
}

#[test]
fn every_answer_of_every_preset_can_be_shown() {
    use nullcline::session::{Ordinate, Sight};
    let mut window = usual();
    for model in zoo::registry() {
        for preset in &model.info().presets {
            let source = format!("{}/{}", model.info().id, preset.id);
            command(&mut window, Command::Open(source.clone()));
            let last = Ordinate::Variable(model.info().dimension() - 1);
            for ordinate in [last, Ordinate::Period, Ordinate::Frequency] {
                command(&mut window, Command::Plot(ordinate));
            }
            for sight in [Sight::Firing, Sight::Time, Sight::Diagram] {
                command(&mut window, Command::Look(sight));
            }
            assert!(window.state().diagram().is_some(), "{source}");
        }
    }
}

#[test]
fn the_last_crossings_are_listed_and_a_click_goes_back_to_one() {
    let mut window = open_at("morris-lecar/hopf");
    for current in [92.0, 100.0] {
        let (name, value) = ("I".into(), current);
        command(&mut window, Command::Set { name, value });
    }
    window.get_by_label("Bifurcations passed").click();
    window.run();
    window
        .get_by_label_contains("µA/cm², rising: subcritical Hopf")
        .click();
    window.run();
    assert!((value(&window, "I") - HOPF).abs() < 1e-8);
}

/// Table B13: Morris-Lecar's rest at I = 90 is lost at the Hopf point 93.86, and firing lasts down to
/// the fold of cycles at 88.29: class 2, a resonator.
#[test]
fn the_passport_tells_everything_on_one_card_that_can_be_copied() {
    let mut window = open_at("morris-lecar/hopf");
    window.key_press(Key::P);
    window.run_steps(4);
    for text in [
        "Excitability passport",
        "Class 2",
        "Resonator",
        "I = 93.86",
        "88.29",
    ] {
        assert!(says(&window, text), "{text}");
    }
    window.get_by_label("Copy").click();
    window.run_steps(4);
    assert!(!says(&window, "Excitability passport"), "it closes");
    assert!(says(&window, "in the clipboard"));
    window.key_press(Key::P);
    window.run_steps(4);
    window.key_press(Key::Escape);
    window.run_steps(4);
    assert!(!says(&window, "Excitability passport"));
}

#[test]
fn the_f_i_curve_says_which_class_the_cell_is() {
    let mut window = open_at("morris-lecar/hopf");
    window.key_press(Key::F);
    window.run();
    assert!(says(&window, "class 2 excitability"), "class 2");
    window
        .get_by_role_and_label(Role::CheckBox, "Scaling law")
        .click();
    window.run();
    // At a Hopf point no law holds, so there is nothing to switch on.
    assert!(!window.state().session().study().scaling);
    // The same cursor as in the diagram.
    let from = middle_of_chart(&window, value(&window, "I"));
    let to = middle_of_chart(&window, 105.0);
    drag(&mut window, from, to);
    assert!((value(&window, "I") - 105.0).abs() < 0.2);
}

/// While I stands still at 91 and gCa is moved, what is passed is told by gCa, never as if I had risen;
/// where it is too far for single events, the change is told.
#[test]
fn another_parameter_passes_events_under_its_own_name() {
    let mut window = open_at("morris-lecar/hopf");
    let set = |name: &str, value| Command::Set {
        name: name.into(),
        value,
    };
    command(&mut window, set("I", 91.0));
    let before = window.state().passed().len();
    for gca in [4.5, 4.6, 4.7, 4.8, 10.0] {
        command(&mut window, set("gCa", gca));
    }
    let told = window.state().passed();
    let new = &told[..told.len() - before];
    assert!(!new.is_empty(), "{told:?}");
    assert!(new.iter().all(|s| s.starts_with("gCa ")), "{told:?}");
}

/// Firing of the snlc preset begins at a saddle-node on an invariant circle: a square root.
#[test]
fn a_scaling_law_can_be_drawn_where_one_holds() {
    let mut window = open_at("morris-lecar/snlc");
    window.key_press(Key::F);
    window.run();
    window
        .get_by_role_and_label(Role::CheckBox, "Scaling law")
        .click();
    window.run();
    assert!(window.state().session().study().scaling);
}

/// What was said at gCa = 4.4 about the way back holds there; after gCa has moved, that is said, and no
/// longer once it is back.
#[test]
fn words_about_other_values_say_for_which_they_hold() {
    let mut window = open_at("morris-lecar/hopf");
    let set = |name: &str, value| Command::Set {
        name: name.into(),
        value,
    };
    command(&mut window, set("I", 91.0));
    command(&mut window, set("I", 100.0));
    assert!(says(&window, "I = 93.86, rising"));
    assert!(!says(&window, "With gCa"));
    command(&mut window, set("gCa", 4.41));
    assert!(says(&window, "With gCa = 4.4"));
    command(&mut window, set("gCa", 4.4));
    assert!(!says(&window, "With gCa"));
}

/// 600 points have no room for the column beside the plane, and 500 none for the controls either: both can
/// be had in the plane's place.
#[test]
fn a_narrow_window_has_everything_on_pages() {
    let mut window = open([600.0, 500.0]);
    assert!(window.query_by_label("Bifurcation diagram").is_none());
    window.get_by_label("Diagram and time").click();
    window.run();
    assert!(window.query_by_label("Bifurcation diagram").is_some());
    window.get_by_label("Phase plane").click();
    window.run();
    assert!(window.query_by_label("Bifurcation diagram").is_none());
    window.key_press(Key::B);
    window.run();
    assert!(window.query_by_label("Bifurcation diagram").is_some(), "B");
    let mut window = open([500.0, 500.0]);
    assert!(!says(&window, "What goes in?"));
    window.get_by_label("Controls").click();
    window.run();
    assert!(says(&window, "What goes in?"));
    let mut window = open([800.0, 500.0]);
    assert!(window.query_by_label("Controls").is_none());
    window.run();
    assert!(window.query_by_label("Bifurcation diagram").is_some());
}

/// Van der Pol's oscillator is no neuron, its mu no current, and it oscillates for every mu of the range.
#[test]
fn the_card_of_an_oscillator_claims_no_rheobase_and_no_class() {
    let mut window = open_at("van-der-pol");
    window.key_press(Key::P);
    window.run_steps(4);
    for text in [
        "mu is no input current: the system oscillates by itself, at every mu of this range",
        "classes of excitability are for neurons",
    ] {
        assert!(says(&window, text), "{text}");
    }
}

/// Every model's equations are one click away, in signs that the fonts have, and name every variable.
#[test]
fn the_equations_of_every_model_can_be_read() {
    let mut window = usual();
    for model in zoo::registry() {
        let info = model.info();
        command(&mut window, Command::Open(info.id.into()));
        window.get_by_label("Equations").click();
        window.run();
        for line in info.formula {
            assert!(says(&window, line), "{}: {line}", info.id);
        }
        let rates = info.formula.iter().filter(|l| l.contains("' = "));
        assert_eq!(rates.count(), info.dimension(), "{}", info.id);
        window.key_press(Key::Escape);
        window.run();
    }
}

/// A model of four variables: its plane says what the others do, its live state has all of them, and a
/// kept orbit stays where it is in space when another plane is shown.
#[test]
fn a_model_of_four_variables_shows_a_plane_of_its_choice() {
    let mut window = usual();
    command(&mut window, Command::Open("hodgkin-huxley/modern".into()));
    assert_eq!(window.state().live_state(), [-65.0, 0.3177]);
    window.run_steps(30);
    let words = window.state().words().to_owned();
    assert!(words.contains("m and h are slaved"), "{words}");
    command(&mut window, Command::Keep([-50.0, 0.4]));
    command(&mut window, Command::ShowPlane(["V".into(), "h".into()]));
    assert_eq!(window.state().live_state(), [-65.0, 0.5961]);
    let seed = &window.state().session().seeds()[0];
    assert_eq!((seed.state[0], seed.state[3]), (-50.0, 0.4));
    assert_eq!(seed.start, [-50.0, seed.state[2]]);
    // h∞(−50) = α/(α + β) with α = 0.07 e^(−15/20) and β = 1/(1 + e^(15/10)).
    let (a, b) = (0.07 * (-0.75_f64).exp(), 1.0 / (1.0 + 1.5_f64.exp()));
    assert!((seed.state[2] - a / (a + b)).abs() < 1e-12);
    window.key_press(Key::Space);
    window.run_steps(60);
    assert_ne!(window.state().live_state(), [-65.0, 0.5961]);
    let held = window.state().session().problem().preset().initial.clone();
    command(&mut window, Command::Others(Others::Held(held)));
    window.run_steps(30);
    let words = window.state().words().to_owned();
    // The plane goes through the live state, wherever that is by now.
    assert!(words.contains("the others are held at m = "), "{words}");
    assert!(!words.contains("m = 0.0529"), "{words}");
}

/// Two pulses of the integrator demonstration 2 ms apart make the cell fire, 20 ms apart they do not: what
/// the strip says, and what the live cell does when the trial is chosen.
#[test]
fn a_demonstration_is_one_click_and_its_trials_another() {
    let mut window = usual();
    window.get_by_label("Demos").click();
    window.run();
    window.get_by_label("Integrator").click();
    window.run_steps(4);
    let session = window.state().session();
    assert_eq!(session.problem().preset_id(), Some("l-integrator"));
    assert_eq!(session.euler(), None);
    assert!(says(&window, "It came out as expected."));
    let fires = |window: &mut Harness<'_, Explorer>| {
        let mut highest = f64::MIN;
        // 100 ms in five seconds of sixty frames each.
        for _ in 0..300 {
            window.step();
            highest = highest.max(window.state().live_state()[0]);
        }
        // Beyond the saddle at −45 mV the cell fires; the spike itself is shorter than a frame.
        highest > -40.0
    };
    assert!(fires(&mut window));
    window.get_by_label("20").click();
    window.run_steps(2);
    assert!(!fires(&mut window));
    window.get_by_label("Close").click();
    window.run_steps(2);
    assert!(window.state().session().stimulus().is_empty());
    assert!(!says(&window, "It came out as expected."));
}

/// A stimulus is chosen by two clicks; then the cell obeys it, and the words about the portrait follow.
#[test]
fn a_stimulus_moves_the_live_state_and_the_picture() {
    let mut window = usual();
    window.get_by_label("none").click();
    window.run();
    window.get_by_label("step").click();
    window.run_steps(2);
    let stimulus = window.state().session().stimulus().to_string();
    assert!(stimulus.starts_with("step("), "{stimulus}");
    window.key_press(Key::Escape);
    window.state_mut().play(true);
    // The step of 5 begins after 5 ms: I = 8 is beyond the saddle-node at 4.51, and the cell fires.
    let mut highest = f64::MIN;
    for _ in 0..240 {
        window.step();
        highest = highest.max(window.state().live_state()[0]);
    }
    assert!(highest > 0.0, "{highest}");
    assert!(
        window.state().words().starts_with("I = 8"),
        "{}",
        window.state().words()
    );
    let base = window.state().session().problem().value("I");
    assert_eq!(base, Some(3.0), "the slider stays where it is");
    window.get_by_label("Off").click();
    window.run_steps(30);
    assert!(
        window.state().words().starts_with("I = 3"),
        "{}",
        window.state().words()
    );
}

/// A published feature opens with its stimulus and the author's Euler step, and fires as in the figure:
/// one spike for phasic spiking. (Within the 200 ms of the figure, which take five seconds.)
#[test]
fn a_feature_opens_as_published() {
    let mut window = usual();
    command(
        &mut window,
        Command::Open("izhikevich/b-phasic-spiking".into()),
    );
    assert!(says(&window, "Author's Euler step"));
    assert_eq!(window.state().session().euler(), Some(0.25));
    window.state_mut().play(true);
    let (mut spikes, mut before) = (0, window.state().live_state()[0]);
    for _ in 0..300 {
        window.step();
        let now = window.state().live_state()[0];
        // Within one frame of 0.67 ms a spike and its reset are over: what is left is the jump down.
        if before > -50.0 && now < -60.0 {
            spikes += 1;
        }
        before = now;
    }
    assert_eq!(spikes, 1);
}

/// The membrane's view has its pictures, on every conductance-based model and on no other.
#[test]
fn conductance_based_models_show_their_membrane() {
    let mut window = usual();
    for model in zoo::registry() {
        let info = model.info();
        command(&mut window, Command::Open(info.id.into()));
        window.run_steps(3);
        let offered = window.query_all_by_label("Membrane").next().is_some();
        assert_eq!(offered, info.membrane, "{}", info.id);
        if info.membrane {
            command(
                &mut window,
                Command::Look(nullcline::session::Sight::Membrane),
            );
            window.run_steps(3);
            for picture in ["Ionic currents over time", "The membrane as a circuit"] {
                assert!(says(&window, picture), "{} {picture}", info.id);
            }
        }
    }
}

/// Tables B6 and B7, sodium at 115 mV: Hodgkin-Huxley's lower Hopf point lies at 9.775, that of its
/// reduction with h = 0.89 − 1.1 n at 6.7565 for a leak that reverses at 10.6 mV; here it is 10.613, which
/// shifts every current by −0.3 · 0.013 = −0.0039.
#[test]
fn hodgkin_huxley_stands_beside_its_reduction() {
    let mut window = usual();
    command(&mut window, Command::Open("hodgkin-huxley/modern".into()));
    window.get_by_label("Reduced").click();
    window.run_steps(4);
    assert!(says(&window, "Hopf points: Hodgkin-Huxley at I = 9.775"));
    assert!(says(&window, "at I = 6.753"));
    assert!(says(&window, "Phase plane of the reduced model"));
    // The reduction knows one temperature only.
    let warm = ("T".to_owned(), 10.0);
    command(
        &mut window,
        Command::Set {
            name: warm.0,
            value: warm.1,
        },
    );
    window.run_steps(4);
    assert!(says(&window, "No smaller model stands for this one"));
    command(&mut window, Command::Open("van-der-pol".into()));
    assert!(window.query_all_by_label("Reduced").next().is_none());
}
