//! The session cookie, among those that others put beside it.
//!
//! Cookies know neither ports nor, without a prefix, who set them: a neighbouring host or port can put one of the same name
//! before ours, at a longer path or for a whole domain. By https the name has a prefix under which browsers take a cookie
//! from this very host only. By http ours is the last one with the shortest path, so it is looked for from the end.
//!
//! Source: RFC 6265, 5.4 (the order of cookies); RFC 6265bis, 4.1.3 (prefixes of names).

use std::collections::BTreeSet;
use std::net::Ipv4Addr;

use axum::http::HeaderMap;
use axum::http::header::COOKIE;

use encaixe_api::company::Slug;

use crate::company::PageAddress;
use crate::time::{DAY, Millis, SECOND};

/// Its name by http.
pub const PLAIN: &str = "encaixe_session";

/// Its name by https.
const PREFIXED: &str = "__Host-encaixe_session";

/// How long a session lasts.
pub const LIFE: Millis = 30 * DAY;

/// How long our values are. What has another length is none of ours.
const CHARS: usize = 43;

/// How many values are tried at most: more than a browser keeps for a host.
const MOST: usize = 200;

/// Where another page on the host could have put cookies that reach the API or the sign-in.
const PATHS: [&str; 4] = ["/api", "/api/", "/sign-in", "/sign-in/"];

/// Its name on the page of a company: by the name, since the prefix wants one path for all, `/`.
#[must_use]
pub fn name(page: &PageAddress) -> String {
    let name = if page.origin.is_https() {
        PREFIXED
    } else {
        PLAIN
    };
    match &page.slug {
        Some(slug) => format!("{name}-{slug}"),
        None => name.to_owned(),
    }
}

/// The values in a request that could be ours, the likeliest first.
#[must_use]
pub fn read<'a>(headers: &'a HeaderMap, page: &PageAddress) -> Vec<&'a str> {
    let name = name(page);
    // Byte by byte: another cookie on the line may hold what is no text.
    let pairs: Vec<&[u8]> = headers
        .get_all(COOKIE)
        .iter()
        .flat_map(|line| line.as_bytes().split(|byte| *byte == b';'))
        .collect();
    let mut found: Vec<&str> = Vec::new();
    for pair in pairs.into_iter().rev() {
        let value = std::str::from_utf8(pair)
            .ok()
            .and_then(|pair| pair.trim().split_once('='))
            .filter(|(key, value)| *key == name && is_ours(value));
        if let Some((_, value)) = value
            && !found.contains(&value)
        {
            found.push(value);
        }
        if found.len() == MOST {
            break;
        }
    }
    found
}

/// The companies beside the first that cookies of that name belong to, by slug: whoever is not signed in there any more is among them.
#[must_use]
pub fn slugs(headers: &HeaderMap, page: &PageAddress) -> BTreeSet<Slug> {
    let first = PageAddress {
        slug: None,
        ..page.clone()
    };
    let begin = name(&first) + "-";
    let lines = headers.get_all(COOKIE).iter();
    let pairs = lines.flat_map(|line| line.as_bytes().split(|byte| *byte == b';'));
    let names = pairs.filter_map(|pair| std::str::from_utf8(pair).ok()?.trim().split_once('='));
    names
        .filter_map(|(name, _)| Slug::parse(name.strip_prefix(&begin)?))
        .take(MOST)
        .collect()
}

fn is_ours(value: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    value.len() == CHARS && value.bytes().all(plain)
}

/// The lines of `Set-Cookie` for a new session: first those that take away what others may have put in its way, as far as
/// a name, a path and a domain can be guessed. `Lax`: with `Strict` a link from elsewhere would open a signed-out page.
#[must_use]
pub fn set(value: &str, page: &PageAddress) -> Vec<String> {
    let mut lines = clear_others(page);
    lines.push(line(page, value, LIFE / SECOND));
    lines
}

/// The lines of `Set-Cookie` that take a session away.
#[must_use]
pub fn clear(page: &PageAddress) -> Vec<String> {
    let mut lines = clear_others(page);
    lines.push(line(page, "", 0));
    lines
}

fn line(page: &PageAddress, value: &str, seconds: Millis) -> String {
    let secure = if page.origin.is_https() {
        "; Secure"
    } else {
        ""
    };
    format!(
        "{}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}",
        name(page)
    )
}

fn clear_others(page: &PageAddress) -> Vec<String> {
    let plain = name(page).replacen(PREFIXED, PLAIN, 1);
    if page.origin.is_https() {
        // Nobody can put another one of the prefixed name; the plain one was ours in former versions.
        return vec![format!("{plain}=; Path=/; Max-Age=0; Secure")];
    }
    let paths = PATHS.map(|path| format!("{}{path}", page.path()));
    let mut lines: Vec<String> = paths
        .iter()
        .map(|path| format!("{plain}=; Path={path}; Max-Age=0"))
        .collect();
    for domain in domains(page.origin.host()) {
        for path in paths.iter().map(String::as_str).chain(["/"]) {
            lines.push(format!("{plain}=; Domain={domain}; Path={path}; Max-Age=0"));
        }
    }
    lines
}

/// The host and the domains that it lies in, of two labels at least. An address has none.
fn domains(host: &str) -> Vec<&str> {
    let is_address = host.starts_with('[') || host.parse::<Ipv4Addr>().is_ok();
    let mut found = Vec::new();
    let mut rest = Some(host).filter(|_| !is_address);
    while let Some(domain) = rest.filter(|domain| domain.contains('.')) {
        found.push(domain);
        rest = domain.split_once('.').map(|(_, parent)| parent);
    }
    found
}

#[cfg(test)]
mod tests;
