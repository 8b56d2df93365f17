//! An engine: work that goes on step by step, and that can be held, looked at, ended and begun again.
use super::Cancel;
use std::{
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread::JoinHandle,
};

/// Work that an [`Engine`] does. Everything happens on the engine's thread, one call after the other.
pub trait Steps: Send + 'static {
    /// What is worked on; another one begins everything anew.
    type Key: Clone + PartialEq + Send + 'static;
    /// What is looked at; another one only shows something else of the same work.
    type Look: Clone + PartialEq + Send + 'static;
    /// What there is to see.
    type View: Send + Sync + 'static;

    /// Gives up what there was, and gets ready to work on `key`. May publish how far it is.
    fn begin(&mut self, cancel: &Cancel, key: &Self::Key, publish: &mut dyn FnMut(Self::View));

    /// Goes on for a moment, about a tenth of a second, and says whether there is more to do.
    fn go_on(&mut self, cancel: &Cancel) -> bool;

    /// Ends the work where it is.
    fn end(&mut self, cancel: &Cancel);

    /// What there is to see now; nothing when cancelled, or where there is nothing yet.
    fn look(&mut self, cancel: &Cancel, look: &Self::Look) -> Option<Self::View>;
}

/// What an engine has to show.
#[derive(Debug)]
pub struct Sight<V> {
    /// The newest view, whatever it was asked.
    pub view: Option<Arc<V>>,
    /// Whether it belongs to the present key.
    pub current: bool,
}

struct State<S: Steps> {
    wanted: Option<S::Key>,
    look: Option<S::Look>,
    /// Whether the worker has yet to begin with what is wanted.
    pending: bool,
    /// Whether it has yet to look again.
    looks: bool,
    /// Whether it may go on, whether there is more to do, and whether it is to end where it is.
    goes: bool,
    more: bool,
    ends: bool,
    view: Option<Arc<S::View>>,
    /// Whether the view belongs to what is wanted.
    current: bool,
    /// The flag of what is being begun or done.
    running: Option<Cancel>,
    stop: bool,
}

struct Shared<S: Steps> {
    state: Mutex<State<S>>,
    changed: Condvar,
}

impl<S: Steps> Shared<S> {
    /// A panic of the work is caught before it can leave the state half written.
    fn lock(&self) -> MutexGuard<'_, State<S>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

enum Worker<S> {
    Thread(Option<JoinHandle<()>>),
    /// The work is done inside [`Engine::show`], to its end: for tests and pictures.
    Here(Box<S>),
}

/// Work on one thread that can be held and goes on later.
///
/// [`Engine::show`] never waits. Another key cancels what is going on and begins anew. Dropping the engine cancels
/// the work and joins the thread.
pub struct Engine<S: Steps> {
    shared: Arc<Shared<S>>,
    worker: Worker<S>,
}

impl<S: Steps> fmt::Debug for Engine<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine").finish_non_exhaustive()
    }
}

impl<S: Steps> Engine<S> {
    /// An engine with its thread; `notify` is called there whenever there is something new to show.
    pub fn new(name: &str, steps: S, notify: impl Fn() + Send + 'static) -> Self {
        let shared = Self::empty();
        let of_thread = Arc::clone(&shared);
        let thread = std::thread::Builder::new()
            .name(format!("engine {name}"))
            .spawn(move || work_on(&of_thread, steps, notify))
            .expect("the system can start a handful of threads");
        Self {
            shared,
            worker: Worker::Thread(Some(thread)),
        }
    }

    /// An engine without a thread: [`Engine::show`] does all the work that may be done.
    pub fn waiting(steps: S) -> Self {
        Self {
            shared: Self::empty(),
            worker: Worker::Here(Box::new(steps)),
        }
    }

    fn empty() -> Arc<Shared<S>> {
        Arc::new(Shared {
            state: Mutex::new(State {
                wanted: None,
                look: None,
                pending: false,
                looks: false,
                goes: false,
                more: false,
                ends: false,
                view: None,
                current: false,
                running: None,
                stop: false,
            }),
            changed: Condvar::new(),
        })
    }

