//! `insert_text`: text for the reply, where the agent's caret is. Nothing is sent.

use encaixe_api::inbox::message;
use encaixe_protocol::command::add_note::{Params, TEXT_CHARS};
use encaixe_protocol::error::{Code, WireError};

use super::{Asked, check_text};
use crate::flow::composer::{self, Refused};

pub(super) fn run(asked: &Asked, params: Params) -> Result<(), WireError> {
    check_text("text", &params.text, TEXT_CHARS)?;
    let id = asked.conversation()?;
    composer::insert(&asked.store, &id, asked.plugin.clone(), &params.text).map_err(|why| match why
    {
        Refused::Closed => WireError::new(
            Code::Denied,
            "the conversation is closed; no reply can be written in it until it is reopened",
        ),
        Refused::TooLong(length) => WireError::new(
            Code::TooLarge,
            format!(
                "with this text the reply has {length} characters; at most {} fit",
                message::TEXT_CHARS
            ),
        ),
    })
}
