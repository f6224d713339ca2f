//! Plugins as the registry keeps them, and frames as the page gets them.

pub mod proof;
mod secret;

use std::fmt;

use encaixe_protocol::scope::{AnyScope, Grants, Scopes};
use serde::{Deserialize, Serialize};

use self::proof::ProofAlgorithm;
pub use self::secret::{Secret, Secrets};
use crate::Timestamp;
use crate::id::{ChannelId, GroupId, IntegrationId, MemberId, PluginId};
use crate::inbox::nullable;

mod frame_state;
mod placement;

pub use frame_state::{FrameReason, FrameState};
pub use placement::{Audience, DEV_PLUGINS, NewDevPlugin};

/// The header in which the page names the plugin for which it changes something, by its id: the server records both.
pub const PLUGIN_HEADER: &str = "encaixe-plugin";

/// A registered plugin (admin).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Plugin {
    /// Its id.
    pub id: PluginId,
    /// The name on its tab.
    pub name: String,
    /// One emoji for its tab, or the address of a picture on this server.
    pub icon: Option<String>,
    /// The address of its page, as [`crate::plugin_url::PluginUrl`] writes it.
    pub endpoint: String,
    /// Whether the plugin URL is a development one: plain http on a loopback host, or one that only its owner sees.
    pub dev: bool,
    /// Whether agents see it.
    pub enabled: bool,
    /// Whether the classic dialect, which checks the origin only, is allowed.
    pub classic: bool,
    /// What it may see and do; `*` is everything.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<AnyScope>))]
    pub scopes: Grants,
    /// The scopes that a token asked for and that an admin has not decided on; those that are held stay as they are until then.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<AnyScope>>))]
    pub requested_scopes: Option<Grants>,
    /// When it was last given more scopes than it held.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub scopes_since: Timestamp,
    /// When each scope was last used, to the hour; those that never were are left out.
    pub scope_uses: Vec<ScopeUse>,
    /// Which members see it.
    pub audience: Audience,
    /// The groups whose members see it, for the audience `groups`. One that is switched off shows it to nobody.
    #[serde(default)]
    pub groups: Vec<GroupId>,
    /// The members who see it, for the audience `members`.
    #[serde(default)]
    pub members: Vec<MemberId>,
    /// The channels in whose conversations it is shown; null is all of them.
    #[serde(default)]
    pub channels: Option<Vec<ChannelId>>,
    /// The member who registered it for themselves while developing, and alone sees it; null is a plugin of the workspace.
    #[serde(default)]
    pub owner: Option<MemberId>,
    /// The integration of the marketplace whose page it is: what that decides, no admin changes here. Null is a plugin of the workspace's own.
    #[serde(default)]
    pub integration: Option<IntegrationId>,
    /// Whether its secret goes along in the frame's address, as `auth_secret`, and so into the logs of whoever serves the page.
    pub auth_secret: bool,
    /// By what its tokens are signed.
    pub proof_algorithm: ProofAlgorithm,
    /// What an agent's page saw last, if any did.
    pub last_state: Option<LastState>,
    /// When it was registered.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub created_at: Timestamp,
}

/// The last use of a scope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScopeUse {
    /// Which one.
    pub scope: AnyScope,
    /// When: a command that needs it was called, or data that needs it was sent to the plugin's page.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub at: Timestamp,
}

/// What an agent's page saw of a plugin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LastState {
    /// The state.
    pub state: FrameState,
    /// Why, for the states that have a reason.
    pub reason: Option<FrameReason>,
    /// The address that was seen instead of the registered one: origin and path.
    #[serde(default)]
    pub seen: Option<String>,
    /// When the server heard of it.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub at: Timestamp,
}

/// `POST /api/frames/{id}/state` (any role): an agent's page says what it sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StateReport {
    /// The state.
    pub state: FrameState,
    /// Why, for the states that have a reason.
    #[serde(default)]
    pub reason: Option<FrameReason>,
    /// The address that was seen instead of the registered one: origin and path.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 2_048))]
    pub seen: Option<String>,
    /// The scopes that the plugin used since the last report. Those of apps the server notes by itself.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<encaixe_protocol::scope::Scope>))]
    pub used: Scopes,
}

