//! A delivery that an admin sends to see whether the receiver takes it: attempted at once, and once.

use encaixe_api::id::EndpointId;
use encaixe_api::webhook::{Body, Delivery, EventName};

use super::attempt::attempt;
use super::schedule::millis;
use super::{body, outbox, sample};
use crate::actor::Actor;
use crate::app::App;
use crate::store::delivery::Done;
use crate::{random, store, time};

/// How many events of each kind are looked through for one of the name: a kind may be told by several names, or not at all.
const LOOK: u32 = 50;

/// Sends a test; none when there is no such endpoint.
///
/// # Errors
/// When the database fails.
pub(crate) async fn send(
    app: &App,
    actor: Actor,
    endpoint: &EndpointId,
    kind: Body,
    name: EventName,
) -> store::Result<Option<Delivery>> {
    let body = body_of(app, kind, name).await?;
    let (holder, now) = (random::id()?, time::now());
    let until = now.saturating_add(millis(app.timing.lease));
    let writer = app.store.by(actor);
    let held = (holder.as_str(), now, until);
    let Some(claimed) = writer.add_test(endpoint, name, &body, held).await? else {
        return Ok(None);
    };
    let Some(target) = app.store.delivery_target(endpoint).await? else {
        return Ok(None);
    };
    let timeout = app.timing.answer;
    let (sent, said) = attempt(&app.delivery, &target, &claimed, body, timeout).await;
    let now = time::now();
    let next = app.timing.next(&claimed, said, now, random::chance());
    let id = claimed.id.clone();
    let done = [Done {
        claimed,
        sent,
        next,
    }];
    let times = (now, until, time::Millis::MIN);
    app.store
        .turn_deliveries(&holder, &done, Vec::new(), times)
        .await?;
    app.store.delivery_row(&id).await
}

/// The newest event of that name as it would be sent now; where there is none among those that are looked through, the sample.
async fn body_of(app: &App, kind: Body, name: EventName) -> store::Result<String> {
    let store = &app.store;
    for recorded in store.newest_recorded(body::kinds(name), LOOK).await? {
        let told = recorded.event.as_ref().and_then(outbox::told);
        if told.is_some_and(|(told, _)| told == name)
            && let Some(body) = body::make(store, kind, app.plug_names, &recorded).await?
        {
            return Ok(body);
        }
    }
    body::text(&match kind {
        Body::Standard => sample::sample(name),
        Body::Plug => body::plug::sample(app.plug_names, name),
    })
}
