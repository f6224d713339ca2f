//! Verifies the token that a plugin's page got by `Kinbox.getToken()` and sent along with its request.

use std::collections::HashMap;
use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::hmac;
use ring::signature::{ED25519, UnparsedPublicKey};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// By how many seconds the inbox's clock and this machine's may differ.
const LEEWAY: i64 = 30;

/// What a token is verified with. It names the one algorithm that is taken: what a token says of its own decides nothing.
#[derive(Debug)]
pub(crate) enum Keys {
    /// Public keys by their ids.
    EdDsa(HashMap<String, Vec<u8>>),
    /// The signing secret; both of them, while one takes the other's place.
    Hs256(Vec<String>),
}

/// Verifies tokens for one plugin.
#[derive(Debug)]
pub(crate) struct Verifier {
    /// With what.
    pub(crate) keys: Keys,
    /// The inbox's origin.
    pub(crate) issuer: String,
    /// The plugin's origin.
    pub(crate) audience: String,
}

/// What a token says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Claims {
    /// The inbox.
    pub(crate) iss: String,
    /// The plugin's origin.
    pub(crate) aud: String,
    /// The member who asks.
    pub(crate) sub: String,
    /// When it was made, in seconds since 1970.
    pub(crate) iat: i64,
    /// From when on it is good.
    pub(crate) nbf: i64,
    /// Until when it is good.
    pub(crate) exp: i64,
    /// An id of its own.
    pub(crate) jti: String,
    /// The workspace.
    pub(crate) workspace: String,
    /// The member's role, `admin` or `agent`.
    pub(crate) role: String,
    /// The plugin.
    pub(crate) plugin: String,
    /// The conversation that is open, if one is.
    pub(crate) conversation: Option<String>,
    /// Its contact.
    pub(crate) contact: Option<String>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: String,
}

#[derive(Deserialize)]
struct KeySet {
    keys: Vec<PublicKey>,
}

#[derive(Deserialize)]
struct PublicKey {
    kid: String,
    x: String,
}

impl Keys {
    /// The keys of a JWK set, the text at `/.well-known/jwks.json`.
    ///
    /// # Errors
    /// When it is none.
    pub(crate) fn ed_dsa(jwks: &str) -> Result<Self, String> {
        let set: KeySet = serde_json::from_str(jwks).map_err(|error| error.to_string())?;
        let keys = set.keys.into_iter();
        let keys = keys.map(|key| Ok((key.kid, bytes(&key.x)?)));
        Ok(Self::EdDsa(keys.collect::<Result<_, String>>()?))
    }

    const fn algorithm(&self) -> &'static str {
        match self {
            Self::EdDsa(_) => "EdDSA",
            Self::Hs256(_) => "HS256",
        }
    }

    fn is_good(&self, kid: &str, said: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::EdDsa(keys) => keys.get(kid).is_some_and(|key| {
                let key = UnparsedPublicKey::new(&ED25519, key);
                key.verify(said, signature).is_ok()
            }),
            Self::Hs256(secrets) => secrets.iter().any(|secret| {
                let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
                hmac::verify(&key, said, signature).is_ok()
            }),
        }
    }
}

impl Verifier {
    /// The claims of a token.
    ///
    /// # Errors
    /// Why it is refused.
    pub(crate) fn verify(&self, token: &str) -> Result<Claims, String> {
        let (said, signature) = token.rsplit_once('.').ok_or(PARTS)?;
        let (header, claims) = said.split_once('.').ok_or(PARTS)?;
        let header: Header = json(header)?;
        let algorithm = self.keys.algorithm();
        if header.alg != algorithm {
            return Err(format!("the token is not signed by {algorithm}"));
        }
        let signature = bytes(signature)?;
        if !self.keys.is_good(&header.kid, said.as_bytes(), &signature) {
            return Err("the signature is not good".to_owned());
        }
        let claims: Claims = json(claims)?;
        for (name, found, expected) in [
            ("iss", &claims.iss, &self.issuer),
            ("aud", &claims.aud, &self.audience),
        ] {
            if found != expected {
                return Err(format!("{name} is not {expected}"));
            }
        }
        check_times(&claims, now()?)?;
        Ok(claims)
    }
}

/// Whether it is the token's time, and which clock is wrong where it seems not to be.
fn check_times(claims: &Claims, now: i64) -> Result<(), String> {
    let Claims { iat, nbf, exp, .. } = *claims;
    let minutes = ((now - iat).abs() + 30) / 60;
    if iat.max(nbf) > now + LEEWAY {
        return Err(format!(
            "clock: this machine's clock is {minutes} minutes behind the inbox's: this machine says {}, the token was made at {}",
            clock(now),
            clock(iat)
        ));
    }
    if exp <= now - LEEWAY {
        return Err(format!(
            "expired: the token was good until {}, and this machine says {}. If the page got it just now, this machine's clock is {minutes} \
             minutes ahead of the inbox's: the token was made at {}",
            clock(exp),
            clock(now),
            clock(iat)
        ));
    }
    Ok(())
}

const PARTS: &str = "the token has not three parts";

fn now() -> Result<i64, String> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let since = since.map_err(|error| error.to_string())?;
    i64::try_from(since.as_secs()).map_err(|error| error.to_string())
}

/// The time of day in UTC.
fn clock(at: i64) -> String {
    let of_day = at.rem_euclid(86_400);
    let (hour, minute, second) = (of_day / 3_600, of_day / 60 % 60, of_day % 60);
    format!("{hour:02}:{minute:02}:{second:02} UTC")
}

fn json<T: DeserializeOwned>(part: &str) -> Result<T, String> {
    serde_json::from_slice(&bytes(part)?).map_err(|error| error.to_string())
}

fn bytes(part: &str) -> Result<Vec<u8>, String> {
    URL_SAFE_NO_PAD
        .decode(part)
        .map_err(|error| error.to_string())
}
