//! What an endpoint may be. Whether its address may be asked says `outgoing/`.

use std::collections::HashSet;

use encaixe_api::id::ChannelId;
use encaixe_api::webhook::{
    Body, DESCRIPTION_CHARS, EventName, HEADER_BYTES, Header, MAX_CHANNELS, MAX_EVENTS,
    MAX_HEADERS, MAX_OVERLAP_HOURS, MAX_RATE, URL_BYTES,
};
use url::Url;

use super::{Checked, field_error};
use crate::delivery::{OWN, OWN_PREFIX};

/// The longest name of a header, in bytes.
const HEADER_NAME: usize = 100;

/// An address, as browsers write it.
///
/// # Errors
/// Why it is none, at the path `url`.
pub fn address(text: &str) -> Checked<Url> {
    let wrong = |code, message: String| field_error("url", code, message);
    let mut url = Url::parse(text.trim()).map_err(|_| {
        let message = "a whole address is expected, such as `https://crm.example/hooks`";
        wrong("invalid", message.to_owned())
    })?;
    // It is never sent.
    url.set_fragment(None);
    if url.as_str().len() > URL_BYTES {
        return Err(wrong("too_long", format!("at most {URL_BYTES} bytes")));
    }
    if url.host_str().is_none_or(str::is_empty) {
        return Err(wrong("invalid", "the address has no host".to_owned()));
    }
    Ok(url)
}

/// What it is told of: each once, and for bodies of the kind `plug` what those can say.
///
/// # Errors
/// Why it is refused, at the path `events`.
pub fn events(names: &[EventName], body: Body) -> Checked<Vec<EventName>> {
    if names.len() > MAX_EVENTS {
        let message = format!("at most {MAX_EVENTS} names");
        return Err(field_error("events", "too_many", message));
    }
    let mut names = names.to_vec();
    names.sort_unstable();
    names.dedup();
    if names.is_empty() {
        return Err(field_error("events", "empty", "choose at least one event"));
    }
    let without = names.iter().find(|name| name.plug_key().is_none());
    match without.filter(|_| body == Body::Plug) {
        Some(name) => Err(field_error(
            "events",
            "invalid",
            format!("the Plug format has no body for `{}`", name.as_str()),
        )),
        None => Ok(names),
    }
}

/// The host of an address, by which people know it.
#[must_use]
pub fn host(url: &str) -> String {
    let url = Url::parse(url).ok();
    let host = url.as_ref().and_then(Url::host_str);
    host.unwrap_or_default().to_owned()
}

/// Its channels; none is all of them.
///
/// # Errors
/// When the list is empty, at the path `channels`.
pub fn channels(channels: Option<&[ChannelId]>) -> Checked<()> {
    if channels.is_some_and(<[_]>::is_empty) {
        let message = "choose at least one channel, or null for all of them";
        return Err(field_error("channels", "empty", message));
    }
    if channels.is_some_and(|channels| channels.len() > MAX_CHANNELS) {
        let message = format!("at most {MAX_CHANNELS} channels, or null for all of them");
        return Err(field_error("channels", "too_many", message));
    }
    Ok(())
}

/// What people write of it; may be empty.
///
/// # Errors
/// Why it is refused, at the path `description`.
pub fn description(text: &str) -> Checked<String> {
    let text = text.trim();
    let long = text.chars().count() > DESCRIPTION_CHARS;
    if long || text.chars().any(char::is_control) {
        let message = format!("at most {DESCRIPTION_CHARS} characters in one line");
        return Err(field_error("description", "invalid", message));
    }
    Ok(text.to_owned())
}

/// What goes along with each delivery.
///
/// # Errors
/// Why one is refused, at the path `headers`, or that of the header.
pub fn headers(headers: &[Header]) -> Checked<Vec<Header>> {
    if headers.len() > MAX_HEADERS {
        let message = format!("at most {MAX_HEADERS} headers");
        return Err(field_error("headers", "too_many", message));
    }
    let mut names = HashSet::new();
    let mut checked = Vec::with_capacity(headers.len());
    for (place, Header { name, value }) in headers.iter().enumerate() {
        let wrong = |part: &str, code, message: &str| {
            Err(field_error(
                &format!("headers[{place}].{part}"),
                code,
                message,
            ))
        };
        let (name, value) = (name.trim(), value.trim());
        // RFC 9110, 5.6.2: a token.
        let is_token =
            |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        if name.is_empty() || name.len() > HEADER_NAME || !name.bytes().all(is_token) {
            return wrong(
                "name",
                "invalid",
                "the name of a header is expected, such as `X-Key`",
            );
        }
        let lower = name.to_ascii_lowercase();
        if OWN.contains(&lower.as_str()) || lower.starts_with(OWN_PREFIX) {
            return wrong("name", "taken", "delivery sets this header itself");
        }
        if !names.insert(lower) {
            return wrong("name", "taken", "this header is there twice");
        }
        let is_visible = |byte: u8| (b' '..=b'~').contains(&byte);
        if value.len() > HEADER_BYTES || !value.bytes().all(is_visible) {
            let message = format!("at most {HEADER_BYTES} visible characters of ASCII");
            return wrong("value", "invalid", &message);
        }
        checked.push(Header {
            name: name.to_owned(),
            value: value.to_owned(),
        });
    }
    Ok(checked)
}

