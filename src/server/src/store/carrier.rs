//! Who carries a channel's messages outside: a webhook endpoint. A message waits there until its receiver says how far it got.

use encaixe_api::id::{ChannelId, ConversationId, EndpointId, MessageId};
use encaixe_api::inbox::message::MessageStatus;
use encaixe_api::webhook::Body;

use super::engine::{Executor, sql};
use super::{Outcome, Refusal, Result, Write};
use crate::event::{ConversationEvent, WorkspaceEvent};
use crate::time;

/// Why a message fails that is written while its carrier is off, as the agent reads it.
const OFF: &str = "the channel's connector is switched off";

/// Who would carry the messages of a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Carrier {
    /// Nobody: they stay inside.
    None,
    /// An endpoint that is told.
    On,
    /// An endpoint that is not.
    Off,
}

/// Who would carry a message to the contact of this conversation.
pub(super) async fn of(write: &mut Write, conversation: &ConversationId) -> Result<Carrier> {
    let carrier: Option<(bool, String)> = sql(
        "SELECT e.enabled, e.body FROM conversation c
            JOIN channel h ON h.id = c.channel_id JOIN webhook_endpoint e ON e.id = h.carrier_id WHERE c.id = $1",
    )
    .bind(conversation)
    .read_optional(&mut *write)
    .await?;
    Ok(match carrier {
        None => Carrier::None,
        Some((true, body)) if body == Body::Standard.as_str() => Carrier::On,
        Some(_) => Carrier::Off,
    })
}

/// How a new message to the contact stands, and why; `inside` is how it stands where nobody carries it.
pub(super) async fn new_status(
    write: &mut Write,
    conversation: &ConversationId,
    inside: MessageStatus,
) -> Result<(MessageStatus, Option<String>)> {
    Ok(match of(write, conversation).await? {
        Carrier::None => (inside, None),
        Carrier::On => (MessageStatus::Queued, None),
        Carrier::Off => (MessageStatus::Failed, Some(OFF.to_owned())),
    })
}

/// Makes an endpoint the carrier of a channel, or takes it away.
pub(super) async fn set(
    write: &mut Write,
    channel: &ChannelId,
    carrier: Option<&EndpointId>,
) -> Result<Outcome<()>> {
    if let Some(id) = carrier {
        // One of the Plug set has Plug's bodies again as soon as the set is put.
        let body: Option<String> = sql(
            "SELECT CASE WHEN plug_key IS NULL THEN body ELSE 'plug' END FROM webhook_endpoint WHERE id = $1",
        )
            .bind(id)
            .read_optional(&mut *write)
            .await?;
        match body {
            None => return Ok(Err(Refusal::unknown("carrier", "webhook endpoint"))),
            Some(body) if body != Body::Standard.as_str() => return Ok(Err(Refusal::PlugCarrier)),
            Some(_) => {}
        }
    }
    sql("UPDATE channel SET carrier_id = $2 WHERE id = $1")
        .bind(channel)
        .bind(carrier)
        .execute(&mut *write)
        .await?;
    Ok(Ok(()))
}

/// The endpoint that carries the messages of a conversation, if one does and is on.
pub(super) async fn endpoint(
    write: &mut Write,
    conversation: &ConversationId,
) -> Result<Option<EndpointId>> {
    Ok(sql("SELECT e.id FROM conversation c
            JOIN channel h ON h.id = c.channel_id JOIN webhook_endpoint e ON e.id = h.carrier_id
         WHERE c.id = $1 AND e.enabled AND e.body = 'standard'")
    .bind(conversation)
    .read_optional(&mut *write)
    .await?)
}

/// Has a message failed that its carrier did not take, unless it got further meanwhile.
pub(super) async fn fail(write: &mut Write, message: &MessageId, why: &str) -> Result<()> {
    let conversation: Option<ConversationId> = sql(
        "UPDATE message SET status = 'failed', error = $2 WHERE id = $1 AND status = 'queued' RETURNING conversation_id",
    )
    .bind(message)
    .bind(why)
    .read_optional(&mut *write)
    .await?;
    changed(write, conversation, message, MessageStatus::Failed);
    Ok(())
}

/// Has the message of a delivery wait again that is attempted again, where it failed, and its endpoint is told.
pub(super) async fn queue(write: &mut Write, delivery: i64) -> Result<()> {
    let queued: Option<(ConversationId, MessageId)> = sql(
        "UPDATE message SET status = 'queued', error = NULL
         WHERE id = (SELECT d.message_id FROM webhook_delivery d JOIN webhook_endpoint e ON e.id = d.endpoint_id
                WHERE d.number = $1 AND e.enabled) AND status = 'failed'
         RETURNING conversation_id, id",
    )
    .bind(delivery)
    .read_optional(&mut *write)
    .await?;
    if let Some((conversation, message)) = queued {
        changed(write, Some(conversation), &message, MessageStatus::Queued);
    }
    Ok(())
}

/// An endpoint is told nothing more: what waits for it has failed, what is on its way apart, and its channels are not connected.
pub(super) async fn went_off(write: &mut Write, endpoint: &EndpointId, why: &str) -> Result<()> {
    let waiting: Vec<MessageId> = sql(
        "SELECT message_id FROM webhook_delivery
         WHERE endpoint_id = $1 AND status = 'waiting' AND holder IS NULL AND message_id IS NOT NULL",
    )
    .bind(endpoint)
    .read_all(&mut *write)
    .await?;
    for message in &waiting {
        fail(write, message, why).await?;
    }
    let channels: Vec<ChannelId> = sql(
        "UPDATE channel SET connected = FALSE, state_error = $2,
            state_since = CASE WHEN connected IS NOT DISTINCT FROM FALSE THEN state_since ELSE $3 END
         WHERE carrier_id = $1 RETURNING id",
    )
    .bind(endpoint)
    .bind(why)
    .bind(time::now())
    .read_all(&mut *write)
    .await?;
    for channel in channels {
        write.record(WorkspaceEvent::ChannelStateChanged {
            channel,
            connected: false,
        });
    }
    Ok(())
}

/// An endpoint is told again: whether its channels are connected is known once it says so.
pub(super) async fn came_back(write: &mut Write, endpoint: &EndpointId) -> Result<()> {
    sql("UPDATE channel SET connected = NULL, state_error = NULL, state_since = NULL WHERE carrier_id = $1 AND NOT connected")
        .bind(endpoint)
        .execute(&mut *write)
        .await?;
    Ok(())
}

fn changed(
    write: &mut Write,
    conversation: Option<ConversationId>,
    message: &MessageId,
    to: MessageStatus,
) {
    if let Some(conversation) = conversation {
        write.record(ConversationEvent::MessageStatusChanged {
            conversation,
            message: message.clone(),
            status: to.as_str().to_owned(),
        });
    }
}

/// Whether it carries any channel's messages.
pub(super) async fn carries(on: impl Into<Executor<'_>>, endpoint: &EndpointId) -> Result<bool> {
    let carried = sql("SELECT EXISTS (SELECT 1 FROM channel WHERE carrier_id = $1)").bind(endpoint);
    Ok(carried.read_one(on).await?)
}
