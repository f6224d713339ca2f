//! The answer to what was made.

use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{AppendHeaders, IntoResponse};
use serde::Serialize;

use crate::extract::Json;

/// 201, with what was made and its address.
pub(super) fn created<T: Serialize>(address: String, made: T) -> impl IntoResponse + use<T> {
    (
        StatusCode::CREATED,
        AppendHeaders([(LOCATION, address)]),
        Json(made),
    )
}
