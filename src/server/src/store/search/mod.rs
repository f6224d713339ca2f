//! What somebody typed to find conversations: which have it, and where.

mod excerpt;
mod parse;

pub(super) use excerpt::Excerpts;
pub(super) use parse::Needs;

use self::parse::Need;
use super::index::bits::Set;
use super::index::terms::{GRAM, PIECE, PREFIX, WHOLE, cut, pieces, term};
use super::index::{KNOWN, SAID};
use super::{Result, Store};

impl Store {
    /// The conversations in whose index everything is that is looked for; none for nothing that can be.
    pub(super) async fn search(&self, needs: &Needs) -> Result<Set> {
        self.search_in(&[KNOWN, SAID], needs).await
    }

    /// The same in what is known of contacts alone.
    pub(super) async fn search_known(&self, needs: &Needs) -> Result<Set> {
        self.search_in(&[KNOWN], needs).await
    }

    async fn search_in(&self, spaces: &[char], needs: &Needs) -> Result<Set> {
        let mut found: Option<Set> = None;
        for need in needs.all() {
            let mut with = Set::default();
            for space in spaces.iter().copied() {
                with = with.or(self.fitting(space, need).await?);
            }
            found = Some(match found {
                None => with,
                Some(found) => found.and(&with),
            });
        }
        Ok(found.unwrap_or_default())
    }

    async fn fitting(&self, space: char, need: &Need) -> Result<Set> {
        match need {
            Need::Word(word) => {
                let word = cut(word);
                if word.chars().nth(PREFIX).is_some() {
                    let term = term(space, &term(WHOLE, word));
                    self.with_beginning(&term).await
                } else {
                    self.with_piece(space, word).await
                }
            }
            Need::Dense(run) => {
                let is_one = run.chars().nth(1).is_none();
                self.with_pieces(space, pieces(run, if is_one { 1 } else { 2 }))
                    .await
            }
            Need::Number { whole, groups } => {
                let mut found = Set::default();
                for digits in whole {
                    found = found.or(self.with_digits(space, digits).await?);
                }
                let mut apart: Option<Set> = None;
                for digits in groups {
                    let with = self.with_digits(space, digits).await?;
                    apart = Some(match apart {
                        None => with,
                        Some(apart) => apart.and(&with),
                    });
                }
                Ok(found.or(apart.unwrap_or_default()))
            }
        }
    }

    async fn with_digits(&self, space: char, digits: &str) -> Result<Set> {
        if digits.len() < GRAM {
            self.with_piece(space, digits).await
        } else {
            self.with_pieces(space, pieces(digits, GRAM)).await
        }
    }

    async fn with_piece(&self, space: char, piece: &str) -> Result<Set> {
        self.with_term(&term(space, &term(PIECE, piece))).await
    }

    async fn with_pieces(&self, space: char, pieces: impl Iterator<Item = &str>) -> Result<Set> {
        let mut found: Option<Set> = None;
        for piece in pieces {
            let with = self.with_piece(space, piece).await?;
            let both = match found {
                None => with,
                Some(found) => found.and(&with),
            };
            if both.is_empty() {
                return Ok(both);
            }
            found = Some(both);
        }
        Ok(found.unwrap_or_default())
    }
}
