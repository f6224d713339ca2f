//! Points in time: whole milliseconds since 1970 inside, RFC 3339 on every wire.

use std::time::{SystemTime, UNIX_EPOCH};

/// Milliseconds since 1970 in UTC.
pub type Millis = i64;

/// One second.
pub const SECOND: Millis = 1_000;
/// One minute.
pub const MINUTE: Millis = 60 * SECOND;
/// One hour.
pub const HOUR: Millis = 60 * MINUTE;
/// One day.
pub const DAY: Millis = 24 * 60 * MINUTE;

/// The time now.
#[must_use]
pub fn now() -> Millis {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| {
            i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
        })
}

/// Such as `2026-11-22T17:20:16.000Z`.
#[must_use]
pub fn rfc3339(at: Millis) -> String {
    let (year, month, day) = civil(at.div_euclid(DAY));
    let rest = at.rem_euclid(DAY);
    let (hour, minute) = (rest / (60 * MINUTE), rest / MINUTE % 60);
    let (second, milli) = (rest / SECOND % 60, rest % SECOND);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milli:03}Z")
}

/// Reads RFC 3339, with any offset; what is finer than a millisecond is cut off.
#[must_use]
pub fn parse(text: &str) -> Option<Millis> {
    let (date, rest) = text.split_at_checked(10)?;
    let [year, month, day] = numbers(date, '-')?;
    let (clock, rest) = rest.strip_prefix(['T', 't'])?.split_at_checked(8)?;
    let [hour, minute, second] = numbers(clock, ':')?;
    let (milli, offset) = match rest.strip_prefix('.') {
        None => (0, rest),
        Some(rest) => {
            let end = rest.find(|c: char| !c.is_ascii_digit())?;
            let (digits, offset) = rest.split_at_checked(end)?;
            let milli = digits.bytes().chain(*b"00").take(3);
            let milli = milli.fold(0, |sum, digit| sum * 10 + Millis::from(digit - b'0'));
            (if digits.is_empty() { None } else { Some(milli) }?, offset)
        }
    };
    let offset = match offset.strip_prefix(['+', '-']) {
        None => matches!(offset, "Z" | "z").then_some(0)?,
        Some(clock) => {
            let [hours, minutes] = numbers(clock, ':')?;
            let size = (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)?;
            size * MINUTE * if offset.starts_with('-') { -1 } else { 1 }
        }
    };
    let days = days(year, month, day);
    let is_date = (1..=12).contains(&month) && civil(days) == (year, month, day);
    // A leap second is the first one of the next minute.
    (is_date && hour < 24 && minute < 60 && second <= 60)
        .then(|| days * DAY + (hour * 60 + minute) * MINUTE + second * SECOND + milli - offset)
}

/// Numbers of digits alone, the first of four when it is a year, else of two.
fn numbers<const N: usize>(text: &str, between: char) -> Option<[i64; N]> {
    let mut parts = text.split(between);
    let mut found = [0; N];
    for (place, number) in found.iter_mut().enumerate() {
        let part = parts.next()?;
        let digits = if place == 0 && between == '-' { 4 } else { 2 };
        let plain = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        *number = plain.then(|| part.parse().ok())??;
    }
    parts.next().is_none().then_some(found)
}

/// The day of a date, counted from 1970-01-01. Source: the same, `days_from_civil`.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let year_of_era = year.rem_euclid(400);
    let shifted = (month + 9) % 12;
    let of_year = (153 * shifted + 2) / 5 + day - 1;
    let of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year;
    year.div_euclid(400) * 146_097 + of_era - 719_468
}

/// The date of a day counted from 1970-01-01, in the proleptic Gregorian calendar.
/// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::{parse, rfc3339};

    #[test]
    fn a_time_is_written_as_browsers_write_it() {
        for (at, text) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (951_868_800_000, "2000-03-01T00:00:00.000Z"),
            (1_795_368_016_789, "2026-11-22T17:20:16.789Z"),
            (4_107_542_399_999, "2100-02-28T23:59:59.999Z"),
        ] {
            assert_eq!(rfc3339(at), text);
            assert_eq!(parse(text), Some(at));
        }
    }

    #[test]
    fn a_time_is_read_with_any_offset_and_nothing_else_is() {
        for (text, at) in [
            ("1970-01-01T00:00:00Z", 0),
            ("1970-01-01t00:00:01.5z", 1_500),
            ("1970-01-01T00:00:00.0019999Z", 1),
            ("1969-12-31T21:30:00-02:30", 0),
            ("1970-01-01T03:00:00+03:00", 0),
            ("2016-12-31T23:59:60Z", 1_483_228_800_000),
        ] {
            assert_eq!(parse(text), Some(at), "{text}");
        }
        for text in [
            "",
            "1970-01-01",
            "1970-01-01T00:00:00",
            "1970-01-01 00:00:00Z",
            "1970-01-01T00:00Z",
            "1970-01-01T00:00:00.Z",
            "1970-01-01T00:00:00.5",
            "1970-01-01T00:00:00+0300",
            "1970-01-01T00:00:00+24:00",
            "1970-01-01T00:00:00Zx",
            "1970-02-29T00:00:00Z",
            "1970-13-01T00:00:00Z",
            "1970-00-01T00:00:00Z",
            "1970-01-00T00:00:00Z",
            "1970-01-01T24:00:00Z",
            "1970-01-01T00:60:00Z",
            "1970-01-01T00:00:61Z",
            "+970-01-01T00:00:00Z",
            "197é-01-01T00:00:00Z",
            "0",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
