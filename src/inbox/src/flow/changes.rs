//! What the agent, and plugins for the agent, change in a conversation.

use std::rc::Rc;

use encaixe_api::id::{ConversationId, TagId};
use encaixe_api::inbox::conversation::{ConversationPatch, Status, Summary, Tags};
use encaixe_api::inbox::tag::NewTag;
use encaixe_ui::api_client::{By, Failure};
use encaixe_ui::i18n::Words;
use encaixe_ui::storage;
use encaixe_ui::user_menu::GOES_ON;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use super::conversations::{fetch, go, row};
use super::{complain, done, session};
use crate::api_client;
use crate::freshness::{EditableFields, Version};
use crate::state::Action;
use crate::store::Store;

/// What is done when the server refuses.
type Otherwise = Box<dyn FnOnce(&Store)>;

/// Opens a closed conversation again for the agent.
pub(crate) fn open(store: &Store, id: &ConversationId) {
    put_status(store, id, opened(), Box::new(|_| ()));
}

fn opened() -> ConversationPatch {
    ConversationPatch {
        status: Some(Status::Open),
        ..ConversationPatch::default()
    }
}

/// Closes a conversation for the agent, with what is said of it. It leaves the list, by the list's filter, and gives way to the next
/// where the agent chose so; a notice offers the way back. `otherwise` is done when the server refuses.
pub(super) fn close(
    store: &Store,
    id: &ConversationId,
    patch: ConversationPatch,
    otherwise: Otherwise,
) {
    let state = store.state();
    let Some(name) = row(&state, id).map(|row| row.contact.name) else {
        return;
    };
    let next = state.list.next_open(id);
    let is_selected = state.selected() == Some(id);
    let goes_on = is_selected && storage::get(GOES_ON).is_some();
    let then = if goes_on { next } else { Some(id.clone()) };
    put_status(store, id, patch, otherwise);
    tell_closed(store, id, name, then.clone());
    if goes_on {
        go(store, then);
    }
}

/// Takes the attendance of a conversation that nobody took.
pub(crate) fn take(store: &Store, id: &ConversationId) {
    change_or(store, id.clone(), None, Box::new(|_| ()));
}

/// Tells that a conversation is closed, with the way back. A refusal, and any other change of its status, ends the notice.
fn tell_closed(store: &Store, id: &ConversationId, name: String, sent_to: Option<ConversationId>) {
    let words = Words::of(store.state().locale);
    let message = words.with("conversation-closed", [("name", name.as_str().into())]);
    let undo = {
        let (store, id) = (store.clone(), id.clone());
        Callback::from(move |()| reopen(&store, &id, &name, sent_to.as_ref()))
    };
    done(store, message, undo, Some(id.clone()));
}

/// Opens a closed conversation again, by Undo. An agent who was taken to the next one and is still there goes back. On failure
/// the notice offers Undo again.
fn reopen(store: &Store, id: &ConversationId, name: &str, sent_to: Option<&ConversationId>) {
    let again = {
        let (id, name, sent_to) = (id.clone(), name.to_owned(), sent_to.cloned());
        move |store: &Store| tell_closed(store, &id, name, sent_to)
    };
    put_status(store, id, opened(), Box::new(again));
    let state = store.state();
    let is_still_there = state.inbox_shown && state.selected() == sent_to;
    if sent_to != Some(id) && is_still_there {
        go(store, Some(id.clone()));
    }
}

/// Changes the status; `otherwise` is done when the server refuses.
fn put_status(store: &Store, id: &ConversationId, patch: ConversationPatch, otherwise: Otherwise) {
    change_or(store, id.clone(), Some(patch), otherwise);
    store.dispatch(Action::Settle(id.clone()));
}

/// Changes assignee, group or status: on the screen at once, and back when the server refuses.
pub(crate) fn change(store: &Store, id: ConversationId, patch: ConversationPatch) {
    change_or(store, id, Some(patch), Box::new(|_| ()));
}

/// The same; without a patch the attendance is taken. `otherwise` is done when the server refuses.
fn change_or(
    store: &Store,
    id: ConversationId,
    patch: Option<ConversationPatch>,
    otherwise: Otherwise,
) {
    let store = store.clone();
    let started = start(&store, &id);
    if let Some((shown, patch)) = row(&store.state(), &id).zip(patch.as_ref()) {
        store.dispatch(Action::Row(Rc::new(patched(shown, patch))));
    }
    spawn_local(async move {
        if let Err(failure) = send_patch(&store, By::Agent, &id, started, patch.as_ref()).await {
            complain(&store, "problem-change", &failure);
            store.dispatch(Action::Settle(id.clone()));
            otherwise(&store);
            fetch(&store, id);
        }
    });
}

