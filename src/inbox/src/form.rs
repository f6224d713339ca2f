//! Plugins' forms without a screen: whether a form can be asked, what stands in its fields, what that answers.

pub(crate) mod check;
pub(crate) mod date;
pub(crate) mod entry;
pub(crate) mod number;

#[cfg(test)]
mod tests;

use encaixe_protocol::command::send_form::{Choice, Item, Value};

/// What the agent reads above a field.
pub(crate) fn label(item: &Item) -> &str {
    item.label
        .as_deref()
        .filter(|label| !label.trim().is_empty())
        .unwrap_or(&item.name)
}

/// What the agent reads for an option.
pub(crate) fn choice_label(choice: &Choice) -> String {
    let own = choice.label.as_deref();
    own.filter(|label| !label.trim().is_empty())
        .map_or_else(|| text_of(&choice.value), ToOwned::to_owned)
}

/// The options of a question; none where it has none.
pub(crate) fn options(item: &Item) -> &[Choice] {
    item.options.as_deref().unwrap_or_default()
}

/// A value as a text.
pub(crate) fn text_of(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.clone(),
    }
}
