//! The page's address and its history, which the browser keeps and the state shows.

use encaixe_ui::company;
use gloo_events::EventListener;
use wasm_bindgen::JsValue;

use crate::state::{Action, Address};
use crate::store::Store;

impl Address {
    /// The page's address now.
    pub(crate) fn present() -> Self {
        let location = web_sys::window().map(|window| window.location());
        let part = |found: Option<Result<String, JsValue>>| found.and_then(Result::ok);
        let path = part(location.as_ref().map(web_sys::Location::pathname)).unwrap_or_default();
        let search = part(location.as_ref().map(web_sys::Location::search)).unwrap_or_default();
        Self {
            path: company::within(&path).to_owned(),
            query: search.trim_start_matches('?').to_owned(),
        }
    }
}

/// Goes to an address of the page.
pub(crate) fn push(store: &Store, to: &str) {
    let to = company::path(to);
    change(store, |history| {
        history.push_state_with_url(&JsValue::NULL, "", Some(&to))
    });
}

/// The same in place of the present address.
pub(crate) fn replace(store: &Store, to: &str) {
    let to = company::path(to);
    change(store, |history| {
        history.replace_state_with_url(&JsValue::NULL, "", Some(&to))
    });
}

fn change(store: &Store, change: impl Fn(&web_sys::History) -> Result<(), JsValue>) {
    let history = web_sys::window().and_then(|window| window.history().ok());
    // A browser that is asked too often for it leaves the address as it was.
    if history.is_some_and(|history| change(&history).is_ok()) {
        store.dispatch(Action::Address(Address::present()));
    }
}

/// Follows the agent's steps back and forward as long as the value lives.
pub(crate) fn follow(store: &Store) -> Option<EventListener> {
    let store = store.clone();
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "popstate", move |_| {
        store.dispatch(Action::Address(Address::present()));
    }))
}
