use super::*;
use std::sync::{
    atomic::{AtomicUsize, Ordering},
    mpsc,
};

fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < Duration::from_secs(20), "{what}");
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn an_answer_comes_without_waiting_and_then_is_fresh() {
    let (go, gate) = mpsc::channel::<()>();
    let mut lane = Lane::new(
        "test",
        Duration::ZERO,
        move |_, &k: &u32, publish| {
            gate.recv().expect("the test lets it go");
            publish(k * k);
        },
        || {},
    );
    assert!(matches!(lane.show(&7), Shown::Nothing));
    go.send(()).expect("the lane listens");
    until("an answer", || lane.show(&7).is_fresh());
    assert_eq!(lane.show(&7).value().map(|v| **v), Some(49));
    // The next question keeps the last answer on show.
    assert!(matches!(lane.show(&8), Shown::Stale { value, coarse: false, .. } if *value == 49));
    go.send(()).expect("the lane listens");
}

#[test]
fn the_newest_question_wins_and_those_between_are_never_worked_on() {
    let (go, gate) = mpsc::channel::<()>();
    let worked = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&worked);
    let mut lane = Lane::new(
        "test",
        Duration::from_secs(60),
        move |_, &k: &u32, publish| {
            seen.lock().expect("no panic in the test").push(k);
            gate.recv().expect("the test lets it go");
            publish(k);
        },
        || {},
    );
    lane.show(&0);
    until("taken up", || !worked.lock().expect("no panic").is_empty());
    for k in 1..=100 {
        lane.show(&k);
    }
    go.send(()).expect("the lane listens");
    go.send(()).expect("the lane listens");
    until("the last", || lane.show(&100).is_fresh());
    assert_eq!(*worked.lock().expect("no panic"), [0, 100]);
}

#[test]
fn a_new_question_cancels_work_that_has_gone_on_for_longer_than_the_patience() {
    let mut lane = Lane::new(
        "test",
        Duration::from_millis(5),
        |cancel, &k: &u32, publish| {
            if k == 0 {
                while !cancel.is_cancelled() {
                    std::thread::yield_now();
                }
                publish(0);
            } else {
                publish(k);
            }
        },
        || {},
    );
    lane.show(&0);
    until("the second", || lane.show(&1).is_fresh());
    // What a cancelled computation publishes is never shown.
    assert_eq!(lane.show(&1).value().map(|v| **v), Some(1));
}

#[test]
fn coarse_answers_show_before_the_finished_one() {
    let (go, gate) = mpsc::channel::<()>();
    let mut lane = Lane::new(
        "test",
        Duration::ZERO,
        move |_, _: &u32, publish| {
            publish("coarse");
            gate.recv().expect("the test lets it go");
            publish("fine");
        },
        || {},
    );
    until(
        "coarse",
        || matches!(lane.show(&1), Shown::Stale { value, coarse: true, .. } if *value == "coarse"),
    );
    go.send(()).expect("the lane listens");
    until(
        "fine",
        || matches!(lane.show(&1), Shown::Fresh(value) if *value == "fine"),
    );
}

#[test]
fn dropping_a_lane_leaves_no_thread_behind() {
    let alive = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&alive);
    struct Leaves(Arc<AtomicUsize>);
    impl Drop for Leaves {
        fn drop(&mut self) {
            self.0.fetch_sub(1, Ordering::SeqCst);
        }
    }
    alive.fetch_add(1, Ordering::SeqCst);
    let here = Leaves(count);
    let mut lane = Lane::new(
        "test",
        Duration::from_secs(60),
        move |cancel, _: &u32, publish| {
            let _ = &here;
            while !cancel.is_cancelled() {
                std::thread::yield_now();
            }
            publish(());
        },
        || {},
    );
    lane.show(&1);
    until("running", || lane.shared.lock().running.is_some());
    drop(lane);
    // The work and all it owned went with the thread.
    assert_eq!(alive.load(Ordering::SeqCst), 0);
}

#[test]
fn a_panic_in_the_work_leaves_the_last_answer_and_the_lane_alive() {
    let mut lane = Lane::new(
        "test",
        Duration::ZERO,
        |_, &k: &u32, publish| {
            assert!(k != 2, "on purpose");
            publish(k);
        },
        || {},
    );
    until("1", || lane.show(&1).is_fresh());
    lane.show(&2);
    until("over", || !lane.busy());
    assert_eq!(lane.show(&2).value().map(|v| **v), Some(1));
    until("3", || lane.show(&3).is_fresh());
}

#[test]
fn a_waiting_lane_answers_at_once_and_works_once_per_question() {
    let mut times = 0;
    let mut lane = Lane::waiting(move |_, &k: &u32, publish: &mut dyn FnMut(u32)| {
        times += 1;
        publish(10 * k + times);
    });
    assert!(matches!(lane.show(&1), Shown::Fresh(v) if *v == 11));
    assert!(matches!(lane.show(&1), Shown::Fresh(v) if *v == 11));
    assert!(matches!(lane.show(&2), Shown::Fresh(v) if *v == 22));
}
