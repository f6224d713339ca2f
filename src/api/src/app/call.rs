//! Calls of an app's API.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::id::{ConnectionId, PluginId};

/// `POST /api/apps/{app_id}/request`: what a plugin or a program asks of an app.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AppRequest {
    /// `GET`, `POST`, `PUT`, `PATCH`, `DELETE` or `HEAD`; `GET` when this is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// The path behind the base URI, such as `/users/me`, or a whole address that lies below it or on one of the hosts that the app's
    /// descriptor lists. A query in it goes as it is written.
    pub path: String,
    /// Further parameters of the query.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub query: BTreeMap<String, String>,
    /// Headers. Those that the server owns are refused.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// The body, as text; its `content-type` is `application/json` where none is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// Which connection; the default one when this is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection: Option<ConnectionId>,
}

/// What the app answered, whatever the status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AppAnswer {
    /// The status, such as 200.
    pub status: u16,
    /// Some of the headers, names in lower case.
    pub headers: BTreeMap<String, String>,
    /// The body as text, at most 200 KiB; what is no UTF-8 is in base64, and `base64` says so.
    pub body: String,
    /// Whether the body is in base64.
    pub base64: bool,
}

/// One call of a connection, as the settings show it: never a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AppCall {
    /// When.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub at: Timestamp,
    /// The method.
    pub method: String,
    /// The path, without its query.
    pub path: String,
    /// The status; null when there was no answer.
    pub status: Option<u16>,
    /// How long it took, in milliseconds.
    pub milliseconds: u32,
    /// For which plugin; null for a member, a program or a ping.
    pub plugin: Option<PluginId>,
}
