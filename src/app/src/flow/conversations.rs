//! The list, the open conversation and what the agent changes in it.

use std::collections::BTreeSet;
use std::rc::Rc;

use encaixe_api::id::{ConversationId, TagId};
use encaixe_api::inbox::conversation::{ConversationPatch, Summary};
use wasm_bindgen_futures::spawn_local;

use super::{complain, signed_out};
use crate::api_client::{self, Failure};
use crate::state::inbox::Phase;
use crate::state::{Action, State};
use crate::store::Store;

/// Fetches the first page of the list.
pub(crate) fn load_list(store: &Store) {
    let store = store.clone();
    if store.state().list.items.is_empty() {
        store.dispatch(Action::ListLoading);
    }
    spawn_local(async move {
        match api_client::conversations(None).await {
            Ok(page) => store.dispatch(Action::ListFirst(page)),
            Err(failure) if signed_out(&store, &failure) => {}
            Err(failure) if store.state().list.items.is_empty() => {
                store.dispatch(Action::ListFailed(failure));
            }
            // Rows that are shown stay; the next change or reconnection asks again.
            Err(_) => {}
        }
    });
}

/// Fetches those of the changed conversations that the page shows and that the first page of the list,
/// fetched beside it, does not bring: the open one, and rows further down.
pub(crate) fn refresh(store: &Store, changed: &BTreeSet<ConversationId>) {
    let state = store.state();
    if state.selected().is_some_and(|id| changed.contains(id)) {
        load_open(store);
    }
    let further = state.list.items.iter().skip(api_client::PAGE_ROWS);
    for row in further.filter(|row| changed.contains(&row.id)) {
        let (store, id) = (store.clone(), row.id.clone());
        spawn_local(async move {
            // A row that did not come stays as it was; the next change asks again.
            if let Ok(found) = api_client::conversation(&id).await {
                store.dispatch(Action::Conversation(Rc::new(found)));
            }
        });
    }
}

/// Fetches the next page of the list, if there is one and none is on the way.
pub(crate) fn load_more(store: &Store) {
    let state = store.state();
    let Some(before) = state.list.next.clone() else {
        return;
    };
    if matches!(state.list.phase, Phase::Loading | Phase::More) {
        return;
    }
    let store = store.clone();
    store.dispatch(Action::ListLoadingMore);
    spawn_local(async move {
        match api_client::conversations(Some(&before)).await {
            Ok(page) => store.dispatch(Action::ListMore(page)),
            Err(failure) => {
                signed_out(&store, &failure);
                store.dispatch(Action::ListFailed(failure));
            }
        }
    });
}

/// The address names another conversation, or none.
pub(crate) fn select(store: &Store, id: Option<ConversationId>) {
    if store.state().selected() == id.as_ref() {
        return;
    }
    store.dispatch(Action::Select(id));
    if store.state().me.ready().is_some() {
        load_open(store);
    }
}

/// Fetches the selected conversation.
pub(crate) fn load_open(store: &Store) {
    let Some(id) = store.state().selected().cloned() else {
        return;
    };
    let store = store.clone();
    spawn_local(async move {
        match api_client::conversation(&id).await {
            Ok(found) => {
                let unread = found.summary.unread > 0;
                store.dispatch(Action::Conversation(Rc::new(found)));
                if unread && is_looked_at(&store.state(), &id) {
                    // The live stream brings the new count; when this fails, the next opening tries again.
                    let _ = api_client::mark_read(&id).await;
                }
            }
            Err(failure) if signed_out(&store, &failure) => {}
            // What is shown stays while the server cannot be reached.
            Err(failure) if failure.is_missing() || store.state().conversation().is_none() => {
                store.dispatch(Action::ConversationFailed(id, failure));
            }
            Err(_) => {}
        }
    });
}

/// Whether the agent has that conversation before their eyes.
fn is_looked_at(state: &State, id: &ConversationId) -> bool {
    let hidden = web_sys::window()
        .and_then(|window| window.document())
        .is_some_and(|document| document.hidden());
    !hidden && state.inbox_shown && state.selected() == Some(id)
}

/// Fetches the messages before the first one shown.
pub(crate) fn load_earlier(store: &Store) {
    let state = store.state();
    let Some(open) = state.conversation() else {
        return;
    };
    let (id, Some(before)) = (open.summary.id.clone(), open.earlier.clone()) else {
        return;
    };
    let store = store.clone();
    spawn_local(async move {
        match api_client::earlier(&id, &before).await {
            Ok(page) => store.dispatch(Action::Earlier(id, page)),
            Err(failure) => complain(&store, "problem-earlier", &failure),
        }
    });
}

/// Changes who is in charge, or the status: on the screen at once, and back when the server refuses.
pub(crate) fn change(store: &Store, id: ConversationId, patch: ConversationPatch) {
    let store = store.clone();
    let before = row(&store.state(), &id);
    if let Some(before) = &before {
        store.dispatch(Action::Row(Rc::new(patched(before, &patch))));
    }
    spawn_local(async move {
        match api_client::change(&id, &patch).await {
            Ok(row) => store.dispatch(Action::Row(Rc::new(row))),
            Err(failure) => {
                if let Some(before) = before {
                    store.dispatch(Action::Row(Rc::new(before)));
                }
                complain(&store, "problem-change", &failure);
                load_open(&store);
            }
        }
    });
}

fn patched(row: &Summary, patch: &ConversationPatch) -> Summary {
    let mut row = row.clone();
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
    let tags = api_client::put_tag(id, tag).await?.tags;
    show_tags(store, id, &tags);
    Ok(tags)
}

/// Takes a tag off; gives the tags afterwards.
pub(crate) async fn remove_tag(
    store: &Store,
    id: &ConversationId,
    tag: &TagId,
) -> Result<Vec<TagId>, Failure> {
    let tags = api_client::delete_tag(id, tag).await?.tags;
    show_tags(store, id, &tags);
    Ok(tags)
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

fn show_tags(store: &Store, id: &ConversationId, tags: &[TagId]) {
    if let Some(mut row) = row(&store.state(), id) {
        row.tags = tags.to_vec();
        store.dispatch(Action::Row(Rc::new(row)));
    }
}

fn row(state: &State, id: &ConversationId) -> Option<Summary> {
    state
        .conversation()
        .map(|open| &open.summary)
        .filter(|row| row.id == *id)
        .or_else(|| {
            let known = state.list.items.iter().find(|row| row.id == *id);
            known.map(|row| &**row)
        })
        .cloned()
}
