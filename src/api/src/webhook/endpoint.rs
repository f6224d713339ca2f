//! An endpoint: where deliveries go, of what, and how it stands.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{AttemptFailure, EventName};
use crate::Timestamp;
use crate::id::{ChannelId, EndpointId, TokenId};
use crate::inbox::nullable;

/// What the body of a delivery is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// `{type, timestamp, data}`.
    #[default]
    Standard,
    /// As Plug has it. Only what has a key in the Plug set is delivered.
    Plug,
}

impl Body {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Standard, Self::Plug];

    /// It as it stands on the wire and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Plug => "plug",
        }
    }

    /// The one of that word, if there is one.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }
}

/// Why the server switched an endpoint off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DisabledReason {
    /// Every attempt failed for 5 days.
    Failing,
    /// The receiver answered 410: it is gone.
    Gone,
}

impl DisabledReason {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Failing, Self::Gone];

    /// It as it stands on the wire and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Failing => "failing",
            Self::Gone => "gone",
        }
    }

    /// The one of that word, if there is one.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }
}

/// A header that goes along with each delivery.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Header {
    /// Its name; none that delivery owns, such as `content-type`, `host` or `webhook-id`.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// Its value.
    #[cfg_attr(feature = "openapi", schema(max_length = 1_024))]
    pub value: String,
}

impl fmt::Debug for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Header({}: ***)", self.name)
    }
}

/// A webhook endpoint (admin).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Endpoint {
    /// Its id.
    pub id: EndpointId,
    /// The address that is asked.
    pub url: String,
    /// What it is told of.
    pub events: Vec<EventName>,
    /// The channels of which it is told; null is all of them. What belongs to no channel is told to all.
    pub channels: Option<Vec<ChannelId>>,
    /// Whether it is told anything.
    pub enabled: bool,
    /// Why the server switched it off, if the server did.
    pub disabled: Option<DisabledReason>,
    /// When it did.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Timestamp>))]
    pub disabled_at: Option<Timestamp>,
    /// What people wrote of it; may be empty.
    pub description: String,
    /// What goes along with each delivery.
    pub headers: Vec<Header>,
    /// How many deliveries a second it takes; null is as many as come.
    pub rate: Option<u32>,
    /// What the bodies are like.
    pub body: Body,
    /// Whether deliveries come in the order of what happened, one at a time.
    pub ordered: bool,
    /// Whether it is left out of what its own token did.
    pub skip_own: bool,
    /// Its own token: the one that made it, or the one that was named.
    pub token: Option<TokenId>,
    /// Its key, when it belongs to the Plug set.
    pub plug_key: Option<String>,
    /// How it stands.
    pub health: Health,
    /// When it was made.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub created_at: Timestamp,
    /// What was saved though it does not work now, such as a name that has no address: in an answer to a change of `url` alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warning: Option<String>,
}

/// How an endpoint stands.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = WebhookHealth))]
#[serde(rename_all = "camelCase")]
pub struct Health {
    /// How many deliveries wait, those on their way included: counting stops at 10,000.
    pub waiting: u32,
    /// How many deliveries are dead letters: counting stops at 10,000.
    pub dead: u32,
    /// Since when every attempt failed; null where the last one was taken, or there was none.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Timestamp>))]
    pub failing_since: Option<Timestamp>,
    /// When a delivery was last attempted.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Timestamp>))]
    pub last_attempt_at: Option<Timestamp>,
    /// When a delivery was last taken.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Timestamp>))]
    pub last_success_at: Option<Timestamp>,
    /// The status of the last answer; null where there was none.
    pub last_status: Option<u16>,
    /// Why the last attempt failed; null where it did not.
    pub last_failure: Option<AttemptFailure>,
    /// The same in words, in English.
    pub last_error: Option<String>,
}

/// `POST /api/webhooks`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewEndpoint {
    /// The address that is asked: https, and not within the server's own network.
    #[cfg_attr(
        feature = "openapi",
        schema(format = "uri", min_length = 1, max_length = 2_048)
    )]
    pub url: String,
    /// What it is told of.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 100))]
    pub events: Vec<EventName>,
    /// The channels of which it is told, at least one; null or missing is all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<crate::schema::GivenId>>, min_items = 1, max_items = 500))]
    pub channels: Option<Vec<ChannelId>>,
    /// Whether it is told anything at once; it is when this is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    /// What people write of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 200))]
    pub description: Option<String>,
    /// What goes along with each delivery.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub headers: Option<Vec<Header>>,
    /// How many deliveries a second it takes; null or missing is as many as come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1_000))]
    pub rate: Option<u32>,
    /// What the bodies are like; `standard` when this is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Body>,
    /// Whether deliveries come in the order of what happened, one at a time; a delivery that fails for an hour is a dead letter then.
    /// They do not when this is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordered: Option<bool>,
    /// Whether it is left out of what its own token did; it is not when this is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skip_own: Option<bool>,
    /// Its own token; the one that asks when this is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::GivenId>))]
    pub token: Option<TokenId>,
}

/// The answer to `POST /api/webhooks`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewlyMadeEndpoint {
    /// It.
    #[serde(flatten)]
    pub endpoint: Endpoint,
    /// What its deliveries are signed with: `whsec_` and base64.
    pub secret: String,
}

impl fmt::Debug for NewlyMadeEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewlyMadeEndpoint")
            .field("endpoint", &self.endpoint)
            .finish_non_exhaustive()
    }
}

/// `PATCH /api/webhooks/{id}`: a missing field stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct EndpointPatch {
    /// Another address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(format = "uri", min_length = 1, max_length = 2_048)
    )]
    pub url: Option<String>,
    /// All of what it is told of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 100))]
    pub events: Option<Vec<EventName>>,
    /// All of its channels, at least one; null is all that there are.
    #[serde(default, with = "nullable", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<crate::schema::GivenId>>, min_items = 1, max_items = 500))]
    pub channels: Option<Option<Vec<ChannelId>>>,
    /// Whether it is told anything. What waited while it was off goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    /// What people write of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 200))]
    pub description: Option<String>,
    /// All of its headers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub headers: Option<Vec<Header>>,
    /// How many deliveries a second it takes; null is as many as come.
    #[serde(default, with = "nullable", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1_000))]
    pub rate: Option<Option<u32>>,
    /// What the bodies are like from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Body>,
    /// Whether deliveries come in order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordered: Option<bool>,
    /// Whether it is left out of what its own token did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skip_own: Option<bool>,
    /// Its own token; null is none.
    #[serde(default, with = "nullable", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::GivenId>))]
    pub token: Option<Option<TokenId>>,
}
