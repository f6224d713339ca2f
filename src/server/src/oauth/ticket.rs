//! What ties an answer to the consent page that was shown: to whom, what it said, and when. Nobody keeps it: the vault's key signs it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::hmac;

use super::CONSENT;
use crate::time::Millis;
use crate::vault::Vault;

const PURPOSE: &str = "consent pages";

/// A ticket for what a page says, at that time; none where the vault has no key.
#[must_use]
pub fn make(vault: &Vault, says: &[&str], now: Millis) -> Option<String> {
    let key = key(vault.derive(PURPOSE)?);
    let signed = hmac::sign(&key, &text(says, now));
    Some(format!("{now}.{}", URL_SAFE_NO_PAD.encode(signed)))
}

/// Whether a ticket is that of a page that says this, and was shown just now.
#[must_use]
pub fn is_good(vault: &Vault, says: &[&str], ticket: &str, now: Millis) -> bool {
    let Some((at, signed)) = ticket.split_once('.') else {
        return false;
    };
    let (Ok(at), Ok(signed)) = (at.parse::<Millis>(), URL_SAFE_NO_PAD.decode(signed)) else {
        return false;
    };
    let is_signed = || {
        let mut keys = vault.derive_each(PURPOSE).into_iter();
        keys.any(|derived| hmac::verify(&key(derived), &text(says, at), &signed).is_ok())
    };
    at <= now && now - at <= CONSENT && is_signed()
}

fn key(derived: [u8; 32]) -> hmac::Key {
    hmac::Key::new(hmac::HMAC_SHA256, &derived)
}

/// Each part behind its length, so that no two pages are written alike.
fn text(says: &[&str], at: Millis) -> Vec<u8> {
    let mut all = at.to_le_bytes().to_vec();
    for part in says {
        all.extend(u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
        all.extend(part.as_bytes());
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_is_good_for_its_page_and_for_a_while() {
        let folder = tempfile::tempdir().unwrap();
        let vault = Vault::at(Vault::file_in(folder.path()));
        assert_eq!(make(&vault, &[], 0), None);
        vault.make().unwrap();
        let ticket = make(&vault, &["ab", "c"], 1_000).unwrap();
        let good = |says: &[&str], now| is_good(&vault, says, &ticket, now);
        assert!(good(&["ab", "c"], 1_000) && good(&["ab", "c"], 1_000 + CONSENT));
        for (says, now) in [
            (&["ab", "c"][..], 999),
            (&["ab", "c"], 1_001 + CONSENT),
            (&["a", "bc"], 1_000),
            (&["ab"], 1_000),
            (&[], 1_000),
        ] {
            assert!(!good(says, now), "{says:?} {now}");
        }
        for ticket in ["", ".", "1000.", "x.y", &ticket.replace("1000.", "1001.")] {
            assert!(!is_good(&vault, &["ab", "c"], ticket, 1_001), "{ticket}");
        }
        vault.add_key().unwrap();
        assert!(
            good(&["ab", "c"], 1_000),
            "a key that was changed meanwhile"
        );
    }
}
