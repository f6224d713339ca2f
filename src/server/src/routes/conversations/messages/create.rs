//! `POST /api/conversations/{id}/messages`: writing to the contact, or a note.

use axum::extract::State;
use axum::http::StatusCode;
use encaixe_api::id::ConversationId;
use encaixe_api::inbox::message::{
    Kind, MAIL_CHARS, Message, MessageStatus, NewMessage, TEXT_CHARS, most_chars,
};
use encaixe_protocol::scope::Scope;

use crate::access::{AgentOrPlugin, Caller, require_channel};
use crate::app::{App, Shared};
use crate::check::message;
use crate::error::{Error, Result};
use crate::extract::{Json, PathParts};
use crate::routes::granted;
use crate::routes::media::Told;
use crate::store::message::{Added, New};
use crate::store::placement::Place;

/// Writes to the contact, or leaves a note.
///
/// A text is `sent` once it is in the conversation; in a channel with a carrier it is `queued`, until that says how far it got.
#[utoipa::path(
    post,
    path = "/conversations/{id}/messages",
    operation_id = "add_message",
    tag = "messages",
    request_body = NewMessage,
    responses(
        (status = 200, body = Message, description = "A message with this `id` was added before: that one, and nothing changed."),
        (status = 201, body = Message),
    ),
)]
pub(super) async fn create(
    State(app): State<Shared>,
    AgentOrPlugin(caller): AgentOrPlugin,
    PathParts(id): PathParts<ConversationId>,
    Json(new): Json<NewMessage>,
) -> Result<(StatusCode, Json<Message>)> {
    let plugin = match (&caller.plugin, &new.plugin) {
        (Some(asks), Some(named)) if asks != named => {
            let message = "the page asks for another plugin (Encaixe-Plugin)";
            return Err(Error::field("plugin", "invalid", message));
        }
        (asks, named) => asks.as_ref().or(named.as_ref()),
    };
    caller.require(Scope::NotesWrite)?;
    if caller.is_narrowed() {
        as_itself(&caller, &new)?;
    }
    if let (None, Some(named), Some(_)) = (&caller.plugin, plugin, caller.member_id()) {
        // Who names a plugin in the body acts for it as well.
        let held = app.store.enabled_plugin_scopes(named).await?;
        let need = Scope::NotesWrite.into();
        if held.is_some_and(|held| !held.scopes.has(&need)) {
            return Err(Error::Denied(need));
        }
    }
    if let (None, Some(plugin)) = (&caller.plugin, plugin) {
        // By the header it was looked at before.
        if !caller.has_plugin(&app, plugin).await? {
            return Err(Error::field(
                "plugin",
                "not_found",
                "there is no such enabled plugin",
            ));
        }
        require_channel(&app, plugin, &Place::Conversation(id.clone())).await?;
    }
    message::validate(&new, plugin.is_some(), most(&app, &id, &new).await?)?;
    let added = app
        .store
        .by(caller.acting_for(plugin))
        .add_message(
            &id,
            &New {
                idempotency_key: new.id.as_deref(),
                kind: new.kind,
                text: &new.text,
                author: caller.member_id(),
                plugin,
                status: (new.kind == Kind::Text).then_some(MessageStatus::Sent),
            },
        )
        .await??;
    match added {
        Added::Done(message) => Ok((StatusCode::CREATED, Json(*message))),
        Added::Again(mut message) => {
            Told::to(&app, &caller).message(&mut message);
            granted::message(&caller, &mut message);
            Ok((StatusCode::OK, Json(*message)))
        }
    }
}

/// Refuses what a program of an integration, or one whose token is narrowed, may not write: to the contact, and in a plugin's name.
fn as_itself(caller: &Caller, new: &NewMessage) -> Result<()> {
    if new.plugin.is_some() {
        let message = "a program with scopes leaves notes in its own name";
        return Err(Error::field("plugin", "invalid", message));
    }
    match new.kind {
        Kind::Note => Ok(()),
        Kind::Text | Kind::Image | Kind::Video | Kind::Audio | Kind::File => {
            caller.require(Scope::All)
        }
    }
}

/// The longest text that may be added, in characters: to colleagues, or to the contact in this conversation's channel.
async fn most(app: &App, conversation: &ConversationId, new: &NewMessage) -> Result<usize> {
    // Only what is longer than is taken everywhere needs to be looked up.
    if new.kind != Kind::Text || new.text.len() <= TEXT_CHARS {
        return Ok(TEXT_CHARS);
    }
    let kind = app.store.channel_kind(conversation).await?;
    Ok(kind.map_or(MAIL_CHARS, |kind| most_chars(&kind)))
}
