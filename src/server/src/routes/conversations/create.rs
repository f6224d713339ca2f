//! `POST /api/conversations`: one that is begun from the inside.

use axum::extract::State;
use axum::http::StatusCode;
use encaixe_api::inbox::conversation::{Begun, NewConversation};
use serde_json::Value;

use super::load;
use crate::access::Agent;
use crate::app::Shared;
use crate::check::channel::{self, ADDRESS_CHARS};
use crate::check::contact::NAME_CHARS;
use crate::check::{self, collect_error, ensure_valid};
use crate::error::{Error, Result};
use crate::extract::{Json, Open, from_value, refuse_nul};
use crate::routes::address::{by, source};
use crate::store::begin::{self, New};

/// Begins a conversation, assigned to the one who asks.
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
    refuse_nul(&body)?;
    let new: NewConversation = from_value(body)?;
    let channel = app.store.channel(&new.channel).await?;
    let channel =
        channel.ok_or_else(|| Error::field("channel", "not_found", "there is no such channel"))?;
    if !channel.is_active {
        return Err(Error::field(
            "channel",
            "inactive",
            "this channel is switched off; choose another one",
        ));
    }
    let mut errors = Vec::new();
    // What was left empty in a form was not given.
    let given = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    let by = by(&app, &caller).await?;
    let identifier = given(new.identifier)
        .filter(|text| {
            let text = check::text("identifier", text, 1, ADDRESS_CHARS);
            collect_error(&mut errors, text).is_some()
        })
        .and_then(|text| {
            let address = channel::address("identifier", &channel, &text, by);
            collect_error(&mut errors, address)
        });
    let name =
        given(new.name).and_then(|name| collect_error(&mut errors, check::name(&name, NAME_CHARS)));
    ensure_valid(errors)?;
    let begun = app
        .store
        .by(caller.actor())
        .begin(&New {
            channel: &channel,
            contact: new.contact.as_ref(),
            identifier,
            by: source(&caller),
            name: name.as_deref(),
            assignee: caller.member_id(),
        })
        .await??;
    let (status, id) = match begun {
        begin::Begun::Made(id) => (StatusCode::CREATED, id),
        begin::Begun::Open(id) => (StatusCode::OK, id),
    };
    let conversation = load(&app, &caller, &id).await?;
    let begun = Begun {
        conversation,
        ignored,
    };
    Ok((status, Json(begun)))
}
