//! What the server found wrong with what was sent, each at the field that it is of.

use std::collections::BTreeMap;

use encaixe_api::error::FieldError;
use encaixe_api::integration::{DESCRIPTION_CHARS, MAX_REDIRECTS, REASON_CHARS};
use encaixe_ui::api_client::Failure;
use encaixe_ui::failure;
use encaixe_ui::i18n::{Locale, Words};
use yew::prelude::AttrValue;

use super::draft::{Draft, Row};

/// Mistakes by the place of their field, and what is of no field. A place is a path of the server, with the number of a row or the
/// name of a scope instead of how many stood before it: those are taken away while the answer is on its way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Mistakes {
    places: BTreeMap<String, String>,
    pub(super) elsewhere: Option<String>,
}

impl Mistakes {
    /// What the server says of what was sent.
    pub(super) fn of_failure(words: &Words, failure: &Failure, sent: &Draft) -> Self {
        let mut found = Self::default();
        for field in &failure.error.fields {
            match place(&field.path, sent) {
                Some(place) => {
                    let text = said(words, &place, field);
                    found.places.entry(place).or_insert(text);
                }
                None => found.elsewhere = Some(field.message.clone()),
            }
        }
        if failure.error.fields.is_empty() {
            let code = failure.error.code.replace('_', "-");
            let own = words.find(&format!("integration-form-failure-{code}"));
            found.elsewhere = Some(own.unwrap_or_else(|| failure::reason(words, failure)));
        }
        found
    }

    /// What is wrong there.
    pub(super) fn at(&self, place: &str) -> Option<AttrValue> {
        self.places.get(place).cloned().map(AttrValue::from)
    }

    /// What stands there was changed.
    pub(super) fn mend(&mut self, place: &str) {
        self.places.remove(place);
    }

    /// Whether one of the fields is wrong that not everybody sees.
    pub(super) fn has_more(&self) -> bool {
        self.at("revocationUrl").is_some() || self.at("profile").is_some()
    }
}

/// The place of a row.
pub(super) fn of_row(row: &Row) -> String {
    format!("redirectUris#{}", row.key)
}

/// The place of a part of a scope, such as `reason.en`.
pub(super) fn of_scope(scope: &str, part: &str) -> String {
    format!("scopes#{scope}.{part}")
}

/// The place of a text in one language.
pub(super) fn in_language(place: &str, language: Locale) -> String {
    format!("{place}.{}", language.tag())
}

/// Where what the server names stands in the form.
fn place(path: &str, sent: &Draft) -> Option<String> {
    if let Some((number, rest)) = numbered(path, "redirectUris") {
        let row = sent.sent_rows().nth(number);
        return row.filter(|_| rest.is_empty()).map(of_row);
    }
    if let Some((number, rest)) = numbered(path, "scopes") {
        let asked = sent.sent_scopes().nth(number)?;
        let part = match rest.trim_start_matches('.') {
            part @ ("reason.pt-BR" | "reason.en") => part,
            _ => "scope",
        };
        return Some(of_scope(asked.scope.as_str(), part));
    }
    let known = match path {
        "description" => "description.pt-BR",
        "widget" => "widget.endpoint",
        "name" | "description.pt-BR" | "description.en" | "category" | "logo" | "redirectUris"
        | "scopes" | "widget.endpoint" | "revocationUrl" | "installUrl" | "profile" => path,
        _ => return None,
    };
    // A field that is not shown cannot say what is wrong.
    let is_hidden = (known == "widget.endpoint" && !sent.has_page)
        || (known == "installUrl" && sent.has_page && !sent.has_both);
    (!is_hidden).then(|| known.to_owned())
}

/// The number and the rest of `redirectUris[1]`, or of `scopes[0].reason.en`.
fn numbered<'a>(path: &'a str, list: &str) -> Option<(usize, &'a str)> {
    let inside = path.strip_prefix(list)?.strip_prefix('[')?;
    let (number, rest) = inside.split_once(']')?;
    Some((number.parse().ok()?, rest))
}

