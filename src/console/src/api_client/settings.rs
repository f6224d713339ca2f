//! Plugins, members and tokens, as the settings have them.

use encaixe_api::access::{
    CreatedToken, MemberPatch, NewMember, NewToken, Session, SignInLink, Token,
};
use encaixe_api::id::{MemberId, PluginId, SessionId, TokenId};
use encaixe_api::inbox::Page;
use encaixe_api::inbox::member::Member;
use encaixe_api::plugin::proof::{RotateSigning, Signing, SigningSecret};
use encaixe_api::plugin::{NewPlugin, Plugin, PluginPatch, Secret, Secrets};
use gloo_net::http::Method;
use serde::Deserialize;

use encaixe_ui::api_client::plugin_path;
use encaixe_ui::api_client::{Answer, get, part, send, send_only};

/// One plugin.
pub(crate) async fn plugin(id: &PluginId) -> Answer<Plugin> {
    get(&plugin_path(id, "")).await
}

/// Changes a plugin; gives it as it is afterwards.
pub(crate) async fn change_plugin(id: &PluginId, patch: &PluginPatch) -> Answer<Plugin> {
    send(Method::PATCH, &plugin_path(id, ""), Some(patch)).await
}

pub(crate) async fn plugins() -> Answer<Vec<Plugin>> {
    Ok(get::<Page<Plugin>>("/api/plugins").await?.items)
}

pub(crate) async fn create_plugin(new: &NewPlugin) -> Answer<Plugin> {
    send(Method::POST, "/api/plugins", Some(new)).await
}

pub(crate) async fn delete_plugin(id: &PluginId) -> Answer<()> {
    send_only(Method::DELETE, &plugin_path(id, ""), None::<&()>).await
}

pub(crate) async fn secret(id: &PluginId) -> Answer<Secret> {
    get(&plugin_path(id, "/secret")).await
}

pub(crate) async fn rotate_secret(id: &PluginId) -> Answer<Secret> {
    send(
        Method::POST,
        &plugin_path(id, "/secret/rotate"),
        None::<&()>,
    )
    .await
}

pub(crate) async fn signing(id: &PluginId) -> Answer<Signing> {
    get(&plugin_path(id, "/signing")).await
}

pub(crate) async fn signing_secrets(id: &PluginId) -> Answer<Vec<SigningSecret>> {
    get(&plugin_path(id, "/signing/secrets")).await
}

/// Makes another key; the one before signs on for so many hours.
pub(crate) async fn rotate_signing(id: &PluginId, hours: u32) -> Answer<Signing> {
    let body = RotateSigning {
        overlap_hours: Some(hours),
    };
    send(
        Method::POST,
        &plugin_path(id, "/signing/rotate"),
        Some(&body),
    )
    .await
}

pub(crate) async fn secrets() -> Answer<Secrets> {
    get("/api/plugins/secrets").await
}

/// Makes all of them anew, or leaves them as earlier backups have them.
pub(crate) async fn end_secrets_offer(rotate: bool) -> Answer<()> {
    let path = if rotate {
        "/api/plugins/secrets/rotate"
    } else {
        "/api/plugins/secrets/dismiss"
    };
    send_only(Method::POST, path, None::<&()>).await
}

pub(crate) async fn members() -> Answer<Vec<Member>> {
    Ok(get::<Page<Member>>("/api/members").await?.items)
}

pub(crate) async fn create_member(new: &NewMember) -> Answer<Member> {
    send(Method::POST, "/api/members", Some(new)).await
}

pub(crate) async fn change_member(id: &MemberId, patch: &MemberPatch) -> Answer<Member> {
    let path = format!("/api/members/{}", part(id.as_str()));
    send(Method::PATCH, &path, Some(patch)).await
}

pub(crate) async fn member_link(id: &MemberId) -> Answer<SignInLink> {
    let path = format!("/api/members/{}/link", part(id.as_str()));
    send(Method::POST, &path, None::<&()>).await
}

pub(crate) async fn tokens() -> Answer<Vec<Token>> {
    Ok(get::<Page<Token>>("/api/tokens").await?.items)
}

/// What an app is called.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AppName {
    pub(crate) app_id: String,
    pub(crate) name: String,
}

pub(crate) async fn app_names() -> Answer<Vec<AppName>> {
    Ok(get::<Page<AppName>>("/api/apps").await?.items)
}

pub(crate) async fn create_token(new: &NewToken) -> Answer<CreatedToken> {
    send(Method::POST, "/api/tokens", Some(new)).await
}

pub(crate) async fn revoke_token(id: &TokenId) -> Answer<()> {
    send_only(
        Method::DELETE,
        &format!("/api/tokens/{}", part(id.as_str())),
        None::<&()>,
    )
    .await
}

/// One's own sessions, or a member's.
pub(crate) async fn sessions(of: Option<&MemberId>) -> Answer<Vec<Session>> {
    Ok(get::<Page<Session>>(&sessions_path(of)).await?.items)
}

pub(crate) async fn end_session(of: Option<&MemberId>, id: &SessionId) -> Answer<()> {
    let path = format!("{}/{}", sessions_path(of), part(id.as_str()));
    send_only(Method::DELETE, &path, None::<&()>).await
}

/// All but the one that asks.
pub(crate) async fn end_sessions(of: Option<&MemberId>) -> Answer<()> {
    send_only(Method::DELETE, &sessions_path(of), None::<&()>).await
}

fn sessions_path(of: Option<&MemberId>) -> String {
    match of {
        Some(id) => format!("/api/members/{}/sessions", part(id.as_str())),
        None => "/api/me/sessions".to_owned(),
    }
}
