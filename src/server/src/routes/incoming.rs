//! What stands in a message from outside: every bound, before anything is written. What the message cannot do without is
//! refused; what else cannot be used is left out, and told.

use encaixe_api::error::FieldError;
use encaixe_api::inbox::channel::{Channel, ContactInfo, Incoming};
use encaixe_api::inbox::message::{Kind, most_chars};
use encaixe_api::web_url::{self, is_web_url};
use serde_json::{Map, Value};

use super::check::{self, Checked, keep, wrong};
use crate::address::{self, Address, By, clean};
use crate::error::{Error, Result};
use crate::extract::{shaped, without_nul};
use crate::time::{self, Millis};

/// The longest address that is typed here, name of a contact, of a file or of a message, in characters.
pub(super) const NAME_CHARS: usize = 200;

/// What a message has.
const KEYS: &[&str] = &[
    "id",
    "sender",
    "type",
    "content",
    "mediaUrl",
    "fileName",
    "contactInfo",
    "sentAt",
];

/// What is known of a sender.
const INFO_KEYS: &[&str] = &["name", "phone", "email", "avatar"];

/// How many keys that there are not are told.
const MOST_UNKNOWN: usize = 20;

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
pub(super) fn read(channel: &Channel, mut body: Map<String, Value>) -> Result<Sound> {
    let mut ignored = Vec::new();
    let given = body.remove("contactInfo").unwrap_or_default();
    only(&mut body, KEYS, "", &mut ignored);
    let body = Value::Object(body);
    without_nul(&body)?;
    let mut message: Incoming = shaped(body)?;
    let info = info(given, &mut ignored);
    message.file_name = file_name(&message, &mut ignored);

    let mut bad = Vec::new();
    if let Some(id) = &message.id {
        keep(&mut bad, check::text("id", id, 1, NAME_CHARS));
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
    let least = usize::from(is_text);
    let most = most_chars(&channel.kind);
    keep(
        &mut bad,
        check::text("content", &message.content, least, most),
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

/// Takes every key out that there is not, and tells of it.
pub(super) fn only(
    body: &mut Map<String, Value>,
    known: &[&str],
    before: &str,
    ignored: &mut Vec<FieldError>,
) {
    let mut unknown = 0;
    body.retain(|key, _| {
        let is_known = known.contains(&key.as_str());
        unknown += usize::from(!is_known);
        if !is_known && unknown <= MOST_UNKNOWN {
            let shown: String = clean(key).chars().take(NAME_CHARS).collect();
            let message = format!("there is no such key; there are {}", known.join(", "));
            ignored.push(wrong(&format!("{before}{shown}"), "unknown", message));
        }
        is_known
    });
}

/// An address in its one form. Only one of which nothing is to be seen is none.
pub(super) fn address(path: &str, channel: &Channel, text: &str, by: By) -> Checked<Address> {
    address::read(&channel.kind, text, by).ok_or_else(|| {
        let message = "the person's address in this channel is expected, not only white space";
        wrong(path, "empty", message.to_owned())
    })
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
    only(&mut given, INFO_KEYS, "contactInfo.", ignored);
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

#[cfg(test)]
mod tests {
    use encaixe_api::inbox::channel::{ContactInfo, Incoming};
    use encaixe_api::inbox::message::Kind;

    use super::{INFO_KEYS, KEYS};

    #[test]
    fn the_keys_are_those_of_the_shapes() {
        let info = ContactInfo {
            name: Some(String::new()),
            phone: Some(String::new()),
            email: Some(String::new()),
            avatar: Some(String::new()),
        };
        let whole = Incoming {
            id: Some(String::new()),
            sender: String::new(),
            kind: Kind::Text,
            content: String::new(),
            media_url: Some(String::new()),
            file_name: Some(String::new()),
            contact_info: Some(info.clone()),
            sent_at: Some(String::new()),
        };
        let keys = |value: serde_json::Value| -> Vec<String> {
            let object = value.as_object().cloned().unwrap_or_default();
            object.into_iter().map(|(key, _)| key).collect()
        };
        let mut known: Vec<_> = KEYS.to_vec();
        known.sort_unstable();
        assert_eq!(keys(serde_json::to_value(whole).unwrap()), known);
        let mut known: Vec<_> = INFO_KEYS.to_vec();
        known.sort_unstable();
        assert_eq!(keys(serde_json::to_value(info).unwrap()), known);
    }
}
