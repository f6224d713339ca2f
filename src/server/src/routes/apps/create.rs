//! `POST /api/apps`: an app, or another version of it.

use axum::extract::State;
use axum::response::IntoResponse;
use encaixe_api::app::{App, AppFiles};
use encaixe_api::error::ErrorBody;

use super::shown;
use crate::access::Admin;
use crate::app::Shared;
use crate::app_files::MAX_BODY;
use crate::apps::files;
use crate::error::{AppError, Error, Result};
use crate::extract::LargeJson;
use crate::routes::created::created;
use crate::store::app::Upload;

/// Uploads an app: its two files, or a zip that holds them. An `app_id` that there is gets another version, for which `version` has to be
/// another one too; where the descriptor has none, the hash of the files stands for it. Connections stay as they are when their fields
/// fit; the others have to be connected again.
#[utoipa::path(
    post,
    path = "/apps",
    operation_id = "upload_app",
    tag = "apps",
    request_body = AppFiles,
    responses(
        (status = 201, body = App, headers(("Location" = String, description = "Its address."))),
        (status = 413, body = ErrorBody, description = "`too_large`: the body has more bytes than a zip of 4 MiB takes in base64."),
        (status = 422, body = ErrorBody, description = "`invalid_app`: something is wrong with the files; all of it is in `problems`. `invalid`: there was this version of the app already."),
    ),
)]
pub(super) async fn create(
    State(app): State<Shared>,
    Admin(caller): Admin,
    LargeJson(files): LargeJson<AppFiles, MAX_BODY>,
) -> Result<impl IntoResponse + use<>> {
    let read = tokio::task::spawn_blocking(move || files::read(&files)).await;
    let read = read.map_err(|error| Error::Internal(error.into()))?;
    let read = read.map_err(AppError::Invalid)?;
    let upload = Upload {
        descriptor: &read.descriptor,
        whole: read.whole.as_ref(),
        text: &read.text,
        script: read.script.as_deref(),
        version: &read.version,
        warnings: &read.warnings,
        client_id: read.client_id.as_deref(),
        client_secret: read.client_secret.as_deref(),
        by: caller.member_id(),
    };
    app.store.by(caller.actor()).upload_app(&upload).await??;
    let made = shown(&app, &read.descriptor.app_id).await?;
    Ok(created(format!("/api/apps/{}", made.app_id), made))
}
