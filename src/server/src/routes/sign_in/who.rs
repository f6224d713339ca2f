//! `GET /sign-in/{code}/who`: whom the code would sign in.

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use encaixe_api::access::SignedIn;
use encaixe_api::error::ErrorBody;

use super::member_of;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::Json;
use crate::random::sha256_hex;
use crate::serve::Peer;

/// Whom a sign-in link's code would sign in; nothing is used up.
#[utoipa::path(
    get,
    path = "/sign-in/{code}/who",
    operation_id = "show_sign_in",
    tag = "access",
    responses(
        (status = 200, body = SignedIn),
        (status = 307, description = "The page lies at its one origin.", headers(("Location" = String, description = "There."))),
        (status = 410, body = ErrorBody, description = "`link_spent`: the link was used before. `link_expired`: it is too old."),
    ),
)]
pub(super) async fn show(
    State(app): State<Shared>,
    Path(code): Path<String>,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
) -> Result<Json<SignedIn>> {
    let found = app.store.look_at_link(&sha256_hex(&code)).await?;
    let member = member_of(&app, found, peer, &headers).await?;
    Ok(Json(SignedIn { member }))
}
