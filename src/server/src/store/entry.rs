//! The five tables whose entries have names, an order and a switch, and one entry of them. What is done with them is in `named.rs`.

use encaixe_api::id::{CategoryId, ChannelId, CustomFieldId, GroupId, TagId};

use super::Refusal;
use crate::event::List;

/// One of the five tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Labels for conversations.
    Tag,
    /// Groups of members.
    Group,
    /// Fields of contacts and attendances.
    CustomField,
    /// Ways in for messages.
    Channel,
    /// What attendances are sorted under.
    Category,
}

/// An entry of one of the five.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry<'a> {
    /// A label for conversations.
    Tag(&'a TagId),
    /// A group of members.
    Group(&'a GroupId),
    /// A field of contacts or attendances.
    CustomField(&'a CustomFieldId),
    /// A way in for messages.
    Channel(&'a ChannelId),
    /// A category of attendances.
    Category(&'a CategoryId),
}

impl<'a> Entry<'a> {
    /// Its table.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Self::Tag(_) => Kind::Tag,
            Self::Group(_) => Kind::Group,
            Self::CustomField(_) => Kind::CustomField,
            Self::Channel(_) => Kind::Channel,
            Self::Category(_) => Kind::Category,
        }
    }

    /// Its id as text.
    #[must_use]
    pub fn id(self) -> &'a str {
        match self {
            Self::Tag(id) => id.as_str(),
            Self::Group(id) => id.as_str(),
            Self::CustomField(id) => id.as_str(),
            Self::Channel(id) => id.as_str(),
            Self::Category(id) => id.as_str(),
        }
    }

    /// That there is no such entry.
    pub(super) const fn not_found(self) -> Refusal {
        Refusal::NotFound(self.kind().noun())
    }
}

impl Kind {
    pub(super) const ALL: [Self; 5] = [
        Self::Tag,
        Self::Group,
        Self::CustomField,
        Self::Channel,
        Self::Category,
    ];

    pub(super) const fn table(self) -> &'static str {
        match self {
            Self::Tag => "tag",
            Self::Group => "team",
            Self::CustomField => "custom_field",
            Self::Channel => "channel",
            Self::Category => "attendance_category",
        }
    }

    /// What one of them is called in an answer.
    #[must_use]
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Tag => "tag",
            Self::Group => "group",
            Self::CustomField => "custom field",
            Self::Channel => "channel",
            Self::Category => "attendance category",
        }
    }

    pub(super) const fn list(self) -> List {
        match self {
            Self::Tag => List::Tag,
            Self::Group => List::Group,
            Self::CustomField => List::CustomField,
            Self::Channel => List::Channel,
            Self::Category => List::Category,
        }
    }

    /// Rows of a custom field share names and order with those of the same entity; the others with all of their table.
    pub(super) const fn among(self) -> &'static str {
        match self {
            Self::CustomField => "entity = (SELECT entity FROM custom_field WHERE id = $1)",
            Self::Tag | Self::Group | Self::Channel | Self::Category => "$1 = $1",
        }
    }

    /// The rows that hold an id of the table, each found by an index.
    pub(super) const fn used_in(self) -> &'static [&'static str] {
        match self {
            Self::Tag => &["conversation_tag WHERE tag_id"],
            Self::Group => &["conversation WHERE team_id"],
            Self::CustomField => &[
                "contact_field WHERE field_id",
                "attendance_field WHERE field_id",
            ],
            Self::Channel => &["conversation WHERE channel_id"],
            Self::Category => &["attendance_choice WHERE category_id"],
        }
    }
}
