//! Scenes of the artificial neuron: its transfer curve, and a network with the curve that it fits.
use super::names::activation_name;
use super::picture::{Axis, Curve, Dot, Item, Jump, Mark, Scene};
use super::theme::Role;
use crate::learn::{Activation, ArtificialNeuron, Network};
use crate::text::say;

/// The transfer curve of the sources goes over this range of drives.
const DRIVES: [f64; 2] = [0.0, 20.0];
/// Points of a curve.
const POINTS: usize = 401;

/// The transfer curve, with the present drive and output as a dot on it.
pub fn transfer(unit: &ArtificialNeuron, present: Option<[f64; 2]>) -> Scene {
    let [mut lo, mut hi] = DRIVES;
    if let Some([x, _]) = present {
        // Room for a drive beyond the usual range.
        lo = lo.min(x - 0.1 * (hi - x));
        hi = hi.max(x + 0.1 * (x - lo));
    }
    let points = unit.curve([lo, hi], POINTS);
    let top = match unit.activation {
        Activation::Sigmoid => 1.05,
        Activation::Relu => 1.05 * points.iter().map(|p| p[1].abs()).fold(1.0, f64::max),
    };
    let least = points.iter().map(|p| p[1]).fold(0.0, f64::min);
    let plain = |name: &str, range| Axis {
        name: name.into(),
        unit: String::new(),
        range,
    };
    let floor = if least < 0.0 { -top } else { -0.04 * top };
    let mut scene = Scene::empty(
        plain(&say!("drive"), [lo, hi]),
        plain(&say!("output"), [floor, top]),
    );
    scene.items.push(Item::Curve(Curve {
        role: Role::Output,
        points,
        closed: false,
        label: Some(activation_name(unit.activation)),
    }));
    if let Some(at) = present {
        let role = Role::Live;
        for to in [[at[0], floor], [lo, at[1]]] {
            scene.items.push(Item::Jump(Jump { role, from: at, to }));
        }
        scene.items.push(Item::Dot(Dot { role, at }));
    }
    scene
}

/// The ground of the canvas: below it stand the ticks of the hidden units.
const GROUND: [f64; 2] = [-0.1, -0.06];

fn canvas(width: f64) -> Scene {
    let axis = |name: &str, range| Axis {
        name: name.into(),
        unit: String::new(),
        range,
    };
    Scene::empty(axis("x", [0.0, width]), axis("y", [GROUND[0], 1.1]))
}

/// A curve that a network is to fit, on a canvas from 0 to `width` and 0 to 1; what is not drawn yet is a
/// gap.
pub fn drawn(curve: &[[f64; 2]], width: f64) -> Scene {
    let mut scene = canvas(width);
    let step = curve.windows(2).map(|p| p[1][0] - p[0][0]);
    let step = step.fold(f64::INFINITY, f64::min);
    let mut points: Vec<[f64; 2]> = Vec::with_capacity(curve.len());
    for &p in curve {
        let torn = points.last().is_some_and(|q| p[0] - q[0] > 1.5 * step);
        if torn {
            points.push([f64::NAN; 2]);
        }
        points.push(p);
    }
    scene.items.push(Item::Curve(Curve {
        role: Role::Target,
        points,
        closed: false,
        label: None,
    }));
    scene.key(Mark::Line(Role::Target), say!("curve-to-fit-draw"));
    scene
}

/// The output of a network over a range, on the canvas of [`drawn`]. Where a hidden unit rises there is a
/// tick at the bottom.
pub fn network(network: &Network, [from, to]: [f64; 2], width: f64) -> Scene {
    let mut scene = canvas(width);
    let role = Role::Output;
    let mut line = |points| {
        scene.items.push(Item::Curve(Curve {
            role,
            points,
            closed: false,
            label: None,
        }));
    };
    let places = (0..POINTS).map(|k| from + (to - from) * k as f64 / (POINTS - 1) as f64);
    line(places.map(|x| [x, network.output(x)]).collect());
    for u in &network.units {
        let x = u.bias / u.weight;
        if x.is_finite() && (0.0..=width).contains(&x) {
            line(GROUND.map(|y| [x, y]).to_vec());
        }
    }
    scene.key(Mark::Line(role), say!("network"));
    scene
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(activation: Activation) -> ArtificialNeuron {
        ArtificialNeuron {
            weights: vec![1.0],
            bias: 5.0,
            shape: 1.0,
            activation,
        }
    }

    #[test]
    fn the_present_drive_is_in_the_picture_wherever_it_is() {
        for activation in Activation::ALL {
            let unit = unit(activation);
            for drive in [-300.0, 0.0, 7.0, 55.0] {
                let at = [drive, unit.output(drive)];
                let scene = transfer(&unit, Some(at));
                let inside = |v: f64, [lo, hi]: [f64; 2]| lo <= v && v <= hi;
                assert!(
                    inside(at[0], scene.x.range) && inside(at[1], scene.y.range),
                    "{at:?}"
                );
            }
        }
    }

    #[test]
    fn what_is_not_drawn_yet_is_a_gap() {
        let curve = [[0.0, 0.1], [0.2, 0.1], [0.4, 0.2], [5.0, 0.5], [5.2, 0.5]];
        let scene = drawn(&curve, 20.0);
        let Some(Item::Curve(c)) = scene.items.first() else {
            panic!("the curve comes first");
        };
        assert_eq!(c.points.iter().filter(|p| p[0].is_nan()).count(), 1);
    }
}
