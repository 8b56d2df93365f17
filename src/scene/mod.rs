//! Pictures by meaning: what to draw, never in which colour or pixel.
