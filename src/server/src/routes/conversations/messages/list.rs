//! `GET /api/conversations/{id}/messages`: a page of them, oldest first.

use axum::extract::State;
use encaixe_api::id::ConversationId;
use encaixe_api::inbox::Page;
use encaixe_api::inbox::message::Message;

use crate::access::May;
use crate::access::permission::MessagesRead;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::{Json, PathParts, RawPaging};
use crate::routes::media::Told;
use crate::store::cursor::Cursor;

/// The messages of a conversation, a page of them, oldest first.
#[utoipa::path(
    get,
    path = "/conversations/{id}/messages",
    operation_id = "list_messages",
    tag = "messages",
    params(RawPaging),
    responses((status = 200, body = Page<Message>)),
)]
pub(super) async fn list(
    State(app): State<Shared>,
    May(caller, _): May<MessagesRead>,
    PathParts(id): PathParts<ConversationId>,
    paging: RawPaging,
) -> Result<Json<Page<Message>>> {
    if !app.store.has_conversation(&id).await? {
        return Err(Error::NotFound("conversation"));
    }
    let before = match &paging.before {
        None => Cursor::newest(),
        Some(text) => match Cursor::parse(text) {
            Some(place) => place,
            None => app
                .store
                .message_place(&id, &text.as_str().into())
                .await?
                .ok_or_else(|| {
                    Error::field(
                        "before",
                        "not_found",
                        "the id of a message of this conversation is expected, or the `next` of an earlier page",
                    )
                })?,
        },
    };
    let mut page = app.store.messages(&id, &before, paging.limit).await?;
    let told = Told::to(&app, &caller);
    page.items.iter_mut().for_each(|one| told.message(one));
    Ok(Json(page))
}
