//! Looks for secrets where there must be none, in every form in which they could lie there.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use serde_json::Value;

/// The shortest secret whose forms are found by themselves and not by chance, in bytes.
const SHORTEST: usize = 8;

/// Which characters an encoding of addresses leaves as they are, beside letters and digits: RFC 3986's, those of
/// `encodeURIComponent`, those of `encodeURI`, and those of forms.
const LEFT: [&str; 4] = ["-._~", "-._~!*'()", "-._~!*'();/?:@&=+$,#", "-._*"];

/// The file that secrets are sealed with.
const KEY_FILE: &str = "vault.key";

/// What is looked for.
#[derive(Debug)]
pub struct Secrets {
    /// Each form, with the secret that it is one of.
    forms: Vec<(Vec<u8>, String)>,
    /// By the first two bytes of a form: which begin one.
    begins: Vec<bool>,
}

impl Secrets {
    /// Every form of these.
    ///
    /// # Errors
    /// There is none, or one is too short to be found by itself.
    pub fn new(secrets: &[&str]) -> Result<Self> {
        ensure!(!secrets.is_empty(), "there is nothing to look for");
        let (mut forms, mut begins) = (Vec::new(), vec![false; 1 << 16]);
        for secret in secrets {
            ensure!(secret.len() >= SHORTEST, "{secret} is too short");
            for form in forms_of(secret) {
                let begin = form.first_chunk().context("a form of a byte")?;
                begins[usize::from(u16::from_be_bytes(*begin))] = true;
                forms.push((form, (*secret).to_owned()));
            }
        }
        Ok(Self { forms, begins })
    }

    /// Which of them are in these bytes.
    #[must_use]
    pub fn found_in(&self, bytes: &[u8]) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        for (at, begin) in bytes.windows(2).enumerate() {
            if !self.begins[usize::from(u16::from_be_bytes([begin[0], begin[1]]))] {
                continue;
            }
            let there = |(form, _): &&(Vec<u8>, String)| bytes[at..].starts_with(form);
            found.extend(self.forms.iter().filter(there).map(|(_, of)| of.as_str()));
        }
        found
    }

    /// The files of a folder, and of those in it, in which one is; the key file aside.
    ///
    /// # Errors
    /// A file cannot be read.
    pub fn found_below(&self, folder: &Path) -> Result<Vec<String>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                found.extend(self.found_below(&path)?);
            } else if !path.ends_with(KEY_FILE) {
                let inside = self.found_in(&fs::read(&path)?);
                if !inside.is_empty() {
                    found.push(format!("{}: {inside:?}", path.display()));
                }
            }
        }
        Ok(found)
    }
}

