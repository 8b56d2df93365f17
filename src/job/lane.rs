//! A lane: one kind of work in the background, of which only the newest request matters.
use super::Cancel;
use std::{
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread::JoinHandle,
    time::{Duration, Instant},
};

/// What a lane can show at once.
#[derive(Debug)]
pub enum Shown<V> {
    /// The finished answer to the present question.
    Fresh(Arc<V>),
    /// An answer, but not the last word: a coarse one, or one to an earlier question.
    Stale {
        /// The newest answer that there is.
        value: Arc<V>,
        /// For how long the present question has waited.
        waiting: Duration,
        /// Whether it answers the present question, only coarsely.
        coarse: bool,
    },
    /// No answer yet.
    Nothing,
}

impl<V> Shown<V> {
    /// The newest answer, whatever its question.
    pub fn value(&self) -> Option<&Arc<V>> {
        match self {
            Self::Fresh(value) | Self::Stale { value, .. } => Some(value),
            Self::Nothing => None,
        }
    }

    /// Whether this is the finished answer to the present question.
    pub fn is_fresh(&self) -> bool {
        matches!(self, Self::Fresh(_))
    }
}

/// An answer with the question it belongs to.
struct Answer<K, V> {
    key: K,
    value: Arc<V>,
    finished: bool,
}

struct State<K, V> {
    /// The question asked last.
    wanted: Option<K>,
    /// When it was asked first.
    asked: Instant,
    /// Whether the worker has yet to take it up.
    pending: bool,
    /// What the worker is at, with its flag and when it began.
    running: Option<(K, Cancel, Instant)>,
    answer: Option<Answer<K, V>>,
    stop: bool,
}

struct Shared<K, V> {
    state: Mutex<State<K, V>>,
    changed: Condvar,
}

impl<K, V> Shared<K, V> {
    /// A panic of the work is caught before it can leave the state half written.
    fn lock(&self) -> MutexGuard<'_, State<K, V>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

type Work<K, V> = dyn FnMut(&Cancel, &K, &mut dyn FnMut(V)) + Send;

enum Worker<K, V> {
    Thread(Option<JoinHandle<()>>),
    /// The work is done inside [`Lane::show`]: for tests and pictures, where nothing may depend on time.
    Here(Box<Work<K, V>>),
}

/// One kind of work on one thread; the newest request wins.
///
/// [`Lane::show`] never waits. A new question lets the running computation finish if it began less
/// than `patience` ago, so that a drag keeps seeing answers a moment old instead of none, and cancels
/// it after that. Dropping the lane cancels the work and joins the thread.
pub struct Lane<K, V> {
    shared: Arc<Shared<K, V>>,
    cancel: Cancel,
    patience: Duration,
    worker: Worker<K, V>,
}

impl<K, V> fmt::Debug for Lane<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lane")
            .field("patience", &self.patience)
            .finish_non_exhaustive()
    }
}

