//! What tags, groups, custom fields and channels are called.

use super::{Checked, optional_text};

/// The longest name, in characters.
const NAME_CHARS: usize = 60;

/// The longest description, in characters.
const DESCRIPTION_CHARS: usize = 500;

/// A name, as [`super::name`] has it.
///
/// # Errors
/// `empty` or `too_long`, at the path `name`.
pub fn name(text: &str) -> Checked<String> {
    super::name(text, NAME_CHARS)
}

/// A description; none when nothing can be seen of it.
///
/// # Errors
/// `too_long`, at the path `description`.
pub fn description(text: &str) -> Checked<Option<String>> {
    optional_text("description", text, DESCRIPTION_CHARS)
}
