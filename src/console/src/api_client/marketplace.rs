//! Integrations that a company can let in, and those that it did.

use encaixe_api::id::IntegrationId;
use encaixe_api::inbox::Page;
use encaixe_api::integration::{
    Click, Installation, InstallationPatch, Listing, ListingDetails, NewInstallation,
};
use gloo_net::http::Method;
use serde::de::DeserializeOwned;

use encaixe_ui::api_client::{Answer, get, part, send, send_only};

/// The marketplace: what `query` says, as the rest of an address.
pub(crate) async fn listings(query: &str) -> Answer<Vec<Listing>> {
    whole("/api/marketplace", query).await
}

pub(crate) async fn listing(id: &IntegrationId) -> Answer<ListingDetails> {
    get(&listed(id, "")).await
}

/// Says that a person pressed Install; what comes is good once.
pub(crate) async fn click(id: &IntegrationId) -> Answer<Click> {
    send(Method::POST, &listed(id, "/click"), None::<&()>).await
}

pub(crate) async fn installations() -> Answer<Vec<Installation>> {
    whole("/api/installations", "").await
}

pub(crate) async fn installation(id: &IntegrationId) -> Answer<Installation> {
    get(&installed(id)).await
}

pub(crate) async fn install(new: &NewInstallation) -> Answer<Installation> {
    send(Method::POST, "/api/installations", Some(new)).await
}

pub(crate) async fn change_installation(
    id: &IntegrationId,
    patch: &InstallationPatch,
) -> Answer<Installation> {
    send(Method::PATCH, &installed(id), Some(patch)).await
}

pub(crate) async fn uninstall(id: &IntegrationId) -> Answer<()> {
    send_only(Method::DELETE, &installed(id), None::<&()>).await
}

/// All pages of a list, one after the other.
pub(super) async fn whole<T: DeserializeOwned>(list: &str, query: &str) -> Answer<Vec<T>> {
    let mut items = Vec::new();
    let mut before = None::<String>;
    loop {
        let place = before.map(|place| format!("before={}", part(&place)));
        let given = [query, place.as_deref().unwrap_or_default()];
        let given = given.into_iter().filter(|one| !one.is_empty());
        let given = given.collect::<Vec<_>>().join("&");
        let address = if given.is_empty() {
            list.to_owned()
        } else {
            format!("{list}?{given}")
        };
        let page = get::<Page<T>>(&address).await?;
        items.extend(page.items);
        before = page.next;
        if before.is_none() {
            return Ok(items);
        }
    }
}

fn listed(id: &IntegrationId, rest: &str) -> String {
    format!("/api/marketplace/{}{rest}", part(id.as_str()))
}

fn installed(id: &IntegrationId) -> String {
    format!("/api/installations/{}", part(id.as_str()))
}
