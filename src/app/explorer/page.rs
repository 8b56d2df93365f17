//! What a window shows that is too narrow for all columns: one of them at a time.
use super::Explorer;
use crate::text::say;
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
                (Page::Plane, say!("page-plane"), say!("page-plane-about")),
                (Page::Side, say!("page-side"), say!("page-side-about")),
                (
                    Page::Controls,
                    say!("page-controls"),
                    say!("page-controls-about"),
                ),
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
