//! What a window shows that is too narrow for all columns: one of them at a time.
use super::Explorer;
use egui::Ui;

/// What a narrow window shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Page {
    /// The phase plane.
    #[default]
    Plane,
    /// What stands beside it in a wider window.
    Side,
    /// What stands at its left.
    Controls,
}

impl Explorer {
    /// Where the window is too narrow for the columns beside the plane, what takes its place.
    pub(super) fn pages(&mut self, ui: &mut Ui, no_controls: bool) -> Page {
        if self.page == Page::Controls && !no_controls {
            self.page = Page::Plane;
        }
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for (page, name, about) in [
                (Page::Plane, "Phase plane", "The phase plane."),
                (
                    Page::Side,
                    "Diagram and time",
                    "What changes with a parameter, and what happens in time. In a wider window both \
                     stand beside the phase plane.",
                ),
                (Page::Controls, "Controls", "Model, parameters, and what is shown."),
            ] {
                let needed = page != Page::Controls || no_controls;
                if needed
                    && ui
                        .selectable_label(self.page == page, name)
                        .on_hover_text(about)
                        .clicked()
                {
                    self.set_page(page);
                }
            }
        });
        self.page
    }
}
