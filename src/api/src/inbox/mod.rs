//! The inbox's own records. What a plugin is told of them is in `encaixe_protocol::event`.

pub mod attendance;
pub mod author;
pub mod canned_reply;
pub mod category;
pub mod channel;
pub mod contact;
pub mod conversation;
pub mod custom_field;
pub mod found;
pub mod group;
pub mod member;
pub mod merge;
pub mod message;
pub mod tag;

pub(crate) mod nullable;
mod object;

use serde::{Deserialize, Serialize};

use crate::access::Workspace;

/// `GET /api/workspace` (any role), in [`Names`]: what the page needs to name things.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Directory {
    /// The company itself.
    pub workspace: Workspace,
    /// Who works here.
    pub members: Vec<member::Member>,
    /// Teams.
    pub groups: Vec<group::Group>,
    /// Labels for conversations.
    pub tags: Vec<tag::Tag>,
    /// Fields that the workspace added.
    pub custom_fields: Vec<custom_field::CustomField>,
    /// Ways in for messages.
    pub channels: Vec<channel::Channel>,
}

/// The answer to `GET /api/workspace`: the names of things, and what attendances are sorted by when they are closed. The page reads
/// the first alone, and asks for the categories where it shows them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Names {
    /// The names of things.
    #[serde(flatten)]
    pub directory: Directory,
    /// What attendances are sorted by.
    #[serde(default)]
    pub categories: Vec<category::Category>,
}

/// By how much something is used. What is used is switched off rather than deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Uses {
    /// How many conversations have it or run in it; of a custom field, how many contacts and attendances it is filled in for.
    pub count: u32,
    /// Whether there are more: counting stops at 10,000.
    pub more: bool,
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
    /// The `before` of the next page; null on the last one.
    pub next: Option<String>,
}
