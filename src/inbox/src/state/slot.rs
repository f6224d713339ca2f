//! A one-shot channel: the agent's answer to a plugin's question.

use std::cell::RefCell;
use std::fmt;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

/// Both ends of the channel; clones are the same one.
pub(crate) struct Slot<T>(Rc<RefCell<SlotState<T>>>);

enum SlotState<T> {
    Empty(Option<Waker>),
    Given(T),
    Taken,
}

impl<T> Slot<T> {
    /// Nothing was given yet.
    pub(crate) fn new() -> Self {
        Self(Rc::new(RefCell::new(SlotState::Empty(None))))
    }

    /// Gives the value; only the first one counts.
    pub(crate) fn give(&self, value: T) {
        let mut stage = self.0.borrow_mut();
        if let SlotState::Empty(waker) = &mut *stage {
            let waker = waker.take();
            *stage = SlotState::Given(value);
            drop(stage);
            if let Some(waker) = waker {
                waker.wake();
            }
        }
    }

    /// Ends with the value, for the one who waits.
    pub(crate) async fn wait(&self) -> T {
        poll_fn(|context| {
            let mut stage = self.0.borrow_mut();
            match std::mem::replace(&mut *stage, SlotState::Taken) {
                SlotState::Given(value) => Poll::Ready(value),
                SlotState::Empty(_) => {
                    *stage = SlotState::Empty(Some(context.waker().clone()));
                    Poll::Pending
                }
                SlotState::Taken => Poll::Pending,
            }
        })
        .await
    }
}

impl<T> Clone for Slot<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Slot<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> fmt::Debug for Slot<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Slot")
    }
}
