//! What is wrong with the form of an endpoint, as it is seen here and as the server says.

use encaixe_api::error::FieldError;
use encaixe_api::webhook::{DESCRIPTION_CHARS, MAX_RATE};
use encaixe_ui::api_client::Failure;
use encaixe_ui::i18n::Words;

use super::Draft;

/// The mistakes of the fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Mistakes {
    pub(super) url: Option<String>,
    pub(super) description: Option<String>,
    pub(super) events: Option<String>,
    pub(super) channels: Option<String>,
    pub(super) rate: Option<String>,
    pub(super) left_out: Option<String>,
    /// Of a header: in which line.
    pub(super) headers: Option<(usize, String)>,
}

impl Mistakes {
    /// Those that are seen without the server.
    pub(super) fn check(words: &Words, draft: &Draft) -> Self {
        let wrong = |is_wrong: bool, key: &str| is_wrong.then(|| words.t(key));
        let rate = draft.rate().err();
        let long = draft.description.trim().chars().count() > DESCRIPTION_CHARS;
        Self {
            url: wrong(draft.url.trim().is_empty(), "webhook-mistake-url-empty"),
            description: wrong(long, "webhook-mistake-description-too-long"),
            events: wrong(draft.events().is_empty(), "webhook-events-none"),
            channels: wrong(
                draft.some_channels && draft.channels.is_empty(),
                "webhook-channels-empty",
            ),
            rate: rate.map(|()| words.with("webhook-rate-mistake", [("most", MAX_RATE.into())])),
            ..Self::default()
        }
    }

    /// Those that the server found.
    pub(super) fn of_failure(words: &Words, failure: &Failure) -> Self {
        let of = |path: &str| {
            let fields = failure.error.fields.iter();
            let mut fields = fields.filter(|field| is_of(&field.path, path));
            let field = fields.next()?;
            Some((field, said(words, path, field)))
        };
        let text = |path: &str| of(path).map(|(_, text)| text);
        Self {
            url: text("url"),
            description: text("description"),
            events: text("events").or_else(|| text("body")),
            channels: text("channels"),
            rate: text("rate"),
            left_out: text("token").or_else(|| text("skipOwn")),
            headers: of("headers").map(|(field, text)| (line(&field.path), text)),
        }
    }

    /// The name of the first field that is wrong, from the top.
    pub(super) fn first(&self) -> Option<&'static str> {
        let all = [
            (self.url.is_some(), "[name=url]"),
            (self.description.is_some(), "[name=description]"),
            (self.events.is_some(), "[name=events]"),
            (self.channels.is_some(), "[name=channels], [name=where]"),
            (self.left_out.is_some(), "[name=leftOut]"),
            (self.rate.is_some(), "[name=rate]"),
            (self.headers.is_some(), "[aria-invalid]"),
        ];
        let found = all.into_iter().find(|(is_wrong, _)| *is_wrong);
        found.map(|(_, css)| css)
    }

    /// Whether one of the fields is wrong that not everybody sees.
    pub(super) const fn has_more(&self) -> bool {
        self.rate.is_some() || self.headers.is_some() || self.left_out.is_some()
    }
}

/// Whether a path is that field or a part of it, such as `headers[1].name`.
fn is_of(path: &str, field: &str) -> bool {
    path.strip_prefix(field)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('['))
}

/// The number in `headers[1].name`.
fn line(path: &str) -> usize {
    let inside = path.split(['[', ']']).nth(1);
    inside
        .and_then(|number| number.parse().ok())
        .unwrap_or_default()
}

/// A mistake in the page's words where it has them, by field and part of it, else in the server's.
fn said(words: &Words, path: &str, field: &FieldError) -> String {
    let part = field.path.rsplit_once("].").map(|(_, part)| part);
    let part = part.map(|part| format!("-{part}")).unwrap_or_default();
    let code = field.code.replace('_', "-");
    words
        .find(&format!("webhook-mistake-{path}{part}-{code}"))
        .unwrap_or_else(|| field.message.clone())
}

#[cfg(test)]
mod tests {
    use super::{is_of, line};

    #[test]
    fn parts_of_a_field_are_found() {
        assert!(is_of("headers[1].name", "headers") && is_of("url", "url"));
        assert!(!is_of("urls", "url"));
        assert_eq!((line("headers[1].name"), line("headers")), (1, 0));
    }
}
