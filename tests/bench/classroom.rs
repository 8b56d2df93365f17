//! What must not wait in front of a class: the frame in which a step of a lesson, the language or presenter mode is
//! switched, and the one after it that shows the change. Analyses go on in the background, as users have it.
use criterion::{Criterion, criterion_group, criterion_main};
use egui::{Context, Event, Key, Modifiers, RawInput, Rect, pos2, vec2};
use nullcline::app::Explorer;
use nullcline::text::Language;
use std::time::{Duration, Instant};

/// A frame's work with these keys: everything up to the triangles that the graphics card gets.
fn frame(ctx: &Context, explorer: &mut Explorer, keys: &[Key]) -> Duration {
    let began = Instant::now();
    let event = |&key: &Key| Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    let input = RawInput {
        screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1280.0, 720.0))),
        events: keys.iter().map(event).collect(),
        ..Default::default()
    };
    let mut output = ctx.run_ui(input, |ui| explorer.frame(ui));
    output.textures_delta.clear();
    drop(ctx.tessellate(output.shapes, output.pixels_per_point));
    began.elapsed()
}

/// The median over switches of the slower of the two frames of each.
fn switching(c: &mut Criterion) {
    let ctx = Context::default();
    let mut explorer = Explorer::new(&ctx);
    frame(&ctx, &mut explorer, &[]);
    assert!(explorer.open_lesson("phase-portrait"));
    for _ in 0..100 {
        frame(&ctx, &mut explorer, &[]);
    }
    let slower = |explorer: &mut Explorer, keys: &[Key]| {
        let first = frame(&ctx, explorer, keys);
        let second = frame(&ctx, explorer, &[]);
        // The analyses of the step come to their end before the next switch.
        std::thread::sleep(Duration::from_millis(20));
        first.max(second)
    };
    let mut back = false;
    c.bench_function("classroom/step", |b| {
        b.iter_custom(|n| {
            (0..n)
                .map(|_| {
                    back = !back;
                    let key = if back { Key::PageUp } else { Key::PageDown };
                    slower(&mut explorer, &[key])
                })
                .sum()
        });
    });
    c.bench_function("classroom/language", |b| {
        b.iter_custom(|n| {
            (0..n)
                .map(|k| {
                    explorer.speak(Language::ALL[k as usize % 2]);
                    slower(&mut explorer, &[])
                })
                .sum()
        });
    });
    c.bench_function("classroom/presenter", |b| {
        b.iter_custom(|n| (0..n).map(|_| slower(&mut explorer, &[Key::F11])).sum());
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20).measurement_time(Duration::from_secs(4));
    targets = switching
}
criterion_main!(benches);
