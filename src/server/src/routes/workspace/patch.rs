//! `PATCH /api/workspace`: its name, where it is, how new members begin, and what closing asks for.

use axum::extract::State;
use encaixe_api::access::{Workspace, WorkspacePatch};

use crate::access::Admin;
use crate::app::Shared;
use crate::check::{self, NAME_CHARS, collect_error, ensure_valid, workspace};
use crate::error::{Error, Result};
use crate::extract::Json;

/// Changes the workspace: its name, where it is, how new members begin, and what closing a conversation asks for.
#[utoipa::path(
    patch,
    path = "/workspace",
    operation_id = "change_workspace",
    tag = "workspace",
    request_body = WorkspacePatch,
    responses((status = 200, body = Workspace)),
)]
pub(super) async fn patch(
    State(app): State<Shared>,
    Admin(caller): Admin,
    Json(patch): Json<WorkspacePatch>,
) -> Result<Json<Workspace>> {
    let mut errors = Vec::new();
    let country = patch.country.map(workspace::country);
    let locale = patch.locale.map(workspace::locale);
    let timezone = patch.timezone.map(workspace::timezone);
    let name = patch.name.map(|text| check::name(&text, NAME_CHARS));
    let patch = WorkspacePatch {
        country: country.and_then(|country| collect_error(&mut errors, country)),
        locale: locale.and_then(|locale| collect_error(&mut errors, locale)),
        timezone: timezone.and_then(|timezone| collect_error(&mut errors, timezone)),
        name: name.and_then(|name| collect_error(&mut errors, name)),
        agents_make_tags: patch.agents_make_tags,
        dev_plugins: patch.dev_plugins,
        closing_category: patch.closing_category,
        closing_report: patch.closing_report,
    };
    ensure_valid(errors)?;
    let writer = app.store.by(caller.actor());
    let changed = writer.patch_workspace(&patch).await?;
    changed
        .map(Json)
        .ok_or_else(|| Error::Internal(anyhow::anyhow!("there is no workspace")))
}
