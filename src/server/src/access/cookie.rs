//! The session cookie.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;

use crate::time::{DAY, Millis, SECOND};

/// Its name.
pub const NAME: &str = "encaixe_session";

/// How long a session lasts.
pub const LIFE: Millis = 30 * DAY;

/// The cookie's value in a request, if there is one.
#[must_use]
pub fn read(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(name, value)| (name == NAME).then_some(value))
}

/// `Set-Cookie` for a new session. `Lax`: with `Strict` a link from elsewhere would open a signed-out page.
#[must_use]
pub fn set(value: &str, https: bool) -> String {
    line(value, LIFE / SECOND, https)
}

/// `Set-Cookie` that takes it away.
#[must_use]
pub fn clear(https: bool) -> String {
    line("", 0, https)
}

fn line(value: &str, seconds: Millis, https: bool) -> String {
    let secure = if https { "; Secure" } else { "" };
    format!("{NAME}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}")
}
