//! The neuron that a network learns: what is chosen about it, and changes to that.
use super::CommandError;
use crate::learn::twin::{
    Descent, Duration, IntegrateAndFire, Neuron, Synapses, Transfer, TwinOptions, ZooNeuron,
};
use crate::text::say;

/// What is asked about a neuron that a network learns. The trained weights are no part of it: they follow from it.
#[derive(Clone, Debug, PartialEq)]
pub struct TwinStudy {
    /// The neuron, its synapses, how much is recorded, the network and its training.
    pub options: TwinOptions,
    /// The second of the test recording that is looked at, 0 the first; `None` for one with many spikes.
    pub second: Option<usize>,
}

/// A change to what is asked about it.
#[derive(Clone, Debug, PartialEq)]
pub enum TwinChange {
    /// The neuron: [`Neuron::PUBLISHED`], or a model of the zoo as `model` or `model/preset`. The synapses
    /// get the gain that is usual for it.
    Neuron(String),
    /// Membrane time constant of the integrate-and-fire neuron, in ms.
    Tau(f64),
    /// Its threshold, in mV.
    Threshold(f64),
    /// Whether it is reset after a spike.
    Reset(bool),
    /// How many synapses there are; the share of inhibitory ones stays.
    Synapses(usize),
    /// How many of them are inhibitory.
    Inhibitory(usize),
    /// By how much a spike moves the potential, in mV, at synapses of either sort.
    Gain(f64),
    /// How many times the published rate all synapses have.
    Rate(f64),
    /// Hidden units.
    Hidden(usize),
    /// Length of the filters, in ms.
    Window(usize),
    /// Learning rate of the first step.
    LearningRate(f64),
    /// How much the network learns from, in s; it is tested with a quarter of that, and trained for as many steps as
    /// are worth while.
    Seconds(f64),
    /// Seed of everything random.
    Seed(u64),
    /// The second that is looked at.
    Second(usize),
    /// An experiment to try; the seed stays.
    Try(TwinIdea),
    /// All settings of a twin that was saved.
    Options(Box<TwinOptions>),
}

/// An experiment that is set up by one click.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TwinIdea {
    /// The neuron of the paper.
    Published,
    /// A membrane that forgets half as fast.
    SlowMembrane,
    /// No reset after a spike.
    NoReset,
    /// Half of the synapses inhibitory.
    HalfInhibitory,
    /// No inhibitory synapse at all.
    NoInhibition,
    /// Filters that are shorter than the membrane's memory.
    ShortWindow,
    /// Izhikevich's simple model instead.
    Izhikevich,
    /// The adaptive exponential neuron.
    AdaptiveExponential,
    /// Hodgkin and Huxley's, by a single unit.
    HodgkinHuxley,
    /// The same by several hidden units.
    ManyUnits,
    /// A learning rate that is too large.
    Divergence,
}

impl TwinIdea {
    /// All of them, as lists show them.
    pub const ALL: [Self; 11] = [
        Self::Published,
        Self::SlowMembrane,
        Self::NoReset,
        Self::HalfInhibitory,
        Self::NoInhibition,
        Self::ShortWindow,
        Self::Izhikevich,
        Self::AdaptiveExponential,
        Self::HodgkinHuxley,
        Self::ManyUnits,
        Self::Divergence,
    ];

    /// Its name.
    pub fn name(self) -> String {
        match self {
            Self::Published => say!("idea-published"),
            Self::SlowMembrane => say!("idea-slow-membrane"),
            Self::NoReset => say!("idea-no-reset"),
            Self::HalfInhibitory => say!("idea-half-inhibitory"),
            Self::NoInhibition => say!("idea-no-inhibition"),
            Self::ShortWindow => say!("idea-short-window"),
            Self::Izhikevich => say!("idea-izhikevich"),
            Self::AdaptiveExponential => say!("idea-adaptive-exponential"),
            Self::HodgkinHuxley => say!("idea-hodgkin-huxley"),
            Self::ManyUnits => say!("idea-many-units"),
            Self::Divergence => say!("idea-divergence"),
        }
    }

