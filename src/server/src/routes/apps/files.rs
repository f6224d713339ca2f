//! `GET /api/apps/{app_id}/files`: what was uploaded.

use axum::extract::State;
use encaixe_api::app::AppFiles;

use crate::access::Admin;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::{Json, PathParts};

/// The files of the app's version in force. Whatever secret the uploaded descriptor held is `***`.
#[utoipa::path(
    get,
    path = "/apps/{app_id}/files",
    operation_id = "show_app_files",
    tag = "apps",
    responses((status = 200, body = AppFiles)),
)]
pub(super) async fn files(
    State(app): State<Shared>,
    _: Admin,
    PathParts(id): PathParts<String>,
) -> Result<Json<AppFiles>> {
    let files = app.store.app_files(&id).await?;
    let files = files.ok_or(Error::NotFound("app"))?;
    Ok(Json(AppFiles {
        descriptor: Some(files.text),
        script: files.script,
        archive: None,
    }))
}
