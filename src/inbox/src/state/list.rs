//! The list of conversations, as far as it was loaded.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use encaixe_api::id::{ConversationId, MemberId};
use encaixe_api::inbox::Page;
use encaixe_api::inbox::conversation::{Filter, Order, Rows, Status, Summary};
use encaixe_api::inbox::found::{Excerpt, Found};
use encaixe_ui::api_client::Failure;

use crate::filters;

#[cfg(test)]
pub(crate) mod tests;

/// How far the list got.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Phase {
    /// What is asked for is on the way; what shows is what was asked for before.
    Loading,
    /// What was asked for is there.
    Ready,
    /// A further page is on the way.
    More,
    /// The last page that was asked for did not come.
    Failed(Failure),
}

/// Where the keyboard goes in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// So many rows down, or up.
    By(isize),
    /// To the first row.
    First,
    /// To the last row that was loaded.
    Last,
}

/// What a search says of its rows.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Why {
    /// How many it found.
    pub(crate) found: Option<Found>,
    /// Where each of them has what was looked for.
    pub(crate) excerpts: HashMap<ConversationId, Rc<Vec<Excerpt>>>,
    /// How many conversations could not be looked through yet.
    pub(crate) unindexed: u32,
}

impl Why {
    /// What came with a page.
    pub(crate) fn of(rows: &Rows) -> Self {
        let excerpts = rows.excerpts.iter();
        Self {
            found: rows.found,
            excerpts: excerpts
                .map(|(id, found)| (id.clone(), Rc::new(found.clone())))
                .collect(),
            unindexed: rows.unindexed,
        }
    }
}

/// Where a row stands in an order: the least comes first.
fn place(order: Option<Order>, row: &Summary) -> (bool, &str, Reverse<&str>) {
    let since = match order.unwrap_or(Order::Newest) {
        Order::Newest => None,
        Order::Waiting => row.waiting_since.as_deref(),
    };
    let (since, updated) = (since.unwrap_or_default(), Reverse(row.updated_at.as_str()));
    (
        since.is_empty(),
        since,
        if since.is_empty() {
            updated
        } else {
            Reverse("")
        },
    )
}

/// The rows that were loaded, in the order that is asked for. A clone shares them: every action clones the state.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct List {
    /// What is asked for.
    pub(crate) filter: Rc<Filter>,
    /// The rows.
    pub(crate) items: Rc<Vec<Rc<Summary>>>,
    /// The cursor of the next page; `None` on the last one.
    pub(crate) next: Option<String>,
    /// How far it got.
    pub(crate) phase: Phase,
    /// The row on which the keyboard stands.
    pub(crate) focus: Option<ConversationId>,
    /// How often the keyboard was moved.
    pub(crate) steps: u32,
    /// Whether the rows are those of an earlier filter.
    pub(crate) outdated: bool,
    /// What the search says of them.
    pub(crate) why: Rc<Why>,
}

impl Default for List {
    fn default() -> Self {
        Self {
            filter: Rc::new(filters::usual()),
            items: Rc::default(),
            next: None,
            phase: Phase::Loading,
            focus: None,
            steps: 0,
            outdated: false,
            why: Rc::default(),
        }
    }
}

impl List {
    /// Another filter: what shows stays until the answer is there, and nothing is added to it.
    pub(crate) fn ask(&mut self, filter: Rc<Filter>) {
        self.filter = filter;
        self.outdated = true;
        self.phase = Phase::Loading;
        self.next = None;
        self.focus = None;
    }

    /// Takes what the search says of a page.
    pub(crate) fn why(&mut self, why: Why, is_first: bool) {
        if is_first {
            self.why = Rc::new(why);
        } else {
            Rc::make_mut(&mut self.why).excerpts.extend(why.excerpts);
        }
    }

    /// Puts a new first page before what was loaded further down. A row that is no longer part of it goes, but for
    /// the selected one; one that the agent closed does not come back with a page that was asked for before.
    pub(crate) fn first(&mut self, mut page: Page<Summary>, selected: Option<&ConversationId>) {
        self.phase = Phase::Ready;
        if let Some(id) = selected.filter(|id| self.at(id).is_none()) {
            let status = self.filter.status;
            (page.items).retain(|row| row.id != *id || status.is_none_or(|it| it == row.status));
        }
        let fresh: Vec<Rc<Summary>> = page.items.into_iter().map(Rc::new).collect();
        if std::mem::take(&mut self.outdated) {
            self.items = Rc::new(fresh);
            self.next = page.next;
            return;
        }
        let before = Rc::clone(&self.items);
        let order = self.filter.order;
        let times: HashMap<&ConversationId, _> = fresh
            .iter()
            .map(|row| (&row.id, place(order, row)))
            .collect();
        // A row that did not move says that nothing lies between the page and what was loaded after it.
        let joins = page.next.is_some()
            && before
                .iter()
                .any(|row| times.get(&row.id) == Some(&place(order, row)));
        let end = fresh.last().map(Rc::clone);
        let older: Vec<Rc<Summary>> = before
            .iter()
            .filter(|row| {
                joins
                    && (end.as_ref()).is_some_and(|end| place(order, row) >= place(order, end))
                    && !times.contains_key(&row.id)
            })
            .map(Rc::clone)
            .collect();
        if older.is_empty() {
            self.next = page.next;
        }
        self.items = Rc::new(fresh.into_iter().chain(older).collect());
        if let Some(row) = selected.and_then(|id| before.iter().find(|row| row.id == *id)) {
            self.insert(row);
        }
        self.stand(&before);
    }

