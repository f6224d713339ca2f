//! What a ping found.

use serde::{Deserialize, Serialize};

use crate::Timestamp;

/// What a ping found out about credentials.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PingResult {
    /// Which it was.
    pub outcome: PingOutcome,
    /// The app's own words, or ours where it has none; at most 500 characters.
    pub message: String,
    /// The last request, without what it shows who asks by: `GET https://app.asana.com/api/1.0/users/me`.
    pub request: Option<String>,
    /// The status of its answer.
    pub status: Option<u16>,
    /// Until when no further try is worth it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Timestamp>))]
    pub until: Option<Timestamp>,
    /// When it was.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub at: Timestamp,
    /// Whether made-up credentials pass as well, where that was tried: then it proves nothing. False where they are refused; null where it
    /// was not tried, and where the app said nothing of them, since it was down, say, or took no more requests.
    pub proves_nothing: Option<bool>,
}

/// Which it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PingOutcome {
    /// The credentials are good.
    Passed,
    /// They are refused (401, `authError`).
    CredentialsRefused,
    /// They are good, and lack a right (403).
    RightsMissing,
    /// Too many requests (429, `rateLimitError`).
    RateLimited,
    /// The service is down, or does not answer (5xx, no connection, no answer in time, `transientError`).
    ServiceDown,
    /// The app says no in its own words (another 4xx, a field of the answer, a thrown error).
    Refused,
    /// The address may not be asked: it leads into a private network, or to a host that the app does not have.
    AddressRefused,
    /// The script is at fault: it does not parse, never ends, takes too much memory or makes too many requests.
    ScriptFailed,
    /// There is no ping.
    NoPing,
}
