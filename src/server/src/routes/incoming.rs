//! What stands in a message from outside: every bound, before anything is written. What the message cannot do without is
//! refused; what else cannot be used is left out, and told.

use encaixe_api::error::FieldError;
use encaixe_api::inbox::channel::{Channel, ContactInfo, Incoming};
use encaixe_api::inbox::message::{Kind, most_chars};
use encaixe_api::web_url::{self, is_web_url};
use serde_json::Value;

use super::check::{self, Checked, keep, wrong};
use crate::address::{self, Address, By, clean};
use crate::error::{Error, Result};
use crate::extract::{Open, shaped, without_nul};
use crate::time::{self, Millis};

/// The longest address that is typed here, name of a contact, of a file or of a message, in characters.
pub(super) const NAME_CHARS: usize = 200;

/// A message that may be taken.
#[derive(Debug)]
pub(super) struct Sound {
    pub(super) message: Incoming,
    pub(super) sender: Address,
    pub(super) info: ContactInfo,
    pub(super) sent_at: Option<Millis>,
    /// What was left out, and why.
    pub(super) ignored: Vec<FieldError>,
}

/// Reads and checks a message; tells everything that is wrong with it at once.
pub(super) fn read(channel: &Channel, open: Open) -> Result<Sound> {
    let Open {
        mut body,
        mut ignored,
    } = open;
    let given = body.remove("contactInfo").unwrap_or_default();
    let body = Value::Object(body);
    without_nul(&body)?;
    let mut message: Incoming = shaped(body)?;
    let info = info(given, &mut ignored);
    message.file_name = file_name(&message, &mut ignored);

    let mut bad = Vec::new();
    if let Some(id) = &message.id {
        keep(&mut bad, text("id", id, true, NAME_CHARS));
    }
    let sender = keep(
        &mut bad,
        address("sender", channel, &message.sender, By::Program),
    );
    if message.kind == Kind::Note {
        bad.push(wrong(
            "type",
            "invalid",
            "`text`, `image`, `video`, `audio` or `file` is expected; notes are written here, not outside".to_owned(),
        ));
    }
    let is_text = matches!(message.kind, Kind::Text | Kind::Note);
    keep(
        &mut bad,
        text(
            "content",
            &message.content,
            is_text,
            most_chars(&channel.kind),
        ),
    );
    keep(&mut bad, media(message.media_url.as_deref(), is_text));
    let sent_at = message.sent_at.as_deref().and_then(|text| {
        let expected = "a time such as 2026-11-22T17:20:16.000Z is expected".to_owned();
        let at = time::parse(text).ok_or_else(|| wrong("sentAt", "invalid", expected));
        keep(&mut bad, at)
    });
    match sender {
        Some(sender) if bad.is_empty() => Ok(Sound {
            message,
            sender,
            info,
            sent_at,
            ignored,
        }),
        _ => Err(Error::Invalid(bad)),
    }
}

/// An address in its one form. Only one of which nothing is to be seen is none.
pub(super) fn address(path: &str, channel: &Channel, text: &str, by: By) -> Checked<Address> {
    address::read(&channel.kind, text, by).ok_or_else(|| {
        let message = "the person's address in this channel is expected, not only white space";
        wrong(path, "empty", message.to_owned())
    })
}

/// A text from outside. What nobody sees of it was sent all the same: only white space is refused where a text is needed.
fn text(path: &str, text: &str, is_needed: bool, most: usize) -> Checked<()> {
    if is_needed && text.trim().is_empty() {
        let message = format!("1 to {most} characters are expected, not only white space");
        return Err(wrong(path, "empty", message));
    }
    check::text(path, text, 0, most)
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
    Err(wrong("mediaUrl", code, why))
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
    } else if count > NAME_CHARS {
        let why = format!("at most {NAME_CHARS} characters are taken; these are {count}");
        ("too_long", why)
    } else {
        return (count > 0).then_some(name);
    };
    ignored.push(wrong("fileName", code, why));
    None
}

/// What can be used of what a sender says of themselves; null and an empty text are none, but for a name.
fn info(given: Value, ignored: &mut Vec<FieldError>) -> ContactInfo {
    let mut given = match given {
        Value::Null => return ContactInfo::default(),
        Value::Object(given) => given,
        _ => {
            let why = "an object with the fields, or null, is expected".to_owned();
            ignored.push(wrong("contactInfo", "invalid", why));
            return ContactInfo::default();
        }
    };
    let mut take = |key: &str, check: &dyn Fn(&str) -> Checked<String>| {
        let checked = match given.remove(key)? {
            Value::Null => return None,
            Value::String(text) if text.contains('\0') => {
                let why = "it holds the character U+0000, which no text may".to_owned();
                Err(wrong(key, "invalid", why))
            }
            Value::String(text) if text.trim().is_empty() && key != "name" => return None,
            Value::String(text) => check(&text),
            _ => Err(wrong(key, "invalid", "a text is expected".to_owned())),
        };
        let checked = checked.map_err(|mut error| {
            error.path = format!("contactInfo.{key}");
            error
        });
        keep(ignored, checked)
    };
    ContactInfo {
        name: take("name", &|name| {
            // A name that nobody sees is none.
            let seen = if clean(name).is_empty() { "" } else { name };
            check::name_of(seen, NAME_CHARS)
        }),
        phone: take("phone", &|text| check::phone(text, By::Program)),
        email: take("email", &check::email),
        avatar: take("avatar", &|url| {
            if is_web_url(url) {
                Ok(url.to_owned())
            } else {
                Err(wrong("avatar", "invalid", expected_url()))
            }
        }),
    }
}
