//! Webhooks: endpoints, their secrets, and what became of their deliveries.

use encaixe_api::id::{DeliveryId, EndpointId};
use encaixe_api::inbox::Page;
use encaixe_api::webhook::{
    Delivery, DeliveryDetail, Endpoint, EndpointPatch, EndpointSecret, EventName, NewEndpoint,
    NewlyMadeEndpoint, Replay, Replayed, RotateEndpoint, TestDelivery,
};
use gloo_net::http::Method;

use encaixe_ui::api_client::{Answer, get, part, request, send, send_only};

/// How many deliveries come at once.
const LIMIT: u32 = 50;

pub(crate) async fn endpoints() -> Answer<Vec<Endpoint>> {
    Ok(get::<Page<Endpoint>>("/api/webhooks").await?.items)
}

pub(crate) async fn endpoint(id: &EndpointId) -> Answer<Endpoint> {
    get(&path(id, "")).await
}

pub(crate) async fn create_endpoint(new: &NewEndpoint) -> Answer<NewlyMadeEndpoint> {
    send(Method::POST, "/api/webhooks", Some(new)).await
}

pub(crate) async fn change_endpoint(id: &EndpointId, patch: &EndpointPatch) -> Answer<Endpoint> {
    send(Method::PATCH, &path(id, ""), Some(patch)).await
}

pub(crate) async fn delete_endpoint(id: &EndpointId) -> Answer<()> {
    send_only(Method::DELETE, &path(id, ""), None::<&()>).await
}

pub(crate) async fn endpoint_secret(id: &EndpointId) -> Answer<EndpointSecret> {
    get(&path(id, "/secret")).await
}

/// Makes another secret; the one before signs beside it for so many hours.
pub(crate) async fn rotate_endpoint(id: &EndpointId, hours: u32) -> Answer<EndpointSecret> {
    let body = RotateEndpoint {
        overlap_hours: Some(hours),
    };
    send(Method::POST, &path(id, "/rotate"), Some(&body)).await
}

/// Sends a sample of an event at once.
pub(crate) async fn test_endpoint(id: &EndpointId, event: EventName) -> Answer<Delivery> {
    let body = TestDelivery { event };
    send(Method::POST, &path(id, "/test"), Some(&body)).await
}

/// A page of deliveries: of what `query` says, as the rest of an address, before a place.
pub(crate) async fn deliveries(
    id: &EndpointId,
    query: &str,
    before: Option<&str>,
) -> Answer<Page<Delivery>> {
    let before = before.map(|place| format!("&before={}", part(place)));
    let before = before.unwrap_or_default();
    let list = format!("/deliveries?limit={LIMIT}{query}{before}");
    get(&path(id, &list)).await
}

pub(crate) async fn delivery(id: &EndpointId, delivery: &DeliveryId) -> Answer<DeliveryDetail> {
    get(&delivery_path(id, delivery, "")).await
}

/// Sends a delivery again.
pub(crate) async fn replay_one(id: &EndpointId, delivery: &DeliveryId) -> Answer<()> {
    let path = delivery_path(id, delivery, "/replay");
    send_only(Method::POST, &path, None::<&()>).await
}

/// Sends several again; gives how many.
pub(crate) async fn replay(id: &EndpointId, what: &Replay) -> Answer<u32> {
    let done: Replayed = send(Method::POST, &path(id, "/replay"), Some(what)).await?;
    Ok(done.count)
}

/// The description of the API, as text: of a catalogue's samples in the order of their keys.
pub(crate) async fn description() -> Answer<String> {
    let answer = request(Method::GET, "/api/openapi.json", None::<&()>).await?;
    Ok(answer.text().await.unwrap_or_default())
}

fn path(id: &EndpointId, rest: &str) -> String {
    format!("/api/webhooks/{}{rest}", part(id.as_str()))
}

fn delivery_path(id: &EndpointId, delivery: &DeliveryId, rest: &str) -> String {
    let delivery = part(delivery.as_str());
    path(id, &format!("/deliveries/{delivery}{rest}"))
}
