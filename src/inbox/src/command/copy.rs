//! `copy`: text for the agent's clipboard, shortly after they did something in the plugin that asks.

use encaixe_protocol::command::copy::{Params, TEXT_CHARS};
use encaixe_protocol::error::{Code, WireError};
use encaixe_ui::clipboard;

use super::CommandContext;
use super::check::check_length;

pub(super) async fn run(context: &CommandContext, params: Params) -> Result<(), WireError> {
    check_length("text", &params.text, TEXT_CHARS)?;
    let message = if !clipboard::is_there() {
        "this browser gives a page no clipboard, as when the inbox is not opened by https"
    } else if !context.keyboard.is_used(&context.plugin.id).await {
        "the agent is not using this plugin now; call copy as the first thing after they click or press a key in it"
    } else if clipboard::write(&params.text).await {
        return Ok(());
    } else {
        "the browser refused; call copy as the first thing after the agent clicks or presses a key"
    };
    Err(WireError::new(Code::Denied, message))
}
