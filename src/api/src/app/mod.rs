//! Apps: other services that are called with credentials that the server keeps.

mod call;
mod connection;
mod files;
mod ping;

use serde::{Deserialize, Serialize};

pub use call::{AppAnswer, AppCall, AppRequest};
pub use connection::{Authorize, Connection, ConnectionPatch, ConnectionState, NewConnection};
pub use files::{AppFiles, Problem, Problems, Severity};
pub use ping::{PingOutcome, PingResult};

use crate::Timestamp;
use crate::descriptor::{Check, Environment, FieldKind, Localized};
use crate::id::MemberId;

/// An app of the workspace (admin).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct App {
    /// What programs call it: its `app_id`.
    pub app_id: String,
    /// What people call it.
    pub name: String,
    /// Its colour, such as `#89324F`.
    pub color: String,
    /// What it does, in both languages.
    pub description: Localized,
    /// Its home page.
    pub website: String,
    /// Where an account of it is made.
    pub signup_url: String,
    /// The version that is in force.
    pub version: String,
    /// By what its calls show who makes them.
    pub authentication: AuthenticationKind,
    /// Where its API is.
    pub environments: Vec<Environment>,
    /// What is filled in to connect.
    pub fields: Vec<AppField>,
    /// Whether the host is typed by whoever connects.
    pub typed_host: bool,
    /// Whether a ping proves its credentials.
    pub ping: PingKind,
    /// For `oauth_2`: who we are to the app.
    pub client: Option<AppClient>,
    /// What is only unwise in its files.
    pub warnings: Vec<Problem>,
    /// How many connections there are.
    pub connections: u32,
    /// When this version came.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub uploaded_at: Timestamp,
    /// Which member uploaded it; null for a program.
    pub uploaded_by: Option<MemberId>,
}

/// One of the five kinds of authentication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AuthenticationKind {
    /// A token that the app gives once a person agreed.
    #[serde(rename = "oauth_2")]
    OAuth2,
    /// A name and a password.
    #[serde(rename = "basic_auth")]
    BasicAuth,
    /// Values of headers.
    #[serde(rename = "pass_through_header")]
    PassThroughHeader,
    /// Values in the query.
    #[serde(rename = "pass_through_query_string")]
    PassThroughQueryString,
    /// Nothing.
    #[serde(rename = "no_auth")]
    NoAuth,
}

/// How an app's credentials are proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PingKind {
    /// They are not.
    None,
    /// By a request that the descriptor declares.
    Request,
    /// By the script.
    Script,
}

/// What is filled in to connect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AppField {
    /// Its name.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// What it holds.
    #[serde(rename = "type")]
    pub kind: FieldKind,
    /// What it has to be like.
    pub checks: Vec<Check>,
    /// What is sent of it, with `•••` for the value, such as `Authorization: Token •••`; null for one that an address alone uses.
    pub sent_as: Option<String>,
}

/// Who we are to an app with OAuth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AppClient {
    /// The client's id; null while there is only a placeholder.
    pub client_id: Option<String>,
    /// Whether there is a secret.
    pub has_secret: bool,
    /// Whether a person has to agree on a page of the app; else the client alone is given a token.
    pub needs_person: bool,
    /// The address that has to be told to the app.
    pub callback_url: String,
}

/// `PUT /api/apps/{app_id}/client` (admin).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct NewAppClient {
    /// The client's id, 1 to 512 characters.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 512))]
    pub client_id: String,
    /// Its secret, at most 2,048 characters; the one that there is stays when this is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 2_048))]
    pub client_secret: Option<String>,
}

impl std::fmt::Debug for NewAppClient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewAppClient")
            .field("client_id", &self.client_id)
            .field("client_secret", &"***")
            .finish()
    }
}
