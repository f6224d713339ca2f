//! Addresses of people: one stored form for each, however it is written, and how it is shown.
//!
//! A telephone is kept as its digits with the country's code (E.164 without the plus), a mailbox in lower case with its domain
//! in ASCII. What is neither is kept as it stands, without marks that nobody sees. Numbering plans are those of libphonenumber.

mod clean;
mod mail;
mod phone;

pub use clean::clean;
pub use phone::{Country, country};

/// The longest address that is kept as it stands, in characters: the longest mailbox has 320.
pub const CHARS: usize = 320;

/// Who wrote an address down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// A program: digits without a plus are international when they are a telephone as such.
    Program,
    /// A person: digits without a plus are read as they are dialled in this country, if it is known.
    Person(Option<Country>),
}

/// What an address is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A telephone by a numbering plan.
    Phone,
    /// A mailbox.
    Mail,
    /// Anything else: an opaque id, a short code, a name, digits that can be read in more than one way.
    Other,
}

/// An address in its one form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// What is stored.
    pub kept: String,
    /// What it is.
    pub kind: Kind,
    /// The other form under which the same person may be stored, where a country writes its mobile numbers in two ways.
    twin: Option<String>,
}

impl Address {
    const fn new(kept: String, kind: Kind) -> Self {
        Self {
            kept,
            kind,
            twin: None,
        }
    }

    /// Every form under which it may be stored, the one that is kept now first.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.kept.as_str()).chain(self.twin.as_deref())
    }

    /// The same text for each form of the address.
    #[must_use]
    pub fn key(&self) -> &str {
        match &self.twin {
            Some(twin) if twin.len() > self.kept.len() => twin,
            _ => &self.kept,
        }
    }
}

/// Whether the addresses of a kind of channel are telephones.
#[must_use]
pub fn is_for_phones(channel: &str) -> bool {
    matches!(channel, "whatsapp" | "sms")
}

/// Whether the carrier of a kind of channel vouches for its addresses, so that they tell who somebody is.
#[must_use]
pub fn is_vouched(channel: &str) -> bool {
    is_for_phones(channel) || channel == "email"
}

/// An address in a channel of a kind; none when nothing of it is left to the eye.
#[must_use]
pub fn read(channel: &str, text: &str, by: By) -> Option<Address> {
    let text = clean(text);
    if text.is_empty() {
        return None;
    }
    let read = match channel {
        "whatsapp" | "sms" => phone::read(&text, by),
        "email" => mail(&text),
        _ => None,
    };
    Some(read.unwrap_or_else(|| Address::new(bounded(opaque(channel, &text)), Kind::Other)))
}

/// The mailbox in a text, such as `Name <a@b.example>`; none when there is not just one.
#[must_use]
pub fn mail(text: &str) -> Option<Address> {
    mail::read(&clean::plain(text))
}

/// A telephone of a contact; none when it can be none.
#[must_use]
pub fn phone(text: &str, by: By) -> Option<Address> {
    phone::read(&clean(text), by)
}

/// An address as people read it: a telephone with its country's spaces, a domain in its own script.
#[must_use]
pub fn shown(kept: &str) -> String {
    phone::shown(kept)
        .or_else(|| mail::shown(kept))
        .unwrap_or_else(|| kept.to_owned())
}

/// The same for a telephone alone: digits of other things stay as they are.
#[must_use]
pub fn shown_in(channel: &str, kept: &str) -> String {
    if is_vouched(channel) {
        shown(kept)
    } else {
        kept.to_owned()
    }
}

fn opaque(channel: &str, text: &str) -> String {
    match channel {
        "email" => text.to_lowercase(),
        "whatsapp" => without_device(text).unwrap_or_else(|| text.to_owned()),
        _ => text.to_owned(),
    }
}

/// An id of WhatsApp that hides the telephone, without which of somebody's devices it is.
fn without_device(text: &str) -> Option<String> {
    let (user, server) = text.rsplit_once('@')?;
    let server = server.split([':', '/']).next()?;
    if !server.eq_ignore_ascii_case("lid") {
        return None;
    }
    let user = user.split([':', '.', '_']).next()?;
    let is_id = !user.is_empty() && user.bytes().all(|byte| byte.is_ascii_digit());
    is_id.then(|| format!("{user}@lid"))
}

/// An address that no carrier has: its beginning, and a mark of the whole, so that two of them stay two.
fn bounded(text: String) -> String {
    use sha2::{Digest as _, Sha256};
    use std::fmt::Write as _;
    if text.chars().count() <= CHARS {
        return text;
    }
    let mut short: String = text.chars().take(CHARS - 34).collect();
    short.push('…');
    for byte in Sha256::digest(text.as_bytes()).iter().take(16) {
        // Writing to a String cannot fail.
        let _ = write!(short, "{byte:02x}");
    }
    short
}

#[cfg(test)]
mod tests;
