//! Where a page of a list ends: the time and the id of its last item, as one opaque text.

use std::fmt;

use crate::time::Millis;

/// The place before which the next page begins. The order of every list is time, then id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// The time.
    pub at: Millis,
    /// The id.
    pub id: String,
}

impl Cursor {
    /// The beginning: after everything.
    #[must_use]
    pub fn newest() -> Self {
        Self {
            at: Millis::MAX,
            id: String::new(),
        }
    }

    /// The beginning of an order in which the least comes first.
    pub(super) fn first() -> Self {
        Self {
            at: Millis::MIN,
            id: String::new(),
        }
    }

    /// Reads what [`fmt::Display`] wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (at, id) = text.split_once('.')?;
        Some(Self {
            at: at.parse().ok()?,
            id: id.to_owned(),
        })
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.at, self.id)
    }
}

/// Cuts one item too many off a page that was asked for as `limit + 1`, and says where the next begins.
pub(super) fn cut<T>(
    items: &mut Vec<T>,
    limit: usize,
    end: impl Fn(&T) -> Cursor,
) -> Option<String> {
    let more = items.len() > limit;
    items.truncate(limit);
    items
        .last()
        .filter(|_| more)
        .map(|last| end(last).to_string())
}
