//! The six kinds of things that a workspace has of its own, and what is special about each.

use std::rc::Rc;

use encaixe_api::id::MemberId;
use encaixe_api::inbox::Uses;
use encaixe_api::inbox::canned_reply::CannedReply;
use encaixe_api::inbox::category::Category;
use encaixe_api::inbox::channel::Channel;
use encaixe_api::inbox::custom_field::CustomField;
use encaixe_api::inbox::group::Group;
use encaixe_api::inbox::tag::Tag;
use encaixe_ui::api_client::Failure;
use encaixe_ui::revisions::Topic;

use crate::api_client;

/// One of the six.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Tags,
    Groups,
    Fields,
    Channels,
    Categories,
    Replies,
}

/// A thing of one of the kinds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Thing {
    Tag(Tag),
    Group(Group),
    Field(CustomField),
    Channel(Channel),
    Category(Category),
    Reply(CannedReply),
}

impl Kind {
    /// What its words begin with, behind `own-`.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Tags => "tags",
            Self::Groups => "groups",
            Self::Fields => "fields",
            Self::Channels => "channels",
            Self::Categories => "categories",
            Self::Replies => "replies",
        }
    }

    pub(crate) const fn icon(self) -> &'static str {
        match self {
            Self::Tags => "tag",
            Self::Groups => "users-round",
            Self::Fields => "text-cursor-input",
            Self::Channels => "messages-square",
            Self::Categories => "circle-check",
            Self::Replies => "message-square-quote",
        }
    }

    /// The last part of its address in the API.
    pub(super) const fn list(self) -> &'static str {
        match self {
            Self::Fields => "custom-fields",
            Self::Replies => "canned-replies",
            Self::Categories => "attendance-categories",
            Self::Tags | Self::Groups | Self::Channels => self.word(),
        }
    }

    pub(super) const fn topic(self) -> Topic {
        match self {
            Self::Replies => Topic::Replies,
            Self::Tags | Self::Groups | Self::Fields | Self::Channels | Self::Categories => {
                Topic::Workspace
            }
        }
    }

    /// The parts into which its list is divided, by what their titles end in; one part has no title.
    pub(super) const fn parts(self) -> &'static [&'static str] {
        match self {
            Self::Fields => &["contact", "session"],
            Self::Replies => &["shared", "personal"],
            Self::Tags | Self::Groups | Self::Channels | Self::Categories => &[""],
        }
    }

    pub(super) async fn fetch(self) -> Result<Rc<Vec<Thing>>, Failure> {
        async fn of<T: serde::de::DeserializeOwned>(
            list: &str,
            thing: fn(T) -> Thing,
        ) -> Result<Vec<Thing>, Failure> {
            let found = api_client::own(list).await?;
            Ok(found.into_iter().map(thing).collect())
        }
        let list = self.list();
        Ok(Rc::new(match self {
            Self::Tags => of(list, Thing::Tag).await?,
            Self::Groups => of(list, Thing::Group).await?,
            Self::Fields => of(list, Thing::Field).await?,
            Self::Channels => of(list, Thing::Channel).await?,
            Self::Categories => of(list, Thing::Category).await?,
            Self::Replies => of(list, Thing::Reply).await?,
        }))
    }
}

impl Thing {
    pub(super) fn id(&self) -> &str {
        match self {
            Self::Tag(it) => it.id.as_str(),
            Self::Group(it) => it.id.as_str(),
            Self::Field(it) => it.id.as_str(),
            Self::Channel(it) => it.id.as_str(),
            Self::Category(it) => it.id.as_str(),
            Self::Reply(it) => it.id.as_str(),
        }
    }

    pub(super) fn name(&self) -> &str {
        match self {
            Self::Tag(it) => &it.name,
            Self::Group(it) => &it.name,
            Self::Field(it) => &it.name,
            Self::Channel(it) => &it.name,
            Self::Category(it) => &it.name,
            Self::Reply(it) => &it.name,
        }
    }

    pub(super) const fn is_active(&self) -> bool {
        match self {
            Self::Tag(it) => it.is_active,
            Self::Group(it) => it.is_active,
            Self::Field(it) => it.is_active,
            Self::Channel(it) => it.is_active,
            Self::Category(it) => it.is_active,
            Self::Reply(_) => true,
        }
    }

    /// By how much it is used; nothing keeps a canned reply.
    pub(super) const fn uses(&self) -> Uses {
        let uses = match self {
            Self::Tag(it) => it.uses,
            Self::Group(it) => it.uses,
            Self::Field(it) => it.uses,
            Self::Channel(it) => it.uses,
            Self::Category(it) => it.uses,
            Self::Reply(_) => None,
        };
        match uses {
            Some(uses) => uses,
            None => Uses {
                count: 0,
                more: false,
            },
        }
    }

    /// The part of the list that it is in.
    pub(super) fn part(&self) -> &str {
        match self {
            Self::Field(it) => &it.entity,
            Self::Reply(it) if it.shared => "shared",
            Self::Reply(_) => "personal",
            Self::Tag(_) | Self::Group(_) | Self::Channel(_) | Self::Category(_) => "",
        }
    }

    /// Whether it has a place that people choose, and a switch.
    pub(super) const fn is_arranged(&self) -> bool {
        !matches!(self, Self::Reply(_))
    }

    /// The members of a group.
    pub(super) fn members(&self) -> &[MemberId] {
        match self {
            Self::Group(it) => &it.members,
            Self::Tag(_)
            | Self::Field(_)
            | Self::Channel(_)
            | Self::Category(_)
            | Self::Reply(_) => &[],
        }
    }
}
