//! What a workspace has of its own, as the settings have it: lists, changes and ends, the same for each kind.

use encaixe_api::access::WorkspacePatch;
use encaixe_api::inbox::Page;
use gloo_net::http::Method;
use serde::de::DeserializeOwned;
use serde_json::Value;

use encaixe_ui::api_client::{Answer, get, part, send_only};

/// A list, by the last part of its address.
pub(crate) async fn own<T: DeserializeOwned>(list: &str) -> Answer<Vec<T>> {
    Ok(get::<Page<T>>(&format!("/api/{list}")).await?.items)
}

pub(crate) async fn create_own(list: &str, body: &Value) -> Answer<()> {
    send_only(Method::POST, &format!("/api/{list}"), Some(body)).await
}

pub(crate) async fn change_own(list: &str, id: &str, body: &Value) -> Answer<()> {
    send_only(Method::PATCH, &one(list, id), Some(body)).await
}

pub(crate) async fn delete_own(list: &str, id: &str) -> Answer<()> {
    send_only(Method::DELETE, &one(list, id), None::<&()>).await
}

pub(crate) async fn change_workspace(patch: &WorkspacePatch) -> Answer<()> {
    send_only(Method::PATCH, "/api/workspace", Some(patch)).await
}

fn one(list: &str, id: &str) -> String {
    format!("/api/{list}/{}", part(id))
}
