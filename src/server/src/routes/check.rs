//! Checks that more than one resource needs.

use encaixe_api::error::FieldError;
use encaixe_api::inbox::custom_field::value::listed;
use encaixe_api::visible;

use crate::address::{self, By};
use crate::error::{Error, Result};

/// The longest name of a member or a token, in characters.
pub(crate) const NAME_CHARS: usize = 80;

/// The longest address. Source: RFC 5321, 4.5.3.1.3, without the brackets.
const EMAIL_BYTES: usize = 254;

/// A value, or what is wrong with it.
pub(crate) type Checked<T> = std::result::Result<T, FieldError>;

/// A name without the white space around it.
pub(super) fn name(text: &str) -> Result<String> {
    name_of(text, NAME_CHARS).map_err(|error| Error::Invalid(vec![error]))
}

/// A name of at most so many characters, as [`visible::name`] has it: without white space around it and without signs
/// that nobody sees.
pub(crate) fn name_of(text: &str, most: usize) -> Checked<String> {
    let name = visible::name(text);
    // What is given is bounded, not only what stays of it.
    let count = text.trim().chars().count();
    let expected = format!("a name has 1 to {most} characters, of which one can be seen");
    if name.is_empty() {
        Err(wrong("name", "empty", expected))
    } else if count > most {
        let message = format!("{expected}; this one has {count}");
        Err(wrong("name", "too_long", message))
    } else {
        Ok(name)
    }
}

/// A text within its bounds, of which, when it may not be empty, one character can be seen.
pub(super) fn text(path: &str, text: &str, least: usize, most: usize) -> Checked<()> {
    let count = text.chars().count();
    if least > 0 && visible::is_blank(text) {
        let message =
            format!("{least} to {most} characters are expected, of which one can be seen");
        Err(wrong(path, "empty", message))
    } else if count > most {
        let message = format!("at most {most} characters are taken; this has {count}");
        Err(wrong(path, "too_long", message))
    } else {
        Ok(())
    }
}

/// One word of a closed list.
pub(super) fn one_of(path: &str, word: &str, known: &[&str]) -> Checked<()> {
    if known.contains(&word) {
        return Ok(());
    }
    let shown: String = word.chars().take(40).collect();
    let known = listed(known.iter().copied());
    let message = format!("`{shown}` is none of those that there are: {known}");
    Err(wrong(path, "unknown", message))
}

/// A mailbox in its one form. Only what is surely none is refused: whether a letter arrives, no check can tell.
pub(crate) fn email(text: &str) -> Checked<String> {
    let mailbox = address::mail(&address::clean(text)).map(|read| read.kept);
    mailbox
        .filter(|email| email.len() <= EMAIL_BYTES)
        .ok_or_else(|| {
            wrong(
                "email",
                "invalid",
                "an address such as ana@example.com is expected".to_owned(),
            )
        })
}

/// A telephone in its one form; digits that no numbering plan knows stay as they are. Source of the bound: ITU-T E.164.
pub(super) fn phone(text: &str, by: By) -> Checked<String> {
    let read = address::phone(text, by).map(|read| read.kept);
    read.filter(|digits| digits.len() <= 15).ok_or_else(|| {
        wrong(
            "phone",
            "invalid",
            "5 to 15 digits with the country's code are expected, such as 5511987654321".to_owned(),
        )
    })
}

/// One wrong field.
pub(super) fn wrong(path: &str, code: &str, message: String) -> FieldError {
    FieldError {
        path: path.to_owned(),
        code: code.to_owned(),
        message,
    }
}

/// The value; or none, and what is wrong joins the list.
pub(super) fn keep<T>(wrong: &mut Vec<FieldError>, checked: Checked<T>) -> Option<T> {
    checked.map_err(|error| wrong.push(error)).ok()
}

#[cfg(test)]
mod tests {
    use super::{email, name_of};

    #[test]
    fn a_name_can_be_seen_and_reads_as_it_is() {
        assert_eq!(name_of(" Ana\u{202e} Lima", 80).as_deref(), Ok("Ana Lima"));
        for text in ["", " ", "\u{200b}", "\u{3164}\u{feff}"] {
            assert_eq!(name_of(text, 80).unwrap_err().code, "empty", "{text:?}");
        }
        assert_eq!(name_of(&"a".repeat(81), 80).unwrap_err().code, "too_long");
    }

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
