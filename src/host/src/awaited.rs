//! The event whose listeners the page waits for: the last one that asked for an acknowledgement.

use std::cell::{Cell, RefCell};

/// What is called once the listeners are done.
type Done = Box<dyn FnOnce()>;

/// At most one event at a time.
#[derive(Default)]
pub(crate) struct Awaited {
    number: Cell<u32>,
    done: RefCell<Option<Done>>,
}

impl Awaited {
    /// Waits for a new event instead of the one before; returns its number.
    pub(crate) fn begin(&self, done: Done) -> u32 {
        // 0 is an event that nobody waits for.
        let number = self.number.get().wrapping_add(1).max(1);
        self.number.set(number);
        let before = self.done.replace(Some(done));
        before.into_iter().for_each(|done| done());
        number
    }

    /// The event of this number was acknowledged.
    pub(crate) fn acknowledged(&self, number: u32) {
        if number == self.number.get() {
            self.stop();
        }
    }

    /// Nothing is waited for any more.
    pub(crate) fn stop(&self) {
        let done = self.done.take();
        done.into_iter().for_each(|done| done());
    }
}