    /// Leaves those of the rows that are not there yet.
    pub(crate) fn leave_unknown(&self, rows: &mut Vec<Summary>) {
        let mut new: HashSet<ConversationId> = rows.iter().map(|row| row.id.clone()).collect();
        for row in self.items.iter() {
            new.remove(&row.id);
        }
        rows.retain(|row| new.contains(&row.id));
    }

    /// Puts a further page behind what is there.
    pub(crate) fn more(&mut self, mut page: Page<Summary>) {
        self.leave_unknown(&mut page.items);
        Rc::make_mut(&mut self.items).extend(page.items.into_iter().map(Rc::new));
        self.next = page.next;
        self.phase = Phase::Ready;
    }

    /// The page that was asked for did not come.
    pub(crate) fn fail(&mut self, failure: Failure) {
        self.phase = Phase::Failed(failure);
        if std::mem::take(&mut self.outdated) {
            self.items = Rc::default();
        }
    }

    /// Puts a newer state of a row in its place.
    pub(crate) fn replace(&mut self, row: &Rc<Summary>) {
        if let Some(at) = self.at(&row.id)
            && let Some(place) = Rc::make_mut(&mut self.items).get_mut(at)
        {
            *place = Rc::clone(row);
        }
    }

    /// Takes what the server says of a conversation: its row changes, comes or goes. The row of the selected one does not go.
    pub(crate) fn came(&mut self, row: &Rc<Summary>, me: Option<&MemberId>, is_selected: bool) {
        let is_part = filters::admits(&self.filter, row, me);
        if !is_part && !is_selected {
            self.remove(&row.id);
        } else if self.at(&row.id).is_some() {
            self.replace(row);
        } else if is_part && self.filter.q.is_none() {
            self.insert(row);
        }
    }

    /// Another conversation was selected: the row of this one goes unless it is part of the list.
    pub(crate) fn leave(&mut self, id: &ConversationId, me: Option<&MemberId>) {
        let row = self.at(id).and_then(|at| self.items.get(at));
        if row.is_some_and(|row| !filters::admits(&self.filter, row, me)) {
            self.remove(id);
        }
    }

    /// Moves the keyboard. EditableFields nowhere, it goes to the first row.
    pub(crate) fn step(&mut self, step: Step) {
        let Some(last) = self.items.len().checked_sub(1) else {
            return;
        };
        let from = self.focus.as_ref().and_then(|id| self.at(id));
        let to = match step {
            Step::By(rows) => from.map_or(0, |at| at.saturating_add_signed(rows).min(last)),
            Step::First => 0,
            Step::Last => last,
        };
        self.focus = self.items.get(to).map(|row| row.id.clone());
        self.steps = self.steps.wrapping_add(1);
    }

    /// The open conversation that comes next: the nearest one below, else above.
    pub(crate) fn next_open(&self, id: &ConversationId) -> Option<ConversationId> {
        let is_open = |row: &&Rc<Summary>| row.status == Status::Open && row.id != *id;
        // One that is not in the list has all of them below.
        let (above, below) = self.items.split_at(self.at(id).unwrap_or_default());
        let below = below.iter().find(is_open);
        let next = below.or_else(|| above.iter().rev().find(is_open));
        next.map(|row| row.id.clone())
    }

    /// Where the row of this conversation is.
    pub(crate) fn at(&self, id: &ConversationId) -> Option<usize> {
        self.items.iter().position(|row| row.id == *id)
    }

    /// Puts a row where its time says, unless that lies beyond what was loaded.
    fn insert(&mut self, row: &Rc<Summary>) {
        let settled = !self.outdated && self.phase != Phase::Loading;
        let order = self.filter.order;
        let at = (self.items).partition_point(|known| place(order, known) < place(order, row));
        let within = self.next.is_none() || at < self.items.len();
        if settled && within && self.at(&row.id).is_none() {
            Rc::make_mut(&mut self.items).insert(at, Rc::clone(row));
        }
    }

    fn remove(&mut self, id: &ConversationId) {
        if let Some(at) = self.at(id) {
            let before = Rc::clone(&self.items);
            Rc::make_mut(&mut self.items).remove(at);
            self.stand(&before);
        }
    }

    /// Leaves the keyboard where it stood when its row is gone: on the row that took the place.
    fn stand(&mut self, before: &[Rc<Summary>]) {
        if let Some(id) = &self.focus
            && self.at(id).is_none()
            && let Some(at) = before.iter().position(|row| row.id == *id)
        {
            let last = self.items.len().saturating_sub(1);
            self.focus = self.items.get(at.min(last)).map(|row| row.id.clone());
        }
    }
}
