//! `PATCH /api/channels/{id}`: its name, place, carrier, and whether messages come in by it.

use axum::extract::State;
use encaixe_api::id::ChannelId;
use encaixe_api::inbox::channel::{Channel, ChannelPatch};

use crate::access::Admin;
use crate::app::Shared;
use crate::check::{self, collect_error, ensure_valid};
use crate::error::Result;
use crate::extract::{Json, PathParts};

/// Changes a channel: its name, place, who carries its messages, and whether messages come in by it.
#[utoipa::path(
    patch,
    path = "/channels/{id}",
    operation_id = "change_channel",
    tag = "channels",
    request_body = ChannelPatch,
    responses((status = 200, body = Channel)),
)]
pub(super) async fn patch(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts(id): PathParts<ChannelId>,
    Json(patch): Json<ChannelPatch>,
) -> Result<Json<Channel>> {
    let mut errors = Vec::new();
    let patch = ChannelPatch {
        name: patch
            .name
            .and_then(|text| collect_error(&mut errors, check::entry::name(&text))),
        ..patch
    };
    ensure_valid(errors)?;
    let changed = app
        .store
        .by(caller.actor())
        .patch_channel(&id, &patch)
        .await??;
    Ok(Json(changed))
}
