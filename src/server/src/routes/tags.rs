//! `/api/conversations/{id}/tags/{tag}`: putting a tag on and taking it off, each as often as one likes.

use axum::Router;
use axum::extract::{Path, State};
use axum::routing::put;
use encaixe_api::inbox::conversation::Tags;

use crate::access::Agent;
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::store::tag::Tagged;

pub(super) fn router() -> Router<Shared> {
    Router::new().route(
        "/conversations/{id}/tags/{tag}",
        put(put_on).delete(take_off),
    )
}

async fn put_on(
    State(app): State<Shared>,
    _: Agent,
    Path((id, tag)): Path<(String, String)>,
) -> Result<Json<Tags>> {
    let outcome = app.store.add_tag(&id, &tag).await?;
    settle(&app, &id, outcome)
}

async fn take_off(
    State(app): State<Shared>,
    _: Agent,
    Path((id, tag)): Path<(String, String)>,
) -> Result<Json<Tags>> {
    let outcome = app.store.remove_tag(&id, &tag).await?;
    settle(&app, &id, outcome)
}

fn settle(app: &App, id: &str, outcome: Tagged) -> Result<Json<Tags>> {
    match outcome {
        Tagged::Done(tags, changed) => {
            if changed {
                app.live.conversation(id);
            }
            Ok(Json(tags))
        }
        Tagged::NoConversation => Err(Error::NotFound("conversation")),
        Tagged::NoTag => Err(Error::NotFoundPart("tag", "tag")),
        Tagged::Inactive => Err(Error::field(
            "tag",
            "inactive",
            "this tag is no longer in use",
        )),
    }
}
