//! How a conversation stands, as terms: its status, who is in charge, its channel and tags, whether it has unread messages.

use std::collections::BTreeSet;

/// Terms of how conversations stand begin with it.
const STANDS: char = '=';

/// The name under which all conversations are counted.
pub(in crate::store) const ALL: &str = "all";
/// What counts of open conversations begin with.
const OPEN: &str = "open";

/// Those with messages that nobody here has seen.
pub(in crate::store) const UNREAD: &str = "unread";

/// How one conversation stands.
#[derive(Debug)]
pub(super) struct Stand {
    pub(super) status: String,
    pub(super) assignee: Option<String>,
    pub(super) group: Option<String>,
    pub(super) channel: String,
    pub(super) is_unread: bool,
    /// Ids, a line each.
    pub(super) tags: Option<String>,
}

impl Stand {
    /// Its facets, a line each.
    pub(super) fn facets(&self) -> String {
        let mut lines = vec![
            status(&self.status),
            assignee(self.assignee.as_deref()),
            group(self.group.as_deref()),
            channel(&self.channel),
        ];
        if self.is_unread {
            lines.push(UNREAD.to_owned());
        }
        lines.extend(self.tags.iter().flat_map(|tags| tags.lines()).map(tag));
        lines.join("\n")
    }
}

pub(in crate::store) fn status(word: &str) -> String {
    format!("status {word}")
}

/// The agent in charge; an empty id for nobody.
pub(in crate::store) fn assignee(id: Option<&str>) -> String {
    format!("assignee {}", id.unwrap_or_default())
}

/// The team in charge; an empty id for none.
pub(in crate::store) fn group(id: Option<&str>) -> String {
    format!("group {}", id.unwrap_or_default())
}

pub(in crate::store) fn channel(id: &str) -> String {
    format!("channel {id}")
}

pub(in crate::store) fn tag(id: &str) -> String {
    format!("tag {id}")
}

/// The term of a facet.
pub(in crate::store) fn term(facet: &str) -> String {
    format!("{STANDS}{facet}")
}

/// The name under which open conversations with a facet are counted; those without regard to one for an empty text.
pub(in crate::store) fn open(facet: &str) -> String {
    format!("{OPEN} {facet}")
}

/// The terms of the facets that stand in `lines`.
pub(super) fn terms(lines: &str) -> BTreeSet<String> {
    lines.lines().map(term).collect()
}

/// The names under which a conversation with these facets is counted.
pub(super) fn tallied(lines: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    if lines.is_empty() {
        return names;
    }
    names.insert(ALL.to_owned());
    let is_open = lines.lines().any(|line| line == status("open"));
    for line in lines.lines() {
        names.insert(line.to_owned());
        if is_open && (line.starts_with("assignee ") || line == UNREAD) {
            names.insert(open(line));
        }
    }
    names
}
