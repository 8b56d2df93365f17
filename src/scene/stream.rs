//! Evenly spaced streamlines of a sampled vector field.
