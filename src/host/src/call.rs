//! One command on its way to the page, and the handle that tells when nobody waits for it any more.

use std::cell::RefCell;
use std::fmt;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use encaixe_api::id::ConversationId;
use encaixe_protocol::command;
use encaixe_protocol::scope::AnyScope;
use wasm_bindgen::JsValue;

/// One command of a verified document.
#[derive(Debug, Clone)]
pub struct Call {
    /// The command's name.
    pub command: command::Name,
    /// A plain object within the message bound; read it with [`crate::decode`].
    pub params: JsValue,
    /// The conversation that the call states to be made for, which is the open one: always there on bound
    /// commands, on optional ones when their params name nothing else.
    pub conversation: Option<ConversationId>,
    /// The scope that it needed and that the plugin holds; none for what every plugin may do.
    pub scope: Option<AnyScope>,
    /// Whether somebody still waits for the outcome.
    pub aborted: Aborted,
}

/// Signals that a call was given up: the plugin aborted it, its time ran out or its document is gone.
///
/// Cheap to clone. Callbacks are dropped once the call has its answer.
#[derive(Clone, Default)]
pub struct Aborted(Rc<RefCell<CallState>>);

enum CallState {
    Waiting(Vec<Box<dyn FnOnce()>>, Vec<Waker>),
    Answered,
    Aborted,
}

impl Default for CallState {
    fn default() -> Self {
        Self::Waiting(Vec::new(), Vec::new())
    }
}

impl Aborted {
    /// Whether the call was given up.
    #[must_use]
    pub fn is_aborted(&self) -> bool {
        matches!(*self.0.borrow(), CallState::Aborted)
    }

    /// Calls `then` once the call is given up; at once when it already is, never when it has its answer.
    pub fn on_abort(&self, then: impl FnOnce() + 'static) {
        match &mut *self.0.borrow_mut() {
            CallState::Waiting(callbacks, _) => return callbacks.push(Box::new(then)),
            CallState::Answered => return,
            CallState::Aborted => {}
        }
        then();
    }

    /// Resolves to true once the call is given up, to false once it has its answer.
    pub async fn wait(&self) -> bool {
        poll_fn(|context| match &mut *self.0.borrow_mut() {
            CallState::Waiting(_, wakers) => {
                if !wakers.iter().any(|known| known.will_wake(context.waker())) {
                    wakers.push(context.waker().clone());
                }
                Poll::Pending
            }
            CallState::Answered => Poll::Ready(false),
            CallState::Aborted => Poll::Ready(true),
        })
        .await
    }

    /// The call is given up.
    pub(crate) fn abort(&self) {
        if let CallState::Waiting(callbacks, wakers) = self.0.replace(CallState::Aborted) {
            callbacks.into_iter().for_each(|then| then());
            wakers.into_iter().for_each(Waker::wake);
        }
    }

    /// The call has its answer.
    pub(crate) fn answer(&self) {
        if let CallState::Waiting(_, wakers) = self.0.replace(CallState::Answered) {
            wakers.into_iter().for_each(Waker::wake);
        }
    }
}

impl fmt::Debug for Aborted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Aborted").field(&self.is_aborted()).finish()
    }
}
