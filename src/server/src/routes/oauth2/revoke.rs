//! `POST /oauth2/revoke`: a token is good no more.
//!
//! Source: RFC 7009. A refresh token takes along all that came of the same code; an access token goes alone.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde_json::json;

use super::client::Client;
use super::fault::{Code, Fault, Refused};
use super::{answer, asked};
use crate::actor::Actor;
use crate::app::Shared;
use crate::company::Home;
use crate::oauth::token::{self, Kind};
use crate::random::sha256_hex;

pub(super) async fn revoke(State(app): State<Shared>, request: Request) -> Response {
    let done = async {
        let (client, params) = asked(&app, request).await?;
        let profile = client.profile;
        let text = params.get("token").ok_or_else(|| {
            let fault = Fault::new(Code::InvalidRequest, "token is missing");
            Refused::from(fault.told(profile))
        })?;
        let done = end(&app, &client, text).await;
        done.map_err(|refused| refused.told(profile))
    };
    match done.await {
        Ok(()) => answer(StatusCode::OK, "application/json", &json!({})),
        Err(refused) => refused.into_response(),
    }
}

/// Ends a token. One that there is not is as good as ended (section 2.2).
async fn end(app: &Shared, client: &Client, text: &str) -> Result<(), Refused> {
    let Some(said) = token::read(text) else {
        return Ok(());
    };
    if !client.may_be_known(said.company.as_ref()) {
        return Ok(());
    }
    let Some(home) = Home::find(app, said.company.as_ref()).await? else {
        return Ok(());
    };
    let hash = sha256_hex(text);
    let id = &client.id;
    let writer = home.store.by(Actor::Integration { id: id.clone() });
    let family = match said.kind {
        Kind::Access => home
            .store
            .grant_access(&hash)
            .await?
            .map(|known| known.family),
        Kind::Refresh => home
            .store
            .grant_refresh(&hash)
            .await?
            .map(|known| known.family),
        Kind::Code => None,
    };
    let Some(family) = family else { return Ok(()) };
    if family.integration != *id {
        return Err(Fault::grant("the token is another client's").into());
    }
    match said.kind {
        Kind::Access => writer.revoke_access(&hash, id).await?,
        Kind::Refresh => writer.revoke_grant(&family.id, id).await?,
        Kind::Code => {}
    }
    Ok(())
}
