//! The selected conversation.

use std::collections::HashSet;
use std::rc::Rc;

use encaixe_api::id::ConversationId;
use encaixe_api::inbox::Page;
use encaixe_api::inbox::conversation::Conversation;
use encaixe_api::inbox::message::Message;

use super::Remote;

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
