//! The twenty features of biological spiking neurons, as presets of Izhikevich's simple model.
//!
//! Values, stimuli and steps are those of the script of figure 1 (ModelDB 39948). Its times are strict
//! inequalities at the times `k dt`, except in S and T, where the inhibition includes its ends.
//!
//! # Source
//! Izhikevich, IEEE Trans. Neural Networks 15 (2004) 1063, figure 1.
use crate::model::{Preset, Protocol};

/// A row of the figure.
struct Feature {
    id: &'static str,
    about: &'static str,
    /// a, b, c, d.
    cell: [f64; 4],
    /// The current around the stimulus.
    rest: f64,
    /// Potential at time 0.
    v0: f64,
    stimulus: &'static str,
    until: f64,
    euler: f64,
}

impl Feature {
    /// Values that only some features change.
    fn exceptions(&self) -> Vec<(&'static str, f64)> {
        match self.id {
            "g-class-1" | "l-integrator" => vec![("k1", 4.1), ("k0", 108.0)],
            "r-accommodation" => vec![("v_u", -65.0), ("u_leak", 0.0)],
            _ => vec![],
        }
    }

    /// Recovery at time 0.
    fn u0(&self) -> f64 {
        match self.id {
            "r-accommodation" => -16.0,
            _ => self.cell[1] * self.v0,
        }
    }

    /// A window with every equilibrium and the whole course, and the currents around the bifurcations.
    fn view(&self) -> ([(f64, f64); 2], (f64, f64)) {
        let v = (-90.0, 40.0);
        match self.id {
            "f-spike-frequency-adaptation" => ([v, (-25.0, 25.0)], (-5.0, 40.0)),
            "g-class-1" => ([v, (-5.0, 30.0)], (-5.0, 25.0)),
            "l-integrator" => ([v, (-5.0, 20.0)], (-5.0, 20.0)),
            "q-depolarizing-after-potential" => ([v, (-40.0, 10.0)], (-5.0, 25.0)),
            "s-inhibition-induced-spiking" | "t-inhibition-induced-bursting" => {
                ([v, (50.0, 95.0)], (65.0, 90.0))
            }
            _ => ([v, (-25.0, 10.0)], (-5.0, 20.0)),
        }
    }
}

