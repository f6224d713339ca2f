//! What the list is asked for: as the address has it, as the server is asked, and whether a row is part of it.
//!
//! The address leaves out what is usual: without a `status` it means the open conversations, with `all` every one.

use encaixe_api::id::{ChannelId, MemberId, TagId};
use encaixe_api::inbox::conversation::{Filter, Order, SEARCH_CHARS, Status, Summary};

#[cfg(test)]
mod tests;

/// The assignee who is signed in.
pub(crate) const ME: &str = "me";
/// No assignee, or no team.
pub(crate) const NONE: &str = "none";
/// Every status, in the address.
const ALL: &str = "all";

/// The names and values of a query.
pub(crate) type Pairs = Vec<(&'static str, String)>;

/// A part of a filter that shows as a chip and can be taken away by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Those with unread messages.
    Unread,
    /// The assigned member.
    Assignee,
    /// The assigned group.
    Group,
    /// A tag.
    Tag,
    /// A channel.
    Channel,
}

impl Part {
    /// All of them, in the order in which they show.
    pub(crate) const ALL: [Self; 5] = [
        Self::Unread,
        Self::Assignee,
        Self::Group,
        Self::Tag,
        Self::Channel,
    ];

    /// What `filter` asks of this part.
    pub(crate) fn of(self, filter: &Filter) -> Option<String> {
        match self {
            Self::Unread => filter.unread.map(|unread| unread.to_string()),
            Self::Assignee => filter.assignee.clone(),
            Self::Group => filter.group.clone(),
            Self::Tag => filter.tag.as_ref().map(ToString::to_string),
            Self::Channel => filter.channel.as_ref().map(ToString::to_string),
        }
    }

    /// Asks for `value` in this part, or leaves it open.
    pub(crate) fn put(self, filter: &mut Filter, value: Option<String>) {
        let value = value.filter(|value| !value.is_empty());
        match self {
            Self::Unread => filter.unread = value.and_then(|value| value.parse().ok()),
            Self::Assignee => filter.assignee = value,
            Self::Group => filter.group = value,
            Self::Tag => filter.tag = value.map(TagId::from),
            Self::Channel => filter.channel = value.map(ChannelId::from),
        }
    }

    /// Its name in the address, and in what the server is asked.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::Assignee => "assignee",
            Self::Group => "group",
            Self::Tag => "tag",
            Self::Channel => "channel",
        }
    }
}

/// The filter of a list without a query: open conversations.
pub(crate) fn usual() -> Filter {
    Filter {
        status: Some(Status::Open),
        ..Filter::default()
    }
}

/// What the address asks for; `get` finds a value of its query. What it does not understand is not asked.
pub(crate) fn read(get: impl Fn(&str) -> Option<String>) -> Filter {
    let status = match get("status").as_deref() {
        Some(ALL) => None,
        Some("closed") => Some(Status::Closed),
        _ => Some(Status::Open),
    };
    let mut filter = Filter {
        q: get("q").and_then(|text| searched(&text)),
        status,
        ..Filter::default()
    };
    for part in Part::ALL {
        part.put(&mut filter, get(part.name()));
    }
    filter.order = get("order").and_then(|word| order(&word));
    filter
}

/// An order other than the usual one.
pub(crate) fn order(word: &str) -> Option<Order> {
    (word == Order::Waiting.as_str()).then_some(Order::Waiting)
}

/// What the query of an address asks for, as [`read`] has it.
pub(crate) fn of_query(query: &str) -> Filter {
    web_sys::UrlSearchParams::new_with_str(query)
        .map_or_else(|_| usual(), |query| read(|name| query.get(name)))
}

/// The words of a search without what is around them; none when there are none.
pub(crate) fn searched(text: &str) -> Option<String> {
    let words: String = text.trim().chars().take(SEARCH_CHARS).collect();
    (!words.is_empty()).then_some(words)
}

/// The query of the address.
pub(crate) fn address(filter: &Filter) -> Pairs {
    let status = match filter.status {
        Some(Status::Open) => None,
        Some(Status::Closed) => Some(Status::Closed.as_str()),
        None => Some(ALL),
    };
    pairs(filter, status)
}

/// A part of the work that is one click away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum View {
    /// Open.
    Open,
    /// Open, assigned to the member who is signed in.
    Mine,
    /// Open, without an assignee.
    Unassigned,
    /// Every status.
    All,
    /// Closed.
    Closed,
}

impl View {
    /// The view that a filter shows.
    pub(crate) fn of(filter: &Filter) -> Self {
        match (filter.status, filter.assignee.as_deref()) {
            (None, _) => Self::All,
            (Some(Status::Closed), _) => Self::Closed,
            (Some(Status::Open), Some(ME)) => Self::Mine,
            (Some(Status::Open), Some(NONE)) => Self::Unassigned,
            (Some(Status::Open), _) => Self::Open,
        }
    }

    /// The same filter in this view.
    pub(crate) fn put(self, filter: &Filter) -> Filter {
        let is_own = matches!(Self::of(filter), Self::Mine | Self::Unassigned);
        let kept = filter.assignee.clone().filter(|_| !is_own);
        let (status, assignee) = match self {
            Self::Open => (Some(Status::Open), kept),
            Self::Mine => (Some(Status::Open), Some(ME.to_owned())),
            Self::Unassigned => (Some(Status::Open), Some(NONE.to_owned())),
            Self::All => (None, kept),
            Self::Closed => (Some(Status::Closed), kept),
        };
        Filter {
            status,
            assignee,
            ..filter.clone()
        }
    }

    /// Its name in the page's hooks.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Mine => "mine",
            Self::Unassigned => "unassigned",
            Self::All => "all",
            Self::Closed => "closed",
        }
    }
}

/// The query of the address, as text.
pub(crate) fn query(filter: &Filter) -> String {
    let Ok(query) = web_sys::UrlSearchParams::new() else {
        return String::new();
    };
    for (name, value) in address(filter) {
        query.append(name, &value);
    }
    query.to_string().into()
}

/// What the server is asked.
pub(crate) fn request(filter: &Filter) -> Pairs {
    pairs(filter, filter.status.map(Status::as_str))
}

fn pairs(filter: &Filter, status: Option<&str>) -> Pairs {
    let first = [
        ("q", filter.q.clone()),
        ("status", status.map(str::to_owned)),
    ];
    let parts = Part::ALL.map(|part| (part.name(), part.of(filter)));
    let order = filter.order.map(|order| order.as_str().to_owned());
    first
        .into_iter()
        .chain(parts)
        .chain([("order", order)])
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
}

/// Whether a row may be in the list, as far as it tells: words are for the server alone to find.
pub(crate) fn admits(filter: &Filter, row: &Summary, me: Option<&MemberId>) -> bool {
    let is = |wanted: &Option<String>, has: Option<&str>| {
        wanted.as_deref().is_none_or(|wanted| match wanted {
            NONE => has.is_none(),
            ME => me.is_some_and(|me| has == Some(me.as_str())),
            wanted => has == Some(wanted),
        })
    };
    filter.status.is_none_or(|status| row.status == status)
        && is(
            &filter.assignee,
            row.assignee.as_ref().map(MemberId::as_str),
        )
        && is(
            &filter.group,
            row.group.as_ref().map(|group| group.as_str()),
        )
        && filter.tag.as_ref().is_none_or(|tag| row.tags.contains(tag))
        && filter
            .channel
            .as_ref()
            .is_none_or(|channel| row.channel == *channel)
        && filter
            .unread
            .is_none_or(|unread| unread == (row.unread > 0))
}
