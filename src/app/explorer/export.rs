//! Exporting what is shown: the question, and the work on a lane of its own.
use super::super::panel::export::{self, Export, Exporting, Form};
use super::record::Moment;
use super::{Explorer, NOTICE, SCOPE, save};
use crate::export::{self as exporting, View, ViewOptions};
use crate::job::{Cancel, Lane, Shown};
use crate::session::{Command, Layer, Session, disk};
use crate::text::{self, Language, say};
use egui::{Context, Ui};
use std::{path::PathBuf, sync::Arc, time::Duration};

/// What the explorer keeps about exports.
pub(super) struct ExportState {
    asking: Option<Exporting>,
    lane: Lane<ExportKey, Exported>,
    going: Option<ExportKey>,
    count: u64,
    /// What was exported last, and into which folder, for as long as the window lives.
    last: Option<Export>,
    folder: Option<PathBuf>,
}

/// One export; no two are alike, so that the same thing can be exported twice.
#[derive(Clone, Debug, PartialEq)]
struct ExportKey {
    count: u64,
    session: Session,
    options: ViewOptions,
    export: Export,
    /// In which it is written: that of the window.
    language: Language,
    /// The moments of the last drag, for animations.
    moments: Arc<[Moment]>,
}

/// How far an export is.
#[derive(Debug)]
enum Exported {
    /// Done to this part.
    Going(f32),
    /// Written, with what its reader must know.
    Saved(PathBuf, Vec<String>),
    /// To be put into the clipboard.
    Text(String),
    /// A picture as PNG, to be put into the clipboard.
    Picture(Vec<u8>),
    /// Why there is none.
    Failed(String),
}

impl ExportState {
    /// Nothing is being exported.
    pub(super) fn new(notify: Option<impl Fn() + Clone + Send + 'static>) -> Self {
        let lane = match notify {
            None => Lane::waiting(work),
            Some(notify) => Lane::new("export", Duration::ZERO, work, notify),
        };
        Self {
            asking: None,
            lane,
            going: None,
            count: 0,
            last: None,
            folder: None,
        }
    }
}

fn work(cancel: &Cancel, key: &ExportKey, publish: &mut dyn FnMut(Exported)) {
    let made = text::speaking(key.language, || {
        bytes(cancel, key, &mut |part| publish(Exported::Going(part)))
    });
    publish(match made {
        Ok(None) => return,
        Err(why) => Exported::Failed(why),
        Ok(Some((bytes, notes))) => match (&key.export.path, key.export.form) {
            (Some(path), _) => match disk::write(path, &bytes) {
                Ok(()) => Exported::Saved(path.clone(), notes),
                Err(why) => Exported::Failed(text::speaking(key.language, || why.to_string())),
            },
            (None, Form::Figure(exporting::FileFormat::Png)) => Exported::Picture(bytes),
            (None, _) => Exported::Text(String::from_utf8_lossy(&bytes).into_owned()),
        },
    });
}

/// A file's contents, with what its reader must know.
type Made = (Vec<u8>, Vec<String>);

/// The file's contents, with what its reader must know; nothing when cancelled, or why there are none.
fn bytes(
    cancel: &Cancel,
    key: &ExportKey,
    progress: &mut dyn FnMut(f32),
) -> Result<Option<Made>, String> {
    let Export {
        view, form, page, ..
    } = &key.export;
    match form {
        Form::Python => {
            let script = exporting::script(cancel, &key.session);
            let script = script.map_err(|why| why.to_string())?;
            Ok(script.map(|s| (s.into_bytes(), vec![])))
        }
        Form::Figure(format) => {
            let found = exporting::figure(cancel, &key.session, view, &key.options);
            let Some(mut figure) = found.map_err(|why| why.to_string())? else {
                return Ok(None);
            };
            let notes = std::mem::take(&mut figure.notes);
            // So that the figure opens as itself again.
            let carried = exporting::remembering(&key.session, *view, &key.options);
            let bytes = exporting::bytes(&figure, &carried, *format, page);
            Ok(Some((bytes.map_err(|why| why.to_string())?, notes)))
        }
        Form::Animation(format) => {
            let drag: Vec<_> = key.moments.iter().map(|m| (m.time, &m.session)).collect();
            let frames = exporting::moments(&drag);
            let moving = exporting::Moving {
                frames: &frames,
                view: *view,
                options: &key.options,
                format: *format,
                page,
            };
            let made = exporting::animation(cancel, &moving, progress);
            Ok(made.map_err(|why| why.to_string())?.map(|b| (b, vec![])))
        }
    }
}

/// The moments of a drag with the layers that are shown now: some may have been chosen after it.
fn layered(moments: &[Moment], now: &Session) -> Arc<[Moment]> {
    let layers = now.layers();
    let show = Layer::ALL.map(|layer| Command::Show {
        layer,
        on: layers.shows(layer),
    });
    let field = Command::DrawField(layers.field);
    let with = |moment: &Moment| {
        let mut moment = moment.clone();
        for command in show.iter().chain([&field]) {
            // Layers are never refused.
            let _ = moment.session.apply(command);
        }
        moment
    };
    moments.iter().map(with).collect()
}

