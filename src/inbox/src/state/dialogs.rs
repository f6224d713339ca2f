//! Questions to the agent, yes or no and forms alike: one on the screen, a few waiting for each plugin.

use std::rc::Rc;

use encaixe_api::id::PluginId;
use encaixe_protocol::command::{dialog, send_form};
use encaixe_protocol::limits::Limits;

use super::slot::Slot;
use super::toasts::Source;

/// A question.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Dialog {
    /// Its number.
    pub(crate) id: u32,
    /// Which plugin asks; the page itself when none.
    pub(crate) source: Option<Source>,
    /// What is asked.
    pub(crate) question: Question,
}

impl Dialog {
    fn is_of(&self, plugin: &PluginId) -> bool {
        self.source.as_ref().is_some_and(|from| from.id == *plugin)
    }
}

/// What is asked, and where its answer goes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Question {
    /// Yes or no.
    Confirm(Rc<dialog::Params>, Slot<bool>),
    /// A form that was checked; none when the agent cancels it.
    Form(Rc<send_form::Params>, Slot<Option<send_form::Reply>>),
}

impl Question {
    /// Answers as an agent does who says no.
    pub(crate) fn decline(&self) {
        match self {
            Self::Confirm(_, answer) => answer.give(false),
            Self::Form(_, answer) => answer.give(None),
        }
    }
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
        let asked = self.0.iter().filter(|dialog| dialog.is_of(plugin));
        asked.count() <= Limits::STANDARD.dialogs_queued as usize
    }

    pub(super) fn push(&mut self, dialog: Dialog) {
        self.0.push(dialog);
    }

    pub(super) fn remove(&mut self, id: u32) {
        self.0.retain(|dialog| dialog.id != id);
    }

    pub(super) fn forget(&mut self, plugin: &PluginId) {
        self.0.retain(|dialog| !dialog.is_of(plugin));
    }
}
