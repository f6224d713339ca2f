//! Where an address leads, when what is written does not show it: `https://good.example@bad.example/`, or letters of
//! another script that look like ours.

use web_sys::Url;

/// The address to open, and its host where that has to be said beside what is written. None when no browser would open it.
pub(crate) fn opens(written: &str) -> Option<(String, Option<String>)> {
    let has_scheme = written.contains("://");
    let address = if has_scheme {
        Url::new(written).ok()?
    } else {
        Url::new(&format!("https://{written}")).ok()?
    };
    if !matches!(address.protocol().as_str(), "https:" | "http:") {
        return None;
    }
    let host = address.hostname();
    let hides = !address.username().is_empty() || !address.password().is_empty();
    // A link carries no name to sign in with: who clicks has not seen it.
    address.set_username("");
    address.set_password("");
    let is_odd = hides || !is_evident(host_written(written), &host);
    Some((address.href(), is_odd.then_some(host)))
}

/// The part of what is written that looks like the host.
fn host_written(written: &str) -> &str {
    let rest = written.split_once("://").map_or(written, |(_, rest)| rest);
    let rest = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let end = rest.rfind(':').filter(|_| !rest.ends_with(']'));
    &rest[..end.unwrap_or(rest.len())]
}

/// Whether a reader sees which host is meant: ASCII that is the host itself, or a name in letters of one script that
/// look like no others.
fn is_evident(written: &str, host: &str) -> bool {
    if written.is_ascii() {
        return written.eq_ignore_ascii_case(host);
    }
    written.split('.').all(|label| {
        let ours = label
            .chars()
            .any(|c| c.is_ascii_alphabetic() || is_latin(c));
        let others = label.chars().any(|c| !c.is_ascii() && !is_latin(c));
        let alike = label.chars().any(is_like_latin);
        !(alike || ours && others)
    })
}

/// Letters of our script with marks, as European languages write them.
const fn is_latin(c: char) -> bool {
    matches!(c, '\u{00C0}'..='\u{00D6}' | '\u{00D8}'..='\u{00F6}' | '\u{00F8}'..='\u{0130}' | '\u{0132}'..='\u{017F}')
}

/// Scripts and letters that can be taken for ours: Greek, Cyrillic, Armenian, Cherokee, and our own in rare forms.
const fn is_like_latin(c: char) -> bool {
    matches!(c, '\u{0131}' | '\u{0180}'..='\u{02FF}' | '\u{0370}'..='\u{058F}' | '\u{13A0}'..='\u{13FF}'
        | '\u{1C80}'..='\u{1FFF}' | '\u{2000}'..='\u{2BFF}' | '\u{2C60}'..='\u{2DFF}' | '\u{A640}'..='\u{A69F}'
        | '\u{A720}'..='\u{A7FF}' | '\u{AB30}'..='\u{ABBF}' | '\u{FF00}'..='\u{FFEF}')
}

#[cfg(test)]
mod tests {
    use super::{host_written, is_evident};

    #[test]
    fn a_host_that_reads_as_itself_needs_no_word() {
        for (written, host) in [
            ("https://A.Br/x", "a.br"),
            ("www.a.br", "www.a.br"),
            ("http://a.br:8080/x", "a.br"),
            ("https://münchen.example/", "xn--mnchen-3ya.example"),
            ("https://例え.テスト", "xn--r8jz45g.xn--zckzah"),
        ] {
            assert!(is_evident(host_written(written), host), "{written}");
        }
        for (written, host) in [
            ("https://аpple.com/", "xn--pple-43d.com"),
            ("https://аррӏе.com/", "xn--80ak6aa92e.com"),
            ("https://0x7f.1/", "127.0.0.1"),
        ] {
            assert!(!is_evident(host_written(written), host), "{written}");
        }
    }
}
