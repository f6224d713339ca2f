//! What plugins store on the server: texts by key, for each member, for the workspace, for each conversation.
//!
//! Under `/api/plugins/{plugin}/storage/{scope}` (any role; the plugin must be enabled), where scope is
//! `user`, `workspace` or `conversation`, the last with `?conversation=ID`:
//! `GET` gives [`Keys`]; on `.../{key}`, percent-encoded, `GET` gives [`Stored`], `PUT` takes [`NewStored`] (204) and
//! `DELETE` removes the value, if there is one (204). A token has no member, so the scope `user` is closed to it.
//! A value past its bound, or a scope past its sum, is refused with 413 and the code `too_large`.

use encaixe_protocol::command::storage_get::KEY_CHARS;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The keys that there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Keys {
    /// In the order of their characters.
    pub keys: Vec<String>,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Stored {
    /// The text; null when there is none.
    pub value: Option<String>,
}

/// A value to put; its bound is [`encaixe_protocol::limits::Limits::storage_value_bytes`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewStored {
    /// The text.
    pub value: String,
}

/// Why a text can be no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum KeyRefusal {
    /// Nothing, or more than the bound.
    #[error("a key has 1 to {KEY_CHARS} characters; this one has {0}")]
    Length(usize),
    /// No URL can hold it: browsers take `.` and `..` for steps in a path, in every spelling.
    #[error("`.` and `..` can be no keys")]
    Dots,
}

impl KeyRefusal {
    /// The reason for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Length(0) => "empty",
            Self::Length(_) => "too_long",
            Self::Dots => "invalid",
        }
    }
}

/// Whether a text can be a key.
///
/// # Errors
/// [`KeyRefusal`].
pub fn check_key(key: &str) -> Result<(), KeyRefusal> {
    match key.chars().count() {
        _ if matches!(key, "." | "..") => Err(KeyRefusal::Dots),
        1..=KEY_CHARS => Ok(()),
        count => Err(KeyRefusal::Length(count)),
    }
}

#[cfg(test)]
mod tests {
    use super::{KEY_CHARS, KeyRefusal, check_key};

    #[test]
    fn a_key_is_any_short_text_that_a_url_can_hold() {
        for key in [
            "a",
            "...",
            "a/b",
            "ção 🧩",
            " ",
            "%2F",
            &"é".repeat(KEY_CHARS),
        ] {
            assert_eq!(check_key(key), Ok(()), "{key}");
        }
        for (key, why) in [
            ("", KeyRefusal::Length(0)),
            (".", KeyRefusal::Dots),
            ("..", KeyRefusal::Dots),
            (&"é".repeat(201), KeyRefusal::Length(201)),
        ] {
            assert_eq!(check_key(key), Err(why), "{key}");
        }
    }
}
