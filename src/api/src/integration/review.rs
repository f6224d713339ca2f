//! What moderators of the server see of integrations, and what they do.

use serde::{Deserialize, Serialize};

use super::{DeveloperStep, Integration, IntegrationManifest, ModeratorStep, Transition};
use crate::Timestamp;
use crate::words::words;

words! {
    /// What a program looks at before a person does.
    CheckKind {
        /// The page beside the conversation answers by `https` and lets itself be framed by this server.
        Endpoint = "endpoint";
        /// The redirect URIs answer.
        RedirectUri = "redirect_uri";
        /// The revocation URL refuses a signature that is wrong.
        RevocationUrl = "revocation_url";
        /// The description, and the reason of each scope, are there in both languages.
        Texts = "texts";
        /// One without a page says where it is installed.
        InstallUrl = "install_url";
    }
}

words! {
    /// What came of it.
    CheckOutcome {
        /// It is as it should be.
        Passed = "passed";
        /// It is not.
        Failed = "failed";
        /// It does not apply.
        Skipped = "skipped";
    }
}

/// What a program saw of one thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Check {
    /// Of which.
    pub kind: CheckKind,
    /// What came of it.
    pub outcome: CheckOutcome,
    /// What was seen, in English, such as `answered 404`; empty where there is nothing to say.
    #[serde(default)]
    pub seen: String,
}

/// What a program saw of a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Checks {
    /// Each thing, in the order of [`CheckKind`].
    pub items: Vec<Check>,
    /// When it looked.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub at: Timestamp,
}

/// An integration in the moderators' list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Review {
    /// The integration, without its secrets.
    pub integration: Integration,
    /// By whom: the name of the company.
    pub company: String,
    /// Since when it stands so.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub since: Timestamp,
}

/// What of a manifest is not as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Changed {
    /// The key in the manifest, such as `redirectUris`.
    pub field: String,
    /// What the published version has there, as JSON.
    pub before: String,
    /// What this version has, as JSON.
    pub after: String,
}

/// An integration as a moderator looks at it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ReviewDetails {
    /// It, as in the list.
    #[serde(flatten)]
    pub review: Review,
    /// What every company can let in now, if there is a published version.
    pub published: Option<IntegrationManifest>,
    /// What this version changes of that; empty where there is none.
    pub changes: Vec<Changed>,
    /// Whether companies that have it have to agree again.
    pub is_wider: bool,
    /// What a program saw of this version, if it looked.
    pub checks: Option<Checks>,
    /// What happened to it, the newest first, at most 200 steps.
    pub history: Vec<Transition>,
    /// How many companies have it.
    pub installations: u32,
}

/// `POST /api/integrations/{id}/steps` (admin or developer).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reviewed {
    /// Which step.
    pub step: DeveloperStep,
    /// A word to the moderators, at most 2,000 characters.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 2_000))]
    pub reason: String,
}

/// `POST /api/reviews/{id}/steps` (moderator).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewStep {
    /// Which step.
    pub step: ModeratorStep,
    /// The number of the version that was looked at: another one was submitted meanwhile where it differs.
    #[cfg_attr(feature = "openapi", schema(minimum = 1))]
    pub version: u32,
    /// Why, at most 2,000 characters; it is required for `request_changes`, `reject` and `suspend`.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 2_000))]
    pub reason: String,
}

/// The longest reason of a step, in characters.
pub const STEP_REASON_CHARS: usize = 2_000;
