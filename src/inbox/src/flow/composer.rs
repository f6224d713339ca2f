//! Writing: drafts that outlive a reload, sending them, and what plugins put into them.

use std::rc::Rc;

use encaixe_api::id::{ConversationId, MessageId};
use encaixe_api::inbox::message::{NewMessage, TEXT_CHARS, most_chars};
use encaixe_ui::api_client::By;
use encaixe_ui::storage;
use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::StorageEvent;

use super::conversations::{fetch, row};
use super::kept::{self, What};
use super::{changes, complain, session, signed_out};
use crate::api_client;
use crate::drafts::{Draft, Key, Mode};
use crate::random;
use crate::state::composer::{ComposerAction, Sending};
use crate::state::{Action, State};
use crate::store::Store;

mod insertion;

pub(crate) use insertion::{Refused, holds, insert, inserting, undo};

/// What tells the other tabs that the session ended.
const SIGNED_OUT: &str = "signed-out";

/// The draft: of this page, else of before the reload.
pub(crate) fn draft(store: &Store, key: &Key) -> Draft {
    if let Some(known) = store.drafts().get(key) {
        return known.clone();
    }
    let kept = place(store, What::Draft, key).and_then(|place| kept::get(&place));
    let draft = Draft::new(kept.unwrap_or_default());
    store.drafts().put(key.clone(), draft.clone());
    draft
}

/// The agent wrote.
pub(crate) fn write(store: &Store, key: &Key, draft: Draft) {
    store.drafts().put(key.clone(), draft);
    keep(store, key);
    if let Some(Sending::Failed(_)) = store.state().composer.sending(key) {
        // The failed message is no longer the one in the field.
        store.dispatch(Action::Compose(ComposerAction::Unfail(key.clone())));
    }
    let (id, mode) = key;
    let inserted = store.state().composer.inserted.clone();
    if *mode == Mode::Reply && inserted.is_some_and(|inserted| inserted.conversation == *id) {
        store.dispatch(Action::Compose(ComposerAction::Settled));
    }
}

/// The agent asks to write in this way.
pub(crate) fn call(store: &Store, mode: Mode) {
    if let Some(id) = store.state().selected().cloned() {
        store.dispatch(Action::Compose(ComposerAction::Mode(id, mode)));
        store.dispatch(Action::Compose(ComposerAction::Call(true)));
    }
}

/// The longest text there, in characters: to colleagues, or to the contact in their channel.
pub(crate) fn most(state: &State, key: &Key) -> usize {
    let channel = match key.1 {
        Mode::Note => None,
        Mode::Reply => row(state, &key.0).map(|row| row.channel),
    };
    let channels = &state.directory.channels;
    channel
        .and_then(|id| channels.iter().find(|channel| channel.id == id))
        .map_or(TEXT_CHARS, |channel| most_chars(&channel.kind))
}

/// Sends the draft, unless it is empty, too long or on its way. What fails stays a draft.
pub(crate) fn send(store: &Store, key: Key) {
    let text = draft(store, &key).text;
    let is_long = text.trim().chars().count() > most(&store.state(), &key);
    let is_going = store.state().composer.sending(&key) == Some(&Sending::Now);
    if text.trim().is_empty() || is_long || is_going {
        return;
    }
    let store = store.clone();
    store.dispatch(Action::Compose(ComposerAction::Sending(
        key.clone(),
        Sending::Now,
    )));
    spawn_local(async move {
        let new = NewMessage {
            id: idempotency_key(&store, &key, &text),
            kind: key.1.kind(),
            text: text.trim().to_owned(),
            plugin: None,
        };
        match api_client::add_message(By::Agent, &key.0, &new).await {
            Ok(message) => {
                store.drafts().sent(&key, &text);
                keep(&store, &key);
                forget_idempotency_key(&store, &key);
                let overtaken = store.freshness().wrote(&key.0);
                let id = message.id.clone();
                store.dispatch(Action::Said(key.0.clone(), Rc::new(message)));
                if overtaken {
                    fetch(&store, key.0.clone());
                }
                store.dispatch(Action::Compose(ComposerAction::Sent(key, id)));
            }
            Err(failure) => {
                signed_out(&store, &failure);
                store.dispatch(Action::Compose(ComposerAction::Sending(
                    key,
                    Sending::Failed(failure),
                )));
            }
        }
    });
}

