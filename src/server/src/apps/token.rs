//! What an app's token address answers (RFC 6749, sections 5.1 and 5.2).

use serde_json::{Map, Value};
use thiserror::Error;
use url::form_urlencoded;

use super::oauth::Tokens;
use crate::outgoing::{Answer, Failure};
use crate::time::{self, SECOND};

/// How much of the app's own words is kept, in characters.
const WORDS: usize = 200;

/// Why there is no token.
#[derive(Debug, Error)]
pub enum Failed {
    /// There is no answer, or the address may not be asked.
    #[error(transparent)]
    Outgoing(#[from] Failure),
    /// The app refuses: a code of RFC 6749, section 5.2, and its words.
    #[error("the app refused ({code}){words}")]
    Refused {
        /// Such as `invalid_grant`.
        code: String,
        /// What it says of it, with what joins them; may be empty.
        words: String,
    },
    /// What it answered is neither a token nor a refusal: the status.
    #[error("the app's token address answered {0} without a token")]
    Strange(u16),
}

impl Failed {
    /// Whether trying again is of no use: a person has to agree anew, or an admin to put right who we are.
    #[must_use]
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Refused { .. })
    }
}

/// The tokens of an answer.
///
/// # Errors
/// When it is a refusal, or has none.
pub fn read(answer: &Answer) -> Result<Tokens, Failed> {
    let said = said(answer);
    let text = |name: &str| {
        said.get(name)
            .and_then(Value::as_str)
            .filter(|text| !text.is_empty())
    };
    if let Some(code) = text("error") {
        // A service that is down may say so in this shape too.
        if answer.status >= 500 || matches!(code, "server_error" | "temporarily_unavailable") {
            return Err(Failed::Strange(answer.status));
        }
        let words = text("error_description").map(|words| format!(": {}", plain(words, WORDS)));
        return Err(Failed::Refused {
            code: plain(code, 60),
            words: words.unwrap_or_default(),
        });
    }
    let access = text("access_token").filter(|_| (200..300).contains(&answer.status));
    let access = access.ok_or(Failed::Strange(answer.status))?;
    let seconds = match said.get("expires_in") {
        Some(Value::Number(number)) => number.as_i64().or_else(|| Some(number.as_f64()? as i64)),
        Some(Value::String(text)) => text.parse().ok(),
        _ => None,
    };
    Ok(Tokens {
        access: access.to_owned(),
        refresh: text("refresh_token").map(str::to_owned),
        expires_at: seconds
            .filter(|seconds| *seconds > 0)
            .map(|seconds| time::now().saturating_add(seconds.saturating_mul(SECOND))),
    })
}

/// What was said, as JSON or, by some older servers, as a form.
fn said(answer: &Answer) -> Map<String, Value> {
    if let Ok(Value::Object(said)) = serde_json::from_slice(&answer.body) {
        return said;
    }
    let kind = answer
        .headers
        .iter()
        .find(|(name, _)| name == "content-type");
    let is_form =
        kind.is_some_and(|(_, kind)| kind.starts_with("application/x-www-form-urlencoded"));
    if !is_form {
        return Map::new();
    }
    form_urlencoded::parse(&answer.body)
        .map(|(name, value)| (name.into_owned(), Value::from(value.into_owned())))
        .collect()
}

/// The beginning of a text, without what nobody sees.
#[must_use]
pub fn plain(text: &str, most: usize) -> String {
    text.chars()
        .filter(|c| !c.is_control())
        .take(most)
        .collect()
}
