//! `PATCH /api/canned-replies/{id}`: its name and text.

use axum::extract::State;
use encaixe_api::id::CannedReplyId;
use encaixe_api::inbox::canned_reply::{CannedReply, CannedReplyPatch};

use super::asker;
use crate::access::Agent;
use crate::app::Shared;
use crate::check::canned_reply::{self, NAME_CHARS};
use crate::check::{self, collect_error, ensure_valid};
use crate::error::Result;
use crate::extract::{Json, PathParts};

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
    PathParts(id): PathParts<CannedReplyId>,
    Json(patch): Json<CannedReplyPatch>,
) -> Result<Json<CannedReply>> {
    let mut errors = Vec::new();
    let name = patch
        .name
        .as_deref()
        .and_then(|name| collect_error(&mut errors, check::name(name, NAME_CHARS)));
    if let Some(new) = &patch.text {
        let fields = app.store.custom_fields().await?;
        canned_reply::text(new, &fields, &mut errors);
    }
    ensure_valid(errors)?;
    let patch = CannedReplyPatch { name, ..patch };
    let changed = app
        .store
        .by(caller.actor())
        .patch_canned_reply(&id, asker(&caller), &patch)
        .await??;
    Ok(Json(changed))
}
