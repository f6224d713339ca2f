//! The selected conversation.

use std::collections::HashSet;
use std::rc::Rc;

use encaixe_api::id::{ConversationId, PluginId};
use encaixe_api::inbox::Page;
use encaixe_api::inbox::conversation::{Conversation, Summary};
use encaixe_api::inbox::message::Message;
use encaixe_ui::remote::Remote;

use super::State;
use super::owed::Part;

/// The selected conversation.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Open {
    /// Its id.
    pub(crate) id: ConversationId,
    /// Its data.
    pub(crate) data: Remote<Rc<Conversation>>,
}

impl Open {
    /// Takes the newer state; messages that were loaded before its first one stay.
    pub(crate) fn came(&mut self, mut conversation: Rc<Conversation>) {
        if let Remote::Ready(shown) = &self.data
            && let Some(first) = conversation.messages.first()
            && let Some(at) = shown.messages.iter().position(|known| known.id == first.id)
            && at > 0
        {
            let new = Rc::make_mut(&mut conversation);
            let mut messages: Vec<Message> = shown.messages[..at].to_vec();
            messages.append(&mut new.messages);
            new.messages = messages;
            new.earlier.clone_from(&shown.earlier);
        }
        self.data = Remote::Ready(conversation);
    }

    /// Puts a message that was sent from here behind the others, unless it is there already.
    pub(crate) fn said(&mut self, message: &Message) {
        if let Remote::Ready(shown) = &mut self.data
            && shown.messages.iter().all(|known| known.id != message.id)
        {
            let shown = Rc::make_mut(shown);
            shown.messages.push(message.clone());
            shown.summary.last_message = Some(message.clone());
        }
    }

    /// Puts the newer state of a message in its place.
    pub(crate) fn changed(&mut self, message: &Message) {
        if let Remote::Ready(shown) = &mut self.data {
            let shown = Rc::make_mut(shown);
            let last = shown.summary.last_message.as_mut();
            let places = shown.messages.iter_mut().chain(last);
            for place in places.filter(|known| known.id == message.id) {
                place.clone_from(message);
            }
        }
    }

    /// Puts older messages, oldest first as the server lists them, before those shown.
    pub(crate) fn prepend(&mut self, page: Page<Message>) {
        if let Remote::Ready(shown) = &mut self.data {
            let shown = Rc::make_mut(shown);
            let known: HashSet<_> = shown.messages.iter().map(|m| m.id.clone()).collect();
            let mut messages: Vec<Message> = page
                .items
                .into_iter()
                .filter(|message| !known.contains(&message.id))
                .collect();
            messages.append(&mut shown.messages);
            shown.messages = messages;
            shown.earlier = page.next;
        }
    }
}

impl State {
    /// The selected conversation's id, also while its data is on the way.
    pub(crate) fn selected(&self) -> Option<&ConversationId> {
        self.open.as_ref().map(|open| &open.id)
    }

    /// The conversation that plugins take for the open one: none when the selected one was not given.
    pub(crate) fn open_for_plugins(&self) -> Option<&ConversationId> {
        let open = self.open.as_ref()?;
        (!matches!(open.data, Remote::Failed(_))).then_some(&open.id)
    }

    /// Whether a plugin is told of the selected conversation. One that is not for all channels is, once its channel is known.
    pub(crate) fn is_for(&self, plugin: &PluginId) -> bool {
        self.panel.frame(plugin).is_none_or(|frame| {
            let open = self.conversation();
            frame.channels.is_none() || open.is_some_and(|open| frame.is_for(&open.summary.channel))
        })
    }

    /// The selected conversation, once it is here.
    pub(crate) fn conversation(&self) -> Option<&Rc<Conversation>> {
        self.open.as_ref().and_then(|open| open.data.ready())
    }

    /// Selects a conversation, or none.
    pub(super) fn select(&mut self, id: Option<ConversationId>) {
        if self.selected() == id.as_ref() {
            return;
        }
        if let Some(id) = &id {
            self.list.focus = Some(id.clone());
        }
        if let Some(left) = self.open.take() {
            self.list.leave(&left.id, self.my_id().as_ref());
        }
        self.owed.set(Part::Open, false);
        self.open = id.map(|id| Open {
            id,
            data: Remote::Loading,
        });
        // Until the next one is here, nothing moves.
        if self.open.is_none() {
            self.panel.at(None);
        }
    }

    /// A conversation came: the selected one, or another for its row.
    pub(super) fn conversation_came(&mut self, conversation: Rc<Conversation>) {
        let row = Rc::new(conversation.summary.clone());
        let is_selected = self.selected() == Some(&row.id);
        self.list.came(&row, self.my_id().as_ref(), is_selected);
        if let Some(open) = self
            .open
            .as_mut()
            .filter(|open| open.id == conversation.summary.id)
        {
            self.panel.at(Some(&conversation.summary.channel));
            open.came(conversation);
        }
    }

    /// Takes the newer row, in the list and above the thread.
    pub(super) fn row_changed(&mut self, row: &Rc<Summary>) {
        self.list.replace(row);
        if let Some(open) = self.open.as_mut().filter(|open| open.id == row.id)
            && let Remote::Ready(conversation) = &mut open.data
        {
            Rc::make_mut(conversation).summary = Summary::clone(row);
        }
    }
}