/// A secret as it is, percent-encoded, in base64, escaped in JSON and in HTML, in hexadecimal digits, and in UTF-16.
fn forms_of(secret: &str) -> BTreeSet<Vec<u8>> {
    let mut texts = BTreeSet::from([secret.to_owned()]);
    for left in LEFT {
        let encoded = percent(secret, left);
        texts.insert(encoded.replace("%20", "+"));
        texts.insert(lower(&encoded));
        texts.insert(encoded);
    }
    let json = Value::from(secret).to_string();
    let json = json.trim_matches('"').to_owned();
    texts.insert(json.replace('/', "\\/"));
    texts.insert(ascii(&json));
    // A text in a text, as a program's log has it.
    texts.insert(
        Value::from(json.as_str())
            .to_string()
            .trim_matches('"')
            .to_owned(),
    );
    texts.insert(json);
    let html = secret
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    texts.insert(html.replace('"', "&quot;"));
    texts.insert(html);
    let hex = secret.bytes().fold(String::new(), |mut hex, byte| {
        // Writing to a text cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    texts.insert(hex.to_uppercase());
    texts.insert(hex);
    for before in 0..3 {
        texts.extend(inside(secret.as_bytes(), before));
    }
    let wide = secret.encode_utf16().flat_map(u16::to_le_bytes).collect();
    texts
        .into_iter()
        .map(String::into_bytes)
        .chain([wide])
        .collect()
}

fn percent(text: &str, left: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        let one = char::from(byte);
        if one.is_ascii_alphanumeric() || left.contains(one) {
            encoded.push(one);
        } else {
            // Writing to a text cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}

/// `%2F` as `%2f`.
fn lower(encoded: &str) -> String {
    let mut parts = encoded.split('%');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let (digits, rest) = part.split_at_checked(2).unwrap_or((part, ""));
        format!("{text}%{}{rest}", digits.to_ascii_lowercase())
    })
}

/// JSON in ASCII alone: `ç` as `\u00e7`.
fn ascii(json: &str) -> String {
    json.chars().fold(String::new(), |mut text, one| {
        if one.is_ascii() {
            text.push(one);
        } else {
            for unit in one.encode_utf16(&mut [0; 2]) {
                // Writing to a text cannot fail.
                let _ = write!(text, "\\u{unit:04x}");
            }
        }
        text
    })
}

/// What a secret is in the middle of base64, with so many bytes before it: the characters that are its own, in both alphabets.
fn inside(secret: &[u8], before: usize) -> [String; 2] {
    let whole = [&b"\0\0\0"[..before], secret].concat();
    let own = (before * 8).div_ceil(6)..whole.len() * 8 / 6;
    let texts = [
        STANDARD_NO_PAD.encode(&whole),
        URL_SAFE_NO_PAD.encode(&whole),
    ];
    texts.map(|text| text[own.clone()].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_secret_is_found() -> Result<()> {
        let secret = "a\"b\\c/d e&f=ç%g+h";
        let secrets = Secrets::new(&["another one", secret])?;
        for form in [
            secret.to_owned(),
            "a%22b%5Cc%2Fd%20e%26f%3D%C3%A7%25g%2Bh".to_owned(),
            "a%22b%5cc%2fd%20e%26f%3d%c3%a7%25g%2bh".to_owned(),
            "a%22b%5Cc%2Fd+e%26f%3D%C3%A7%25g%2Bh".to_owned(),
            "a%22b%5Cc/d%20e&f=%C3%A7%25g+h".to_owned(),
            r#"a\"b\\c/d e&f=ç%g+h"#.to_owned(),
            r#"a\"b\\c/d e&f=\u00e7%g+h"#.to_owned(),
            r#"a\\\"b\\\\c/d e&f=ç%g+h"#.to_owned(),
            "a&quot;b\\c/d e&amp;f=ç%g+h".to_owned(),
            "612262".to_owned() + "5c632f64206526663dc3a725672b68",
            "612262".to_owned() + "5C632F64206526663DC3A725672B68",
            STANDARD_NO_PAD.encode(secret),
            STANDARD_NO_PAD.encode(format!("u:{secret}")),
            URL_SAFE_NO_PAD.encode(format!("user:{secret}\n")),
            URL_SAFE_NO_PAD.encode(format!("abcdefgh:{secret}zz")),
        ] {
            let found = secrets.found_in(format!("before {form} behind").as_bytes());
            assert_eq!(found, BTreeSet::from([secret]), "{form}");
        }
        let other = "a\"b\\c/d e&f=ç%g+i";
        assert!(secrets.found_in(other.as_bytes()).is_empty());
        assert!(secrets.found_in(b"a").is_empty());
        Ok(())
    }

    #[test]
    fn files_that_hold_one_are_named_and_the_key_file_is_not() -> Result<()> {
        let folder = crate::binary::fresh_folder()?;
        let deep = folder.path().join("deep");
        fs::create_dir(&deep)?;
        for (file, text) in [
            ("a.db-wal", "x long-secret"),
            ("b", "x"),
            (KEY_FILE, "long-secret"),
        ] {
            fs::write(deep.join(file), text)?;
        }
        let found = Secrets::new(&["long-secret"])?.found_below(folder.path())?;
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains("a.db-wal"), "{found:?}");
        Ok(())
    }

    #[test]
    fn what_is_found_everywhere_is_no_secret() {
        assert!(Secrets::new(&["a"]).is_err());
        assert!(Secrets::new(&[]).is_err());
    }
}
