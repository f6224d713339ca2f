//! `PUT /api/contacts/{id}/apart/{other}`: two contacts who are two people.

use axum::extract::State;
use axum::http::StatusCode;
use encaixe_api::id::ContactId;

use crate::access::Agent;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::PathParts;

/// Says that two contacts are two people, so that nobody is asked again.
#[utoipa::path(
    put,
    path = "/contacts/{id}/apart/{other}",
    operation_id = "keep_contacts_apart",
    tag = "contacts",
    responses((status = 204, description = "They are not offered to be merged any more.")),
)]
pub(super) async fn keep(
    State(app): State<Shared>,
    Agent(caller): Agent,
    PathParts((id, other)): PathParts<(ContactId, ContactId)>,
) -> Result<StatusCode> {
    let writer = app.store.by(caller.actor());
    if writer.keep_apart(&id, &other).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Error::NotFound("contact"))
    }
}
