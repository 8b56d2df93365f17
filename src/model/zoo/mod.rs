//! The built-in models, one file each. A new model is a file here and a line in [`registry`].
mod adaptive_exponential;
mod exponential;
mod exponential_integrate_and_fire;
mod fitzhugh_nagumo;
mod fitzhugh_nagumo_cubic;
mod hodgkin_huxley;
mod hodgkin_huxley_reduced;
mod izhikevich;
mod izhikevich_2007;
mod izhikevich_features;
mod leaky_integrate_and_fire;
mod morris_lecar;
mod persistent_sodium;
mod persistent_sodium_potassium;
mod quadratic_integrate_and_fire;
mod van_der_pol;
mod wilson_cowan;

use super::{Builtin, Model};
use std::sync::{Arc, LazyLock};

static REGISTRY: LazyLock<Vec<Arc<dyn Model>>> = LazyLock::new(|| {
    vec![
        Arc::new(Builtin::<
            persistent_sodium_potassium::PersistentSodiumPotassium,
            2,
        >::new()),
        Arc::new(Builtin::<fitzhugh_nagumo::FitzHughNagumo, 2>::new()),
        Arc::new(Builtin::<fitzhugh_nagumo_cubic::FitzHughNagumoCubic, 2>::new()),
        Arc::new(Builtin::<morris_lecar::MorrisLecar, 2>::new()),
        Arc::new(Builtin::<izhikevich::Izhikevich, 2>::new()),
        Arc::new(Builtin::<izhikevich_2007::Izhikevich2007, 2>::new()),
        Arc::new(Builtin::<adaptive_exponential::AdaptiveExponential, 2>::new()),
        Arc::new(Builtin::<persistent_sodium::PersistentSodium, 1>::new()),
        Arc::new(Builtin::<leaky_integrate_and_fire::LeakyIntegrateAndFire, 1>::new()),
        Arc::new(Builtin::<
            quadratic_integrate_and_fire::QuadraticIntegrateAndFire,
            1,
        >::new()),
        Arc::new(Builtin::<
            exponential_integrate_and_fire::ExponentialIntegrateAndFire,
            1,
        >::new()),
        Arc::new(Builtin::<hodgkin_huxley::HodgkinHuxley, 4>::new()),
        Arc::new(Builtin::<hodgkin_huxley_reduced::HodgkinHuxleyReduced, 2>::new()),
        Arc::new(Builtin::<wilson_cowan::WilsonCowan, 2>::new()),
        Arc::new(Builtin::<van_der_pol::VanDerPol, 2>::new()),
    ]
});

/// All built-in models; the first is the one that the explorer opens with.
pub fn registry() -> &'static [Arc<dyn Model>] {
    &REGISTRY
}

/// The built-in model called `id`.
pub fn find(id: &str) -> Option<&'static Arc<dyn Model>> {
    registry().iter().find(|m| m.info().id == id)
}
