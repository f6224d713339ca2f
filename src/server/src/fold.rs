//! How texts are compared and searched: without regard to case, accents and the width of a character.
//!
//! The result is stored beside the text it was made of, so that every database finds the same rows.
//! Source: Unicode Standard, 3.13 (default case folding), UAX #15 (NFKD, NFC).

use icu_casemap::CaseMapper;
use icu_normalizer::{ComposingNormalizer, DecomposingNormalizer};

/// A text as it is compared: case folded, accents and points taken away, letters with a stroke as plain ones.
#[must_use]
pub fn fold(text: &str) -> String {
    let folded = CaseMapper::new().fold_string(text);
    let mut plain = String::with_capacity(folded.len());
    for letter in DecomposingNormalizer::new_nfkd()
        .normalize(&folded)
        .chars()
        .filter(|letter| !is_accent(*letter))
    {
        match without_stroke(letter) {
            Some(letters) => plain.push_str(letters),
            None => plain.push(letter),
        }
    }
    // What was decomposed of other scripts, such as Hangul, is one character again.
    let composed = ComposingNormalizer::new_nfc().normalize(&plain);
    // A compatibility form may decompose into capital letters.
    CaseMapper::new().fold_string(&composed).into_owned()
}

/// Marks of Latin, Greek, Cyrillic, Hebrew and Arabic that are left out when people search. Marks of scripts in which they
/// are letters of their own stay.
const fn is_accent(letter: char) -> bool {
    matches!(letter,
        '\u{300}'..='\u{36f}'
        | '\u{483}'..='\u{487}'
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c2}' | '\u{5c4}'..='\u{5c5}' | '\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}')
}

/// Letters that Unicode does not decompose, as people without their key write them.
const fn without_stroke(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ŧ' => "t",
        'ı' => "i",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn texts_that_people_take_for_the_same_are_the_same() {
        for (text, want) in [
            ("", ""),
            ("João", "joao"),
            ("JOA\u{303}O", "joao"),
            ("Łukasz", "lukasz"),
            ("Straße", "strasse"),
            ("ＡＢＣ１２３", "abc123"),
            ("ﬁm", "fim"),
            ("Ørsted Æbeltoft", "orsted aebeltoft"),
            ("İstanbul ılık", "istanbul ilik"),
            ("Σίσυφος", "σισυφοσ"),
            ("Ёлка", "елка"),
            ("שָׁלוֹם", "שלום"),
            ("مُحَمَّد", "محمد"),
            ("がぎぐ", "がぎぐ"),
            ("ｶﾞ", "ガ"),
            ("한국어", "한국어"),
            ("हिन्दी", "हिन्दी"),
            ("①℃", "1°c"),
        ] {
            assert_eq!(fold(text), want, "{text}");
            assert_eq!(fold(want), want, "{text}, folded twice");
        }
    }
}
