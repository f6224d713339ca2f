//! The keys of a vault, and the text in which they are kept.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::hmac;
use sha2::{Digest as _, Sha256};

use crate::random;

/// How many characters a key's id has.
pub(crate) const ID_CHARS: usize = 16;

const HEAD: &str = "\
# The keys of this workspace's vault, a line for each, the current one first. Without them nobody opens the secrets in
# the database: keep a copy of this file, apart from the backups. Lines of another copy may be added at the end.
";

/// 256 bits, and the id by which sealed values name them: the first digits of their SHA-256, so that a damaged line shows.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) id: String,
    pub(super) bytes: [u8; 32],
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({}, ***)", self.id)
    }
}

impl Key {
    pub(super) fn new() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self::of(bytes))
    }

    fn of(bytes: [u8; 32]) -> Self {
        let digest = Sha256::new()
            .chain_update("encaixe vault key\0")
            .chain_update(bytes)
            .finalize();
        let mut id = random::hex(&digest);
        id.truncate(ID_CHARS);
        Self { id, bytes }
    }

    /// A key for another purpose, which follows from this one.
    pub(super) fn derive(&self, purpose: &str) -> Option<[u8; 32]> {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.bytes);
        hmac::sign(&key, purpose.as_bytes())
            .as_ref()
            .try_into()
            .ok()
    }

    fn parse(line: &str) -> Option<Self> {
        let mut words = line.split_whitespace();
        let (Some(id), Some(text), None) = (words.next(), words.next(), words.next()) else {
            return None;
        };
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let key = Self::of(bytes.try_into().ok()?);
        (key.id == id).then_some(key)
    }
}

/// Keys of which the first is the current one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Keys(pub(super) Vec<Key>);

impl Keys {
    /// Reads the text of a key file; what is wrong with it otherwise.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut keys = Self::default();
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let key = Key::parse(line).ok_or_else(|| format!("line {number} is no key"))?;
            keys.add(Self(vec![key]));
        }
        if keys.0.is_empty() {
            return Err("it holds no key".to_owned());
        }
        Ok(keys)
    }

    /// The text of a key file.
    pub(super) fn text(&self) -> String {
        let lines = self.0.iter().map(|Key { id, bytes }| {
            let bytes = URL_SAFE_NO_PAD.encode(bytes);
            format!("{id} {bytes}\n")
        });
        lines.fold(HEAD.to_owned(), |text, line| text + &line)
    }

    pub(super) fn find(&self, id: &str) -> Option<&Key> {
        self.0.iter().find(|key| key.id == id)
    }

    /// Adds those that are not there yet, at the end.
    pub(super) fn add(&mut self, others: Self) {
        for key in others.0 {
            if self.find(&key.id).is_none() {
                self.0.push(key);
            }
        }
    }
}
