//! `validations`: what a field's value has to be like.

use jsonc_parser::ast::Value;

use super::super::Check;
use super::super::notes::{Notes, Spot};
use super::super::pattern::{MAX_PATTERN, compile};
use super::keys::Place;
use super::object::{Node, Object};

/// The most that a length may be.
pub(in super::super) const MAX_LENGTH: u32 = 10_000;
/// The most conditions of one field.
pub(in super::super) const MAX_CHECKS: usize = 10;
/// The most patterns of a file: each is compiled when it is read.
const MAX_PATTERNS: usize = 100;

/// How many patterns were read.
#[derive(Default)]
pub(super) struct Patterns(usize);

/// Reads a field's conditions.
pub(super) fn read(
    object: &Object,
    patterns: &mut Patterns,
    notes: &mut Notes,
) -> Option<Vec<Check>> {
    let Some(node) = object.get("validations") else {
        return Some(Vec::new());
    };
    let values = node.list("conditions", notes)?;
    let mut checks: Vec<Option<Check>> = Vec::new();
    for (index, value) in values.iter().enumerate() {
        let path = node.path.index(index);
        let read = check(Node { value, path }, patterns, notes);
        let again = |one: &Check| {
            let kind = std::mem::discriminant(one);
            let same = |read: &Check| std::mem::discriminant(read) == kind;
            !matches!(one, Check::Pattern(_)) && read.as_ref().is_some_and(same)
        };
        // There are three kinds, so that no list of good ones gets longer than what was asked for.
        if checks.iter().take(MAX_CHECKS).flatten().any(again) {
            let node = Node { value, path };
            notes.error("duplicate", node.spot(), "each condition once");
        }
        checks.push(read);
    }
    if values.len() > MAX_CHECKS {
        let spot = Spot {
            found: format!("{} conditions", values.len()),
            ..node.spot()
        };
        notes.error("too_many", spot, format!("at most {MAX_CHECKS} conditions"));
    }
    let checks: Vec<_> = checks.into_iter().collect::<Option<_>>()?;
    lengths(node, &checks, notes);
    Some(checks)
}

fn lengths(node: Node, checks: &[Check], notes: &mut Notes) {
    let (mut least, mut most) = (None, None);
    for check in checks {
        match check {
            Check::MinLength(length) => least = Some(*length),
            Check::MaxLength(length) => most = Some(*length),
            Check::Pattern(_) => {}
        }
    }
    if let (Some(least), Some(most)) = (least, most)
        && least > most
    {
        let spot = Spot {
            found: format!("`min_length` {least} and `max_length` {most}"),
            ..node.spot()
        };
        notes.error(
            "value",
            spot,
            "a `min_length` that is not above `max_length`",
        );
    }
}

fn check(node: Node, patterns: &mut Patterns, notes: &mut Notes) -> Option<Check> {
    #[derive(Clone, Copy, PartialEq)]
    enum Name {
        Min,
        Max,
        Pattern,
    }
    let object = Object::open(node, Place::Validation, notes)?;
    let name = object.need("name", "`min_length`, `max_length` or `pattern`", notes);
    let names = [
        ("min_length", Name::Min),
        ("max_length", Name::Max),
        ("pattern", Name::Pattern),
    ];
    let name = name.and_then(|node| node.word(&names, notes));
    let value = object.need("value", "what the condition asks for", notes);
    let (name, value) = (name?, value?);
    if name == Name::Pattern {
        return pattern(value, patterns, notes);
    }
    let length = match value.value {
        Value::NumberLit(number) => number.value.parse().ok(),
        _ => None,
    };
    match length {
        Some(length) if length <= MAX_LENGTH => Some(match name {
            Name::Min => Check::MinLength(length),
            Name::Max | Name::Pattern => Check::MaxLength(length),
        }),
        _ => {
            let code = if matches!(value.value, Value::NumberLit(_)) {
                "value"
            } else {
                "type"
            };
            let expected = format!("a whole number from 0 to {MAX_LENGTH}");
            notes.error(code, value.spot(), expected);
            None
        }
    }
}

fn pattern(node: Node, patterns: &mut Patterns, notes: &mut Notes) -> Option<Check> {
    let pattern = node.text(notes)?;
    if pattern.chars().count() > MAX_PATTERN {
        let expected = format!("a regular expression of at most {MAX_PATTERN} characters");
        notes.error("length", node.spot(), expected);
        return None;
    }
    patterns.0 += 1;
    if patterns.0 > MAX_PATTERNS {
        if patterns.0 == MAX_PATTERNS + 1 {
            let expected = format!("at most {MAX_PATTERNS} patterns in a file");
            notes.error("too_many", node.spot(), expected);
        }
        return None;
    }
    match compile(pattern) {
        Ok(_) => Some(Check::Pattern(pattern.to_owned())),
        Err(error) => {
            notes.error_with("pattern", node.spot(), "a regular expression", error);
            None
        }
    }
}
