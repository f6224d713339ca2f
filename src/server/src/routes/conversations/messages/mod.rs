//! `/api/conversations/{id}/messages`: what was said, and how far it got.

mod create;
mod list;
mod retry;
mod status;

use encaixe_api::inbox::message::Message;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::access::Caller;
use crate::app::{App, Shared};
use crate::extract::Json;
use crate::routes::media::Told;

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(list::list, create::create))
        .routes(routes!(status::set))
        .routes(routes!(retry::retry))
}

fn to_response(app: &App, caller: &Caller, mut message: Message) -> Json<Message> {
    Told::to(app, caller).message(&mut message);
    Json(message)
}
