//! Whether a field takes a value, and how the value is stored.

mod number;

use encaixe_protocol::event::conversation::Scalar;
use thiserror::Error;

use self::number::{DIGITS, decimal, exact, whole};
use super::{Choice, CustomField};
use crate::visible::is_blank;

pub use self::number::is_exact;

/// The longest text, in characters.
pub const TEXT_CHARS: usize = 10_000;

/// The most texts of a `multi-select`.
pub const CHOSEN: usize = 500;

/// How many options, and how many characters of a value, a refusal repeats.
const SHOWN: usize = 30;
const SHOWN_CHARS: usize = 60;

/// Why a field does not take a value.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The value is of another type.
    #[error("{expected} is expected, not {given}")]
    Type {
        /// What the field takes.
        expected: &'static str,
        /// What was given.
        given: &'static str,
    },
    /// A text, or all texts of a list together, beyond the bound.
    #[error("at most {TEXT_CHARS} characters are taken; this has {0}")]
    TooLong(usize),
    /// A list beyond the bound.
    #[error("at most {CHOSEN} values are taken; these are {0}")]
    TooMany(usize),
    /// No number.
    #[error("`{0}` is no number")]
    NotNumber(String),
    /// A number whose fraction stands behind a comma.
    #[error("`{0}` has a comma: write the fraction behind a dot, and no separator of thousands")]
    Comma(String),
    /// A fraction where none may be.
    #[error("`{0}` is no whole number")]
    NotWhole(String),
    /// A number that not every program keeps exactly.
    #[error("`{0}` lies outside -9007199254740991 to 9007199254740991")]
    Unsafe(String),
    /// A number that is not kept as it is written.
    #[error(
        "`{0}` has more than {DIGITS} digits and would not be kept exactly: round it, or keep it in a text"
    )]
    Inexact(String),
    /// No day of the calendar.
    #[error("`{0}` is no day of the calendar, written YYYY-MM-DD")]
    NotDay(String),
    /// Not among the options.
    #[error("`{given}` is none of the options: {options}")]
    NotOption {
        /// What was given.
        given: String,
        /// What there is.
        options: String,
    },
    /// The same text twice.
    #[error("`{0}` is there more than once")]
    Repeated(String),
}

impl Refusal {
    /// The reason for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Type { .. } => "type",
            Self::TooLong(_) => "too_long",
            Self::TooMany(_) => "too_many",
            Self::NotNumber(_) => "not_number",
            Self::Comma(_) => "comma",
            Self::NotWhole(_) => "not_whole",
            Self::Unsafe(_) => "unsafe",
            Self::Inexact(_) => "inexact",
            Self::NotDay(_) => "not_day",
            Self::NotOption { .. } => "not_option",
            Self::Repeated(_) => "repeated",
        }
    }
}

impl CustomField {
    /// The value as it is stored; none when it empties the field, as an empty text or list does.
    ///
    /// `number` and `decimal` also take a number's text with a dot, `text` and `select` also a number, which
    /// becomes its text; `date` takes `YYYY-MM-DD`; a `multi-select` is put in the order of its options.
    ///
    /// # Errors
    /// The first [`Refusal`] that applies.
    pub fn check(&self, value: &Scalar) -> Result<Option<Scalar>, Refusal> {
        let is_empty = match value {
            Scalar::Number(_) => false,
            Scalar::Text(text) => is_blank(text),
            Scalar::List(list) => list.is_empty(),
        };
        if is_empty {
            return Ok(None);
        }
        match self.kind.as_str() {
            "number" => whole(value).map(Scalar::Number),
            "decimal" => decimal(value).map(Scalar::Number),
            "date" => day(value).map(Scalar::Text),
            "select" => select(&self.options, value).map(Scalar::Text),
            "multi-select" => multi_select(&self.options, value).map(Scalar::List),
            // A kind of a later version is kept as it is written.
            _ => text(value, "a text").map(Scalar::Text),
        }
        .map(Some)
    }
}

fn text(value: &Scalar, expected: &'static str) -> Result<String, Refusal> {
    let text = match value {
        Scalar::Text(text) => text.clone(),
        // As JavaScript writes it, but for exponents.
        Scalar::Number(number) if number.is_finite() => exact(*number)?.to_string(),
        other => return Err(type_of(other, expected)),
    };
    match text.chars().count() {
        count if count > TEXT_CHARS => Err(Refusal::TooLong(count)),
        _ => Ok(text),
    }
}

fn day(value: &Scalar) -> Result<String, Refusal> {
    let Scalar::Text(text) = value else {
        return Err(type_of(value, "a day's text, YYYY-MM-DD,"));
    };
    let text = text.trim();
    if is_day(text) {
        Ok(text.to_owned())
    } else {
        Err(Refusal::NotDay(shown(text)))
    }
}

/// In the proleptic Gregorian calendar, from the year 1 to 9999, as `<input type="date">` has it.
fn is_day(text: &str) -> bool {
    let read = |from: usize, to: usize| {
        let digits = text.get(from..to)?;
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| digits.parse::<u32>().ok()).flatten()
    };
    let dashes = text.len() == 10 && text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
    let (Some(year), Some(month), Some(day)) = (read(0, 4), read(5, 7), read(8, 10)) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    dashes && year > 0 && (1..=days).contains(&day)
}

fn select(options: &[Choice], value: &Scalar) -> Result<String, Refusal> {
    let chosen = text(value, "one of the options")?;
    place(options, &chosen).map(|_| chosen)
}

fn multi_select(options: &[Choice], value: &Scalar) -> Result<Vec<String>, Refusal> {
    let Scalar::List(list) = value else {
        return Err(type_of(value, "a list of options"));
    };
    if list.len() > CHOSEN {
        return Err(Refusal::TooMany(list.len()));
    }
    let chars = list.iter().map(|one| one.chars().count()).sum();
    if chars > TEXT_CHARS {
        return Err(Refusal::TooLong(chars));
    }
    let mut chosen: Vec<(usize, &String)> = Vec::with_capacity(list.len());
    for one in list {
        if chosen.iter().any(|(_, other)| *other == one) {
            return Err(Refusal::Repeated(shown(one)));
        }
        chosen.push((place(options, one)?, one));
    }
    // A stable sort: without options all places are the same.
    chosen.sort_by_key(|(place, _)| *place);
    Ok(chosen.into_iter().map(|(_, one)| one.clone()).collect())
}

/// Where an option stands; any text will do when there are none.
fn place(options: &[Choice], chosen: &str) -> Result<usize, Refusal> {
    if options.is_empty() {
        return Ok(0);
    }
    options
        .iter()
        .position(|option| option.value == chosen)
        .ok_or_else(|| Refusal::NotOption {
            given: shown(chosen),
            options: listed(options.iter().map(|option| option.value.as_str())),
        })
}

fn type_of(value: &Scalar, expected: &'static str) -> Refusal {
    let given = match value {
        Scalar::Number(_) => "a number",
        Scalar::Text(_) => "a text",
        Scalar::List(_) => "a list",
    };
    Refusal::Type { expected, given }
}

fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN_CHARS).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

/// Names for a sentence: the first ones, and how many more there are.
pub fn listed<'a>(names: impl ExactSizeIterator<Item = &'a str>) -> String {
    let more = names.len().saturating_sub(SHOWN);
    let mut text = names.take(SHOWN).map(shown).collect::<Vec<_>>().join(", ");
    if more > 0 {
        text += &format!(" and {more} more");
    }
    text
}

#[cfg(test)]
mod tests;
