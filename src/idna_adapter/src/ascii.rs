//! The answers without tables.

use crate::sets::{BidiClass, JoiningType};

/// Answers for ASCII; to anything else, what makes a name an error.
#[derive(Debug, Default)]
pub struct Adapter;

impl Adapter {
    /// The one there is.
    #[must_use]
    pub const fn new() -> Self {
        Self
    }

    /// Whether the character is a virama; it is asked of one before a joiner, which was judged where the name was made.
    #[must_use]
    pub const fn is_virama(&self, _: char) -> bool {
        true
    }

    /// Whether the character is a mark.
    #[must_use]
    pub const fn is_mark(&self, _: char) -> bool {
        false
    }

    /// The direction of the character.
    #[must_use]
    pub const fn bidi_class(&self, _: char) -> BidiClass {
        BidiClass::OTHER
    }

    /// How the character joins.
    #[must_use]
    pub const fn joining_type(&self, _: char) -> JoiningType {
        JoiningType::OTHER
    }

    /// The name in small letters, with U+FFFD for what cannot be judged.
    pub fn map_normalize<'a, I: Iterator<Item = char> + 'a>(
        &'a self,
        name: I,
    ) -> impl Iterator<Item = char> + 'a {
        name.map(|c| {
            if c.is_ascii() {
                c.to_ascii_lowercase()
            } else {
                char::REPLACEMENT_CHARACTER
            }
        })
    }

    /// The name as it is: what comes in Punycode was judged where it was made.
    pub fn normalize_validate<'a, I: Iterator<Item = char> + 'a>(
        &'a self,
        name: I,
    ) -> impl Iterator<Item = char> + 'a {
        name
    }
}
