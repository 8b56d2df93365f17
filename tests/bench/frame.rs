//! One frame of the window with everything on and ten orbits: processor time without the analyses.
use criterion::{Criterion, criterion_group, criterion_main};
use nullcline::{
    app::Explorer,
    session::{Command, Layer},
};
use std::hint::black_box;

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

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(50);
    targets = frames
}
criterion_main!(benches);
