//! The command palette: whether it is open, and doing what is chosen in it.
use super::super::action::Action;
use super::super::palette::{entries, found};
use super::super::panel::palette::{Told, palette_ui};
use super::Explorer;
use crate::scene::Theme;
use egui::Ui;

impl Explorer {
    /// The palette, if it is open.
    pub(super) fn palette_ui(&mut self, ui: &Ui, theme: Theme, actions: &mut Vec<Action>) {
        let Some(mut typed) = self.palette.take() else {
            return;
        };
        let session = self.history.session();
        let all = entries(
            session,
            [
                self.playing,
                theme.is_dark(),
                self.preferences.sound,
                self.preferences.calm(),
            ],
        );
        let answers = found(&all, session, &typed.text);
        match palette_ui(ui, &mut typed, &answers) {
            Told::Stays => self.palette = Some(typed),
            Told::Away => {}
            Told::Done(action) => actions.push(action),
        }
    }
}
