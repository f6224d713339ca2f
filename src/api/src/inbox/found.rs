//! Why a search found what it found.

use serde::{Deserialize, Serialize};

use crate::id::MessageId;

/// The most that are counted one by one; beyond it is [`Found::more`].
pub const COUNTED: u32 = 10_000;

/// How many conversations a search found, filters included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Found {
    /// The count, at most 10,000.
    pub count: u32,
    /// Whether there are more than that.
    pub more: bool,
}

/// A text in which something was found that was looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Excerpt {
    /// Where it stands.
    pub place: Place,
    /// Which message, where it stands in one.
    pub message: Option<MessageId>,
    /// A line of plain text, cut with an ellipsis where it is long.
    pub text: String,
    /// What was found in it: from one character to before another, counted in Unicode characters, in order and apart.
    pub marks: Vec<[u32; 2]>,
}

/// Where an [`Excerpt`] stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = ExcerptPlace))]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// The contact's name.
    Name,
    /// Their telephone.
    Phone,
    /// Their e-mail address.
    Email,
    /// Their address in the channel.
    Address,
    /// A message.
    Message,
}

/// How many open conversations there are, whatever is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Counts {
    /// All of them.
    pub open: u32,
    /// Those assigned to the one who asks; null for a token, which has no member.
    pub mine: Option<u32>,
    /// Those without an assignee.
    pub unassigned: u32,
}
