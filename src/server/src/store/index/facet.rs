//! How a conversation stands, as terms: its status, who is in charge, its channel and tags, whether it has unread messages.

use std::collections::BTreeSet;

use encaixe_api::id::{ChannelId, GroupId, MemberId, TagId};

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
    pub(super) assignee: Option<MemberId>,
    pub(super) group: Option<GroupId>,
    pub(super) channel: ChannelId,
    pub(super) is_unread: bool,
    pub(super) tags: Vec<TagId>,
}

impl Stand {
    /// Its facets, a line each.
    pub(super) fn facets(&self) -> String {
        let mut lines = vec![
            status(&self.status),
            assignee(self.assignee.as_ref()),
            group(self.group.as_ref()),
            channel(&self.channel),
        ];
        if self.is_unread {
            lines.push(UNREAD.to_owned());
        }
        lines.extend(self.tags.iter().map(tag));
        lines.join("\n")
    }
}

pub(in crate::store) fn status(word: &str) -> String {
    format!("status {word}")
}

/// The agent in charge; an empty id for nobody.
pub(in crate::store) fn assignee(id: Option<&MemberId>) -> String {
    format!("assignee {}", id.map_or("", MemberId::as_str))
}

/// The team in charge; an empty id for none.
pub(in crate::store) fn group(id: Option<&GroupId>) -> String {
    format!("group {}", id.map_or("", GroupId::as_str))
}

pub(in crate::store) fn channel(id: &ChannelId) -> String {
    format!("channel {id}")
}

pub(in crate::store) fn tag(id: &TagId) -> String {
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
