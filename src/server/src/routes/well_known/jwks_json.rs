//! `GET /.well-known/jwks.json`: the public keys that plugins' tokens are verified with.

use axum::extract::State;
use encaixe_api::plugin::proof::KeySet;

use crate::app::Shared;
use crate::error::Result;
use crate::extract::Json;

/// The public keys that plugins' tokens are verified with, as a JWK set.
///
/// A token names its key by the `kid` in its header. While a key is being replaced both are here. Secrets of plugins whose algorithm is
/// `HS256` never are.
#[utoipa::path(
    get,
    path = "/.well-known/jwks.json",
    operation_id = "show_public_keys",
    tag = "server",
    responses((status = 200, body = KeySet)),
)]
pub(super) async fn show(State(app): State<Shared>) -> Result<Json<KeySet>> {
    let keys = app.store.public_keys().await?;
    Ok(Json(KeySet { keys }))
}