    /// What there is to be seen, in a sentence.
    pub fn about(self) -> String {
        match self {
            Self::Published => say!("idea-published-about"),
            Self::SlowMembrane => say!("idea-slow-membrane-about"),
            Self::NoReset => say!("idea-no-reset-about"),
            Self::HalfInhibitory => say!("idea-half-inhibitory-about"),
            Self::NoInhibition => say!("idea-no-inhibition-about"),
            Self::ShortWindow => say!("idea-short-window-about"),
            Self::Izhikevich => say!("idea-izhikevich-about"),
            Self::AdaptiveExponential => say!("idea-adaptive-exponential-about"),
            Self::HodgkinHuxley => say!("idea-hodgkin-huxley-about"),
            Self::ManyUnits => say!("idea-many-units-about"),
            Self::Divergence => say!("idea-divergence-about"),
        }
    }

    /// The changes that lead to it from the usual study.
    fn changes(self) -> Vec<TwinChange> {
        let neuron = |source: &str| TwinChange::Neuron(source.into());
        match self {
            Self::Published => vec![],
            Self::SlowMembrane => vec![TwinChange::Tau(40.0), TwinChange::Threshold(-44.0)],
            Self::NoReset => vec![TwinChange::Reset(false)],
            Self::HalfInhibitory => vec![TwinChange::Inhibitory(50), TwinChange::Threshold(-65.0)],
            Self::NoInhibition => vec![TwinChange::Inhibitory(0)],
            Self::ShortWindow => vec![TwinChange::Window(10)],
            Self::Izhikevich => vec![neuron("izhikevich")],
            Self::AdaptiveExponential => vec![neuron("adaptive-exponential")],
            Self::HodgkinHuxley => vec![neuron("hodgkin-huxley")],
            // With less they learn by heart before they win anything back.
            Self::ManyUnits => vec![
                neuron("hodgkin-huxley"),
                TwinChange::Hidden(8),
                TwinChange::Seconds(TwinStudy::BY_ITSELF),
            ],
            Self::Divergence => vec![TwinChange::LearningRate(10.0)],
        }
    }
}

/// Steps of training at the paper's size, and the least and greatest that are ever taken.
const STEPS: f64 = 6000.0;
const FEWEST: f64 = 200.0;
/// The test lasts this part of the training data, as in the paper.
const TEST: f64 = 0.25;

impl Default for TwinStudy {
    /// The paper's neuron on a small recording, from which one unit learns within seconds.
    fn default() -> Self {
        let mut study = Self {
            options: TwinOptions::published(),
            second: None,
        };
        study.record(Self::QUICK);
        study
    }
}

impl TwinStudy {
    /// Seconds of training data from which a network learns while one waits for it.
    pub const QUICK: f64 = 600.0;
    /// The paper's.
    pub const PUBLISHED: f64 = 7200.0;
    /// Up to so many seconds training begins by itself after every change.
    pub const BY_ITSELF: f64 = 1200.0;

    /// The experiment that is set up, whatever its seed and the amount of data; `None` for all others.
    pub fn idea(&self) -> Option<TwinIdea> {
        let mut bare = self.clone();
        bare.record(Self::QUICK);
        let fits = |idea: &TwinIdea| {
            let set_up = bare.changed(&TwinChange::Try(*idea));
            set_up.is_ok_and(|mut set_up| {
                set_up.record(Self::QUICK);
                set_up.options == bare.options
            })
        };
        TwinIdea::ALL.into_iter().find(fits)
    }

    /// Whether training begins by itself after a change.
    pub fn begins_by_itself(&self) -> bool {
        self.options.duration.train <= Self::BY_ITSELF
    }

    /// How many whole seconds of the test recording there are to look at.
    pub fn seconds(&self) -> usize {
        self.options.duration.test_trials() * self.per_trial()
    }

    /// The trial and the bin in which the second begins that was chosen to be looked at.
    pub fn place(&self) -> Option<(usize, usize)> {
        let each = self.per_trial();
        self.second.map(|s| (s / each, 1000 * (s % each)))
    }

    /// The second that begins in a bin of a trial of the test.
    pub fn second_at(&self, (trial, from): (usize, usize)) -> usize {
        let each = self.per_trial();
        (trial * each + (from / 1000).min(each - 1)).min(self.seconds() - 1)
    }

    /// Whole seconds of a trial; a shorter one counts as one.
    fn per_trial(&self) -> usize {
        (self.options.duration.trial / 1000).max(1)
    }

    /// Records so many seconds for training. A step learns from as much as before, so that more data are worth more
    /// steps, though not in proportion: sixteen times the data take twice the steps.
    fn record(&mut self, seconds: f64) {
        self.options.duration.train = seconds;
        let trial = self.options.duration.trial as f64 / 1000.0;
        self.options.duration.test = (TEST * seconds).max(trial);
        let steps = STEPS * (seconds / Self::PUBLISHED).max(0.0).sqrt().sqrt();
        self.options.descent.steps = steps.round().clamp(FEWEST, STEPS) as usize;
    }

