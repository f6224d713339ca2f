//! API tokens: what programs sign in with.

use std::fmt;

#[cfg(feature = "openapi")]
use encaixe_protocol::scope::AnyScope;
use encaixe_protocol::scope::Grants;
use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::id::{MemberId, TokenId};
use crate::role::Role;

/// `GET /api/tokens`: one API token, without its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Token {
    /// Its id.
    pub id: TokenId,
    /// What it is for, in its maker's words.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// When it was made.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Timestamp>))]
    pub last_used_at: Option<Timestamp>,
    /// Who made it; null when it was made on the command line.
    pub created_by: Option<MemberId>,
    /// The apps that it may call, where its role is no admin's, which may call all.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<crate::schema::AppScope>))]
    pub scopes: Grants,
    /// The scopes that it is narrowed to, as a program of an integration is; null is all that its role may do.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<AnyScope>>))]
    pub only: Option<Grants>,
    /// When it stops working; null is never.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Timestamp>))]
    pub ends_at: Option<Timestamp>,
}

/// `POST /api/tokens`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewToken {
    /// What it is for, 1 to 80 characters.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 80))]
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// The apps that it may call, as `app:<app_id>`; none when this is missing. A token of an admin may call all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<crate::schema::AppScope>>, max_items = 100))]
    pub scopes: Option<Grants>,
    /// The scopes that it is narrowed to, at least one: it may ask for what names one of them, and sees of an answer what they let it see,
    /// as a program of an integration does. Null or missing is all that its role may do. Of an agent or an admin alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<AnyScope>>, min_items = 1, max_items = 100))]
    pub only: Option<Grants>,
    /// For how many days it works, 1 to 3,650; null or missing is without an end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 3_650))]
    pub days: Option<u32>,
}

/// The most days that a token can be made for.
pub const MAX_TOKEN_DAYS: u32 = 3_650;

/// The answer to [`NewToken`]: the only time that the token's text is told.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreatedToken {
    /// The token as it is listed from now on.
    #[serde(flatten)]
    pub token: Token,
    /// `enc_` and 43 characters, for `Authorization: Bearer`.
    pub secret: String,
}

impl fmt::Debug for CreatedToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CreatedToken")
            .field("token", &self.token)
            .field("secret", &"***")
            .finish()
    }
}
