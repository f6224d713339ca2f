//! `toast`: a notice at the bottom right, with the plugin's name.

use encaixe_protocol::command::toast::{MESSAGE_CHARS, Params};
use encaixe_protocol::error::{Code, WireError};

use super::{Asked, check_text};
use crate::state::Action;
use crate::state::toasts::Toast;

pub(super) fn run(asked: &Asked, params: Params) -> Result<(), WireError> {
    check_text("message", &params.message, MESSAGE_CHARS)?;
    if !asked.store.state().toasts.has_room(&asked.plugin.id) {
        return Err(WireError::new(
            Code::RateLimited,
            "too many toasts of this plugin are waiting; try again when some are gone",
        ));
    }
    asked.store.dispatch(Action::Toast(Toast {
        id: encaixe_ui::numbers::next(),
        source: Some(asked.plugin.clone()),
        kind: params.kind,
        message: params.message,
        undo: None,
        about: None,
    }));
    Ok(())
}
