//! The audit log: who did what to what, and when. It has no text of a message; of contacts and conversations it has ids alone.
//!
//! A kind of entry is a line in `audit/kind.rs`. Then `server/src/audit/` says which event leads to it, and the console's texts
//! have a sentence for it (`audit-` and its name), which a test holds.

use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::id::{AuditId, ContactId, MergeId};
use crate::plugin::{FrameReason, FrameState};
use crate::role::Role;

mod kind;

pub use kind::{AuditActorKind, AuditArea, AuditKind, AuditObjectKind};

/// `GET /api/audit` (admin): one entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEntry {
    /// Its id.
    pub id: AuditId,
    /// When.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub at: Timestamp,
    /// The part of the workspace.
    pub area: AuditArea,
    /// What happened.
    pub kind: AuditKind,
    /// Who did it.
    pub actor: AuditActor,
    /// What it was done to.
    pub object: AuditObject,
    /// What more there is to say, by kind.
    pub details: AuditDetails,
}

/// Who did something, with the names that they had then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditActor {
    /// Who.
    pub kind: AuditActorKind,
    /// The id of the member, plugin or token; null for the others.
    pub id: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// For a plugin: in whose page it was.
    pub member: Option<AuditMember>,
}

/// A member, with the name that they had then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditMember {
    /// Their id.
    pub id: String,
    /// Their name.
    pub name: Option<String>,
}

/// What something was done to, with the name that it had then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditObject {
    /// What it is.
    pub kind: AuditObjectKind,
    /// Its id; null for the workspace.
    pub id: Option<String>,
    /// Its name; null for the workspace, and always for a contact.
    pub name: Option<String>,
}

/// What more there is to say of an entry; what its kind does not have is null, or an empty list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct AuditDetails {
    /// What changed, by the names of the API: never the values.
    pub fields: Vec<String>,
    /// Whether it is switched on, where that changed.
    pub on: Option<bool>,
    /// The role.
    pub role: Option<Role>,
    /// How a page saw the plugin.
    pub state: Option<FrameState>,
    /// Why.
    pub reason: Option<FrameReason>,
    /// Who had made the link by which somebody signed in.
    pub link: Option<AuditActorKind>,
    /// How many.
    pub count: Option<u32>,
    /// The other contact.
    pub other: Option<ContactId>,
    /// The merge.
    pub merge: Option<MergeId>,
    /// The step that an integration took, by the names of the API, such as `submit` or `approve`.
    pub step: Option<String>,
    /// The version of an integration.
    pub version: Option<u32>,
    /// Why a request of this server failed, in its own words.
    pub failure: Option<String>,
}
