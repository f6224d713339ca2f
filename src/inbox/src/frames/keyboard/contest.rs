//! After the focus was taken back from a frame.
//!
//! Firefox's processes have a view each of the focus. A frame that takes it while the page takes it back may get the keys, and
//! the page's view stays that it has them itself.

use std::cell::Cell;

/// How long a contest lasts after the focus was taken back last, in milliseconds.
const LAST_MS: f64 = 2_000.0;
/// At how many looks in a row something must be pressed in a frame, while the page seems to have the keys, to be sure that it
/// has not: a press by which the agent goes in is known before the change of focus that it makes.
const SURE: u32 = 2;

/// Whether frames may still be at it.
#[derive(Debug)]
pub(super) struct Contest {
    /// When the focus was taken back last.
    began: Cell<f64>,
    /// Nobody looked since.
    is_new: Cell<bool>,
    /// At how many looks in a row something was pressed in a frame.
    pressed: Cell<u32>,
}

impl Default for Contest {
    fn default() -> Self {
        Self {
            began: Cell::new(f64::NEG_INFINITY),
            is_new: Cell::new(false),
            pressed: Cell::new(0),
        }
    }
}

impl Contest {
    /// The focus was taken back.
    pub(super) fn begin(&self, now: f64) {
        self.began.set(now);
        self.is_new.set(true);
        self.pressed.set(0);
    }

    /// Whether a frame had to give the focus back just now.
    pub(super) fn is_on(&self, now: f64) -> bool {
        (0.0..LAST_MS).contains(&(now - self.began.get()))
    }

    /// Called at each look at which the page seems to have the keys, with whether something is pressed in a frame; says whether
    /// the page is to take the keys once more.
    pub(super) fn is_doubtful(&self, now: f64, is_pressed: bool) -> bool {
        let looks = if is_pressed {
            self.pressed.get().saturating_add(1)
        } else {
            0
        };
        self.pressed.set(looks);
        self.is_on(now) && (self.is_new.take() || looks == SURE)
    }
}

#[cfg(test)]
mod tests {
    use super::Contest;

    #[test]
    fn the_keys_are_taken_once_more_after_a_theft_and_when_something_is_pressed_elsewhere() {
        let contest = Contest::default();
        assert!(!contest.is_on(0.0));
        assert!(!contest.is_doubtful(0.0, true));
        contest.begin(1_000.0);
        let looks = [
            (1_025.0, false, true),
            (1_050.0, false, false),
            (1_075.0, true, false),
            (1_100.0, true, true),
            (1_125.0, true, false),
            (1_150.0, false, false),
            (1_175.0, true, false),
            (1_200.0, false, false),
            (2_950.0, true, false),
            (2_975.0, true, true),
            (3_000.0, false, false),
            (3_025.0, true, false),
            (3_050.0, true, false),
        ];
        for (now, is_pressed, expected) in looks {
            assert_eq!(contest.is_doubtful(now, is_pressed), expected, "{now}");
        }
        assert!(!contest.is_on(3_000.0));
        // A clock that was put back ends it.
        assert!(!contest.is_on(999.0));
    }
}
