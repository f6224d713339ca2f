//! What agents are changing of a contact's and an attendance's data, for each conversation. Pure. Only what was touched is
//! kept: everything else goes on showing what is known now.

use std::collections::HashMap;

use encaixe_api::id::ConversationId;
use encaixe_ui::api_client::Failure;

use crate::form::entry::Entry;

#[cfg(test)]
mod tests;

/// Whose data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Entity {
    /// The person outside the company.
    Contact,
    /// The stretch of service.
    Session,
}

impl Entity {
    /// The word of the API, and for styles and tests.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Session => "session",
        }
    }
}

/// A field: whose it is, and its path in the patch, such as `email` or `fields.cidade`.
pub(crate) type Key = (Entity, String);

/// A field that the agent changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Touched {
    /// What stands in it.
    pub(crate) entry: Entry,
    /// What stood in it before.
    pub(crate) was: Entry,
}

/// The edited details of one conversation.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct EditState {
    /// The fields that differ from what they were.
    pub(crate) touched: HashMap<Key, Touched>,
    /// Whether the agent tried to save; from then on every change is checked.
    pub(crate) tried: bool,
    /// Whether the changes are on their way.
    pub(crate) saving: bool,
    /// Whether the agent is asked if what they typed may go.
    pub(crate) leaving: bool,
    /// What the server did not take.
    pub(crate) refused: HashMap<Entity, Failure>,
}

/// What can happen to edited details.
#[derive(Debug)]
pub(crate) enum EditAction {
    /// The agent wants to change something.
    Open,
    /// Something was entered where the second entry stands.
    Enter(Key, Entry, Entry),
    /// The agent tried to save; these dates turned out otherwise than was heard, with what stood there.
    Tried(Vec<(Key, Entry, Entry)>),
    /// The changes set out.
    Saving,
    /// The server took these.
    Saved(Vec<(Key, Entry)>),
    /// The server refused what belongs to this one.
    Refused(Entity, Failure),
    /// All requests ended.
    Ended,
    /// The agent is asked, or is not any more, whether what they typed may go.
    Leaving(bool),
    /// The agent is done, or discards what they typed.
    Close,
}

/// The edited details of each conversation.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Editing(HashMap<ConversationId, EditState>);

impl Editing {
    /// The edited details of that conversation, while they are open.
    pub(crate) fn of(&self, id: &ConversationId) -> Option<&EditState> {
        self.0.get(id)
    }

    pub(super) fn act(&mut self, id: ConversationId, edit: EditAction) {
        let sheet = match edit {
            EditAction::Open => {
                self.0.entry(id).or_default();
                return;
            }
            EditAction::Close => {
                self.0.remove(&id);
                return;
            }
            _ => self.0.get_mut(&id),
        };
        let Some(sheet) = sheet else { return };
        let ended = matches!(edit, EditAction::Ended);
        sheet.act(edit);
        // Nothing is left to do once everything was taken.
        if ended && sheet.touched.is_empty() && sheet.refused.is_empty() {
            self.0.remove(&id);
        }
    }
}

impl EditState {
    fn act(&mut self, edit: EditAction) {
        match edit {
            EditAction::Open | EditAction::Close => {}
            EditAction::Enter(key, entry, now) => self.enter(key, entry, now),
            EditAction::Tried(dates) => {
                self.tried = true;
                for (key, entry, now) in dates {
                    self.enter(key, entry, now);
                }
            }
            EditAction::Saving => {
                self.saving = true;
                self.leaving = false;
                self.refused.clear();
            }
            EditAction::Saved(sent) => {
                for (key, entry) in sent {
                    // What was typed meanwhile stays.
                    if self.touched.get(&key).is_some_and(|t| t.entry == entry) {
                        self.touched.remove(&key);
                    }
                }
            }
            EditAction::Refused(entity, failure) => {
                self.refused.insert(entity, failure);
            }
            EditAction::Ended => self.saving = false,
            EditAction::Leaving(leaving) => self.leaving = leaving,
        }
    }

    fn enter(&mut self, key: Key, entry: Entry, now: Entry) {
        self.leaving = false;
        // The server's word on this field is about what stood there before.
        if let Some(failure) = self.refused.get_mut(&key.0) {
            let fields = &mut failure.error.fields;
            let had = fields.len();
            fields.retain(|field| field.path != key.1);
            if had > 0 && fields.is_empty() {
                self.refused.remove(&key.0);
            }
        }
        if entry == now {
            self.touched.remove(&key);
        } else {
            let was = self.touched.get(&key).map_or(now, |t| t.was.clone());
            self.touched.insert(key, Touched { entry, was });
        }
    }
}
