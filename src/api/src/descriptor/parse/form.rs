//! What a text has to look like. The schema for editors says the same by the same patterns.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::super::notes::Notes;
use super::object::{Node, Object};

/// A kind of text.
pub(in super::super) struct Form {
    /// What it has to match, in the part of regular expressions that all engines read alike.
    pub(in super::super) pattern: &'static str,
    /// How long it may be, in characters.
    pub(in super::super) most: usize,
    /// What it is, in words.
    pub(in super::super) expected: &'static str,
    regex: LazyLock<Option<Regex>>,
}

macro_rules! forms {
    ($($(#[$about:meta])* $name:ident = $pattern:literal, $most:literal, $expected:literal;)+) => {$(
        $(#[$about])*
        pub(in super::super) static $name: Form = Form {
            pattern: $pattern,
            most: $most,
            expected: $expected,
            regex: LazyLock::new(|| Regex::new($pattern).ok()),
        };
    )+
        /// All of them.
        #[cfg(test)]
        pub(in super::super) static FORMS: [&Form; [$($most),+].len()] = [$(&$name),+];
    };
}

forms! {
    /// A short text for people.
    TEXT = r"\S", 200, "a text of 1 to 200 characters, without control characters";
    /// A longer one.
    DESCRIPTION = r"\S", 2_000, "a text of 20 to 50 words";
    /// `app_id`
    APP_ID = "^[a-z0-9]+(_[a-z0-9]+)*$", 64, "snake_case: lower case letters, digits and `_` between them, at most 64 characters";
    /// `color`
    COLOR = "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$", 7, "a colour in hexadecimal digits: `#RGB` or `#RRGGBB`";
    /// `version`
    VERSION = "^[!-~]+$", 64, "a version such as `1.0.0`, at most 64 characters";
    /// A key of `api_base_uri`.
    ENVIRONMENT = "^[A-Za-z0-9_-]+$", 64, "a name such as `production`: letters, digits, `_` and `-`";
    /// A field's `name`.
    NAME = "^[a-z0-9_]+$", 64, "lower case letters, digits and `_`, at most 64 characters";
    /// A header's name (RFC 9110, section 5.1).
    HEADER = "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$", 100, "the name of a header, such as `Authorization`";
    /// What stands before a value.
    PREFIX = "^[!-~]+( [!-~]+)*$", 100, "a word before the value, such as `Token`, in ASCII";
    /// A plain address.
    URL = "^https?://[0-9A-Za-z\\[][!-\\[\\]-~]*$", 2_000, "an absolute address that begins with `https://`";
    /// An address with fields in it.
    ADDRESS = "^(https?://[0-9A-Za-z\\[{]|\\{\\{)[!-\\[\\]-~ ]*$", 2_000, "an absolute address that begins with `https://`";
    /// A path.
    PATH = "^[!-\\[\\]-~]+$", 2_000, "a path behind the base URI, such as `/users/me`";
    /// A word of OAuth's: a parameter's name, a scope.
    WORD = "^[!-~]+( [!-~]+)*$", 500, "a word in ASCII";
    /// A parameter's name.
    PARAMETER = "^[!-~]+$", 100, "the name of a parameter, in ASCII";
    /// What stands between scopes.
    SEPARATOR = "^[ -~]+$", 8, "what stands between two scopes, such as `,`";
    /// A client's id or secret.
    CREDENTIAL = r"^[ -~]*[!-~][ -~]*$", 2_000, "what the app gave, or a placeholder such as `PLUGA_CLIENT_ID`";
    /// `basic_auth_format`
    FORMAT = r"\{(username|password)\}", 200, "a text with `{username}` or `{password}` in it";
    /// A host, or `*.` and one.
    HOST = r"^(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", 253, "a host such as `api.example.com`, or `*.` and one";
}

impl Form {
    /// Whether a text is like that.
    pub(in super::super) fn fits(&self, text: &str) -> bool {
        let is_odd =
            |one: char| one.is_control() && !(one == '\n' && std::ptr::eq(self, &DESCRIPTION));
        !text.trim().is_empty()
            && text.chars().count() <= self.most
            && !text.chars().any(is_odd)
            && self
                .regex
                .as_ref()
                .is_some_and(|regex| regex.is_match(text))
    }
}

impl<'a> Node<'a, '_> {
    /// The text of that form that it has to be.
    pub(super) fn form(&self, form: &Form, notes: &mut Notes) -> Option<&'a str> {
        let text = self.text(notes)?;
        if form.fits(text) {
            return Some(text);
        }
        notes.error("form", self.spot(), form.expected);
        None
    }

    /// One of some words.
    pub(super) fn word<T: Copy>(&self, words: &[(&str, T)], notes: &mut Notes) -> Option<T> {
        let text = self.text(notes)?;
        let found = words.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            let lower = text.to_lowercase();
            let near = words.iter().find(|(word, _)| {
                let begins = lower.len() >= 3 && word.starts_with(&lower);
                lower.len() < 60 && (begins || strsim::osa_distance(word, &lower) <= 2)
            });
            let hint = near.map(|(word, _)| format!("did you mean `{word}`?"));
            let all: Vec<_> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
            notes.error_with(
                "value",
                self.spot(),
                all.join(" or "),
                hint.unwrap_or_default(),
            );
        }
        found.map(|(_, value)| *value)
    }
}

impl<'a> Object<'a, '_> {
    /// The text of that form that a key has to have.
    pub(super) fn need_form(&self, key: &str, form: &Form, notes: &mut Notes) -> Option<&'a str> {
        self.need(key, form.expected, notes)?.form(form, notes)
    }
}

#[cfg(test)]
mod tests {
    use super::{APP_ID, COLOR, FORMS, HOST, TEXT, URL};

    #[test]
    fn every_pattern_is_one() {
        for form in &FORMS {
            assert!(form.regex.is_some(), "{}", form.pattern);
        }
    }

    #[test]
    fn forms_are_as_their_words_say() {
        for good in ["asana", "nfe_io", "4linux"] {
            assert!(APP_ID.fits(good), "{good}");
        }
        for bad in ["", "Asana", "a__b", "_a", "a_", "a-b", "a\n"] {
            assert!(!APP_ID.fits(bad), "{bad}");
        }
        assert!(COLOR.fits("#fff") && COLOR.fits("#89324F") && !COLOR.fits("89324F"));
        assert!(!COLOR.fits("#89324"));
        assert!(TEXT.fits("Produção") && !TEXT.fits(" \u{a0}") && !TEXT.fits("a\u{7}"));
        assert!(URL.fits("https://a.example/b?c#d") && !URL.fits("https://a b"));
        assert!(!URL.fits("ftp://a.example") && !URL.fits("https://a\\b"));
        assert!(!URL.fits("https:///a") && URL.fits("http://[::1]:80/"));
        for good in ["api.example.com", "*.zendesk.com", "a-b.example"] {
            assert!(HOST.fits(good), "{good}");
        }
        for bad in [
            "https://a.b",
            "a.*.b",
            "*",
            "-a.b",
            "a..b",
            "A.example",
            "a.b/",
        ] {
            assert!(!HOST.fits(bad), "{bad}");
        }
    }
}
