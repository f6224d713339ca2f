//! `insert_text`: text for the reply, where the agent's caret is, once for each gesture of theirs in the plugin. Nothing is sent.

use encaixe_api::inbox::message;
use encaixe_protocol::command::add_note::{Params, TEXT_CHARS};
use encaixe_protocol::error::{Code, WireError};

use super::{CommandContext, check_text};
use crate::flow::composer::{self, Refused};
use crate::frames::keyboard::Use;

pub(super) async fn run(context: &CommandContext, params: Params) -> Result<(), WireError> {
    check_text("text", &params.text, TEXT_CHARS)?;
    let id = context.conversation()?;
    // A call that cannot succeed must not use up the agent's leave.
    composer::inserting(&context.store, &id, &params.text).map_err(told)?;
    if !context
        .keyboard
        .take_leave(&context.plugin.id, Use::InsertText)
        .await
    {
        return Err(WireError::new(
            Code::Denied,
            "the agent is not using this plugin now; call insertText within 30 seconds after they click or press a key in it, once for each time they do",
        ));
    }
    if context.aborted.is_aborted() {
        return Err(WireError::new(Code::Aborted, "the call was given up"));
    }
    composer::insert(&context.store, &id, context.plugin.clone(), &params.text).map_err(told)
}

fn told(why: Refused) -> WireError {
    match why {
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
    }
}
