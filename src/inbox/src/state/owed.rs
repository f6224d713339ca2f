//! What the server has still to give: a part of the page that was asked for and did not come.

use std::collections::BTreeSet;

/// A part of the page that is fetched by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// Who is signed in; nothing is shown without.
    Me,
    /// The names of things.
    Directory,
    /// The first page of the list.
    List,
    /// A further page of it.
    More,
    /// The selected conversation.
    Open,
    /// The enabled plugins.
    Frames,
}

/// The parts that did not come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Owed(BTreeSet<Part>);

impl Owed {
    /// Notes that a part did not come, or that it came.
    pub(super) fn set(&mut self, part: Part, owed: bool) {
        if owed {
            self.0.insert(part);
        } else {
            self.0.remove(&part);
        }
    }

    /// Whether nothing is missing.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The parts that did not come.
    pub(crate) fn parts(&self) -> impl Iterator<Item = Part> + '_ {
        self.0.iter().copied()
    }
}
