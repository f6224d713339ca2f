//! `GET /oauth/signed-in`: whether somebody signed in or out since a page was shown that waits for it, for the query of that page.

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::http::header::CACHE_CONTROL;
use axum::response::IntoResponse;
use serde_json::json;

use super::asked::integration;
use super::reach::{Reach, standing};
use crate::app::Shared;
use crate::error::Result;
use crate::extract::{Json, Params};

pub(super) async fn show(
    State(app): State<Shared>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<impl IntoResponse + use<>> {
    let query = query.unwrap_or_default();
    let mut found = None;
    if let Ok(params) = Params::of_form(query.as_bytes())
        && let Some(registered) = integration(&app, params.get("client_id")).await?
        && let Some(reach) = Reach::of(&app, &registered)
    {
        found = Some(standing(&reach.present(&app, &headers).await?));
    }
    Ok((
        [(CACHE_CONTROL, "no-store")],
        Json(json!({"standing": found})),
    ))
}
