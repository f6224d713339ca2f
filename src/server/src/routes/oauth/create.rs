//! `POST /oauth`: what a person decided, as the page's script sends it: the query of the page, its ticket, and the decision. It answers
//! with where to go, or with why that is nowhere.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use encaixe_protocol::scope::Grants;
use serde_json::json;

use super::asked::find;
use super::back::Back;
use super::known::unread;
use super::ready::Ready;
use super::stop::{Problem, Refused, Stop};
use crate::access::require_origin;
use crate::actor::Actor;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::{Json, Params, Unread};
use crate::oauth::token::{self, Kind};
use crate::oauth::{self, ticket};
use crate::random::sha256_hex;
use crate::store::grant::NewCode;
use crate::texts::Language;
use crate::time;

pub(super) async fn create(State(app): State<Shared>, request: Request) -> Result<Response> {
    let headers = request.headers().clone();
    require_origin(&app, &headers)?;
    let no = |refused: Refused| -> Result<Response> {
        let (status, key) = refused.problem.parts();
        let language = Language::of(&headers);
        let text = format!("{key}-text");
        let tell = match &refused.back {
            Some(back) => back.beside()?,
            None => None,
        };
        let why = json!({"title": language.text(key), "text": language.text(&text), "tell": tell});
        Ok((status, Json(why)).into_response())
    };
    let params = match Params::of(request).await {
        Ok(params) => params,
        Err(Unread::Body(error)) => return Err(error),
        Err(Unread::Shape(_)) => return no(Problem::Unread.into()),
    };
    let query = params.get("query").unwrap_or_default();
    let Ok(asked) = Params::of_form(query.as_bytes()) else {
        return no(unread(&app, query).await?);
    };
    let ready = match find(&app, &asked, &headers).await? {
        Ok(ready) => ready,
        Err(Stop::Page(refused)) => return no(refused),
        // Whoever was shown what to agree to had chosen.
        Err(Stop::Wait(wait)) => return no(wait.problem.unwrap_or(Problem::Expired).into()),
        Err(Stop::Back(back)) => return go(&back),
    };
    let says = ready.scopes.to_string();
    let shown = params.get("ticket").unwrap_or_default();
    let vault = ready.home.store.vault();
    if !ticket::is_good(vault, &ready.says(&says), shown, time::now()) {
        return no(Problem::Expired.into());
    }
    let told = match params.get("decision") {
        Some("allow") => vec![
            ("code", allow(&ready).await?),
            ("referer", ready.home.page.place()),
        ],
        Some("deny") => vec![("error", "access_denied".to_owned())],
        _ => return no(Problem::Unread.into()),
    };
    go(&ready.back(told))
}

/// Keeps that the person agreed; the code.
async fn allow(ready: &Ready) -> Result<String> {
    let manifest = &ready.manifest;
    let code = token::new(Kind::Code, ready.home.page.slug.as_ref());
    let code = code.map_err(|error| Error::Internal(error.into()))?;
    let writer = ready.home.store.by(Actor::Member {
        id: ready.member.clone(),
    });
    let new = NewCode {
        hash: &sha256_hex(&code),
        integration: &ready.id,
        name: &manifest.name,
        scopes: &Grants::of(ready.scopes),
        member: &ready.member,
        redirect: &ready.redirect,
        is_redirect_due: ready.is_redirect_due,
        challenge: ready.challenge.as_deref(),
        until: time::now() + oauth::lives(manifest.profile).code,
    };
    let server = ready.home.server()?;
    // The server's row comes first: what a kill leaves between the two, the company's next look at the server mends.
    let _alone = ready.home.installing.lock().await;
    if let Some(store) = server.server().await? {
        let company = ready.home.page.slug.as_ref();
        store.note_installed(&ready.id, company).await?;
    }
    writer.add_grant_code(&new).await?;
    Ok(code)
}

fn go(back: &Back) -> Result<Response> {
    Ok((StatusCode::OK, Json(back.json()?)).into_response())
}