    /// What there is to show of `key`, at once. The work goes on for as long as it `goes`.
    pub fn show(&mut self, key: &S::Key, look: &S::Look, goes: bool) -> Sight<S::View> {
        let mut state = self.shared.lock();
        if state.wanted.as_ref() != Some(key) {
            state.wanted = Some(key.clone());
            state.start_anew();
        }
        if state.look.as_ref() != Some(look) {
            state.look = Some(look.clone());
            state.looks = true;
        }
        state.goes = goes;
        if let Worker::Here(steps) = &mut self.worker {
            drop(state);
            while turn(&self.shared, &mut **steps, &|| {}) {}
            state = self.shared.lock();
        } else {
            self.shared.changed.notify_one();
        }
        Sight {
            view: state.view.clone(),
            current: state.current,
        }
    }

    /// Holds the work until it is shown again with `goes`.
    pub fn hold(&mut self) {
        self.shared.lock().goes = false;
    }

    /// Ends the work where it is; it goes on no more.
    pub fn end(&mut self) {
        self.shared.lock().ends = true;
        self.shared.changed.notify_one();
    }

    /// Begins the same work again from its start.
    pub fn again(&mut self) {
        let mut state = self.shared.lock();
        if state.wanted.is_some() {
            state.start_anew();
        }
        self.shared.changed.notify_one();
    }
}

impl<S: Steps> State<S> {
    fn start_anew(&mut self) {
        self.pending = true;
        self.current = false;
        self.more = false;
        self.ends = false;
        if let Some(flag) = &self.running {
            flag.cancel();
        }
    }
}

impl<S: Steps> Drop for Engine<S> {
    fn drop(&mut self) {
        if let Worker::Thread(thread) = &mut self.worker {
            {
                let mut state = self.shared.lock();
                state.stop = true;
                if let Some(flag) = &state.running {
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

/// What the worker does next.
enum Turn<K> {
    Begin(K),
    End,
    GoOn,
    Look,
}

/// One turn of the work; `false` where there is nothing to do.
fn turn<S: Steps>(shared: &Shared<S>, steps: &mut S, notify: &dyn Fn()) -> bool {
    let flag = Cancel::never();
    let (next, look) = {
        let mut state = shared.lock();
        let next = match &state.wanted {
            Some(key) if state.pending => Turn::Begin(key.clone()),
            Some(_) if state.ends => Turn::End,
            Some(_) if state.goes && state.more => Turn::GoOn,
            Some(_) if state.looks => Turn::Look,
            _ => return false,
        };
        match next {
            Turn::Begin(_) => state.pending = false,
            Turn::End => state.ends = false,
            Turn::GoOn | Turn::Look => {}
        }
        state.looks = false;
        state.running = Some(flag.clone());
        (next, state.look.clone())
    };
    let put = |view: S::View| {
        let mut state = shared.lock();
        if flag.is_cancelled() {
            return;
        }
        state.view = Some(Arc::new(view));
        state.current = true;
        drop(state);
        notify();
    };
    // A bug in the work must not take the window with it: what was seen last stays.
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let more = match &next {
            Turn::Begin(key) => {
                steps.begin(&flag, key, &mut |view| put(view));
                Some(true)
            }
            Turn::End => {
                steps.end(&flag);
                Some(false)
            }
            Turn::GoOn => Some(steps.go_on(&flag)),
            Turn::Look => None,
        };
        if let Some(look) = &look
            && let Some(view) = steps.look(&flag, look)
        {
            put(view);
        }
        more
    }));
    let mut state = shared.lock();
    state.running = None;
    if !flag.is_cancelled() {
        match outcome {
            Ok(Some(more)) => state.more = more,
            Ok(None) => {}
            Err(_) => state.more = false,
        }
    }
    true
}

fn work_on<S: Steps>(shared: &Shared<S>, mut steps: S, notify: impl Fn()) {
    loop {
        if shared.lock().stop {
            return;
        }
        if turn(shared, &mut steps, &notify) {
            continue;
        }
        let state = shared.lock();
        let idle = |s: &mut State<S>| {
            let busy = s.pending || s.ends || s.looks || (s.goes && s.more);
            let works = busy && s.wanted.is_some();
            !(s.stop || works)
        };
        drop(shared.changed.wait_while(state, idle));
    }
}

#[cfg(test)]
mod tests;
