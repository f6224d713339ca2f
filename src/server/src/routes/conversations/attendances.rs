//! `GET /api/conversations/{id}/attendances`: a page of them, the newest first.

use axum::extract::State;
use encaixe_api::id::ConversationId;
use encaixe_api::inbox::Page;
use encaixe_api::inbox::attendance::Attendance;

use crate::access::Agent;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::{Json, PathParts, RawPaging};

/// The attendances of a conversation, a page of them, the newest first. The first of the first page is the one that goes on, or the last.
#[utoipa::path(
    get,
    path = "/conversations/{id}/attendances",
    operation_id = "list_attendances",
    tag = "attendances",
    params(RawPaging),
    responses((status = 200, body = Page<Attendance>)),
)]
pub(super) async fn list(
    State(app): State<Shared>,
    _: Agent,
    PathParts(id): PathParts<ConversationId>,
    paging: RawPaging,
) -> Result<Json<Page<Attendance>>> {
    if !app.store.has_conversation(&id).await? {
        return Err(Error::NotFound("conversation"));
    }
    let before = paging.before.map(|before| {
        before.parse().map_err(|_| {
            let expected =
                "the number of an attendance is expected, or the `next` of an earlier page";
            Error::field("before", "invalid", expected)
        })
    });
    let before = before.transpose()?;
    let page = app.store.attendances(&id, before, paging.limit).await?;
    Ok(Json(page))
}
