//! `/api/conversations`: threads with a contact in a channel, with their messages and tags.

mod attendances;
mod create;
mod list;
mod messages;
mod patch;
mod read;
mod show;
mod start;
mod tags;

use encaixe_api::id::ConversationId;
use encaixe_api::inbox::conversation::Conversation;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::access::Caller;
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::routes::granted;
use crate::routes::media::Told;

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(list::list, create::create))
        .routes(routes!(show::show, patch::patch))
        .routes(routes!(read::mark))
        .routes(routes!(start::start))
        .routes(routes!(attendances::list))
        .routes(routes!(tags::add, tags::remove))
        .merge(messages::router())
}

/// The conversation, with addresses of media as the caller is told them.
///
/// # Errors
/// 404 when there is none.
async fn load(app: &App, caller: &Caller, id: &ConversationId) -> Result<Conversation> {
    let found = app.store.conversation(id).await?;
    let mut found = found.ok_or(Error::NotFound("conversation"))?;
    Told::to(app, caller).conversation(&mut found);
    granted::conversation(caller, &mut found);
    Ok(found)
}
