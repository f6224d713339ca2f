//! What is kept of an agent's drafts in this browser: for every tab, over the end of one, until the agent signs out.
//!
//! Each lies under the member's id, so whoever signs in after them has others. A value is `<when> <text>`: it goes when
//! it is old, and when there are too many the oldest go. Where the browser keeps nothing, or its storage is full, the
//! tab keeps it over a reload.

use encaixe_api::id::MemberId;
use encaixe_ui::{decimal, gathered, storage, time};

use crate::drafts::Key;

/// What is kept of a draft.
#[derive(Debug, Clone, Copy)]
pub(super) enum What {
    /// Its text.
    Draft,
    /// The idempotency key of a text that was sent, and the text.
    IdempotencyKey,
}

impl What {
    /// All of them.
    const ALL: [Self; 2] = [Self::Draft, Self::IdempotencyKey];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::IdempotencyKey => "attempt",
        }
    }
}

/// How long a text is kept, in milliseconds: 30 days.
const KEPT_MS: f64 = 30.0 * 24.0 * 3_600_000.0;
/// How many are kept of each.
const MOST: usize = 100;

/// Where it lies.
pub(super) fn place(what: What, me: &MemberId, (id, mode): &Key) -> String {
    format!("{}.{me}.{id}.{}", what.as_str(), mode.as_str())
}

/// The text that lies there.
pub(super) fn get(place: &str) -> Option<String> {
    let kept = storage::get(place).or_else(|| storage::get_in_tab(place))?;
    let (at, text) = read(&kept)?;
    (time::now() - at < KEPT_MS).then(|| text.to_owned())
}

/// Puts a text there; an empty one is forgotten.
pub(super) fn set(place: &str, text: &str) {
    storage::set_in_tab(place, "");
    if text.is_empty() {
        return storage::forget(place);
    }
    let value = format!("{} {text}", time::now());
    if storage::try_set(place, &value) {
        return;
    }
    tidy(MOST / 2);
    if !storage::try_set(place, &value) {
        storage::forget(place);
        storage::set_in_tab(place, &value);
    }
}

/// Forgets what is old, and the oldest of too many.
pub(super) fn tidy_all() {
    tidy(MOST);
}

fn tidy(most: usize) {
    for what in What::ALL {
        let names = storage::names(&format!("{}.", what.as_str()));
        let kept = names.into_iter().map(|name| {
            let value = storage::get(&name);
            let at = value.as_deref().and_then(read).map_or(0.0, |(at, _)| at);
            (at, name)
        });
        let kept = gathered::sorted(kept, |one, other| other.0.total_cmp(&one.0));
        let now = time::now();
        for (place, (at, name)) in kept.iter().enumerate() {
            if place >= most || now - at >= KEPT_MS {
                storage::forget(name);
            }
        }
    }
}

/// Forgets all that is kept for a member.
pub(super) fn forget(me: &MemberId) {
    for what in What::ALL {
        let begin = format!("{}.{me}.", what.as_str());
        storage::names(&begin)
            .iter()
            .for_each(|name| storage::forget(name));
        storage::forget_in_tab(&begin);
    }
}

fn read(kept: &str) -> Option<(f64, &str)> {
    let (at, text) = kept.split_once(' ')?;
    Some((decimal::read(at)?, text))
}
