//! Rows for the endpoints that are told of an event, made in its transaction.

use encaixe_api::id::{DeliveryId, EndpointId};
use encaixe_api::webhook::EventName;

use super::super::carrier;
use super::super::engine::sql;
use super::super::{Result, Write};
use crate::actor::Actor;
use crate::delivery::outbox::{Of, carried, told};
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
        let mut endpoints = endpoints(write, name, of).await?;
        let carried = match carried(event) {
            Some((conversation, message)) => carrier::endpoint(write, conversation)
                .await?
                .map(|carrier| (carrier, message)),
            None => None,
        };
        if let Some((carrier, _)) = &carried
            && !endpoints.contains(carrier)
        {
            endpoints.push(carrier.clone());
        }
        for endpoint in endpoints {
            let message = carried.as_ref().filter(|(carrier, _)| *carrier == endpoint);
            sql(
                "INSERT INTO webhook_delivery (id, endpoint_id, event, event_number, created_at, message_id)
                 VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(DeliveryId::new(random::id()?))
            .bind(&endpoint)
            .bind(name.as_str())
            .bind(signal.number)
            .bind(time::now())
            .bind(message.map(|(_, message)| *message))
            .execute(&mut *write)
            .await?;
            woken.push(endpoint);
        }
    }
    Ok(woken)
}

/// The endpoints that are told of it now: those that are on, chose the name and the channel, and are not left out of what their own token
/// did.
async fn endpoints(write: &mut Write, name: EventName, of: Of<'_>) -> Result<Vec<EndpointId>> {
    let token = match &write.actor {
        Actor::Token { id } => id.to_string(),
        Actor::Member { .. } | Actor::Plugin { .. } | Actor::CommandLine | Actor::System => {
            String::new()
        }
    };
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
