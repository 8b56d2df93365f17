use super::*;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Counts up to a number; looks at it times a factor.
struct Count {
    upto: u32,
    at: u32,
    /// How long one step takes.
    pace: Duration,
    begun: Arc<AtomicUsize>,
}

impl Count {
    fn new(pace: u64) -> (Self, Arc<AtomicUsize>) {
        let begun = Arc::new(AtomicUsize::new(0));
        let count = Self {
            upto: 0,
            at: 0,
            pace: Duration::from_millis(pace),
            begun: Arc::clone(&begun),
        };
        (count, begun)
    }
}

impl Steps for Count {
    type Key = u32;
    type Look = u32;
    type View = u32;

    fn begin(&mut self, _: &Cancel, key: &u32, _: &mut dyn FnMut(u32)) {
        assert_ne!(*key, 13, "on purpose");
        (self.upto, self.at) = (*key, 0);
        self.begun.fetch_add(1, Ordering::Relaxed);
    }

    fn go_on(&mut self, _: &Cancel) -> bool {
        std::thread::sleep(self.pace);
        self.at += 1;
        self.at < self.upto
    }

    fn end(&mut self, _: &Cancel) {
        self.upto = self.at;
    }

    fn look(&mut self, _: &Cancel, look: &u32) -> Option<u32> {
        Some(self.at * look)
    }
}

fn seen(engine: &mut Engine<Count>, key: u32, look: u32, goes: bool) -> Option<u32> {
    let sight = engine.show(&key, &look, goes);
    sight.view.filter(|_| sight.current).map(|v| *v)
}

/// Asks until the answer is there.
fn wait(what: &str, mut answer: impl FnMut() -> bool) {
    let began = Instant::now();
    while !answer() {
        assert!(began.elapsed() < Duration::from_secs(20), "{what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn work_that_is_held_waits_and_goes_on_where_it_was() {
    let mut engine = Engine::waiting(Count::new(0).0);
    assert_eq!(seen(&mut engine, 5, 1, false), Some(0));
    assert_eq!(seen(&mut engine, 5, 1, true), Some(5));
    // Looking at something else is no new work.
    assert_eq!(seen(&mut engine, 5, 100, false), Some(500));
    engine.again();
    assert_eq!(seen(&mut engine, 5, 100, false), Some(0));
    assert_eq!(seen(&mut engine, 7, 10, true), Some(70));
}

#[test]
fn a_thread_goes_on_until_it_is_held() {
    let (count, begun) = Count::new(2);
    let mut engine = Engine::new("test", count, || {});
    wait("it counts", || {
        seen(&mut engine, 1000, 1, true).is_some_and(|n| n > 3)
    });
    engine.hold();
    // What was under way may still end.
    std::thread::sleep(Duration::from_millis(100));
    let held = seen(&mut engine, 1000, 1, false).expect("it is there");
    std::thread::sleep(Duration::from_millis(50));
    assert_eq!(seen(&mut engine, 1000, 1, false), Some(held));
    wait("it goes on", || {
        seen(&mut engine, 1000, 1, true).is_some_and(|n| n > held)
    });
    assert_eq!(begun.load(Ordering::Relaxed), 1);
    engine.end();
    std::thread::sleep(Duration::from_millis(100));
    let ended = seen(&mut engine, 1000, 1, true);
    std::thread::sleep(Duration::from_millis(50));
    assert_eq!(seen(&mut engine, 1000, 1, true), ended, "it has ended");
}

#[test]
fn another_question_begins_anew_and_the_old_view_is_known_as_old() {
    let (count, begun) = Count::new(1);
    let mut engine = Engine::new("test", count, || {});
    wait("the first", || seen(&mut engine, 3, 1, true) == Some(3));
    let sight = engine.show(&4, &1, false);
    assert!(!sight.current && sight.view.is_some_and(|v| *v == 3));
    wait("the second", || seen(&mut engine, 4, 1, true) == Some(4));
    assert_eq!(begun.load(Ordering::Relaxed), 2);
}

/// The work fails; the engine answers the next question all the same.
#[test]
fn a_bug_in_the_work_stops_the_work_only() {
    let mut engine = Engine::new("test", Count::new(0).0, || {});
    assert_eq!(seen(&mut engine, 13, 1, true), None);
    wait("another", || seen(&mut engine, 2, 1, true) == Some(2));
}

#[test]
fn dropping_it_joins_the_thread() {
    let notified = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&notified);
    let mut engine = Engine::new("test", Count::new(1).0, move || {
        count.fetch_add(1, Ordering::Relaxed);
    });
    wait("it counts", || {
        seen(&mut engine, u32::MAX, 1, true).is_some_and(|n| n > 2)
    });
    drop(engine);
    let last = notified.load(Ordering::Relaxed);
    std::thread::sleep(Duration::from_millis(30));
    assert_eq!(notified.load(Ordering::Relaxed), last);
    // Nobody else holds what the thread held.
    assert_eq!(Arc::strong_count(&notified), 1);
}
