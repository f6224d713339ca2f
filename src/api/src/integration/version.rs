//! Versions of an integration, the steps that were taken, and what a company has to agree to again.

use serde::{Deserialize, Serialize};
use url::Url;

use super::{IntegrationManifest, IntegrationState, Texts};
use crate::Timestamp;

/// A step that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Transition {
    /// Which one: a word of [`DeveloperStep`] or [`ModeratorStep`].
    pub step: String,
    /// The number of the version that was worked on then.
    pub version: u32,
    /// How it stood after that.
    pub state: IntegrationState,
    /// The name of who took it.
    pub actor: String,
    /// Whether that was a moderator.
    pub is_moderator: bool,
    /// Why, as they wrote it; empty where they did not.
    pub reason: String,
    /// When.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub at: Timestamp,
}

/// A version that was submitted. Nobody changes it any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Version {
    /// Its number.
    pub version: u32,
    /// What was written then.
    pub manifest: IntegrationManifest,
    /// When it was submitted.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub submitted_at: Timestamp,
}

impl IntegrationManifest {
    /// Whether a company that agreed to `before` has to agree again: to more scopes, to another origin of its page, to further redirect
    /// URIs, or to other rules. Texts and pictures need nobody's word.
    #[must_use]
    pub fn is_wider_than(&self, before: &Self) -> bool {
        let had = |scope| before.scopes.iter().any(|wanted| wanted.scope == scope);
        let origin = |manifest: &Self| {
            let widget = manifest.widget.as_ref();
            widget.map(|widget| {
                let url = Url::parse(&widget.endpoint).ok();
                (
                    url.map(|url| url.origin().ascii_serialization()),
                    widget.classic,
                )
            })
        };
        self.scopes.iter().any(|wanted| !had(wanted.scope))
            || (self.widget.is_some() && origin(self) != origin(before))
            || self
                .redirect_uris
                .iter()
                .any(|uri| !before.redirect_uris.contains(uri))
            || self.profile != before.profile
    }
}

impl Texts {
    /// Whether a language has none.
    #[must_use]
    pub fn lacks_one(&self) -> bool {
        self.pt_br.trim().is_empty() || self.en.trim().is_empty()
    }
}

#[cfg(test)]
mod tests;
