//! Signing in and out, and what the page fetches once somebody is signed in.

use encaixe_ui::company;
use std::rc::Rc;

use encaixe_api::access::{Me, Role};
use encaixe_ui::i18n::Locale;
use encaixe_ui::remote::Remote;
use encaixe_ui::shell::Live;
use encaixe_ui::{storage, time};
use wasm_bindgen_futures::spawn_local;

use super::{complain, composer, conversations, leave, owe, signed_out};
use crate::api_client;
use crate::languages;
use crate::route::Route;
use crate::state::Action;
use crate::state::owed::Part;
use crate::state::slot::Slot;
use crate::store::Store;

/// Where it is kept that whoever was signed in last has nothing of the inbox, so that nothing of it is asked for.
const DEVELOPER: &str = "developer";

/// Keeps for the next page whether the inbox is open to whoever is signed in.
pub(crate) fn remember(me: &Me) {
    if is_developer(me) {
        storage::set(DEVELOPER, "yes");
    } else {
        storage::forget(DEVELOPER);
    }
}

fn is_developer(me: &Me) -> bool {
    me.member.role == Role::Developer
}

/// Finds out who is signed in, then fetches what the page shows.
pub(crate) fn start(store: &Store) {
    let store = store.clone();
    owe(&store, Part::Me, None);
    // Side by side: one after the other they would take as many times the way to the server.
    let names = Slot::new();
    {
        let names = names.clone();
        spawn_local(async move { names.give(api_client::directory().await) });
    }
    let is_early = storage::get(DEVELOPER).is_none();
    if is_early {
        load_inbox(&store);
    }
    spawn_local(async move {
        let found = match api_client::me().await {
            Ok(me) => names.wait().await.map(|directory| (me, directory)),
            Err(failure) => Err(failure),
        };
        match found {
            Ok((me, directory)) => {
                remember(&me);
                if !is_early && !is_developer(&me) {
                    load_inbox(&store);
                }
                store.dispatch(Action::Directory(Rc::new(directory)));
                begin_as(&store, &me).await;
                store.dispatch(Action::Me(Remote::Ready(Rc::new(me))));
            }
            Err(failure) => {
                store.dispatch(Action::Me(Remote::Failed(failure.clone())));
                owe(&store, Part::Me, Some(&failure));
            }
        }
    });
}

fn load_inbox(store: &Store) {
    if let Route::Conversation { id } = Route::present() {
        store.dispatch(Action::Select(Some(id.into())));
    }
    conversations::load_list(store);
    conversations::load_open(store);
    load_frames(store);
}

/// Takes the language and the time zone that the member began with, where they have not chosen others in this browser.
async fn begin_as(store: &Store, me: &Me) {
    if let Some(locale) = me.locale.as_deref().and_then(Locale::beginning) {
        languages::take(store, locale, false).await;
    }
    time::begin_as(me);
}

/// Fetches everything again: changes were missed.
pub(crate) fn refresh_all(store: &Store) {
    refresh_directory(store);
    if store.state().is_developer() {
        return;
    }
    conversations::load_list(store);
    conversations::load_open(store);
    load_frames(store);
}

/// Asks whether the session still holds; when it ended, the page shows how to sign in. When somebody else signed in by
/// another tab, it begins anew as theirs; so it does when the inbox is theirs no longer, or has become theirs.
pub(crate) fn check(store: &Store) {
    let store = store.clone();
    spawn_local(async move {
        match api_client::me().await {
            Ok(now) => {
                let other = (store.state().me.ready()).is_some_and(|me| {
                    me.member.id != now.member.id || is_developer(me) != is_developer(&now)
                });
                remember(&now);
                if let Some(window) = web_sys::window().filter(|_| other) {
                    // Fails only while the page is being left already.
                    let _ = window.location().reload();
                }
            }
            Err(failure) => {
                signed_out(&store, &failure);
            }
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
                owe(&store, Part::Directory, None);
                let latest = store.freshness().directory_came(asked);
                if latest {
                    store.dispatch(Action::Directory(Rc::new(directory)));
                }
            }
            Err(failure) => {
                // What is shown stays.
                signed_out(&store, &failure);
                owe(&store, Part::Directory, Some(&failure));
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
                owe(&store, Part::Frames, None);
                let latest = store.freshness().frames_came(asked);
                if latest {
                    store.dispatch(Action::Frames(frames.into_iter().map(Rc::new).collect()));
                }
            }
            Err(failure) if signed_out(&store, &failure) => {}
            Err(failure) => {
                // Those that are shown stay; where there are none yet, the panel says why.
                store.dispatch(Action::FramesFailed(failure.clone()));
                owe(&store, Part::Frames, Some(&failure));
            }
        }
    });
}

/// Ends the session.
pub(crate) fn sign_out(store: &Store) {
    let store = store.clone();
    spawn_local(async move {
        match api_client::sign_out().await {
            Ok(()) => {
                composer::forget_all(&store);
                store.dispatch(Action::Live(Live::Off));
                leave(&store).await;
                // A fresh page holds nothing of the session: not in memory, not in a frame.
                if let Some(window) = web_sys::window() {
                    let _ = window.location().assign(&company::path("/"));
                }
            }
            Err(failure) => {
                // It had ended before.
                if failure.is_signed_out() {
                    composer::forget_all(&store);
                }
                complain(&store, "problem-sign-out", &failure);
            }
        }
    });
}