/// `POST /api/plugins`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewPlugin {
    /// The name on its tab, 1 to [`NAME_CHARS`] characters.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub name: String,
    /// The address of its page: at most 2,048 bytes as browsers write it, with `auth_secret` and `dark_mode` in its query.
    #[cfg_attr(
        feature = "openapi",
        schema(format = "uri", min_length = 1, max_length = 2_048)
    )]
    pub endpoint: String,
    /// Whether agents see it at once; they do when this is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    /// Whether the classic dialect is allowed; it is not when this is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub classic: Option<bool>,
    /// What it may see and do; everything when this is missing, and nothing with an empty list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<AnyScope>>, max_items = 100))]
    pub scopes: Option<Grants>,
    /// Whether its secret goes along in the frame's address, as `auth_secret`; it does when this is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth_secret: Option<bool>,
    /// By what its tokens are signed; `EdDSA` when this is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof_algorithm: Option<ProofAlgorithm>,
    /// One emoji for its tab, or a picture as `data:image/png;base64,...`: a PNG, WebP or SVG of at most 32 KB and 1024 pixels each
    /// way. It then has an address on this server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
    /// Which members see it; everyone does when this is missing.
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

/// The longest name of a plugin, in characters.
pub const NAME_CHARS: usize = 60;

/// `PATCH /api/plugins/{id}`: a missing field stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PluginPatch {
    /// A new name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub name: Option<String>,
    /// A new address, as long as that of a new plugin; the one that there is may be longer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(format = "uri", min_length = 1, max_length = 2_048)
    )]
    pub endpoint: Option<String>,
    /// Whether agents see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    /// Whether the classic dialect is allowed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub classic: Option<bool>,
    /// What it may see and do from now on. What a token asks for beyond what is held waits for an admin, as `requestedScopes`; the
    /// next change of this kind decides on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<AnyScope>>, max_items = 100))]
    pub scopes: Option<Grants>,
    /// Whether its secret goes along in the frame's address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth_secret: Option<bool>,
    /// By what its tokens are signed from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof_algorithm: Option<ProofAlgorithm>,
    /// Another emoji or picture; an empty text takes it away, the address of the picture that there is changes nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
    /// Which members see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<Audience>,
    /// All of its groups, as in [`NewPlugin`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<crate::schema::GivenId>>, max_items = 500))]
    pub groups: Option<Vec<GroupId>>,
    /// All of its members, as in [`NewPlugin`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<crate::schema::GivenId>>, max_items = 500))]
    pub members: Option<Vec<MemberId>>,
    /// All of its channels, at least one; null is all that there are.
    #[serde(default, with = "nullable", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<crate::schema::GivenId>>, min_items = 1, max_items = 500))]
    pub channels: Option<Option<Vec<ChannelId>>>,
    /// Its place among the plugins of the workspace, counted from 0; past the end is the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(format = Int64, maximum = 4_294_967_295u32))]
    pub position: Option<u32>,
}

/// `GET /api/frames` (any role): an enabled plugin that the caller sees, ready to be embedded.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Frame {
    /// The plugin's id.
    pub id: PluginId,
    /// The name on its tab.
    pub name: String,
    /// One emoji for its tab, or the address of a picture on this server.
    pub icon: Option<String>,
    /// The address to request, with `auth_secret` in its query where that is on; the page adds `dark_mode`.
    pub src: String,
    /// Whether the plugin URL is a development one, or only the caller sees it.
    pub dev: bool,
    /// Whether the classic dialect is allowed.
    pub classic: bool,
    /// What it may see and do.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<AnyScope>))]
    pub scopes: Grants,
    /// The channels in whose conversations it is shown; null is all of them.
    #[serde(default)]
    pub channels: Option<Vec<ChannelId>>,
    /// Whether the caller registered it for themselves, and alone sees it.
    #[serde(default)]
    pub own: bool,
}

impl Frame {
    /// Whether it is shown in conversations of that channel.
    #[must_use]
    pub fn is_for(&self, channel: &ChannelId) -> bool {
        let channels = self.channels.as_ref();
        channels.is_none_or(|channels| channels.contains(channel))
    }
}

impl fmt::Debug for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Frame")
            .field("id", &self.id)
            .field("name", &self.name)
            .field("src", &"***")
            .finish_non_exhaustive()
    }
}
