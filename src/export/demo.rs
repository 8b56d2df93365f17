//! Demonstrations: all trials, the chosen one, and its stimulus.
use super::time::stimulus_words;
use super::view::{Drawn, Figure, ViewError, ViewOptions};
use crate::analysis::demo::{Demonstration, Finding, demonstrations, run};
use crate::job::Cancel;
use crate::model::{Stimulus, StimulusError};
use crate::scene::declared::declared;
use crate::scene::demo::{demo_words, picture, trial_words};
use crate::scene::{Key, Mark, Role};
use crate::session::{Command, Layer};
use crate::text::say;

/// What shows the cell of a demonstration with one of its trials (0 the first) in a session, the threshold
/// ruler included: demonstrations are about the threshold.
///
/// # Errors
/// None for the built-in demonstrations.
pub fn commands(demo: &Demonstration, trial: usize) -> Result<Vec<Command>, StimulusError> {
    let mut commands = vec![Command::Open(demo.source.to_owned()), Command::Euler(None)];
    commands.extend(demo.set.iter().map(|&(name, value)| Command::Set {
        name: name.to_owned(),
        value,
    }));
    commands.push(Command::Show {
        layer: Layer::Ruler,
        on: true,
    });
    if let Some(trial) = demo.trials.get(trial) {
        commands.push(Command::Stimulate(Stimulus::parse(&trial.stimulus)?));
    }
    Ok(commands)
}

/// All trials with the chosen one over them, and its stimulus under them.
pub(super) fn figure(cancel: &Cancel, id: &str, options: &ViewOptions) -> Drawn {
    let all = demonstrations();
    let demo = all.iter().find(|d| d.id == id);
    let demo = demo.ok_or_else(|| ViewError::NoDemonstration(id.into()))?;
    let trial = options.trial.unwrap_or_else(|| demo.telling());
    let chosen = demo.trials.get(trial).ok_or(ViewError::NoTrial {
        name: demo.id,
        given: trial + 1,
        count: demo.trials.len(),
    })?;
    let Some(outcome) = run(cancel, demo)? else {
        return Ok(None);
    };
    let problem = demo.problem()?;
    let mut picture = picture(demo, &outcome, &problem);
    picture.thin_finely(demo.until, &outcome);
    let fires = |fires| outcome.trials.iter().any(|t| t.spikes.is_empty() != fires);
    let mut scene = picture.all;
    scene.title = declared(demo.title).into_owned();
    scene.caption = crate::scene::cell_caption(&problem);
    let over = picture.chosen.get(trial);
    scene
        .items
        .extend(over.iter().flat_map(|s| s.items.clone()));
    let courses = !picture.stimuli.is_empty();
    if courses {
        let kinds = [(true, say!("export-fires")), (false, say!("export-silent"))];
        let kinds = kinds.into_iter().filter(|(f, _)| fires(*f));
        scene.legend.extend(kinds.map(|(fires, text)| Key {
            mark: Mark::Line(Role::Trial { fires }),
            text,
        }));
    }
    if matches!(outcome.finding, Finding::Impedance(_)) {
        scene.legend = [
            (Role::Live, say!("measured")),
            (Role::Law, say!("linearisation")),
        ]
        .map(|(role, text)| Key {
            mark: Mark::Line(role),
            text,
        })
        .into();
    }
    let told = say!(
        "export-trial",
        what = declared(demo.varied),
        trial = trial_words(chosen)
    );
    let dot = over.is_some_and(|s| !s.items.is_empty());
    if dot {
        let mark = if courses {
            Mark::Line(Role::Live)
        } else {
            Mark::Dot(Role::Live)
        };
        scene.key(mark, &told);
    }
    let mut scenes = vec![scene];
    if let Some(mut stimulus) = picture.stimuli.into_iter().nth(trial) {
        // In the window the unit stands beside the slider; here the axis has room for it.
        stimulus.y.unit = problem.model().info().parameters[0].unit.symbol().into();
        scenes.push(stimulus);
    }
    let mut figure = Figure {
        scenes,
        columns: 1,
        notes: vec![],
    };
    figure.tell(&declared(demo.about));
    for sentence in demo_words(demo, &outcome, &problem) {
        figure.tell(&sentence);
    }
    let stimulus = Stimulus::parse(&chosen.stimulus)?;
    figure.tell(&stimulus_words(&problem, &stimulus, 1));
    Ok(Some(figure))
}
