//! `GET /api/webhooks/events?after=`: what a receiver missed that was away.

use axum::extract::{Query, State};
use encaixe_api::Timestamp;
use encaixe_api::webhook::EventName;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use crate::access::Admin;
use crate::app::Shared;
use crate::delivery::{body, outbox};
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::live::{event_id, number_of};
use crate::time::rfc3339;

/// How many events are looked through for one answer: most are told to nobody.
const LOOK: u32 = 1_000;

const DEFAULT: u32 = 50;
const MOST: u32 = 200;

/// Where to begin.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct After {
    /// The mark of the last event that was taken: an event's `id` here, `data.event` of a delivery, or an id of the live stream. When it is
    /// missing, the oldest that is kept.
    after: Option<String>,
    /// The largest number of items; 50 when it is missing.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// What happened after a mark.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct EventsAfter {
    /// What happened, the oldest first.
    items: Vec<MissedEvent>,
    /// The `after` of the next question.
    next: String,
    /// Whether there is more now.
    more: bool,
    /// Whether nothing is missing between the mark and the first item: events are kept for `event-days`, and a restored backup has other
    /// marks. Where something may be, it begins with the oldest that is kept.
    complete: bool,
}

/// What happened, as an endpoint with the body `standard` is told.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MissedEvent {
    /// Its mark, which is also its id in the live stream.
    id: String,
    /// What.
    #[serde(rename = "type")]
    name: EventName,
    /// When.
    #[schema(value_type = encaixe_api::schema::Timestamp)]
    timestamp: Timestamp,
    /// What it is about.
    #[schema(value_type = Object)]
    data: Value,
}

/// What happened after a mark, for a receiver that was away: with the records as they are now.
#[utoipa::path(
    get,
    path = "/webhooks/events",
    operation_id = "list_missed_events",
    tag = "webhooks",
    params(After),
    responses((status = 200, body = EventsAfter)),
)]
pub(super) async fn events(
    State(app): State<Shared>,
    _: Admin,
    query: std::result::Result<Query<After>, axum::extract::rejection::QueryRejection>,
) -> Result<Json<EventsAfter>> {
    let Query(asked) =
        query.map_err(|_| Error::field("query", "invalid", "the query cannot be read"))?;
    let limit = asked.limit.unwrap_or(DEFAULT);
    if !(1..=MOST).contains(&limit) {
        let message = "a whole number from 1 to 200 is expected";
        return Err(Error::field("limit", "invalid", message));
    }
    let oldest = app.store.oldest_event().await?.unwrap_or(1);
    let last = app.store.last_event().await?;
    let after = asked.after.as_deref().filter(|after| !after.is_empty());
    let known = after.map(|after| {
        number_of(&app.store, after).filter(|number| (oldest - 1..=last).contains(number))
    });
    let complete = known.is_none_or(|known| known.is_some());
    let mut at = known.flatten().unwrap_or(oldest - 1);
    let recorded = app.store.some_recorded_after(at, LOOK).await?;
    let mut items = Vec::new();
    for one in &recorded {
        if items.len() >= limit as usize {
            break;
        }
        at = one.number;
        let Some(event) = &one.event else { continue };
        // That a message is sent again is told to whoever carries it, and to nobody else.
        let told = outbox::told(event).filter(|(_, of)| *of != outbox::Of::Carrier);
        let Some((name, _)) = told else {
            continue;
        };
        items.push(MissedEvent {
            id: event_id(&app.store, one.number),
            name,
            timestamp: rfc3339(one.at),
            data: body::data(&app.store, one, event).await?,
        });
    }
    Ok(Json(EventsAfter {
        items,
        next: event_id(&app.store, at),
        more: at < last,
        complete,
    }))
}
