//! How a delivery is signed and verified.
//!
//! Source: Standard Webhooks 1.0.0, "Signature scheme" and "Signature security considerations".

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use ring::hmac;
use thiserror::Error;

/// What a secret begins with as it is shown.
const PREFIX: &str = "whsec_";

/// How many bytes a secret may have.
const BYTES: std::ops::RangeInclusive<usize> = 24..=64;

/// How far the time of a delivery may be from that of the receiver, in seconds.
pub const TOLERANCE: i64 = 5 * 60;

/// A secret that an endpoint and its receiver share.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Vec<u8>);

/// The text is no secret: `whsec_` and the base64 of 24 to 64 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a secret is whsec_ and the base64 of 24 to 64 bytes")]
pub struct NoSecret;

/// Why a delivery does not verify.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Unverified {
    /// It has no id.
    #[error("webhook-id is missing or empty")]
    Id,
    /// It has no time, or one that is no whole number of seconds.
    #[error("webhook-timestamp is missing or no whole number of seconds")]
    Time,
    /// It was made too long ago.
    #[error("webhook-timestamp is more than 5 minutes ago")]
    Old,
    /// It was made in the future.
    #[error("webhook-timestamp is more than 5 minutes ahead")]
    Early,
    /// None of its signatures is made with this secret of this id, time and body.
    #[error("no signature in webhook-signature is made with this secret of this id, time and body")]
    Signature,
}

impl Secret {
    /// A new one of 32 bytes.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn new() -> Result<Self, getrandom::Error> {
        let mut bytes = vec![0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// The secret of a text, `whsec_` and base64 with or without `=` at its end.
    ///
    /// # Errors
    /// When it is none.
    pub fn parse(text: &str) -> Result<Self, NoSecret> {
        let written = text.strip_prefix(PREFIX).ok_or(NoSecret)?;
        let written = written.trim_end_matches('=');
        let bytes = STANDARD_NO_PAD.decode(written).map_err(|_| NoSecret)?;
        BYTES
            .contains(&bytes.len())
            .then_some(Self(bytes))
            .ok_or(NoSecret)
    }

    /// The text that [`Self::parse`] reads.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{PREFIX}{}", STANDARD.encode(&self.0))
    }

    /// The one whose bytes are the characters of a text, whatever they are: the client secret of an integration. Whoever verifies with it
    /// by [`Self::parse`] or a library writes `whsec_` and the base64 of those characters.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        Self(text.as_bytes().to_vec())
    }

    fn key(&self) -> hmac::Key {
        hmac::Key::new(hmac::HMAC_SHA256, &self.0)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(***)")
    }
}

/// The value of `webhook-signature`: a signature for each secret, separated by single spaces. `timestamp` is in seconds, as in
/// `webhook-timestamp`.
#[must_use]
pub fn sign(secrets: &[Secret], id: &str, timestamp: i64, body: &[u8]) -> String {
    let content = content(id, &timestamp.to_string(), body);
    let signatures = secrets.iter().map(|secret| {
        let tag = hmac::sign(&secret.key(), &content);
        format!("v1,{}", STANDARD.encode(tag))
    });
    signatures.collect::<Vec<_>>().join(" ")
}

/// Checks what a receiver checks of a delivery: that it has an id, that its time is within 5 minutes of `now` (seconds), and that one of
/// its signatures is made with the secret. The three texts are the headers' values, `None` where there is none.
///
/// # Errors
/// When one of them does not hold; the first of them in this order.
pub fn verify(
    secret: &Secret,
    id: Option<&str>,
    timestamp: Option<&str>,
    signatures: Option<&str>,
    body: &[u8],
    now: i64,
) -> Result<(), Unverified> {
    let id = id.filter(|id| !id.is_empty()).ok_or(Unverified::Id)?;
    let timestamp = timestamp.ok_or(Unverified::Time)?;
    let seconds: i64 = timestamp.parse().map_err(|_| Unverified::Time)?;
    if seconds < now - TOLERANCE {
        return Err(Unverified::Old);
    }
    if seconds > now + TOLERANCE {
        return Err(Unverified::Early);
    }
    let key = secret.key();
    let content = content(id, timestamp, body);
    let holds = (signatures.unwrap_or_default().split(' '))
        .filter_map(|signature| signature.strip_prefix("v1,"))
        .filter_map(|signature| STANDARD.decode(signature).ok())
        .any(|signature| hmac::verify(&key, &content, &signature).is_ok());
    holds.then_some(()).ok_or(Unverified::Signature)
}

