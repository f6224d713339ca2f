//! What the workspace has: its custom fields, members, tags and groups.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Command, Name};
use crate::event::conversation::FieldValue;
use crate::id::{CustomFieldId, GroupId, MemberId, TagId, WorkspaceId};

/// The command.
#[derive(Debug)]
pub struct GetWorkspaceInfo;

impl Command for GetWorkspaceInfo {
    const NAME: Name = Name::GetWorkspaceInfo;
    type Params = Params;
    type Reply = Reply;
}

/// Nothing is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Params {}

/// The workspace, as the classic API names its parts.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Reply {
    /// Fields that the workspace added.
    pub custom_fields: Vec<CustomField>,
    /// Who works here.
    pub members: Vec<Member>,
    /// Labels for conversations.
    pub tags: Vec<Tag>,
    /// Teams.
    pub groups: Vec<Group>,
}

/// A field that the workspace added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CustomField {
    /// Its id.
    pub id: CustomFieldId,
    /// Its label.
    pub name: String,
    /// Help for who fills it in.
    pub description: Option<String>,
    /// What has the field: `contact` or `session`.
    pub entity: String,
    /// The key under which values are read and set.
    pub placeholder: String,
    /// `text`, `number`, `decimal`, `date`, `select` or `multi-select`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What can be chosen, for `select` and `multi-select`; empty when any text will do.
    #[serde(default)]
    pub options: Vec<Choice>,
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// When it was made, RFC 3339.
    pub created_at: String,
    /// When it last changed, RFC 3339.
    pub updated_at: String,
}

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What is stored.
    pub value: String,
    /// What people read.
    pub label: String,
}

/// Somebody who works in the workspace.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Member {
    /// Their id.
    pub id: MemberId,
    /// Their address.
    pub email: String,
    /// Their name.
    pub name: String,
    /// A picture's URL.
    pub avatar: Option<String>,
    /// Their telephone, digits with the country's code.
    pub phone: Option<String>,
    /// Whether they may sign in.
    pub is_active: bool,
    /// `online` or `offline`.
    pub status: String,
    /// Whether they take new conversations.
    pub is_available: bool,
    /// Custom fields by placeholder, as classic plugins read them; no field of ours belongs to members yet.
    #[serde(default)]
    pub custom_fields: BTreeMap<String, FieldValue>,
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// When they joined, RFC 3339.
    pub created_at: String,
    /// When the record last changed, RFC 3339.
    pub updated_at: String,
}

/// A label for conversations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Tag {
    /// Its id.
    pub id: TagId,
    /// Its name.
    pub name: String,
    /// Its colour, `#rrggbb`.
    pub color: String,
    /// The readable colour of text on it, `#rrggbb`.
    pub text_color: String,
    /// Whether it may still be put on conversations.
    pub is_active: bool,
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// When it was made, RFC 3339.
    pub created_at: String,
    /// When it last changed, RFC 3339.
    pub updated_at: String,
}

/// A team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// Its name.
    pub name: String,
    /// An emoji.
    pub icon: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// Whether conversations may be moved to it.
    pub is_active: bool,
    /// Its members' ids.
    pub members: Vec<MemberId>,
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// When it was made, RFC 3339.
    pub created_at: String,
    /// When it last changed, RFC 3339.
    pub updated_at: String,
}
