//! What a plugin's server knows the inbox's requests by.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::id::PluginId;

/// `GET /api/plugins/{id}/secret` and the answer to `.../secret/rotate` (admin).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Secret {
    /// What the plugin's server gets as `auth_secret`.
    pub secret: String,
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(***)")
    }
}

/// `GET /api/plugins/secrets` (admin): how plugins' secrets stand, none of them said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Secrets {
    /// Whether backups of an earlier version hold secrets in the clear, and no admin has made all of them anew since, or dismissed that.
    pub rotation_offered: bool,
    /// The plugins whose secret the server's vault key does not open. Their frames get none.
    pub unreadable: Vec<PluginId>,
}
