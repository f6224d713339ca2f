//! One person who is there twice: who may be the same, making one of two, and taking that back.

use serde::{Deserialize, Serialize};

use super::contact::Contact;
use crate::Timestamp;
use crate::id::{ContactId, MergeId};

/// `POST /api/contacts/{id}/merge` (any role): makes one contact of two. The one in the address is kept, and answers for the
/// other's id from then on. The other's conversations become its own; of what both have, its own values stay. Of two open
/// conversations in one channel the newer takes what comes. The answer is [`Merged`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MergeRequest {
    /// The contact who is not kept.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::GivenId))]
    pub contact: ContactId,
}

/// What merging came to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Merged {
    /// The contact who was kept, as they are now.
    pub contact: Contact,
    /// By what it can be taken back.
    pub merge: Merge,
}

/// A merge that can be taken back: `DELETE /api/contacts/{id}/merges/{merge}` (any role) gives back what was there, answers
/// [`Split`], and leaves what came afterwards with the contact who was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Merge {
    /// Its id.
    pub id: MergeId,
    /// The id of the contact who was not kept.
    pub contact: ContactId,
    /// Their name.
    pub name: String,
    /// Until when it can be taken back: a day.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub until: Timestamp,
}

/// What taking a merge back came to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Split {
    /// The contact who had been kept.
    pub contact: Contact,
    /// The one who is there again.
    pub other: Contact,
}

/// `GET /api/contacts/{id}/same` (any role): who may be the same person, and what was merged into this one within a day.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Same {
    /// Who may be the same, at most five.
    pub candidates: Vec<Candidate>,
    /// What can be taken back, the newest first.
    pub merges: Vec<Merge>,
}

/// Somebody who may be the same person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Candidate {
    /// Them.
    pub contact: Contact,
    /// What both have: a telephone or an address, as people read it.
    pub shared: String,
    /// How many conversations they have.
    pub conversations: u32,
}

/// `GET /api/address?type=&text=` (any role): how what a member writes is read, before anything is kept of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reading {
    /// What would be kept; null when the text cannot be one.
    pub kept: Option<String>,
    /// As people read it.
    pub display: Option<String>,
    /// Whether it is surely a telephone or a mailbox: what can be read in more than one way stays as it was written.
    pub sure: bool,
}
