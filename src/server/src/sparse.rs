//! A bound for lines in the log that somebody outside can cause.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// Allows so many lines in each stretch of time.
#[derive(Debug)]
pub(crate) struct Sparse {
    most: u32,
    each: Duration,
    window: Mutex<Window>,
}

#[derive(Debug, Default)]
struct Window {
    began: Option<Instant>,
    allowed: u32,
    left_out: u64,
}

impl Sparse {
    /// At most `most` lines in each stretch of that length.
    #[must_use]
    pub(crate) fn new(most: u32, each: Duration) -> Self {
        Self {
            most,
            each,
            window: Mutex::default(),
        }
    }

    /// Whether a line may be written now; nobody asks how many were left out.
    pub(crate) fn allows(&self) -> bool {
        let allowed = self.ask() == Answer::Write;
        self.lock().left_out = 0;
        allowed
    }

    /// Whether a line may be written now, and whether somebody has to see to the count of those that are left out.
    pub(crate) fn ask(&self) -> Answer {
        let mut window = self.lock();
        let now = Instant::now();
        if window.began.is_none_or(|began| now >= began + self.each) && window.left_out == 0 {
            *window = Window {
                began: Some(now),
                ..Window::default()
            };
        }
        if window.allowed < self.most {
            window.allowed += 1;
            return Answer::Write;
        }
        window.left_out += 1;
        if window.left_out == 1 {
            let ends = window.began.map_or(now, |began| began + self.each);
            return Answer::First(ends);
        }
        Answer::LeaveOut
    }

    /// How many lines were left out, which begins another stretch.
    pub(crate) fn take(&self) -> u64 {
        std::mem::take(&mut *self.lock()).left_out
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Window> {
        self.window.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What to do about a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Write it.
    Write,
    /// Leave it out. It is the first one: at that time take the count of all.
    First(Instant),
    /// Leave it out.
    LeaveOut,
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Answer, Sparse};

    #[tokio::test]
    async fn lines_beyond_the_bound_are_counted_and_the_next_stretch_has_its_own() {
        let each = Duration::from_millis(200);
        let sparse = Sparse::new(2, each);
        assert!(sparse.allows() && sparse.allows());
        let Answer::First(ends) = sparse.ask() else {
            panic!("the third was not left out");
        };
        assert_eq!(sparse.ask(), Answer::LeaveOut);
        tokio::time::sleep_until(ends).await;
        // Until the count is taken, nothing new begins.
        assert_eq!(sparse.ask(), Answer::LeaveOut);
        assert_eq!(sparse.take(), 3);
        assert!(sparse.allows() && sparse.allows() && !sparse.allows());
    }
}
