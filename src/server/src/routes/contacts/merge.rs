//! `POST /api/contacts/{id}/merge`: one contact of two.

use axum::extract::State;
use encaixe_api::id::ContactId;
use encaixe_api::inbox::merge::{MergeRequest, Merged};

use super::load;
use crate::access::Agent;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::{Json, PathParts};

/// Makes one contact of two: the one in the address is kept, and answers for the other's id.
#[utoipa::path(
    post,
    path = "/contacts/{id}/merge",
    operation_id = "merge_contacts",
    tag = "contacts",
    responses((status = 200, body = Merged)),
)]
pub(super) async fn merge(
    State(app): State<Shared>,
    Agent(caller): Agent,
    PathParts(id): PathParts<ContactId>,
    Json(request): Json<MergeRequest>,
) -> Result<Json<Merged>> {
    let writer = app.store.by(caller.actor());
    let merge = writer.merge(&id, &request.contact).await??;
    let contact = load(&app, &caller, &id).await?;
    Ok(Json(Merged { contact, merge }))
}
