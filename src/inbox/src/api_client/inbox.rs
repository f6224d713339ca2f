//! Conversations, contacts and frames, as the inbox has them.

use std::fmt::Write as _;

use encaixe_api::id::{AttendanceId, ContactId, ConversationId, MessageId, PluginId, TagId};
use encaixe_api::inbox::attendance::{AttendancePatch, RatingLink};
use encaixe_api::inbox::contact::ContactPatch;
use encaixe_api::inbox::conversation::{
    Conversation, ConversationPatch, Filter, Rows, Summary, Tags,
};
use encaixe_api::inbox::message::{Message, NewMessage};
use encaixe_api::inbox::tag::{NewTag, Tag};
use encaixe_api::inbox::{Directory, Page};
use encaixe_api::plugin::proof::{SignedToken, TokenRequest};
use encaixe_api::plugin::{Frame, StateReport};
use encaixe_ui::api_client::By;
use gloo_net::http::Method;
use serde::{Deserialize, Serialize};

use crate::filters;
use crate::found::Found;
use encaixe_ui::api_client::{
    Answer, get, get_for, get_text, part, plugin_path, send, send_for, send_only, send_only_for,
};

/// How many rows a page of the list has.
pub(crate) const PAGE_ROWS: usize = 40;

pub(crate) async fn directory() -> Answer<Directory> {
    get("/api/workspace").await
}

/// A page of what `filter` asks for: the one before `before`, or the newest.
pub(crate) async fn conversations(filter: &Filter, before: Option<&str>) -> Answer<Rows> {
    let mut path = format!("/api/conversations?limit={PAGE_ROWS}");
    for (name, value) in filters::request(filter) {
        // Writing to a String cannot fail.
        let _ = write!(path, "&{name}={}", part(&value));
    }
    if let Some(before) = before {
        // Writing to a String cannot fail.
        let _ = write!(path, "&before={}", part(before));
    }
    get(&path).await
}

pub(crate) async fn conversation(id: &ConversationId) -> Answer<Conversation> {
    get(&format!("/api/conversations/{}", part(id.as_str()))).await
}

/// A page of messages, oldest first: those before `before`, or the newest.
pub(crate) async fn messages(
    by: By<'_>,
    id: &ConversationId,
    before: Option<&str>,
    limit: Option<u32>,
) -> Answer<Page<Message>> {
    let before = before.map(|before| format!("before={}", part(before)));
    let limit = limit.map(|limit| format!("limit={limit}"));
    let query: Vec<String> = before.into_iter().chain(limit).collect();
    let path = format!("{}?{}", messages_path(id), query.join("&"));
    get_for(by, &path).await
}

pub(crate) async fn add_message(
    by: By<'_>,
    id: &ConversationId,
    new: &NewMessage,
) -> Answer<Message> {
    send_for(by, Method::POST, &messages_path(id), Some(new)).await
}

/// Sends a message again that was not delivered.
pub(crate) async fn retry_message(id: &ConversationId, message: &MessageId) -> Answer<Message> {
    let path = format!("{}/{}/retry", messages_path(id), part(message.as_str()));
    send(Method::POST, &path, None::<&()>).await
}

/// Changes a conversation, or without a patch takes its attendance. The answer is read as a row, which a whole conversation is too.
pub(crate) async fn change(
    by: By<'_>,
    id: &ConversationId,
    patch: Option<&ConversationPatch>,
) -> Answer<Summary> {
    let mut path = format!("/api/conversations/{}", part(id.as_str()));
    let mut method = Method::PATCH;
    if patch.is_none() {
        path.push_str("/start");
        method = Method::POST;
    }
    send_for(by, method, &path, patch).await
}

pub(crate) async fn mark_read(id: &ConversationId) -> Answer<()> {
    let path = format!("/api/conversations/{}/read", part(id.as_str()));
    send_only(Method::POST, &path, None::<&()>).await
}

