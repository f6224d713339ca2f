//! Who is who: how an address is read, who may be the same person, and making one contact of two.

use encaixe_api::id::{ContactId, MergeId};
use encaixe_api::inbox::merge::{MergeRequest, Merged, Reading, Same};
use gloo_net::http::Method;

use encaixe_ui::api_client::{Answer, get, part, send, send_only};

/// How an address for a kind of channel is read that was typed.
pub(crate) async fn read_address(kind: &str, text: &str) -> Answer<Reading> {
    get(&format!(
        "/api/address?type={}&text={}",
        part(kind),
        part(text)
    ))
    .await
}

pub(crate) async fn same(contact: &ContactId) -> Answer<Same> {
    get(&format!("{}/same", path(contact))).await
}

pub(crate) async fn merge(kept: &ContactId, gone: &ContactId) -> Answer<Merged> {
    let request = MergeRequest {
        contact: gone.clone(),
    };
    send(
        Method::POST,
        &format!("{}/merge", path(kept)),
        Some(&request),
    )
    .await
}

pub(crate) async fn unmerge(kept: &ContactId, merge: &MergeId) -> Answer<()> {
    let path = format!("{}/merges/{}", path(kept), part(merge.as_str()));
    send_only(Method::DELETE, &path, None::<&()>).await
}

pub(crate) async fn keep_apart(one: &ContactId, other: &ContactId) -> Answer<()> {
    let path = format!("{}/apart/{}", path(one), part(other.as_str()));
    send_only(Method::PUT, &path, None::<&()>).await
}

fn path(contact: &ContactId) -> String {
    format!("/api/contacts/{}", part(contact.as_str()))
}
