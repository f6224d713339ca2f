//! What of a text can be looked for: words by their beginnings, numbers by any part of them, and scripts that put no spaces
//! between words by their characters.

use std::collections::BTreeSet;
use std::ops::Range;

/// The longest beginning that is a term of its own; longer ones are looked for among whole words.
pub(in crate::store) const PREFIX: usize = 3;

/// How many digits in a row are a term.
pub(in crate::store) const GRAM: usize = 4;

/// The longest word, in characters; more of it is not looked at.
const WORD: usize = 32;

/// The fewest and the most digits that are one number in spite of the signs between them.
const JOINED: Range<usize> = 5..65;

/// The most signs between two groups of digits of one number.
const BETWEEN: usize = 3;

/// A term that is looked up as it stands.
pub(in crate::store) const PIECE: char = 'p';
/// A whole word, whose beginning is looked for.
pub(in crate::store) const WHOLE: char = 'w';

/// What a part of a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Kind {
    /// Letters, perhaps with digits.
    Word,
    /// Digits alone.
    Number,
    /// Characters of a script without spaces.
    Dense,
}

/// A part of a folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct Token {
    pub(in crate::store) kind: Kind,
    pub(in crate::store) at: Range<usize>,
}

/// A number in a folded text, without the signs in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct Number {
    pub(in crate::store) digits: String,
    pub(in crate::store) at: Range<usize>,
    /// Whether it is several groups of digits.
    pub(in crate::store) is_joined: bool,
}

#[derive(PartialEq, Clone, Copy)]
enum Class {
    Dense,
    Letter,
    Other,
}

/// The words, numbers and runs of a folded text, in their order.
pub(in crate::store) fn tokens(folded: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut run: Option<(Class, usize)> = None;
    let ends = std::iter::once((folded.len(), Class::Other));
    let letters = folded
        .char_indices()
        .map(|(at, letter)| (at, class(letter)));
    for (at, class) in letters.chain(ends) {
        if run.is_some_and(|(of, _)| of == class) {
            continue;
        }
        if let Some((of, begin)) = run.take() {
            let kind = if of == Class::Dense {
                Kind::Dense
            } else if folded[begin..at].bytes().all(|byte| byte.is_ascii_digit()) {
                Kind::Number
            } else {
                Kind::Word
            };
            found.push(Token {
                kind,
                at: begin..at,
            });
        }
        if class != Class::Other {
            run = Some((class, at));
        }
    }
    found
}

/// The numbers of a folded text: each row of digits, and those that belong together as people write telephones.
pub(in crate::store) fn numbers(folded: &str, tokens: &[Token]) -> Vec<Number> {
    let mut found = Vec::new();
    for token in tokens.iter().filter(|token| token.kind != Kind::Dense) {
        let text = &folded[token.at.clone()];
        let mut begin = token.at.start;
        for part in text.split_inclusive(|letter: char| !letter.is_ascii_digit()) {
            let digits = part.trim_end_matches(|letter: char| !letter.is_ascii_digit());
            if !digits.is_empty() {
                found.push(Number {
                    digits: digits.to_owned(),
                    at: begin..begin + digits.len(),
                    is_joined: false,
                });
            }
            begin += part.len();
        }
    }
    let groups: Vec<&Token> = tokens
        .iter()
        .filter(|token| token.kind == Kind::Number)
        .collect();
    for row in groups.chunk_by(|one, next| is_between(&folded[one.at.end..next.at.start])) {
        let (Some(first), Some(last)) = (row.first(), row.last()) else {
            continue;
        };
        let digits: String = row.iter().map(|token| &folded[token.at.clone()]).collect();
        if row.len() > 1 && JOINED.contains(&digits.len()) {
            found.push(Number {
                digits,
                at: first.at.start..last.at.end,
                is_joined: true,
            });
        }
    }
    found
}

/// Every term of a folded text.
pub(in crate::store) fn terms(folded: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let tokens = tokens(folded);
    for token in &tokens {
        let text = &folded[token.at.clone()];
        match token.kind {
            Kind::Word => {
                let word = cut(text);
                beginnings(word, &mut found);
                if word.chars().nth(PREFIX).is_some() {
                    found.insert(term(WHOLE, word));
                }
            }
            Kind::Number => {}
            Kind::Dense => {
                found.extend(pieces(text, 1).map(|piece| term(PIECE, piece)));
                found.extend(pieces(text, 2).map(|piece| term(PIECE, piece)));
            }
        }
    }
    for number in numbers(folded, &tokens) {
        beginnings(&number.digits, &mut found);
        found.extend(pieces(&number.digits, GRAM).map(|piece| term(PIECE, piece)));
    }
    found
}

/// A term of a kind.
pub(in crate::store) fn term(kind: char, text: &str) -> String {
    format!("{kind}{text}")
}

/// As much of a word as is looked at.
pub(in crate::store) fn cut(word: &str) -> &str {
    word.char_indices()
        .nth(WORD)
        .map_or(word, |(end, _)| &word[..end])
}

