//! Which answers of the server are current enough to show. An answer to a request that was sent before the agent's own change
//! had ended may describe the state before that change; and an answer may arrive after that to a later request.
//!
//! Pure: time is a counter of versions. Only the order of events counts, never their content.

use std::collections::HashMap;

use encaixe_api::id::{ConversationId, GroupId, MemberId, TagId};
use encaixe_api::inbox::conversation::{Status, Summary};

#[cfg(test)]
mod tests;

/// When something was asked, started or finished; later ones are greater.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version(u64);

/// The part of a row that agents change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EditableFields {
    assignee: Option<MemberId>,
    group: Option<GroupId>,
    status: Status,
    /// The tags, in the order in which they were put on.
    pub(crate) tags: Vec<TagId>,
}

impl EditableFields {
    /// How it is in that row.
    pub(crate) fn of(row: &Summary) -> Self {
        Self {
            assignee: row.assignee.clone(),
            group: row.group.clone(),
            status: row.status,
            tags: row.tags.clone(),
        }
    }

    /// The row with this in it.
    pub(crate) fn put(self, mut row: Summary) -> Summary {
        row.assignee = self.assignee;
        row.group = self.group;
        row.status = self.status;
        row.tags = self.tags;
        row
    }
}

/// What to do after a change has ended.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Ended {
    /// The server's state, if it is known and has to be shown now.
    pub(crate) show: Option<EditableFields>,
    /// Whether the conversation has to be fetched.
    pub(crate) fetch: bool,
}

/// What was asked, changed and shown so far.
#[derive(Debug, Default)]
pub(crate) struct Freshness {
    now: Version,
    /// When the list that is shown was asked for.
    list: Version,
    /// When the names of things and the enabled plugins that are shown were asked for.
    directory: Version,
    frames: Version,
    conversations: HashMap<ConversationId, Known>,
}

/// The same of one conversation.
#[derive(Debug, Default)]
struct Known {
    /// How many changes are on their way.
    running: u32,
    /// When a change last started or ended.
    last_changed: Version,
    /// The fields as the server last confirmed them; at first, as they were shown before the changes.
    editable: Option<EditableFields>,
    /// Whether one of the running changes, or of those that ran beside them, failed.
    failed: bool,
    /// Whether an answer was dropped and no request was sent since.
    needs_refetch: bool,
    /// When it was last asked for by itself.
    asked: Version,
    /// When the row that is shown was asked for.
    row: Version,
    /// When the messages that are shown were asked for.
    whole: Version,
}

impl Freshness {
    /// The list is asked for.
    pub(crate) fn ask_list(&mut self) -> Version {
        self.tick()
    }

    /// The names of things, or the enabled plugins, are asked for.
    pub(crate) fn ask_names(&mut self) -> Version {
        self.tick()
    }

    /// Whether the answer to that request of the names may be shown: no later one is shown.
    pub(crate) fn directory_came(&mut self, asked: Version) -> bool {
        later(&mut self.directory, asked)
    }

    /// The same of the enabled plugins.
    pub(crate) fn frames_came(&mut self, asked: Version) -> bool {
        later(&mut self.frames, asked)
    }

    /// This conversation is asked for.
    pub(crate) fn ask(&mut self, id: &ConversationId) -> Version {
        let now = self.tick();
        self.known(id).asked = now;
        now
    }

    /// Whether the answer to that request of the list may be shown: no later one is shown.
    pub(crate) fn list_came(&mut self, asked: Version) -> bool {
        later(&mut self.list, asked)
    }

    /// Whether the answer to that request of the conversation may be shown: no later one is shown. Of its row,
    /// [`Self::row_came`] judges.
    pub(crate) fn whole_came(&mut self, id: &ConversationId, asked: Version) -> bool {
        later(&mut self.known(id).whole, asked)
    }

    /// The agent's own message is shown, which answers to earlier requests may lack: they are dropped from here on. Returns
    /// whether one was pending, and the conversation has to be fetched again.
    pub(crate) fn wrote(&mut self, id: &ConversationId) -> bool {
        let now = self.tick();
        let known = self.known(id);
        let overtaken = known.asked > known.whole;
        known.whole = now;
        overtaken
    }

    /// Whether the row asked for then may be shown: no later one is, and no change was on its way
    /// meanwhile.
    pub(crate) fn row_came(&mut self, id: &ConversationId, asked: Version) -> bool {
        let known = self.known(id);
        if asked < known.row {
            return false;
        }
        if known.running > 0 || asked < known.last_changed {
            known.needs_refetch = true;
            return false;
        }
        known.row = asked;
        true
    }

    /// Whether the conversation has to be fetched because a row was dropped. While a change is on its
    /// way the answer waits for [`Self::finish`].
    pub(crate) fn take_refetch(&mut self, id: &ConversationId) -> bool {
        let known = self.known(id);
        if known.running > 0 {
            return false;
        }
        let needs_refetch = std::mem::take(&mut known.needs_refetch);
        needs_refetch && known.asked < known.last_changed
    }

    /// A change sets out, of a row that is shown like this.
    pub(crate) fn start(&mut self, id: &ConversationId, shown: Option<EditableFields>) -> Version {
        let now = self.tick();
        let known = self.known(id);
        if known.running == 0 {
            known.editable = shown;
            known.failed = false;
        }
        known.running += 1;
        known.last_changed = now;
        now
    }

    /// The change that started then is through. `answer` puts in what the server said; none says that the
    /// change failed.
    pub(crate) fn finish(
        &mut self,
        id: &ConversationId,
        started: Version,
        answer: Option<impl FnOnce(&mut EditableFields)>,
    ) -> Ended {
        let now = self.tick();
        let known = self.known(id);
        let alone = known.last_changed == started;
        known.last_changed = now;
        known.running = known.running.saturating_sub(1);
        match (answer, &mut known.editable) {
            (Some(answer), Some(editable)) => answer(editable),
            (Some(_), None) => {}
            (None, _) => known.failed = true,
        }
        if known.running > 0 {
            return Ended::default();
        }
        // The answer may describe the state before other changes that ran meanwhile: what is shown stays until the conversation
        // was fetched, unless one of them was refused.
        let show = known.editable.take().filter(|_| alone || known.failed);
        let needs_refetch = std::mem::take(&mut known.needs_refetch);
        Ended {
            show,
            fetch: needs_refetch || known.failed || !alone,
        }
    }

    fn tick(&mut self) -> Version {
        self.now.0 += 1;
        self.now
    }

    fn known(&mut self, id: &ConversationId) -> &mut Known {
        self.conversations.entry(id.clone()).or_default()
    }
}

fn later(shown: &mut Version, asked: Version) -> bool {
    let later = asked >= *shown;
    if later {
        *shown = asked;
    }
    later
}
