//! A flag that long computations look at.
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// Tells a computation whether anybody still wants its result.
///
/// A clone watches the same generation counter; the computation is cancelled as soon as the counter
/// moves past the generation that it was started with.
#[derive(Clone, Debug, Default)]
pub struct Cancel {
    newest: Arc<AtomicU64>,
    mine: u64,
}

impl Cancel {
    /// A flag that is never raised unless [`Cancel::cancel`] is called on a clone.
    pub fn never() -> Self {
        Self::default()
    }

    /// A flag for a new computation; all earlier ones that share the counter are cancelled.
    pub fn renew(&self) -> Self {
        let mine = self.newest.fetch_add(1, Ordering::AcqRel) + 1;
        Self {
            newest: Arc::clone(&self.newest),
            mine,
        }
    }

    /// Cancels every computation that shares the counter.
    pub fn cancel(&self) {
        self.newest.fetch_add(1, Ordering::AcqRel);
    }

    /// Whether the result is no longer wanted.
    pub fn is_cancelled(&self) -> bool {
        self.newest.load(Ordering::Acquire) != self.mine
    }
}

#[cfg(test)]
mod tests {
    use super::Cancel;

    #[test]
    fn a_newer_computation_cancels_the_older_one() {
        let first = Cancel::never();
        assert!(!first.is_cancelled());
        let second = first.renew();
        assert!(first.is_cancelled() && !second.is_cancelled());
        second.clone().cancel();
        assert!(second.is_cancelled());
    }
}
