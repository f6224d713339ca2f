//! `GET /api/contacts/{id}`: one contact.

use axum::extract::State;
use encaixe_api::id::ContactId;
use encaixe_api::inbox::contact::Contact;

use super::load;
use crate::access::MayRead;
use crate::access::permission::ContactRead;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::{Json, PathParts};

/// One contact.
#[utoipa::path(
    get,
    path = "/contacts/{id}",
    operation_id = "show_contact",
    tag = "contacts",
    responses((status = 200, body = Contact)),
)]
pub(super) async fn show(
    State(app): State<Shared>,
    MayRead(caller, _): MayRead<ContactRead>,
    PathParts(id): PathParts<ContactId>,
) -> Result<Json<Contact>> {
    Ok(Json(load(&app, &caller, &id).await?))
}
