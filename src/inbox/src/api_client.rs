//! The server's API, as the inbox uses it. Errors come back as values; nothing here shows anything.

use encaixe_api::access::{Me, SignedIn};
use encaixe_api::inbox::Page;
use encaixe_api::inbox::canned_reply::CannedReply;
use encaixe_ui::api_client::{Answer, get, part, send_only};
use gloo_net::http::Method;

pub(crate) use encaixe_ui::api_client::shed_dead_connections;

mod begin;
mod inbox;
mod people;
pub(crate) mod storage;

pub(crate) use begin::*;
pub(crate) use inbox::*;
pub(crate) use people::*;

pub(crate) async fn canned_replies() -> Answer<Vec<CannedReply>> {
    Ok(get::<Page<CannedReply>>("/api/canned-replies").await?.items)
}

pub(crate) async fn me() -> Answer<Me> {
    get("/api/me").await
}

pub(crate) async fn sign_in(code: &str) -> Answer<()> {
    let path = format!("/sign-in/{}", part(code));
    send_only(Method::POST, &path, None::<&()>).await
}

/// Whom a link would sign in; it is not used up.
pub(crate) async fn sign_in_who(code: &str) -> Answer<SignedIn> {
    get(&format!("/sign-in/{}/who", part(code))).await
}

pub(crate) async fn sign_out() -> Answer<()> {
    send_only(Method::POST, "/api/sign-out", None::<&()>).await
}
