//! What a delivery says: a file for each kind of body. A body is made once, of the event's number, and then kept.

mod cut;
pub mod plug;
mod standard;

use std::collections::{HashMap, HashSet};

use encaixe_api::webhook::{Body, EventName};
use futures::stream::{self, StreamExt as _, TryStreamExt as _};
use serde_json::Value;

use self::plug::Names;
pub(crate) use self::standard::{data, standard};
use crate::delivery::outbox::told;
use crate::store;
use crate::store::delivery::Claimed;
use crate::store::event::Recorded;
use crate::store::{READERS, Store};

/// The longest body, in bytes.
const MOST_BYTES: usize = 1024 * 1024;

/// The body of an event; none where there is nothing to say by it: a newer version wrote the event, or bodies of that kind have none of it.
///
/// # Errors
/// When the database fails.
pub(crate) async fn make(
    store: &Store,
    kind: Body,
    names: Names,
    recorded: &Recorded,
) -> store::Result<Option<String>> {
    let made = match kind {
        Body::Standard => standard_of(store, recorded).await?,
        Body::Plug => plug::plug(store, recorded, names).await?,
    };
    made.map(|value| text(&value)).transpose()
}

/// Each of these with its body: the one that is kept, or one that is made now, several at a time.
///
/// # Errors
/// When the database fails.
pub(crate) async fn make_all(
    store: &Store,
    names: Names,
    due: Vec<Claimed>,
) -> store::Result<Vec<(Claimed, Option<String>)>> {
    // Endpoints that are told of the same event are told the same.
    let wanted: HashSet<(i64, Body)> = (due.iter())
        .filter(|claimed| claimed.body.is_none())
        .filter_map(|claimed| Some((claimed.event_number?, claimed.kind)))
        .collect();
    let made = stream::iter(wanted).map(async |(number, kind)| {
        let body = match store.recorded(number).await? {
            Some(recorded) => make(store, kind, names, &recorded).await?,
            None => None,
        };
        Ok::<_, store::Error>(((number, kind), body))
    });
    let made: HashMap<_, _> = made
        .buffer_unordered(READERS as usize)
        .try_collect()
        .await?;
    let with_body = |mut claimed: Claimed| {
        let key = (claimed.event_number, claimed.kind);
        let kept = claimed.body.take();
        let body = kept.or_else(|| made.get(&(key.0?, key.1)).cloned().flatten());
        (claimed, body)
    };
    Ok(due.into_iter().map(with_body).collect())
}

async fn standard_of(store: &Store, recorded: &Recorded) -> store::Result<Option<Value>> {
    let Some(event) = &recorded.event else {
        return Ok(None);
    };
    let Some((name, _)) = told(event) else {
        return Ok(None);
    };
    let data = data(store, recorded, event).await?;
    Ok(Some(standard(name, recorded.at, data)))
}

/// As JSON; what is too long is cut to its ids.
pub(crate) fn text(value: &Value) -> store::Result<String> {
    let text = serde_json::to_string(value)?;
    if text.len() <= MOST_BYTES {
        return Ok(text);
    }
    Ok(serde_json::to_string(&cut::cut(value, MOST_BYTES))?)
}

/// The kinds of events that may be told by a name, as the table has them.
pub(crate) const fn kinds(name: EventName) -> &'static [&'static str] {
    match name {
        EventName::AttendanceStarted => &["attendance_started"],
        EventName::AttendanceFinished => &["attendance_finished"],
        EventName::AttendanceRated => &["attendance_rated"],
        EventName::MessageReceived => &["message_received"],
        EventName::MessageSent => &["message_sent"],
        EventName::MessageFailed | EventName::MessageStatusChanged => &["message_status_changed"],
        EventName::ChannelDisconnected => &["channel_state_changed"],
        EventName::ConversationBegun => &["conversation_created"],
        EventName::ConversationAssigned => &["conversation_assigned", "conversation_moved"],
        EventName::ConversationTagged => &["tag_added", "tag_removed"],
        EventName::ContactChanged => &["contact_changed", "contacts_merged", "contacts_split"],
        EventName::WebhookDisabled => &["webhook_disabled"],
        EventName::ConnectionBroken => &["connection_broken"],
    }
}
