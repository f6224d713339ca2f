//! What plugins put into replies: before the agent's eyes, and with a way back.

use encaixe_api::id::ConversationId;
use encaixe_api::inbox::conversation::Status;
use encaixe_ui::time;

use super::{draft, keep, most, write};
use crate::drafts::{Draft, Key, Mode};
use crate::flow::conversations::row;
use crate::state::Action;
use crate::state::composer::{ComposerAction, Inserted, Sending};
use crate::state::toasts::Source;
use crate::store::Store;

/// How long a text that a plugin put in may be unseen, in milliseconds.
const UNSEEN_MS: f64 = 1_000.0;

/// Why a plugin's text was not put into a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refused {
    /// The conversation is closed: no reply can be written.
    Closed,
    /// The reply would have this many characters, which is more than a message may have.
    TooLong(usize),
}

/// The reply as it is, and as it would be with a plugin's text in it.
pub(crate) fn inserting(
    store: &Store,
    id: &ConversationId,
    text: &str,
) -> Result<(Draft, Draft), Refused> {
    if row(&store.state(), id).is_some_and(|row| row.status == Status::Closed) {
        return Err(Refused::Closed);
    }
    let key = (id.clone(), Mode::Reply);
    let before = draft(store, &key);
    let is_going = store.state().composer.sending(&key) == Some(&Sending::Now);
    let after = if is_going {
        before.at_end().taking(text)
    } else {
        before.taking(text)
    };
    let length = after.text.trim().chars().count();
    if length > most(&store.state(), &key) {
        return Err(Refused::TooLong(length));
    }
    Ok((before, after))
}

/// Puts a plugin's text into the reply where the caret is; behind what is there while that is on its way. The
/// composer turns to the reply, except under the hands of an agent who is writing a note: the rest of it must
/// not end up in the reply.
pub(crate) fn insert(
    store: &Store,
    id: &ConversationId,
    source: Source,
    text: &str,
) -> Result<(), Refused> {
    let (before, after) = inserting(store, id, text)?;
    let key = (id.clone(), Mode::Reply);
    write(store, &key, after.clone());
    if !is_writing_note() {
        store.dispatch(Action::Compose(ComposerAction::Mode(
            id.clone(),
            Mode::Reply,
        )));
    }
    store.dispatch(Action::Compose(ComposerAction::Inserted(Inserted {
        id: encaixe_ui::numbers::next(),
        conversation: id.clone(),
        source,
        marks: after.marks(&before),
        before,
        after: after.text,
        at: time::now(),
        is_held: false,
    })));
    Ok(())
}

/// Whether a key that sends comes so soon after a plugin's text that the agent may not have seen it. It then marks that text
/// and says so; the next one sends.
pub(crate) fn holds(store: &Store, key: &Key) -> bool {
    let state = store.state();
    let Some(inserted) = &state.composer.inserted else {
        return false;
    };
    let is_here = (&inserted.conversation, Mode::Reply) == (&key.0, key.1);
    let is_new = (0.0..UNSEEN_MS).contains(&(time::now() - inserted.at));
    if !is_here || !is_new || inserted.is_held {
        return false;
    }
    store.drafts().select(key, inserted.marks);
    store.dispatch(Action::Compose(ComposerAction::Held));
    true
}

/// Takes the plugin's text out again, if the reply is still as it was with it.
pub(crate) fn undo(store: &Store) {
    let Some(inserted) = store.state().composer.inserted.clone() else {
        return;
    };
    let key = (inserted.conversation, Mode::Reply);
    if draft(store, &key).text == inserted.after {
        store.drafts().put(key.clone(), inserted.before);
        keep(store, &key);
    }
    store.dispatch(Action::Compose(ComposerAction::Undone));
}

fn is_writing_note() -> bool {
    web_sys::window()
        .and_then(|window| window.document()?.active_element())
        .is_some_and(|element| element.matches(".composer-note textarea") == Ok(true))
}
