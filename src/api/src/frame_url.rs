//! A plugin's address as the server wrote it, for whoever embeds the plugin: parts are taken out of it, and nothing is
//! parsed. The server's parser is the one judge of addresses (`plugin_url.rs`); the browser reads them when it loads one.

use std::fmt;

use crate::plugin_url::PluginUrl;

/// An address in the URL Standard's serialisation, with a host and without a fragment.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FrameUrl {
    text: String,
    /// Where the path begins.
    path: usize,
}

impl FrameUrl {
    /// Takes an address in the form in which [`PluginUrl`] and browsers write it; none where it cannot be one.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let rest = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"))?;
        let host = rest.find('/').filter(|host| *host > 0)?;
        let path = text.len() - rest.len() + host;
        let is_written = text.bytes().all(|byte| byte.is_ascii_graphic())
            && !text.contains('#')
            && !text[..path].contains(['@', '?', '\\']);
        is_written.then(|| Self {
            text: text.to_owned(),
            path,
        })
    }

    /// The whole address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The origin as `location.origin` gives it.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.text[..self.path]
    }

    /// The path as `location.pathname` gives it.
    #[must_use]
    pub fn path(&self) -> &str {
        let path = &self.text[self.path..];
        path.split_once('?').map_or(path, |(path, _)| path)
    }

    /// Whether this is a development address: plain http on a loopback host.
    #[must_use]
    pub fn is_dev(&self) -> bool {
        self.text.starts_with("http:")
    }

    /// The same page with `name=value` in its query, as [`PluginUrl::with_param`] puts it there. Both are of letters, digits,
    /// `-`, `.` and `_`, which need no encoding.
    #[must_use]
    pub fn with_param(&self, name: &str, value: &str) -> Self {
        let (base, query) = self.text.split_once('?').unwrap_or((&self.text, ""));
        let pair = format!("{name}={value}");
        let mut parts: Vec<&str> = Vec::new();
        let mut placed = false;
        for part in query.split('&').filter(|part| !part.is_empty()) {
            let key = part.split_once('=').map_or(part, |(key, _)| key);
            if !is_encoded(key, name) {
                parts.push(part);
            } else if !placed {
                placed = true;
                parts.push(&pair);
            }
        }
        if !placed {
            parts.push(&pair);
        }
        Self {
            text: format!("{base}?{}", parts.join("&")),
            path: self.path,
        }
    }
}

/// Whether a key of a query says this when it is decoded.
///
/// Source: WHATWG URL Standard, "application/x-www-form-urlencoded parsing".
fn is_encoded(key: &str, name: &str) -> bool {
    let bytes = key.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let encoded = (bytes.get(at + 1..at + 3))
            .filter(|_| byte == b'%')
            .and_then(|digits| str::from_utf8(digits).ok())
            .filter(|digits| !digits.starts_with('+'))
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        at += if encoded.is_some() { 3 } else { 1 };
        decoded.push(encoded.unwrap_or(if byte == b'+' { b' ' } else { byte }));
    }
    decoded == name.as_bytes()
}

impl From<&PluginUrl> for FrameUrl {
    fn from(url: &PluginUrl) -> Self {
        Self {
            text: url.as_str().to_owned(),
            path: url.origin().len(),
        }
    }
}

impl fmt::Display for FrameUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::FrameUrl;
    use crate::plugin_url::{PageOrigin, PluginUrl};

    fn registered(text: &str) -> PluginUrl {
        let page = PageOrigin::parse("https://inbox.example").unwrap();
        PluginUrl::parse(text, &page).unwrap()
    }

    #[test]
    fn what_the_parser_wrote_is_taken_apart_as_the_parser_does() {
        for text in [
            "https://orders.example",
            "https://Orders.example:8443/a/../p?x=1&&y#".trim_end_matches('#'),
            "https://[2001:db8::1]:9/p?a/b?c",
            "https://m\u{fc}nchen.example/\u{e9}?\u{e9}=%",
        ] {
            let url = registered(text);
            let frame = FrameUrl::of(url.as_str()).unwrap();
            assert_eq!(frame, FrameUrl::from(&url));
            assert_eq!(frame.as_str(), url.as_str());
            assert_eq!(frame.origin(), url.origin());
            assert_eq!(frame.path(), url.path());
            assert_eq!(frame.is_dev(), url.is_dev());
        }
    }

    #[test]
    fn a_parameter_is_put_where_the_parser_puts_it() {
        for query in [
            "",
            "?",
            "?a=1",
            "?dark_mode=x&b",
            "?b&dark%5Fmode=x&dark_mode&\\@",
            "?dark%5fmode&c=%zz&%2",
            "?&&dark+mode=1&dark_mode%",
            "?%+5=1&dark%+5mode",
        ] {
            let url = registered(&format!("https://orders.example/p{query}"));
            let expected = url.with_param("dark_mode", "true");
            let frame = FrameUrl::from(&url).with_param("dark_mode", "true");
            assert_eq!(frame.as_str(), expected.as_str(), "{query}");
            assert_eq!(frame, FrameUrl::from(&expected));
        }
    }

    #[test]
    fn what_nobody_writes_is_refused() {
        for text in [
            "",
            "https://",
            "https:///p",
            "https://orders.example",
            "ftp://orders.example/p",
            "javascript:alert(1)//x/",
            "https://a@orders.example/p",
            "https://orders.example?a/b",
            "https://orders.example/p#x",
            "https://orders.example/ p",
            "https://orders.example\\p/",
            "https://orders.example/\u{e9}",
            " https://orders.example/",
        ] {
            assert_eq!(FrameUrl::of(text), None, "{text:?}");
        }
    }
}
