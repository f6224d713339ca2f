//! Whether a form can be asked. What cannot is said with its path, such as `items[2].options`.

use std::collections::HashMap;

use encaixe_protocol::command::send_form::{
    ANSWER_CHARS, Answer, Choice, ITEMS, Item, ItemKind, NAME_CHARS, OPTIONS, Params, TEXT_CHARS,
    Value,
};
use encaixe_protocol::error::WireError;

use super::date::is_day;
use super::number::WHOLE_MOST;

type Checked = Result<(), WireError>;

/// Checks a form's bounds and whether its parts fit one another.
pub(crate) fn check(params: &Params) -> Checked {
    let Params {
        kind: _,
        title,
        description,
        items,
        ok_text,
        cancel_text,
    } = params;
    text("title", title, TEXT_CHARS)?;
    optional_text("description", description.as_deref())?;
    optional_text("okText", ok_text.as_deref())?;
    optional_text("cancelText", cancel_text.as_deref())?;
    if items.is_empty() || items.len() > ITEMS {
        return wrong(
            "items",
            format!("has {}; 1 to {ITEMS} are taken", items.len()),
        );
    }
    let mut names = HashMap::new();
    for (at, one) in items.iter().enumerate() {
        item(&format!("items[{at}]"), one)?;
        if let Some(first) = names.insert(one.name.as_str(), at) {
            return wrong(
                &format!("items[{at}].name"),
                format!(
                    "{:?} is the name of items[{first}] too; each name is taken once",
                    one.name
                ),
            );
        }
    }
    Ok(())
}

fn item(path: &str, item: &Item) -> Checked {
    text(&format!("{path}.name"), &item.name, NAME_CHARS)?;
    optional_text(&format!("{path}.label"), item.label.as_deref())?;
    optional_text(&format!("{path}.description"), item.description.as_deref())?;
    if matches!(item.kind, ItemKind::Select | ItemKind::MultiSelect) {
        let options = item.options.as_deref();
        choices(&format!("{path}.options"), kind_word(item.kind), options)?;
    }
    item.value
        .as_ref()
        .map_or(Ok(()), |given| value(&format!("{path}.value"), item, given))
}

fn choices(path: &str, kind: &str, options: Option<&[Choice]>) -> Checked {
    let Some(options) = options else {
        return wrong(path, format!("missing; a {kind} needs at least one"));
    };
    if options.is_empty() || options.len() > OPTIONS {
        let count = options.len();
        return wrong(path, format!("has {count}; a {kind} takes 1 to {OPTIONS}"));
    }
    for (at, option) in options.iter().enumerate() {
        let path = format!("{path}[{at}]");
        optional_text(&format!("{path}.label"), option.label.as_deref())?;
        let before = options.iter().take(at);
        if let Some(first) = before.into_iter().position(|o| o.value == option.value) {
            return wrong(
                &format!("{path}.value"),
                format!(
                    "{} is the value of option {first} too; each value is taken once",
                    said(&option.value)
                ),
            );
        }
    }
    Ok(())
}

fn value(path: &str, item: &Item, given: &Answer) -> Checked {
    let options = item.options.as_deref().unwrap_or_default();
    let is_option = |value: &Value| options.iter().any(|option| option.value == *value);
    match (item.kind, given) {
        (ItemKind::Text, Answer::One(Value::Text(given))) => {
            let count = given.chars().count();
            if count > ANSWER_CHARS {
                return wrong(
                    path,
                    format!("has {count} characters; at most {ANSWER_CHARS} are taken"),
                );
            }
            Ok(())
        }
        (ItemKind::Number, Answer::One(Value::Number(number)))
            if number.fract() == 0.0 && number.abs() <= WHOLE_MOST =>
        {
            Ok(())
        }
        (ItemKind::Decimal, Answer::One(Value::Number(number))) if number.is_finite() => Ok(()),
        (ItemKind::Date, Answer::One(Value::Text(day))) if is_day(day) => Ok(()),
        (ItemKind::Select, Answer::One(one)) => {
            if is_option(one) {
                return Ok(());
            }
            wrong(path, format!("{} is not among the options", said(one)))
        }
        (ItemKind::MultiSelect, Answer::Many(many)) => {
            for (at, one) in many.iter().enumerate() {
                let path = format!("{path}[{at}]");
                if !is_option(one) {
                    return wrong(&path, format!("{} is not among the options", said(one)));
                }
                if many.iter().take(at).any(|before| before == one) {
                    return wrong(&path, format!("{} is there twice", said(one)));
                }
            }
            Ok(())
        }
        (kind, given) => wrong(
            path,
            format!("{} was expected, not {}", expected(kind), found(given)),
        ),
    }
}

const fn kind_word(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Text => "text",
        ItemKind::Select => "select",
        ItemKind::MultiSelect => "multi-select",
        ItemKind::Number => "number",
        ItemKind::Decimal => "decimal",
        ItemKind::Date => "date",
    }
}

const fn expected(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Text => "a text",
        ItemKind::Select => "one of the options' values",
        ItemKind::MultiSelect => "a list of the options' values",
        ItemKind::Number => "a whole number up to 2^53 - 1",
        ItemKind::Decimal => "a number",
        ItemKind::Date => "a day as YYYY-MM-DD",
    }
}

fn found(given: &Answer) -> String {
    match given {
        Answer::One(value) => said(value),
        Answer::Many(_) => "a list".to_owned(),
    }
}

/// A value as an author finds it again in their code.
fn said(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::Text(text) if text.chars().count() > 60 => "a long text".to_owned(),
        Value::Text(text) => format!("{text:?}"),
    }
}

fn text(path: &str, text: &str, most: usize) -> Checked {
    if text.trim().is_empty() {
        return wrong(path, format!("empty; 1 to {most} characters are taken"));
    }
    at_most(path, text, most)
}

/// An empty text is as good as a missing one.
fn optional_text(path: &str, text: Option<&str>) -> Checked {
    text.map_or(Ok(()), |text| at_most(path, text, TEXT_CHARS))
}

fn at_most(path: &str, text: &str, most: usize) -> Checked {
    let count = text.chars().count();
    if count > most {
        return wrong(
            path,
            format!("has {count} characters; at most {most} are taken"),
        );
    }
    Ok(())
}

fn wrong(path: &str, what: impl AsRef<str>) -> Checked {
    Err(WireError::invalid(format!("{path}: {}", what.as_ref())))
}
