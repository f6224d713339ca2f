//! Integrations: programs, and pages in a frame, that companies let in. The company that makes one writes what it is called, where its people
//! come back to, and what it asks for. Until a moderator of the server took a version of it, that company alone can let it in.

mod installation;
mod market;
mod review;
mod secret;
mod state;
mod version;

pub use self::installation::{
    Installation, InstallationAgreement, InstallationPatch, InstallationState, NewInstallation,
    Told,
};
pub use self::market::{Click, Listing, ListingDetails};
pub use self::review::{
    Changed, Check, CheckKind, CheckOutcome, Checks, Review, ReviewDetails, ReviewStep, Reviewed,
    STEP_REASON_CHARS,
};
pub use self::secret::{ClientSecret, IntegrationSecret, RotateIntegration};
pub use self::state::{
    DeveloperStep, IntegrationState, ModeratorStep, Step, VersionState, Working, next,
};
pub use self::version::{Transition, Version};

use encaixe_protocol::scope::Scope;
use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::id::IntegrationId;
use crate::inbox::nullable;
use crate::words::words;

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

words! {
    /// By which rules a program gets its tokens.
    #[derive(Default)]
    IntegrationProfile {
        /// OAuth 2.0 as RFC 9700 has it: PKCE with S256, codes that are good for 10 minutes.
        #[default]
        Default = "default";
        /// As programs expect that were written for Kommo: PKCE may be left out, codes are good for 20 minutes, access tokens for a day.
        Kommo = "kommo";
    }
}

words! {
    /// What an integration is for, by which the marketplace is filtered.
    #[derive(Default)]
    IntegrationCategory {
        /// Customers and sales.
        Crm = "crm";
        /// Shops, orders, deliveries.
        Commerce = "commerce";
        /// Invoices and payments.
        Finance = "finance";
        /// Dates and reminders.
        Scheduling = "scheduling";
        /// Campaigns and forms.
        Marketing = "marketing";
        /// Answers that are suggested or written by a program.
        Automation = "automation";
        /// Numbers and charts.
        Reports = "reports";
        /// Everything else.
        #[default]
        Other = "other";
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

/// A page of an integration that agents see beside the conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Widget {
    /// The address of its page, as a plugin's: at most 2,048 bytes as browsers write it.
    #[cfg_attr(
        feature = "openapi",
        schema(format = "uri", min_length = 1, max_length = 2_048)
    )]
    pub endpoint: String,
    /// Whether the classic dialect is allowed.
    #[serde(default)]
    pub classic: bool,
}

/// What a company writes of an integration, whole: it can be kept in a repository.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct IntegrationManifest {
    /// What people call it, 1 to 255 characters.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 255))]
    pub name: String,
    /// What it does, at most 65,000 characters in each language.
    #[serde(default)]
    pub description: Texts,
    /// What it is for.
    #[serde(default)]
    pub category: IntegrationCategory,
    /// Its picture: a PNG, WebP or SVG as `data:image/png;base64,...` of at most 32 KB, or the address of the one that it has. Null is none.
    #[serde(default)]
    pub logo: Option<String>,
    /// Where people may be sent back to: whole `https` addresses, taken letter by letter, or `http` ones of this machine, whose port
    /// does not matter. At most 20. The first one is told of an installation.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub redirect_uris: Vec<String>,
    /// Where it is told that a company took it out. Null or empty is nowhere.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 2_048))]
    pub revocation_url: Option<String>,
    /// What it asks for, each scope once.
    #[serde(default)]
    pub scopes: Vec<WantedScope>,
    /// By which rules it gets its tokens; `default` when this is missing.
    #[serde(default)]
    pub profile: IntegrationProfile,
    /// Its page beside the conversation. Null is an integration without one.
    #[serde(default)]
    pub widget: Option<Widget>,
    /// Where it is installed, for one without a page of its own: the address of the developer's site that has the button.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 2_048))]
    pub install_url: Option<String>,
}

/// An integration, as the company sees it that makes it (admin or developer).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Integration {
    /// Its id, a UUID: the `client_id` of OAuth 2.0.
    pub id: IntegrationId,
    /// What is written of it: the version that is worked on.
    #[serde(flatten)]
    pub manifest: IntegrationManifest,
    /// How far that version is; `suspended` and `retired` are said of all of it.
    pub state: IntegrationState,
    /// The number of that version, counted from 1.
    pub version: u32,
    /// The number of the version that every company can let in, if there is one.
    pub published: Option<u32>,
    /// Why a moderator stopped it, asked for changes or refused it, where that is how it stands.
    pub reason: Option<String>,
    /// Its secrets, the newest first; never their text.
    pub secrets: Vec<ClientSecret>,
    /// When it was made.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub created_at: Timestamp,
    /// When it was last changed.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub updated_at: Timestamp,
}

/// `PATCH /api/integrations/{id}` (admin or developer): a missing field stays as it is.
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
    /// Another category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<IntegrationCategory>,
    /// Another picture; null takes it away.
    #[serde(default, with = "nullable", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub logo: Option<Option<String>>,
    /// Another address for the end of an installation; null is none.
    #[serde(default, with = "nullable", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, max_length = 2_048))]
    pub revocation_url: Option<Option<String>>,
    /// Another page beside the conversation; null is none.
    #[serde(default, with = "nullable", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Widget>))]
    pub widget: Option<Option<Widget>>,
    /// Another address where it is installed; null is none.
    #[serde(default, with = "nullable", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, max_length = 2_048))]
    pub install_url: Option<Option<String>>,
}

#[cfg(test)]
mod tests {
    use super::{IntegrationCategory, IntegrationProfile, IntegrationState};

    #[test]
    fn each_word_is_the_same_on_the_wire_and_in_the_database() {
        for profile in IntegrationProfile::ALL {
            assert_eq!(serde_json::to_value(profile).unwrap(), profile.as_str());
            assert_eq!(IntegrationProfile::parse(profile.as_str()), Some(*profile));
        }
        for category in IntegrationCategory::ALL {
            assert_eq!(serde_json::to_value(category).unwrap(), category.as_str());
        }
        for state in IntegrationState::ALL {
            assert_eq!(serde_json::to_value(state).unwrap(), state.as_str());
            assert_eq!(IntegrationState::parse(state.as_str()), Some(*state));
        }
    }
}
