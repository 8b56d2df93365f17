//! Stimuli as text that reads back the same.
use super::{Input, NOISE_STEP, Signal, Stimulus, Times};
use std::fmt;

impl fmt::Display for Stimulus {
    /// The text that [`Stimulus::parse`] reads back to the same stimulus.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (k, input) in self.inputs.iter().enumerate() {
            f.write_str(if k > 0 { " + " } else { "" })?;
            write!(f, "{input}")?;
        }
        Ok(())
    }
}

/// Properties of one signal, as they are printed.
struct Properties(Vec<String>);

impl Properties {
    fn put(mut self, name: &str, value: impl fmt::Display) -> Self {
        self.0.push(format!("{name}={value}"));
        self
    }

    fn but(self, name: &str, value: f64, default: f64) -> Self {
        if value == default {
            self
        } else {
            self.put(name, value)
        }
    }

    fn maybe(self, name: &str, value: Option<f64>) -> Self {
        match value {
            Some(value) => self.put(name, value),
            None => self,
        }
    }

    fn times(self, times: &Times) -> Self {
        match times {
            Times::List(times) => {
                let times: Vec<String> = times.iter().map(f64::to_string).collect();
                self.put("at", times.join(" "))
            }
            Times::Regular { at, .. } => self.put("at", at),
        }
    }

    fn train(self, times: &Times) -> Self {
        match times {
            Times::List(_) => self,
            Times::Regular { every, count, .. } => {
                let this = self.put("every", every);
                match count {
                    Some(count) => this.put("count", count),
                    None => this,
                }
            }
        }
    }
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let p = Properties(vec![]);
        let (kind, p) = match &self.signal {
            Signal::Constant { height } => ("constant", p.put("height", height)),
            Signal::Step { at, height } => ("step", p.put("at", at).put("height", height)),
            Signal::Ramp {
                at,
                width,
                height,
                hold,
            } => {
                let p = p.put("at", at).put("width", width).put("height", height);
                ("ramp", p.maybe("hold", *hold))
            }
            Signal::Slope { at, slope } => ("ramp", p.put("at", at).put("slope", slope)),
            Signal::Pulses {
                at,
                width,
                height,
                closed,
            } => {
                let p = p.times(at).put("width", width).put("height", height);
                let p = p.train(at);
                ("pulse", if *closed { p.put("closed", "yes") } else { p })
            }
            Signal::Impulses { at, charge } => {
                ("impulse", p.times(at).put("charge", charge).train(at))
            }
            Signal::Sine {
                amplitude,
                period,
                phase,
                at,
                until,
            } => {
                let p = p.put("amplitude", amplitude).put("period", period);
                let p = p.but("phase", *phase, 0.0).but("at", *at, 0.0);
                ("sine", p.maybe("until", *until))
            }
            Signal::Chirp {
                amplitude,
                from,
                to,
                at,
                width,
                exponential,
            } => {
                let p = p
                    .put("amplitude", amplitude)
                    .put("from", from)
                    .put("to", to);
                let p = p.but("at", *at, 0.0).put("width", width);
                let sweep = |p: Properties| p.put("sweep", "exponential");
                ("chirp", if *exponential { sweep(p) } else { p })
            }
            Signal::Noise {
                strength,
                dt,
                at,
                until,
            } => {
                let p = p.put("strength", strength).but("dt", *dt, NOISE_STEP);
                ("noise", p.but("at", *at, 0.0).maybe("until", *until))
            }
            Signal::OrnsteinUhlenbeck {
                mean,
                sd,
                tau,
                dt,
                at,
                until,
            } => {
                let p = p.put("sd", sd).put("tau", tau).but("mean", *mean, 0.0);
                let p = p.but("dt", *dt, NOISE_STEP).but("at", *at, 0.0);
                ("ou", p.maybe("until", *until))
            }
            Signal::Synapses {
                rate,
                height,
                tau,
                at,
                until,
            } => {
                let p = p.put("rate", rate).put("height", height).put("tau", tau);
                ("synapses", p.but("at", *at, 0.0).maybe("until", *until))
            }
            Signal::Drawn { points } => {
                let points: Vec<String> = points.iter().map(|[t, v]| format!("{t}:{v}")).collect();
                ("drawn", p.put("points", points.join(" ")))
            }
        };
        let p = match &self.on {
            Some(on) => p.put("on", on),
            None => p,
        };
        write!(f, "{kind}({})", p.0.join(","))
    }
}
