//! An address as texts and fields, one after the other.

use super::address::{Wrong, wrong};

/// One stretch of an address.
pub(super) enum Piece<'t> {
    /// What stands there.
    Text(&'t str),
    /// A field's name.
    Field(&'t str),
}

/// Takes an address apart.
pub(super) fn pieces(text: &str) -> Result<Vec<Piece<'_>>, Wrong> {
    let braces = || {
        wrong(
            "braces",
            "`{{` and `}}` around a field's name, and no other braces or spaces",
            "",
        )
    };
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").ok_or_else(braces)?;
        pieces.extend((!before.is_empty()).then_some(Piece::Text(before)));
        pieces.push(Piece::Field(name.trim()));
        rest = after;
    }
    pieces.extend((!rest.is_empty()).then_some(Piece::Text(rest)));
    let is_good = |piece: &Piece| match piece {
        Piece::Text(text) => !text.contains(['{', '}', ' ']),
        Piece::Field(name) => !name.is_empty() && !name.contains(['{', '}', ' ', '/', '?', '#']),
    };
    if pieces.iter().all(is_good) {
        Ok(pieces)
    } else {
        Err(braces())
    }
}

impl Piece<'_> {
    /// It as an address has it.
    pub(super) fn written(&self) -> String {
        match self {
            Self::Text(text) => (*text).to_owned(),
            Self::Field(name) => format!("{{{{{name}}}}}"),
        }
    }

    /// It with something in the field's place.
    pub(super) fn filled(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Field(_) => "x",
        }
    }
}
