//! `POST /oauth2/introspect`: what a token is good for, for the integration whose it is.
//!
//! Source: RFC 7662. Of another client's token nothing is told (section 4).

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};

use super::client::Client;
use super::fault::{Code, Fault, Refused};
use super::{answer, asked};
use crate::app::Shared;
use crate::company::Home;
use crate::oauth::token::{self, Kind};
use crate::random::sha256_hex;
use crate::store::grant::Family;
use crate::time::{Millis, SECOND};

pub(super) async fn introspect(State(app): State<Shared>, request: Request) -> Response {
    let found = async {
        let (client, params) = asked(&app, request).await?;
        let profile = client.profile;
        let text = params.get("token").ok_or_else(|| {
            let fault = Fault::new(Code::InvalidRequest, "token is missing");
            Refused::from(fault.told(profile))
        })?;
        look(&app, &client, text).await
    };
    match found.await {
        Ok(found) => {
            let inactive = || json!({"active": false});
            let body = found.unwrap_or_else(inactive);
            answer(StatusCode::OK, "application/json", &body)
        }
        Err(refused) => refused.into_response(),
    }
}

/// What is told of a token that is good.
async fn look(app: &Shared, client: &Client, text: &str) -> Result<Option<Value>, Refused> {
    let Some(said) = token::read(text) else {
        return Ok(None);
    };
    if !client.may_be_let_in(said.company.as_ref()) {
        return Ok(None);
    }
    let Some(home) = Home::find(app, said.company.as_ref()).await? else {
        return Ok(None);
    };
    let hash = sha256_hex(text);
    let found: Option<(Family, Millis, Millis)> = match said.kind {
        Kind::Access => {
            let known = home.store.grant_access(&hash).await?;
            known.map(|known| (known.family, known.since, known.until))
        }
        Kind::Refresh => {
            let known = home.store.grant_refresh(&hash).await?;
            let good = known.filter(|known| known.is_good);
            good.map(|known| (known.family, known.since, known.until))
        }
        Kind::Code => None,
    };
    let own = found.filter(|(family, ..)| family.integration == client.id);
    // Where it is stopped the API refuses what is good otherwise.
    let installed = home.store.installation(&client.id).await?;
    let is_working = installed.is_some_and(|one| one.paused_at.is_none() && !one.is_suspended);
    let own = own.filter(|_| is_working);
    Ok(own.map(|(family, since, until)| {
        let mut told = json!({
            "active": true,
            "scope": family.scopes.to_string(),
            "client_id": family.integration,
            "iat": since / SECOND,
            "exp": until / SECOND,
            "sub": family.member,
            "iss": home.page.origin.as_origin(),
            "account": home.page.place(),
        });
        // Of what RFC 6749 has a type for (section 5.1), a refresh token is none.
        if said.kind == Kind::Access {
            told["token_type"] = "Bearer".into();
        }
        told
    }))
}