const FEATURES: [Feature; 20] = [
    Feature {
        id: "a-tonic-spiking",
        about: "fires as long as the current lasts",
        cell: [0.02, 0.2, -65.0, 6.0],
        rest: 0.0,
        v0: -70.0,
        stimulus: "step(at=10,height=14)",
        until: 100.0,
        euler: 0.25,
    },
    Feature {
        id: "b-phasic-spiking",
        about: "one spike at the onset of a current",
        cell: [0.02, 0.25, -65.0, 6.0],
        rest: 0.0,
        v0: -64.0,
        stimulus: "step(at=20,height=0.5)",
        until: 200.0,
        euler: 0.25,
    },
    Feature {
        id: "c-tonic-bursting",
        about: "bursts as long as the current lasts",
        cell: [0.02, 0.2, -50.0, 2.0],
        rest: 0.0,
        v0: -70.0,
        stimulus: "step(at=22,height=15)",
        until: 220.0,
        euler: 0.25,
    },
    Feature {
        id: "d-phasic-bursting",
        about: "one burst at the onset of a current",
        cell: [0.02, 0.25, -55.0, 0.05],
        rest: 0.0,
        v0: -64.0,
        stimulus: "step(at=20,height=0.6)",
        until: 200.0,
        euler: 0.2,
    },
    Feature {
        id: "e-mixed-mode",
        about: "a burst first, then single spikes",
        cell: [0.02, 0.2, -55.0, 4.0],
        rest: 0.0,
        v0: -70.0,
        stimulus: "step(at=16,height=10)",
        until: 160.0,
        euler: 0.25,
    },
    Feature {
        id: "f-spike-frequency-adaptation",
        about: "fires more slowly from spike to spike",
        cell: [0.01, 0.2, -65.0, 8.0],
        rest: 0.0,
        v0: -70.0,
        stimulus: "step(at=8.5,height=30)",
        until: 85.0,
        euler: 0.25,
    },
    Feature {
        id: "g-class-1",
        about: "a slow ramp makes it fire from the lowest rates on",
        cell: [0.02, -0.1, -55.0, 6.0],
        rest: 0.0,
        v0: -60.0,
        stimulus: "ramp(at=30,slope=0.075)",
        until: 300.0,
        euler: 0.25,
    },
    Feature {
        id: "h-class-2",
        about: "a slow ramp makes it fire at a finite rate at once",
        cell: [0.2, 0.26, -65.0, 0.0],
        rest: -0.5,
        v0: -64.0,
        stimulus: "ramp(at=30,slope=0.015)",
        until: 300.0,
        euler: 0.25,
    },
    Feature {
        id: "i-spike-latency",
        about: "the spike comes long after the pulse",
        cell: [0.02, 0.2, -65.0, 6.0],
        rest: 0.0,
        v0: -70.0,
        stimulus: "pulse(at=10,width=3,height=7.04)",
        until: 100.0,
        euler: 0.2,
    },
    Feature {
        id: "j-subthreshold-oscillations",
        about: "rings after its spike",
        cell: [0.05, 0.26, -60.0, 0.0],
        rest: 0.0,
        v0: -62.0,
        stimulus: "pulse(at=20,width=5,height=2)",
        until: 200.0,
        euler: 0.25,
    },
    Feature {
        id: "k-resonator",
        about: "two pulses fire it if they come one period of its ringing apart",
        cell: [0.1, 0.26, -60.0, -1.0],
        rest: 0.0,
        v0: -62.0,
        stimulus: "pulse(at=40 60 280 320,width=4,height=0.65)",
        until: 400.0,
        euler: 0.25,
    },
    Feature {
        id: "l-integrator",
        about: "two pulses fire it if they come close together",
        cell: [0.02, -0.1, -55.0, 6.0],
        rest: 0.0,
        v0: -60.0,
        stimulus: "pulse(at=9.090909090909092 14.090909090909092 70 80,width=2,height=9)",
        until: 100.0,
        euler: 0.25,
    },
    Feature {
        id: "m-rebound-spike",
        about: "fires when inhibition ends",
        cell: [0.03, 0.25, -60.0, 4.0],
        rest: 0.0,
        v0: -64.0,
        stimulus: "pulse(at=20,width=5,height=-15)",
        until: 200.0,
        euler: 0.2,
    },
    Feature {
        id: "n-rebound-burst",
        about: "bursts when inhibition ends",
        cell: [0.03, 0.25, -52.0, 0.0],
        rest: 0.0,
        v0: -64.0,
        stimulus: "pulse(at=20,width=5,height=-15)",
        until: 200.0,
        euler: 0.2,
    },
    Feature {
        id: "o-threshold-variability",
        about: "a pulse that fails alone fires it after inhibition",
        cell: [0.03, 0.25, -60.0, 4.0],
        rest: 0.0,
        v0: -64.0,
        stimulus: "pulse(at=10 80,width=5,height=1) + pulse(at=70,width=5,height=-6)",
        until: 100.0,
        euler: 0.25,
    },
    Feature {
        id: "p-bistability",
        about: "a pulse starts the firing, another in the right phase ends it",
        cell: [0.1, 0.26, -60.0, 0.0],
        rest: 0.24,
        v0: -61.0,
        stimulus: "pulse(at=37.5 216,width=5,height=1)",
        until: 300.0,
        euler: 0.25,
    },
    Feature {
        id: "q-depolarizing-after-potential",
        about: "stays depolarised after its spike; needs the author's Euler step, since an accurate one fires on",
        cell: [1.0, 0.2, -60.0, -21.0],
        rest: 0.0,
        v0: -70.0,
        stimulus: "pulse(at=9,width=2,height=20)",
        until: 50.0,
        euler: 0.1,
    },
    Feature {
        id: "r-accommodation",
        about: "a slow ramp leaves it silent, a fast one to half the current fires it",
        cell: [0.02, 1.0, -55.0, 4.0],
        rest: 0.0,
        v0: -65.0,
        stimulus: "ramp(at=0,width=200,height=8,hold=0) + ramp(at=300,width=12.5,height=4,hold=0)",
        until: 400.0,
        euler: 0.5,
    },
    Feature {
        id: "s-inhibition-induced-spiking",
        about: "fires while it is inhibited",
        cell: [-0.02, -1.0, -60.0, 8.0],
        rest: 80.0,
        v0: -63.8,
        stimulus: "pulse(at=50,width=200,height=-5,closed=yes)",
        until: 350.0,
        euler: 0.5,
    },
    Feature {
        id: "t-inhibition-induced-bursting",
        about: "bursts while it is inhibited; needs the author's Euler step, since an accurate one never ends its spikes",
        cell: [-0.026, -1.0, -45.0, -2.0],
        rest: 80.0,
        v0: -63.8,
        stimulus: "pulse(at=50,width=200,height=-5,closed=yes)",
        until: 350.0,
        euler: 0.5,
    },
];

/// The twenty features as presets, each with the stimulus of its figure.
pub(super) fn presets() -> impl Iterator<Item = Preset> {
    FEATURES.iter().map(|feature| {
        let [a, b, c, d] = feature.cell;
        let mut set = vec![("I", feature.rest), ("a", a), ("b", b), ("c", c), ("d", d)];
        set.extend(feature.exceptions());
        let (window, input) = feature.view();
        Preset {
            id: feature.id,
            about: feature.about,
            set,
            initial: vec![feature.v0, feature.u0()],
            window,
            input,
            protocol: Some(Protocol {
                stimulus: feature.stimulus,
                until: feature.until,
                euler: feature.euler,
            }),
        }
    })
}
