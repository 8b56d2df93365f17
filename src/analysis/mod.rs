//! Questions about a problem, answered by pure functions: no drawing, no printing, no threads, no
//! files. Results are plain data, sorted, and carry what is needed to explain them.
mod arc;
pub mod basin;
mod branch;
mod build;
pub mod classify;
pub mod cycle;
mod cycle_branch;
mod cycle_nodes;
mod cycle_refine;
mod cycle_search;
pub mod diagram;
pub mod equilibrium;
pub mod firing;
pub mod flow;
mod global;
pub mod manifold;
mod normal_form;
pub mod nullcline;
mod orbit;
pub mod passport;
pub mod planar;
pub mod portrait;
pub mod problem;
mod reset_map;
mod search;
mod section;
mod settle;
mod singular;
mod spike_map;
mod spiking_branch;
mod spiking_end;
pub mod spikes;
mod strand;
mod survey;
mod trap;
pub mod vary;

pub use basin::{Attractor, Basin, BasinOptions};
pub use classify::Kind;
pub use cycle::{Cycle, CycleOptions};
pub use diagram::{
    BranchEnd, CycleBranch, CyclePoint, Diagram, DiagramOptions, EquilibriumBranch,
    EquilibriumPoint, Event, EventKind,
};
pub use equilibrium::{Equilibria, Equilibrium};
pub use firing::{Class, Firing, FiringOptions, FiringPoint, Response, Sweep, Switch};
pub use flow::{OrbitEnd, Trajectory, TrajectoryOptions};
pub use manifold::{ManifoldOptions, Separatrix, SeparatrixEnd, Side};
pub use nullcline::{Curve, Nullclines};
pub use passport::{Passport, Threshold};
pub use planar::Planar;
pub use portrait::{Portrait, PortraitOptions, VectorField};
pub use problem::{Problem, ProblemError, Window, nearest};
pub use spikes::spikes;
pub use vary::Vary;
