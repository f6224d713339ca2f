//! The command that hands over a message, to be pasted into a terminal.

/// The command that hands over a message, to be pasted into a terminal.
pub fn line(origin: &str, channel: &str, token: &str, text: &str) -> String {
    let body = format!(
        r#"{{"sender": "visitor-1", "type": "text", "content": "{text}", "contactInfo": {{"name": "Maria"}}}}"#
    );
    format!(
        "curl {origin}/api/channels/{channel}/messages \\\n  -H 'Authorization: Bearer {token}' \\\n  -H 'Content-Type: application/json' \\\n  -d '{body}'"
    )
}

/// The page's own origin.
pub fn origin() -> String {
    let location = web_sys::window().map(|window| window.location());
    location
        .and_then(|location| location.origin().ok())
        .unwrap_or_default()
}
