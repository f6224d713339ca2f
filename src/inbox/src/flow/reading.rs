//! Reading: the open conversation counts as read once the agent has it before their eyes, also when it came while they
//! looked elsewhere.

use encaixe_api::id::ConversationId;
use wasm_bindgen_futures::spawn_local;

use super::conversations::is_hidden;
use crate::api_client;
use crate::state::State;
use crate::store::Store;

/// The agent looks at the page: what is open and unread is read.
pub(crate) fn look(store: &Store) {
    let state = store.state();
    let unread = state
        .conversation()
        .filter(|open| open.summary.unread > 0 && is_looked_at(&state, &open.summary.id));
    let Some(id) = unread.map(|open| open.summary.id.clone()) else {
        return;
    };
    if store.reading().replace(true) {
        return;
    }
    let store = store.clone();
    spawn_local(async move {
        // The live stream brings the new count; when this fails, the next look tries again.
        let _ = api_client::mark_read(&id).await;
        store.reading().set(false);
    });
}

/// Whether the agent has that conversation before their eyes.
fn is_looked_at(state: &State, id: &ConversationId) -> bool {
    !is_hidden() && state.inbox_shown && state.selected() == Some(id)
}
