//! Zero sets of functions of two variables.