impl<K, V> Lane<K, V>
where
    K: Clone + PartialEq + Send + 'static,
    V: Send + Sync + 'static,
{
    /// A lane with its thread. `work` answers a question; it may publish coarse answers first, and
    /// what it published last when it returns uncancelled is the finished one. `notify` is called on
    /// the lane's thread whenever there is something new to show.
    pub fn new(
        name: &str,
        patience: Duration,
        work: impl FnMut(&Cancel, &K, &mut dyn FnMut(V)) + Send + 'static,
        notify: impl Fn() + Send + 'static,
    ) -> Self {
        let shared = Self::empty();
        let cancel = Cancel::never();
        let of_thread = (Arc::clone(&shared), cancel.clone());
        let thread = std::thread::Builder::new()
            .name(format!("lane {name}"))
            .spawn(move || work_on(&of_thread.0, &of_thread.1, work, notify))
            .expect("the system can start a handful of threads");
        Self {
            shared,
            cancel,
            patience,
            worker: Worker::Thread(Some(thread)),
        }
    }

    /// A lane without a thread, whose [`Lane::show`] waits for the finished answer.
    pub fn waiting(work: impl FnMut(&Cancel, &K, &mut dyn FnMut(V)) + Send + 'static) -> Self {
        Self {
            shared: Self::empty(),
            cancel: Cancel::never(),
            patience: Duration::ZERO,
            worker: Worker::Here(Box::new(work)),
        }
    }

    fn empty() -> Arc<Shared<K, V>> {
        Arc::new(Shared {
            state: Mutex::new(State {
                wanted: None,
                asked: Instant::now(),
                pending: false,
                running: None,
                answer: None,
                stop: false,
            }),
            changed: Condvar::new(),
        })
    }

    /// What there is to show for the question `key`, at once; asks it if it is a new one.
    pub fn show(&mut self, key: &K) -> Shown<V> {
        let mut state = self.shared.lock();
        if state.wanted.as_ref() != Some(key) {
            state.wanted = Some(key.clone());
            state.asked = Instant::now();
            state.pending = true;
            self.shared.changed.notify_one();
        }
        if let Worker::Here(work) = &mut self.worker {
            if std::mem::take(&mut state.pending) {
                drop(state);
                let mut last = None;
                work(&self.cancel, key, &mut |value| last = Some(value));
                state = self.shared.lock();
                if let Some(value) = last {
                    state.answer = Some(Answer {
                        key: key.clone(),
                        value: Arc::new(value),
                        finished: true,
                    });
                }
            }
        } else if let Some((running, flag, since)) = &state.running
            && running != key
            && since.elapsed() >= self.patience
        {
            flag.cancel();
        }
        match &state.answer {
            None => Shown::Nothing,
            Some(a) if a.finished && a.key == *key => Shown::Fresh(Arc::clone(&a.value)),
            Some(a) => Shown::Stale {
                value: Arc::clone(&a.value),
                waiting: state.asked.elapsed(),
                coarse: a.key == *key,
            },
        }
    }

    /// Forgets every answer and stops what is running: what was shown no longer applies.
    pub fn clear(&mut self) {
        let mut state = self.shared.lock();
        state.wanted = None;
        state.pending = false;
        state.answer = None;
        if let Some((_, flag, _)) = &state.running {
            flag.cancel();
        }
    }

    /// Whether a question is waiting for its finished answer.
    pub fn busy(&self) -> bool {
        let state = self.shared.lock();
        state.pending || state.running.is_some()
    }
}

impl<K, V> Drop for Lane<K, V> {
    fn drop(&mut self) {
        if let Worker::Thread(thread) = &mut self.worker {
            {
                let mut state = self.shared.lock();
                state.stop = true;
                if let Some((_, flag, _)) = &state.running {
                    flag.cancel();
                }
                self.shared.changed.notify_one();
            }
            if let Some(thread) = thread.take() {
                // The work catches its own panics, so joining cannot fail in a way worth reporting.
                let _ = thread.join();
            }
        }
    }
}

fn work_on<K, V>(
    shared: &Shared<K, V>,
    cancel: &Cancel,
    mut work: impl FnMut(&Cancel, &K, &mut dyn FnMut(V)),
    notify: impl Fn(),
) where
    K: Clone + PartialEq,
{
    loop {
        let (key, flag) = {
            let mut state = shared.lock();
            loop {
                if state.stop {
                    return;
                }
                if state.pending {
                    break;
                }
                state = shared
                    .changed
                    .wait(state)
                    .unwrap_or_else(PoisonError::into_inner);
            }
            state.pending = false;
            let Some(key) = state.wanted.clone() else {
                continue;
            };
            let flag = cancel.renew();
            state.running = Some((key.clone(), flag.clone(), Instant::now()));
            (key, flag)
        };
        let mut publish = |value: V| {
            if flag.is_cancelled() {
                return;
            }
            let value = Arc::new(value);
            shared.lock().answer = Some(Answer {
                key: key.clone(),
                value,
                finished: false,
            });
            notify();
        };
        // A bug in one analysis must not take the window with it: the last good picture stays.
        let outcome = catch_unwind(AssertUnwindSafe(|| work(&flag, &key, &mut publish)));
        let mut state = shared.lock();
        state.running = None;
        if outcome.is_ok()
            && !flag.is_cancelled()
            && let Some(answer) = &mut state.answer
            && answer.key == key
        {
            answer.finished = true;
        }
        drop(state);
        notify();
    }
}

#[cfg(test)]
mod tests;
