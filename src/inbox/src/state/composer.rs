//! The composer: in which way the agent writes, what is on its way, what a plugin put in. The texts themselves
//! lie in `drafts.rs`.

use std::collections::HashMap;

use encaixe_api::id::{ConversationId, MessageId};
use encaixe_ui::api_client::Failure;

use super::toasts::Source;
use crate::drafts::{Draft, Key, Mode};

#[cfg(test)]
mod tests;

/// A message that has not arrived at the server.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Sending {
    /// It is on its way.
    Now,
    /// It was not taken.
    Failed(Failure),
}

/// A text that a plugin put into a reply.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Inserted {
    /// Its number.
    pub(crate) id: u32,
    /// In which conversation.
    pub(crate) conversation: ConversationId,
    /// Who.
    pub(crate) source: Source,
    /// The reply before.
    pub(crate) before: Draft,
    /// The reply's text after it.
    pub(crate) after: String,
    /// Where the plugin's text stands in it, in UTF-16 units.
    pub(crate) marks: (u32, u32),
    /// When, in milliseconds since 1970.
    pub(crate) at: f64,
    /// Whether a key that came right behind it was kept from sending it.
    pub(crate) is_held: bool,
}

/// The composer.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Composer {
    modes: HashMap<ConversationId, Mode>,
    sending: HashMap<Key, Sending>,
    /// What a plugin put in last, until the agent goes on writing.
    pub(crate) inserted: Option<Inserted>,
    /// Whether the agent asked to write and the focus has not come yet.
    pub(crate) called: bool,
    /// Grows when the page itself put the caret somewhere else.
    pub(crate) placed: u32,
    /// The message that this page sent last.
    pub(crate) said: Option<MessageId>,
}

/// What can happen to the composer.
#[derive(Debug)]
pub(crate) enum ComposerAction {
    /// The agent chose a way of writing.
    Mode(ConversationId, Mode),
    /// The agent asks to write, or the focus came.
    Call(bool),
    /// A message sets out, or was not taken.
    Sending(Key, Sending),
    /// What was not taken is being written anew.
    Unfail(Key),
    /// A message arrived.
    Sent(Key, MessageId),
    /// A plugin put a text into a reply.
    Inserted(Inserted),
    /// A key that came right behind the plugin's text was kept from sending it.
    Held,
    /// The agent went on writing.
    Settled,
    /// The agent took the plugin's text out again.
    Undone,
    /// The agent wrote or sent in another tab.
    Elsewhere,
}

impl Composer {
    /// The way of writing in that conversation.
    pub(crate) fn mode(&self, id: &ConversationId) -> Mode {
        self.modes.get(id).copied().unwrap_or(Mode::Reply)
    }

    /// What is on its way, if something is.
    pub(crate) fn sending(&self, key: &Key) -> Option<&Sending> {
        self.sending.get(key)
    }

    pub(super) fn act(&mut self, act: ComposerAction) {
        match act {
            ComposerAction::Mode(id, mode) => {
                self.modes.insert(id, mode);
            }
            ComposerAction::Call(called) => self.called = called,
            ComposerAction::Sending(key, sending) => {
                self.sending.insert(key, sending);
            }
            ComposerAction::Unfail(key) => {
                self.sending.remove(&key);
            }
            ComposerAction::Sent(key, id) => {
                self.sending.remove(&key);
                self.said = Some(id);
                let (conversation, mode) = key;
                if mode == Mode::Reply {
                    // What is on its way to the contact cannot be taken out again.
                    self.inserted
                        .take_if(|inserted| inserted.conversation == conversation);
                }
            }
            ComposerAction::Inserted(inserted) => {
                self.inserted = Some(inserted);
                self.placed = self.placed.wrapping_add(1);
            }
            ComposerAction::Held => {
                if let Some(inserted) = &mut self.inserted {
                    inserted.is_held = true;
                    self.placed = self.placed.wrapping_add(1);
                }
            }
            ComposerAction::Settled => self.inserted = None,
            ComposerAction::Undone | ComposerAction::Elsewhere => {
                self.inserted = None;
                self.placed = self.placed.wrapping_add(1);
            }
        }
    }
}
