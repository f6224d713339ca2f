//! Texts as parts of an address.

use std::fmt::Write as _;

/// `text` as one part of a path or of a query: whatever is in it, it names nothing above or beside it.
///
/// Browsers take `.` and `..` for steps between folders, also when they are percent-encoded. No id of ours
/// is one of them, so they are encoded twice, which makes them the name of nothing.
pub fn part(text: &str) -> String {
    if matches!(text, "." | "..") {
        return text.replace('.', "%252E");
    }
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::part;

    #[test]
    fn only_what_never_means_anything_in_an_address_stays() {
        for (text, expected) in [
            ("aZ09-._~", "aZ09-._~"),
            ("a/b?c#d&e=f", "a%2Fb%3Fc%23d%26e%3Df"),
            ("50% + 1", "50%25%20%2B%201"),
            ("ação 🎉", "a%C3%A7%C3%A3o%20%F0%9F%8E%89"),
            ("\u{0}\n", "%00%0A"),
            ("%2e%2e", "%252e%252e"),
            ("..", "%252E%252E"),
            (".", "%252E"),
            ("...", "..."),
            ("", ""),
        ] {
            assert_eq!(part(text), expected, "{text:?}");
        }
    }
}
