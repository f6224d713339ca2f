//! Signing in and out, and what the page fetches once somebody is signed in.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::{complain, conversations, leave, signed_out};
use crate::api_client;
use crate::state::{Action, Live, Remote};
use crate::store::Store;

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
                store.dispatch(Action::Me(Remote::Ready(Rc::new(me))));
                conversations::load_list(&store);
                conversations::load_open(&store);
                load_frames(&store);
            }
            Err(failure) => store.dispatch(Action::Me(Remote::Failed(failure))),
        }
    });
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
