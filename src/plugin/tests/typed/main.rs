//! The feature `typed`: events with their types, commands as async functions.

#![cfg(all(target_arch = "wasm32", feature = "typed"))]
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on fails"
)]

#[path = "../support/mod.rs"]
mod support;

mod calls;
mod classic;
mod commands;
mod events;
mod stream;

use std::cell::RefCell;
use std::rc::Rc;

use encaixe_plugin::Limits;
use encaixe_plugin::typed::{Error, Kinbox};
use js_sys::futures::spawn_local;
use support::{Host, HostPort, until};
use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);

/// The data of the golden event `conversation`.
fn open() -> String {
    golden(include_str!(
        "../../../protocol/golden/event_conversation.json"
    ))
}

/// The `data` of a golden event.
fn golden(event: &str) -> String {
    support::json(&support::get(&support::parse(event), "data"))
}

/// A plugin that was welcomed to the golden conversation, 955, or to none.
async fn connected(host: &Host, conversation: &str) -> (Kinbox, HostPort) {
    let kinbox = Kinbox::new(host.plugin_with(Limits::STANDARD));
    kinbox.plugin().connect(None);
    let line = host.hello().await;
    line.welcome(conversation);
    until(|| kinbox.wire().as_str() == "channel").await;
    (kinbox, line)
}

/// What is told to handlers, in order.
struct Received<T>(Rc<RefCell<Vec<T>>>);

impl<T> Clone for Received<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T: Clone> Received<T> {
    fn new() -> Self {
        Self(Rc::default())
    }

    fn add(&self, told: T) {
        self.0.borrow_mut().push(told);
    }

    fn all(&self) -> Vec<T> {
        self.0.borrow().clone()
    }

    async fn until(&self, count: usize) -> Vec<T> {
        until(|| self.0.borrow().len() >= count).await;
        self.all()
    }
}

/// A call that runs beside the test.
struct Task<T>(Received<Result<T, Error>>);

fn start<T: Clone + 'static>(call: impl Future<Output = Result<T, Error>> + 'static) -> Task<T> {
    let ended = Received::new();
    let end = ended.clone();
    spawn_local(async move { end.add(call.await) });
    Task(ended)
}

impl<T: Clone> Task<T> {
    async fn end(&self) -> Result<T, Error> {
        self.0.until(1).await.remove(0)
    }

    /// The error that it ends in, as text.
    async fn error(&self) -> String {
        match self.end().await {
            Ok(_) => panic!("it ended well"),
            Err(error) => error.to_string(),
        }
    }
}
