//! One frame of the window with everything on and ten orbits: processor time without the analyses.
use criterion::{Criterion, criterion_group, criterion_main};
use nullcline::{
    app::Explorer,
    session::{Command, Layer, Stage, TwinChange, TwinStudy},
};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// A frame's work: everything up to the triangles that the graphics card gets.
fn frame(ctx: &egui::Context, explorer: &mut Explorer, input: &egui::RawInput) -> usize {
    let mut output = ctx.run_ui(input.clone(), |ui| explorer.frame(ui));
    output.textures_delta.clear();
    ctx.tessellate(output.shapes, output.pixels_per_point).len()
}

fn frames(c: &mut Criterion) {
    for source in [
        "persistent-sodium-potassium/high-threshold",
        "morris-lecar/homoclinic",
        "izhikevich/ch",
    ] {
        let ctx = egui::Context::default();
        let mut explorer = Explorer::deterministic(&ctx);
        let mut commands = vec![
            Command::Open(source.into()),
            Command::Scatter { count: 10, seed: 1 },
        ];
        commands.extend(Layer::ALL.map(|layer| Command::Show { layer, on: true }));
        for command in &commands {
            explorer.apply(command).expect("a good command");
        }
        explorer.play(true);
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(
                egui::Pos2::ZERO,
                egui::vec2(1280.0, 800.0),
            )),
            ..Default::default()
        };
        // Let the trail and the oscilloscope fill, so that the frame is a full one.
        for _ in 0..400 {
            frame(&ctx, &mut explorer, &input);
        }
        c.bench_function(&format!("frame/{source}"), |b| {
            b.iter(|| black_box(frame(&ctx, &mut explorer, &input)));
        });
    }
}

/// The same with the twin, all of its pictures and a thread that trains it all the while, and with the training held.
fn twin(c: &mut Criterion) {
    let ctx = egui::Context::default();
    let mut explorer = Explorer::new(&ctx);
    let mut options = TwinStudy::default().options;
    options.descent.steps = 1_000_000;
    for command in [
        Command::Twin(TwinChange::Options(Box::new(options))),
        Command::Enter(Stage::Twin),
    ] {
        explorer.apply(&command).expect("a good command");
    }
    let input = egui::RawInput {
        screen_rect: Some(egui::Rect::from_min_size(
            egui::Pos2::ZERO,
            egui::vec2(1920.0, 1080.0),
        )),
        ..Default::default()
    };
    for what in ["trains", "is held"] {
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(3) {
            frame(&ctx, &mut explorer, &input);
        }
        c.bench_function(&format!("frame/the twin {what}"), |b| {
            b.iter(|| black_box(frame(&ctx, &mut explorer, &input)));
        });
        let space = egui::Event::Key {
            key: egui::Key::Space,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: egui::Modifiers::NONE,
        };
        let mut pressed = input.clone();
        pressed.events.push(space);
        frame(&ctx, &mut explorer, &pressed);
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(50);
    targets = frames, twin
}
criterion_main!(benches);
