//! `POST /api/apps/{app_id}/connections/try`: a ping with values that are not kept.

use axum::extract::State;
use encaixe_api::app::{NewConnection, PingResult};
use encaixe_api::error::ErrorBody;

use crate::access::Admin;
use crate::app::Shared;
use crate::apps::draft::{Typed, client_tokens, draft};
use crate::apps::pinged;
use crate::error::{AppError, Result};
use crate::extract::{Json, PathParts};
use crate::routes::apps::find;

/// Pings the app with the values that a connection would have. Nothing is kept. For `oauth_2` where a person has to agree there is
/// nothing to try before they have: make a connection with `trial` then, which is pinged when they agreed, and kept by `.../keep` alone.
#[utoipa::path(
    post,
    path = "/apps/{app_id}/connections/try",
    operation_id = "try_connection",
    tag = "apps",
    request_body = NewConnection,
    responses(
        (status = 200, body = PingResult),
        (status = 409, body = ErrorBody, description = "`reconnect`: somebody has to agree on the app's page first."),
    ),
)]
pub(super) async fn attempt(
    State(app): State<Shared>,
    _: Admin,
    PathParts(of): PathParts<String>,
    Json(new): Json<NewConnection>,
) -> Result<Json<PingResult>> {
    let known = find(&app, &of).await?;
    let typed = Typed {
        environment: new.environment.as_deref(),
        fields: &new.fields,
        kept: None,
        confirmed_host: new.confirmed_host.as_deref(),
    };
    let draft = draft(&app, &known.descriptor, typed).await?;
    let tokens = client_tokens(&app, &known, &draft).await??;
    let found = pinged::tried(&app, &known, &draft, tokens.as_ref()).await?;
    let nobody = || AppError::Reconnect("nobody has agreed yet".to_owned());
    Ok(Json(found.map_err(|_| nobody())?))
}
