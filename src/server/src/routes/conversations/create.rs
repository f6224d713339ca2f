//! `POST /api/conversations`: one that is begun from the inside.

use axum::extract::State;
use axum::http::StatusCode;
use encaixe_api::id::{ContactId, MemberId};
use encaixe_api::inbox::conversation::{Begun, NewConversation};
use serde_json::Value;

use super::whole;
use crate::access::Agent;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::{Json, Open, shaped, without_nul};
use crate::routes::address::{by, source};
use crate::routes::check::{self, keep};
use crate::routes::incoming::{NAME_CHARS, address};
use crate::store::begin::{self, New};

/// Begins a conversation, with the one who asks in charge.
#[utoipa::path(
    post,
    path = "/conversations",
    operation_id = "create_conversation",
    extensions(("x-unknown-keys" = json!("ignored"))),
    tag = "conversations",
    request_body = NewConversation,
    responses(
        (status = 200, body = Begun, description = "One with this person is open in this channel: that one, as it is."),
        (status = 201, body = Begun),
    ),
)]
pub(super) async fn create(
    State(app): State<Shared>,
    Agent(caller): Agent,
    Open { body, ignored }: Open,
) -> Result<(StatusCode, Json<Begun>)> {
    let body = Value::Object(body);
    without_nul(&body)?;
    let new: NewConversation = shaped(body)?;
    let channel = app.store.channel(new.channel.as_str()).await?;
    let channel =
        channel.ok_or_else(|| Error::field("channel", "not_found", "there is no such channel"))?;
    if !channel.is_active {
        return Err(Error::field(
            "channel",
            "inactive",
            "this channel is switched off; choose another one",
        ));
    }
    let mut wrong = Vec::new();
    // What was left empty in a form was not given.
    let given = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    let by = by(&app, &caller).await?;
    let identifier = given(new.identifier)
        .filter(|text| keep(&mut wrong, check::text("identifier", text, 1, NAME_CHARS)).is_some())
        .and_then(|text| keep(&mut wrong, address("identifier", &channel, &text, by)));
    let name = given(new.name).and_then(|name| keep(&mut wrong, check::name_of(&name, NAME_CHARS)));
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    let begun = app
        .store
        .by(caller.actor())
        .begin(&New {
            channel: &channel,
            contact: new.contact.as_ref().map(ContactId::as_str),
            identifier,
            by: source(&caller),
            name: name.as_deref(),
            assignee: caller.member_id().map(MemberId::as_str),
        })
        .await?;
    let (status, id) = match begun {
        begin::Begun::Made(id) => Ok((StatusCode::CREATED, id)),
        begin::Begun::Open(id) => Ok((StatusCode::OK, id)),
        begin::Begun::NoContact => Err(Error::field(
            "contact",
            "not_found",
            "there is no such contact",
        )),
        begin::Begun::NoAddress => Err(Error::field(
            "identifier",
            "missing",
            "say the person's address in this channel: none is known",
        )),
        begin::Begun::Taken => Err(Error::field(
            "identifier",
            "taken",
            "another contact is known by this address in this channel; leave `contact` out to write to them",
        )),
    }?;
    let Json(conversation) = whole(&app, &id).await?;
    let begun = Begun {
        conversation,
        ignored,
    };
    Ok((status, Json(begun)))
}
