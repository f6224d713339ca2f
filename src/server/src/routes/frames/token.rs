//! `POST /api/frames/{id}/token`: proof of who asks, for a plugin's own server.

use axum::extract::State;
use encaixe_api::access::Role;
use encaixe_api::company::Slug;
use encaixe_api::error::ErrorBody;
use encaixe_api::id::{IntegrationId, MemberId, PluginId, WorkspaceId};
use encaixe_api::integration::IntegrationProfile;
use encaixe_api::plugin::Plugin;
use encaixe_api::plugin::proof::{SignedToken, TOKEN_SECONDS, TokenRequest, USER_TOKEN_SECONDS};
use encaixe_api::plugin_url::PluginUrl;
use url::Url;

use crate::access::{AgentOrPlugin, Caller, require_channel};
use crate::actor::Actor;
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::extract::{Json, PathParts};
use crate::proof::{Claims, Key, UserClaims};
use crate::random;
use crate::store;
use crate::store::placement::Place;
use crate::store::signing_key::KeptKey;
use crate::time::{self, SECOND};

/// Signs who asks, for the server of a plugin that the page shows: a token that is good for 5 minutes.
///
/// It names the member, the plugin and the conversation that is open. The page of an integration with Kommo's profile gets one that is
/// signed with the integration's client secret, names the member alone, and is good for 30 minutes. A program with an API token is no
/// member and gets none.
#[utoipa::path(
    post,
    path = "/frames/{id}/token",
    operation_id = "create_frame_token",
    tag = "frames",
    request_body = TokenRequest,
    responses(
        (status = 200, body = SignedToken),
        (status = 403, body = ErrorBody, description = "`forbidden`: a program asks. `unknown_plugin`: the page asks for another plugin. `other_channel`: the plugin is not shown in the conversation's channel. `wrong_origin`: a change by a session cookie does not come from the page itself."),
        (status = 409, body = ErrorBody, description = "`unreadable_secret`: the server's vault key does not open the plugin's signing key, or the integration's client secret. Another one can be made."),
    ),
)]
pub(super) async fn create(
    State(app): State<Shared>,
    AgentOrPlugin(caller): AgentOrPlugin,
    PathParts(id): PathParts<PluginId>,
    Json(request): Json<TokenRequest>,
) -> Result<Json<SignedToken>> {
    let member = caller.member_id().ok_or(Error::Forbidden)?;
    if caller.plugin.as_ref().is_some_and(|named| *named != id) {
        return Err(Error::UnknownPlugin);
    }
    let (plugin, audience) = shown(&app, &caller, &id).await?;
    let open = match &request.conversation {
        Some(id) => {
            let found = app.store.summary(id).await?;
            let found = found.ok_or_else(no_conversation)?;
            require_channel(&app, &plugin.id, &Place::Conversation(id.clone())).await?;
            Some(found)
        }
        None => None,
    };
    if let Some(integration) = &plugin.integration
        && let Some(signed) = for_user(&app, &caller, member, integration).await?
    {
        return Ok(Json(signed));
    }
    let kept = signing(&app, &plugin).await?;
    let secret = kept.secret.map_err(|_| Error::UnreadableSecret)?;
    let key = Key::read(kept.algorithm, &secret).map_err(|_| Error::UnreadableSecret)?;
    let now = time::now() / SECOND;
    let claims = Claims {
        iss: &app.page.url(),
        aud: &audience,
        sub: member,
        iat: now,
        nbf: now,
        exp: now + i64::from(TOKEN_SECONDS),
        jti: &random::id()?,
        workspace: &workspace(&app).await?,
        role: caller.member.role,
        plugin: &plugin.id,
        conversation: request.conversation.as_ref(),
        contact: open.as_ref().map(|open| &open.contact.id),
    };
    Ok(Json(SignedToken {
        token: claims.sign(&kept.kid, &key)?,
        expires_in: TOKEN_SECONDS,
    }))
}

/// The token of Kommo's profile; none where the integration has the other one.
async fn for_user(
    app: &App,
    caller: &Caller,
    member: &MemberId,
    id: &IntegrationId,
) -> Result<Option<SignedToken>> {
    let gone = || Error::NotFound("frame");
    let companies = app.server()?;
    let server = companies.server().await?.ok_or_else(gone)?;
    let registered = server.integration(id).await?.ok_or_else(gone)?;
    let company = app.page.slug.as_ref();
    if registered.working.is_suspended {
        return Err(gone());
    }
    let (_, in_force) = registered.in_force(company).ok_or_else(gone)?;
    // A version with other rules or another server waits until this company agrees to it.
    let installed = app.store.installation(id).await?;
    let agreed = installed.and_then(|installed| installed.agreed);
    let manifest = agreed.as_ref().unwrap_or(in_force);
    if manifest.profile == IntegrationProfile::Default {
        return Ok(None);
    }
    let first = manifest.redirect_uris.first();
    let audience = first.and_then(|uri| Url::parse(uri).ok());
    let audience = audience.map(|uri| uri.origin().ascii_serialization());
    let vault = companies.vault();
    let secrets = match server.integration_secrets(id, &vault).await {
        Err(store::Error::Closed(_)) => return Err(Error::UnreadableSecret),
        found => found?,
    };
    let now = time::now() / SECOND;
    let claims = UserClaims {
        iss: &app.page.url(),
        // One without a redirect URI has no server.
        aud: &audience.ok_or_else(gone)?,
        jti: &random::uuid()?,
        iat: now,
        nbf: now,
        exp: now + i64::from(USER_TOKEN_SECONDS),
        account_id: &workspace(app).await?,
        subdomain: company.map_or("", Slug::as_str),
        client_uuid: id,
        user_id: member,
        is_admin: caller.member.role == Role::Admin,
    };
    Ok(Some(SignedToken {
        token: claims.sign(secrets.first().ok_or_else(gone)?)?,
        // A page keeps none: each call has its own `jti`, so that a server can take each once.
        expires_in: 0,
    }))
}

/// A plugin that the caller has, and its origin.
async fn shown(app: &App, caller: &Caller, id: &PluginId) -> Result<(Plugin, String)> {
    if !caller.has_plugin(app, id).await? {
        return Err(Error::NotFound("frame"));
    }
    let found = app.store.plugin(id).await?;
    let plugin = found.ok_or(Error::NotFound("frame"))?.plugin;
    let url = PluginUrl::registered(&plugin.endpoint, &app.page.origin);
    let url = url.map_err(|_| Error::NotFound("frame"))?;
    Ok((plugin, url.origin()))
}

/// The key that signs for a plugin; one of an earlier version gets its keys here if the start made none.
async fn signing(app: &App, plugin: &Plugin) -> Result<KeptKey> {
    let first = || app.store.signing_keys(&plugin.id, plugin.proof_algorithm);
    let mut keys = first().await?;
    if keys.is_empty() {
        let writer = app.store.by(Actor::System);
        writer.make_signing_keys(&plugin.id).await?;
        keys = first().await?;
    }
    let mut keys = keys.into_iter();
    keys.next().ok_or(Error::NotFound("frame"))
}

async fn workspace(app: &App) -> Result<WorkspaceId> {
    let found = app.store.workspace().await?;
    Ok(found.ok_or(Error::NotFound("workspace"))?.id)
}

fn no_conversation() -> Error {
    Error::field("conversation", "not_found", "there is no such conversation")
}
