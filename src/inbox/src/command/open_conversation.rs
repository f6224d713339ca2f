//! `open_conversation`: the page goes where a click on the row goes.

use std::cell::{Cell, RefCell};

use encaixe_api::id::{ConversationId, PluginId};
use encaixe_protocol::command::open_conversation::Params;
use encaixe_protocol::error::{Code, WireError};
use encaixe_ui::time;

use super::CommandContext;
use crate::api_client;
use crate::flow::conversations;
use crate::frames::keyboard::Use;

/// How long plugins wait from one navigation to the next, in milliseconds: browsers throw on floods of them,
/// and each is an entry of the history that the agent has to go back through.
const PAUSE_MS: f64 = 1_000.0;

thread_local! {
    /// When a plugin last took the page elsewhere.
    static LAST: Cell<Option<f64>> = const { Cell::new(None) };
    /// The plugins with a call that waits for a gesture.
    static WAITING: RefCell<Vec<PluginId>> = const { RefCell::new(Vec::new()) };
}

/// A plugin's place as the one waiting call; dropping it frees the place.
struct Turn<'a>(&'a PluginId);

impl<'a> Turn<'a> {
    fn take(plugin: &'a PluginId) -> Option<Self> {
        WAITING.with_borrow_mut(|waiting| {
            let is_first = !waiting.contains(plugin);
            is_first.then(|| {
                waiting.push(plugin.clone());
                Self(plugin)
            })
        })
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        WAITING.with_borrow_mut(|waiting| waiting.retain(|one| one != self.0));
    }
}

pub(super) async fn run(context: &CommandContext, params: Params) -> Result<(), WireError> {
    let id = params.conversation;
    if is_there(context, &id) {
        return Ok(());
    }
    let listed = conversations::row(&context.store.state(), &id).is_some();
    if !listed {
        api_client::conversation(&id)
            .await
            .map_err(|failure| context.refused(&failure))?;
    }
    if context.aborted.is_aborted() {
        return Err(WireError::new(Code::Aborted, "the call was given up"));
    }
    // Whoever is in the settings, perhaps writing, is not taken away from there.
    if !context.store.state().inbox_shown {
        return Err(WireError::new(
            Code::Denied,
            "the agent is not looking at the inbox now",
        ));
    }
    if is_there(context, &id) {
        return Ok(());
    }
    check_pause()?;
    // One gesture opens one conversation, so a second call has none to wait for.
    let _turn = Turn::take(&context.plugin.id).ok_or_else(too_soon)?;
    if !context
        .keyboard
        .take_leave(&context.plugin.id, Use::OpenConversation)
        .await
    {
        return Err(WireError::new(
            Code::Denied,
            "the agent is not using this plugin now; call openConversation within 30 seconds after they click or press a key in it, once for each time they do",
        ));
    }
    // Another plugin's call may have gone first meanwhile.
    check_pause()?;
    LAST.set(Some(time::now()));
    conversations::go(&context.store, Some(id));
    Ok(())
}

fn check_pause() -> Result<(), WireError> {
    let is_due = is_due(LAST.get(), time::now());
    is_due.then_some(()).ok_or_else(too_soon)
}

fn too_soon() -> WireError {
    WireError::new(
        Code::RateLimited,
        "plugins opened a conversation less than a second ago; try again in a second",
    )
}

/// Whether the agent is looking at that conversation already.
fn is_there(context: &CommandContext, id: &ConversationId) -> bool {
    let state = context.store.state();
    state.inbox_shown && state.selected() == Some(id)
}

/// Whether plugins may go elsewhere again. A clock that was put back is no reason to wait.
fn is_due(last: Option<f64>, now: f64) -> bool {
    last.is_none_or(|last| !(0.0..PAUSE_MS).contains(&(now - last)))
}

#[cfg(test)]
mod tests {
    use super::is_due;

    #[test]
    fn plugins_go_elsewhere_once_a_second_at_most() {
        for (last, now, expected) in [
            (None, 0.0, true),
            (Some(5_000.0), 5_000.0, false),
            (Some(5_000.0), 5_999.0, false),
            (Some(5_000.0), 6_000.0, true),
            (Some(5_000.0), 4_000.0, true),
        ] {
            assert_eq!(is_due(last, now), expected, "{last:?} {now}");
        }
    }
}
