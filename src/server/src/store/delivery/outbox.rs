//! Rows for the endpoints that are told of an event, made in its transaction.

use encaixe_api::id::{ConversationId, DeliveryId, EndpointId, MessageId};
use encaixe_api::webhook::EventName;

use super::super::carrier;
use super::super::engine::sql;
use super::super::{Result, Write};
use crate::actor::Actor;
use crate::delivery::outbox::{Of, carried, is_retried, told};
use crate::event::Event;
use crate::event::feed::Signal;
use crate::{random, time};

/// Makes a row for each endpoint that is told of one of the events; the endpoints that have something due by that.
pub(in crate::store) async fn insert(
    write: &mut Write,
    events: &[Event],
    signals: &[Signal],
) -> Result<Vec<EndpointId>> {
    let mut woken = Vec::new();
    for (event, signal) in events.iter().zip(signals) {
        let Some((name, of)) = told(event) else {
            continue;
        };
        let carried = carried(event);
        let endpoints = match (carried, of) {
            (Some((id, _)), Of::Conversation(_)) => with_carrier(write, name, id).await?,
            (Some((id, _)), _) => {
                let carrier = carrier::endpoint(write, id).await?;
                carrier.into_iter().map(|carrier| (carrier, true)).collect()
            }
            (None, _) => {
                let told = endpoints(write, name, of).await?;
                told.into_iter().map(|endpoint| (endpoint, false)).collect()
            }
        };
        for (endpoint, carries) in endpoints {
            let message = carried.filter(|_| carries);
            if let (true, Some((_, message))) = (is_retried(event), message)
                && resend(write, &endpoint, message).await?
            {
                woken.push(endpoint);
                continue;
            }
            sql(
                "INSERT INTO webhook_delivery (id, endpoint_id, event, event_number, created_at, message_id)
                 VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(DeliveryId::new(random::id()?))
            .bind(&endpoint)
            .bind(name.as_str())
            .bind(signal.number)
            .bind(time::now())
            .bind(message.map(|(_, message)| message))
            .execute(&mut *write)
            .await?;
            woken.push(endpoint);
        }
    }
    Ok(woken)
}

/// Has the dead letter of a message attempted again, under its own id: whoever took it and could not say so knows it by that. Whether
/// there is one.
async fn resend(write: &mut Write, endpoint: &EndpointId, message: &MessageId) -> Result<bool> {
    let again = sql(
        "UPDATE webhook_delivery SET status = 'waiting', step = 0, first_at = NULL, due_at = 0, said_at = 0, holder = NULL,
            finished_at = NULL
         WHERE number = (SELECT number FROM webhook_delivery WHERE message_id = $1 AND endpoint_id = $2 ORDER BY number DESC LIMIT 1)
            AND status = 'dead'",
    )
    .bind(message)
    .bind(endpoint)
    .execute(&mut *write)
    .await?;
    Ok(again > 0)
}

/// The endpoints that are told of it now: those that are on, chose the name and the channel, and are not left out of what their own token
/// did.
async fn endpoints(write: &mut Write, name: EventName, of: Of<'_>) -> Result<Vec<EndpointId>> {
    let token = own_token(write);
    let query = match of {
        Of::Conversation(id) => sql(
            "SELECT e.id FROM webhook_event s JOIN webhook_endpoint e ON e.id = s.endpoint_id
             WHERE s.name = $1 AND e.enabled AND NOT (e.skip_own AND COALESCE(e.token_id, '') = $2 AND $2 <> '')
                AND (e.every_channel OR EXISTS (SELECT 1 FROM conversation c
                    JOIN webhook_channel h ON h.endpoint_id = e.id AND h.channel_id = c.channel_id WHERE c.id = $3))
             ORDER BY e.id",
        )
        .bind(name.as_str())
        .bind(token)
        .bind(id),
        Of::Carrier => return Ok(Vec::new()),
        Of::Channel(id) => sql(
            "SELECT e.id FROM webhook_event s JOIN webhook_endpoint e ON e.id = s.endpoint_id
             WHERE s.name = $1 AND e.enabled AND NOT (e.skip_own AND COALESCE(e.token_id, '') = $2 AND $2 <> '')
                AND (e.every_channel OR EXISTS (SELECT 1 FROM webhook_channel h WHERE h.endpoint_id = e.id AND h.channel_id = $3))
             ORDER BY e.id",
        )
        .bind(name.as_str())
        .bind(token)
        .bind(id),
        Of::Contact(id) => sql(
            "SELECT e.id FROM webhook_event s JOIN webhook_endpoint e ON e.id = s.endpoint_id
             WHERE s.name = $1 AND e.enabled AND NOT (e.skip_own AND COALESCE(e.token_id, '') = $2 AND $2 <> '')
                AND (e.every_channel OR EXISTS (SELECT 1 FROM conversation c
                    JOIN webhook_channel h ON h.endpoint_id = e.id AND h.channel_id = c.channel_id WHERE c.contact_id = $3))
             ORDER BY e.id",
        )
        .bind(name.as_str())
        .bind(token)
        .bind(id),
        Of::Workspace => sql(
            "SELECT e.id FROM webhook_event s JOIN webhook_endpoint e ON e.id = s.endpoint_id
             WHERE s.name = $1 AND e.enabled AND NOT (e.skip_own AND COALESCE(e.token_id, '') = $2 AND $2 <> '')
             ORDER BY e.id",
        )
        .bind(name.as_str())
        .bind(token),
    };
    Ok(query.read_all(&mut *write).await?)
}

/// The same for a message that leaves the server, with whoever carries the conversation's messages and is on; whether it is that one.
async fn with_carrier(
    write: &mut Write,
    name: EventName,
    conversation: &ConversationId,
) -> Result<Vec<(EndpointId, bool)>> {
    let found: Vec<(EndpointId, i64)> = sql(
        "SELECT id, MAX(carries) FROM (
            SELECT e.id AS id, 0 AS carries FROM webhook_event s JOIN webhook_endpoint e ON e.id = s.endpoint_id
            WHERE s.name = $1 AND e.enabled AND NOT (e.skip_own AND COALESCE(e.token_id, '') = $2 AND $2 <> '')
                AND (e.every_channel OR EXISTS (SELECT 1 FROM conversation c
                    JOIN webhook_channel h ON h.endpoint_id = e.id AND h.channel_id = c.channel_id WHERE c.id = $3))
            UNION ALL
            SELECT e.id, 1 FROM conversation c
                JOIN channel h ON h.id = c.channel_id JOIN webhook_endpoint e ON e.id = h.carrier_id
            WHERE c.id = $3 AND e.enabled AND e.body = 'standard') found
         GROUP BY id ORDER BY id",
    )
    .bind(name.as_str())
    .bind(own_token(write))
    .bind(conversation)
    .read_all(&mut *write)
    .await?;
    Ok(found
        .into_iter()
        .map(|(id, carries)| (id, carries > 0))
        .collect())
}

/// The token that writes; empty for everybody else.
fn own_token(write: &Write) -> String {
    match &write.actor {
        Actor::Token { id } => id.to_string(),
        Actor::Member { .. }
        | Actor::Plugin { .. }
        | Actor::Integration { .. }
        | Actor::CommandLine
        | Actor::System => String::new(),
    }
}
