//! `DELETE /api/contacts/{id}/merges/{merge}`: a merge taken back.

use axum::extract::{Path, State};
use encaixe_api::inbox::merge::Split;

use super::whole;
use crate::access::Agent;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::store::merge;

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
    Path((id, merge)): Path<(String, String)>,
) -> Result<Json<Split>> {
    match app.store.by(caller.actor()).split(&id, &merge).await? {
        merge::Split::Done(other) => {
            let Json(contact) = whole(&app, &id).await?;
            let Json(other) = whole(&app, &other).await?;
            Ok(Json(Split { contact, other }))
        }
        merge::Split::Missing => Err(Error::NotFound("merge")),
        merge::Split::TooLate => Err(Error::field(
            "merge",
            "too_late",
            "a merge can be taken back for a day, and this one is older",
        )),
        merge::Split::Later => Err(Error::field(
            "merge",
            "merged",
            "the contact who was kept was merged into another one since; take that back first",
        )),
    }
}
