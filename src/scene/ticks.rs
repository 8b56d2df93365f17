//! Round ticks for axes.