/// Changes assignee, group or status for a plugin: on the screen once the server agreed. Gives the
/// row afterwards.
pub(crate) async fn patch_for_plugin(
    store: &Store,
    by: By<'_>,
    id: &ConversationId,
    patch: &ConversationPatch,
) -> Result<Summary, Failure> {
    let started = start(store, id);
    send_patch(store, by, id, started, Some(patch)).await
}

async fn send_patch(
    store: &Store,
    by: By<'_>,
    id: &ConversationId,
    started: Version,
    patch: Option<&ConversationPatch>,
) -> Result<Summary, Failure> {
    let answer = api_client::change(by, id, patch).await;
    finish(store, id, started, &answer, |editable, row| {
        *editable = EditableFields::of(row);
    });
    answer
}

fn patched(mut row: Summary, patch: &ConversationPatch) -> Summary {
    if let Some(assignee) = &patch.assignee {
        row.assignee.clone_from(assignee);
    }
    if let Some(group) = &patch.group {
        row.group.clone_from(group);
    }
    if let Some(status) = patch.status {
        row.status = status;
    }
    row
}

/// Puts a tag on; gives the tags afterwards.
pub(crate) async fn add_tag(
    store: &Store,
    by: By<'_>,
    id: &ConversationId,
    tag: &TagId,
) -> Result<Vec<TagId>, Failure> {
    tags(store, id, api_client::put_tag(by, id, tag)).await
}

/// Takes a tag off; gives the tags afterwards.
pub(crate) async fn remove_tag(
    store: &Store,
    by: By<'_>,
    id: &ConversationId,
    tag: &TagId,
) -> Result<Vec<TagId>, Failure> {
    tags(store, id, api_client::delete_tag(by, id, tag)).await
}

/// Puts a tag on or takes it off for the agent, who is told when it did not work.
pub(crate) fn toggle_tag(store: &Store, id: ConversationId, tag: TagId, on: bool) {
    let store = store.clone();
    spawn_local(async move {
        let done = if on {
            add_tag(&store, By::Agent, &id, &tag).await
        } else {
            remove_tag(&store, By::Agent, &id, &tag).await
        };
        if let Err(failure) = done {
            complain(&store, "problem-change", &failure);
        }
    });
}

/// Makes a tag for the agent and puts it on.
pub(crate) fn make_tag(store: &Store, id: ConversationId, name: String) {
    let store = store.clone();
    let new = NewTag { name, color: None };
    spawn_local(async move {
        let made = match api_client::create_tag(&new).await {
            Ok(tag) => {
                session::refresh_directory(&store);
                add_tag(&store, By::Agent, &id, &tag.id).await.map(drop)
            }
            Err(failure) => Err(failure),
        };
        if let Err(failure) = made {
            complain(&store, "problem-change", &failure);
        }
    });
}

async fn tags(
    store: &Store,
    id: &ConversationId,
    request: impl Future<Output = Result<Tags, Failure>>,
) -> Result<Vec<TagId>, Failure> {
    let started = start(store, id);
    let answer = request.await;
    finish(store, id, started, &answer, |editable, Tags { tags }| {
        editable.tags.clone_from(tags);
    });
    answer.map(|Tags { tags }| tags)
}

fn start(store: &Store, id: &ConversationId) -> Version {
    let shown = row(&store.state(), id).as_ref().map(EditableFields::of);
    store.freshness().start(id, shown)
}

fn finish<T>(
    store: &Store,
    id: &ConversationId,
    started: Version,
    answer: &Result<T, Failure>,
    put: impl FnOnce(&mut EditableFields, &T),
) {
    let answer = answer.as_ref().ok();
    let answer = answer.map(|answer| |editable: &mut EditableFields| put(editable, answer));
    let ended = store.freshness().finish(id, started, answer);
    if let (Some(editable), Some(row)) = (ended.show, row(&store.state(), id)) {
        store.dispatch(Action::Row(Rc::new(editable.put(row))));
    }
    if ended.fetch {
        fetch(store, id.clone());
    }
}
