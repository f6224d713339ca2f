//! What agents have begun to write, for each conversation and way of writing. Pure: `flow::composer` keeps it
//! over a reload.

use std::collections::HashMap;

use encaixe_api::id::ConversationId;
use encaixe_api::inbox::message::Kind;

#[cfg(test)]
mod tests;

/// A way of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Mode {
    /// To the contact.
    Reply,
    /// To colleagues.
    Note,
}

impl Mode {
    /// Both, in the order of the tabs.
    pub(crate) const ALL: [Self; 2] = [Self::Reply, Self::Note];

    /// The word for styles, tests and storage.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Note => "note",
        }
    }

    /// The kind of message that comes of it.
    pub(crate) const fn kind(self) -> Kind {
        match self {
            Self::Reply => Kind::Text,
            Self::Note => Kind::Note,
        }
    }
}

/// The conversation and the way of writing.
pub(crate) type Key = (ConversationId, Mode);

/// A text that was not sent, and where the caret stands in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Draft {
    /// The text.
    pub(crate) text: String,
    /// The selection, from and to, in UTF-16 units as browsers count.
    pub(crate) selection: (u32, u32),
}

impl Draft {
    /// A text with the caret behind it.
    pub(crate) fn new(text: String) -> Self {
        let end = units(&text);
        Self {
            text,
            selection: (end, end),
        }
    }

    /// The draft with `text` where the caret stands, or in the place of what is selected, and the caret behind
    /// it. At the caret a space keeps words apart: before the text where it would follow a word, after it
    /// where a word follows. In the place of a selection nothing is added.
    pub(crate) fn taking(&self, text: &str) -> Self {
        let (one, other) = self.selection;
        let from = byte(&self.text, one.min(other));
        let to = byte(&self.text, one.max(other));
        let (before, after) = (&self.text[..from], &self.text[to..]);
        let (mut left, mut right) = ("", "");
        if from == to {
            let follows_word = before
                .chars()
                .next_back()
                .is_some_and(|last| !last.is_whitespace() && !"([{\"'“‘«/".contains(last));
            let begins_word =
                !text.starts_with(|c: char| c.is_whitespace() || ".,;:!?)]}".contains(c));
            if follows_word && begins_word {
                left = " ";
            }
            let word_follows = after.starts_with(char::is_alphanumeric);
            if word_follows && !text.ends_with(char::is_whitespace) {
                right = " ";
            }
        }
        let caret = units(before) + units(left) + units(text) + units(right);
        Self {
            text: format!("{before}{left}{text}{right}{after}"),
            selection: (caret, caret),
        }
    }

    /// What this draft has that `before` had not, from and to: without what both begin and end with.
    pub(crate) fn marks(&self, before: &Self) -> (u32, u32) {
        let (new, old): (Vec<u16>, Vec<u16>) = (
            self.text.encode_utf16().collect(),
            before.text.encode_utf16().collect(),
        );
        let same = new.iter().zip(&old).take_while(|(one, other)| one == other);
        let from = same.count();
        let rest = new.len().min(old.len()) - from;
        let ends = new.iter().rev().zip(old.iter().rev()).take(rest);
        let tail = ends.take_while(|(one, other)| one == other).count();
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        (place(from), place(new.len() - tail))
    }

    /// The same text with the caret behind it.
    pub(crate) fn at_end(&self) -> Self {
        Self::new(self.text.clone())
    }
}

fn units(text: &str) -> u32 {
    let count = text.encode_utf16().count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The byte at which that UTF-16 unit begins; within a character, where it begins; past the end, the end.
fn byte(text: &str, unit: u32) -> usize {
    let mut passed = 0;
    for (at, letter) in text.char_indices() {
        passed += u32::try_from(letter.len_utf16()).unwrap_or_default();
        if passed > unit {
            return at;
        }
    }
    text.len()
}

/// A text that was sent and not confirmed.
#[derive(Debug)]
struct Unconfirmed {
    text: String,
    idempotency_key: String,
}

/// The drafts of this page.
#[derive(Debug, Default)]
pub(crate) struct Drafts {
    drafts: HashMap<Key, Draft>,
    unconfirmed: HashMap<Key, Unconfirmed>,
}

impl Drafts {
    /// The draft, if this page knows of it.
    pub(crate) fn get(&self, key: &Key) -> Option<&Draft> {
        self.drafts.get(key)
    }

    /// The draft is now like this.
    pub(crate) fn put(&mut self, key: Key, draft: Draft) {
        self.drafts.insert(key, draft);
    }

    /// Drops the drafts that `which` picks; they are read from storage again.
    pub(crate) fn forget(&mut self, which: impl Fn(&Key) -> bool) {
        self.drafts.retain(|key, _| !which(key));
    }

    /// The caret moved.
    pub(crate) fn select(&mut self, key: &Key, selection: (u32, u32)) {
        if let Some(draft) = self.drafts.get_mut(key) {
            draft.selection = selection;
        }
    }

    /// The idempotency key with which this text was sent, if it was not confirmed.
    pub(crate) fn idempotency_key(&self, key: &Key, text: &str) -> Option<String> {
        let sent = self.unconfirmed.get(key).filter(|it| it.text == text);
        sent.map(|it| it.idempotency_key.clone())
    }

    /// A text is sent with an idempotency key.
    pub(crate) fn keep_idempotency_key(&mut self, key: Key, text: &str, idempotency_key: &str) {
        let sent = Unconfirmed {
            text: text.to_owned(),
            idempotency_key: idempotency_key.to_owned(),
        };
        self.unconfirmed.insert(key, sent);
    }

    /// `sent` was taken: only what was written after it stays.
    pub(crate) fn sent(&mut self, key: &Key, sent: &str) {
        self.unconfirmed.remove(key);
        if let Some(draft) = self.drafts.get_mut(key)
            && let Some(rest) = draft.text.strip_prefix(sent)
        {
            *draft = Draft::new(rest.trim_start().to_owned());
        }
    }
}
