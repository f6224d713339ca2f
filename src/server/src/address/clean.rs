//! What nobody sees in a text: marks that programs put there, and widths of characters.

use encaixe_api::visible;
use icu_normalizer::ComposingNormalizer;

/// A text without marks that nobody sees, and without white space around it.
#[must_use]
pub fn clean(text: &str) -> String {
    let seen: String = text.chars().filter(|c| !is_unseen(*c)).collect();
    let composed = ComposingNormalizer::new_nfc().normalize(&seen).into_owned();
    composed.trim().to_owned()
}

/// The same with plain digits and signs: full-width ones, and the digits of other scripts, are those of ASCII.
pub(super) fn plain(text: &str) -> String {
    ComposingNormalizer::new_nfkc()
        .normalize(text)
        .chars()
        .map(|c| digit(c).unwrap_or(c))
        .collect()
}

/// Characters that format or control a text, and letters of which nothing is drawn, but for white space.
fn is_unseen(c: char) -> bool {
    let is_hidden = visible::is_unseen(c) || visible::is_empty_letter(c);
    is_hidden && !c.is_whitespace() || matches!(c, '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{8e2}')
}

/// The zeros of the scripts whose digits stand in a row of ten. Source: Unicode, general category Nd.
const ZEROS: &[u32] = &[
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
    0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50,
    0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
    0x11066, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e950, 0x1fbf0,
];

fn digit(c: char) -> Option<char> {
    let code = u32::from(c);
    let zero = ZEROS
        .iter()
        .find(|zero| (**zero..**zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}
