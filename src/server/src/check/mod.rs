//! Validators: what a name, a text, an address or a list has to be before anything is kept of it. Routes, the command line and the
//! config share them. They know no request and no database: what they need to know they are given.

pub mod app;
pub mod attendance;
pub mod canned_reply;
pub mod category;
pub mod channel;
pub mod contact;
pub mod custom_field;
pub mod entry;
pub mod field_values;
pub mod frame_state;
pub mod group;
pub mod incoming;
pub mod integration;
pub mod message;
pub mod plug_set;
pub mod plugin;
pub mod tag;
pub mod text;
pub mod token;
pub mod webhook;
pub mod workspace;

use encaixe_api::error::FieldError;

pub use self::contact::{email, phone};
pub use self::text::{name, one_of, optional_text, search, text};

/// The longest name of a member, a token or a workspace, in characters.
pub const NAME_CHARS: usize = 80;

/// A valid value in the form in which it is kept, or what is wrong with it.
pub type Checked<T> = std::result::Result<T, FieldError>;

/// What is wrong with one field: its path, a stable code, and what is expected.
#[must_use]
pub fn field_error(path: &str, code: &str, message: impl Into<String>) -> FieldError {
    FieldError {
        path: path.to_owned(),
        code: code.to_owned(),
        message: message.into(),
    }
}

/// The value; or none, and what is wrong joins the list.
pub fn collect_error<T>(errors: &mut Vec<FieldError>, checked: Checked<T>) -> Option<T> {
    checked.map_err(|error| errors.push(error)).ok()
}

/// Refuses when anything is wrong.
///
/// # Errors
/// The list, when it has something.
pub fn ensure_valid(errors: Vec<FieldError>) -> std::result::Result<(), Vec<FieldError>> {
    if errors.is_empty() {
        Ok(())
    } else {
        Err(errors)
    }
}
