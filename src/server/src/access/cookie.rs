//! The session cookie, among those that others put beside it.
//!
//! Cookies know neither ports nor, without a prefix, who set them: a neighbouring host or port can put one of the same name
//! before ours, at a longer path or for a whole domain. By https the name has a prefix under which browsers take a cookie
//! from this very host only. By http ours is the last one with the shortest path, so it is looked for from the end.
//!
//! Source: RFC 6265, 5.4 (the order of cookies); RFC 6265bis, 4.1.3 (prefixes of names).

use std::net::Ipv4Addr;

use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use encaixe_api::plugin_url::PageOrigin;

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

/// Its name on a page of that origin.
#[must_use]
pub const fn name(https: bool) -> &'static str {
    if https { PREFIXED } else { PLAIN }
}

/// The values in a request that could be ours, the likeliest first.
#[must_use]
pub fn read(headers: &HeaderMap, https: bool) -> Vec<&str> {
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
            .filter(|(key, value)| *key == name(https) && is_ours(value));
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

fn is_ours(value: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    value.len() == CHARS && value.bytes().all(plain)
}

/// The lines of `Set-Cookie` for a new session: first those that take away what others may have put in its way, as far as
/// a name, a path and a domain can be guessed. `Lax`: with `Strict` a link from elsewhere would open a signed-out page.
#[must_use]
pub fn set(value: &str, page: &PageOrigin) -> Vec<String> {
    let mut lines = clear_others(page);
    lines.push(line(page, value, LIFE / SECOND));
    lines
}

/// The lines of `Set-Cookie` that take a session away.
#[must_use]
pub fn clear(page: &PageOrigin) -> Vec<String> {
    let mut lines = clear_others(page);
    lines.push(line(page, "", 0));
    lines
}

fn line(page: &PageOrigin, value: &str, seconds: Millis) -> String {
    let https = page.is_https();
    let secure = if https { "; Secure" } else { "" };
    format!(
        "{}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}",
        name(https)
    )
}

fn clear_others(page: &PageOrigin) -> Vec<String> {
    if page.is_https() {
        // Nobody can put another one of the prefixed name; the plain one was ours in former versions.
        return vec![format!("{PLAIN}=; Path=/; Max-Age=0; Secure")];
    }
    let mut lines: Vec<String> = PATHS
        .iter()
        .map(|path| format!("{PLAIN}=; Path={path}; Max-Age=0"))
        .collect();
    for domain in domains(page.host()) {
        for path in PATHS.iter().chain(&["/"]) {
            lines.push(format!("{PLAIN}=; Domain={domain}; Path={path}; Max-Age=0"));
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
