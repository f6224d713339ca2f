//! How often each thing that pages fetch for themselves was changed, as far as this page heard: whoever shows one fetches it
//! again when its number grows.

use serde::{Deserialize, Serialize};

/// What a page fetches for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// Plugins, and how they were last seen.
    Plugins,
    /// Members, tags, groups, custom fields and channels.
    Workspace,
    /// API tokens.
    Tokens,
    /// Canned replies.
    Replies,
    /// Sessions.
    Sessions,
    /// The audit log.
    Audit,
    /// Webhook endpoints.
    Webhooks,
    /// Apps and their connections.
    Apps,
    /// Integrations: those that are made here, those that were let in, and reviews.
    Integrations,
    /// What nobody changes while it is shown.
    Nothing,
}

/// A number for each topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Revisions([u32; 9]);

impl Revisions {
    /// The number of a topic.
    pub fn of(&self, topic: Topic) -> u32 {
        let [
            plugins,
            workspace,
            tokens,
            replies,
            sessions,
            audit,
            webhooks,
            apps,
            integrations,
        ] = self.0;
        match topic {
            Topic::Plugins => plugins,
            Topic::Workspace => workspace,
            Topic::Tokens => tokens,
            Topic::Replies => replies,
            Topic::Sessions => sessions,
            Topic::Audit => audit,
            Topic::Webhooks => webhooks,
            Topic::Apps => apps,
            Topic::Integrations => integrations,
            Topic::Nothing => 0,
        }
    }

    /// Something of a topic was changed.
    pub fn grow(&mut self, topic: Topic) {
        let [
            plugins,
            workspace,
            tokens,
            replies,
            sessions,
            audit,
            webhooks,
            apps,
            integrations,
        ] = &mut self.0;
        let number = match topic {
            Topic::Plugins => plugins,
            Topic::Workspace => workspace,
            Topic::Tokens => tokens,
            Topic::Replies => replies,
            Topic::Sessions => sessions,
            Topic::Audit => audit,
            Topic::Webhooks => webhooks,
            Topic::Apps => apps,
            Topic::Integrations => integrations,
            Topic::Nothing => return,
        };
        *number = number.wrapping_add(1);
    }
}
