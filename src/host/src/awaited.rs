//! The event whose listeners are waited for: the last one that was sent so.

use std::cell::{Cell, RefCell};

/// What is called once the listeners are done.
type Done = Box<dyn FnOnce()>;

/// At most one is waited for at a time.
#[derive(Default)]
pub(crate) struct Awaited {
    number: Cell<u32>,
    done: RefCell<Option<Done>>,
}

impl Awaited {
    /// Waits for another event, under the number that is given back, and no longer for the one before it.
    pub(crate) fn begin(&self, done: Done) -> u32 {
        // 0 is an event that nobody waits for.
        let number = self.number.get().wrapping_add(1).max(1);
        self.number.set(number);
        let before = self.done.replace(Some(done));
        before.into_iter().for_each(|done| done());
        number
    }

    /// This number came back.
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
