//! Requests to the server, step by step: send, put the answer into the state, show a failure.

pub(crate) mod changes;
pub(crate) mod closing;
pub(crate) mod composer;
pub(crate) mod conversations;
pub(crate) mod details;
mod kept;
pub(crate) mod panel;
pub(crate) mod people;
pub(crate) mod rating;
pub(crate) mod reading;
pub(crate) mod recovery;
pub(crate) mod session;
pub(crate) mod start;

use encaixe_api::id::ConversationId;
use encaixe_protocol::command::toast::Kind;
use encaixe_protocol::limits::Limits;
use encaixe_ui::api_client::Failure;
use encaixe_ui::failure::reason;
use encaixe_ui::i18n::Words;
use encaixe_ui::remote::Remote;
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use crate::state::Action;
use crate::state::owed::Part;
use crate::state::toasts::Toast;
use crate::store::Store;

/// Shows a notice of the page's own.
pub(crate) fn notice(store: &Store, kind: Kind, message: String) {
    store.dispatch(Action::Toast(Toast {
        id: encaixe_ui::numbers::next(),
        source: None,
        kind,
        message,
        undo: None,
        about: None,
    }));
}

/// Tells that something was done, and offers the way back. The next change of the conversation that it is about ends it.
pub(crate) fn done(
    store: &Store,
    message: String,
    undo: Callback<()>,
    about: Option<ConversationId>,
) {
    store.dispatch(Action::Toast(Toast {
        id: encaixe_ui::numbers::next(),
        source: None,
        kind: Kind::Success,
        message,
        undo: Some(undo),
        about,
    }));
}

/// Takes back what a notice tells of, once.
pub(crate) fn undo(store: &Store, toast: u32) {
    let state = store.state();
    let undo = state.toasts.shown().iter().find(|it| it.id == toast);
    if let Some(undo) = undo.and_then(|toast| toast.undo.clone()) {
        store.dispatch(Action::ToastGone(toast));
        undo.emit(());
    }
}

/// Says that something did not work: `key` says what, the failure says why.
pub(crate) fn complain(store: &Store, key: &str, failure: &Failure) {
    if signed_out(store, failure) {
        return;
    }
    let words = Words::of(store.state().locale);
    let message = format!("{} {}", words.t(key), reason(&words, failure));
    notice(store, Kind::Error, message);
}

/// Whether the session ended; then the page shows how to sign in, once its frames could close.
pub(crate) fn signed_out(store: &Store, failure: &Failure) -> bool {
    if failure.is_signed_out() && !store.state().leaving {
        let (store, failure) = (store.clone(), failure.clone());
        spawn_local(async move {
            leave(&store).await;
            store.dispatch(Action::Me(Remote::Failed(failure)));
        });
    }
    failure.is_signed_out()
}

/// Notes whether a part of the page is still to come: one that failed in a way that passes is asked for again.
fn owe(store: &Store, part: Part, failure: Option<&Failure>) {
    let owed = failure.is_some_and(Failure::is_passing);
    if owed || store.state().owed.parts().any(|known| known == part) {
        store.dispatch(Action::Owed(part, owed));
    }
}

/// Closes the frames, and waits until their pages had the time to act on it.
async fn leave(store: &Store) {
    store.dispatch(Action::Leaving);
    TimeoutFuture::new(Limits::STANDARD.closing_ms).await;
}
