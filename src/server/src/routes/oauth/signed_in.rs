//! `GET /oauth/signed-in`: whether somebody signed in or out since a page was shown that waits for it, for the query of that page.

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::http::header::CACHE_CONTROL;
use axum::response::IntoResponse;
use serde_json::json;

use super::known::integration;
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
        let present = reach.present(&app, &headers, params.get("account"));
        found = Some(standing(&present.await?));
    }
    Ok((
        [(CACHE_CONTROL, "no-store")],
        Json(json!({"standing": found})),
    ))
}
