//! Names, texts, and words of closed lists.

use encaixe_api::inbox::conversation::SEARCH_CHARS;
use encaixe_api::inbox::custom_field::value::listed;
use encaixe_api::visible;

use super::{Checked, field_error};

/// How much of an unknown word an answer repeats, in characters.
const SHOWN_CHARS: usize = 40;

/// A name of at most `most` characters, as [`visible::name`] has it: without white space around it and without characters
/// that nobody sees.
///
/// # Errors
/// `empty` or `too_long`, at the path `name`.
pub fn name(text: &str, most: usize) -> Checked<String> {
    let name = visible::name(text);
    // What is given is bounded, not only what stays of it.
    let count = text.trim().chars().count();
    let expected = format!("a name has 1 to {most} characters, of which one can be seen");
    if name.is_empty() {
        Err(field_error("name", "empty", expected))
    } else if count > most {
        let message = format!("{expected}; this one has {count}");
        Err(field_error("name", "too_long", message))
    } else {
        Ok(name)
    }
}

/// A text of `least` to `most` characters, of which, when it may not be empty, one can be seen.
///
/// # Errors
/// `empty` or `too_long`.
pub fn text(path: &str, text: &str, least: usize, most: usize) -> Checked<()> {
    let count = text.chars().count();
    if least > 0 && visible::is_blank(text) {
        let message =
            format!("{least} to {most} characters are expected, of which one can be seen");
        Err(field_error(path, "empty", message))
    } else if count > most {
        let message = format!("at most {most} characters are taken; this has {count}");
        Err(field_error(path, "too_long", message))
    } else {
        Ok(())
    }
}

/// A text that may be missing: without the white space around it, none when nothing can be seen of it.
///
/// # Errors
/// `too_long`.
pub fn optional_text(path: &str, value: &str, most: usize) -> Checked<Option<String>> {
    let value = value.trim();
    text(path, value, 0, most)?;
    Ok((!visible::is_blank(value)).then(|| value.to_owned()))
}

/// One word of a closed list.
///
/// # Errors
/// `unknown`.
pub fn one_of(path: &str, word: &str, known: &[&str]) -> Checked<()> {
    if known.contains(&word) {
        return Ok(());
    }
    let shown: String = word.chars().take(SHOWN_CHARS).collect();
    let known = listed(known.iter().copied());
    let message = format!("`{shown}` is none of those that there are: {known}");
    Err(field_error(path, "unknown", message))
}

/// Words to search by.
///
/// # Errors
/// `invalid`, at the path `q`.
pub fn search(q: String) -> Checked<String> {
    let count = q.chars().count();
    if count > SEARCH_CHARS {
        let message =
            format!("at most {SEARCH_CHARS} characters are looked for; these are {count}");
        Err(field_error("q", "invalid", message))
    } else if q.contains('\0') {
        let message = "the character U+0000 is in no text; leave it out";
        Err(field_error("q", "invalid", message))
    } else {
        Ok(q)
    }
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn a_name_can_be_seen_and_reads_as_it_is() {
        assert_eq!(name(" Ana\u{202e} Lima", 80).as_deref(), Ok("Ana Lima"));
        for text in ["", " ", "\u{200b}", "\u{3164}\u{feff}"] {
            assert_eq!(name(text, 80).unwrap_err().code, "empty", "{text:?}");
        }
        assert_eq!(name(&"a".repeat(81), 80).unwrap_err().code, "too_long");
    }
}
