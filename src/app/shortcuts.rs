//! Keys: everything that can be done, done from the keyboard.
use super::action::{Action, Wish};
use super::panel::files;
use super::panel::time::KICK;
use super::plane::zoomed;
use crate::analysis::Window;
use crate::session::{Command, Layer, Session, Sight};
use crate::text::say;
use egui::{Context, Key, KeyboardShortcut, Modifiers, Popup};

/// Keys and what they do, as the help lists them.
pub(super) fn keys() -> [(String, String); 32] {
    [
        (say!("key-space"), say!("key-space-about")),
        (say!("key-stop"), say!("key-stop-about")),
        (say!("key-arrows"), say!("key-arrows-about")),
        (say!("key-k"), say!("key-k-about")),
        (say!("key-r"), say!("key-r-about")),
        (say!("key-enter"), say!("key-enter-about")),
        (say!("key-s"), say!("key-s-about")),
        (say!("key-delete"), say!("key-delete-about")),
        (say!("key-sights"), say!("key-sights-about")),
        (say!("key-brackets"), say!("key-brackets-about")),
        (say!("key-p"), say!("key-p-about")),
        (say!("key-zoom"), say!("key-zoom-about")),
        (say!("key-move"), say!("key-move-about")),
        (say!("key-digits"), say!("key-digits-about")),
        (say!("key-undo"), say!("key-undo-about")),
        (say!("key-files"), say!("key-files-about")),
        (say!("key-g"), say!("key-g-about")),
        (say!("key-beside"), say!("key-beside-about")),
        (say!("key-t"), say!("key-t-about")),
        (say!("key-sound"), say!("key-sound-about")),
        (say!("key-palette"), say!("key-palette-about")),
        (say!("key-lessons"), say!("key-lessons-about")),
        (say!("key-lesson-go"), say!("key-lesson-go-about")),
        (say!("key-lesson-answer"), say!("key-lesson-answer-about")),
        (say!("key-presenter"), say!("key-presenter-about")),
        (say!("key-presenter-go"), say!("key-presenter-go-about")),
        (say!("key-presenter-show"), say!("key-presenter-show-about")),
        (say!("key-tab"), say!("key-tab-about")),
        (say!("key-slider"), say!("key-slider-about")),
        (say!("key-size"), say!("key-size-about")),
        (say!("key-close"), say!("key-close-about")),
        (say!("key-help"), say!("key-help-about")),
    ]
}

/// The command palette.
const PALETTE: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::K);
/// The other usual key for doing again.
const REDO: KeyboardShortcut =
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);

/// How far one press of an arrow key kicks, as a part of the preset's window.
const NUDGE: f64 = 0.02;
/// How far one press moves the view, as a part of the window.
const MOVE: f64 = 0.1;
/// Zoom of one press.
const ZOOM: f64 = 0.8;

/// Layers by their digit, in the order in which the panel lists them.
const DIGITS: [(Key, Layer); 8] = [
    (Key::Num1, Layer::Field),
    (Key::Num2, Layer::Nullclines),
    (Key::Num3, Layer::Equilibria),
    (Key::Num4, Layer::Separatrices),
    (Key::Num5, Layer::Cycles),
    (Key::Num6, Layer::Basins),
    (Key::Num7, Layer::Orbits),
    (Key::Num8, Layer::Ruler),
];

/// What the window's state means for keys.
pub(super) struct Situation<'a> {
    pub session: &'a Session,
    pub home: Window,
    pub plane_has_focus: bool,
    pub playing: bool,
    /// Whether spikes are heard.
    pub sound: bool,
    pub helping: bool,
    /// Whether a question is open or the notes are being written: letters are no commands then.
    pub asked: bool,
    /// Whether the notes are being written.
    pub writing: bool,
    /// What closes the topmost thing that is open in front of the picture.
    pub closes: Option<Action>,
}

