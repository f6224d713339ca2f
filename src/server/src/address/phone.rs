//! Telephones: what a text is by the numbering plans of the world.

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberFormat, PhoneNumberType, Region};

use super::clean::plain;
use super::{Address, By, Kind};

/// A country with a numbering plan.
pub type Country = Region;

/// The country of a code such as `BR`.
#[must_use]
pub fn country(code: &str) -> Option<Country> {
    Region::from_code(code.trim().to_ascii_uppercase().as_str()).ok()
}

/// The most digits of a telephone with its country's code. Source: ITU-T E.164.
const MOST: usize = 15;

/// The fewest digits that are kept without the signs between them.
const FEWEST: usize = 5;

/// Digits as they were written, and whether the text said that they begin with a country's code.
struct Written {
    digits: String,
    international: bool,
}

/// A telephone in any spelling. Digits that no plan knows are [`Kind::Other`]; none when the text is no telephone at all.
pub(super) fn read(text: &str, by: By) -> Option<Address> {
    let written = written(text)?;
    let digits = written.digits.as_str();
    let without_access = digits.strip_prefix("00");
    let international = || valid(digits).or_else(|| without_access.and_then(valid));
    let found = match by {
        _ if written.international => international(),
        By::Program => international(),
        By::Person(None) => international(),
        By::Person(Some(country)) => match without_access.and_then(valid) {
            Some(found) => Some(found),
            None => dialled(digits, country).or_else(international),
        },
    };
    if let Some(found) = found {
        return Some(found);
    }
    // A country's code was given: what the plans do not know yet is one number all the same.
    let is_long = (FEWEST..=MOST).contains(&digits.len());
    let kept = if is_long {
        without_access
            .filter(|_| written.international)
            .unwrap_or(digits)
    } else {
        return None;
    };
    Some(Address::new(kept.to_owned(), Kind::Other))
}

/// As it is written for readers of any country; none when it is no telephone.
pub(super) fn shown(kept: &str) -> Option<String> {
    if !kept.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = parse(kept)?;
    Some(
        number
            .format_as(PhoneNumberFormat::International)
            .into_owned(),
    )
}

/// Takes the wrapping of a text away that carriers and programs put around a telephone.
fn written(text: &str) -> Option<Written> {
    let text = plain(text).to_lowercase();
    let mut text = text.trim();
    let mut international = false;
    for scheme in [
        "whatsapp:",
        "tel:",
        "sms:",
        "smsto:",
        "mms:",
        "mmsto:",
        "callto:",
        "wa:",
        "phone:",
        "https://",
        "http://",
        "wa.me/",
        "api.whatsapp.com/send",
        "send",
    ] {
        if let Some(rest) = text.strip_prefix(scheme) {
            // Such links name a telephone by its international digits alone.
            international |= scheme.ends_with('/') && !scheme.ends_with("//");
            text = rest.trim_start_matches('/').trim_start();
        }
    }
    if let Some(rest) = text.strip_prefix("?phone=") {
        international = true;
        text = rest.split('&').next().unwrap_or(rest);
    }
    if let Some((user, server)) = text.rsplit_once('@') {
        // On either side may stand which of somebody's devices it is.
        let server = server.split([':', '/']).next().unwrap_or(server);
        if !matches!(server, "s.whatsapp.net" | "c.us" | "whatsapp.net") {
            return None;
        }
        international = true;
        text = user.split([':', '.', '_']).next().unwrap_or(user);
    }
    let decoded = text.strip_prefix("%2b");
    international |= decoded.is_some();
    let text = decoded.unwrap_or(text);
    let (number, context) = parameters(text);
    let number = number.replace("(0xx", "(0").replace("(xx", "(");
    let number = without_extension(&number)?;
    international |=
        number.trim_start_matches(['(', ' ', '[']).starts_with('+') || context.is_some();
    let mut digits = context.unwrap_or_default();
    for (at, c) in number.char_indices() {
        match c {
            '0'..='9' => digits.push(c),
            '+' if at < 3 => {}
            _ if is_between(c) => {}
            _ => return None,
        }
    }
    (!digits.is_empty()).then_some(Written {
        digits,
        international,
    })
}

/// What follows a telephone in a link; of that the country's code counts. Source: RFC 3966, 5.1.5.
fn parameters(text: &str) -> (&str, Option<String>) {
    let end = text.find([';', '?']).unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    let context = rest
        .split([';', '?', '&'])
        .find_map(|part| part.strip_prefix("phone-context=+"))
        .map(|context| context.chars().filter(char::is_ascii_digit).collect());
    (
        number,
        context.filter(|_| !number.trim_start().starts_with('+')),
    )
}

