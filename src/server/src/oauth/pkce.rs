//! Proof Key for Code Exchange: whoever takes the tokens is whoever asked for the code. S256 alone.
//!
//! Source: RFC 7636; RFC 9700, section 2.1.1.

use crate::apps::oauth::challenge;

/// How long a challenge of S256 is.
const CHALLENGE: usize = 43;

/// How long a verifier may be.
const VERIFIER: std::ops::RangeInclusive<usize> = 43..=128;

/// Whether a text can be a challenge of S256: 32 bytes in base64url.
#[must_use]
pub fn is_challenge(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    text.len() == CHALLENGE && text.bytes().all(plain)
}

/// Holds a verifier to the challenge of its code.
///
/// # Errors
/// Why it is refused. A verifier for a code without a challenge is refused too: somebody took the challenge out on the way (RFC 9700,
/// section 4.8.2).
pub fn verify(known: Option<&str>, verifier: Option<&str>) -> Result<(), &'static str> {
    match (known, verifier) {
        (None, None) => Ok(()),
        (Some(_), None) => {
            Err("the code was asked for with a code_challenge: send its code_verifier")
        }
        (None, Some(_)) => {
            Err("the code was asked for without a code_challenge, so that no code_verifier fits")
        }
        (Some(known), Some(verifier)) => {
            let plain = |byte: u8| {
                byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
            };
            let is_verifier = VERIFIER.contains(&verifier.len()) && verifier.bytes().all(plain);
            if is_verifier && challenge(verifier) == known {
                Ok(())
            } else {
                Err("the code_verifier is not the one of the code_challenge")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{is_challenge, verify};

    /// RFC 7636, appendix B.
    const KNOWN: (&str, &str) = (
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
    );

    #[test]
    fn a_verifier_fits_its_own_challenge_alone() {
        let (challenge, verifier) = KNOWN;
        assert!(is_challenge(challenge));
        assert_eq!(verify(Some(challenge), Some(verifier)), Ok(()));
        assert_eq!(verify(None, None), Ok(()));
        let short = &verifier[..42];
        for (known, verifier) in [
            (Some(challenge), None),
            (None, Some(verifier)),
            (Some(challenge), Some(short)),
            (Some(challenge), Some("")),
            // What `plain` would be.
            (Some(challenge), Some(challenge)),
        ] {
            assert!(verify(known, verifier).is_err(), "{known:?} {verifier:?}");
        }
        for text in [
            "",
            verifier,
            &challenge[1..],
            &format!("{}=", &challenge[1..]),
        ] {
            assert_eq!(is_challenge(text), text == verifier, "{text}");
        }
    }
}
