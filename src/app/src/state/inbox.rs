//! The list of conversations and the selected one.

use std::collections::HashSet;
use std::rc::Rc;

use encaixe_api::id::ConversationId;
use encaixe_api::inbox::Page;
use encaixe_api::inbox::conversation::{Conversation, Summary};
use encaixe_api::inbox::message::Message;

use super::Remote;
use crate::api_client::Failure;

/// How far the list got.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Phase {
    /// Nothing is there yet.
    Loading,
    /// What was asked for is there.
    Ready,
    /// A further page is on the way.
    More,
    /// The last page that was asked for did not come.
    Failed(Failure),
}

/// The rows that were loaded, newest first.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct List {
    /// The rows.
    pub(crate) items: Vec<Rc<Summary>>,
    /// The cursor of the next page; `None` on the last one.
    pub(crate) next: Option<String>,
    /// How far it got.
    pub(crate) phase: Phase,
    /// The row on which the keyboard stands.
    pub(crate) focus: Option<ConversationId>,
}

impl Default for List {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            next: None,
            phase: Phase::Loading,
            focus: None,
        }
    }
}

impl List {
    /// Puts a new first page before what was loaded further down.
    pub(crate) fn first(&mut self, page: Page<Summary>) {
        let fresh: HashSet<ConversationId> = page.items.iter().map(|row| row.id.clone()).collect();
        let joins = page.next.is_some()
            && self.items.iter().any(|row| fresh.contains(&row.id))
            && self.items.len() > page.items.len();
        let older: Vec<Rc<Summary>> = if joins {
            self.items
                .drain(..)
                .filter(|row| !fresh.contains(&row.id))
                .collect()
        } else {
            self.next = page.next;
            Vec::new()
        };
        self.items = page.items.into_iter().map(Rc::new).chain(older).collect();
        self.phase = Phase::Ready;
    }

    /// Puts a further page behind what is there.
    pub(crate) fn more(&mut self, page: Page<Summary>) {
        let known: HashSet<ConversationId> = self.items.iter().map(|row| row.id.clone()).collect();
        self.items.extend(
            page.items
                .into_iter()
                .filter(|row| !known.contains(&row.id))
                .map(Rc::new),
        );
        self.next = page.next;
        self.phase = Phase::Ready;
    }

    /// Puts a newer state of a row in its place.
    pub(crate) fn replace(&mut self, row: &Rc<Summary>) {
        if let Some(place) = self.items.iter_mut().find(|known| known.id == row.id) {
            *place = Rc::clone(row);
        }
    }

    /// The row `steps` below (or above) the one on which the keyboard stands; the first when it stands
    /// on none.
    pub(crate) fn step(&self, steps: isize) -> Option<&ConversationId> {
        let last = self.items.len().checked_sub(1)?;
        let place = self
            .focus
            .as_ref()
            .and_then(|id| self.items.iter().position(|row| row.id == *id))
            .map_or(0, |at| at.saturating_add_signed(steps).min(last));
        self.items.get(place).map(|row| &row.id)
    }
}

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
