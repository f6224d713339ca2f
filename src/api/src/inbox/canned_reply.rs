//! Texts that agents send again and again, with variables in them.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::custom_field::CustomField;
use crate::Timestamp;
use crate::id::CannedReplyId;

/// The longest text, in characters.
pub const TEXT_CHARS: usize = 10_000;

/// A canned reply: `GET /api/canned-replies` has those of everybody and the caller's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CannedReply {
    /// Its id.
    pub id: CannedReplyId,
    /// What agents look for it by.
    pub name: String,
    /// The text, with variables such as `{{contact.first_name}}`.
    pub text: String,
    /// Whether everybody has it; else it is the caller's own.
    pub shared: bool,
    /// When it was made.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub created_at: Timestamp,
    /// When it last changed.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub updated_at: Timestamp,
}

/// `POST /api/canned-replies` (any role; a shared one is for admins to make).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewCannedReply {
    /// What agents look for it by, 1 to 60 characters; no two of one owner share it, case and accents aside.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub name: String,
    /// The text. Variables are `{{contact.name}}`, `{{contact.first_name}}`, `{{contact.email}}`, `{{contact.phone}}`,
    /// `{{agent.name}}`, `{{agent.first_name}}`, and `{{field.KEY}}` and `{{session.KEY}}` for custom fields of contacts and
    /// of attendances.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10_000))]
    pub text: String,
    /// Whether everybody has it; a token, which is nobody, makes shared ones alone.
    #[serde(default)]
    pub shared: bool,
}

/// `PATCH /api/canned-replies/{id}`: a missing field stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CannedReplyPatch {
    /// A new name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub name: Option<String>,
    /// A new text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10_000))]
    pub text: Option<String>,
}

/// The variables that every workspace has.
pub const VARIABLES: [&str; 6] = [
    "contact.name",
    "contact.first_name",
    "contact.email",
    "contact.phone",
    "agent.name",
    "agent.first_name",
];

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words, as they stand.
    Words(&'a str),
    /// The name of a variable.
    Variable(&'a str),
}

/// A text as its words and variables. What is no variable's writing, such as `{{ }}` or a brace alone, is words.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let mut from = 0;
    while let Some(start) = rest.get(from..).and_then(|text| text.find("{{")) {
        let start = from + start;
        let inside = rest.get(start + 2..).unwrap_or_default();
        let found = inside.find("}}").and_then(|end| {
            let name = inside.get(..end)?.trim();
            is_name(name).then_some((name, start + 2 + end + 2))
        });
        match found {
            Some((name, end)) => {
                if start > 0 {
                    pieces.push(Piece::Words(rest.get(..start).unwrap_or_default()));
                }
                pieces.push(Piece::Variable(name));
                rest = rest.get(end..).unwrap_or_default();
                from = 0;
            }
            None => from = start + 2,
        }
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest));
    }
    pieces
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-'))
}

/// The variable of a custom field.
#[must_use]
pub fn variable_of(field: &CustomField) -> String {
    let of = if field.entity == "contact" {
        "field"
    } else {
        "session"
    };
    format!("{of}.{}", field.placeholder)
}

/// The first variable of a text that a workspace with these fields does not have.
#[must_use]
pub fn unknown_variable<'a>(text: &'a str, fields: &[CustomField]) -> Option<&'a str> {
    let known: BTreeSet<String> = fields.iter().map(variable_of).collect();
    pieces(text).into_iter().find_map(|piece| match piece {
        Piece::Variable(name) if !VARIABLES.contains(&name) && !known.contains(name) => Some(name),
        Piece::Variable(_) | Piece::Words(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Piece, pieces};

    #[test]
    fn a_text_is_its_words_and_its_variables() {
        use Piece::{Variable, Words};
        for (text, want) in [
            ("", vec![]),
            ("Oi!", vec![Words("Oi!")]),
            ("{{contact.name}}", vec![Variable("contact.name")]),
            (
                "Oi {{ contact.name }}, é {{agent.name}}.",
                vec![
                    Words("Oi "),
                    Variable("contact.name"),
                    Words(", é "),
                    Variable("agent.name"),
                    Words("."),
                ],
            ),
            ("{{}} {{ }} {{a b}}", vec![Words("{{}} {{ }} {{a b}}")]),
            ("{{a", vec![Words("{{a")]),
            ("{{{a}}}", vec![Words("{{{a}}}")]),
            ("{{x {{a}}", vec![Words("{{x "), Variable("a")]),
            ("é{{é}}é", vec![Words("é"), Variable("é"), Words("é")]),
        ] {
            assert_eq!(pieces(text), want, "{text}");
        }
    }
}
