//! The texts of the pages that strangers see without a script, as `encaixe-texts` makes them of the Fluent files in `locales/`.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;

#[cfg(test)]
mod tests;

/// Stands between two keys, and between two texts.
const NEXT: char = '\0';

const KEYS: &str = include_str!(concat!(env!("OUT_DIR"), "/keys.txt"));
const PT_BR: &str = include_str!(concat!(env!("OUT_DIR"), "/pt-BR.txt"));
const EN: &str = include_str!(concat!(env!("OUT_DIR"), "/en.txt"));

/// A language of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Portuguese as it is spoken in Brazil.
    PtBr,
    /// English.
    En,
}

impl Language {
    /// The one of ours that a browser asks for first, else Portuguese.
    ///
    /// Source: RFC 9110, 12.5.4.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Self {
        let asked = headers.get(ACCEPT_LANGUAGE);
        let asked = asked.and_then(|asked| asked.to_str().ok()).unwrap_or("");
        let known = asked.split(',').filter_map(|range| {
            let mut parts = range.split(';').map(str::trim);
            let tag = parts.next()?;
            let quality = parts.find_map(|part| part.strip_prefix("q=")?.parse().ok());
            let quality: f32 = quality.unwrap_or(1.0);
            let primary = tag.split('-').next()?;
            let language = match primary.to_ascii_lowercase().as_str() {
                "pt" => Self::PtBr,
                "en" => Self::En,
                _ => return None,
            };
            (quality > 0.0).then_some((language, quality))
        });
        // Of two that are as welcome, the first.
        let best = known.reduce(|best, next| if next.1 > best.1 { next } else { best });
        best.map_or(Self::PtBr, |(language, _)| language)
    }

    /// The BCP 47 tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::PtBr => "pt-BR",
            Self::En => "en",
        }
    }

    /// The text of a key; the key itself where there is none.
    #[must_use]
    pub fn text(self, key: &str) -> &str {
        let texts = match self {
            Self::PtBr => PT_BR,
            Self::En => EN,
        };
        let pairs = KEYS.split(NEXT).zip(texts.split(NEXT));
        let found = pairs.into_iter().find(|(known, _)| *known == key);
        found.map_or(key, |(_, text)| text)
    }
}