/// Reads this frame's keys. Keys that a focused control wants are left to it.
pub(super) fn read(ctx: &Context, now: &Situation<'_>, actions: &mut Vec<Action>) {
    if ctx.text_edit_focused() {
        if now.writing && ctx.input_mut(|i| i.consume_shortcut(&files::NOTES)) {
            actions.push(Action::Notes(false));
        }
        return;
    }
    for (key, action) in [
        (files::UNDO, Action::Undo),
        (REDO, Action::Redo),
        (files::REDO, Action::Redo),
        (files::OPEN, Action::Files(Wish::AskOpen)),
        (files::SAVE, Action::Files(Wish::SaveAgain)),
        (files::EXPORT, Action::Files(Wish::AskExport)),
        (files::NOTES, Action::Notes(!now.writing)),
        (PALETTE, Action::Palette),
    ] {
        if ctx.input_mut(|i| i.consume_shortcut(&key)) {
            actions.push(action);
        }
    }
    let mut keys = Keys { ctx, actions };
    if keys.pressed(Modifiers::NONE, Key::F1) || keys.pressed(Modifiers::NONE, Key::Questionmark) {
        keys.actions.push(Action::Help(!now.helping));
    }
    if now.helping {
        return;
    }
    // Escape closes one thing; a list that is open closes by itself.
    if keys.pressed(Modifiers::NONE, Key::Escape) && !Popup::is_any_open(ctx) {
        keys.actions.extend(now.closes.clone());
    }
    if now.asked {
        return;
    }
    if now.plane_has_focus {
        plane(&mut keys, now);
    }
    // Another control with the focus takes Space and the arrows for itself.
    if now.plane_has_focus || !ctx.egui_wants_keyboard_input() {
        keys.on(Key::Space, Action::Play(!now.playing));
    }
    keys.on(Key::Period, Action::Step);
    keys.on(Key::K, Action::Kick([KICK, 0.0]));
    keys.on(Key::R, Action::Restart);
    keys.on(Key::S, Action::Scatter);
    keys.on(Key::T, Action::SwitchTheme);
    keys.on(Key::A, Action::Sound(!now.sound));
    if keys.pressed(Modifiers::SHIFT, Key::G) {
        let beside = !now.session.is_beside();
        keys.actions.push(Command::Beside(beside).into());
    }
    keys.on(Key::E, Command::Exchange.into());
    keys.on(Key::G, Command::Ghost(now.session.ghost().is_none()).into());
    for key in [Key::Delete, Key::Backspace] {
        if keys.pressed(Modifiers::SHIFT, key) {
            keys.actions.push(Command::Clear.into());
        } else if let Some(seed) = now.session.seeds().last() {
            keys.on(key, Command::Delete(seed.id).into());
        }
    }
    for (key, sight) in [
        (Key::B, Sight::Diagram),
        (Key::F, Sight::Firing),
        (Key::C, Sight::Curves),
        (Key::X, Sight::Time),
    ] {
        keys.on(key, Command::Look(sight).into());
    }
    if now.session.problem().model().info().membrane {
        keys.on(Key::M, Command::Look(Sight::Membrane).into());
    }
    for (key, above) in [(Key::OpenBracket, false), (Key::CloseBracket, true)] {
        keys.on(key, Action::Bifurcation { above });
    }
    keys.on(Key::P, Action::Passport(true));
    keys.on(Key::Num0, Command::ResetWindow.into());
    // On a slider Home goes to its lower end.
    if now.plane_has_focus || !ctx.egui_wants_keyboard_input() {
        keys.on(Key::Home, Command::ResetWindow.into());
    }
    let window = now.session.problem().window();
    let centre = [
        0.5 * (window.x[0] + window.x[1]),
        0.5 * (window.y[0] + window.y[1]),
    ];
    for (key, factor) in [
        (Key::Plus, ZOOM),
        (Key::Equals, ZOOM),
        (Key::Minus, 1.0 / ZOOM),
    ] {
        let window = zoomed(window, now.home, centre, factor);
        keys.on(key, Command::SetWindow(window).into());
    }
    let layers = now.session.layers();
    for (key, layer) in DIGITS {
        let on = !layers.shows(layer);
        keys.on(key, Command::Show { layer, on }.into());
    }
}

