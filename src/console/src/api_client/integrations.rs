//! Integrations that this company makes, and what moderators do with those of all.

use encaixe_api::id::IntegrationId;
use encaixe_api::inbox::Page;
use encaixe_api::integration::{
    Checks, Integration, IntegrationManifest, IntegrationSecret, Review, ReviewDetails, ReviewStep,
    Reviewed, RotateIntegration, Transition, Version,
};
use encaixe_ui::api_client::{Answer, get, part, send, send_only};
use gloo_net::http::Method;

use super::marketplace::whole;

pub(crate) async fn integrations() -> Answer<Vec<Integration>> {
    Ok(get::<Page<Integration>>("/api/integrations").await?.items)
}

pub(crate) async fn integration(id: &IntegrationId) -> Answer<Integration> {
    get(&made(id, "")).await
}

pub(crate) async fn create_integration(new: &IntegrationManifest) -> Answer<IntegrationSecret> {
    send(Method::POST, "/api/integrations", Some(new)).await
}

/// Writes all of it anew; what was submitted stays, and the next version begins.
pub(crate) async fn put_integration(
    id: &IntegrationId,
    manifest: &IntegrationManifest,
) -> Answer<Integration> {
    send(Method::PUT, &made(id, "/manifest"), Some(manifest)).await
}

pub(crate) async fn step_integration(id: &IntegrationId, step: &Reviewed) -> Answer<Integration> {
    send(Method::POST, &made(id, "/steps"), Some(step)).await
}

pub(crate) async fn rotate_integration(
    id: &IntegrationId,
    rotate: &RotateIntegration,
) -> Answer<IntegrationSecret> {
    send(Method::POST, &made(id, "/rotate"), Some(rotate)).await
}

pub(crate) async fn integration_history(id: &IntegrationId) -> Answer<Vec<Transition>> {
    whole(&made(id, "/history"), "").await
}

pub(crate) async fn integration_versions(id: &IntegrationId) -> Answer<Vec<Version>> {
    whole(&made(id, "/versions"), "").await
}

pub(crate) async fn remove_integration(id: &IntegrationId) -> Answer<()> {
    send_only(Method::DELETE, &made(id, ""), None::<&()>).await
}

/// The moderators' list; `query` is the rest of the address, such as `state=published`.
pub(crate) async fn reviews(query: &str) -> Answer<Vec<Review>> {
    let list = "/api/reviews";
    let address = if query.is_empty() {
        list.to_owned()
    } else {
        format!("{list}?{query}")
    };
    Ok(get::<Page<Review>>(&address).await?.items)
}

pub(crate) async fn review(id: &IntegrationId) -> Answer<ReviewDetails> {
    get(&reviewed(id, "")).await
}

pub(crate) async fn step_review(id: &IntegrationId, step: &ReviewStep) -> Answer<ReviewDetails> {
    send(Method::POST, &reviewed(id, "/steps"), Some(step)).await
}

/// Has the program look again.
pub(crate) async fn check_review(id: &IntegrationId) -> Answer<Checks> {
    send(Method::POST, &reviewed(id, "/checks"), None::<&()>).await
}

fn made(id: &IntegrationId, rest: &str) -> String {
    format!("/api/integrations/{}{rest}", part(id.as_str()))
}

fn reviewed(id: &IntegrationId, rest: &str) -> String {
    format!("/api/reviews/{}{rest}", part(id.as_str()))
}
