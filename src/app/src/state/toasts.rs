//! Short notices: a few on the screen, some waiting, no more.

use encaixe_api::id::{ContactId, PluginId};
use encaixe_protocol::command::toast::Kind;
use encaixe_protocol::limits::Limits;

/// A plugin as what it asks for is attributed to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Source {
    /// The plugin's id.
    pub(crate) id: PluginId,
    /// Its name.
    pub(crate) name: String,
    /// Its emoji.
    pub(crate) icon: Option<String>,
}

/// A merge of contacts that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Merge {
    /// The contact who was kept.
    pub(crate) kept: ContactId,
    /// The merge's id.
    pub(crate) id: String,
}

/// A notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Toast {
    /// Its number.
    pub(crate) id: u32,
    /// Which plugin asked for it; the page itself when none.
    pub(crate) source: Option<Source>,
    /// Its colour and icon.
    pub(crate) kind: Kind,
    /// Its text.
    pub(crate) message: String,
    /// What a button in it takes back.
    pub(crate) undo: Option<Merge>,
}

impl Toast {
    fn is_of(&self, plugin: &PluginId) -> bool {
        self.source.as_ref().is_some_and(|from| from.id == *plugin)
    }
}

/// The notices.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Toasts {
    shown: Vec<Toast>,
    queued: Vec<Toast>,
}

const SHOWN: usize = Limits::STANDARD.toasts_shown as usize;
const QUEUED: usize = Limits::STANDARD.toasts_queued as usize;

impl Toasts {
    /// Those on the screen, oldest first.
    pub(crate) fn shown(&self) -> &[Toast] {
        &self.shown
    }

    /// Whether one more of that plugin can be taken, however many wait of others.
    pub(crate) fn has_room(&self, plugin: &PluginId) -> bool {
        let waiting = self.queued.iter().filter(|toast| toast.is_of(plugin));
        self.shown.len() < SHOWN || waiting.count() < QUEUED
    }

    pub(super) fn push(&mut self, toast: Toast) {
        let Some(source) = &toast.source else {
            return self.push_own(toast);
        };
        if self.shown.len() < SHOWN {
            self.shown.push(toast);
        } else if self.has_room(&source.id) {
            self.queued.push(toast);
        }
    }

    /// The page's own notices go ahead of all plugins', and none is dropped.
    fn push_own(&mut self, toast: Toast) {
        let is_plugins = |toast: &Toast| toast.source.is_some();
        let first_plugins = self.queued.iter().position(is_plugins);
        let ahead = first_plugins.unwrap_or(self.queued.len());
        if self.shown.len() < SHOWN {
            self.shown.push(toast);
        } else if let Some(oldest) = self.shown.iter().position(is_plugins) {
            let back = self.shown.remove(oldest);
            self.queued.insert(ahead, back);
            self.shown.push(toast);
        } else {
            self.queued.insert(ahead, toast);
        }
    }

    pub(super) fn remove(&mut self, id: u32) {
        self.shown.retain(|toast| toast.id != id);
        if self.shown.len() < SHOWN && !self.queued.is_empty() {
            self.shown.push(self.queued.remove(0));
        }
    }

    pub(super) fn forget(&mut self, plugin: &PluginId) {
        self.queued.retain(|toast| !toast.is_of(plugin));
    }
}
