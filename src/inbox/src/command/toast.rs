//! `toast`: a notice at the bottom right, with the plugin's name.

use encaixe_protocol::command::toast::{MESSAGE_CHARS, Params};
use encaixe_protocol::error::{Code, WireError};

use super::{CommandContext, check_text};
use crate::state::Action;
use crate::state::toasts::Toast;

pub(super) fn run(context: &CommandContext, params: Params) -> Result<(), WireError> {
    check_text("message", &params.message, MESSAGE_CHARS)?;
    if !context.store.state().toasts.has_room(&context.plugin.id) {
        return Err(WireError::new(
            Code::RateLimited,
            "too many toasts of this plugin are waiting; try again when some are gone",
        ));
    }
    context.store.dispatch(Action::Toast(Toast {
        id: encaixe_ui::numbers::next(),
        source: Some(context.plugin.clone()),
        kind: params.kind,
        message: params.message,
        undo: None,
        about: None,
    }));
    Ok(())
}
