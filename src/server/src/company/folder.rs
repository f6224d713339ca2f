//! Where a company's files lie.

use std::path::{Path, PathBuf};

use encaixe_api::company::{SLUG_CHARS, Slug};

use crate::vault::Vault;

/// The folder of the companies beside the first one, in the data folder.
const COMPANIES: &str = "companies";

/// A company's folder; that of the first is the data folder.
#[must_use]
pub fn folder(data: &Path, company: Option<&Slug>) -> PathBuf {
    match company {
        Some(slug) => data.join(COMPANIES).join(slug.as_str()),
        None => data.to_owned(),
    }
}

/// The slug that a name makes, such as `padaria-do-ze` of "Padaria do Zé"; none where the name has no letter a to z and no digit.
#[must_use]
pub fn slug(name: &str) -> Option<Slug> {
    let folded = crate::fold::fold(name);
    let plain = |letter: char| {
        if letter.is_ascii_alphanumeric() {
            letter.to_ascii_lowercase()
        } else {
            '-'
        }
    };
    let text: String = folded.chars().map(plain).collect();
    let words = text.split('-').filter(|word| !word.is_empty());
    let mut made = words.collect::<Vec<_>>().join("-");
    made.truncate(SLUG_CHARS);
    Slug::parse(made.trim_end_matches('-'))
}

/// A company's vault: the server's own for the first, and for another one that of its folder, sealed by the server's.
#[must_use]
pub fn vault(data: &Path, server: Vault, company: Option<&Slug>) -> Vault {
    match company {
        Some(slug) => Vault::within(
            Vault::file_in(&folder(data, Some(slug))),
            server,
            slug.as_str(),
        ),
        None => server,
    }
}
