//! Why something did not work, in the page's words where it has them, else in the server's.

use crate::api_client::Failure;
use crate::i18n::Words;

/// Why a request failed.
#[must_use]
pub fn reason(words: &Words, failure: &Failure) -> String {
    words
        .find(&format!("failure-{}", failure.error.code.replace('_', "-")))
        .unwrap_or_else(|| failure.error.message.clone())
}

/// What is wrong with the field at `path`.
#[must_use]
pub fn mistake(words: &Words, failure: &Failure, path: &str) -> Option<String> {
    let (code, message) = failure.field(path)?;
    let key = format!("mistake-{path}-{}", code.replace('_', "-"));
    Some(words.find(&key).unwrap_or_else(|| message.to_owned()))
}
