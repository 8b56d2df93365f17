//! Dragging a parameter in the window while everything runs in the background, as a user has it: how soon
//! the first coarse diagram of the new values is on the screen, how soon the whole one, and what a frame
//! costs meanwhile. Sixty frames per second, all lanes with their threads, all presets of models with more
//! than one parameter.
//!
//! `cargo bench --bench drag` measures with the diagram beside the plane; with an argument `firing` or
//! `curves` with one of the other answers there, and any other argument picks presets by a part of their
//! names.
#![allow(clippy::print_stdout, reason = "the table is what it is for")]
use nullcline::{app::Explorer, model::zoo, session::Command, session::Sight};
use std::time::{Duration, Instant};

/// Steps of the drag; those before it warm caches and the trail.
const STEPS: usize = 100;
const WARM: usize = 60;
/// Every so many frames the pointer rests, so that one sees what comes after a single move.
const MOVES: usize = 12;
/// Longest wait for an answer.
const LONGEST: Duration = Duration::from_secs(3);
const FRAME: Duration = Duration::from_micros(16_667);

struct Bench {
    ctx: egui::Context,
    explorer: Explorer,
    input: egui::RawInput,
    next: Instant,
    begin: Instant,
}

impl Bench {
    fn new(source: &str, sight: Sight) -> Self {
        let ctx = egui::Context::default();
        let mut explorer = Explorer::new(&ctx);
        for command in [Command::Open(source.into()), Command::Look(sight)] {
            explorer.apply(&command).expect("a good command");
        }
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(
                egui::Pos2::ZERO,
                egui::vec2(1280.0, 800.0),
            )),
            ..Default::default()
        };
        let now = Instant::now();
        Self {
            ctx,
            explorer,
            input,
            next: now,
            begin: now,
        }
    }

    /// Waits for the screen's next frame and gives the time that ours takes, up to the triangles, on the
    /// clock: other programs that want the processors lengthen it.
    fn frame(&mut self) -> Duration {
        let now = Instant::now();
        if now < self.next {
            std::thread::sleep(self.next - now);
        }
        let start = Instant::now();
        self.next = self.next.max(start) + FRAME;
        self.input.time = Some(self.begin.elapsed().as_secs_f64());
        let explorer = &mut self.explorer;
        let mut output = self.ctx.run_ui(self.input.clone(), |ui| explorer.frame(ui));
        output.textures_delta.clear();
        let meshes = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        std::hint::black_box(meshes.len());
        start.elapsed()
    }

    fn set(&mut self, name: &str, value: f64) {
        let name = name.to_owned();
        let command = Command::Set { name, value };
        self.explorer.apply(&command).expect("a good value");
    }

    /// Times from a move to the first diagram that shows it and to the whole one, as seen by the frames.
    fn answer(&mut self, k: usize, value: f64) -> [Duration; 2] {
        let start = Instant::now();
        let mut first = None;
        loop {
            self.frame();
            let now = start.elapsed();
            if let Some((problem, complete)) = self.explorer.diagrammed()
                && problem.values()[k] == value
            {
                let first = *first.get_or_insert(now);
                if complete {
                    return [first, now];
                }
            }
            if now > LONGEST {
                return [first.unwrap_or(now), now];
            }
        }
    }
}

fn percentile(times: &mut [Duration], part: f64) -> f64 {
    times.sort_unstable();
    let last = times.len().saturating_sub(1);
    times[(part * last as f64).round() as usize].as_secs_f64() * 1e3
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let said = |w: &str| words.iter().any(|x| x == w);
    let sight = match (said("firing"), said("curves")) {
        (true, _) => Sight::Firing,
        (_, true) => Sight::Curves,
        _ => Sight::Diagram,
    };
    let chosen: Vec<&String> = words
        .iter()
        .filter(|w| !w.starts_with('-') && *w != "firing" && *w != "curves")
        .collect();
    println!(
        "{:<46} {:>8} {:>8} {:>8} | frames: {:>6} {:>6} {:>6} {:>5}",
        "preset (milliseconds)", "coarse", "worst", "whole", "median", "99 %", "worst", ">16"
    );
    for model in zoo::registry() {
        let info = model.info();
        // Another parameter than the one that the diagram varies, so that every value is a new diagram.
        let k = 1;
        if info.parameters.len() <= k {
            continue;
        }
        let spec = &info.parameters[k];
        for preset in &info.presets {
            let source = format!("{}/{}", info.id, preset.id);
            if !chosen.is_empty() && !chosen.iter().any(|c| source.contains(c.as_str())) {
                continue;
            }
            let usual = info.values(preset)[k];
            let width = 0.1 * (spec.range.1 - spec.range.0);
            let along = |part: f64| usual + width * (part - 0.5);
            let mut bench = Bench::new(&source, sight);
            for _ in 0..WARM {
                bench.frame();
            }
            let mut answers: Vec<[Duration; 2]> = (1..=MOVES)
                .map(|n| {
                    let value = along(n as f64 / MOVES as f64);
                    bench.set(spec.name, value);
                    bench.answer(k, value)
                })
                .collect();
            let mut frames: Vec<Duration> = (1..=STEPS)
                .map(|n| {
                    bench.set(spec.name, along(n as f64 / STEPS as f64));
                    bench.frame()
                })
                .collect();
            // The first answers come while threads and caches are cold.
            answers.remove(0);
            let [mut first, mut whole] =
                [0, 1].map(|k| answers.iter().map(|a| a[k]).collect::<Vec<_>>());
            let late = frames.iter().filter(|f| f.as_millis() >= 16).count();
            println!(
                "{source:<46} {:8.1} {:8.1} {:8.1} | {:14.2} {:6.2} {:6.2} {late:5}",
                percentile(&mut first, 0.5),
                percentile(&mut first, 1.0),
                percentile(&mut whole, 0.5),
                percentile(&mut frames, 0.5),
                percentile(&mut frames, 0.99),
                percentile(&mut frames, 1.0),
            );
        }
    }
}
