//! The program's own fonts: no picture depends on the machine it is drawn on.

/// The fonts of the window and of figures.
pub fn fonts() -> egui::FontDefinitions {
    egui::FontDefinitions::empty()
}
