//! `/api/conversations/{id}/messages`: what was said, page by page, and saying something.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use encaixe_api::inbox::Page;
use encaixe_api::inbox::message::{
    Kind, MAIL_CHARS, Message, MessageStatus, NewMessage, TEXT_CHARS, most_chars,
};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::check::{self, keep};
use super::incoming::NAME_CHARS;
use super::media;
use crate::access::Agent;
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::extract::{Json, RawPaging};
use crate::store::cursor::Cursor;
use crate::store::message::{Added, New};

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new().routes(routes!(list, add))
}

/// The messages of a conversation, a page of them, oldest first.
#[utoipa::path(
    get,
    path = "/conversations/{id}/messages",
    operation_id = "list_messages",
    tag = "messages",
    params(RawPaging),
    responses((status = 200, body = Page<Message>)),
)]
async fn list(
    State(app): State<Shared>,
    _: Agent,
    Path(id): Path<String>,
    paging: RawPaging,
) -> Result<Json<Page<Message>>> {
    if !app.store.has_conversation(&id).await? {
        return Err(Error::NotFound("conversation"));
    }
    let before = match &paging.before {
        None => Cursor::newest(),
        Some(text) => match Cursor::parse(text) {
            Some(place) => place,
            None => app
                .store
                .message_place(&id, text)
                .await?
                .ok_or_else(|| {
                    Error::field(
                        "before",
                        "not_found",
                        "the id of a message of this conversation is expected, or the `next` of an earlier page",
                    )
                })?,
        },
    };
    let mut page = app.store.messages(&id, &before, paging.limit).await?;
    for message in &mut page.items {
        media::make_absolute(&app, message);
    }
    Ok(Json(page))
}

/// No channel leads outside yet: a text stands as `sent` once it is in the conversation.
/// Writes to the contact, or leaves a note.
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
async fn add(
    State(app): State<Shared>,
    Agent(caller): Agent,
    Path(id): Path<String>,
    Json(new): Json<NewMessage>,
) -> Result<(StatusCode, Json<Message>)> {
    let plugin = match (&caller.plugin, &new.plugin) {
        (Some(asks), Some(named)) if asks != named => {
            let message = "the page asks for another plugin (Encaixe-Plugin)";
            return Err(Error::field("plugin", "invalid", message));
        }
        (asks, named) => asks.as_ref().or(named.as_ref()),
    };
    sound(&new, plugin.is_some(), most(&app, &id, &new).await?)?;
    let added = app
        .store
        .by(caller.acting_for(plugin))
        .add_message(
            &id,
            &New {
                name: new.id.as_deref(),
                kind: new.kind,
                text: &new.text,
                author: caller.member_id(),
                plugin,
                status: (new.kind == Kind::Text).then_some(MessageStatus::Sent),
            },
        )
        .await?;
    match added {
        Added::Done(message) => Ok((StatusCode::CREATED, Json(*message))),
        Added::Again(mut message) => {
            media::make_absolute(&app, &mut message);
            Ok((StatusCode::OK, Json(*message)))
        }
        Added::Missing => Err(Error::NotFound("conversation")),
        Added::Closed => Err(Error::field(
            "type",
            "closed",
            "this conversation is closed: reopen it first, or leave a note",
        )),
        Added::NoPlugin => Err(Error::field(
            "plugin",
            "not_found",
            "there is no such enabled plugin",
        )),
    }
}

/// The longest text that may be added, in characters: to colleagues, or to the contact in this conversation's channel.
async fn most(app: &App, conversation: &str, new: &NewMessage) -> Result<usize> {
    // Only what is longer than is taken everywhere needs to be looked up.
    if new.kind != Kind::Text || new.text.len() <= TEXT_CHARS {
        return Ok(TEXT_CHARS);
    }
    let kind = app.store.channel_kind(conversation).await?;
    Ok(kind.map_or(MAIL_CHARS, |kind| most_chars(&kind)))
}

fn sound(new: &NewMessage, is_by_plugin: bool, most: usize) -> Result<()> {
    match new.kind {
        Kind::Note => {}
        Kind::Text if !is_by_plugin => {}
        Kind::Text => {
            return Err(Error::field(
                "plugin",
                "invalid",
                "a plugin writes notes, never to the contact",
            ));
        }
        Kind::Image | Kind::Video | Kind::Audio | Kind::File => {
            return Err(Error::field(
                "type",
                "invalid",
                "`text` or `note` is expected; media cannot be sent yet",
            ));
        }
    }
    let mut wrong = Vec::new();
    if let Some(id) = &new.id {
        keep(&mut wrong, check::text("id", id, 1, NAME_CHARS));
    }
    keep(&mut wrong, check::text("text", &new.text, 1, most));
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(Error::Invalid(wrong))
    }
}
