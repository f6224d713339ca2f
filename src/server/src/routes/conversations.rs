//! `/api/conversations`: the list, one of them, and who is in charge.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use encaixe_api::inbox::conversation::{Conversation, ConversationPatch, Filter, Rows};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::media;
use crate::access::Agent;
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::extract::{Json, Paging, Wanted};
use crate::store::patch::Patched;

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(show, change))
        .routes(routes!(mark_read))
}

/// The list of conversations, newest first.
#[utoipa::path(
    get,
    path = "/conversations",
    operation_id = "list_conversations",
    tag = "conversations",
    params(Filter, Paging),
    responses((status = 200, body = Rows)),
)]
async fn list(
    State(app): State<Shared>,
    Agent(caller): Agent,
    Wanted(mut filter): Wanted,
    paging: Paging,
) -> Result<Json<Rows>> {
    let me = caller.member_id().map(ToString::to_string);
    if filter.assignee.as_deref() == Some("me") {
        let me = me.clone().ok_or_else(|| {
            Error::field(
                "assignee",
                "invalid",
                "`me` is a member, and a token is none; name a member by their id",
            )
        })?;
        filter.assignee = Some(me);
    }
    let page = app
        .store
        .conversations(&filter, &paging.before, paging.limit);
    let mut page = page.await?;
    for message in page
        .items
        .iter_mut()
        .filter_map(|row| row.last_message.as_mut())
    {
        media::make_absolute(&app, message);
    }
    let (counts, unread) = app.store.counts(me.as_deref()).await?;
    Ok(Json(Rows {
        items: page.items,
        next: page.next,
        unread,
        counts,
        found: page.found,
        excerpts: page.excerpts,
        unindexed: app.store.unindexed().await?,
    }))
}

/// One conversation, with its last messages.
#[utoipa::path(
    get,
    path = "/conversations/{id}",
    operation_id = "show_conversation",
    tag = "conversations",
    responses((status = 200, body = Conversation)),
)]
async fn show(
    State(app): State<Shared>,
    _: Agent,
    Path(id): Path<String>,
) -> Result<Json<Conversation>> {
    whole(&app, &id).await
}

/// Assigns, moves, closes or reopens a conversation.
#[utoipa::path(
    patch,
    path = "/conversations/{id}",
    operation_id = "change_conversation",
    tag = "conversations",
    request_body = ConversationPatch,
    responses((status = 200, body = Conversation)),
)]
async fn change(
    State(app): State<Shared>,
    Agent(caller): Agent,
    Path(id): Path<String>,
    Json(patch): Json<ConversationPatch>,
) -> Result<Json<Conversation>> {
    let writer = app.store.by(caller.actor());
    match writer.patch_conversation(&id, &patch).await? {
        Patched::Done => {}
        Patched::Missing => return Err(Error::NotFound("conversation")),
        Patched::NoMember => {
            return Err(Error::field(
                "assignee",
                "not_found",
                "there is no such active member",
            ));
        }
        Patched::NoGroup => {
            return Err(Error::field(
                "group",
                "not_found",
                "there is no such active group",
            ));
        }
    }
    whole(&app, &id).await
}

/// Marks the messages of a conversation as seen.
#[utoipa::path(
    post,
    path = "/conversations/{id}/read",
    operation_id = "read_conversation",
    tag = "conversations",
    responses((status = 204)),
)]
async fn mark_read(
    State(app): State<Shared>,
    Agent(caller): Agent,
    Path(id): Path<String>,
) -> Result<StatusCode> {
    if !app.store.by(caller.actor()).mark_read(&id).await? {
        return Err(Error::NotFound("conversation"));
    }
    Ok(StatusCode::NO_CONTENT)
}

pub(super) async fn whole(app: &App, id: &str) -> Result<Json<Conversation>> {
    let found = app.store.conversation(id).await?;
    let mut found = found.ok_or(Error::NotFound("conversation"))?;
    for message in found
        .messages
        .iter_mut()
        .chain(&mut found.summary.last_message)
    {
        media::make_absolute(app, message);
    }
    Ok(Json(found))
}
