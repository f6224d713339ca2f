//! `POST /api/apps/check`: what is wrong with an app's files.

use encaixe_api::app::{AppFiles, Problems};

use crate::access::Admin;
use crate::apps::files;
use crate::error::{Error, Result};
use crate::extract::Json;

/// Says all that is wrong, and all that is only unwise, with an app's files. Nothing is kept.
#[utoipa::path(
    post,
    path = "/apps/check",
    operation_id = "check_app",
    tag = "apps",
    request_body = AppFiles,
    responses((status = 200, body = Problems)),
)]
pub(super) async fn check(_: Admin, Json(files): Json<AppFiles>) -> Result<Json<Problems>> {
    let problems = tokio::task::spawn_blocking(move || files::problems(&files)).await;
    let problems = problems.map_err(|error| Error::Internal(error.into()))?;
    Ok(Json(Problems { problems }))
}
