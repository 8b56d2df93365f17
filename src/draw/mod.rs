//! Small backends: a scene on the screen, as SVG or PNG, as text.
