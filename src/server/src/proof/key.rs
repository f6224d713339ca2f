//! What tokens are signed with: a pair of keys, or a secret that both sides have.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use encaixe_api::plugin::proof::ProofAlgorithm;
use ring::hmac;
use ring::signature::{Ed25519KeyPair, KeyPair as _};

use crate::random;

/// The bytes are none that such a key is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Broken;

/// A key that signs.
pub enum Key {
    /// A pair whose public part anybody may have.
    EdDsa(Ed25519KeyPair),
    /// A secret that the plugin's server has too.
    Hs256(hmac::Key),
}

/// A key as it is kept.
pub struct NewKey {
    /// What is secret of it: the seed of a pair, 32 bytes, or the characters of a secret.
    pub secret: Vec<u8>,
    /// The public part in base64url; a secret has none.
    pub public: Option<String>,
}

impl NewKey {
    /// A new one.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn generate(algorithm: ProofAlgorithm) -> Result<Self, getrandom::Error> {
        match algorithm {
            ProofAlgorithm::EdDsa => {
                let mut seed = [0; 32];
                getrandom::fill(&mut seed)?;
                let pair = Ed25519KeyPair::from_seed_unchecked(&seed).ok();
                Ok(Self {
                    secret: seed.to_vec(),
                    public: pair.map(|pair| URL_SAFE_NO_PAD.encode(pair.public_key())),
                })
            }
            ProofAlgorithm::Hs256 => Ok(Self {
                secret: random::secret()?.into_bytes(),
                public: None,
            }),
        }
    }
}

impl Key {
    /// The key of what was kept.
    ///
    /// # Errors
    /// When the bytes are none of such a key.
    pub fn read(algorithm: ProofAlgorithm, secret: &[u8]) -> Result<Self, Broken> {
        match algorithm {
            ProofAlgorithm::EdDsa => Ed25519KeyPair::from_seed_unchecked(secret)
                .map(Self::EdDsa)
                .map_err(|_| Broken),
            ProofAlgorithm::Hs256 => Ok(Self::Hs256(hmac::Key::new(hmac::HMAC_SHA256, secret))),
        }
    }

    /// Its algorithm.
    #[must_use]
    pub const fn algorithm(&self) -> ProofAlgorithm {
        match self {
            Self::EdDsa(_) => ProofAlgorithm::EdDsa,
            Self::Hs256(_) => ProofAlgorithm::Hs256,
        }
    }

    /// The signature of a message in base64url.
    #[must_use]
    pub fn sign(&self, message: &str) -> String {
        match self {
            Self::EdDsa(pair) => URL_SAFE_NO_PAD.encode(pair.sign(message.as_bytes())),
            Self::Hs256(key) => URL_SAFE_NO_PAD.encode(hmac::sign(key, message.as_bytes())),
        }
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({}, ***)", self.algorithm().as_str())
    }
}

impl fmt::Debug for NewKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewKey(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Source: RFC 8037, appendix A.4, and RFC 7515, appendix A.1.
    #[test]
    fn signatures_are_those_of_the_standards() {
        let seed = URL_SAFE_NO_PAD
            .decode("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A")
            .unwrap();
        let key = Key::read(ProofAlgorithm::EdDsa, &seed).unwrap();
        let message = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
        assert_eq!(
            key.sign(message),
            "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
        );
        let secret = URL_SAFE_NO_PAD
            .decode("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow")
            .unwrap();
        let key = Key::read(ProofAlgorithm::Hs256, &secret).unwrap();
        let message = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
        assert_eq!(
            key.sign(message),
            "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
        );
        assert_eq!(
            Key::read(ProofAlgorithm::EdDsa, b"short").err(),
            Some(Broken)
        );
    }

    #[test]
    fn a_key_that_is_printed_says_nothing_of_itself() {
        let new = NewKey::generate(ProofAlgorithm::Hs256).unwrap();
        let key = Key::read(ProofAlgorithm::Hs256, &new.secret).unwrap();
        assert_eq!(format!("{new:?} {key:?}"), "NewKey(***) Key(HS256, ***)");
    }
}
