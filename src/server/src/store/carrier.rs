//! Who carries a channel's messages outside: a webhook endpoint. A message waits there until its receiver says how far it got.

use encaixe_api::id::{ChannelId, ConversationId, EndpointId};
use encaixe_api::inbox::message::MessageStatus;
use encaixe_api::webhook::Body;

use super::engine::sql;
use super::{Outcome, Refusal, Result, Write};

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
        let body: Option<String> = sql("SELECT body FROM webhook_endpoint WHERE id = $1")
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
