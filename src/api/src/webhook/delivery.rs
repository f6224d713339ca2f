//! A delivery: one event for one endpoint, with its attempts.

use serde::{Deserialize, Serialize};

use super::{EventName, Header};
use crate::Timestamp;
use crate::id::{DeliveryId, EndpointId};

/// How far a delivery is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DeliveryStatus {
    /// It is on its way, or will be attempted, again or for the first time.
    Waiting,
    /// The receiver took it.
    Delivered,
    /// A dead letter: nobody tries it again unless it is replayed.
    Dead,
}

impl DeliveryStatus {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Delivered, Self::Dead];

    /// It as it stands on the wire and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Delivered => "delivered",
            Self::Dead => "dead",
        }
    }

    /// The one of that word, if there is one.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }
}

/// Why an attempt failed, for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AttemptFailure {
    /// There is nothing to send: the event is no longer kept, or bodies of that kind have none of it.
    Nothing,
    /// The server itself failed.
    Server,
    /// The server's vault key opens the endpoint's secret or headers no longer.
    Unreadable,
    /// The address may not be asked: it leads into a private network.
    Refused,
    /// The name has no address.
    Name,
    /// Nobody took the connection, or the certificate is not trusted.
    Connect,
    /// No answer came in time.
    Timeout,
    /// The answer broke off, or was no HTTP.
    Broken,
    /// The answer was none of 200 to 299.
    Status,
    /// There was none: the endpoint was switched off.
    Off,
}

impl AttemptFailure {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Nothing,
        Self::Server,
        Self::Unreadable,
        Self::Refused,
        Self::Name,
        Self::Connect,
        Self::Timeout,
        Self::Broken,
        Self::Status,
        Self::Off,
    ];

    /// It as it stands on the wire and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Server => "server",
            Self::Unreadable => "unreadable",
            Self::Refused => "refused",
            Self::Name => "name",
            Self::Connect => "connect",
            Self::Timeout => "timeout",
            Self::Broken => "broken",
            Self::Status => "status",
            Self::Off => "off",
        }
    }

    /// The one of that word, if there is one.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }
}

/// One event for one endpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Delivery {
    /// Its id, which is the `webhook-id` of all its attempts.
    pub id: DeliveryId,
    /// For which endpoint.
    pub endpoint: EndpointId,
    /// Of what.
    pub event: EventName,
    /// How far it is.
    pub status: DeliveryStatus,
    /// Whether an admin sent it as a test; those are not tried again.
    pub test: bool,
    /// How many attempts there were.
    pub attempts: u32,
    /// The status of the last answer; null where there was none.
    pub last_status: Option<u16>,
    /// Why the last attempt failed; null where it did not.
    pub last_failure: Option<AttemptFailure>,
    /// The same in words, in English.
    pub last_error: Option<String>,
    /// When it will be attempted; null when it waits no longer.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Timestamp>))]
    pub next_at: Option<Timestamp>,
    /// When the event happened.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub created_at: Timestamp,
    /// When it was taken, or became a dead letter.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Timestamp>))]
    pub finished_at: Option<Timestamp>,
}

/// `GET /api/webhooks/{id}/deliveries/{delivery}`: a delivery with all that was sent and answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct DeliveryDetail {
    /// It.
    #[serde(flatten)]
    pub delivery: Delivery,
    /// The body, the same in each attempt; null before the first.
    pub body: Option<String>,
    /// Its attempts, the first one first.
    pub tries: Vec<Attempt>,
}

/// One attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Attempt {
    /// Which one, counted from 1.
    pub number: u32,
    /// When it began.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub at: Timestamp,
    /// What was asked, such as `POST https://crm.example/hooks`.
    pub request: String,
    /// The headers that were sent; values of the endpoint's own ones are `***`.
    pub request_headers: Vec<Header>,
    /// The status of the answer; null where there was none.
    pub status: Option<u16>,
    /// The headers of the answer.
    pub answer_headers: Vec<Header>,
    /// The first 64 KiB of the answer, as text.
    pub answer_body: Option<String>,
    /// How long it took, in milliseconds.
    pub ms: u32,
    /// Why it failed; null where it did not.
    pub failure: Option<AttemptFailure>,
    /// The same in words, in English.
    pub error: Option<String>,
}

/// `POST /api/webhooks/{id}/test`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TestDelivery {
    /// What the sample is of.
    pub event: EventName,
}

/// `POST /api/webhooks/{id}/replay`: either what happened in a span of time, or what became a dead letter since a time.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Replay {
    /// The beginning of the span.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Timestamp>))]
    pub from: Option<Timestamp>,
    /// Its end, which does not belong to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Timestamp>))]
    pub to: Option<Timestamp>,
    /// Dead letters since then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Timestamp>))]
    pub failed_since: Option<Timestamp>,
}

/// The answer to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Replayed {
    /// How many deliveries are attempted again.
    pub count: u32,
}
