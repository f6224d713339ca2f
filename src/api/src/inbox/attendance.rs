//! Attendances: one stretch of service within a conversation, from the request to the finish.

use std::collections::BTreeMap;
use std::fmt;

use encaixe_protocol::event::conversation::Scalar;
use serde::{Deserialize, Serialize};

use super::author::Author;
use super::custom_field::Fields;
use crate::Timestamp;
use crate::id::{AttendanceId, CategoryId, CategoryItemId, ConversationId, GroupId, MemberId};

/// `GET /api/attendances/{id}` (any role): one attendance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Attendance {
    /// Its id.
    pub id: AttendanceId,
    /// The conversation that it is a part of.
    pub conversation: ConversationId,
    /// Its number, which counts up in the workspace and is never used twice.
    pub number: u64,
    /// When it was asked for: the contact's first message, or when an agent began it.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub requested_at: Timestamp,
    /// When it was taken; null while it waits.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Timestamp>))]
    pub started_at: Option<Timestamp>,
    /// The member who took it, or to whom it was assigned then; null where a program took it for nobody.
    pub operator: Option<MemberId>,
    /// Who started it, by hand, by an assignment, a reply or the finish; null where an earlier version did not keep it.
    pub started_by: Option<Author>,
    /// The group of its conversation, or the one at its finish.
    pub group: Option<GroupId>,
    /// When it was finished; null while it goes on.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Timestamp>))]
    pub finished_at: Option<Timestamp>,
    /// Who finished it; null until then, and where an earlier version did not keep it.
    pub finished_by: Option<Author>,
    /// What was written of it at its finish.
    pub report: Option<String>,
    /// What it was sorted under at its finish.
    pub categories: Vec<Choice>,
    /// How the customer found it.
    pub rating: Option<Rating>,
    /// Custom fields by placeholder; empty ones are missing.
    pub fields: BTreeMap<String, Scalar>,
}

/// How far an attendance is: it waits to be taken while `startedAt` is null, and is over once `finishedAt` is not. The page reads the
/// times alone; the rest it asks for where it shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// As [`Attendance::number`], like the others here.
    #[cfg_attr(not(feature = "settings"), serde(skip))]
    pub number: u64,
    /// When it was asked for.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub requested_at: Timestamp,
    /// When it was taken; null while it waits.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Timestamp>))]
    pub started_at: Option<Timestamp>,
    /// The member who took it.
    #[cfg_attr(not(feature = "settings"), serde(skip))]
    pub operator: Option<MemberId>,
    /// Who started it.
    #[cfg_attr(not(feature = "settings"), serde(skip))]
    pub started_by: Option<Author>,
    /// When it was finished; null while it goes on.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Timestamp>))]
    pub finished_at: Option<Timestamp>,
}

/// One category, with an item of it where it has any.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = CategoryChoice))]
pub struct Choice {
    /// The category.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::GivenId))]
    pub category: CategoryId,
    /// The item; null of a category without items.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::GivenId>))]
    pub item: Option<CategoryItemId>,
}

/// The longest report, in characters.
pub const REPORT_CHARS: usize = 4_000;

/// The most choices at one finish.
pub const CHOICES: usize = 20;

/// How the customer found an attendance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rating {
    /// From 1, the worst, to 5.
    pub score: u8,
    /// In their words.
    pub observation: Option<String>,
    /// When they said so.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub at: Timestamp,
    /// Who passed it on; null when the customer followed the link.
    pub by: Option<Author>,
}

/// `PUT /api/attendances/{id}/rating` (any role), with the [`Attendance`] as the answer, and `POST /rate/{code}` by the customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewRating {
    /// From 1, the worst, to 5.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 5))]
    pub score: u8,
    /// In the customer's words, at most 2,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 2_000))]
    pub observation: Option<String>,
}

/// The longest observation, in characters.
pub const OBSERVATION_CHARS: usize = 2_000;

/// The scores that there are.
pub const SCORES: std::ops::RangeInclusive<u8> = 1..=5;

/// `POST /api/attendances/{id}/rating-link` (any role): a link by which the customer rates it once, within 7 days. The ones
/// made before for this attendance are good no longer.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct RatingLink {
    /// The whole URL.
    pub url: String,
    /// When it stops working.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub expires_at: Timestamp,
}

impl fmt::Debug for RatingLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RatingLink")
            .field("url", &"***")
            .field("expires_at", &self.expires_at)
            .finish()
    }
}

/// `GET /rate/{code}/what` (anybody with the link): whom the rating is for. Nothing is used up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RatingAsked {
    /// The company's name.
    pub workspace: String,
}

/// Whether something is asked for when a conversation is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum ClosingRule {
    /// It is not asked for, and refused.
    #[default]
    Off,
    /// It may be given.
    May,
    /// Nothing is closed without it.
    Must,
}

impl ClosingRule {
    /// Every rule.
    pub const ALL: [Self; 3] = [Self::Off, Self::May, Self::Must];

    /// The rule as it stands on the wire and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::May => "may",
            Self::Must => "must",
        }
    }

    /// The rule of that name, if there is one.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
    }
}

/// `PATCH /api/attendances/{id}` (any role): the answer is the [`Attendance`] afterwards.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AttendancePatch {
    /// Custom fields of the entity `session`.
    #[serde(default, skip_serializing_if = "Fields::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::FieldChanges))]
    pub fields: Fields,
}
