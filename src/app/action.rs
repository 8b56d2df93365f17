//! What panels, gestures and keys ask for. Carried out at the end of the frame, in order.
use super::panel::export::Export;
use crate::lesson::exercise::{ExerciseKind, Reply};
use crate::session::{Command, TwinIdea};
use crate::text::Language;
use std::path::PathBuf;

/// Something to be done.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Action {
    /// Change the session.
    Do(Command),
    /// Say something to the user.
    Say(String),
    /// Let the live state run, or stop it.
    Play(bool),
    /// Let it run for one moment.
    Step,
    /// Displace it by fractions of the preset's window.
    Kick([f64; 2]),
    /// Put it back to the preset's initial state.
    Restart,
    /// Begin a demonstration, or end the one that is going on.
    Demo(Option<&'static str>),
    /// Do another of its trials.
    Trial(usize),
    /// Begin the stimulus anew, from now on.
    Again,
    /// Set how much of the model's time passes per second.
    Speed(f64),
    /// Show another variable over time.
    Variable(usize),
    /// Keep `n` orbits from random starts.
    Scatter,
    /// Keep the orbit from where the live state is.
    KeepLive,
    /// Use the other theme.
    SwitchTheme,
    /// Open the command palette.
    Palette,
    /// Let nothing move that need not move, or let it.
    Calm(bool),
    /// Let spikes be heard, or not.
    Sound(bool),
    /// Do something with lessons.
    Teach(Teach),
    /// Do something with exercises.
    Practise(Practise),
    /// Do something of presenter mode.
    Present(Present),
    /// Speak another language.
    Speak(Language),
    /// Open or close the list of keys and gestures.
    Help(bool),
    /// Show kept orbits over time instead of the live state, where there is room for one of them.
    Kept(bool),
    /// Open or close the notes.
    Notes(bool),
    /// Open or close the excitability passport.
    Passport(bool),
    /// Write the passport's text into a file.
    SavePassport(String),
    /// Go to the next bifurcation above the present value, or below it.
    Bifurcation {
        /// Whether above.
        above: bool,
    },
    /// Take the last step back.
    Undo,
    /// Do it again.
    Redo,
    /// Go to another step of the history.
    GoTo(usize),
    /// Do something with the training of a twin.
    Learn(Learn),
    /// Show the twin, and set up an experiment with it.
    Experiment(TwinIdea),
    /// Do something with files and texts.
    Files(Wish),
    /// Close the card of the pinned equilibrium.
    Unpin,
    /// Take the notice away.
    Dismiss,
}

/// What is wanted of the training of a twin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Learn {
    /// Begin it, or go on; begin anew where it is over.
    Go,
    /// Begin it with the settings that are being changed, whatever the amount of data.
    Begin,
    /// Hold it.
    Pause,
    /// End it where it is.
    Stop,
    /// Go back to the first weights.
    Reset,
}

/// What is wanted of lessons.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Teach {
    /// Open or close the list of lessons.
    List(bool),
    /// Open a shipped lesson, by its id, at its first step.
    Open(String),
    /// Close the lesson.
    Leave,
    /// Take away what is wrong with a file.
    Dismiss,
    /// Show the controls where there is no room for both, or the lesson.
    Controls(bool),
    /// Go to a step, from 0.
    Step(usize),
    /// Set the step up again.
    Again,
    /// Go on to the next thing, or back to the step before.
    Turn {
        /// Whether back.
        back: bool,
    },
    /// Show what is hidden, or hide it again.
    Reveal,
    /// Show the hint, or hide it again.
    Hint,
    /// Begin to type a number.
    Answer,
    /// The first signs of a number.
    Typed(String),
    /// Show the answer.
    Show,
    /// Choose an answer, from 0.
    Choice(usize),
    /// Answer by a number.
    Number(f64),
}

/// What is wanted of exercises.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Practise {
    /// Begin them.
    Begin,
    /// Draw only those of a kind, or all.
    Kind(Option<ExerciseKind>),
    /// Begin at another seed.
    Seed(u64),
    /// Answer.
    Reply(Reply),
    /// Go on to the next one.
    Next,
    /// Set the cell up again as the exercise has it.
    Again,
    /// Save the score sheet.
    Save,
}

/// What is wanted of presenter mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Present {
    /// Begin it.
    Begin,
    /// Leave it.
    Leave,
    /// Go on to the next thing, or back to the one before.
    Turn {
        /// Whether back.
        back: bool,
    },
    /// Go to one of them, by its place.
    Go(usize),
    /// Show nothing but black, or the picture again.
    Black,
    /// Show a spot around the pointer, or none.
    Spot,
    /// Show how much time has passed, or not.
    Clock,
    /// Let the clock begin anew.
    SetBack,
    /// Show the picture beside the plane, or the plane alone.
    Beside,
}

/// What is wanted of files and texts.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Wish {
    /// Ask for a file to open.
    AskOpen,
    /// Ask for a name to save under.
    AskSave,
    /// Put the question away.
    Cancel,
    /// Ask what to export.
    AskExport,
    /// Export it.
    Export(Box<Export>),
    /// Stop the export that is going on; put the question away where there is none.
    EndExport,
    /// Open a session, or a figure that has one in it.
    Open(PathBuf),
    /// Save the session in this file.
    Save {
        /// Which.
        path: PathBuf,
        /// Whether it was asked already if a file of this name may be replaced.
        sure: bool,
    },
    /// Save it where it was saved or opened last; ask if there is no such place.
    SaveAgain,
    /// Put it into the clipboard as one line.
    Share,
    /// Open the session that this text says.
    Paste(String),
    /// Ask for a trained twin to open.
    AskOpenTwin,
    /// Ask for a name to save the trained twin under.
    AskSaveTwin,
    /// Open a trained twin.
    OpenTwin(PathBuf),
    /// Save the trained twin in this file.
    SaveTwin {
        /// Which.
        path: PathBuf,
        /// Whether it was asked already if a file of this name may be replaced.
        sure: bool,
    },
}

impl Action {
    /// Whether it belongs to the whole window and not to the neuron that it shows.
    pub(super) fn is_general(&self) -> bool {
        matches!(
            self,
            Self::Help(_)
                | Self::SwitchTheme
                | Self::Speak(_)
                | Self::Present(_)
                | Self::Teach(_)
                | Self::Practise(_)
                | Self::Calm(_)
                | Self::Sound(_)
                | Self::Palette
                | Self::Dismiss
                | Self::Undo
                | Self::Redo
                | Self::GoTo(_)
                | Self::Learn(_)
                | Self::Experiment(_)
                | Self::Files(_)
                | Self::Notes(_)
                | Self::Do(Command::Note(_))
                | Self::Do(Command::Enter(_))
        )
    }
}

impl From<Command> for Action {
    fn from(command: Command) -> Self {
        Self::Do(command)
    }
}