/// How many deliveries a second it takes.
///
/// # Errors
/// Why it is refused, at the path `rate`.
pub fn rate(rate: u32) -> Checked<u32> {
    if (1..=MAX_RATE).contains(&rate) {
        Ok(rate)
    } else {
        let message = format!("from 1 to {MAX_RATE} a second");
        Err(field_error("rate", "invalid", message))
    }
}

/// For how many hours two secrets sign.
///
/// # Errors
/// Why it is refused, at the path `overlapHours`.
pub fn overlap(hours: u32) -> Checked<u32> {
    if hours <= MAX_OVERLAP_HOURS {
        Ok(hours)
    } else {
        let message = format!("from 0 to {MAX_OVERLAP_HOURS} hours");
        Err(field_error("overlapHours", "invalid", message))
    }
}

#[cfg(test)]
mod tests {
    use encaixe_api::webhook::{Body, EventName, Header};

    use super::{OWN, address, events, headers};

    fn header(name: &str, value: &str) -> Result<Vec<Header>, String> {
        let one = Header {
            name: name.to_owned(),
            value: value.to_owned(),
        };
        headers(&[one]).map_err(|error| error.path)
    }

    #[test]
    fn headers_are_those_that_delivery_does_not_set() {
        for name in ["X-Key", "authorization", "cookie", "x_1"] {
            assert!(header(name, "Bearer a b").is_ok(), "{name}");
        }
        for name in [
            "Content-Type",
            "host",
            "Webhook-Id",
            "webhook-anything",
            "content-length",
            "transfer-encoding",
            "",
            "a b",
            "a:b",
            "é",
        ] {
            assert_eq!(
                header(name, "1"),
                Err("headers[0].name".to_owned()),
                "{name}"
            );
        }
        for value in ["a\nb", "\u{e9}", &"x".repeat(1_025)] {
            assert_eq!(header("x-key", value), Err("headers[0].value".to_owned()));
        }
    }

    #[test]
    fn what_delivery_sets_is_refused_in_every_case() {
        let mixed = |name: &str| -> String {
            let letters = name.chars().enumerate();
            let letters = letters.map(|(place, letter)| match place % 2 {
                0 => letter.to_ascii_uppercase(),
                _ => letter,
            });
            letters.collect()
        };
        let signed = ["webhook-id", "webhook-timestamp", "webhook-signature"];
        for name in OWN.iter().chain(&signed) {
            for name in [(*name).to_owned(), name.to_ascii_uppercase(), mixed(name)] {
                let refused = header(&name, "1");
                assert_eq!(refused, Err("headers[0].name".to_owned()), "{name}");
            }
        }
        let twice = ["X-Key", "x-kEY"].map(|name| Header {
            name: name.to_owned(),
            value: "1".to_owned(),
        });
        assert_eq!(headers(&twice).unwrap_err().path, "headers[1].name");
    }

    #[test]
    fn an_address_is_written_as_browsers_write_it() {
        let url = address(" HTTPS://Crm.Example/a b?q#part ").unwrap();
        assert_eq!(url.as_str(), "https://crm.example/a%20b?q");
        for wrong in [
            "",
            "crm.example",
            "/hooks",
            "https://",
            "mailto:a@b.example",
        ] {
            assert!(address(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_the_plug_format_cannot_say_is_refused() {
        let (plug, other) = (EventName::MessageReceived, EventName::ContactChanged);
        assert_eq!(
            events(&[other, plug, other], Body::Standard).unwrap(),
            [plug, other]
        );
        assert_eq!(events(&[plug], Body::Plug).unwrap(), [plug]);
        assert!(events(&[plug, other], Body::Plug).is_err());
        assert!(events(&[], Body::Standard).is_err());
    }
}
