//! `POST /api/channels/{id}/messages`: a message that came in from outside.

use axum::extract::State;
use axum::http::StatusCode;
use encaixe_api::error::FieldError;
use encaixe_api::id::ChannelId;
use encaixe_api::inbox::channel::{Incoming, Received};
use serde_json::Value;

use crate::access::{Agent, Caller};
use crate::app::{App, Shared};
use crate::check::incoming;
use crate::error::{Error, Result};
use crate::extract::{Json, Open, PathParts, from_value, refuse_nul};
use crate::routes::media::Told;
use crate::store::incoming::{New, Taken};

/// Takes a message that came in from outside.
///
/// It joins the conversation that is open with this sender in this channel, else it begins one.
#[utoipa::path(
    post,
    path = "/channels/{id}/messages",
    operation_id = "receive_message",
    extensions(("x-unknown-keys" = json!("ignored"))),
    tag = "channels",
    request_body = Incoming,
    responses(
        (status = 200, body = Received, description = "A message of this sender with this `id` was taken before: that one, and nothing changed."),
        (status = 201, body = Received),
    ),
)]
pub(super) async fn receive(
    State(app): State<Shared>,
    Agent(caller): Agent,
    PathParts(id): PathParts<ChannelId>,
    Open { mut body, ignored }: Open,
) -> Result<(StatusCode, Json<Received>)> {
    let channel = app.store.channel(&id).await?;
    let channel = channel.ok_or(Error::NotFound("channel"))?;
    if !channel.is_active {
        return Err(Error::field(
            "channel",
            "inactive",
            "this channel is switched off, and the message was not taken; an admin can switch it on in the settings",
        ));
    }
    let contact_info = body.remove("contactInfo").unwrap_or_default();
    let body = Value::Object(body);
    refuse_nul(&body)?;
    let valid = incoming::validate(&channel, from_value(body)?, contact_info, ignored)?;
    let new = &valid.message;
    let taken = app
        .store
        .by(caller.actor())
        .receive(
            &channel,
            &New {
                key: new.id.as_deref(),
                sender: &valid.sender,
                kind: new.kind,
                text: &new.content,
                media_url: new.media_url.as_deref(),
                file_name: new.file_name.as_deref(),
                info: &valid.info,
                sent_at: valid.sent_at,
            },
        )
        .await?;
    let status = if taken.is_known {
        StatusCode::OK
    } else {
        StatusCode::CREATED
    };
    Ok((
        status,
        Json(received(&app, &caller, taken, valid.ignored).await?),
    ))
}

/// What the sender's program is told of a message that was taken.
async fn received(
    app: &App,
    caller: &Caller,
    taken: Taken,
    ignored: Vec<FieldError>,
) -> Result<Received> {
    let found = app.store.summary(&taken.conversation).await?;
    let mut conversation = found.ok_or(Error::NotFound("conversation"))?;
    let found = app.store.contact(&conversation.contact.id).await?;
    let mut contact = found.ok_or(Error::NotFound("contact"))?;
    let mut message = taken.message;
    let told = Told::to(app, caller);
    told.summary(&mut conversation);
    told.contact(&mut contact);
    told.message(&mut message);
    Ok(Received {
        contact,
        message,
        conversation,
        ignored,
    })
}
