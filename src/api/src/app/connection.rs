//! Connections: credentials for an app, under a name.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::PingResult;
use crate::Timestamp;
use crate::id::{ConnectionId, MemberId};

/// A connection of an app, without its secrets (admin).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Connection {
    /// Its id.
    pub id: ConnectionId,
    /// The app's `app_id`.
    pub app_id: String,
    /// What people call it.
    pub name: String,
    /// The key of its environment.
    pub environment: String,
    /// Where its calls go: the base URI with its fields filled in.
    pub base_uri: String,
    /// The values of the fields that addresses use; those of credentials are not told.
    pub fields: BTreeMap<String, String>,
    /// How it stands.
    pub state: ConnectionState,
    /// Why, in words, for the states that have a reason.
    pub reason: Option<String>,
    /// Whether calls that name no connection take this one: the first that is connected does.
    pub is_default: bool,
    /// Whether it has what calls need; not before a person agreed, for an app where one has to.
    pub agreed: bool,
    /// Until when it is only tried: no call takes it, and it goes by itself then. Null for one that is kept.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Timestamp>))]
    pub trial_until: Option<Timestamp>,
    /// When its token ends, for one that does.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Timestamp>))]
    pub expires_at: Option<Timestamp>,
    /// What its last ping found.
    pub last_ping: Option<PingResult>,
    /// When it was made.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub created_at: Timestamp,
    /// Which member made it; null for a program.
    pub created_by: Option<MemberId>,
}

/// How a connection stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ConnectionState {
    /// Nobody agreed yet, for an app with OAuth.
    Pending,
    /// It has what calls need.
    Connected,
    /// Its credentials are no longer taken, or the app's version asks for others.
    Reconnect,
}

/// `POST /api/apps/{app_id}/connections` and `.../connections/try` (admin).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct NewConnection {
    /// What people call it, 1 to 80 characters.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 80))]
    pub name: String,
    /// The key of its environment; the default one when this is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub environment: Option<String>,
    /// The values of the app's fields, by their names.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
    /// For an app that runs anywhere: the host, as the person confirmed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_host: Option<String>,
    /// For an app where a person has to agree: whether it is only tried. See `.../keep`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub trial: bool,
}

/// `PATCH /api/apps/{app_id}/connections/{id}` (admin): a missing field stays as it is.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ConnectionPatch {
    /// A new name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 80))]
    pub name: Option<String>,
    /// Values of fields that change, by their names; the others stay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fields: Option<BTreeMap<String, String>>,
}

/// The answer of `POST /api/apps/{app_id}/connections/{id}/authorize`: where the person agrees.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Authorize {
    /// The address of the app's page, good for 10 minutes in the browser that asked.
    pub url: String,
}

macro_rules! unshown {
    ($($name:ident)+) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(***)"))
            }
        }
    )+};
}

unshown! { NewConnection ConnectionPatch Authorize }
