//! `PATCH /api/members/{id}`: their name, role, and whether they may sign in.

use axum::extract::State;
use encaixe_api::access::MemberPatch;
use encaixe_api::id::MemberId;
use encaixe_api::inbox::member::Member;

use crate::access::Admin;
use crate::app::Shared;
use crate::check::{self, NAME_CHARS};
use crate::error::Result;
use crate::extract::{Json, PathParts};

/// Changes a member.
#[utoipa::path(
    patch,
    path = "/members/{id}",
    operation_id = "change_member",
    tag = "members",
    request_body = MemberPatch,
    responses((status = 200, body = Member)),
)]
pub(super) async fn patch(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts(id): PathParts<MemberId>,
    Json(patch): Json<MemberPatch>,
) -> Result<Json<Member>> {
    let patch = MemberPatch {
        name: patch
            .name
            .map(|name| check::name(&name, NAME_CHARS))
            .transpose()?,
        ..patch
    };
    let writer = app.store.by(caller.actor());
    let mut member = writer.patch_member(&id, &patch).await??;
    member.is_online = app.live.is_online(&member.id);
    Ok(Json(member))
}
