//! Colours of tags.

use encaixe_api::inbox::tag;

use super::{Checked, field_error};

/// How much of what is no colour an answer repeats, in characters.
const SHOWN_CHARS: usize = 20;

/// A colour as `#rrggbb`.
///
/// # Errors
/// `invalid`, at the path `color`.
pub fn color(text: &str) -> Checked<String> {
    tag::color(text).ok_or_else(|| {
        let shown: String = text.chars().take(SHOWN_CHARS).collect();
        let message =
            format!("`{shown}` is no colour; six hexadecimal digits are expected, such as #7c3aed");
        field_error("color", "invalid", message)
    })
}
