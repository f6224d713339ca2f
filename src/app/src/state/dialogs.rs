//! Plugins' questions to the agent: one on the screen, a few waiting for each plugin.

use encaixe_api::id::PluginId;
use encaixe_protocol::command::dialog::Params;
use encaixe_protocol::limits::Limits;
use js_sys::Function;

use super::toasts::Source;

/// A question.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Dialog {
    /// Its number.
    pub(crate) id: u32,
    /// Who asks.
    pub(crate) source: Source,
    /// What is asked.
    pub(crate) params: Params,
    /// Called with true or false by the answer.
    pub(crate) answer: Function,
}

/// The questions, in the order in which they were asked.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Dialogs(Vec<Dialog>);

impl Dialogs {
    /// The question on the screen.
    pub(crate) fn front(&self) -> Option<&Dialog> {
        self.0.first()
    }

    /// Whether that plugin may ask one more.
    pub(crate) fn has_room(&self, plugin: &PluginId) -> bool {
        let asked = self.0.iter().filter(|d| d.source.id == *plugin).count();
        asked <= Limits::STANDARD.dialogs_queued as usize
    }

    pub(super) fn push(&mut self, dialog: Dialog) {
        self.0.push(dialog);
    }

    pub(super) fn remove(&mut self, id: u32) {
        self.0.retain(|dialog| dialog.id != id);
    }

    pub(super) fn forget(&mut self, plugin: &PluginId) {
        self.0.retain(|dialog| dialog.source.id != *plugin);
    }
}
