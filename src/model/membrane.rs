//! The electrical circuit that a conductance-based model stands for.

/// One ionic current through the membrane, at one state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Current {
    /// Symbol of the ion or channel, as in `gNa`: `Na`, `K`, `Ca`, `L`.
    pub name: &'static str,
    /// Present conductance, in the unit of the model's conductances.
    pub conductance: f64,
    /// The potential at which it changes its sign (Nernst potential), in mV.
    pub reversal: f64,
    /// The current `conductance (V − reversal)`, outward positive.
    pub value: f64,
}

impl Current {
    /// The ohmic current at potential `v`.
    pub fn ohmic(name: &'static str, conductance: f64, reversal: f64, v: f64) -> Self {
        Self {
            name,
            conductance,
            reversal,
            value: conductance * (v - reversal),
        }
    }
}

/// The membrane of a conductance-based model at one state: capacitance and ionic currents in parallel.
///
/// By Kirchhoff's law `C dV/dt = I − Σ currents`.
#[derive(Clone, Debug, PartialEq)]
pub struct Membrane {
    /// Capacitance.
    pub capacitance: f64,
    /// Injected current.
    pub injected: f64,
    /// The ionic currents, in the order of the equation.
    pub currents: Vec<Current>,
}

impl Membrane {
    /// `dV/dt` by the balance of currents.
    pub fn slope(&self) -> f64 {
        self.currents
            .iter()
            .fold(self.injected, |rest, c| rest - c.value)
            / self.capacitance
    }
}