    fn share(&mut self, all: usize, inhibitory: usize) {
        self.options.synapses.excitatory = all.saturating_sub(inhibitory);
        self.options.synapses.inhibitory = inhibitory;
        self.options.network.synapses = self.options.synapses.count();
    }

    fn cell(&mut self) -> Result<&mut IntegrateAndFire, CommandError> {
        match &mut self.options.neuron {
            Neuron::IntegrateAndFire(cell) => Ok(cell),
            Neuron::Zoo(neuron) => Err(CommandError::TwinNeuron(neuron.source.clone())),
        }
    }

    /// The study with a change made.
    pub(super) fn changed(&self, change: &TwinChange) -> Result<Self, CommandError> {
        let mut study = self.clone();
        study.take(change)?;
        let most = study.seconds() - 1;
        study.second = study.second.map(|s| s.min(most));
        if let TwinChange::Second(second) = change
            && *second > most
        {
            let second = *second;
            return Err(CommandError::TwinSecond { second, most });
        }
        study.options.check()?;
        Ok(study)
    }

    fn take(&mut self, change: &TwinChange) -> Result<(), CommandError> {
        let options = &mut self.options;
        let both = |gain: f64, options: &mut TwinOptions| {
            options.synapses.excitatory_gain = gain;
            options.synapses.inhibitory_gain = gain;
        };
        match change {
            TwinChange::Neuron(source) if source == Neuron::PUBLISHED => {
                if matches!(options.neuron, Neuron::Zoo(_)) {
                    options.neuron = Neuron::default();
                    both(Synapses::default().excitatory_gain, options);
                }
            }
            TwinChange::Neuron(source) => {
                let (neuron, gain) = ZooNeuron::usual(source)?;
                options.neuron = Neuron::Zoo(neuron);
                both(gain, options);
            }
            TwinChange::Tau(tau) => self.cell()?.tau = *tau,
            TwinChange::Threshold(threshold) => self.cell()?.threshold = *threshold,
            TwinChange::Reset(on) => {
                let cell = self.cell()?;
                cell.reset = on.then_some(cell.rest);
            }
            TwinChange::Synapses(all) => {
                let before = &options.synapses;
                let share = before.inhibitory as f64 / before.count().max(1) as f64;
                let inhibitory = (share * *all as f64).round() as usize;
                self.share(*all, inhibitory.min(*all));
            }
            TwinChange::Inhibitory(inhibitory) => {
                let all = options.synapses.count();
                if *inhibitory > all {
                    let inhibitory = *inhibitory;
                    return Err(CommandError::TwinInhibitory { inhibitory, all });
                }
                self.share(all, *inhibitory);
            }
            TwinChange::Gain(gain) => both(*gain, options),
            TwinChange::Rate(rate) => {
                options.rates.excitatory = *rate;
                options.rates.inhibitory = *rate;
            }
            TwinChange::Hidden(hidden) => {
                // A learning rate of one's own stays.
                if options.descent.rate == Descent::usual_rate(options.network.hidden) {
                    options.descent.rate = Descent::usual_rate(*hidden);
                }
                options.network.hidden = *hidden;
                options.network.transfer = Transfer::usual(*hidden);
            }
            TwinChange::Window(window) => options.network.window = *window,
            TwinChange::LearningRate(rate) => options.descent.rate = *rate,
            TwinChange::Seconds(seconds) => {
                let least = options.duration.trial as f64 / 1000.0;
                if !(least..=Duration::MOST).contains(seconds) {
                    return Err(CommandError::TwinSeconds {
                        seconds: *seconds,
                        least,
                    });
                }
                self.record(*seconds);
            }
            TwinChange::Seed(seed) => options.seed = *seed,
            TwinChange::Second(second) => self.second = Some(*second),
            TwinChange::Try(idea) => {
                let seed = options.seed;
                *self = Self::default();
                self.options.seed = seed;
                for change in idea.changes() {
                    self.take(&change)?;
                }
            }
            TwinChange::Options(saved) => self.options = (**saved).clone(),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Command, Session};
    use super::*;

    fn twin(session: &mut Session, change: TwinChange) -> Result<(), CommandError> {
        session.apply(&Command::Twin(change))
    }

    /// 7,200 s are trained on in 6,000 steps and tested with 1,800 s; a twelfth of that in 12^(−1/4) of the steps.
    #[test]
    fn the_size_of_the_data_says_how_long_is_trained() {
        let mut session = Session::default();
        let steps = |s: &Session| s.twin().options.descent.steps;
        assert_eq!((session.twin().seconds(), steps(&session)), (150, 3224));
        assert!(session.twin().begins_by_itself());
        twin(&mut session, TwinChange::Seconds(TwinStudy::PUBLISHED)).expect("possible");
        assert_eq!((session.twin().seconds(), steps(&session)), (1800, 6000));
        assert!(!session.twin().begins_by_itself());
        assert_eq!(session.twin().options, TwinOptions::published());
    }

    #[test]
    fn the_share_of_inhibitory_synapses_stays_with_their_number() {
        let mut session = Session::default();
        twin(&mut session, TwinChange::Inhibitory(50)).expect("possible");
        twin(&mut session, TwinChange::Synapses(31)).expect("possible");
        let synapses = &session.twin().options.synapses;
        assert_eq!((synapses.excitatory, synapses.inhibitory), (15, 16));
        assert_eq!(session.twin().options.network.synapses, 31);
    }

    /// A shorter test has fewer seconds to look at.
    #[test]
    fn the_second_stays_within_the_test() {
        let mut session = Session::default();
        twin(&mut session, TwinChange::Second(149)).expect("there is one");
        twin(&mut session, TwinChange::Seconds(60.0)).expect("possible");
        // A quarter is 15 s, which are 3 trials of 6 s when rounded: 2.5 is rounded away from zero.
        assert_eq!(
            (session.twin().seconds(), session.twin().second),
            (18, Some(17))
        );
    }

    /// Trials last 6 s: second 13 is the second one of the third trial.
    #[test]
    fn seconds_are_counted_through_the_trials() {
        let mut session = Session::default();
        twin(&mut session, TwinChange::Second(13)).expect("there is one");
        assert_eq!(session.twin().place(), Some((2, 1000)));
        assert_eq!(session.twin().second_at((2, 1500)), 13);
        assert_eq!(session.twin().second_at((1000, 0)), 149);
    }

    #[test]
    fn every_experiment_can_be_set_up_and_is_another_one() {
        let mut session = Session::default();
        twin(&mut session, TwinChange::Seed(7)).expect("possible");
        let mut seen: Vec<TwinOptions> = vec![];
        for idea in TwinIdea::ALL {
            twin(&mut session, TwinChange::Try(idea)).expect("possible");
            let options = session.twin().options.clone();
            assert_eq!(options.seed, 7);
            assert!(!seen.contains(&options), "{idea:?}");
            assert!(idea.name().len() > 3 && idea.about().len() > 30);
            assert_eq!(session.twin().idea(), Some(idea));
            seen.push(options);
        }
        // A model that has no membrane time constant of that name says so.
        twin(&mut session, TwinChange::Try(TwinIdea::HodgkinHuxley)).expect("possible");
        let before = session.clone();
        let said = twin(&mut session, TwinChange::Tau(10.0)).expect_err("refused");
        assert!(said.to_string().contains("hodgkin-huxley"), "{said}");
        assert_eq!(session, before);
    }

    #[test]
    fn what_makes_no_sense_is_refused_and_changes_nothing() {
        let mut session = Session::default();
        let before = session.clone();
        for change in [
            TwinChange::Neuron("hodgkin".into()),
            TwinChange::Neuron("van-der-pol".into()),
            TwinChange::Tau(0.0),
            TwinChange::Tau(f64::NAN),
            TwinChange::Threshold(-80.0),
            TwinChange::Threshold(f64::INFINITY),
            TwinChange::Synapses(0),
            TwinChange::Synapses(100_000),
            TwinChange::Inhibitory(101),
            TwinChange::Gain(-1.0),
            TwinChange::Rate(f64::NAN),
            TwinChange::Hidden(0),
            TwinChange::Hidden(65),
            TwinChange::Window(0),
            TwinChange::Window(501),
            TwinChange::LearningRate(0.0),
            TwinChange::Seconds(1.0),
            TwinChange::Seconds(f64::NAN),
            TwinChange::Seconds(1e9),
            TwinChange::Second(150),
        ] {
            let said = twin(&mut session, change.clone());
            let said = said.expect_err("refused").to_string();
            assert!(said.len() > 20, "{change:?}: {said}");
            assert_eq!(session, before, "{change:?}");
        }
    }
}
