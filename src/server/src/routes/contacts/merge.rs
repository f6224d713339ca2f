//! `POST /api/contacts/{id}/merge`: one contact of two.

use axum::extract::{Path, State};
use encaixe_api::inbox::merge::{MergeRequest, Merged};

use super::whole;
use crate::access::Agent;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::store::merge;

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
    Path(id): Path<String>,
    Json(request): Json<MergeRequest>,
) -> Result<Json<Merged>> {
    let refused = |code: &str, message: &str| Err(Error::field("contact", code, message));
    let writer = app.store.by(caller.actor());
    match writer.merge(&id, request.contact.as_str()).await? {
        merge::Merged::Done(merge) => {
            let Json(contact) = whole(&app, &id).await?;
            Ok(Json(Merged { contact, merge }))
        }
        merge::Merged::Missing => Err(Error::NotFound("contact")),
        merge::Merged::NoOther => refused("not_found", "there is no such contact"),
        merge::Merged::Itself => refused(
            "same",
            "this is the very contact who would be kept; name another one",
        ),
        merge::Merged::Already => refused(
            "merged",
            "this contact was merged with the other one before; nothing is left to do",
        ),
    }
}
