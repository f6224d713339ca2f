//! `GET /api/contacts/{id}/same`: who may be the same person, and which merges can be taken back.

use axum::extract::State;
use encaixe_api::id::ContactId;
use encaixe_api::inbox::merge::Same;

use super::load;
use crate::access::Agent;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::{Json, PathParts};

/// Who may be the same person as this contact, and which merges can be taken back.
#[utoipa::path(
    get,
    path = "/contacts/{id}/same",
    operation_id = "list_same_contacts",
    tag = "contacts",
    responses((status = 200, body = Same)),
)]
pub(super) async fn list(
    State(app): State<Shared>,
    _: Agent,
    PathParts(id): PathParts<ContactId>,
) -> Result<Json<Same>> {
    let contact = load(&app, &id).await?;
    Ok(Json(app.store.same(&contact).await?))
}
