//! How texts are compared and searched: without regard to case, accents, the width of a character and what cannot be seen.
//!
//! The result is stored beside the text it was made of, so that every database finds the same rows.
//! Source: Unicode Standard, 3.13 (default case folding), UAX #15 (NFKD, NFC), UAX #44 (decimal digits).

use std::ops::Range;

use icu_casemap::CaseMapper;
use icu_normalizer::{ComposingNormalizer, DecomposingNormalizer};

/// A text as it is compared: case folded, accents, points and invisible marks taken away, letters with a stroke as plain
/// ones, every script's decimal digits as those of ASCII.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let folded = CaseMapper::new().fold_string(text);
    let mut plain = String::with_capacity(folded.len());
    for letter in DecomposingNormalizer::new_nfkd()
        .normalize(&folded)
        .chars()
        .filter(|letter| !is_accent(*letter) && !is_invisible(*letter))
    {
        match without_stroke(letter) {
            Some(letters) => plain.push_str(letters),
            None => plain.push(digit(letter).unwrap_or(letter)),
        }
    }
    // What was decomposed of other scripts, such as Hangul, is one character again.
    let composed = ComposingNormalizer::new_nfc().normalize(&plain);
    // A compatibility form may decompose into capital letters.
    CaseMapper::new().fold_string(&composed).into_owned()
}

/// What two names have in common that read the same: folded, with one space for each row of them, as pages show it.
#[must_use]
pub fn alike(name: &str) -> String {
    let folded = fold(name);
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A folded text that knows where each of its parts stood before.
#[derive(Debug)]
pub struct Folded {
    /// The text, as [`fold`] has it.
    pub text: String,
    /// For each byte of it, the bytes of the original that it was made of.
    from: Vec<Range<usize>>,
}

impl Folded {
    /// Folds a text a character and its marks at a time.
    #[must_use]
    pub fn of(original: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(original.len()),
            from: Vec::with_capacity(original.len()),
        };
        let mut letters = original.char_indices().peekable();
        while let Some((begin, letter)) = letters.next() {
            let mut end = begin + letter.len_utf8();
            while let Some((_, mark)) = letters.next_if(|(_, next)| joins(*next)) {
                end += mark.len_utf8();
            }
            folded.text.push_str(&fold(&original[begin..end]));
            folded.from.resize(folded.text.len(), begin..end);
        }
        folded
    }

    /// Where a part of the folded text stood in the original, in bytes.
    #[must_use]
    pub fn origin(&self, part: &Range<usize>) -> Range<usize> {
        let begin = self.from.get(part.start).map_or(0, |from| from.start);
        let last = part.end.saturating_sub(1).max(part.start);
        begin..self.from.get(last).map_or(begin, |from| from.end)
    }
}

/// Whether a character belongs to the one before it.
const fn joins(letter: char) -> bool {
    is_accent(letter)
        || is_invisible(letter)
        || matches!(letter,
            '\u{1160}'..='\u{11ff}' | '\u{3099}'..='\u{309a}' | '\u{ff9e}'..='\u{ff9f}'
            | '\u{93c}' | '\u{9bc}' | '\u{9be}' | '\u{9d7}' | '\u{b3e}' | '\u{b56}'..='\u{b57}'
            | '\u{bbe}' | '\u{bd7}' | '\u{cc2}' | '\u{cd5}'..='\u{cd6}' | '\u{d3e}' | '\u{d57}')
}

/// Marks of Latin, Greek, Cyrillic, Hebrew and Arabic that are left out when people search. Marks of scripts in which they
/// are letters of their own stay.
const fn is_accent(letter: char) -> bool {
    matches!(letter,
        '\u{300}'..='\u{36f}'
        | '\u{483}'..='\u{487}'
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c2}' | '\u{5c4}'..='\u{5c5}' | '\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}'
        | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}')
}

/// What nobody sees and nobody types: joiners, marks of direction, variation selectors, a soft hyphen.
const fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// Letters that Unicode does not decompose, as people without their key write them.
const fn without_stroke(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' | 'ɖ' => "d",
        'ħ' => "h",
        'ŧ' => "t",
        'ı' => "i",
        'ƀ' => "b",
        'ɨ' => "i",
        'ƶ' => "z",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ŋ' => "n",
        // As they are written in Persian and Urdu, and at the end of a word.
        'ی' | 'ى' => "ي",
        'ک' => "ك",
        'ة' => "ه",
        _ => return None,
    })
}

/// The zeros of scripts with decimal digits of their own; the other nine follow each.
const ZEROS: [u32; 22] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
    0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0,
];

fn digit(letter: char) -> Option<char> {
    let letter = u32::from(letter);
    let zero = ZEROS
        .iter()
        .find(|zero| (**zero..**zero + 10).contains(&letter))?;
    char::from_digit(letter - zero, 10)
}

#[cfg(test)]
mod tests {
    use super::{Folded, fold};

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
            ("أحمد علی", "احمد علي"),
            ("٠١٢٣ ۴۵۶ ९०", "0123 456 90"),
            ("がぎぐ", "がぎぐ"),
            ("ｶﾞ", "ガ"),
            ("한국어", "한국어"),
            ("\u{1112}\u{1161}\u{11ab}국어", "한국어"),
            ("हिन्दी", "हिन्दी"),
            ("①℃", "1°c"),
            ("a\u{200b}b\u{ad}c\u{feff}", "abc"),
            ("Đặng Thị Ngọc", "dang thi ngoc"),
        ] {
            assert_eq!(fold(text), want, "{text}");
            assert_eq!(fold(want), want, "{text}, folded twice");
            assert_eq!(Folded::of(text).text, want, "{text}, in pieces");
        }
    }

    #[test]
    fn a_part_of_a_folded_text_knows_where_it_stood() {
        for (text, part, want) in [
            ("São João, oi", "joao", "João"),
            ("Sa\u{303}o Joa\u{303}o!", "joao", "Joa\u{303}o"),
            ("die Straße hier", "strass", "Straß"),
            ("tel １２３", "123", "１２３"),
            ("ｶﾞｷ", "ガ", "ｶﾞ"),
        ] {
            let folded = Folded::of(text);
            let begin = folded.text.find(part).unwrap();
            let origin = folded.origin(&(begin..begin + part.len()));
            assert_eq!(&text[origin], want, "{text}");
        }
    }
}
