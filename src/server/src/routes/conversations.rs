//! `/api/conversations`: the list, one of them, its messages, and who is in charge.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use encaixe_api::inbox::Page;
use encaixe_api::inbox::conversation::{Conversation, ConversationPatch, Summary};
use encaixe_api::inbox::message::Message;

use crate::access::Agent;
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::extract::{Json, Paging};
use crate::store::patch::Patched;

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route("/conversations", get(list))
        .route("/conversations/{id}", get(show).patch(change))
        .route("/conversations/{id}/messages", get(messages))
        .route("/conversations/{id}/read", post(mark_read))
}

async fn list(State(app): State<Shared>, _: Agent, paging: Paging) -> Result<Json<Page<Summary>>> {
    let page = app.store.conversations(&paging.before, paging.limit);
    Ok(Json(page.await?))
}

async fn show(
    State(app): State<Shared>,
    _: Agent,
    Path(id): Path<String>,
) -> Result<Json<Conversation>> {
    whole(&app, &id).await
}

async fn messages(
    State(app): State<Shared>,
    _: Agent,
    Path(id): Path<String>,
    paging: Paging,
) -> Result<Json<Page<Message>>> {
    if !app.store.has_conversation(&id).await? {
        return Err(Error::NotFound("conversation"));
    }
    let page = app.store.messages(&id, &paging.before, paging.limit);
    Ok(Json(page.await?))
}

async fn change(
    State(app): State<Shared>,
    _: Agent,
    Path(id): Path<String>,
    Json(patch): Json<ConversationPatch>,
) -> Result<Json<Conversation>> {
    match app.store.patch_conversation(&id, &patch).await? {
        Patched::Done(true) => app.live.conversation(&id),
        Patched::Done(false) => {}
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

async fn mark_read(
    State(app): State<Shared>,
    _: Agent,
    Path(id): Path<String>,
) -> Result<StatusCode> {
    match app.store.mark_read(&id).await? {
        None => return Err(Error::NotFound("conversation")),
        Some(true) => app.live.conversation(&id),
        Some(false) => {}
    }
    Ok(StatusCode::NO_CONTENT)
}

async fn whole(app: &App, id: &str) -> Result<Json<Conversation>> {
    let found = app.store.conversation(id).await?;
    found.map(Json).ok_or(Error::NotFound("conversation"))
}
