//! Takes credentials out of texts, in whatever form they came.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use encaixe_api::descriptor::{Authentication, Descriptor, Placement, secret_parameters};
use reqwest::Url;
use url::form_urlencoded;

use crate::script::Event;

/// What stands in the place of a credential.
const MASK: &str = "***";

/// From how many bytes on a value is looked for in the middle of something in base64. A shorter one leaves too few characters to know it by.
const INSIDE: usize = 5;

/// What must not be told.
pub(in crate::apps) struct Mask {
    /// Every form of every credential, the longest first.
    forms: Vec<String>,
    /// The credentials as they are.
    values: BTreeSet<String>,
    /// The parameters that hold credentials.
    parameters: BTreeSet<String>,
}

impl Mask {
    /// Of a connection's values, but for those that stand in addresses, and of further secrets.
    pub(in crate::apps) fn new(descriptor: &Descriptor, event: &Event, secrets: &[String]) -> Self {
        let fields = event.auth.iter();
        let fields = fields.filter(|(name, _)| !descriptor.is_for_address(name));
        let own = fields.map(|(_, value)| value.clone());
        let mut values: BTreeSet<String> = own.chain(secrets.iter().cloned()).collect();
        values.extend(basic(descriptor, event));
        values.retain(|value| !value.trim().is_empty());
        let mut forms: BTreeSet<String> = BTreeSet::new();
        for value in &values {
            add_forms(value, &mut forms);
        }
        let mut forms: Vec<String> = forms.into_iter().filter(|form| !form.is_empty()).collect();
        forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
        Self {
            forms,
            values,
            parameters: secret_parameters(descriptor)
                .map(str::to_owned)
                .chain(parameters(descriptor))
                .collect(),
        }
    }

    /// A text without them.
    pub(in crate::apps) fn text(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for form in &self.forms {
            if text.contains(form.as_str()) {
                text = text.replace(form.as_str(), MASK);
            }
        }
        text
    }

    /// A request's line without them: `GET https://host/path?token=***`.
    pub(super) fn request(&self, method: &str, address: &str) -> String {
        let Ok(mut url) = Url::parse(address) else {
            return self.text(&format!("{method} {address}"));
        };
        url.set_fragment(None);
        // An address that cannot have them has none.
        let _ = url.set_username("");
        let _ = url.set_password(None);
        let query = url.query().map(|query| self.query(query));
        url.set_query(None);
        let query = query.map(|query| format!("?{query}")).unwrap_or_default();
        format!("{method} {}{query}", self.text(url.as_str()))
    }

    fn query(&self, query: &str) -> String {
        let parts = query.split('&').map(|part| {
            let Some((name, value)) = part.split_once('=') else {
                return self.text(part);
            };
            let decoded = form_urlencoded::parse(part.as_bytes()).next();
            let is_secret = decoded.is_some_and(|(name, value)| {
                self.parameters.contains(&*name)
                    || self
                        .values
                        .iter()
                        .any(|secret| value.contains(secret.as_str()))
            });
            let value = if is_secret {
                MASK.to_owned()
            } else {
                self.text(value)
            };
            format!("{}={value}", self.text(name))
        });
        parts.collect::<Vec<_>>().join("&")
    }
}

/// What Basic is made of.
fn basic(descriptor: &Descriptor, event: &Event) -> Option<String> {
    let Authentication::Basic(basic) = &descriptor.authentication else {
        return None;
    };
    let of = |part: &str| {
        let mut fields = basic.fields.iter();
        let field = fields.find(|field| field.mapping.as_deref() == Some(part))?;
        event.auth.get(&field.name).map(String::as_str)
    };
    let username = basic
        .format
        .replace("{username}", of("username").unwrap_or_default());
    Some(username.replace("{password}", of("password").unwrap_or_default()))
}

/// The parameters in which credentials are sent.
fn parameters(descriptor: &Descriptor) -> BTreeSet<String> {
    match &descriptor.authentication {
        Authentication::Query(fields) => {
            let sent = fields.iter().map(|field| &field.name);
            sent.filter(|name| !descriptor.is_for_address(name))
                .cloned()
                .collect()
        }
        Authentication::OAuth(oauth) => match &oauth.placement {
            Placement::QueryString(name) => BTreeSet::from([name.clone()]),
            Placement::HeaderBearer | Placement::HeaderBasic => BTreeSet::new(),
        },
        _ => BTreeSet::new(),
    }
}

fn add_forms(value: &str, forms: &mut BTreeSet<String>) {
    let form: String = form_urlencoded::byte_serialize(value.as_bytes()).collect();
    let component = form.replace('+', "%20");
    // What an address keeps as it is differs from part to part.
    let lenient = lenient(value);
    for encoded in [&form, &component, &lenient] {
        forms.insert(encoded.clone());
        forms.insert(lower_digits(encoded));
    }
    let json = serde_json::to_string(value).unwrap_or_default();
    forms.insert(json.trim_matches('"').to_owned());
    forms.insert(STANDARD.encode(value));
    forms.insert(STANDARD_NO_PAD.encode(value));
    forms.insert(URL_SAFE_NO_PAD.encode(value));
    if value.len() >= INSIDE {
        for before in 0..3 {
            forms.insert(inside(value, before, &STANDARD_NO_PAD));
            forms.insert(inside(value, before, &URL_SAFE_NO_PAD));
        }
    }
    forms.insert(value.to_owned());
}

/// As JavaScript's `encodeURIComponent` has it, and axios after it.
fn lenient(value: &str) -> String {
    let mut encoded = String::new();
    for byte in value.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => encoded.push(char::from(byte)),
            b'-' | b'_' | b'.' | b'!' | b'~' | b'*' | b'\'' | b'(' | b')' | b':' | b'$' | b',' => {
                encoded.push(char::from(byte));
            }
            b' ' => encoded.push('+'),
            _ => encoded += &format!("%{byte:02X}"),
        }
    }
    encoded
}

/// `%2F` as `%2f`.
fn lower_digits(encoded: &str) -> String {
    let mut parts = encoded.split('%');
    let mut lower = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2).unwrap_or((part, ""));
        lower += &format!("%{}{rest}", digits.to_ascii_lowercase());
    }
    lower
}

/// What a value is in base64 with so many bytes before it, without the characters that its neighbours are part of.
fn inside(value: &str, before: usize, engine: &impl base64::Engine) -> String {
    let mut bytes = vec![0; before];
    bytes.extend_from_slice(value.as_bytes());
    let encoded = engine.encode(&bytes);
    let begin = (before * 4).div_ceil(3);
    let end = bytes.len() * 4 / 3;
    encoded.get(begin..end).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests;
