//! The two files as values. Names in them are resolved when they are installed.

use std::collections::BTreeMap;

use anyhow::{Context as _, bail};
use encaixe_api::access::Role;
use encaixe_api::id::{
    CategoryId, ChannelId, ContactId, ConversationId, CustomFieldId, GroupId, MemberId, TagId,
    WorkspaceId,
};
use encaixe_api::inbox::attendance::ClosingRule;
use encaixe_api::inbox::conversation::Status;
use encaixe_api::inbox::custom_field::Choice;
use encaixe_api::inbox::message::{Kind, MessageStatus};
use encaixe_protocol::event::conversation::Scalar;
use serde::Deserialize;

use crate::time::{DAY, MINUTE, Millis};

/// `workspace.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Workspace {
    pub(super) id: WorkspaceId,
    pub(super) name: String,
    pub(super) since: String,
    pub(super) member: Vec<Member>,
    pub(super) group: Vec<Group>,
    pub(super) tag: Vec<Tag>,
    pub(super) custom_field: Vec<CustomField>,
    pub(super) channel: Vec<Channel>,
    pub(super) category: Vec<Category>,
    pub(super) closing_category: ClosingRule,
    pub(super) closing_report: ClosingRule,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Category {
    pub(super) id: CategoryId,
    pub(super) name: String,
    pub(super) color: String,
    #[serde(default)]
    pub(super) items: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Member {
    pub(super) id: MemberId,
    pub(super) key: String,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) phone: Option<String>,
    pub(super) role: Role,
    #[serde(default = "yes")]
    pub(super) active: bool,
    pub(super) joined: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    pub(super) id: GroupId,
    pub(super) name: String,
    pub(super) icon: Option<String>,
    pub(super) description: Option<String>,
    pub(super) members: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tag {
    pub(super) id: TagId,
    pub(super) name: String,
    pub(super) color: String,
    #[serde(default = "yes")]
    pub(super) active: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CustomField {
    pub(super) id: CustomFieldId,
    pub(super) name: String,
    pub(super) description: Option<String>,
    pub(super) entity: String,
    pub(super) placeholder: String,
    #[serde(rename = "type")]
    pub(super) kind: String,
    /// What can be chosen; each is its own label.
    #[serde(default)]
    pub(super) options: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Channel {
    pub(super) id: ChannelId,
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) kind: String,
}

impl CustomField {
    pub(super) fn choices(&self) -> Vec<Choice> {
        self.options
            .iter()
            .map(|option| Choice {
                value: option.clone(),
                label: option.clone(),
            })
            .collect()
    }
}

/// `conversations.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Conversations {
    pub(super) conversation: Vec<Conversation>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Conversation {
    pub(super) id: ConversationId,
    pub(super) channel: String,
    pub(super) assignee: Option<String>,
    pub(super) group: Option<String>,
    #[serde(default = "open")]
    pub(super) status: Status,
    #[serde(default)]
    pub(super) tags: Vec<String>,
    #[serde(default)]
    pub(super) unread: u32,
    /// Custom fields of its attendance.
    #[serde(default)]
    pub(super) session: BTreeMap<String, Scalar>,
    /// How its attendance was finished, and what the customer said of it.
    pub(super) finish: Option<Finish>,
    pub(super) contact: Contact,
    pub(super) message: Vec<Message>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Finish {
    pub(super) category: String,
    pub(super) item: Option<String>,
    pub(super) report: Option<String>,
    pub(super) score: Option<u8>,
    pub(super) observation: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Contact {
    pub(super) id: ContactId,
    pub(super) name: String,
    pub(super) email: Option<String>,
    pub(super) phone: Option<String>,
    /// The address in the channel; the telephone when it is missing.
    pub(super) identifier: Option<String>,
    #[serde(default)]
    pub(super) fields: BTreeMap<String, Scalar>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Message {
    pub(super) at: String,
    pub(super) by: String,
    #[serde(default = "text")]
    pub(super) kind: Kind,
    pub(super) text: String,
    pub(super) media: Option<String>,
    pub(super) status: Option<MessageStatus>,
}

fn yes() -> bool {
    true
}

fn open() -> Status {
    Status::Open
}

fn text() -> Kind {
    Kind::Text
}

/// Reads both files, which are part of the program.
pub(super) fn read() -> anyhow::Result<(Workspace, Conversations)> {
    let workspace = toml::from_str(include_str!("workspace.toml")).context("workspace.toml")?;
    let conversations =
        toml::from_str(include_str!("conversations.toml")).context("conversations.toml")?;
    Ok((workspace, conversations))
}

/// A picture of the folder `media`, as its text.
pub(super) fn media(name: &str) -> Option<&'static str> {
    match name {
        "xicara.svg" => Some(include_str!("media/xicara.svg")),
        "manta.svg" => Some(include_str!("media/manta.svg")),
        "comprovante.svg" => Some(include_str!("media/comprovante.svg")),
        _ => None,
    }
}

/// A span such as `3d 4h 10m`.
pub(super) fn span(text: &str) -> anyhow::Result<Millis> {
    text.split_whitespace()
        .map(|part| {
            let (number, unit) = part.split_at(part.len().saturating_sub(1));
            let unit = match unit {
                "d" => DAY,
                "h" => 60 * MINUTE,
                "m" => MINUTE,
                _ => bail!("not a span: {text}"),
            };
            let number: Millis = number
                .parse()
                .with_context(|| format!("not a span: {text}"))?;
            Ok(number * unit)
        })
        .sum()
}

#[cfg(test)]
mod tests;
