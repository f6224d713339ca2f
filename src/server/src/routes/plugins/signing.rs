//! `/api/plugins/{id}/signing`: what the plugin's server verifies tokens by, `/rotate`, another key, and `/secrets`, what is secret of them.

use axum::extract::State;
use encaixe_api::error::ErrorBody;
use encaixe_api::id::PluginId;
use encaixe_api::plugin::Plugin;
use encaixe_api::plugin::proof::{
    MAX_OVERLAP_HOURS, OVERLAP_HOURS, ProofAlgorithm, RotateSigning, Signing, SigningKey,
    SigningSecret,
};
use encaixe_api::plugin_url::PluginUrl;

use crate::access::Admin;
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::extract::{Json, PathParts};
use crate::time::rfc3339;

/// What the plugin's server verifies tokens by, nothing secret.
#[utoipa::path(
    get,
    path = "/plugins/{id}/signing",
    operation_id = "show_plugin_signing",
    tag = "plugins",
    responses((status = 200, body = Signing)),
)]
pub(super) async fn show(
    State(app): State<Shared>,
    _: Admin,
    PathParts(id): PathParts<PluginId>,
) -> Result<Json<Signing>> {
    standing(&app, &id).await.map(Json)
}

/// The signing secrets of a plugin whose algorithm is `HS256`: the one that signs first, then the one that will; none for another.
#[utoipa::path(
    get,
    path = "/plugins/{id}/signing/secrets",
    operation_id = "show_plugin_signing_secrets",
    tag = "plugins",
    responses(
        (status = 200, body = Vec<SigningSecret>),
        (status = 409, body = ErrorBody, description = "`unreadable_secret`: the server's vault key does not open one. Another one can be made."),
    ),
)]
pub(super) async fn secrets(
    State(app): State<Shared>,
    _: Admin,
    PathParts(id): PathParts<PluginId>,
) -> Result<Json<Vec<SigningSecret>>> {
    let plugin = find(&app, &id).await?;
    if plugin.proof_algorithm != ProofAlgorithm::Hs256 {
        return Ok(Json(Vec::new()));
    }
    let keys = app.store.signing_keys(&id, ProofAlgorithm::Hs256).await?;
    let secrets = keys.into_iter().map(|key| {
        let secret = key.secret.map_err(|_| Error::UnreadableSecret)?;
        Ok(SigningSecret {
            kid: key.kid,
            secret: String::from_utf8(secret).map_err(|_| Error::UnreadableSecret)?,
            until: key.expires_at.map(rfc3339),
        })
    });
    secrets.collect::<Result<_>>().map(Json)
}

/// Makes another key of the plugin's algorithm. The one before signs on for some hours, 24 unless the body says otherwise, in which the
/// plugin's server can learn of the new one; then the new one signs.
#[utoipa::path(
    post,
    path = "/plugins/{id}/signing/rotate",
    operation_id = "rotate_plugin_signing",
    tag = "plugins",
    request_body = RotateSigning,
    responses((status = 200, body = Signing)),
)]
pub(super) async fn rotate(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts(id): PathParts<PluginId>,
    Json(rotation): Json<RotateSigning>,
) -> Result<Json<Signing>> {
    let hours = rotation.overlap_hours.unwrap_or(OVERLAP_HOURS);
    if hours > MAX_OVERLAP_HOURS {
        return Err(Error::field(
            "overlapHours",
            "out_of_range",
            format!("at most {MAX_OVERLAP_HOURS} hours"),
        ));
    }
    let writer = app.store.by(caller.actor());
    if !writer.rotate_signing_key(&id, hours).await? {
        return Err(Error::NotFound("plugin"));
    }
    standing(&app, &id).await.map(Json)
}

async fn standing(app: &App, id: &PluginId) -> Result<Signing> {
    let plugin = find(app, id).await?;
    let keys = app.store.signing_keys(id, plugin.proof_algorithm).await?;
    let keys = keys.into_iter().map(|key| SigningKey {
        kid: key.kid,
        created_at: rfc3339(key.created_at),
        signs_from: rfc3339(key.signs_from),
        until: key.expires_at.map(rfc3339),
    });
    let issuer = app.page.url();
    let url = PluginUrl::registered(&plugin.endpoint, &app.page.origin);
    Ok(Signing {
        algorithm: plugin.proof_algorithm,
        jwks: format!("{issuer}/.well-known/jwks.json"),
        issuer,
        // An address that is refused by now has no frame, and so no token.
        audience: url.map(|url| url.origin()).unwrap_or_default(),
        keys: keys.collect(),
    })
}

async fn find(app: &App, id: &PluginId) -> Result<Plugin> {
    let found = app.store.plugin(id).await?;
    Ok(found.ok_or(Error::NotFound("plugin"))?.plugin)
}
