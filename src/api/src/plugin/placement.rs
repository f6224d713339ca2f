//! For whom a plugin is, and plugins that one member alone sees while developing.

use serde::{Deserialize, Serialize};

/// How many plugins a member may register for themselves.
pub const DEV_PLUGINS: usize = 5;

/// Which members see a plugin.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Whoever is signed in, and programs.
    #[default]
    Everyone,
    /// The members of its groups.
    Groups,
    /// The members whom it names.
    Members,
}

impl Audience {
    /// The word as it stands on the wire and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Everyone => "everyone",
            Self::Groups => "groups",
            Self::Members => "members",
        }
    }

    /// The audience of that name, if there is one.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Everyone, Self::Groups, Self::Members]
            .into_iter()
            .find(|audience| audience.as_str() == name)
    }
}

/// `POST /api/me/plugins` (any role): a plugin that only the caller sees, while developing it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct NewDevPlugin {
    /// The name on its tab, 1 to 60 characters.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub name: String,
    /// The address of its page on a loopback host, such as `http://localhost:5173/`.
    #[cfg_attr(
        feature = "openapi",
        schema(format = "uri", min_length = 1, max_length = 2_048)
    )]
    pub endpoint: String,
    /// Whether the classic dialect is allowed; it is not when this is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub classic: Option<bool>,
}
