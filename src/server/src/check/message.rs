//! Messages that agents and programs write.

use encaixe_api::error::FieldError;
use encaixe_api::inbox::channel::ERROR_CHARS;
use encaixe_api::inbox::message::{Kind, MessageStatus, NewMessage, StatusChange};

use super::{Checked, collect_error, field_error, optional_text, text};

/// The longest id that a sender's program gives a message, in characters.
pub const ID_CHARS: usize = 200;

/// A text for the contact or a note, of at most `most` characters; a plugin writes notes alone.
///
/// # Errors
/// What is wrong with it, at the path `plugin`, `type`, `id` or `text`.
pub fn validate(new: &NewMessage, is_by_plugin: bool, most: usize) -> Result<(), Vec<FieldError>> {
    match new.kind {
        Kind::Note => {}
        Kind::Text if !is_by_plugin => {}
        Kind::Text => {
            let message = "a plugin writes notes, never to the contact";
            return Err(vec![field_error("plugin", "invalid", message)]);
        }
        Kind::Image | Kind::Video | Kind::Audio | Kind::File => {
            let message = "`text` or `note` is expected; media cannot be sent yet";
            return Err(vec![field_error("type", "invalid", message)]);
        }
    }
    let mut errors = Vec::new();
    if let Some(id) = &new.id {
        collect_error(&mut errors, text("id", id, 1, ID_CHARS));
    }
    collect_error(&mut errors, text("text", &new.text, 1, most));
    super::ensure_valid(errors)
}

/// How far a message got, with the reason as it is kept: none when nothing can be seen of it.
///
/// # Errors
/// `too_long` or `unexpected`, at the path `error`.
pub fn status(new: StatusChange) -> Checked<StatusChange> {
    let error = new.error.as_deref();
    let error = error.map_or(Ok(None), |text| optional_text("error", text, ERROR_CHARS))?;
    if new.status != MessageStatus::Failed && error.is_some() {
        let message = "only a message that failed has an error; leave it out";
        return Err(field_error("error", "unexpected", message));
    }
    Ok(StatusChange { error, ..new })
}
