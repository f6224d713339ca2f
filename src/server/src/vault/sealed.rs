//! How a sealed value is written, and the cipher.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce};

use super::columns::Column;
use super::keys::Key;
use super::{Closed, Error};

/// What a sealed value begins with; the key's id comes next. No secret of an earlier version has a dot.
pub(crate) const MARK: &str = "sealed.1.";

/// A ciphertext with what is needed to open it, but for the key: `sealed.1.<key id>.<nonce>.<ciphertext>`, both in base64url.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sealed {
    pub(super) key: String,
    nonce: [u8; 24],
    content: Vec<u8>,
}

impl Sealed {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.strip_prefix(MARK)?.split('.');
        let (Some(key), Some(nonce), Some(content), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return None;
        };
        Some(Self {
            key: key.to_owned(),
            nonce: URL_SAFE_NO_PAD.decode(nonce).ok()?.try_into().ok()?,
            content: URL_SAFE_NO_PAD.decode(content).ok()?,
        })
    }

    pub(super) fn text(&self) -> String {
        format!(
            "{MARK}{}.{}.{}",
            self.key,
            URL_SAFE_NO_PAD.encode(self.nonce),
            URL_SAFE_NO_PAD.encode(&self.content)
        )
    }

    pub(super) fn seal(key: &Key, of: Column, row: &str, secret: &[u8]) -> Result<Self, Error> {
        let mut nonce = [0; 24];
        getrandom::fill(&mut nonce)?;
        let payload = Payload {
            msg: secret,
            aad: &place(of, row),
        };
        let content = XChaCha20Poly1305::new(&key.bytes.into())
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| Error::TooLarge)?;
        Ok(Self {
            key: key.id.clone(),
            nonce,
            content,
        })
    }

    pub(super) fn open(&self, key: &Key, of: Column, row: &str) -> Result<Vec<u8>, Closed> {
        let payload = Payload {
            msg: &self.content,
            aad: &place(of, row),
        };
        XChaCha20Poly1305::new(&key.bytes.into())
            .decrypt(&XNonce::from(self.nonce), payload)
            .map_err(|_| Closed::Broken)
    }
}

/// Where a value lies, as its ciphertext is bound to it: each part behind its length, so that no two places are written alike.
fn place(of: Column, row: &str) -> Vec<u8> {
    let mut place = Vec::new();
    for part in [MARK, of.table, of.column, row] {
        place.extend(u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
        place.extend(part.as_bytes());
    }
    place
}
