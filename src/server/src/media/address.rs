//! Addresses on this server of media on other hosts: `/media/away/<form and signature>?<original>`.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use encaixe_api::media::AWAY;
use ring::hmac;
use url::Url;

/// How many bytes of a signature are kept.
const SIGNATURE: usize = 16;

/// How media is passed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Whole: a picture.
    Picture,
    /// In parts: a film or a recording.
    Stream,
}

impl Form {
    const fn letter(self) -> char {
        match self {
            Self::Picture => 'p',
            Self::Stream => 's',
        }
    }
}

/// Makes addresses, and reads those that it made.
#[derive(Debug)]
pub struct Signer(hmac::Key);

impl Signer {
    /// One with that key.
    #[must_use]
    pub fn new(key: &[u8]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, key))
    }

    /// The address below `base`, that of a company's page, for one on another host; none for one of the page's own host, and for what is no
    /// address of the web.
    #[must_use]
    pub fn address(&self, base: &str, form: Form, url: &str) -> Option<String> {
        let parsed = Url::parse(url).ok()?;
        let is_web = matches!(parsed.scheme(), "http" | "https");
        let is_own = Url::parse(base).is_ok_and(|base| base.origin() == parsed.origin());
        if !is_web || is_own {
            return None;
        }
        let url = plain(parsed);
        let signature = URL_SAFE_NO_PAD.encode(&self.sign(form, &url).as_ref()[..SIGNATURE]);
        Some(format!("{base}{AWAY}{}{signature}?{url}", form.letter()))
    }

    /// What an address stands for, of which `part` is the end of the path; none when it was not made here.
    #[must_use]
    pub fn read(&self, part: &str, query: &str) -> Option<(Form, Url)> {
        let mut rest = part.chars();
        let letter = rest.next()?;
        let form = [Form::Picture, Form::Stream].into_iter();
        let form = form.into_iter().find(|form| form.letter() == letter)?;
        let signature = URL_SAFE_NO_PAD.decode(rest.as_str()).ok()?;
        let expected = self.sign(form, query);
        // Not letter by letter: how long it takes says nothing of how much is right.
        let differ = expected.as_ref()[..SIGNATURE]
            .iter()
            .zip(&signature)
            .fold(0, |all, (one, other)| all | (one ^ other));
        if signature.len() != SIGNATURE || differ != 0 {
            return None;
        }
        Some((form, Url::parse(query).ok()?))
    }

    fn sign(&self, form: Form, url: &str) -> hmac::Tag {
        hmac::sign(&self.0, format!("{}{url}", form.letter()).as_bytes())
    }
}

/// The address as every browser sends it on as a query.
fn plain(mut url: Url) -> String {
    url.set_fragment(None);
    String::from(url).replace('\'', "%27")
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: &str = "http://127.0.0.1:7070";

    #[test]
    fn what_was_signed_is_read_as_a_browser_sends_it() {
        let signer = Signer::new(b"key");
        for url in [
            "https://cdn.example/a.jpg",
            "https://cdn.example/a b/ç.jpg?x=1&y=%20|{}^`\\'\"<>#frag",
            "http://[2001:db8::1]:8080/'it'/../b;c=d?https://x/?y#z",
            "https://Bücher.example/",
        ] {
            let address = signer.address(ORIGIN, Form::Picture, url).unwrap();
            let sent = Url::parse(&address).unwrap();
            assert_eq!(sent.as_str(), address, "a browser changes nothing");
            let part = sent.path().strip_prefix(AWAY).unwrap();
            let (form, read) = signer.read(part, sent.query().unwrap()).unwrap();
            assert_eq!(form, Form::Picture);
            assert_eq!(plain(read), plain(Url::parse(url).unwrap()));
        }
    }

    #[test]
    fn what_was_not_signed_is_not_read() {
        let signer = Signer::new(b"key");
        let address = signer.address(ORIGIN, Form::Stream, "https://a.example/1");
        let address = Url::parse(&address.unwrap()).unwrap();
        let part = address.path().strip_prefix(AWAY).unwrap();
        assert!(signer.read(part, "https://a.example/1").is_some());
        assert!(signer.read(part, "https://a.example/2").is_none());
        assert!(
            Signer::new(b"other")
                .read(part, "https://a.example/1")
                .is_none()
        );
        let picture = part.replacen('s', "p", 1);
        for wrong in [picture.as_str(), "", "s", "ç", &part[..10], "x1234"] {
            assert!(
                signer.read(wrong, "https://a.example/1").is_none(),
                "{wrong}"
            );
        }
        for own in [
            "/media/demo/a.svg",
            "data:image/png;base64,x",
            "http://127.0.0.1:7070/media/demo/a.svg",
        ] {
            assert_eq!(signer.address(ORIGIN, Form::Picture, own), None);
        }
    }
}
