//! `/api/workspace`: what the page needs to name things.

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use encaixe_api::inbox::Directory;

use crate::access::Agent;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::Json;

pub(super) fn router() -> Router<Shared> {
    Router::new().route("/workspace", get(show))
}

async fn show(State(app): State<Shared>, _: Agent) -> Result<Json<Directory>> {
    let mut members = app.store.members().await?;
    for member in &mut members {
        member.is_online = app.live.is_online(&member.id);
    }
    Ok(Json(Directory {
        members,
        groups: app.store.groups().await?,
        tags: app.store.tags().await?,
        custom_fields: app.store.custom_fields().await?,
        channels: app.store.channels().await?,
    }))
}
