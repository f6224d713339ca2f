//! `GET /api/workspace`: what names things.

use axum::extract::State;
use encaixe_api::inbox::{Directory, Names};

use crate::access::MayReadPart;
use crate::access::permission::WorkspaceRead;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::Json;
use crate::routes::granted;

/// What names things: the company, members, groups, tags, custom fields, channels, attendance categories.
///
/// The program of an integration is told neither of settings and categories nor of how channels are carried, and a developer of the company
/// alone.
#[utoipa::path(
    get,
    path = "/workspace",
    operation_id = "show_workspace",
    tag = "workspace",
    responses((status = 200, body = Names)),
)]
pub(super) async fn show(
    State(app): State<Shared>,
    MayReadPart(caller, _): MayReadPart<WorkspaceRead>,
) -> Result<Json<Names>> {
    let mut members = app.store.members().await?;
    for member in &mut members {
        member.is_online = app.live.is_online(&member.id);
    }
    let directory = Directory {
        workspace: app.store.workspace().await?.unwrap_or_default(),
        members,
        groups: app.store.groups().await?,
        tags: app.store.tags().await?,
        custom_fields: app.store.custom_fields().await?,
        channels: app.store.channels().await?,
    };
    let mut whole = Names {
        directory,
        categories: app.store.categories().await?,
    };
    granted::names(&caller, &mut whole);
    Ok(Json(whole))
}
