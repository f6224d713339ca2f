//! Plugins as the registry keeps them, and frames as the page gets them.

pub mod proof;
mod secret;

use std::fmt;

use serde::{Deserialize, Serialize};

use self::proof::ProofAlgorithm;
pub use self::secret::{Secret, Secrets};
use crate::Timestamp;
use crate::id::PluginId;

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
    /// Whether the plugin URL is a development one: plain http on a loopback host.
    pub dev: bool,
    /// Whether agents see it.
    pub enabled: bool,
    /// Whether the classic dialect, which checks the origin only, is allowed.
    pub classic: bool,
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
}

/// The states of a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FrameState {
    /// The page was requested.
    Loading,
    /// A page is there; its SDK has not said hello yet, or has to say it again.
    Connecting,
    /// The page is the registered one and gets data.
    Verified,
    /// The page is not the registered one; it got nothing.
    Blocked,
    /// The page was verified and is gone; what is there now gets nothing.
    Left,
    /// No hello came in time.
    Failed,
    /// The classic dialect, by the registration's switch.
    Classic,
    /// The page misused the inbox, so its iframe was taken out.
    Stopped,
}

impl FrameState {
    /// Every state.
    pub const ALL: [Self; 8] = [
        Self::Loading,
        Self::Connecting,
        Self::Verified,
        Self::Blocked,
        Self::Left,
        Self::Failed,
        Self::Classic,
        Self::Stopped,
    ];

    /// The state as it stands on the wire and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Loading => "loading",
            Self::Connecting => "connecting",
            Self::Verified => "verified",
            Self::Blocked => "blocked",
            Self::Left => "left",
            Self::Failed => "failed",
            Self::Classic => "classic",
            Self::Stopped => "stopped",
        }
    }

    /// The state of that name, if there is one.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// Why a frame is blocked, left, failed or stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FrameReason {
    /// The page that spoke comes from another origin.
    Origin,
    /// The page that spoke lies at another path.
    Path,
    /// What the page said is not a hello of this wire.
    Shape,
    /// The inbox page's own policy does not let a browser load that address.
    Policy,
    /// The verified document said goodbye, or no longer answers.
    Gone,
    /// No hello came in time.
    NoHello,
    /// The page speaks the classic dialect, and the registration does not allow it.
    ClassicNotAllowed,
    /// The page sent more messages than the inbox page can look at.
    Flooding,
    /// The page kept taking the keyboard from what the agent was typing into.
    Keyboard,
}

impl FrameReason {
    /// Every reason.
    pub const ALL: [Self; 9] = [
        Self::Origin,
        Self::Path,
        Self::Shape,
        Self::Policy,
        Self::Gone,
        Self::NoHello,
        Self::ClassicNotAllowed,
        Self::Flooding,
        Self::Keyboard,
    ];

    /// The reason as it stands on the wire and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Origin => "origin",
            Self::Path => "path",
            Self::Shape => "shape",
            Self::Policy => "policy",
            Self::Gone => "gone",
            Self::NoHello => "no_hello",
            Self::ClassicNotAllowed => "classic_not_allowed",
            Self::Flooding => "flooding",
            Self::Keyboard => "keyboard",
        }
    }

    /// The reason of that name, if there is one.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == name)
    }
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
    /// Whether its secret goes along in the frame's address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth_secret: Option<bool>,
    /// By what its tokens are signed from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof_algorithm: Option<ProofAlgorithm>,
    /// Another emoji or picture; an empty text takes it away, the address of the picture that there is changes nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
}

/// `GET /api/frames` (any role): an enabled plugin, ready to be embedded.
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
    /// Whether the plugin URL is a development one.
    pub dev: bool,
    /// Whether the classic dialect is allowed.
    pub classic: bool,
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
