//! What stands in a message from outside: every bound, before anything is written. What the message cannot do without is
//! refused; what else cannot be used is left out, and told.

use encaixe_api::error::FieldError;
use encaixe_api::inbox::channel::{Channel, ContactInfo, Incoming};
use encaixe_api::inbox::message::{Kind, most_chars};
use encaixe_api::web_url::{self, is_web_url};
use serde_json::Value;

use super::message::ID_CHARS;
use super::{Checked, channel, collect_error, contact, field_error};
use crate::address::{Address, By, clean};
use crate::time::{self, Millis};

/// The longest name of a file, in characters.
const FILE_NAME_CHARS: usize = 200;

/// A message that may be taken.
#[derive(Debug)]
pub struct ValidMessage {
    /// The message, without a file's name that cannot be shown.
    pub message: Incoming,
    /// Who sent it.
    pub sender: Address,
    /// What they say of themselves.
    pub info: ContactInfo,
    /// When they sent it.
    pub sent_at: Option<Millis>,
    /// What was left out, and why.
    pub ignored: Vec<FieldError>,
}

/// Checks a message and what its sender says of themselves, `contactInfo`. What was left out of both joins `ignored`.
///
/// # Errors
/// Everything that is wrong with the message, at once.
pub fn validate(
    via: &Channel,
    mut message: Incoming,
    contact_info: Value,
    mut ignored: Vec<FieldError>,
) -> Result<ValidMessage, Vec<FieldError>> {
    let info = info(contact_info, &mut ignored);
    message.file_name = file_name(&message, &mut ignored);

    let mut errors = Vec::new();
    if let Some(id) = &message.id {
        collect_error(&mut errors, text("id", id, true, ID_CHARS));
    }
    let sender = collect_error(
        &mut errors,
        channel::address("sender", via, &message.sender, By::Program),
    );
    if message.kind == Kind::Note {
        errors.push(field_error(
            "type",
            "invalid",
            "`text`, `image`, `video`, `audio` or `file` is expected; notes are written here, not outside",
        ));
    }
    let is_text = matches!(message.kind, Kind::Text | Kind::Note);
    collect_error(
        &mut errors,
        text("content", &message.content, is_text, most_chars(&via.kind)),
    );
    collect_error(&mut errors, media(message.media_url.as_deref(), is_text));
    let sent_at = message.sent_at.as_deref().and_then(|text| {
        let expected = "a time such as 2026-11-22T17:20:16.000Z is expected";
        let at = time::parse(text).ok_or_else(|| field_error("sentAt", "invalid", expected));
        collect_error(&mut errors, at)
    });
    match sender {
        Some(sender) if errors.is_empty() => Ok(ValidMessage {
            message,
            sender,
            info,
            sent_at,
            ignored,
        }),
        _ => Err(errors),
    }
}

/// A text from outside. What nobody sees of it was sent all the same: only white space is refused where a text is needed.
fn text(path: &str, text: &str, is_needed: bool, most: usize) -> Checked<()> {
    if is_needed && text.trim().is_empty() {
        let message = format!("1 to {most} characters are expected, not only white space");
        return Err(field_error(path, "empty", message));
    }
    super::text(path, text, 0, most)
}

fn media(url: Option<&str>, is_text: bool) -> Checked<()> {
    let (code, why) = match url {
        None if is_text => return Ok(()),
        Some(url) if !is_text && is_web_url(url) => return Ok(()),
        None => ("missing", "every type but `text` has the address of its media".to_owned()),
        Some(_) if is_text => (
            "invalid",
            "a message of the type `text` has no media; send it as `image`, `video`, `audio` or `file`".to_owned(),
        ),
        Some(_) => ("invalid", expected_url()),
    };
    Err(field_error("mediaUrl", code, why))
}

fn expected_url() -> String {
    format!(
        "an http or https address of at most {} bytes is expected",
        web_url::MAX_BYTES
    )
}

/// The name of the file, as far as it can be shown.
fn file_name(message: &Incoming, ignored: &mut Vec<FieldError>) -> Option<String> {
    let name = clean(message.file_name.as_deref()?);
    let count = name.chars().count();
    let (code, why) = if message.kind == Kind::Text {
        (
            "invalid",
            "a message of the type `text` has no file".to_owned(),
        )
    } else if count > FILE_NAME_CHARS {
        let why = format!("at most {FILE_NAME_CHARS} characters are taken; these are {count}");
        ("too_long", why)
    } else {
        return (count > 0).then_some(name);
    };
    ignored.push(field_error("fileName", code, why));
    None
}

/// What can be used of what a sender says of themselves; null and an empty text are none, but for a name.
fn info(given: Value, ignored: &mut Vec<FieldError>) -> ContactInfo {
    let mut given = match given {
        Value::Null => return ContactInfo::default(),
        Value::Object(given) => given,
        _ => {
            let why = "an object with the fields, or null, is expected";
            ignored.push(field_error("contactInfo", "invalid", why));
            return ContactInfo::default();
        }
    };
    let mut take = |key: &str, check: &dyn Fn(&str) -> Checked<String>| {
        let checked = match given.remove(key)? {
            Value::Null => return None,
            Value::String(text) if text.contains('\0') => {
                let why = "it holds the character U+0000, which no text may";
                Err(field_error(key, "invalid", why))
            }
            Value::String(text) if text.trim().is_empty() && key != "name" => return None,
            Value::String(text) => check(&text),
            _ => Err(field_error(key, "invalid", "a text is expected")),
        };
        let checked = checked.map_err(|mut error| {
            error.path = format!("contactInfo.{key}");
            error
        });
        collect_error(ignored, checked)
    };
    ContactInfo {
        name: take("name", &|name| {
            // A name that nobody sees is none.
            let seen = if clean(name).is_empty() { "" } else { name };
            super::name(seen, contact::NAME_CHARS)
        }),
        phone: take("phone", &|text| contact::phone(text, By::Program)),
        email: take("email", &contact::email),
        avatar: take("avatar", &|url| {
            if is_web_url(url) {
                Ok(url.to_owned())
            } else {
                Err(field_error("avatar", "invalid", expected_url()))
            }
        }),
    }
}
