//! Codes and tokens: each says what it is and which company gave it, so that the server's one address takes those of every company, and
//! scanners of leaked secrets know it.
//!
//! `ena_<slug>.<43 characters>`, and without the slug and the dot for the first company.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use encaixe_api::company::Slug;
use ring::hmac;

use crate::random;
use crate::vault::Vault;

/// What refresh tokens and their successors are derived by.
const PURPOSE: &str = "successors of refresh tokens";

/// How many characters the secret part has.
const CHARS: usize = 43;

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// What a program gets by way of a browser, and changes for tokens.
    Code,
    /// What programs ask the API with.
    Access,
    /// What gives the next two tokens.
    Refresh,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Code, Self::Access, Self::Refresh];

    /// What it begins with.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Code => "enk_",
            Self::Access => "ena_",
            Self::Refresh => "enr_",
        }
    }
}

/// What a text says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What it is.
    pub kind: Kind,
    /// The company that gave it; none is the first one.
    pub company: Option<Slug>,
}

/// Two tokens that are given together.
#[derive(Clone, PartialEq, Eq)]
pub struct Tokens {
    /// The one that gives the next two.
    pub refresh: String,
    /// The one that asks the API.
    pub access: String,
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tokens(***)")
    }
}

/// What a text says of itself; none where it is none of ours.
#[must_use]
pub fn read(text: &str) -> Option<Said> {
    let found = Kind::ALL
        .into_iter()
        .find_map(|kind| Some((kind, text.strip_prefix(kind.prefix())?)));
    let (kind, rest) = found?;
    let (company, secret) = match rest.split_once('.') {
        Some((slug, secret)) => (Some(Slug::parse(slug)?), secret),
        None => (None, rest),
    };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let is_secret = secret.len() == CHARS && secret.bytes().all(plain);
    is_secret.then_some(Said { kind, company })
}

/// A new one of a company.
///
/// # Errors
/// When the system gives no random bytes.
pub fn new(kind: Kind, company: Option<&Slug>) -> Result<String, getrandom::Error> {
    Ok(text(kind, company, &random::secret()?))
}

/// Two new tokens of a company.
///
/// # Errors
/// When the system gives no random bytes.
pub fn pair(company: Option<&Slug>) -> Result<Tokens, getrandom::Error> {
    Ok(Tokens {
        refresh: new(Kind::Refresh, company)?,
        access: new(Kind::Access, company)?,
    })
}

/// The successors of a refresh token by each key of the company's vault, the current one first. They follow from it, so that whoever
/// comes twice gets the same, and nobody has to keep them.
#[must_use]
pub fn successors(vault: &Vault, company: Option<&Slug>, parent: &str) -> Vec<Tokens> {
    let keys = vault.derive_each(PURPOSE).into_iter();
    keys.map(|key| {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &key);
        let derived = |kind: Kind| {
            let secret = hmac::sign(&key, format!("{}{parent}", kind.prefix()).as_bytes());
            text(kind, company, &URL_SAFE_NO_PAD.encode(secret))
        };
        Tokens {
            refresh: derived(Kind::Refresh),
            access: derived(Kind::Access),
        }
    })
    .collect()
}

fn text(kind: Kind, company: Option<&Slug>, secret: &str) -> String {
    let prefix = kind.prefix();
    match company {
        Some(slug) => format!("{prefix}{slug}.{secret}"),
        None => format!("{prefix}{secret}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_says_what_it_is_and_whose() {
        let padaria = Slug::parse("padaria-2");
        for kind in Kind::ALL {
            for company in [None, padaria.as_ref()] {
                let text = new(kind, company).unwrap();
                let company = company.cloned();
                assert_eq!(read(&text), Some(Said { kind, company }), "{text}");
            }
        }
        let secret = "a".repeat(43);
        for text in [
            String::new(),
            secret.clone(),
            format!("enc_{secret}"),
            format!("ena_{secret}a"),
            format!("ena_.{secret}"),
            format!("ena_Padaria.{secret}"),
            format!("ena_padaria.{}", &secret[1..]),
            format!("ena_padaria.x.{secret}"),
        ] {
            assert_eq!(read(&text), None, "{text}");
        }
    }

    #[test]
    fn successors_follow_from_their_parent_also_after_another_key() {
        let folder = tempfile::tempdir().unwrap();
        let vault = Vault::at(Vault::file_in(folder.path()));
        assert_eq!(successors(&vault, None, "x"), [], "there is no key yet");
        vault.make().unwrap();
        let before = successors(&vault, None, "x");
        assert_eq!(before.len(), 1);
        assert_eq!(successors(&vault, None, "x"), before);
        assert_ne!(before[0].refresh[4..], before[0].access[4..]);
        for other in [
            successors(&vault, None, "y"),
            successors(&vault, Slug::parse("a").as_ref(), "x"),
        ] {
            assert_ne!(other, before);
        }
        vault.add_key().unwrap();
        let after = successors(&vault, None, "x");
        assert_eq!((after.len(), &after[1]), (2, &before[0]));
        vault.keep_keys(&[]).unwrap();
        assert_eq!(successors(&vault, None, "x"), after);
    }
}