/// A mistake in the page's words where it has them, by what stands in the field, else in the server's.
fn said(words: &Words, place: &str, field: &FieldError) -> String {
    let code = field.code.replace('_', "-");
    let (kind, most) = match place.split(['.', '#']).next() {
        Some("name") => ("name", 0),
        Some("description") => ("text", DESCRIPTION_CHARS),
        Some("logo") => ("logo", 0),
        Some("redirectUris") => ("address", MAX_REDIRECTS),
        Some("revocationUrl" | "installUrl") => ("address", 0),
        Some("scopes") => ("text", REASON_CHARS),
        Some("widget") => ("page", 0),
        _ => ("", 0),
    };
    let own = format!("integration-form-mistake-{kind}-{code}");
    if words.find(&own).is_some() {
        return words.with(&own, [("most", most.into())]);
    }
    let shared = match kind {
        "name" => format!("mistake-name-{code}"),
        "logo" => format!("mistake-icon-{code}"),
        "page" => format!("refusal-{code}"),
        _ => own,
    };
    words.find(&shared).unwrap_or_else(|| field.message.clone())
}

#[cfg(test)]
mod tests {
    use encaixe_api::error::FieldError;
    use encaixe_ui::api_client::Failure;
    use encaixe_ui::i18n::{Locale, Words};

    use super::super::draft::{Draft, Row};
    use super::Mistakes;

    fn refused(paths: &[&str]) -> Failure {
        let mut failure = Failure::new(Some(422), "invalid", "It is not as expected.".to_owned());
        failure.error.fields = paths
            .iter()
            .map(|path| FieldError {
                path: (*path).to_owned(),
                code: "of_no_list".to_owned(),
                message: format!("of {path}"),
            })
            .collect();
        failure
    }

    #[test]
    fn each_mistake_is_at_its_field_though_rows_and_scopes_that_are_not_sent_stand_before_it() {
        let mut sent = Draft::empty();
        sent.redirects = [(3, ""), (1, "https://a.example"), (5, " "), (2, "b")]
            .map(|(key, text)| Row {
                key,
                text: text.to_owned(),
            })
            .to_vec();
        for asked in sent.scopes.iter_mut().skip(1) {
            asked.is_wanted = true;
        }
        let second = sent.scopes[2].scope.as_str();
        let words = Words::of(Locale::En);
        let failure = refused(&[
            "redirectUris[1]",
            "scopes[1].reason.en",
            "widget.endpoint",
            "description.en",
            "description",
        ]);
        let found = Mistakes::of_failure(&words, &failure, &sent);
        let at = |place: &str| found.at(place).map(|text| text.to_string());
        let of = |path: &str| Some(format!("of {path}"));
        assert_eq!(at("redirectUris#2"), of("redirectUris[1]"));
        assert_eq!(
            at(&format!("scopes#{second}.reason.en")),
            of("scopes[1].reason.en")
        );
        assert_eq!(at("widget.endpoint"), of("widget.endpoint"));
        assert_eq!(at("description.en"), of("description.en"));
        assert_eq!(at("description.pt-BR"), of("description"));
        assert_eq!(found.elsewhere, None);
    }

    #[test]
    fn what_is_of_no_field_that_is_shown_is_said_under_the_form() {
        let words = Words::of(Locale::En);
        let sent = Draft::empty();
        for path in ["installUrl", "redirectUris[4]", "somewhere"] {
            let found = Mistakes::of_failure(&words, &refused(&[path]), &sent);
            assert_eq!(found.elsewhere, Some(format!("of {path}")));
            assert_eq!(found.at(path), None);
        }
        let bare = Mistakes::of_failure(&words, &refused(&[]), &sent);
        assert!(bare.elsewhere.is_some());
    }
}
