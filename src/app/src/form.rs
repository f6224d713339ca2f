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

/// A text as options are searched: small letters without accents.
pub(crate) fn folded(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .filter_map(|letter| match letter {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => Some('a'),
            'ç' => Some('c'),
            'è' | 'é' | 'ê' | 'ë' => Some('e'),
            'ì' | 'í' | 'î' | 'ï' => Some('i'),
            'ñ' => Some('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' => Some('o'),
            'ù' | 'ú' | 'û' | 'ü' => Some('u'),
            // The accent of a letter that is written as two characters.
            '\u{300}'..='\u{36f}' => None,
            other => Some(other),
        })
        .collect()
}
