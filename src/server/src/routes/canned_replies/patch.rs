//! `PATCH /api/canned-replies/{id}`: its name and text.

use axum::extract::{Path, State};
use encaixe_api::inbox::canned_reply::{CannedReply, CannedReplyPatch};

use super::{NAME_CHARS, asker, settle, text};
use crate::access::Agent;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::routes::check::{self, keep};

/// Changes a canned reply.
#[utoipa::path(
    patch,
    path = "/canned-replies/{id}",
    operation_id = "change_canned_reply",
    tag = "canned replies",
    request_body = CannedReplyPatch,
    responses((status = 200, body = CannedReply)),
)]
pub(super) async fn patch(
    State(app): State<Shared>,
    Agent(caller): Agent,
    Path(id): Path<String>,
    Json(patch): Json<CannedReplyPatch>,
) -> Result<Json<CannedReply>> {
    let mut errors = Vec::new();
    let name = patch
        .name
        .as_deref()
        .and_then(|name| keep(&mut errors, check::name_of(name, NAME_CHARS)));
    if let Some(new) = &patch.text {
        text(&app, new, &mut errors).await?;
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let patch = CannedReplyPatch { name, ..patch };
    let changed = app
        .store
        .by(caller.actor())
        .patch_canned_reply(&id, asker(&caller), &patch)
        .await?;
    settle(changed).map(Json)
}
