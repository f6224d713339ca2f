//! Short notices: a few on the screen, some waiting, no more.

use encaixe_api::id::PluginId;
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

    /// Whether one more can be taken.
    pub(crate) const fn has_room(&self) -> bool {
        self.shown.len() < SHOWN || self.queued.len() < QUEUED
    }

    pub(super) fn push(&mut self, toast: Toast) {
        if self.shown.len() < SHOWN {
            self.shown.push(toast);
        } else if self.queued.len() < QUEUED {
            self.queued.push(toast);
        }
    }

    pub(super) fn remove(&mut self, id: u32) {
        self.shown.retain(|toast| toast.id != id);
        if self.shown.len() < SHOWN && !self.queued.is_empty() {
            self.shown.push(self.queued.remove(0));
        }
    }

    pub(super) fn forget(&mut self, plugin: &PluginId) {
        self.queued
            .retain(|toast| toast.source.as_ref().is_none_or(|from| from.id != *plugin));
    }
}
