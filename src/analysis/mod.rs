//! Questions about a problem, answered by pure functions: no drawing, no printing, no threads, no
//! files. Results are plain data, sorted, and carry what is needed to explain them.
mod arc;
pub mod basin;
mod branch;
mod build;
pub mod classify;
pub mod curve;
mod curve_fold;
mod curve_homoclinic;
mod curve_local;
mod curve_system;
pub mod cycle;
mod cycle_branch;
mod cycle_nodes;
mod cycle_refine;
mod cycle_search;
pub mod diagram;
pub mod diagram_at;
pub mod equilibrium;
pub mod firing;
pub mod flow;
mod global;
pub mod landing;
pub mod manifold;
mod normal_form;
pub mod nullcline;
mod orbit;
pub mod planar;
pub mod portrait;
pub mod problem;
pub mod regimes;
mod reset_map;
mod search;
mod section;
mod settle;
mod singular;
mod smooth;
mod spike_map;
pub mod spikes;
mod spiking_branch;
mod spiking_end;
mod splitting;
mod strand;
mod survey;
mod trap;
pub mod vary;

pub use basin::{Attractor, Basin, BasinOptions};
pub use classify::Kind;
pub use curve::{BifurcationCurve, Curves, CurvesOptions, SpecialKind, SpecialPoint};
pub use cycle::{Cycle, CycleOptions};
pub use diagram::{
    BranchEnd, CycleBranch, CyclePoint, Diagram, DiagramOptions, EquilibriumBranch,
    EquilibriumPoint, Event, EventKind,
};
pub use diagram_at::{Lasting, OnBranch, Regime};
pub use equilibrium::{Equilibria, Equilibrium};
pub use firing::{Class, Firing, FiringOptions, FiringPoint, Response, Sweep, Switch};
pub use flow::{OrbitEnd, Trajectory, TrajectoryOptions};
pub use landing::landing;
pub use manifold::{ManifoldOptions, Separatrix, SeparatrixEnd, Side};
pub use nullcline::{Curve, Nullclines};
pub use planar::Planar;
pub use portrait::{Portrait, PortraitOptions, VectorField};
pub use problem::{Problem, ProblemError, Window, nearest};
pub use regimes::{RegimeKind, Regimes, RegimesOptions};
pub use spikes::spikes;
pub use vary::Vary;
