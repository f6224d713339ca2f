//! Numbers as people type them: with a comma or a dot before the fraction, with or without marks between thousands.

use encaixe_ui::decimal;
use encaixe_ui::i18n::Locale;

/// The greatest whole number that every engine holds exactly.
pub(crate) const WHOLE_MOST: f64 = 9_007_199_254_740_991.0;

/// So many digits every decimal may have, as the server has it.
const DIGITS: usize = 15;

/// Why a text is no number of the kind that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotNumber {
    /// It is none at all.
    Unreadable,
    /// It has a fraction where a whole number is asked for.
    NotWhole,
    /// The one mark stands before three digits and is not the language's own mark of a fraction: it may mean
    /// thousands.
    Ambiguous,
    /// It is beyond what can be held exactly.
    TooGreat,
    /// It has more digits than can be held exactly.
    TooFine,
}

/// The mark before a fraction.
pub(crate) const fn mark(locale: Locale) -> char {
    match locale {
        Locale::PtBr => ',',
        Locale::En => '.',
    }
}

/// A number as the reader writes it, without marks between thousands.
pub(crate) fn written(number: f64, locale: Locale) -> String {
    let text = number.to_string();
    match mark(locale) {
        '.' => text,
        mark => text.replace('.', &mark.to_string()),
    }
}

/// Reads a whole number. The language's own mark between thousands is taken.
pub(crate) fn whole(text: &str, locale: Locale) -> Result<f64, NotNumber> {
    let parts = Parts::of(text)?;
    let thousands = match mark(locale) {
        ',' => '.',
        _ => ',',
    };
    let only_thousands = parts.marks.iter().all(|mark| *mark == thousands) && parts.is_grouped();
    if !parts.marks.is_empty() && !only_thousands {
        return Err(NotNumber::NotWhole);
    }
    let number = parts.number(parts.digits.len());
    match number {
        // Of a whole number one digit more may count.
        Ok(number) if number.abs() > WHOLE_MOST => Err(NotNumber::TooGreat),
        Err(NotNumber::TooFine) => Err(NotNumber::TooGreat),
        number => number,
    }
}

/// Reads a number with a fraction: `1234,5`, `1234.5`, `1.234,5` and `1,234.5` are the same in every language.
pub(crate) fn decimal(text: &str, locale: Locale) -> Result<f64, NotNumber> {
    let parts = Parts::of(text)?;
    let (first, last) = (parts.marks.first(), parts.marks.last());
    let before_fraction = match (first, last) {
        (None, _) | (_, None) => parts.digits.len(),
        // The same mark twice stands between thousands; two kinds: the last one stands before the fraction.
        (Some(first), Some(last)) if first == last && parts.marks.len() > 1 => {
            if !parts.is_grouped() {
                return Err(NotNumber::Unreadable);
            }
            parts.digits.len()
        }
        (Some(_), Some(last)) if parts.marks.len() == 1 => {
            if *last != mark(locale) && parts.is_grouped() {
                return Err(NotNumber::Ambiguous);
            }
            parts.digits.len() - 1
        }
        (Some(_), Some(_)) => {
            let thousands = parts.without_last();
            if !thousands.is_grouped() || !thousands.marks.windows(2).all(|two| two[0] == two[1]) {
                return Err(NotNumber::Unreadable);
            }
            parts.digits.len() - 1
        }
    };
    parts.number(before_fraction)
}

/// A text's sign, its runs of digits, and the marks between them.
#[derive(Clone)]
struct Parts<'a> {
    negative: bool,
    digits: Vec<&'a str>,
    marks: Vec<char>,
}

impl<'a> Parts<'a> {
    fn of(text: &'a str) -> Result<Self, NotNumber> {
        let text = text.trim();
        let (negative, rest) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let digits: Vec<&str> = rest.split([',', '.']).collect();
        let marks = rest.chars().filter(|c| matches!(c, ',' | '.')).collect();
        let parts = Self {
            negative,
            digits,
            marks,
        };
        let last = parts.digits.len() - 1;
        let readable = parts.digits.iter().enumerate().all(|(at, run)| {
            let may_be_empty = last == 1 && at == 0 && !parts.digits[1].is_empty();
            run.bytes().all(|byte| byte.is_ascii_digit()) && (!run.is_empty() || may_be_empty)
        });
        if readable {
            Ok(parts)
        } else {
            Err(NotNumber::Unreadable)
        }
    }

    /// Whether every mark may stand between thousands.
    fn is_grouped(&self) -> bool {
        let Some((first, rest)) = self.digits.split_first() else {
            return false;
        };
        (1..=3).contains(&first.len())
            && !first.starts_with('0')
            && rest.iter().all(|run| run.len() == 3)
    }

    fn without_last(&self) -> Self {
        let mut shorter = self.clone();
        shorter.digits.pop();
        shorter.marks.pop();
        shorter
    }

    /// The number whose first `whole` runs stand before the fraction.
    fn number(&self, whole: usize) -> Result<f64, NotNumber> {
        let (whole, fraction) = self.digits.split_at(whole);
        let sign = if self.negative { "-" } else { "" };
        let text = format!("{sign}{}.{}0", whole.concat(), fraction.concat());
        let number = decimal::read(&text).ok_or(NotNumber::Unreadable)?;
        if !number.is_finite() {
            return Err(NotNumber::TooGreat);
        }
        let digits = format!("{}{}", whole.concat(), fraction.concat());
        let is_safe = number.fract() == 0.0 && number.abs() <= WHOLE_MOST;
        if !is_safe && digits.trim_matches('0').len() > DIGITS {
            return Err(NotNumber::TooFine);
        }
        // Minus nothing is nothing.
        Ok(number + 0.0)
    }
}
