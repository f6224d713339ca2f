//! `/health`: whether the server runs.

use axum::Router;
use axum::routing::get;
use serde_json::json;

use crate::app::Shared;
use crate::extract::Json;

pub(super) fn router() -> Router<Shared> {
    Router::new().route("/health", get(health))
}

async fn health() -> Json<serde_json::Value> {
    Json(json!({"status": "ok", "version": env!("CARGO_PKG_VERSION")}))
}
