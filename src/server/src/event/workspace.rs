//! What happened to what names things: the company, its lists, who works here, canned replies.

use encaixe_api::id::ChannelId;
use encaixe_api::live::Change;
use serde::{Deserialize, Serialize};

use super::Changed;

/// What happened to the workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum WorkspaceEvent {
    /// Its name, its country, how new members begin, or what closing asks for.
    WorkspaceChanged {
        /// What of it.
        #[serde(default)]
        what: Changed,
    },
    /// So much is new or otherwise at once that pages begin anew: the demo, thousands of conversations, an upgrade.
    WorkspaceFilled {
        /// By what.
        by: Filled,
    },
    /// An entry of a list was made.
    EntryCreated {
        /// The list.
        list: List,
        /// The entry.
        id: String,
    },
    /// An entry of a list has another name, place or colour, or is on or off.
    EntryChanged {
        /// The list.
        list: List,
        /// The entry.
        id: String,
        /// What of it.
        #[serde(default)]
        what: Changed,
    },
    /// An entry of a list was deleted.
    EntryDeleted {
        /// The list.
        list: List,
        /// The entry.
        id: String,
        /// The name that it had.
        #[serde(default)]
        name: String,
    },
    /// Whoever carries a channel's messages says that it is connected, or is not.
    ChannelStateChanged {
        /// The channel.
        channel: ChannelId,
        /// Whether messages pass now.
        connected: bool,
    },
}

/// The lists of a workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum List {
    /// Labels for conversations.
    Tag,
    /// Groups of members.
    Group,
    /// Fields of contacts and attendances.
    CustomField,
    /// Ways in for messages.
    Channel,
    /// Who works here.
    Member,
    /// Texts that are sent again and again, everybody's.
    CannedReply,
    /// The same, a member's own.
    OwnCannedReply,
    /// What attendances are sorted by.
    Category,
}

/// What fills a workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Filled {
    /// Its first start.
    Start,
    /// `encaixe seed`.
    Seed,
    /// A newer version of the program.
    Upgrade,
    /// A backup.
    Restore,
}

impl List {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Tag => "tag",
            Self::Group => "group",
            Self::CustomField => "custom_field",
            Self::Channel => "channel",
            Self::Member => "member",
            Self::CannedReply | Self::OwnCannedReply => "canned_reply",
            Self::Category => "category",
        }
    }
}

impl WorkspaceEvent {
    pub(super) fn subject(&self) -> (&'static str, &str) {
        match self {
            Self::WorkspaceChanged { .. } | Self::WorkspaceFilled { .. } => ("workspace", ""),
            Self::EntryCreated { list, id }
            | Self::EntryChanged { list, id, .. }
            | Self::EntryDeleted { list, id, .. } => (list.as_str(), id),
            Self::ChannelStateChanged { channel, .. } => ("channel", channel.as_str()),
        }
    }

    pub(super) fn changes(&self) -> Vec<Change> {
        let list = match self {
            // It says whether members have plugins of their own.
            Self::WorkspaceChanged { .. } => return vec![Change::Workspace, Change::Plugins],
            Self::WorkspaceFilled { .. } => return vec![Change::Reset],
            Self::ChannelStateChanged { .. } => return vec![Change::Workspace],
            Self::EntryCreated { list, .. }
            | Self::EntryChanged { list, .. }
            | Self::EntryDeleted { list, .. } => list,
        };
        match list {
            List::Tag | List::CustomField | List::Category => vec![Change::Workspace],
            // Who sees a plugin, and where, follows from these.
            List::Group | List::Channel | List::Member => {
                vec![Change::Workspace, Change::Plugins]
            }
            List::CannedReply | List::OwnCannedReply => vec![Change::CannedReplies],
        }
    }
}
