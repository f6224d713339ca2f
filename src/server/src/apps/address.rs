//! Where calls of an app go. What a person typed fills one label of a host or one part of a path, so that it never decides more than
//! that; and a call's path is put behind the base address part by part, so that it never leads elsewhere.

use std::collections::BTreeMap;

use encaixe_api::descriptor::{Hosts, Template};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use thiserror::Error;
use url::Url;

use super::hosts::{fits, is_listed, may_go, named};

/// Values by the names of their fields.
pub type Fields = BTreeMap<String, String>;

/// What a field's value keeps of itself in a path or a query: the unreserved characters (RFC 3986, section 2.3).
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What a part of a call's path keeps of itself: `pchar` of RFC 3986, section 3.3.
const PART: &AsciiSet = &UNRESERVED
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// Why there is no address.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Wrong {
    /// A field's value does not fit into its place: the field, and why.
    #[error("{0}: {1}")]
    Field(String, &'static str),
    /// The person has not confirmed the host that they typed.
    #[error("confirm that the app runs at {0}")]
    Unconfirmed(String),
    /// The host is none of the app's.
    #[error("{0} is none of the app's hosts")]
    Host(String),
    /// The path of a call.
    #[error("{0}")]
    Path(&'static str),
    /// The descriptor's own address is none.
    #[error("the app's address {0} cannot be read")]
    Template(String),
}

/// An address with its fields filled in.
///
/// # Errors
/// When a value is missing or does not fit, or the host is none of the app's.
pub fn fill(
    template: &Template,
    fields: &Fields,
    hosts: &Hosts,
    confirmed: Option<&str>,
) -> Result<Url, Wrong> {
    let text = template.as_str();
    let broken = || Wrong::Template(text.to_owned());
    let (scheme, rest) = text.split_once("://").unwrap_or(("https", text));
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(end);
    let is_drawn = authority.contains("{{");
    let whole = authority
        .strip_prefix("{{")
        .and_then(|name| name.strip_suffix("}}"))
        .filter(|name| !name.contains("{{"))
        .map(str::trim);
    let origin = match whole {
        Some(name) if *hosts == Hosts::Typed => typed_origin(name, value(name, fields)?)?,
        _ => format!("{scheme}://{}", replace(authority, fields, label)?),
    };
    let tail = replace(tail, fields, encoded)?;
    let path = tail.split(['?', '#']).next().unwrap_or_default();
    if path.split('/').any(|part| part == "." || part == "..") {
        let name = template.fields().last().unwrap_or_default();
        return Err(Wrong::Field(name.to_owned(), "it leads to another path"));
    }
    let url = Url::parse(&format!("{origin}{tail}")).map_err(|_| broken())?;
    let is_web = matches!(url.scheme(), "https" | "http");
    if !is_web || !url.username().is_empty() || url.password().is_some() {
        return Err(broken());
    }
    if is_drawn {
        confirm(&url, hosts, confirmed)?;
    }
    Ok(url)
}

/// Whether a host that was put together of what somebody typed is one of the app's.
fn confirm(url: &Url, hosts: &Hosts, confirmed: Option<&str>) -> Result<(), Wrong> {
    let host = named(url);
    match hosts {
        Hosts::Typed => {
            let said = confirmed.map(str::trim).unwrap_or_default();
            let said = Url::parse(&format!("https://{said}")).ok();
            let is_said = said.is_some_and(|said| said.path() == "/" && named(&said) == host);
            if url.scheme() == "https" && is_said {
                Ok(())
            } else {
                Err(Wrong::Unconfirmed(host))
            }
        }
        Hosts::Listed(patterns) if patterns.iter().any(|one| fits(one, url)) => Ok(()),
        Hosts::Listed(_) | Hosts::Written => Err(Wrong::Host(host)),
    }
}

/// The address of a call: a path behind the base address, or a whole address that lies below it or on one of the app's hosts. What stands in
/// its query stays as it is written; these parameters come behind it.
///
/// # Errors
/// When it would lead elsewhere.
pub fn join(base: &Url, hosts: &Hosts, path: &str, query: &Fields) -> Result<Url, Wrong> {
    if path.chars().any(|c| c.is_control() || c == '\\') {
        return Err(Wrong::Path("it has a backslash or a control character"));
    }
    if path.contains('#') {
        return Err(Wrong::Path("it has a `#`: write it as `%23`"));
    }
    let (path, own_query) = match path.split_once('?') {
        Some((path, own_query)) => (path, Some(own_query)),
        None => (path, None),
    };
    let mut url = match absolute(path) {
        Some((origin, path)) => {
            let mut url = Url::parse(origin).map_err(|_| Wrong::Path("it is no address"))?;
            if !may_go(&url, base, hosts) {
                return Err(Wrong::Host(named(&url)));
            }
            url.set_path(&parts(path)?);
            if url.origin() == base.origin() && !is_listed(&url, hosts) && !is_below(&url, base) {
                return Err(Wrong::Path("it lies outside of the app's base address"));
            }
            url
        }
        None if path.starts_with("//") => {
            return Err(Wrong::Path("it begins with a host: begin with one `/`"));
        }
        None => {
            let mut url = base.clone();
            let above = base.path().trim_end_matches('/');
            let below = parts(path.trim_start_matches('/'))?;
            let slash = if below.is_empty() { "" } else { "/" };
            url.set_path(&format!("{above}{slash}{below}"));
            url
        }
    };
    url.set_fragment(None);
    url.set_query(own_query);
    if !query.is_empty() {
        url.query_pairs_mut().extend_pairs(query);
    }
    if may_go(&url, base, hosts) {
        Ok(url)
    } else {
        Err(Wrong::Host(named(&url)))
    }
}

/// Whether an address of the same origin is the base address, or lies below it.
fn is_below(url: &Url, base: &Url) -> bool {
    let decoded = |part: &str| percent_decode_str(part).collect::<Vec<u8>>();
    let mut parts = url.path().split('/').map(decoded);
    let mut above = base.path().trim_end_matches('/').split('/').map(decoded);
    above.all(|part| parts.next() == Some(part))
}

/// Of an address with a scheme: all before its path, and the path.
fn absolute(path: &str) -> Option<(&str, &str)> {
    let colon = path.find("://")?;
    let scheme = &path[..colon];
    let is_scheme = !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let start = colon + "://".len();
    let end = path[start..]
        .find('/')
        .map_or(path.len(), |end| start + end);
    is_scheme.then(|| path.split_at(end))
}

/// The parts of a path, each decoded once and written anew.
fn parts(path: &str) -> Result<String, Wrong> {
    let mut written = String::with_capacity(path.len());
    for (place, part) in path.split('/').enumerate() {
        if place > 0 {
            written.push('/');
        }
        let decoded = percent_decode_str(part).decode_utf8();
        let decoded = decoded.map_err(|_| Wrong::Path("a part of it is no text once decoded"))?;
        if decoded.chars().any(|c| c.is_control() || c == '\\') {
            return Err(Wrong::Path("it has a backslash or a control character"));
        }
        if decoded.split('/').any(|one| one == "." || one == "..") {
            return Err(Wrong::Path("it has a part `.` or `..`"));
        }
        written.extend(utf8_percent_encode(&decoded, PART));
    }
    Ok(written)
}

/// A text with each field replaced by what `place` makes of its value.
fn replace(
    text: &str,
    fields: &Fields,
    place: impl Fn(&str, &str) -> Result<String, Wrong>,
) -> Result<String, Wrong> {
    let mut pieces = text.split("{{");
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let Some((name, rest)) = piece.split_once("}}") else {
            return Err(Wrong::Template(text.to_owned()));
        };
        let name = name.trim();
        filled += &place(name, value(name, fields)?)?;
        filled += rest;
    }
    Ok(filled)
}