fn plane(keys: &mut Keys<'_>, now: &Situation<'_>) {
    let window = now.session.problem().window();
    let [w, h] = window.size();
    for (key, x, y) in [
        (Key::ArrowLeft, -1.0, 0.0),
        (Key::ArrowRight, 1.0, 0.0),
        (Key::ArrowUp, 0.0, 1.0),
        (Key::ArrowDown, 0.0, -1.0),
    ] {
        if keys.pressed(Modifiers::SHIFT, key) {
            let window = Window {
                x: window.x.map(|end| end + MOVE * x * w),
                y: window.y.map(|end| end + MOVE * y * h),
            };
            keys.actions.push(Command::SetWindow(window).into());
        }
        keys.on(key, Action::Kick([NUDGE * x, NUDGE * y]));
    }
    keys.on(Key::Enter, Action::KeepLive);
}

struct Keys<'a> {
    ctx: &'a Context,
    actions: &'a mut Vec<Action>,
}

impl Keys<'_> {
    /// Whether the key went down with exactly these modifiers, Shift apart where it makes the sign.
    fn pressed(&self, modifiers: Modifiers, key: Key) -> bool {
        self.ctx.input(|i| {
            i.events.iter().any(|event| {
                matches!(event, egui::Event::Key { key: k, pressed: true, modifiers: m, .. }
                    if *k == key && !m.ctrl && !m.alt && !m.command
                        && (m.shift == modifiers.shift || is_sign(key)))
            })
        })
    }

    fn on(&mut self, key: Key, action: Action) {
        if self.pressed(Modifiers::NONE, key) {
            self.actions.push(action);
        }
    }
}

/// Keys that are typed with Shift on some keyboards.
fn is_sign(key: Key) -> bool {
    matches!(
        key,
        Key::Questionmark | Key::Plus | Key::Equals | Key::Minus | Key::Period
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    /// The names of all keys that the window reads, from its sources.
    fn read_keys(folder: &Path, out: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).expect("it is there") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                read_keys(&path, out);
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("text");
            let end = text.find("#[cfg(test)]\nmod ").unwrap_or(text.len());
            for part in text[..end].split("Key::").skip(1) {
                let name = part.split(|c: char| !c.is_ascii_alphanumeric()).next();
                out.extend(name.filter(|n| !n.is_empty()).map(str::to_owned));
            }
        }
    }

    /// What the help calls a key.
    fn called(key: &str) -> &str {
        match key {
            "ArrowDown" | "ArrowLeft" | "ArrowRight" | "ArrowUp" => "Arrows",
            "OpenBracket" => "[",
            "CloseBracket" => "]",
            "Plus" | "Equals" => "+",
            "Minus" => "−",
            "Period" => ".",
            "Questionmark" => "?",
            "PageUp" => "Page Up",
            "PageDown" => "Page Down",
            "Num0" => "0",
            digit if digit.starts_with("Num") => "1 to 9",
            other => other,
        }
    }

    /// Who adds a shortcut adds a line to the help.
    #[test]
    fn the_help_lists_every_key_that_is_read() {
        let mut read = BTreeSet::new();
        let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/app");
        read_keys(&sources, &mut read);
        assert!(read.len() > 40);
        let rows: Vec<String> = keys().iter().map(|(k, a)| format!("{k}; {a}")).collect();
        for key in &read {
            let name = called(key);
            let listed = rows.iter().any(|row| match name.len() {
                // A letter alone is no part of a word.
                1 => row
                    .split([' ', ',', ';', '+'])
                    .chain(row.split(' '))
                    .any(|word| word == name),
                _ => row.contains(name),
            });
            assert!(listed, "{key} is read, and the help does not list it");
        }
    }
}