impl Explorer {
    /// Asks what to export, beginning with what is shown.
    pub(super) fn ask_export(&mut self, ctx: &Context) {
        self.put_files_away();
        if self.asks_what_to_export() {
            return;
        }
        let session = self.history.session();
        let view = match self.demonstrated() {
            Some((id, _)) => View::Demonstration(id),
            None if session.is_beside() => View::Compare,
            None => View::of(session),
        };
        let state = &self.export;
        let folder = state.folder.clone().unwrap_or_else(save::usual_folder);
        let mut asking = Exporting::new(view, self.theme(ctx), &folder);
        if let Some(last) = &state.last {
            let there = last.view == view || View::available(session).contains(&last.view);
            asking = asking.again(last, if there { last.view } else { view });
        }
        let going = state.going.as_ref();
        if let Some(path) = going.and_then(|key| key.export.path.as_ref()) {
            asking = asking.writing(path);
        }
        self.export.asking = Some(asking);
    }

    /// Whether the question what to export is open.
    pub(super) fn asks_what_to_export(&self) -> bool {
        self.export.asking.is_some()
    }

    /// Puts the question away; an export that is going on goes on.
    pub(super) fn put_export_away(&mut self) {
        self.export.asking = None;
    }

    /// Ends the question, and the export that is going on.
    pub(super) fn end_export(&mut self, now: f64) {
        if self.export.going.take().is_some() {
            self.export.lane.clear();
            self.notice = Some((say!("export-stopped"), now + NOTICE));
        } else {
            self.export.asking = None;
        }
    }

    /// Begins an export.
    pub(super) fn export(&mut self, export: Export) {
        if let Some(path) = export.path.as_ref().filter(|path| path.is_file())
            && !export.sure
            && let Some(asking) = &mut self.export.asking
        {
            asking.ask_to_replace(path.clone());
            return;
        }
        if let Some(folder) = export.path.as_ref().and_then(|path| path.parent()) {
            self.export.folder = Some(folder.to_path_buf());
        }
        self.export.last = Some(export.clone());
        self.export.count += 1;
        let span = SCOPE * self.speed;
        let session = self.history.session();
        let driven = !session.stimulus().is_empty() || session.euler().is_some();
        let start = match export.view {
            View::Trace | View::Membrane if driven => None,
            // Where the time course on the screen begins, so that the figure shows the same.
            View::Trace | View::Membrane => {
                let from = self.live.time() - span;
                let oldest = self.live.past().iter().find(|s| s.t >= from);
                oldest.map(|s| s.x[..self.live.whole().len()].to_vec())
            }
            _ => Some(self.live.whole().to_vec()),
        };
        let options = ViewOptions {
            start,
            span: (!driven).then_some(span),
            variable: self.variable,
            trial: self.demonstrated().map(|(_, trial)| trial),
            ..ViewOptions::default()
        };
        self.export.going = Some(ExportKey {
            count: self.export.count,
            session: self.history.session().clone(),
            options,
            export,
            language: text::language(),
            moments: layered(self.recorder.last(), self.history.session()),
        });
    }

    /// The open question, and what has become of the export that is going on.
    pub(super) fn export_ui(
        &mut self,
        ui: &mut Ui,
        now: f64,
        actions: &mut Vec<super::super::action::Action>,
    ) {
        let mut progress = None;
        if let Some(key) = &self.export.going {
            match self.export.lane.show(key) {
                Shown::Fresh(done) => {
                    self.export.going = None;
                    self.exported(ui.ctx(), &done, now);
                }
                Shown::Stale {
                    value,
                    coarse: true,
                    ..
                } => {
                    progress = Some(match *value {
                        Exported::Going(part) => part,
                        _ => 1.0,
                    });
                }
                _ => progress = Some(0.0),
            }
        }
        let demo = self.demonstrated().map(|(id, _)| id);
        if let Some(asking) = &mut self.export.asking {
            let contents = export::Contents {
                session: self.history.session(),
                demo,
                dragged: self.recorder.last().len() > 1,
                progress,
                place: &save::unused,
            };
            export::export_ui(ui, asking, &contents, actions);
        }
    }

    /// Says what has become of an export.
    fn exported(&mut self, ctx: &Context, done: &Exported, now: f64) {
        let text = match done {
            Exported::Going(_) => return,
            Exported::Saved(path, notes) => {
                self.export.asking = None;
                let mut said = vec![say!("saved-as", path = path.display().to_string())];
                said.extend(notes.iter().cloned());
                said.join(" ")
            }
            Exported::Text(text) => {
                ctx.copy_text(text.clone());
                say!("copied-as-text")
            }
            Exported::Picture(png) => match crate::draw::read_png(png) {
                Ok(picture) => {
                    ctx.copy_image(picture);
                    say!("copied-as-picture")
                }
                Err(why) => why,
            },
            Exported::Failed(why) => why.clone(),
        };
        self.notice = Some((text, now + NOTICE));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Basins that are shown after a drag are in its animation, and nothing else of the drag changes.
    #[test]
    fn a_drag_is_shown_with_the_layers_of_now() {
        let before = Session::default();
        let mut now = before.clone();
        let (layer, on) = (Layer::Basins, true);
        now.apply(&Command::Show { layer, on }).expect("a layer");
        let time = 1.0;
        let session = before.clone();
        let shown = layered(&[Moment { time, session }], &now);
        assert_eq!(shown[0].session, now);
        assert_eq!(layered(&shown, &before)[0].session, before);
    }
}
