//! Checks that more than one resource needs.

use crate::error::{Error, Result};

/// The longest name of a member or a token, in characters.
const NAME_CHARS: usize = 80;

/// A name without the white space around it.
pub(super) fn name(text: &str) -> Result<String> {
    let name = text.trim();
    match name.chars().count() {
        1..=NAME_CHARS => Ok(name.to_owned()),
        count => Err(Error::field(
            "name",
            if count == 0 { "empty" } else { "too_long" },
            format!("a name has 1 to {NAME_CHARS} characters; this one has {count}"),
        )),
    }
}
