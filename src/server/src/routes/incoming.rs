//! What stands in a message from outside: every bound, before anything is written.

use encaixe_api::inbox::channel::{Channel, ContactInfo, Incoming};
use encaixe_api::inbox::message::{Kind, TEXT_CHARS};
use encaixe_api::web_url::{self, is_web_url};

use super::check::{self, Checked, keep, wrong};
use crate::error::{Error, Result};
use crate::time::{self, Millis};

/// The longest address in a channel, name of a contact or of a message, in characters.
pub(super) const NAME_CHARS: usize = 200;

/// A message that may be taken.
#[derive(Debug)]
pub(super) struct Sound {
    pub(super) sender: String,
    pub(super) info: ContactInfo,
    pub(super) sent_at: Option<Millis>,
}

/// Checks a message; tells everything that is wrong with it at once.
pub(super) fn check(channel: &Channel, new: &Incoming) -> Result<Sound> {
    let mut bad = Vec::new();
    if let Some(id) = &new.id {
        keep(&mut bad, check::text("id", id, 1, NAME_CHARS));
    }
    let sender = keep(&mut bad, address("sender", channel, &new.sender));
    if new.kind == Kind::Note {
        bad.push(wrong(
            "type",
            "invalid",
            "`text`, `image`, `video`, `audio` or `file` is expected; notes are written here, not outside".to_owned(),
        ));
    }
    let is_text = matches!(new.kind, Kind::Text | Kind::Note);
    let least = usize::from(is_text);
    keep(
        &mut bad,
        check::text("content", &new.content, least, TEXT_CHARS),
    );
    keep(&mut bad, media(new.media_url.as_deref(), is_text));
    let info = info(new.contact_info.clone().unwrap_or_default(), &mut bad);
    let sent_at = new.sent_at.as_deref().and_then(|text| {
        let expected = "a time such as 2026-11-22T17:20:16.000Z is expected".to_owned();
        let at = time::parse(text).ok_or_else(|| wrong("sentAt", "invalid", expected));
        keep(&mut bad, at)
    });
    match sender {
        Some(sender) if bad.is_empty() => Ok(Sound {
            sender,
            info,
            sent_at,
        }),
        _ => Err(Error::Invalid(bad)),
    }
}

/// An address as it is kept: e-mail in lower case, a telephone as its digits, so that it is one however it is written.
pub(super) fn address(path: &str, channel: &Channel, text: &str) -> Checked<String> {
    let text = text.trim();
    check::text(path, text, 1, NAME_CHARS)?;
    Ok(match channel.kind.as_str() {
        "email" => text.to_lowercase(),
        "whatsapp" | "sms" => check::phone(text).unwrap_or_else(|_| text.to_owned()),
        _ => text.to_owned(),
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

/// What is known of the sender; an empty text is as good as none, but for a name.
fn info(info: ContactInfo, bad: &mut Vec<encaixe_api::error::FieldError>) -> ContactInfo {
    let mut take = |text: Option<String>, check: &dyn Fn(&str) -> Checked<String>| {
        let checked = check(&text?).map_err(|mut error| {
            error.path.insert_str(0, "contactInfo.");
            error
        });
        keep(bad, checked)
    };
    let given = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    ContactInfo {
        name: take(info.name, &|name| check::name_of(name, NAME_CHARS)),
        phone: take(given(info.phone), &check::phone),
        email: take(given(info.email), &check::email),
        avatar: take(given(info.avatar), &|url| {
            if is_web_url(url) {
                Ok(url.to_owned())
            } else {
                Err(wrong("avatar", "invalid", expected_url()))
            }
        }),
    }
}
