//! Waiting for the page to come to a state.

use std::cell::RefCell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use super::CommandContext;
use crate::state::State;

impl CommandContext {
    /// Waits until `pick` finds something in the state, and returns it; None once the call is given up.
    pub(super) async fn when<T>(&self, pick: impl Fn(&State) -> Option<T>) -> Option<T> {
        let waiting = Rc::new(RefCell::new(None::<Waker>));
        let wake = {
            let waiting = Rc::clone(&waiting);
            move || {
                if let Some(waker) = waiting.take() {
                    waker.wake();
                }
            }
        };
        self.aborted.on_abort(wake.clone());
        let subscription = self.store.subscribe(move |_| wake());
        let found = poll_fn(|task| {
            if self.aborted.is_aborted() {
                return Poll::Ready(None);
            }
            let found = pick(&self.store.state());
            if found.is_none() {
                *waiting.borrow_mut() = Some(task.waker().clone());
                return Poll::Pending;
            }
            Poll::Ready(found)
        })
        .await;
        drop(subscription);
        found
    }
}
