//! `DELETE /api/contacts/{id}/merges/{merge}`: a merge taken back.

use axum::extract::State;
use encaixe_api::id::{ContactId, MergeId};
use encaixe_api::inbox::merge::Split;

use super::load;
use crate::access::Agent;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::{Json, PathParts};

/// Takes a merge back, within a day.
#[utoipa::path(
    delete,
    path = "/contacts/{id}/merges/{merge}",
    operation_id = "undo_merge",
    tag = "contacts",
    responses((status = 200, body = Split)),
)]
pub(super) async fn undo(
    State(app): State<Shared>,
    Agent(caller): Agent,
    PathParts((id, merge)): PathParts<(ContactId, MergeId)>,
) -> Result<Json<Split>> {
    let writer = app.store.by(caller.actor());
    let other = writer.split(&id, &merge).await??;
    let contact = load(&app, &caller, &id).await?;
    let other = load(&app, &caller, &other).await?;
    Ok(Json(Split { contact, other }))
}
