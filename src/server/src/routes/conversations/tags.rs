//! `/api/conversations/{id}/tags/{tag}`: putting a tag on and taking it off, each as often as one likes.

use axum::extract::State;
use encaixe_api::error::ErrorBody;
use encaixe_api::id::{ConversationId, TagId};
use encaixe_api::inbox::conversation::Tags;

use crate::access::May;
use crate::access::permission::TagsWrite;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::{Json, PathParts};
use crate::routes::granted;

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
    May(caller, _): May<TagsWrite>,
    PathParts((id, tag)): PathParts<(ConversationId, TagId)>,
) -> Result<Json<Tags>> {
    let writer = app.store.by(caller.actor());
    let mut tags = writer.add_tag(&id, &tag).await??;
    granted::tags(&caller, &mut tags);
    Ok(Json(tags))
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
    May(caller, _): May<TagsWrite>,
    PathParts((id, tag)): PathParts<(ConversationId, TagId)>,
) -> Result<Json<Tags>> {
    let writer = app.store.by(caller.actor());
    let mut tags = writer.remove_tag(&id, &tag).await??;
    granted::tags(&caller, &mut tags);
    Ok(Json(tags))
}
