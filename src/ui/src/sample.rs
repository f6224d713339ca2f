//! The command that hands over a message, to be pasted into a terminal.

use crate::company;

/// The command that hands over a message, to be pasted into a terminal.
pub fn line(page: &str, channel: &str, token: &str, text: &str) -> String {
    let body = format!(
        r#"{{"sender": "visitor-1", "type": "text", "content": "{text}", "contactInfo": {{"name": "Maria"}}}}"#
    );
    format!(
        "curl {page}/api/channels/{channel}/messages \\\n  -H 'Authorization: Bearer {token}' \\\n  -H 'Content-Type: application/json' \\\n  -d '{body}'"
    )
}

/// Where the page is, without a slash at its end.
pub fn page() -> String {
    let location = web_sys::window().map(|window| window.location());
    location
        .and_then(|location| location.origin().ok())
        .unwrap_or_default()
        + &company::path("")
}
