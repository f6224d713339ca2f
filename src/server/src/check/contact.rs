//! What a contact is known by, and the e-mail address of a member.

use super::{Checked, field_error};
use crate::address::{self, By};

/// The longest name of a contact, in characters.
pub const NAME_CHARS: usize = 200;

/// The longest e-mail address, in bytes. Source: RFC 5321, 4.5.3.1.3, without the brackets.
const EMAIL_BYTES: usize = 254;

/// The most digits of a telephone. Source: ITU-T E.164.
const PHONE_DIGITS: usize = 15;

/// A mailbox in its one form. Only what is surely none is refused: whether a letter arrives, no check can tell.
///
/// # Errors
/// `invalid`, at the path `email`.
pub fn email(text: &str) -> Checked<String> {
    let mailbox = address::mail(&address::clean(text)).map(|read| read.kept);
    mailbox
        .filter(|email| email.len() <= EMAIL_BYTES)
        .ok_or_else(|| {
            let message = "an address such as ana@example.com is expected";
            field_error("email", "invalid", message)
        })
}

/// A telephone in its one form; digits that no numbering plan knows stay as they are.
///
/// # Errors
/// `invalid`, at the path `phone`.
pub fn phone(text: &str, by: By) -> Checked<String> {
    let read = address::phone(text, by).map(|read| read.kept);
    read.filter(|digits| digits.len() <= PHONE_DIGITS)
        .ok_or_else(|| {
            let message =
                "5 to 15 digits with the country's code are expected, such as 5511987654321";
            field_error("phone", "invalid", message)
        })
}

/// A value that may be emptied: none stays none, and an empty text is none.
///
/// # Errors
/// Those of `check`.
pub fn or_none(
    text: Option<String>,
    check: impl Fn(&str) -> Checked<String>,
) -> Checked<Option<String>> {
    text.filter(|text| !text.trim().is_empty())
        .map(|text| check(&text))
        .transpose()
}

#[cfg(test)]
mod tests {
    use super::email;

    #[test]
    fn an_address_has_two_sides_and_no_white_space() {
        assert_eq!(
            email(" Ana@Aurora.example ").as_deref(),
            Ok("ana@aurora.example")
        );
        for text in [
            "ana",
            "@aurora.example",
            "ana@",
            "a na@b",
            &format!("{}@b", "a".repeat(253)),
        ] {
            assert_eq!(email(text).unwrap_err().path, "email", "{text}");
        }
    }
}
