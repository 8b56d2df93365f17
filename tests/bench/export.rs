//! How long the drawing of a figure takes, once everything in it is known.
use criterion::{Criterion, criterion_group, criterion_main};
use nullcline::analysis::Problem;
use nullcline::draw::{self, FigureOptions, Format};
use nullcline::export::{View, ViewOptions, figure};
use nullcline::job::Cancel;
use nullcline::session::{Command, Session};
use std::hint::black_box;

/// Figures of 1200×900: the SVG is to be there in 50 ms.
fn figures(c: &mut Criterion) {
    let problem = Problem::from_source("morris-lecar/hopf").expect("it exists");
    let mut session = Session::new(problem);
    for command in [
        Command::Ghost(true),
        Command::Set {
            name: "I".into(),
            value: 95.0,
        },
        Command::Keep([-20.0, 0.1]),
    ] {
        session.apply(&command).expect("possible");
    }
    for view in [View::Portrait, View::Compare, View::Spikes] {
        let found = figure(&Cancel::never(), &session, &view, &ViewOptions::default());
        let found = found.expect("possible").expect("not cancelled");
        for (name, format) in [("svg", Format::Svg), ("png", Format::Png)] {
            let options = FigureOptions {
                columns: found.columns,
                format,
                ..FigureOptions::default()
            };
            c.bench_function(&format!("{} as {name}, 1200x900", view.name()), |b| {
                b.iter(|| black_box(draw::figure(&found.scenes, &options)));
            });
        }
    }
}

criterion_group!(benches, figures);
criterion_main!(benches);
