//! What the agent, and plugins for the agent, change in a conversation.

use std::rc::Rc;

use encaixe_api::id::{ConversationId, TagId};
use encaixe_api::inbox::conversation::{ConversationPatch, Summary, Tags};
use wasm_bindgen_futures::spawn_local;

use super::complain;
use super::conversations::{fetch, row};
use crate::api_client::{self, Failure};
use crate::freshness::{Moment, Standing};
use crate::state::Action;
use crate::store::Store;

/// Changes who is in charge, or the status: on the screen at once, and back when the server refuses.
pub(crate) fn change(store: &Store, id: ConversationId, patch: ConversationPatch) {
    let store = store.clone();
    let began = begin(&store, &id);
    if let Some(shown) = row(&store.state(), &id) {
        store.dispatch(Action::Row(Rc::new(patched(shown, &patch))));
    }
    spawn_local(async move {
        if let Err(failure) = through(&store, &id, began, &patch).await {
            complain(&store, "problem-change", &failure);
        }
    });
}

/// Changes who is in charge, or the status, for a plugin: on the screen once the server agreed. Gives the
/// row afterwards.
pub(crate) async fn changed(
    store: &Store,
    id: &ConversationId,
    patch: &ConversationPatch,
) -> Result<Summary, Failure> {
    let began = begin(store, id);
    through(store, id, began, patch).await
}

async fn through(
    store: &Store,
    id: &ConversationId,
    began: Moment,
    patch: &ConversationPatch,
) -> Result<Summary, Failure> {
    let answer = api_client::change(id, patch).await;
    end(store, id, began, &answer, |standing, row| {
        *standing = Standing::of(row);
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
    id: &ConversationId,
    tag: &TagId,
) -> Result<Vec<TagId>, Failure> {
    tags(store, id, api_client::put_tag(id, tag)).await
}

/// Takes a tag off; gives the tags afterwards.
pub(crate) async fn remove_tag(
    store: &Store,
    id: &ConversationId,
    tag: &TagId,
) -> Result<Vec<TagId>, Failure> {
    tags(store, id, api_client::delete_tag(id, tag)).await
}

/// Puts a tag on or takes it off for the agent, who is told when it did not work.
pub(crate) fn toggle_tag(store: &Store, id: ConversationId, tag: TagId, on: bool) {
    let store = store.clone();
    spawn_local(async move {
        let done = if on {
            add_tag(&store, &id, &tag).await
        } else {
            remove_tag(&store, &id, &tag).await
        };
        if let Err(failure) = done {
            complain(&store, "problem-change", &failure);
        }
    });
}

async fn tags(
    store: &Store,
    id: &ConversationId,
    request: impl Future<Output = Result<Tags, Failure>>,
) -> Result<Vec<TagId>, Failure> {
    let began = begin(store, id);
    let answer = request.await;
    end(store, id, began, &answer, |standing, Tags { tags }| {
        standing.tags.clone_from(tags);
    });
    answer.map(|Tags { tags }| tags)
}

fn begin(store: &Store, id: &ConversationId) -> Moment {
    let shown = row(&store.state(), id).as_ref().map(Standing::of);
    store.freshness().begin(id, shown)
}

fn end<T>(
    store: &Store,
    id: &ConversationId,
    began: Moment,
    answer: &Result<T, Failure>,
    put: impl FnOnce(&mut Standing, &T),
) {
    let answer = answer.as_ref().ok();
    let answer = answer.map(|answer| |standing: &mut Standing| put(standing, answer));
    let ended = store.freshness().end(id, began, answer);
    if let (Some(standing), Some(row)) = (ended.show, row(&store.state(), id)) {
        store.dispatch(Action::Row(Rc::new(standing.put(row))));
    }
    if ended.fetch {
        fetch(store, id.clone());
    }
}
