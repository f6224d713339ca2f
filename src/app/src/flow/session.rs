//! Signing in and out, and what the page fetches once somebody is signed in.

use std::rc::Rc;

use encaixe_api::access::Me;
use wasm_bindgen_futures::spawn_local;

use super::{complain, conversations, leave, signed_out};
use crate::i18n::Locale;
use crate::state::{Action, Live, Remote};
use crate::store::Store;
use crate::{api_client, time};

/// Finds out who is signed in, then fetches what the page shows.
pub(crate) fn start(store: &Store) {
    let store = store.clone();
    store.dispatch(Action::Me(Remote::Loading));
    spawn_local(async move {
        let found = async {
            let me = api_client::me().await?;
            let directory = api_client::directory().await?;
            Ok((me, directory))
        };
        match found.await {
            Ok((me, directory)) => {
                store.dispatch(Action::Directory(Rc::new(directory)));
                begin_as(&store, &me);
                store.dispatch(Action::Me(Remote::Ready(Rc::new(me))));
                conversations::load_list(&store);
                conversations::load_open(&store);
                load_frames(&store);
            }
            Err(failure) => store.dispatch(Action::Me(Remote::Failed(failure))),
        }
    });
}

/// Takes the language and the time zone that the member began with, where they have not chosen others in this browser.
fn begin_as(store: &Store, me: &Me) {
    if let Some(locale) = me.locale.as_deref().and_then(Locale::beginning) {
        locale.apply(false);
        store.dispatch(Action::Locale(locale));
    }
    if !time::is_device_chosen() {
        time::set_timezone(me.timezone.as_deref());
    }
}

/// Fetches everything again: changes were missed.
pub(crate) fn refresh_all(store: &Store) {
    refresh_directory(store);
    conversations::load_list(store);
    conversations::load_open(store);
    load_frames(store);
}

/// Asks whether the session still holds; when it ended, the page shows how to sign in.
pub(crate) fn check(store: &Store) {
    let store = store.clone();
    spawn_local(async move {
        if let Err(failure) = api_client::me().await {
            signed_out(&store, &failure);
        }
    });
}

/// Fetches the names of things again.
pub(crate) fn refresh_directory(store: &Store) {
    let store = store.clone();
    let asked = store.freshness().ask_names();
    spawn_local(async move {
        match api_client::directory().await {
            Ok(directory) => {
                let latest = store.freshness().directory_came(asked);
                if latest {
                    store.dispatch(Action::Directory(Rc::new(directory)));
                }
            }
            Err(failure) => {
                // What is shown stays; the next change or reconnection asks again.
                signed_out(&store, &failure);
            }
        }
    });
}

/// Fetches the enabled plugins.
pub(crate) fn load_frames(store: &Store) {
    let store = store.clone();
    let asked = store.freshness().ask_names();
    spawn_local(async move {
        match api_client::frames().await {
            Ok(frames) => {
                let latest = store.freshness().frames_came(asked);
                if latest {
                    store.dispatch(Action::Frames(frames.into_iter().map(Rc::new).collect()));
                }
            }
            Err(failure) => complain(&store, "problem-plugins", &failure),
        }
    });
}

/// Ends the session.
pub(crate) fn sign_out(store: &Store) {
    let store = store.clone();
    spawn_local(async move {
        match api_client::sign_out().await {
            Ok(()) => {
                store.dispatch(Action::Live(Live::Off));
                leave(&store).await;
                // A fresh page holds nothing of the session: not in memory, not in a frame.
                if let Some(window) = web_sys::window() {
                    let _ = window.location().assign("/");
                }
            }
            Err(failure) => complain(&store, "problem-sign-out", &failure),
        }
    });
}
