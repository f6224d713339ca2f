//! `GET /oauth`: what would be let in, and why that cannot be.

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::asked::find;
use super::known::unread;
use super::stop::Stop;
use super::{page, wait};
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::Params;
use crate::oauth::ticket;
use crate::texts::Language;
use crate::time;

pub(super) async fn show(
    State(app): State<Shared>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response> {
    let language = Language::of(&headers);
    let query = query.unwrap_or_default();
    let Ok(params) = Params::of_form(query.as_bytes()) else {
        return page::say(language, &unread(&app, &query).await?);
    };
    let ready = match find(&app, &params, &headers).await? {
        Ok(ready) => ready,
        Err(Stop::Page(refused)) => return page::say(language, &refused),
        Err(Stop::Wait(wait)) => return wait::show(language, &wait, &query),
        Err(Stop::Back(back)) => return back.answer(language),
    };
    let says = ready.scopes.to_string();
    let vault = ready.home.store.vault();
    let ticket = ticket::make(vault, &ready.says(&says), time::now());
    let ticket = ticket.ok_or_else(|| Error::Internal(anyhow::anyhow!("there is no vault key")))?;
    page::ask(language, &ready, &query, &ticket)
}
