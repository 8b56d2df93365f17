//! Mathematics that has never heard of voltage: integration, roots, zero sets of functions.
pub mod contour;
pub mod ode;
pub mod root;
