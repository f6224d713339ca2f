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

#[cfg(test)]
mod tests {
    use super::{id, secret, sha256_hex};

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