/// The number without a line inside a house; none when other words stand in it.
fn without_extension(text: &str) -> Option<&str> {
    let Some(end) = text.find(|c: char| !(c.is_ascii_digit() || c == '+' || is_between(c))) else {
        return Some(text);
    };
    let (number, rest) = text.split_at(end);
    let word: String = rest.chars().take_while(|c| !c.is_ascii_digit()).collect();
    let line = rest.strip_prefix(word.as_str())?;
    let known = [
        "ext",
        "extn",
        "extension",
        "x",
        "#",
        "ramal",
        "r",
        "int",
        "interno",
        "anexo",
        "доб",
        ",",
        ",,",
        "p",
        "w",
    ];
    let word = word.trim_matches(|c: char| c.is_whitespace() || ".:=-)".contains(c));
    let line = line.trim_end_matches('#');
    let is_line = !line.is_empty()
        && line.len() <= 7
        && line.bytes().all(|byte| byte.is_ascii_digit())
        && known.contains(&word);
    is_line.then_some(number)
}

/// Signs that people write between digits.
fn is_between(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '.' | '(' | ')' | '[' | ']' | '/' | '~' | '\u{b7}' | '\u{2010}'
                ..='\u{2015}'
                    | '\u{2022}'
                    | '\u{2043}'
                    | '\u{2053}'
                    | '\u{2212}'
                    | '\u{2219}'
                    | '\u{301c}'
                    | '\u{30fb}'
                    | '\u{30fc}'
        )
}

/// Digits that begin with a country's code.
fn valid(digits: &str) -> Option<Address> {
    if !(FEWEST..=MOST + 3).contains(&digits.len()) {
        return None;
    }
    match digits.split_at_checked(2)? {
        ("55", rest) => with_ninth_digit(rest),
        // From abroad also a 1 was dialled.
        ("52", rest) => mexican(rest, &["1", "01", "044", "045"]),
        _ => None,
    }
    .or_else(|| parse(digits))
    .map(|number| address(&number))
}

/// Digits as they are dialled inside a country.
fn dialled(digits: &str, country: Country) -> Option<Address> {
    let number = PHONE_NUMBER_UTIL.parse(digits, Some(country));
    let known = number.ok().filter(PhoneNumber::is_valid);
    match known {
        Some(number) => valid(&e164(&number)),
        // What begins with a plain 1 here is a number of North America.
        None if country == Region::MX => {
            mexican(digits, &["01", "044", "045"]).map(|number| address(&number))
        }
        // Brazilian mobile numbers without their ninth digit are none any more.
        None if country == Region::BR => {
            let digits = digits.trim_start_matches('0');
            (digits.len() == 10)
                .then(|| with_ninth_digit(digits))
                .flatten()
                .map(|number| address(&number))
        }
        None => None,
    }
}

fn parse(digits: &str) -> Option<PhoneNumber> {
    let number = PHONE_NUMBER_UTIL.parse(format!("+{digits}"), None).ok()?;
    number.is_valid().then_some(number)
}

/// Brazil put a 9 before the eight digits of its mobile numbers, in every area until 2016; carriers still give the older form.
fn with_ninth_digit(national: &str) -> Option<PhoneNumber> {
    let national = national.strip_prefix('0').unwrap_or(national);
    let (area, line) = national.split_at_checked(2)?;
    if line.len() != 8 || !line.starts_with(['6', '7', '8', '9']) {
        return None;
    }
    let number = parse(&format!("55{area}9{line}"))?;
    (number.get_type() == PhoneNumberType::Mobile).then_some(number)
}

/// Mexico had a 1 before mobile numbers that were called from abroad, and 01, 044 or 045 at home, until 2019.
fn mexican(national: &str, before: &[&str]) -> Option<PhoneNumber> {
    let line = before.iter().find_map(|before| {
        let line = national.strip_prefix(before)?;
        (line.len() == 10).then_some(line)
    })?;
    parse(&format!("52{line}"))
}

fn e164(number: &PhoneNumber) -> String {
    let text = number.format_as(PhoneNumberFormat::E164);
    text.trim_start_matches('+').to_owned()
}

fn address(number: &PhoneNumber) -> Address {
    let kept = e164(number);
    let twin = twin(&kept);
    Address {
        kept,
        kind: Kind::Phone,
        twin,
    }
}

/// Argentina's mobile numbers have a 9 when they are called from abroad, which carriers leave out at times. No fixed line has
/// the digits of a mobile one, yet a fixed line with a 9 cannot be reached: so both stay as they are written, and are one.
fn twin(digits: &str) -> Option<String> {
    let national = digits.strip_prefix("54")?;
    let other = match national.strip_prefix('9') {
        Some(line) if line.len() == 10 => format!("54{line}"),
        _ if national.len() == 10 => format!("549{national}"),
        _ => return None,
    };
    parse(&other)
        .map(|number| e164(&number))
        .filter(|same| *same == other)
}
