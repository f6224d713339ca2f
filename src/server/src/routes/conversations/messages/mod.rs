//! `/api/conversations/{id}/messages`: what was said, and how far it got.

mod create;
mod list;
mod retry;
mod status;

use encaixe_api::inbox::message::Message;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::routes::media;
use crate::store::message_status::StatusOutcome;

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(list::list, create::create))
        .routes(routes!(status::set))
        .routes(routes!(retry::retry))
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
