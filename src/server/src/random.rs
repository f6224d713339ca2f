//! Rng: ids that sort by their making, and secrets that nobody guesses.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use crate::time;

/// Crockford's base 32, in lower case.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A new id: 10 characters of time, 10 of chance; it sorts by the time of its making.
///
/// # Errors
/// When the system gives no random bytes.
pub fn id() -> Result<String, getrandom::Error> {
    let mut chance = [0; 8];
    getrandom::fill(&mut chance)?;
    let time = u64::try_from(time::now()).unwrap_or_default();
    let mut id = String::with_capacity(20);
    for (bits, shift) in [(time, 45), (u64::from_le_bytes(chance), 45)] {
        for place in 0..10 {
            let digit = (bits >> (shift - 5 * place)) & 31;
            id.push(char::from(ALPHABET[usize::try_from(digit).unwrap_or(0)]));
        }
    }
    Ok(id)
}

/// A number from 0 up to 1; one half when the system gives no random bytes.
#[must_use]
pub fn chance() -> f64 {
    getrandom::u32().map_or(0.5, |number| f64::from(number) / f64::from(u32::MAX))
}

/// 256 random bits as 43 characters that need no escaping in a URL, a cookie or a header.
///
/// # Errors
/// When the system gives no random bytes.
pub fn secret() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// What the database keeps of a secret: the hex of its SHA-256. A secret of [`secret`] has too many
/// bits to be guessed, so no slow hash is needed.
#[must_use]
pub fn sha256_hex(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

/// Bytes as hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A random UUID, such as `0b5f3c1e-8a52-4d0e-9a5c-2f6d0c8f4b17`.
///
/// Source: RFC 9562, 5.4 (version 4).
///
/// # Errors
/// When the system gives no random bytes.
pub fn uuid() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let mut text = hex(&bytes);
    for place in [20, 16, 12, 8] {
        text.insert(place, '-');
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::{id, secret, sha256_hex, uuid};

    #[test]
    fn a_uuid_is_of_version_four_and_never_repeats() {
        let (one, other) = (uuid().unwrap(), uuid().unwrap());
        assert_ne!(one, other);
        let parts: Vec<usize> = one.split('-').map(str::len).collect();
        assert_eq!(parts, [8, 4, 4, 4, 12]);
        assert_eq!(&one[14..15], "4");
        assert!("89ab".contains(&one[19..20]), "{one}");
    }

    #[test]
    fn ids_and_secrets_have_their_length_and_never_repeat() {
        let (one, other) = (id().unwrap(), id().unwrap());
        assert_eq!(one.len(), 20);
        assert_ne!(one, other);
        assert!(one[..10] <= other[..10]);
        assert_eq!(secret().unwrap().len(), 43);
        assert_ne!(secret().unwrap(), secret().unwrap());
    }

    #[test]
    fn a_fingerprint_is_sha_256_in_hex() {
        assert_eq!(
            sha256_hex("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
