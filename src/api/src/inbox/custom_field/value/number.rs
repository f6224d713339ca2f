//! Numbers that are kept exactly.

use encaixe_protocol::event::conversation::Scalar;

use super::{Refusal, shown, type_of};

/// The greatest whole number that every JSON reader keeps exactly: 2^53 - 1.
const SAFE: f64 = 9_007_199_254_740_991.0;

/// So many digits every decimal may have: a number of 64 bits keeps each of them. One with more is rounded, or was
/// by whoever reckoned it, as 0.1 + 0.2 is.
pub(super) const DIGITS: usize = 15;

/// So many digits tell every number of 64 bits from every other. Source: IEEE 754-2019, 5.12.2.
const MOST_DIGITS: usize = 17;

pub(super) fn whole(value: &Scalar) -> Result<f64, Refusal> {
    let number = number(value, "a whole number")?;
    if number.fract() != 0.0 {
        Err(Refusal::NotWhole(shown(&number.to_string())))
    } else if number.abs() > SAFE {
        Err(Refusal::Unsafe(shown(&number.to_string())))
    } else {
        Ok(number)
    }
}

pub(super) fn decimal(value: &Scalar) -> Result<f64, Refusal> {
    let number = exact(number(value, "a number")?)?;
    match value {
        // A text may have more digits than are left of it when it is read.
        Scalar::Text(text) if !is_exact(text.trim()) => Err(Refusal::Inexact(shown(text.trim()))),
        Scalar::Text(_) | Scalar::Number(_) | Scalar::List(_) => Ok(number),
    }
}

/// A finite number; minus nothing is nothing.
fn number(value: &Scalar, expected: &'static str) -> Result<f64, Refusal> {
    let number = match value {
        Scalar::Number(number) => *number,
        Scalar::Text(text) => parse(text.trim())?,
        other @ Scalar::List(_) => return Err(type_of(other, expected)),
    };
    if number.is_finite() {
        Ok(number + 0.0)
    } else {
        Err(Refusal::NotNumber(number.to_string()))
    }
}

/// What came as a number was read as one of 64 bits already: whether digits were lost then shows by how many it has.
pub(super) fn exact(number: f64) -> Result<f64, Refusal> {
    if is_safe(number) || digits(&format!("{number:e}")) <= DIGITS {
        Ok(number)
    } else {
        Err(Refusal::Inexact(shown(&number.to_string())))
    }
}

fn is_safe(number: f64) -> bool {
    number.fract() == 0.0 && number.abs() <= SAFE
}

/// Whether a number of 64 bits keeps this one as it is written, zeros and exponents aside. What is no number is not kept.
#[must_use]
pub fn is_exact(text: &str) -> bool {
    let (Ok(number), Some(written)) = (text.parse::<f64>(), parts(text)) else {
        return false;
    };
    let is_kept_by = |kept: &str| parts(kept).as_ref() == Some(&written);
    // Many programs write each number with all the digits that any may need, 0.1 as 0.10000000000000001.
    let count = written.0.len();
    is_kept_by(&format!("{number:e}"))
        || (1..=MOST_DIGITS).contains(&count) && is_kept_by(&format!("{number:.*e}", count - 1))
}

/// The digits of a number that say something, and the power of ten of the first of them; none where the exponent is none.
fn parts(text: &str) -> Option<(String, i64)> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_digit = |c: &char| c.is_ascii_digit();
    let all: String = whole
        .chars()
        .chain(fraction.chars())
        .filter(is_digit)
        .collect();
    let said = all.trim_start_matches('0');
    let power = match said {
        "" => 0,
        _ => {
            let before = i64::try_from(whole.chars().filter(is_digit).count()).ok()?;
            let zeros = i64::try_from(all.len() - said.len()).ok()?;
            exponent.parse::<i64>().ok()?.checked_add(before - zeros)?
        }
    };
    Some((said.trim_end_matches('0').to_owned(), power))
}

/// How many digits of a number say something: not the zeros before and behind, nor its exponent.
fn digits(text: &str) -> usize {
    let mantissa = text.split(['e', 'E']).next().unwrap_or_default();
    let all: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    all.trim_matches('0').len()
}

/// Rust also reads `inf`, `nan`, `.5` and `5.`; here a number begins and ends with a digit.
fn parse(text: &str) -> Result<f64, Refusal> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let framed = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.ends_with(|c: char| c.is_ascii_digit());
    match text.parse::<f64>() {
        Ok(number) if framed && number.is_finite() => Ok(number),
        _ if digits.contains(',') => Err(Refusal::Comma(shown(text))),
        _ => Err(Refusal::NotNumber(shown(text))),
    }
}
