//! `/api/conversations/{id}/tags/{tag}`: putting a tag on and taking it off, each as often as one likes.

use axum::extract::{Path, State};
use encaixe_api::error::ErrorBody;
use encaixe_api::inbox::conversation::Tags;

use crate::access::Agent;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::store::tag::Tagged;

/// Puts a tag on a conversation.
#[utoipa::path(
    put,
    path = "/conversations/{id}/tags/{tag}",
    operation_id = "add_tag",
    tag = "conversations",
    responses((status = 200, body = Tags), (status = 422, body = ErrorBody, description = "`invalid`: the tag is no longer in use.")),
)]
pub(super) async fn add(
    State(app): State<Shared>,
    Agent(caller): Agent,
    Path((id, tag)): Path<(String, String)>,
) -> Result<Json<Tags>> {
    let outcome = app.store.by(caller.actor()).add_tag(&id, &tag).await?;
    settle(outcome)
}

/// Takes a tag off a conversation.
#[utoipa::path(
    delete,
    path = "/conversations/{id}/tags/{tag}",
    operation_id = "remove_tag",
    tag = "conversations",
    responses((status = 200, body = Tags)),
)]
pub(super) async fn remove(
    State(app): State<Shared>,
    Agent(caller): Agent,
    Path((id, tag)): Path<(String, String)>,
) -> Result<Json<Tags>> {
    let outcome = app.store.by(caller.actor()).remove_tag(&id, &tag).await?;
    settle(outcome)
}

fn settle(outcome: Tagged) -> Result<Json<Tags>> {
    match outcome {
        Tagged::Done(tags) => Ok(Json(tags)),
        Tagged::NoConversation => Err(Error::NotFound("conversation")),
        Tagged::NoTag => Err(Error::NotFoundPart("tag", "tag")),
        Tagged::Inactive => Err(Error::field(
            "tag",
            "inactive",
            "this tag is no longer in use",
        )),
    }
}
