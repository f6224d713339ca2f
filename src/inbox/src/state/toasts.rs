//! Short notices: a few on the screen, some waiting, no more.

use encaixe_api::id::{ConversationId, PluginId};
use encaixe_protocol::command::toast::Kind;
use encaixe_protocol::limits::Limits;
use yew::Callback;

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
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Toast {
    /// Its number.
    pub(crate) id: u32,
    /// Which plugin asked for it; the page itself when none.
    pub(crate) source: Option<Source>,
    /// Its colour and icon.
    pub(crate) kind: Kind,
    /// Its text.
    pub(crate) message: String,
    /// Takes back what it tells of.
    pub(crate) undo: Option<Callback<()>>,
    /// The conversation whose next change makes it untrue.
    pub(crate) about: Option<ConversationId>,
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

    /// As many of them as there is room for, oldest first: the page's own before plugins', and of those the newest.
    pub(crate) fn drawn(&self, most: usize) -> Vec<Toast> {
        let is_own = |at: &usize| self.shown[*at].source.is_none();
        let own = (0..self.shown.len()).rev().filter(is_own);
        let plugins = (0..self.shown.len()).filter(|at| !is_own(at));
        let places: Vec<usize> = own.chain(plugins).take(most).collect();
        let shown = self.shown.iter().enumerate();
        shown
            .filter(|(at, _)| places.contains(at))
            .map(|(_, toast)| toast.clone())
            .collect()
    }

    /// The newest of them that can be taken back.
    pub(crate) fn newest_undo(&self) -> Option<u32> {
        let mut shown = self.shown.iter().rev();
        shown.find_map(|toast| toast.undo.is_some().then_some(toast.id))
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

    /// The page's own notices go ahead of all plugins'. None is dropped but the oldest way back for a newer one.
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
        } else if let Some(oldest) = self.shown.iter().position(|toast| toast.undo.is_some()) {
            self.shown.remove(oldest);
            self.shown.push(toast);
        } else {
            self.queued.insert(ahead, toast);
        }
    }

    pub(super) fn remove(&mut self, id: u32) {
        self.leave(|toast| toast.id != id);
    }

    /// The conversation was changed once more.
    pub(super) fn settled(&mut self, id: &ConversationId) {
        self.leave(|toast| toast.about.as_ref() != Some(id));
    }

    fn leave(&mut self, stays: impl Fn(&Toast) -> bool) {
        self.shown.retain(&stays);
        self.queued.retain(&stays);
        while self.shown.len() < SHOWN && !self.queued.is_empty() {
            self.shown.push(self.queued.remove(0));
        }
    }

    pub(super) fn forget(&mut self, plugin: &PluginId) {
        self.queued.retain(|toast| !toast.is_of(plugin));
    }
}
