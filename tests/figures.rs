//! Figures: what they contain, that they are valid, and that they do not change unnoticed.
#![cfg(feature = "figures")]

use nalgebra::{Complex, DMatrix};
use nullcline::analysis::{
    Curve, Cycle, Equilibrium, Kind, Nullclines, OrbitEnd, Portrait, Problem, Separatrix,
    SeparatrixEnd, Side, Trajectory, VectorField,
};
use nullcline::draw::{FigureError, FigureOptions, Format, figure};
use nullcline::scene::{self, Course, FieldStyle, Item, Layers, Role, Theme};

fn equilibrium(at: [f64; 2], kind: Kind) -> Equilibrium {
    Equilibrium {
        at: at.to_vec(),
        kind,
        jacobian: DMatrix::zeros(2, 2),
        eigenvalues: vec![Complex::new(0.0, 0.0); 2],
        trace: 0.0,
        determinant: 0.0,
    }
}

/// A circle-like cycle around a point.
fn cycle(stable: bool, centre: [f64; 2], radius: [f64; 2], period: f64) -> Cycle {
    let n = 120;
    let points: Vec<[f64; 2]> = (0..=n)
        .map(|k| {
            let a = std::f64::consts::TAU * f64::from(k) / f64::from(n);
            [
                centre[0] + radius[0] * a.cos(),
                centre[1] + radius[1] * a.sin(),
            ]
        })
        .collect();
    Cycle {
        stable,
        period,
        log_multiplier: Some(if stable { -1.0 } else { 1.0 }),
        multiplier: 0.5,
        min: vec![centre[0] - radius[0], centre[1] - radius[1]],
        max: vec![centre[0] + radius[0], centre[1] + radius[1]],
        times: (0..=n)
            .map(|k| period * f64::from(k) / f64::from(n))
            .collect(),
        points,
        spikes: None,
    }
}

/// FitzHugh-Nagumo with its nullclines by formula, and equilibria, cycles and a separatrix put in by
/// hand, so that a figure has everything in it.
fn fitzhugh() -> (Problem, Portrait) {
    let problem = Problem::from_source("fitzhugh-nagumo").unwrap();
    let planar = problem.field().unwrap();
    let range = |n: usize, lo: f64, hi: f64| {
        (0..n).map(move |k| lo + (hi - lo) * k as f64 / (n - 1) as f64)
    };
    let curve = |f: &dyn Fn(f64) -> f64| Curve {
        points: range(300, -2.8, 2.8).map(|v| [v, f(v)]).collect(),
        closed: false,
    };
    let at: Vec<[f64; 2]> = range(20, -2.375, 2.375)
        .flat_map(|x| range(20, -0.9125, 2.4125).map(move |y| [x, y]))
        .collect();
    let value = at.iter().map(|&p| planar.f(p)).collect();
    let portrait = Portrait {
        field: VectorField { at, value },
        nullclines: Nullclines {
            curves: [
                vec![curve(&|v| v - v.powi(3) / 3.0 + 0.5)],
                vec![curve(&|v| (v + 0.7) / 0.8)],
            ],
        },
        equilibria: vec![
            equilibrium([-0.805, -0.131], Kind::StableFocus),
            equilibrium([-0.3, 0.5], Kind::Saddle),
            equilibrium([-0.2, 0.53], Kind::UnstableNode),
        ],
        separatrices: vec![Separatrix {
            saddle: 1,
            side: Side::Stable,
            branch: 0,
            points: range(50, -0.3, 2.0)
                .map(|v| [v, 0.5 - 0.3 * (v + 0.3)])
                .collect(),
            end: SeparatrixEnd::LeftWindow,
        }],
        cycles: vec![
            cycle(false, [-0.8, -0.1], [0.35, 0.25], 30.0),
            cycle(true, [0.0, 0.7], [1.9, 1.0], 40.0),
        ],
        notes: vec![],
    };
    (problem, portrait)
}

fn course() -> Trajectory {
    let times: Vec<f64> = (0..400).map(|k| 0.5 * f64::from(k)).collect();
    Trajectory {
        states: times
            .iter()
            .map(|t| vec![1.9 * (t / 6.0).cos(), (t / 6.0).sin()])
            .collect(),
        times,
        spikes: vec![],
        resets: vec![],
        end: OrbitEnd::Time,
        stiff: false,
    }
}

#[test]
fn look() {
    let Ok(dir) = std::env::var("LOOK") else {
        return;
    };
    let (problem, p) = fitzhugh();
    let shots = [
        ("light", Theme::Light, FieldStyle::Arrows),
        ("dark", Theme::Dark, FieldStyle::Streamlines),
        ("print", Theme::Print, FieldStyle::Arrows),
    ];
    for (name, theme, field) in shots {
        let layers = Layers {
            field,
            ..Layers::default()
        };
        let mut s = scene::portrait(&problem, &p, &layers);
        let c = course();
        s.items.extend(scene::orbit(Role::Kept(1), &c));
        let t = scene::trace(
            &problem,
            &[Course {
                role: Role::Kept(1),
                trajectory: &c,
                label: Some("orbit 1".into()),
            }],
            0,
        );
        println!("{}", scene::words(&problem, &p));
        for (kind, format) in [("png", Format::Png), ("svg", Format::Svg)] {
            let options = FigureOptions {
                theme,
                format,
                ..FigureOptions::default()
            };
            let start = std::time::Instant::now();
            let bytes = figure(std::slice::from_ref(&s), &options).unwrap();
            println!("{name} {kind} {:?} {}", start.elapsed(), bytes.len());
            std::fs::write(format!("{dir}/{name}.{kind}"), bytes).unwrap();
            let bytes = figure(&[t.clone(), t.clone()], &options).unwrap();
            std::fs::write(format!("{dir}/{name}-trace.{kind}"), bytes).unwrap();
        }
    }
    for (source, set) in [
        ("persistent-sodium-potassium", vec![("I", 4.4)]),
        ("persistent-sodium-potassium/subcritical", vec![("I", 45.0)]),
        ("morris-lecar/homoclinic", vec![]),
        ("izhikevich/ch", vec![("I", 10.0)]),
        ("izhikevich/rz", vec![]),
        ("hodgkin-huxley-reduced", vec![]),
        ("fitzhugh-nagumo", vec![("I", 0.33)]),
        ("van-der-pol", vec![]),
    ] {
        let mut problem = Problem::from_source(source).unwrap();
        for (name, value) in set {
            problem.set(name, value).unwrap();
        }
        let start = std::time::Instant::now();
        let p = nullcline::analysis::portrait::portrait(
            &nullcline::job::Cancel::default(),
            &problem,
            &nullcline::analysis::PortraitOptions::default(),
        )
        .unwrap()
        .unwrap();
        let elapsed = start.elapsed();
        let mut s = scene::portrait(&problem, &p, &Layers::default());
        s.items.push(Item::Dot(scene::Dot {
            role: Role::Live,
            at: [-40.0, 0.3],
        }));
        println!("{source} {elapsed:?}\n  {}", scene::words(&problem, &p));
        let options = FigureOptions {
            theme: Theme::Light,
            format: Format::Png,
            ..FigureOptions::default()
        };
        let bytes = figure(std::slice::from_ref(&s), &options).unwrap();
        std::fs::write(format!("{dir}/{}.png", source.replace('/', "-")), bytes).unwrap();
    }
    let _ = FigureError::Scale(0.0);
}
