//! Addresses of pictures and other media, which a page loads from wherever they lie.

use url::Url;

/// The longest such address, in bytes.
pub const MAX_BYTES: usize = 2_048;

/// Whether this is a whole `http` or `https` address that fits.
#[must_use]
pub fn is_web_url(text: &str) -> bool {
    text.len() <= MAX_BYTES
        && !text.contains(|c: char| c.is_whitespace() || c.is_control())
        && Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

#[cfg(test)]
mod tests {
    use super::{MAX_BYTES, is_web_url};

    #[test]
    fn only_whole_addresses_of_the_web_are_taken() {
        let longest = format!("https://m.example/{}", "a".repeat(MAX_BYTES - 18));
        for text in [
            "https://m.example/a.png",
            "http://127.0.0.1:8080/é?x#y",
            &longest,
        ] {
            assert!(is_web_url(text), "{text}");
        }
        for text in [
            "",
            "/media/a.png",
            "m.example/a.png",
            "//m.example/a.png",
            "https://",
            "https://m.example/a b",
            "https://m.example/\0",
            " https://m.example/",
            "javascript:alert(1)",
            "data:image/png;base64,AA",
            "ftp://m.example/",
            &format!("{longest}a"),
        ] {
            assert!(!is_web_url(text), "{text}");
        }
    }
}
