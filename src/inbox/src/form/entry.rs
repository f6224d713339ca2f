//! What stands in a field, and what that answers.

use std::collections::{BTreeMap, BTreeSet};

use encaixe_protocol::command::send_form::{
    ANSWER_CHARS, Answer, Choice, Item, ItemKind, Reply, Value,
};
use encaixe_ui::gathered;
use encaixe_ui::i18n::Locale;

use super::number::{self, NotNumber};
use super::{date, options};

/// What stands in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Entry {
    /// What was typed, as it was typed; of a date, `YYYY-MM-DD` or nothing.
    Text(String),
    /// The place of the chosen option.
    One(Option<usize>),
    /// The places of the chosen options.
    Many(BTreeSet<usize>),
    /// A date of which a part is missing.
    HalfDate,
}

/// What is wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mistake {
    /// Nothing stands where something must.
    Missing(ItemKind),
    /// The text is longer than [`ANSWER_CHARS`].
    TooLong,
    /// It is no number of the kind that is asked for.
    Number(ItemKind, NotNumber),
    /// It is no whole date.
    NotDate,
}

impl Mistake {
    /// The key of the words that say what is expected.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Missing(ItemKind::Select) => "form-missing-select",
            Self::Missing(ItemKind::MultiSelect) => "form-missing-multi-select",
            Self::Missing(ItemKind::Date) => "form-missing-date",
            Self::Missing(ItemKind::Number | ItemKind::Decimal) => "form-missing-number",
            Self::Missing(ItemKind::Text) => "form-missing-text",
            Self::TooLong => "form-too-long",
            Self::Number(ItemKind::Number, NotNumber::NotWhole) => "form-not-whole",
            Self::Number(_, NotNumber::Ambiguous) => "form-ambiguous",
            Self::Number(_, NotNumber::TooGreat) => "form-too-great",
            Self::Number(_, NotNumber::TooFine) => "form-too-fine",
            Self::Number(ItemKind::Number, _) => "form-not-number",
            Self::Number(..) => "form-not-decimal",
            Self::NotDate => "form-not-date",
        }
    }
}

/// What stands in the field when the form opens.
pub(crate) fn initial(item: &Item, locale: Locale) -> Entry {
    let place = |value: &Value| options(item).iter().position(|o| o.value == *value);
    match (item.kind, &item.value) {
        (ItemKind::Select, Some(Answer::One(value))) => Entry::One(place(value)),
        (ItemKind::Select, _) => Entry::One(None),
        (ItemKind::MultiSelect, Some(Answer::Many(values))) => {
            Entry::Many(gathered::set(values.iter().filter_map(place)))
        }
        (ItemKind::MultiSelect, _) => Entry::Many(BTreeSet::new()),
        (_, Some(Answer::One(Value::Text(text)))) => Entry::Text(text.clone()),
        (_, Some(Answer::One(Value::Number(number)))) => {
            Entry::Text(number::written(*number, locale))
        }
        (_, Some(Answer::Many(_)) | None) => Entry::Text(String::new()),
    }
}

/// A date's entry, now that its field was asked whether a part is missing: the page hears neither of that nor
/// of its end.
pub(crate) fn date_entry(entry: &Entry, is_half: bool) -> Entry {
    match entry {
        _ if is_half => Entry::HalfDate,
        Entry::HalfDate => Entry::Text(String::new()),
        whole => whole.clone(),
    }
}

/// Reads one field.
pub(crate) fn read(item: &Item, entry: &Entry, locale: Locale) -> Result<Option<Answer>, Mistake> {
    let value_at = |at: &usize| {
        let choice: Option<&Choice> = options(item).get(*at);
        choice.map(|choice| choice.value.clone())
    };
    let answer = match entry {
        Entry::Text(text) => read_text(item, text, locale)?,
        Entry::One(place) => place.as_ref().and_then(value_at).map(Answer::One),
        Entry::Many(places) => Some(Answer::Many(places.iter().filter_map(value_at).collect())),
        Entry::HalfDate => return Err(Mistake::NotDate),
    };
    // An option without a value is a page's own "choose one".
    let is_nothing = |value: &Value| match value {
        Value::Text(text) if item.kind == ItemKind::Text => text.trim().is_empty(),
        Value::Text(text) => text.is_empty(),
        Value::Number(_) => false,
    };
    let is_empty = match &answer {
        None => true,
        Some(Answer::Many(values)) => values.iter().all(is_nothing),
        Some(Answer::One(value)) => is_nothing(value),
    };
    if is_empty && item.required == Some(true) {
        return Err(Mistake::Missing(item.kind));
    }
    Ok(answer)
}

fn read_text(item: &Item, text: &str, locale: Locale) -> Result<Option<Answer>, Mistake> {
    let kind = item.kind;
    let wrong = |why| Mistake::Number(kind, why);
    let value = match kind {
        ItemKind::Text if text.chars().count() > ANSWER_CHARS => return Err(Mistake::TooLong),
        ItemKind::Text => Value::Text(text.to_owned()),
        _ if text.trim().is_empty() => return Ok(None),
        ItemKind::Number => Value::Number(number::whole(text, locale).map_err(wrong)?),
        ItemKind::Decimal => Value::Number(number::decimal(text, locale).map_err(wrong)?),
        ItemKind::Date if date::is_day(text) => Value::Text(text.to_owned()),
        ItemKind::Date => return Err(Mistake::NotDate),
        // Their entries are no texts.
        ItemKind::Select | ItemKind::MultiSelect => return Ok(None),
    };
    Ok(Some(Answer::One(value)))
}

/// Reads the form; else what is wrong, by the places of the questions.
pub(crate) fn read_all(
    items: &[Item],
    entries: &[Entry],
    locale: Locale,
) -> Result<Reply, BTreeMap<usize, Mistake>> {
    let mut answers = BTreeMap::new();
    let mut mistakes = BTreeMap::new();
    for (at, (item, entry)) in items.iter().zip(entries).enumerate() {
        match read(item, entry, locale) {
            Ok(answer) => {
                answers.insert(item.name.clone(), answer);
            }
            Err(mistake) => {
                mistakes.insert(at, mistake);
            }
        }
    }
    if mistakes.is_empty() {
        Ok(Reply { answers })
    } else {
        Err(mistakes)
    }
}
