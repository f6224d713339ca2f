//! `PUT /api/apps/{app_id}/client`: who we are to an app with OAuth.

use axum::extract::State;
use encaixe_api::app::{App, NewAppClient};
use encaixe_api::descriptor::Authentication;

use super::{find, shown};
use crate::access::Admin;
use crate::app::Shared;
use crate::check;
use crate::error::{Error, Result};
use crate::extract::{Json, PathParts};

/// Writes the id and the secret that the app gave for the address `callbackUrl`. The secret is told to nobody again; the one that there
/// is stays where none is given.
#[utoipa::path(
    put,
    path = "/apps/{app_id}/client",
    operation_id = "put_app_client",
    tag = "apps",
    request_body = NewAppClient,
    responses((status = 200, body = App)),
)]
pub(super) async fn client(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts(id): PathParts<String>,
    Json(new): Json<NewAppClient>,
) -> Result<Json<App>> {
    let known = find(&app, &id).await?;
    let new = check::app::client(new)?;
    if !matches!(known.descriptor.authentication, Authentication::OAuth(_)) {
        let message = "the app has no client: it is no `oauth_2`";
        return Err(Error::field("clientId", "not_oauth", message));
    }
    let writer = app.store.by(caller.actor());
    let secret = new.client_secret.as_deref();
    writer.put_app_client(&id, &new.client_id, secret).await??;
    shown(&app, &id).await.map(Json)
}
