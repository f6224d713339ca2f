//! Who asks: members, roles, API tokens and sign-in links.

mod token;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::id::{SessionId, WorkspaceId};
use crate::inbox::attendance::ClosingRule;
use crate::inbox::member::Member;
use crate::inbox::nullable;

pub use self::token::{CreatedToken, MAX_TOKEN_DAYS, NewToken, Token};
pub use crate::role::Role;

/// `GET /api/me`: who is signed in, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Me {
    /// The signed-in member; for an API token a stand-in with the token's id, name and role and no address.
    pub member: Member,
    /// Their workspace.
    pub workspace: Workspace,
    /// The language that the member began with; null is that of their browser.
    #[serde(default)]
    pub locale: Option<String>,
    /// The time zone that the member began with; null is that of their device.
    #[serde(default)]
    pub timezone: Option<String>,
    /// The page's one origin, such as `http://127.0.0.1:7070`.
    pub public_origin: String,
    /// Where the page of this company is, without a slash at the end: the origin, and for another company than the server's first one a
    /// path, such as `https://inbox.example.com/w/padaria`.
    pub page_url: String,
    /// Whether the member decides on integrations for the whole server.
    #[serde(default)]
    pub is_moderator: bool,
}

/// The company whose inbox this is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Workspace {
    /// Its id.
    pub id: WorkspaceId,
    /// Its name.
    pub name: String,
    /// Where it is, two capital letters of ISO 3166-1; telephones are read by it. Null when nobody said so.
    #[serde(default)]
    pub country: Option<String>,
    /// The language that new members begin with, `en` or `pt-BR`; null is that of their browser.
    #[serde(default)]
    pub locale: Option<String>,
    /// The time zone that new members begin with, of the IANA database; null is that of their device.
    #[serde(default)]
    pub timezone: Option<String>,
    /// Whether agents may make tags too.
    #[serde(default)]
    pub agents_make_tags: bool,
    /// Whether members may register plugins on their own machine that only they see. Null is what fits the page's address: yes, but
    /// where it is https.
    #[serde(default)]
    pub dev_plugins: Option<bool>,
    /// Whether closing a conversation asks for a category of its attendance.
    #[serde(default)]
    pub closing_category: ClosingRule,
    /// Whether it asks for a report.
    #[serde(default)]
    pub closing_report: ClosingRule,
}

impl Workspace {
    /// Whether members may register plugins that only they see, in an inbox that is served by https or not.
    #[must_use]
    pub fn allows_dev_plugins(&self, is_https: bool) -> bool {
        self.dev_plugins.unwrap_or(!is_https)
    }
}

impl Default for Workspace {
    fn default() -> Self {
        Self {
            id: WorkspaceId::new(String::new()),
            name: String::new(),
            country: None,
            locale: None,
            timezone: None,
            agents_make_tags: false,
            dev_plugins: None,
            closing_category: ClosingRule::Off,
            closing_report: ClosingRule::Off,
        }
    }
}

/// `PATCH /api/workspace` (admin): a missing field stays as it is, null empties it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct WorkspacePatch {
    /// A new name, 1 to 80 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 80))]
    pub name: Option<String>,
    /// Two capital letters of ISO 3166-1, such as `BR`.
    #[serde(default, with = "nullable", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, min_length = 2, max_length = 2))]
    pub country: Option<Option<String>>,
    /// `en` or `pt-BR`.
    #[serde(default, with = "nullable", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub locale: Option<Option<String>>,
    /// A name of the IANA database, such as `America/Sao_Paulo`.
    #[serde(default, with = "nullable", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, max_length = 64))]
    pub timezone: Option<Option<String>>,
    /// Whether agents may make tags too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agents_make_tags: Option<bool>,
    /// Whether members may register plugins that only they see; null is what fits the page's address.
    #[serde(default, with = "nullable", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<bool>))]
    pub dev_plugins: Option<Option<bool>>,
    /// Whether closing a conversation asks for a category of its attendance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closing_category: Option<ClosingRule>,
    /// Whether it asks for a report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closing_report: Option<ClosingRule>,
}

/// The languages that a workspace can have.
pub const LOCALES: [&str; 2] = ["en", "pt-BR"];

/// `POST /api/members`: adds somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewMember {
    /// Their name, 1 to 80 characters.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 80))]
    pub name: String,
    /// Their address; no two members share one.
    #[cfg_attr(feature = "openapi", schema(format = Email, min_length = 3, max_length = 254))]
    pub email: String,
    /// What they may do.
    pub role: Role,
}

/// `PATCH /api/members/{id}`: a missing field stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct MemberPatch {
    /// A new name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 80))]
    pub name: Option<String>,
    /// A new role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Whether they may sign in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_active: Option<bool>,
}

/// `POST /api/members/{id}/link`: a way in for that member.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SignInLink {
    /// The whole URL, good for one sign-in.
    pub url: String,
    /// When it stops working.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub expires_at: Timestamp,
}

impl fmt::Debug for SignInLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignInLink")
            .field("url", &"***")
            .field("expires_at", &self.expires_at)
            .finish()
    }
}

/// `POST /sign-in/{code}`: the answer when the link was good; the session cookie comes with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedIn {
    /// Who is signed in now.
    pub member: Member,
}

/// `GET /api/me/sessions`: one sign-in that is still good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// Its id, which signs nobody in.
    pub id: SessionId,
    /// When the link was used.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub created_at: Timestamp,
    /// When it was last used, to five minutes; null when it never was, or not since this is noted.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Timestamp>))]
    pub last_used_at: Option<Timestamp>,
    /// When it ends by itself.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub expires_at: Timestamp,
    /// The browser's name, such as `Firefox`, as far as it said; null when it did not.
    pub browser: Option<String>,
    /// The system's name, such as `Windows`.
    pub system: Option<String>,
    /// Whether it is the one that asks.
    pub current: bool,
}