/// Sends a message again that was not delivered; the agent is told when that could not be asked for.
pub(crate) async fn resend(store: &Store, id: &ConversationId, message: &MessageId) {
    match api_client::retry_message(id, message).await {
        Ok(message) => store.dispatch(Action::Resent(id.clone(), Rc::new(message))),
        Err(failure) => {
            complain(store, "problem-resend", &failure);
            // It may have been sent again by somebody else.
            fetch(store, id.clone());
        }
    }
}

/// Opens a closed conversation again, to write in it.
pub(crate) fn reopen(store: &Store, id: ConversationId) {
    changes::open(store, &id);
    store.dispatch(Action::Compose(ComposerAction::Call(true)));
}

/// The idempotency key of a text. An unconfirmed text keeps its key, also over a reload, so that a lost answer does not make
/// a second message.
fn idempotency_key(store: &Store, key: &Key, text: &str) -> Option<String> {
    let place = place(store, What::IdempotencyKey, key)?;
    let kept = kept::get(&place);
    let kept = kept.as_deref().and_then(|kept| kept.split_once(' '));
    let before = store.drafts().idempotency_key(key, text);
    let before = before.or_else(|| Some(kept.filter(|(_, of)| *of == text)?.0.to_owned()));
    let made = before.or_else(random::name)?;
    kept::set(&place, &format!("{made} {text}"));
    store
        .drafts()
        .keep_idempotency_key(key.clone(), text, &made);
    Some(made)
}

fn forget_idempotency_key(store: &Store, key: &Key) {
    if let Some(place) = place(store, What::IdempotencyKey, key) {
        kept::set(&place, "");
    }
}

/// Keeps the draft in this browser, so that neither a reload nor the end of the tab loses it.
fn keep(store: &Store, key: &Key) {
    let text = store.drafts().get(key).map(|draft| draft.text.clone());
    if let Some(place) = place(store, What::Draft, key) {
        kept::set(&place, text.as_deref().unwrap_or_default());
    }
}

/// Drafts are their writer's: another member in the same tab has others.
fn place(store: &Store, what: What, key: &Key) -> Option<String> {
    let state = store.state();
    let me = &state.me.ready()?.member.id;
    Some(kept::place(what, me, key))
}

/// Follows what the agent writes and sends in other tabs of this browser, as long as the listener lives. The tab in which they
/// are writing follows no other.
pub(crate) fn follow_tabs(store: &Store) -> Option<EventListener> {
    kept::tidy_all();
    let store = store.clone();
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "storage", move |event| {
        let event = event.dyn_ref::<StorageEvent>();
        let Some(key) = event.and_then(storage::key_of) else {
            return;
        };
        if key == SIGNED_OUT {
            return session::check(&store);
        }
        let Some(id) = store.state().selected().cloned() else {
            return store.drafts().forget(|_| true);
        };
        for mode in Mode::ALL {
            let draft_key = (id.clone(), mode);
            let is_it = place(&store, What::Draft, &draft_key).is_some_and(|place| place == key);
            if is_it && !is_writing() {
                let text = kept::get(&key).unwrap_or_default();
                store.drafts().put(draft_key, Draft::new(text));
                store.dispatch(Action::Compose(ComposerAction::Elsewhere));
            }
        }
        // Those of other conversations are read anew when they are opened.
        store.drafts().forget(|(other, _)| *other != id);
    }))
}

/// Whether the agent has the caret in the composer of this tab.
fn is_writing() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| {
        let field = document.active_element();
        document.has_focus().unwrap_or_default()
            && field.is_some_and(|field| field.matches(".composer textarea") == Ok(true))
    })
}

/// Forgets every draft of the agent who signs out, and tells the other tabs.
pub(crate) fn forget_all(store: &Store) {
    if let Some(me) = store.state().me.ready() {
        kept::forget(&me.member.id);
    }
    storage::set(SIGNED_OUT, &encaixe_ui::time::now().to_string());
    store.drafts().forget(|_| true);
}
