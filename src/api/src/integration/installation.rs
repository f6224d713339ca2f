//! Integrations that a company let in.

use serde::{Deserialize, Serialize};

use super::WantedScope;
use crate::Timestamp;
use crate::id::{ChannelId, GroupId, IntegrationId, MemberId, PluginId};
use crate::plugin::Audience;
use crate::words::words;

words! {
    /// How an installation is doing.
    InstallationState {
        /// The integration's server has not taken its tokens yet.
        Waiting = "waiting";
        /// It works.
        Active = "active";
        /// An admin of the company stopped it for a while.
        Paused = "paused";
        /// A moderator of the server stopped it everywhere.
        Suspended = "suspended";
    }
}

/// What came of the one request by which an integration's server was told of its installation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Told {
    /// When it was sent.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub at: Timestamp,
    /// The status that came, if one did. It counts for nothing.
    pub status: Option<u16>,
    /// Why none came, such as `it took longer than 3 seconds`.
    pub failure: Option<String>,
}

/// A version that asks for more than was agreed to: until somebody agrees, the one before goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct InstallationAgreement {
    /// Its number.
    pub version: u32,
    /// What stands for all that is written of it, for whoever agrees.
    pub stamp: String,
    /// All that it asks for.
    pub scopes: Vec<WantedScope>,
    /// The origin of its page, if it has one.
    pub widget_origin: Option<String>,
}

/// An integration that this company let in (admin).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Installation {
    /// The integration's id.
    pub id: IntegrationId,
    /// What people call it.
    pub name: String,
    /// The address of its picture, on this server.
    pub logo: Option<String>,
    /// By whom: the name of the company that makes it; null where the integration is gone.
    pub company: Option<String>,
    /// How it is doing.
    pub state: InstallationState,
    /// What it may do here, each with its reason.
    pub scopes: Vec<WantedScope>,
    /// Its page beside the conversation, if it was installed with one.
    pub plugin: Option<PluginId>,
    /// The version that was agreed to, where it was installed with a page.
    pub version: Option<u32>,
    /// A newer version that waits for somebody to agree.
    pub waiting: Option<InstallationAgreement>,
    /// Who let it in: a member's name, empty where they are gone.
    pub by: String,
    /// Since when it is let in.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub since: Timestamp,
    /// When its server first took its tokens.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Timestamp>))]
    pub exchanged_at: Option<Timestamp>,
    /// When its program last asked for something, to the minute.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Timestamp>))]
    pub last_used_at: Option<Timestamp>,
    /// What came of the request by which its server was told; null where none was sent.
    pub told: Option<Told>,
}

/// `POST /api/installations` (admin, in a browser): installs an integration with a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewInstallation {
    /// Which one.
    pub integration: IntegrationId,
    /// The version that was shown.
    #[cfg_attr(feature = "openapi", schema(minimum = 1))]
    pub version: u32,
    /// The `stamp` that was shown with it.
    #[cfg_attr(feature = "openapi", schema(max_length = 64))]
    pub stamp: String,
    /// What the click gave.
    #[cfg_attr(feature = "openapi", schema(max_length = 200))]
    pub nonce: String,
    /// Which members see its page; everyone does when this is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<Audience>,
    /// The groups whose members see it: at least one for the audience `groups`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<crate::schema::GivenId>>, max_items = 500))]
    pub groups: Option<Vec<GroupId>>,
    /// The members who see it: at least one for the audience `members`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<crate::schema::GivenId>>, max_items = 500))]
    pub members: Option<Vec<MemberId>>,
    /// The channels in whose conversations it is shown, at least one; null or missing is all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<crate::schema::GivenId>>, min_items = 1, max_items = 500))]
    pub channels: Option<Vec<ChannelId>>,
}

/// `PATCH /api/installations/{id}` (admin): a missing field stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InstallationPatch {
    /// Whether it is stopped for a while.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paused: Option<bool>,
    /// Agrees to that newer version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 1))]
    pub version: Option<u32>,
    /// The `stamp` that was shown with that version: nothing is agreed to without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 64))]
    pub stamp: Option<String>,
}
