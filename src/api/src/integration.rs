//! Integrations: programs that companies let in by OAuth 2.0. The company that makes one registers what it is called, where its people
//! come back to, and what it asks for; so far that company alone can let it in.

use std::fmt;

use encaixe_protocol::scope::Scope;
use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::id::IntegrationId;

/// The longest name, in characters.
pub const NAME_CHARS: usize = 255;

/// The longest description in one language, in characters.
pub const DESCRIPTION_CHARS: usize = 65_000;

/// The longest reason for a scope in one language, in characters.
pub const REASON_CHARS: usize = 500;

/// The most redirect URIs.
pub const MAX_REDIRECTS: usize = 20;

/// The longest redirect URI, in bytes.
pub const REDIRECT_BYTES: usize = 2_048;

/// The most integrations of a company.
pub const MAX_INTEGRATIONS: u32 = 100;

/// For how many hours the secret before goes on where a rotation does not say.
pub const OVERLAP_HOURS: u32 = 24;

/// The longest overlap of two secrets, in hours.
pub const MAX_OVERLAP_HOURS: u32 = 720;

/// A closed list of words.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$line:meta])* $one:ident = $word:literal;)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$line])* $one,)+
        }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$one,)+];

            /// It as it stands on the wire and in the database.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$one => $word,)+
                }
            }

            /// The one of that word, if there is one.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == word)
            }
        }
    };
}

words! {
    /// By which rules a program gets its tokens.
    IntegrationProfile {
        /// OAuth 2.0 as RFC 9700 has it: PKCE with S256, codes that are good for 10 minutes.
        #[default]
        Default = "default";
        /// As programs expect that were written for Kommo: PKCE may be left out, codes are good for 20 minutes, access tokens for a day.
        Kommo = "kommo";
    }
}

words! {
    /// How far an integration is on its way to others.
    IntegrationState {
        /// Its company writes it, and alone can let it in.
        #[default]
        Draft = "draft";
        /// It waits for a moderator.
        Submitted = "submitted";
        /// A moderator looks at it.
        InReview = "in_review";
        /// A moderator asks for changes.
        ChangesRequested = "changes_requested";
        /// A moderator refused it.
        Rejected = "rejected";
        /// A moderator took it; nobody sees it yet.
        Approved = "approved";
        /// Every company can let it in.
        Published = "published";
        /// A moderator stopped it.
        Suspended = "suspended";
        /// Its company offers it to nobody new.
        Retired = "retired";
        /// Its company took it back.
        Withdrawn = "withdrawn";
    }
}

/// A text in the languages of the product; one that is not written yet is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Texts {
    /// In Portuguese as it is spoken in Brazil.
    #[serde(default, rename = "pt-BR")]
    pub pt_br: String,
    /// In English.
    #[serde(default)]
    pub en: String,
}

/// A scope that an integration asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WantedScope {
    /// The scope; every one but `*`.
    pub scope: Scope,
    /// Why, as whoever is asked reads it. At most 500 characters in each language.
    #[serde(default)]
    pub reason: Texts,
}

/// An integration (admin).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Integration {
    /// Its id, a UUID: the `client_id` of OAuth 2.0.
    pub id: IntegrationId,
    /// What people call it.
    pub name: String,
    /// What it does.
    pub description: Texts,
    /// Where people may be sent back to.
    pub redirect_uris: Vec<String>,
    /// What it asks for.
    pub scopes: Vec<WantedScope>,
    /// By which rules it gets its tokens.
    pub profile: IntegrationProfile,
    /// How far it is.
    pub state: IntegrationState,
    /// Its secrets, the newest first; never their text.
    pub secrets: Vec<ClientSecret>,
    /// When it was made.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub created_at: Timestamp,
    /// When it was last changed.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub updated_at: Timestamp,
}

/// A secret of an integration, without its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ClientSecret {
    /// When it was made.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub created_at: Timestamp,
    /// When it is no longer good; null for the newest.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Timestamp>))]
    pub ends_at: Option<Timestamp>,
}

/// `POST /api/integrations` (admin).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewIntegration {
    /// What people call it, 1 to 255 characters.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 255))]
    pub name: String,
    /// What it does, at most 65,000 characters in each language.
    #[serde(default)]
    pub description: Texts,
    /// Where people may be sent back to: whole `https` addresses, taken letter by letter, or `http` ones of this machine, whose port
    /// does not matter. At most 20.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub redirect_uris: Vec<String>,
    /// What it asks for, each scope once.
    #[serde(default)]
    pub scopes: Vec<WantedScope>,
    /// By which rules it gets its tokens; `default` when this is missing.
    #[serde(default)]
    pub profile: IntegrationProfile,
}

/// `PATCH /api/integrations/{id}` (admin): a missing field stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct IntegrationPatch {
    /// A new name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 255))]
    pub name: Option<String>,
    /// Another description, in all languages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Texts>,
    /// Other redirect URIs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub redirect_uris: Option<Vec<String>>,
    /// Other scopes. What companies agreed to before stays as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scopes: Option<Vec<WantedScope>>,
    /// Other rules.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<IntegrationProfile>,
}

/// `POST /api/integrations/{id}/rotate` (admin).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct RotateIntegration {
    /// For how many hours the secret before goes on, 0 to 720; 24 when this is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(maximum = 720))]
    pub overlap_hours: Option<u32>,
}

/// An integration with its newest secret: the only time that its text is told.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IntegrationSecret {
    /// The integration.
    #[serde(flatten)]
    pub integration: Integration,
    /// `ens_` and 43 characters: the `client_secret` of OAuth 2.0.
    pub secret: String,
}

impl fmt::Debug for IntegrationSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IntegrationSecret")
            .field("integration", &self.integration)
            .field("secret", &"***")
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::{IntegrationProfile, IntegrationState};

    #[test]
    fn each_word_is_the_same_on_the_wire_and_in_the_database() {
        for profile in IntegrationProfile::ALL {
            assert_eq!(serde_json::to_value(profile).unwrap(), profile.as_str());
            assert_eq!(IntegrationProfile::parse(profile.as_str()), Some(*profile));
        }
        for state in IntegrationState::ALL {
            assert_eq!(serde_json::to_value(state).unwrap(), state.as_str());
            assert_eq!(IntegrationState::parse(state.as_str()), Some(*state));
        }
    }
}