/// Every row of so many characters in a text.
pub(in crate::store) fn pieces(text: &str, count: usize) -> impl Iterator<Item = &str> {
    let ends = text
        .char_indices()
        .map(|(at, _)| at)
        .skip(count)
        .chain([text.len()]);
    let begins = text.char_indices().map(|(at, _)| at);
    let long_enough = text.chars().nth(count - 1).is_some();
    begins
        .zip(ends)
        .filter(move |_| long_enough)
        .map(|(begin, end)| &text[begin..end])
}

fn beginnings(word: &str, found: &mut BTreeSet<String>) {
    let ends = word
        .char_indices()
        .map(|(at, _)| at)
        .skip(1)
        .chain([word.len()]);
    found.extend(ends.take(PREFIX).map(|end| term(PIECE, &word[..end])));
}

fn is_between(text: &str) -> bool {
    !text.is_empty()
        && text.chars().count() <= BETWEEN
        && text
            .chars()
            .all(|sign| " \t()+-./\u{2010}\u{2011}\u{2012}\u{2013}\u{2212}".contains(sign))
}

fn class(letter: char) -> Class {
    if is_dense(letter) {
        Class::Dense
    } else if letter.is_alphanumeric() || is_mark(letter) {
        Class::Letter
    } else {
        Class::Other
    }
}

/// Scripts in which a word may stand without a space before it.
const fn is_dense(letter: char) -> bool {
    matches!(letter,
        '\u{e01}'..='\u{e3a}' | '\u{e40}'..='\u{e4e}' | '\u{e81}'..='\u{ece}' | '\u{f40}'..='\u{fbc}'
        | '\u{1000}'..='\u{103f}' | '\u{1050}'..='\u{108f}' | '\u{1100}'..='\u{11ff}' | '\u{1780}'..='\u{17d3}'
        | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{309f}' | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{312f}'
        | '\u{3131}'..='\u{318e}' | '\u{31a0}'..='\u{31bf}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{a000}'..='\u{a48c}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Signs of Indian scripts that stand within words.
const fn is_mark(letter: char) -> bool {
    matches!(letter,
        '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{951}'..='\u{957}' | '\u{962}'..='\u{963}'
        | '\u{981}'..='\u{983}' | '\u{9bc}'..='\u{9d7}' | '\u{a01}'..='\u{a03}' | '\u{a3c}'..='\u{a51}'
        | '\u{a81}'..='\u{a83}' | '\u{abc}'..='\u{acd}' | '\u{b01}'..='\u{b03}' | '\u{b3c}'..='\u{b57}'
        | '\u{b82}' | '\u{bbe}'..='\u{bcd}' | '\u{c00}'..='\u{c04}' | '\u{c3c}'..='\u{c56}'
        | '\u{c81}'..='\u{c83}' | '\u{cbc}'..='\u{cd6}' | '\u{d00}'..='\u{d03}' | '\u{d3b}'..='\u{d4d}'
        | '\u{dca}'..='\u{ddf}')
}

#[cfg(test)]
mod tests {
    use super::{Kind, numbers, pieces, terms, tokens};

    #[test]
    fn a_text_is_parted_into_words_numbers_and_runs() {
        use Kind::{Dense, Number, Word};
        for (text, want) in [
            ("", &[] as &[(Kind, &str)]),
            (
                "ana.silva@loja",
                &[(Word, "ana"), (Word, "silva"), (Word, "loja")],
            ),
            (
                "iphone手机 au-123",
                &[
                    (Word, "iphone"),
                    (Dense, "手机"),
                    (Word, "au"),
                    (Number, "123"),
                ],
            ),
            ("x1 हिन्दी", &[(Word, "x1"), (Word, "हिन्दी")]),
            ("สวัสดี ครับ", &[(Dense, "สวัสดี"), (Dense, "ครับ")]),
        ] {
            let found: Vec<_> = tokens(text)
                .into_iter()
                .map(|one| (one.kind, text[one.at].to_owned()))
                .collect();
            let want: Vec<_> = want
                .iter()
                .map(|(kind, part)| (*kind, (*part).to_owned()))
                .collect();
            assert_eq!(found, want, "{text}");
        }
    }

    #[test]
    fn groups_of_digits_are_one_number_as_well() {
        for (text, want) in [
            (
                "tel 21 98765 4321",
                &["21", "98765", "4321", "21987654321"] as &[&str],
            ),
            (
                "+55 (21) 98765-4321!",
                &["55", "21", "98765", "4321", "5521987654321"],
            ),
            ("ab12cd34", &["12", "34"]),
            ("1 2", &["1", "2"]),
            ("100, 200 e 300", &["100", "200", "300"]),
        ] {
            let found: Vec<_> = numbers(text, &tokens(text))
                .into_iter()
                .map(|one| one.digits)
                .collect();
            assert_eq!(found, want, "{text}");
        }
    }

    #[test]
    fn terms_are_beginnings_whole_words_and_rows_of_characters() {
        let list = |text| terms(text).into_iter().collect::<Vec<_>>().join(" ");
        assert_eq!(list("joao"), "pj pjo pjoa wjoao");
        assert_eq!(list("ana"), "pa pan pana");
        assert_eq!(list("98765"), "p8765 p9 p98 p987 p9876");
        assert_eq!(list("手机"), "p手 p手机 p机");
        assert_eq!(pieces("ab", 3).count(), 0);
        assert_eq!(pieces("abcd", 3).collect::<Vec<_>>(), ["abc", "bcd"]);
    }
}
