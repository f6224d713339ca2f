//! `GET /api/contacts/{id}/same`: who may be the same person, and which merges can be taken back.

use axum::extract::State;
use encaixe_api::id::ContactId;
use encaixe_api::inbox::merge::Same;

use super::load;
use crate::access::Agent;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::{Json, PathParts};
use crate::routes::media::Told;

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
    Agent(caller): Agent,
    PathParts(id): PathParts<ContactId>,
) -> Result<Json<Same>> {
    let contact = load(&app, &caller, &id).await?;
    let mut same = app.store.same(&contact).await?;
    let told = Told::to(&app, &caller);
    (same.candidates.iter_mut()).for_each(|one| told.contact(&mut one.contact));
    Ok(Json(same))
}
