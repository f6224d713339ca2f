//! Who did something.

use serde::{Deserialize, Serialize};

use crate::id::MemberId;

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Author {
    /// What they are.
    pub kind: AuthorKind,
    /// The member: the one who did it, or the one in whose page the plugin did.
    pub member: Option<MemberId>,
    /// The name that the plugin or the token had then.
    pub name: Option<String>,
}

/// What did something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum AuthorKind {
    /// A member who is signed in.
    Member,
    /// A plugin, in the page of a member.
    Plugin,
    /// A program with an API token.
    Token,
    /// The server itself, or somebody at its command line.
    System,
}
