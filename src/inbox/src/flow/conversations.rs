//! The list and the open conversation, as far as their answers are still current.

use std::collections::HashSet;
use std::rc::Rc;

use encaixe_api::id::ConversationId;
use encaixe_api::inbox::Page;
use encaixe_api::inbox::conversation::{Conversation, Filter, Summary};
use encaixe_ui::api_client::By;
use wasm_bindgen_futures::spawn_local;

use super::{complain, owe, reading, signed_out};
use crate::api_client;
use crate::freshness::Version;
use crate::state::list::{Phase, Why};
use crate::state::owed::Part;
use crate::state::{Action, State};
use crate::store::Store;

/// Fetches the first page of the list.
pub(crate) fn load_list(store: &Store) {
    let store = store.clone();
    let shown = store.state();
    let is_failed = matches!(shown.list.phase, Phase::Failed(_));
    if shown.list.items.is_empty() && !is_failed {
        store.dispatch(Action::ListLoading);
    }
    let asked = store.freshness().ask_list();
    let filter = Rc::clone(&store.state().list.filter);
    spawn_local(async move {
        let answer = api_client::conversations(&filter, None).await;
        match answer {
            // Something else is asked for by now.
            _ if store.state().list.filter != filter => {}
            Ok(rows) => {
                owe(&store, Part::List, None);
                let latest = store.freshness().list_came(asked);
                if latest {
                    store.dispatch(Action::Counts(rows.unread, rows.counts));
                    store.dispatch(Action::Why(Why::of(&rows), true));
                    let page = Page {
                        items: current_rows(&store, asked, rows.items),
                        next: rows.next,
                    };
                    store.dispatch(Action::ListFirst(page));
                }
            }
            Err(failure) if signed_out(&store, &failure) => {}
            Err(failure) => {
                // Rows that are shown stay.
                if store.state().list.phase == Phase::Loading {
                    store.dispatch(Action::ListFailed(failure.clone()));
                }
                owe(&store, Part::List, Some(&failure));
            }
        }
    });
}

/// The address asks the list for something.
pub(crate) fn ask(store: &Store, filter: Filter) {
    if *store.state().list.filter != filter {
        store.dispatch(Action::Filter(Rc::new(filter)));
        load_list(store);
    }
}

/// Fetches those of the changed conversations that the page shows and that the first page of the list,
/// fetched beside it, does not bring: the open one, and rows further down. Who has loaded further down than the first
/// page also learns of conversations that now belong there.
pub(crate) fn refresh(store: &Store, changed: &HashSet<ConversationId>) {
    let state = store.state();
    let list = &state.list;
    let goes_further = list.items.len() > api_client::PAGE_ROWS;
    for id in changed {
        let is_selected = state.selected() == Some(id);
        let is_further = || match list.at(id) {
            Some(at) => at >= api_client::PAGE_ROWS,
            None => list.filter.q.is_none(),
        };
        if is_selected || (goes_further && is_further()) {
            fetch(store, id.clone());
        }
    }
}

/// Fetches the next page of the list, if there is one and none is on the way.
pub(crate) fn load_more(store: &Store) {
    owe(store, Part::More, None);
    let state = store.state();
    let Some(before) = state.list.next.clone() else {
        return;
    };
    if matches!(state.list.phase, Phase::Loading | Phase::More) {
        return;
    }
    let store = store.clone();
    store.dispatch(Action::ListLoadingMore);
    let asked = store.freshness().ask_list();
    let filter = Rc::clone(&state.list.filter);
    spawn_local(async move {
        let answer = api_client::conversations(&filter, Some(&before)).await;
        let state = store.state();
        let list = &state.list;
        match answer {
            // The list was begun anew or has got further meanwhile.
            _ if list.next.as_ref() != Some(&before) || list.filter != filter => {}
            Ok(mut rows) => {
                store.dispatch(Action::Why(Why::of(&rows), false));
                list.leave_unknown(&mut rows.items);
                let page = Page {
                    items: current_rows(&store, asked, rows.items),
                    next: rows.next,
                };
                store.dispatch(Action::ListMore(page));
            }
            Err(failure) => {
                signed_out(&store, &failure);
                store.dispatch(Action::ListFailed(failure.clone()));
                owe(&store, Part::More, Some(&failure));
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

/// Selects a conversation, or none, without a link; the address follows.
pub(crate) fn go(store: &Store, id: Option<ConversationId>) {
    store.dispatch(Action::Go(id.clone()));
    select(store, id);
}

/// Fetches the selected conversation.
pub(crate) fn load_open(store: &Store) {
    if let Some(id) = store.state().selected() {
        fetch(store, id.clone());
    }
}

/// Fetches a conversation: the selected one whole, of any other its row.
pub(super) fn fetch(store: &Store, id: ConversationId) {
    let store = store.clone();
    let asked = store.freshness().ask(&id);
    spawn_local(async move { fetched(&store, &id, asked).await });
}

/// Fetches a conversation, and ends when the page shows what came.
pub(crate) async fn refreshed(store: &Store, id: &ConversationId) {
    let asked = store.freshness().ask(id);
    fetched(store, id, asked).await;
}

async fn fetched(store: &Store, id: &ConversationId, asked: Version) {
    match api_client::conversation(id).await {
        Ok(found) => {
            came(store, asked, found);
            if store.state().selected() == Some(id) {
                owe(store, Part::Open, None);
                reading::look(store);
            }
        }
        Err(failure) if signed_out(store, &failure) => {}
        Err(failure) => {
            let missing = failure.is_missing() && store.freshness().whole_came(id, asked);
            // What is shown stays while the server cannot be reached.
            if missing || store.state().conversation().is_none() {
                store.dispatch(Action::ConversationFailed(id.clone(), failure.clone()));
            }
            if store.state().selected() == Some(id) {
                owe(store, Part::Open, Some(&failure));
            }
        }
    }
}

fn came(store: &Store, asked: Version, mut found: Conversation) {
    let latest = store.freshness().whole_came(&found.summary.id, asked);
    if latest {
        found.summary = current_row(store, asked, found.summary);
        store.dispatch(Action::Conversation(Rc::new(found)));
    }
}

fn current_rows(store: &Store, asked: Version, rows: Vec<Summary>) -> Vec<Summary> {
    let rows = rows.into_iter();
    rows.map(|row| current_row(store, asked, row)).collect()
}

/// The row that came, or the one that is shown when that knows better; where neither is sure, the
/// conversation is fetched once no change of it is on its way.
fn current_row(store: &Store, asked: Version, came: Summary) -> Summary {
    let is_current = store.freshness().row_came(&came.id, asked);
    if is_current {
        return came;
    }
    let needs_refetch = store.freshness().take_refetch(&came.id);
    if needs_refetch {
        fetch(store, came.id.clone());
    }
    row(&store.state(), &came.id).unwrap_or(came)
}

/// Whether the page lies behind another, or the screen is off.
pub(crate) fn is_hidden() -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .is_some_and(|document| document.hidden())
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
        match api_client::messages(By::Agent, &id, Some(&before), None).await {
            Ok(page) => store.dispatch(Action::Earlier(id, page)),
            Err(failure) => complain(&store, "problem-earlier", &failure),
        }
    });
}

/// The conversation's row as it is shown, open or in the list.
pub(crate) fn row(state: &State, id: &ConversationId) -> Option<Summary> {
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
