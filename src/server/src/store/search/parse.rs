//! What was typed, as what has to be found.

use std::ops::Range;

use crate::fold::fold;
use crate::store::index::terms::{GRAM, Kind, Number, Token, cut, numbers, tokens};

/// Everything that has to be found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::store) struct Needs(Vec<Need>);

/// One thing that has to be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) enum Need {
    /// A word that begins so.
    Word(String),
    /// A row of characters.
    Dense(String),
    /// One of the numbers, or each of the groups of digits.
    Number {
        /// Digits as one number.
        whole: Vec<String>,
        /// Digits as they were typed.
        groups: Vec<String>,
    },
}

impl Needs {
    /// Reads what was typed: what has no letter or digit is left out, and so is the beginning of another word, which that word
    /// asks for already.
    pub(in crate::store) fn of(text: &str) -> Self {
        let folded = fold(text);
        let tokens = tokens(&folded);
        let mut needs: Vec<Need> = Vec::new();
        let mut words: Vec<&str> = Vec::new();
        for token in &tokens {
            let text = &folded[token.at.clone()];
            match token.kind {
                Kind::Word => words.push(cut(text)),
                Kind::Dense => needs.push(Need::Dense(text.to_owned())),
                Kind::Number => {}
            }
        }
        needs.extend(asked(&folded, &tokens));
        for (place, word) in words.iter().enumerate() {
            let is_asked = words.iter().enumerate().any(|(other, longer)| {
                longer.starts_with(word) && (longer.len() > word.len() || other < place)
            });
            if !is_asked {
                needs.push(Need::Word((*word).to_owned()));
            }
        }
        needs.dedup();
        // The longest is the rarest.
        needs.sort_by_key(|need| std::cmp::Reverse(need.length()));
        Self(needs)
    }

    pub(in crate::store) fn all(&self) -> &[Need] {
        &self.0
    }

    /// Whether each is in one of these texts; nothing that could be looked for is in none.
    pub(in crate::store) fn are_in(&self, texts: &[&str]) -> bool {
        let folded: Vec<String> = texts.iter().map(|text| fold(text)).collect();
        let is_in = |need: &Need| {
            folded.iter().any(|text| {
                let tokens = tokens(text);
                !need.find(text, &tokens, &numbers(text, &tokens)).is_empty()
            })
        };
        !self.0.is_empty() && self.0.iter().all(is_in)
    }
}

fn asked(folded: &str, tokens: &[Token]) -> Vec<Need> {
    let all = numbers(folded, tokens);
    let alone: Vec<&Token> = tokens
        .iter()
        .filter(|one| one.kind == Kind::Number)
        .collect();
    let mut needs = Vec::new();
    let joined = all.iter().filter(|one| one.is_joined);
    for number in joined.clone() {
        let groups = alone.iter().filter(|one| within(&one.at, &number.at));
        needs.push(Need::Number {
            whole: spellings(&number.digits),
            groups: groups
                .map(|one| folded[one.at.clone()].to_owned())
                .collect(),
        });
    }
    for token in alone {
        if joined.clone().all(|number| !within(&token.at, &number.at)) {
            needs.push(Need::Number {
                whole: spellings(&folded[token.at.clone()]),
                groups: Vec::new(),
            });
        }
    }
    needs
}

fn within(part: &Range<usize>, whole: &Range<usize>) -> bool {
    part.start >= whole.start && part.end <= whole.end
}

/// The digits, and without the zeros that are dialled before a number.
fn spellings(digits: &str) -> Vec<String> {
    let plain = digits.trim_start_matches('0');
    let mut all = vec![digits.to_owned()];
    if plain.len() < digits.len() && plain.len() > GRAM {
        all.push(plain.to_owned());
    }
    all
}

impl Need {
    fn length(&self) -> usize {
        match self {
            Self::Word(text) | Self::Dense(text) => text.len(),
            Self::Number { whole, .. } => whole.first().map_or(0, String::len),
        }
    }

    /// Where it stands in a folded text; nowhere when it is not in it.
    pub(super) fn find(
        &self,
        folded: &str,
        tokens: &[Token],
        found: &[Number],
    ) -> Vec<Range<usize>> {
        match self {
            Self::Word(word) => tokens
                .iter()
                .filter(|token| token.kind == Kind::Word)
                .filter(|token| folded[token.at.clone()].starts_with(word))
                .map(|token| token.at.clone())
                .collect(),
            Self::Dense(run) => tokens
                .iter()
                .filter(|token| token.kind == Kind::Dense)
                .flat_map(|token| {
                    let text = &folded[token.at.clone()];
                    text.match_indices(run.as_str()).map(|(at, part)| {
                        let begin = token.at.start + at;
                        begin..begin + part.len()
                    })
                })
                .collect(),
            Self::Number { whole, groups } => {
                let of = |digits: &String| {
                    found
                        .iter()
                        .filter(|number| has(&number.digits, digits))
                        .map(|number| number.at.clone())
                        .collect::<Vec<_>>()
                };
                let at: Vec<_> = whole.iter().flat_map(of).collect();
                if !at.is_empty() || groups.is_empty() {
                    return at;
                }
                let apart: Vec<_> = groups.iter().map(of).collect();
                if apart.iter().any(Vec::is_empty) {
                    return Vec::new();
                }
                apart.into_iter().flatten().collect()
            }
        }
    }
}

/// Few digits are a number's beginning, more are any part of it.
fn has(number: &str, digits: &str) -> bool {
    if digits.len() < GRAM {
        number.starts_with(digits)
    } else {
        number.contains(digits)
    }
}

#[cfg(test)]
mod tests {
    use super::{Need, Needs};

    #[test]
    fn what_was_typed_becomes_words_runs_and_numbers() {
        let word = |text: &str| Need::Word(text.to_owned());
        let number = |whole: &[&str], groups: &[&str]| Need::Number {
            whole: whole.iter().map(|one| (*one).to_owned()).collect(),
            groups: groups.iter().map(|one| (*one).to_owned()).collect(),
        };
        for (text, want) in [
            ("", vec![]),
            (" - !! 😊 \" ", vec![]),
            ("João", vec![word("joao")]),
            ("ana SILVA", vec![word("silva"), word("ana")]),
            ("an ana an", vec![word("ana")]),
            (
                "a\"b OR c",
                vec![word("or"), word("a"), word("b"), word("c")],
            ),
            (
                "90000-7001",
                vec![number(&["900007001"], &["90000", "7001"])],
            ),
            (
                "021 98765 4321",
                vec![number(
                    &["021987654321", "21987654321"],
                    &["021", "98765", "4321"],
                )],
            ),
            ("4321", vec![number(&["4321"], &[])]),
            ("ana@loja", vec![word("loja"), word("ana")]),
            ("新手机", vec![Need::Dense("新手机".to_owned())]),
        ] {
            assert_eq!(Needs::of(text).all(), want, "{text}");
        }
    }
}
