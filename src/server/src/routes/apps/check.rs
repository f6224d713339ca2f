//! `POST /api/apps/check`: what is wrong with an app's files.

use encaixe_api::app::{AppFiles, Problems};
use encaixe_api::error::ErrorBody;

use crate::access::Admin;
use crate::app_files::MAX_BODY;
use crate::apps::files;
use crate::error::{Error, Result};
use crate::extract::{Json, LargeJson};

/// Says all that is wrong, and all that is only unwise, with an app's files. Nothing is kept.
#[utoipa::path(
    post,
    path = "/apps/check",
    operation_id = "check_app",
    tag = "apps",
    request_body = AppFiles,
    responses(
        (status = 200, body = Problems),
        (status = 413, body = ErrorBody, description = "`too_large`: the body has more bytes than a zip of 4 MiB takes in base64."),
    ),
)]
pub(super) async fn check(
    _: Admin,
    LargeJson(files): LargeJson<AppFiles, MAX_BODY>,
) -> Result<Json<Problems>> {
    let problems = tokio::task::spawn_blocking(move || files::problems(&files)).await;
    let problems = problems.map_err(|error| Error::Internal(error.into()))?;
    Ok(Json(Problems { problems }))
}
