//! Mathematics that has never heard of voltage: integration, roots, zero sets of functions, curves.
pub mod arclength;
pub mod collocation;
pub mod contour;
pub mod noise;
pub mod ode;
pub mod root;
pub mod stats;
