//! JSON with comments, as a tree whose parts know where they stand. What other dialects allow beyond that is read too, so that everything else
//! in the file can be told as well, and is an error (`lenient`).

mod lenient;
mod place;

use jsonc_parser::ast::Value;
use jsonc_parser::errors::{ParseError, ParseErrorKind};
use jsonc_parser::{CollectOptions, CommentCollectionStrategy, ParseOptions, ParseResult};

use super::notes::{Notes, Spot, quoted};

/// How deep objects and lists may lie in each other.
pub(super) const MAX_DEPTH: usize = 32;

const UNCLOSED: &str = "`\"` at the end of this text, in the same line";

/// Reads a text. There is nothing when it is no JSON in any dialect, or nested too deep.
pub(super) fn read<'a>(text: &'a str, notes: &mut Notes) -> Option<Value<'a>> {
    let result = match parse(text) {
        Ok(result) => result,
        Err(error) => {
            note_syntax(text, &error, notes);
            return None;
        }
    };
    let tokens = result.tokens.unwrap_or_default();
    let Some(value) = result.value else {
        let spot = Spot {
            at: text.len(),
            path: String::new(),
            found: "nothing".to_owned(),
        };
        notes.error("syntax", spot, "an object: `{ ... }`");
        return None;
    };
    if let Some(at) = place::too_deep(&tokens, MAX_DEPTH) {
        let path = place::paths(text, &[at]).pop().unwrap_or_default();
        note_depth(at, path, notes);
        return None;
    }
    lenient::note(text, &tokens, notes);
    Some(value)
}

/// The tree of a text, with everything that stands in it.
pub(super) fn parse(text: &str) -> Result<ParseResult<'_>, ParseError> {
    let collect = CollectOptions {
        comments: CommentCollectionStrategy::AsTokens,
        tokens: true,
    };
    jsonc_parser::parse_to_ast(text, &collect, &ParseOptions::default())
}

fn note_depth(at: usize, path: String, notes: &mut Notes) {
    let spot = Spot {
        at,
        path,
        found: format!("more than {MAX_DEPTH} levels"),
    };
    notes.error(
        "too_deep",
        spot,
        format!("at most {MAX_DEPTH} objects and lists in each other"),
    );
}

fn note_syntax(text: &str, error: &ParseError, notes: &mut Notes) {
    let at = error.range().start.min(text.len());
    if let Some(at) = place::unclosed(text, at) {
        let path = place::paths(text, &[at]).pop().unwrap_or_default();
        let found = begun(text, at);
        notes.error("syntax", Spot { at, path, found }, UNCLOSED);
        return;
    }
    let path = place::paths(text, &[at]).pop().unwrap_or_default();
    if matches!(error.kind(), ParseErrorKind::NestingDepthExceeded) {
        note_depth(at, path, notes);
        return;
    }
    let found = begun(text, at);
    let (expected, hint) = expected(error.kind());
    notes.error_with("syntax", Spot { at, path, found }, expected, hint);
}

/// What stands there, as far as it is shown.
fn begun(text: &str, at: usize) -> String {
    match text.get(at..).unwrap_or_default().lines().next() {
        None | Some("") if at >= text.len() => "the end of the file".to_owned(),
        None | Some("") => "the end of the line".to_owned(),
        Some(line) => quoted(&line.chars().take(20).collect::<String>()),
    }
}

fn expected(kind: &ParseErrorKind) -> (String, &'static str) {
    use ParseErrorKind as Kind;
    let (expected, hint) = match kind {
        Kind::ExpectedColonAfterObjectKey => ("`:` after a key", ""),
        Kind::ExpectedObjectValue => ("a value after `:`", ""),
        Kind::ExpectedStringObjectProperty | Kind::UnexpectedTokenInObject => {
            ("a key in double quotes, or `}`", "")
        }
        Kind::MultipleRootJsonValues => ("the end of the file", "a `}` may be one too many"),
        Kind::UnexpectedCloseBrace => ("a value before `}`", ""),
        Kind::UnexpectedCloseBracket => ("a value before `]`", ""),
        Kind::UnexpectedColon => ("a value", "a key stands in an object: `{ ... }`"),
        Kind::UnexpectedComma => ("a value before `,`", "a comma may be one too many"),
        Kind::UnexpectedWord => (
            "a value: a text in double quotes, a number, `true`, `false`, an object or a list",
            "a text stands in double quotes",
        ),
        Kind::UnterminatedArray => ("`]` at the end of this list", ""),
        Kind::UnterminatedObject => ("`}` at the end of this object", ""),
        Kind::UnterminatedCommentBlock => ("`*/` at the end of this comment", ""),
        Kind::String(jsonc_parser::ParseStringErrorKind::UnterminatedStringLiteral) => {
            (UNCLOSED, "")
        }
        other => return (format!("JSON: {}", other.to_string().to_lowercase()), ""),
    };
    (expected.to_owned(), hint)
}
