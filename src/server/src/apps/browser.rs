//! The cookie that ties a round trip to the browser in which it began: one for each round trip, so that two side by side do not end each
//! other.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;

use crate::time::{MINUTE, Millis, SECOND};

/// How long a round trip may take.
pub const LIFE: Millis = 10 * MINUTE;

/// Its name, for the round trip whose state has that SHA-256, on a page by https or http.
fn name(state: &str, https: bool) -> String {
    let prefix = if https { "__Host-" } else { "" };
    format!("{prefix}encaixe_app_{}", state.get(..12).unwrap_or(state))
}

/// The line of `Set-Cookie`. `Lax`: it comes back with a navigation from the app's page. With an empty value it takes the cookie away.
#[must_use]
pub fn line(state: &str, value: &str, https: bool) -> String {
    let secure = if https { "; Secure" } else { "" };
    let seconds = if value.is_empty() { 0 } else { LIFE / SECOND };
    format!(
        "{}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}",
        name(state, https)
    )
}

/// The values that came under that name: another page of the host may have put others beside ours.
#[must_use]
pub fn read(headers: &HeaderMap, state: &str, https: bool) -> Vec<String> {
    let name = name(state, https);
    let lines = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok());
    lines
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(key, value)| *key == name && !value.is_empty())
        .map(|(_, value)| value.to_owned())
        .take(20)
        .collect()
}