pub(crate) async fn create_tag(new: &NewTag) -> Answer<Tag> {
    send(Method::POST, "/api/tags", Some(new)).await
}

pub(crate) async fn put_tag(by: By<'_>, id: &ConversationId, tag: &TagId) -> Answer<Tags> {
    send_for(by, Method::PUT, &tag_path(id, tag), None::<&()>).await
}

pub(crate) async fn delete_tag(by: By<'_>, id: &ConversationId, tag: &TagId) -> Answer<Tags> {
    send_for(by, Method::DELETE, &tag_path(id, tag), None::<&()>).await
}

pub(crate) async fn change_contact(by: By<'_>, id: &ContactId, patch: &ContactPatch) -> Answer<()> {
    let path = format!("/api/contacts/{}", part(id.as_str()));
    send_only_for(by, Method::PATCH, &path, Some(patch)).await
}

pub(crate) async fn change_attendance(
    by: By<'_>,
    id: &AttendanceId,
    patch: &AttendancePatch,
) -> Answer<()> {
    send_only_for(by, Method::PATCH, &attendance_path(id), Some(patch)).await
}

/// The last attendances of a conversation, the newest first, and the categories that they may be sorted under.
pub(crate) async fn attendances(id: &ConversationId) -> Answer<(Found, Found)> {
    let path = format!(
        "/api/conversations/{}/attendances?limit=20",
        part(id.as_str())
    );
    let attendances = found(&path).await?.at("items");
    Ok((attendances, categories().await?))
}

/// Makes a link by which the customer rates an attendance.
pub(crate) async fn rating_link(id: &AttendanceId) -> Answer<String> {
    let path = format!("{}/rating-link", attendance_path(id));
    let made: RatingLink = send(Method::POST, &path, None::<&()>).await?;
    Ok(made.url)
}

/// What attendances are sorted under when they are closed.
pub(crate) async fn categories() -> Answer<Found> {
    Ok(found("/api/attendance-categories").await?.at("items"))
}

async fn found(path: &str) -> Answer<Found> {
    Ok(Found::parse(&get_text(path).await?))
}

pub(crate) async fn frames() -> Answer<Vec<Frame>> {
    get("/api/frames").await
}

pub(crate) async fn report_state(id: &PluginId, report: &StateReport) -> Answer<()> {
    let path = format!("/api/frames/{}/state", part(id.as_str()));
    send_only(Method::POST, &path, Some(report)).await
}

/// Proof of who asks, for a plugin's own server, naming the conversation that is open.
pub(crate) async fn frame_token(
    id: &PluginId,
    conversation: Option<&ConversationId>,
) -> Answer<SignedToken> {
    let path = format!("/api/frames/{}/token", part(id.as_str()));
    let request = TokenRequest {
        conversation: conversation.cloned(),
    };
    send_for(By::Plugin(id), Method::POST, &path, Some(&request)).await
}

/// Of a plugin's registration, what the inbox reads and changes.
#[derive(Serialize, Deserialize)]
struct Registered {
    endpoint: String,
}

/// The address of a plugin as it is registered now.
pub(crate) async fn plugin_url(id: &PluginId) -> Answer<String> {
    let known: Registered = get(&plugin_path(id, "")).await?;
    Ok(known.endpoint)
}

/// Registers another address of a plugin.
pub(crate) async fn move_plugin(id: &PluginId, url: &str) -> Answer<()> {
    let endpoint = url.to_owned();
    let patch = Registered { endpoint };
    send_only(Method::PATCH, &plugin_path(id, ""), Some(&patch)).await
}

fn attendance_path(id: &AttendanceId) -> String {
    format!("/api/attendances/{}", part(id.as_str()))
}

fn messages_path(id: &ConversationId) -> String {
    format!("/api/conversations/{}/messages", part(id.as_str()))
}

fn tag_path(id: &ConversationId, tag: &TagId) -> String {
    let (id, tag) = (part(id.as_str()), part(tag.as_str()));
    format!("/api/conversations/{id}/tags/{tag}")
}
