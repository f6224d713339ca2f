//! What changed and is to be fetched: changes that come shortly after each other are fetched together.

use std::collections::HashSet;

use encaixe_api::id::ConversationId;
use encaixe_api::live::Change;
use encaixe_ui::revisions::Topic;

use crate::flow::{conversations, session};
use crate::state::Action;
use crate::store::Store;

/// What of the page's data is no longer as the server has it.
#[derive(Debug, Default)]
pub(super) struct Pending {
    conversations: HashSet<ConversationId>,
    plugins: bool,
    states: bool,
    workspace: bool,
    tokens: bool,
    audit: bool,
    webhooks: bool,
    apps: bool,
    integrations: bool,
    replies: bool,
    sessions: bool,
    /// Sessions of whoever is signed in here.
    own: bool,
    everything: bool,
}

impl Pending {
    /// Notes a change.
    pub(super) fn note(&mut self, store: &Store, change: Change) {
        match change {
            Change::Conversation { id } => drop(self.conversations.insert(id)),
            Change::Plugins => self.plugins = true,
            Change::PluginStates => self.states = true,
            Change::CannedReplies => self.replies = true,
            Change::Tokens => self.tokens = true,
            Change::Audit => self.audit = true,
            Change::Webhooks => self.webhooks = true,
            Change::Apps => self.apps = true,
            Change::Integrations => self.integrations = true,
            Change::Sessions { member } => {
                self.sessions = true;
                let state = store.state();
                let me = state.me.ready();
                self.own |= me.is_some_and(|me| me.member.id == member);
            }
            Change::Workspace => self.workspace = true,
            Change::Reset => self.everything = true,
        }
    }

    /// Fetches what the page shows of it.
    pub(super) fn fetch(self, store: &Store) {
        for (changed, topic) in [
            (self.plugins || self.states, Topic::Plugins),
            (self.workspace, Topic::Workspace),
            (self.tokens, Topic::Tokens),
            (self.audit, Topic::Audit),
            (self.webhooks, Topic::Webhooks),
            (self.apps, Topic::Apps),
            (self.integrations, Topic::Integrations),
            (self.replies, Topic::Replies),
            (self.sessions, Topic::Sessions),
        ] {
            if changed || self.everything {
                store.dispatch(Action::Changed(topic));
            }
        }
        if self.own {
            session::check(store);
        }
        if self.everything {
            return session::refresh_all(store);
        }
        if !self.conversations.is_empty() {
            conversations::load_list(store);
            conversations::refresh(store, &self.conversations);
        }
        if self.plugins {
            session::load_frames(store);
        }
        if self.workspace {
            session::refresh_directory(store);
        }
    }
}