fn value<'a>(name: &str, fields: &'a Fields) -> Result<&'a str, Wrong> {
    let value = fields.get(name).map(String::as_str).unwrap_or_default();
    if value.is_empty() {
        return Err(Wrong::Field(
            name.to_owned(),
            "it is missing, and the address needs it",
        ));
    }
    Ok(value)
}

/// One label of a host name (RFC 1123, section 2.1).
fn label(name: &str, value: &str) -> Result<String, Wrong> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let ends = value.starts_with('-') || value.ends_with('-');
    if value.len() > 63 || ends || !value.bytes().all(plain) {
        let why = "it stands in a host: letters, digits and `-` alone, at most 63";
        return Err(Wrong::Field(name.to_owned(), why));
    }
    Ok(value.to_ascii_lowercase())
}

/// One part of a path, or one value of a query.
fn encoded(name: &str, value: &str) -> Result<String, Wrong> {
    if value.chars().any(char::is_control) {
        return Err(Wrong::Field(name.to_owned(), "it has a control character"));
    }
    Ok(utf8_percent_encode(value, UNRESERVED).to_string())
}

/// The whole origin, as somebody typed it: https alone.
fn typed_origin(name: &str, value: &str) -> Result<String, Wrong> {
    let wrong = |why| Wrong::Field(name.to_owned(), why);
    let value = value.trim().trim_end_matches('/');
    if value
        .chars()
        .any(|c| c.is_control() || c.is_whitespace() || c == '\\')
    {
        return Err(wrong("it is no host"));
    }
    let text = match value.split_once("://") {
        Some((scheme, host)) if scheme.eq_ignore_ascii_case("https") => host,
        Some(_) => return Err(wrong("it has to begin with https://, or with the host")),
        None => value,
    };
    let url = Url::parse(&format!("https://{text}")).map_err(|_| wrong("it is no host"))?;
    let is_bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    if !is_bare || text.contains(['/', '?', '#', '@']) {
        return Err(wrong("write the host alone, without a path"));
    }
    Ok(format!("https://{}", named(&url)))
}

#[cfg(test)]
mod tests;