/// What is signed: id, time and body with a dot between.
fn content(id: &str, timestamp: &str, body: &[u8]) -> Vec<u8> {
    [id.as_bytes(), timestamp.as_bytes(), body].join(&b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    // The example that the specification and its libraries publish.
    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const ID: &str = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    const TIME: i64 = 1_614_265_330;
    const BODY: &[u8] = br#"{"test": 2432232314}"#;
    const SIGNATURE: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    fn check(id: &str, time: &str, signatures: &str, now: i64) -> Result<(), Unverified> {
        let secret = Secret::parse(SECRET).unwrap();
        verify(&secret, Some(id), Some(time), Some(signatures), BODY, now)
    }

    #[test]
    fn the_published_example_is_signed_and_verified_as_published() {
        let secret = Secret::parse(SECRET).unwrap();
        assert_eq!(sign(&[secret], ID, TIME, BODY), SIGNATURE);
        let time = TIME.to_string();
        for (signatures, now) in [
            (SIGNATURE.to_owned(), TIME),
            (format!("v1,AAAA v1a,AAAA {SIGNATURE}"), TIME + TOLERANCE),
            (format!("{SIGNATURE} v1,"), TIME - TOLERANCE),
        ] {
            assert_eq!(check(ID, &time, &signatures, now), Ok(()), "{signatures}");
        }
    }

    #[test]
    fn what_was_changed_does_not_verify() {
        let time = TIME.to_string();
        let later = (TIME + 1).to_string();
        for (id, time, signatures, now, why) in [
            ("", &*time, SIGNATURE, TIME, Unverified::Id),
            (ID, "", SIGNATURE, TIME, Unverified::Time),
            (ID, "1614265330.5", SIGNATURE, TIME, Unverified::Time),
            (ID, &time, SIGNATURE, TIME + TOLERANCE + 1, Unverified::Old),
            (
                ID,
                &time,
                SIGNATURE,
                TIME - TOLERANCE - 1,
                Unverified::Early,
            ),
            (ID, &later, SIGNATURE, TIME, Unverified::Signature),
            ("msg_2", &time, SIGNATURE, TIME, Unverified::Signature),
            (ID, &time, "", TIME, Unverified::Signature),
            (ID, &time, &SIGNATURE[3..], TIME, Unverified::Signature),
            (ID, &i64::MIN.to_string(), SIGNATURE, TIME, Unverified::Old),
            (
                ID,
                &i64::MAX.to_string(),
                SIGNATURE,
                TIME,
                Unverified::Early,
            ),
        ] {
            assert_eq!(check(id, time, signatures, now), Err(why), "{id} {time}");
        }
    }

    #[test]
    fn both_secrets_sign_and_each_verifies() {
        let (old, new) = (Secret::new().unwrap(), Secret::new().unwrap());
        let signatures = sign(&[new.clone(), old.clone()], ID, TIME, BODY);
        assert_eq!(signatures.matches(' ').count(), 1);
        let time = TIME.to_string();
        let holds = |secret: &Secret| {
            let signatures = Some(&*signatures);
            verify(secret, Some(ID), Some(&time), signatures, BODY, TIME)
        };
        assert_eq!((holds(&old), holds(&new)), (Ok(()), Ok(())));
        assert_eq!(holds(&Secret::new().unwrap()), Err(Unverified::Signature));
    }

    #[test]
    fn a_secret_is_read_as_it_is_written_and_shown_to_nobody() {
        let secret = Secret::new().unwrap();
        assert_eq!(Secret::parse(&secret.text()), Ok(secret.clone()));
        let client = Secret::of_text("aaaaaaaaaaaaaaaaaaaaaaaa");
        assert_eq!(client.text(), "whsec_YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh");
        assert_eq!(format!("{secret:?}"), "Secret(***)");
        for wrong in [
            "",
            "whsec_",
            "whsec_AAAA",
            "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa*w",
        ] {
            assert_eq!(Secret::parse(wrong), Err(NoSecret), "{wrong}");
        }
    }
}
