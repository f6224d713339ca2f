//! `/api/conversations/{id}/messages/{message}/status` and `/retry`: how far a message got, and sending it again.

use axum::extract::{Path, State};
use encaixe_api::inbox::message::{Message, StatusChange};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::media;
use crate::access::Agent;
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::store::message_status::StatusOutcome;

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(tell))
        .routes(routes!(retry))
}

/// Says how far a message got that went out.
///
/// It goes forward only, or to `failed`; an earlier word changes nothing.
#[utoipa::path(
    put,
    path = "/conversations/{id}/messages/{message}/status",
    operation_id = "set_message_status",
    tag = "messages",
    responses((status = 200, body = Message)),
)]
async fn tell(
    State(app): State<Shared>,
    Agent(caller): Agent,
    Path((id, message)): Path<(String, String)>,
    Json(change): Json<StatusChange>,
) -> Result<Json<Message>> {
    let writer = app.store.by(caller.actor());
    let told = writer
        .set_message_status(&id, &message, change.status)
        .await?;
    settle(&app, told)
}

/// Sends a failed message again.
#[utoipa::path(
    post,
    path = "/conversations/{id}/messages/{message}/retry",
    operation_id = "retry_message",
    tag = "messages",
    responses(
        (status = 200, body = Message),
        (status = 422, body = encaixe_api::error::ErrorBody, description = "`invalid`: the message did not fail, or the conversation is closed."),
    ),
)]
async fn retry(
    State(app): State<Shared>,
    Agent(caller): Agent,
    Path((id, message)): Path<(String, String)>,
) -> Result<Json<Message>> {
    let writer = app.store.by(caller.actor());
    let told = writer.retry_message(&id, &message).await?;
    settle(&app, told)
}

fn settle(app: &App, told: StatusOutcome) -> Result<Json<Message>> {
    match told {
        StatusOutcome::Done(mut message) => {
            media::make_absolute(app, &mut message);
            Ok(Json(*message))
        }
        StatusOutcome::NoConversation => Err(Error::NotFound("conversation")),
        StatusOutcome::NoMessage => Err(Error::NotFound("message")),
        StatusOutcome::NotSent => Err(Error::field(
            "message",
            "not_sent",
            "this message never went out: it is a note, or the contact wrote it",
        )),
        StatusOutcome::NotFailed(now) => Err(Error::field(
            "status",
            "not_failed",
            format!(
                "only a failed message is sent again; this one is `{}`",
                now.as_str()
            ),
        )),
        StatusOutcome::Closed => Err(Error::field(
            "conversation",
            "closed",
            "this conversation is closed: reopen it first",
        )),
    }
}
