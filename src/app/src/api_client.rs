//! The server's API, as the page uses it. Errors come back as values; nothing here shows anything.

use std::fmt::Write as _;

use encaixe_api::access::{
    CreatedToken, Me, MemberPatch, NewMember, NewToken, SignInLink, SignedIn, Token,
};
use encaixe_api::error::{ApiError, ErrorBody};
use encaixe_api::id::{ConversationId, MemberId, PluginId, TagId};
use encaixe_api::inbox::conversation::{Conversation, ConversationPatch, Summary, Tags};
use encaixe_api::inbox::member::Member;
use encaixe_api::inbox::message::Message;
use encaixe_api::inbox::{Directory, Page};
use encaixe_api::plugin::{Frame, NewPlugin, Plugin, PluginPatch, Secret, StateReport};
use gloo_net::http::{Method, RequestBuilder, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// How many rows a page of the list has.
pub(crate) const PAGE_ROWS: usize = 40;

/// Why a request did not bring what was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    /// The status; `None` when no answer came.
    pub(crate) status: Option<u16>,
    /// What the server said.
    pub(crate) error: ApiError,
}

impl Failure {
    /// Nobody is signed in.
    pub(crate) fn is_signed_out(&self) -> bool {
        self.status == Some(401)
    }

    /// There is no such thing.
    pub(crate) fn is_missing(&self) -> bool {
        self.status == Some(404)
    }

    /// The message of the field at `path`: its code and its text.
    pub(crate) fn field(&self, path: &str) -> Option<(&str, &str)> {
        let field = self.error.fields.iter().find(|field| field.path == path)?;
        Some((&field.code, &field.message))
    }

    fn new(status: Option<u16>, code: &str, message: String) -> Self {
        Self {
            status,
            error: ApiError {
                code: code.to_owned(),
                message,
                fields: Vec::new(),
            },
        }
    }
}

type Answer<T> = Result<T, Failure>;

pub(crate) async fn me() -> Answer<Me> {
    get("/api/me").await
}

pub(crate) async fn sign_in(code: &str) -> Answer<SignedIn> {
    send(
        Method::POST,
        &format!("/sign-in/{}", part(code)),
        None::<&()>,
    )
    .await
}

pub(crate) async fn sign_out() -> Answer<()> {
    send_only(Method::POST, "/api/sign-out", None::<&()>).await
}

pub(crate) async fn directory() -> Answer<Directory> {
    get("/api/workspace").await
}

pub(crate) async fn conversations(before: Option<&str>) -> Answer<Page<Summary>> {
    let mut path = format!("/api/conversations?limit={PAGE_ROWS}");
    if let Some(before) = before {
        // Writing to a String cannot fail.
        let _ = write!(path, "&before={}", part(before));
    }
    get(&path).await
}

pub(crate) async fn conversation(id: &ConversationId) -> Answer<Conversation> {
    get(&format!("/api/conversations/{}", part(id.as_str()))).await
}

pub(crate) async fn earlier(id: &ConversationId, before: &str) -> Answer<Page<Message>> {
    let (id, before) = (part(id.as_str()), part(before));
    get(&format!("/api/conversations/{id}/messages?before={before}")).await
}

/// The answer is read as a row, which a whole conversation is too.
pub(crate) async fn change(id: &ConversationId, patch: &ConversationPatch) -> Answer<Summary> {
    let path = format!("/api/conversations/{}", part(id.as_str()));
    send(Method::PATCH, &path, Some(patch)).await
}

pub(crate) async fn mark_read(id: &ConversationId) -> Answer<()> {
    let path = format!("/api/conversations/{}/read", part(id.as_str()));
    send_only(Method::POST, &path, None::<&()>).await
}

pub(crate) async fn put_tag(id: &ConversationId, tag: &TagId) -> Answer<Tags> {
    send(Method::PUT, &tag_path(id, tag), None::<&()>).await
}

pub(crate) async fn delete_tag(id: &ConversationId, tag: &TagId) -> Answer<Tags> {
    send(Method::DELETE, &tag_path(id, tag), None::<&()>).await
}

pub(crate) async fn frames() -> Answer<Vec<Frame>> {
    get("/api/frames").await
}

pub(crate) async fn report_state(id: &PluginId, report: &StateReport) -> Answer<()> {
    let path = format!("/api/frames/{}/state", part(id.as_str()));
    send_only(Method::POST, &path, Some(report)).await
}

pub(crate) async fn plugins() -> Answer<Vec<Plugin>> {
    Ok(get::<Page<Plugin>>("/api/plugins").await?.items)
}

pub(crate) async fn plugin(id: &PluginId) -> Answer<Plugin> {
    get(&plugin_path(id, "")).await
}

pub(crate) async fn create_plugin(new: &NewPlugin) -> Answer<Plugin> {
    send(Method::POST, "/api/plugins", Some(new)).await
}

pub(crate) async fn change_plugin(id: &PluginId, patch: &PluginPatch) -> Answer<Plugin> {
    send(Method::PATCH, &plugin_path(id, ""), Some(patch)).await
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

pub(crate) async fn create_token(new: &NewToken) -> Answer<CreatedToken> {
    send(Method::POST, "/api/tokens", Some(new)).await
}

pub(crate) async fn revoke_token(id: &str) -> Answer<()> {
    send_only(
        Method::DELETE,
        &format!("/api/tokens/{}", part(id)),
        None::<&()>,
    )
    .await
}

fn tag_path(id: &ConversationId, tag: &TagId) -> String {
    let (id, tag) = (part(id.as_str()), part(tag.as_str()));
    format!("/api/conversations/{id}/tags/{tag}")
}

fn plugin_path(id: &PluginId, rest: &str) -> String {
    format!("/api/plugins/{}{rest}", part(id.as_str()))
}

fn part(text: &str) -> String {
    String::from(js_sys::encode_uri_component(text))
}

async fn get<T: DeserializeOwned>(path: &str) -> Answer<T> {
    send(Method::GET, path, None::<&()>).await
}

async fn send<B: Serialize, T: DeserializeOwned>(
    method: Method,
    path: &str,
    body: Option<&B>,
) -> Answer<T> {
    let response = request(method, path, body).await?;
    let status = response.status();
    let text = response.text().await.map_err(unreachable_server)?;
    serde_json::from_str(&text)
        .map_err(|error| Failure::new(Some(status), "unreadable", error.to_string()))
}

async fn send_only<B: Serialize>(method: Method, path: &str, body: Option<&B>) -> Answer<()> {
    request(method, path, body).await.map(drop)
}

async fn request<B: Serialize>(method: Method, path: &str, body: Option<&B>) -> Answer<Response> {
    let builder = RequestBuilder::new(path)
        .method(method)
        .header("Accept", "application/json");
    let sent = match body {
        Some(body) => match builder.json(body) {
            Ok(request) => request.send().await,
            Err(error) => Err(error),
        },
        None => builder.send().await,
    };
    let response = sent.map_err(unreachable_server)?;
    if response.ok() {
        return Ok(response);
    }
    let status = response.status();
    let text = response.text().await.unwrap_or_default();
    Err(serde_json::from_str::<ErrorBody>(&text).map_or_else(
        |_| Failure::new(Some(status), "unreadable", format!("status {status}")),
        |body| Failure {
            status: Some(status),
            error: body.error,
        },
    ))
}

#[expect(clippy::needless_pass_by_value, reason = "it is a mapper of errors")]
fn unreachable_server(error: gloo_net::Error) -> Failure {
    Failure::new(None, "offline", error.to_string())
}
