//! Sets of conversations, by their numbers: a block of 4,096 numbers at a time, as the database keeps them.

use std::collections::BTreeMap;

/// How many numbers a block has.
pub(in crate::store) const BLOCK: i64 = 4_096;

const WORDS: usize = 64;
/// The bytes of a block in which each number is one bit.
const BYTES: usize = WORDS * 8;

/// The block of a number, and its place in it.
pub(in crate::store) const fn place(number: i64) -> (i64, u16) {
    (
        number.div_euclid(BLOCK),
        number.rem_euclid(BLOCK).cast_unsigned() as u16,
    )
}

/// The numbers of one block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) struct Block([u64; WORDS]);

impl Block {
    pub(in crate::store) const EMPTY: Self = Self([0; WORDS]);

    /// Reads what [`Self::bytes`] wrote.
    pub(in crate::store) fn read(bytes: &[u8]) -> Self {
        let mut block = Self::EMPTY;
        if bytes.len() == BYTES {
            for (word, eight) in block.0.iter_mut().zip(bytes.as_chunks::<8>().0) {
                *word = u64::from_le_bytes(*eight);
            }
        } else {
            for two in bytes.as_chunks::<2>().0 {
                block.put(u16::from_le_bytes(*two), true);
            }
        }
        block
    }

    /// A bit for each number, or two bytes for each that is there: whichever is shorter.
    pub(in crate::store) fn bytes(&self) -> Vec<u8> {
        if self.count() * 2 < BYTES as u64 {
            self.places().flat_map(u16::to_le_bytes).collect()
        } else {
            self.0.iter().flat_map(|word| word.to_le_bytes()).collect()
        }
    }

    /// Puts a place in, or takes it out; whether it was otherwise before.
    pub(in crate::store) fn put(&mut self, place: u16, is_in: bool) -> bool {
        let bit = 1 << (place % 64);
        let Some(word) = self.0.get_mut(usize::from(place / 64)) else {
            return false;
        };
        let before = *word;
        *word = if is_in { before | bit } else { before & !bit };
        *word != before
    }

    fn has(&self, place: u16) -> bool {
        let word = self.0.get(usize::from(place / 64));
        word.is_some_and(|word| word & (1 << (place % 64)) != 0)
    }

    pub(in crate::store) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    fn count(&self) -> u64 {
        self.0.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    fn places(&self) -> impl Iterator<Item = u16> {
        (0_u16..).zip(self.0).flat_map(|(at, mut word)| {
            std::iter::from_fn(move || {
                let bit = u16::try_from(word.trailing_zeros()).ok()?;
                let place = (word != 0).then_some(at * 64 + bit)?;
                word &= word - 1;
                Some(place)
            })
        })
    }
}

/// A set of numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::store) struct Set(BTreeMap<i64, Block>);

impl Set {
    /// Adds a block as the database keeps it.
    pub(in crate::store) fn add(&mut self, block: i64, bytes: &[u8]) {
        let new = Block::read(bytes);
        let there = self.0.entry(block).or_insert(Block::EMPTY);
        for (word, new) in there.0.iter_mut().zip(new.0) {
            *word |= new;
        }
    }

    /// What is in either.
    pub(in crate::store) fn or(mut self, other: Self) -> Self {
        for (block, new) in other.0 {
            let there = self.0.entry(block).or_insert(Block::EMPTY);
            for (word, new) in there.0.iter_mut().zip(new.0) {
                *word |= new;
            }
        }
        self
    }

    /// What is in both.
    pub(in crate::store) fn and(mut self, other: &Self) -> Self {
        self.0.retain(|block, there| {
            let Some(other) = other.0.get(block) else {
                return false;
            };
            for (word, other) in there.0.iter_mut().zip(other.0) {
                *word &= other;
            }
            !there.is_empty()
        });
        self
    }

    /// What is in this one alone.
    pub(in crate::store) fn without(mut self, other: &Self) -> Self {
        for (block, there) in &mut self.0 {
            let Some(other) = other.0.get(block) else {
                continue;
            };
            for (word, other) in there.0.iter_mut().zip(other.0) {
                *word &= !other;
            }
        }
        self
    }

    pub(in crate::store) fn is_empty(&self) -> bool {
        self.0.values().all(Block::is_empty)
    }

    pub(in crate::store) fn count(&self) -> u64 {
        self.0.values().map(Block::count).sum()
    }

    pub(in crate::store) fn has(&self, number: i64) -> bool {
        let (block, place) = place(number);
        self.0.get(&block).is_some_and(|there| there.has(place))
    }

    pub(in crate::store) fn numbers(&self) -> impl Iterator<Item = i64> {
        self.0.iter().flat_map(|(block, there)| {
            let first = block * BLOCK;
            there.places().map(move |place| first + i64::from(place))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Block, Set, place};

    fn set(numbers: &[i64]) -> Set {
        let mut set = Set::default();
        for number in numbers {
            let (block, place) = place(*number);
            set.add(block, &place.to_le_bytes());
        }
        set
    }

    #[test]
    fn a_block_is_read_as_it_was_written_however_full_it_is() {
        for step in [1, 7, 15, 16, 17, 1_000, 4_096] {
            let mut block = Block::EMPTY;
            for place in (0..4_096).step_by(step) {
                assert!(block.put(place, true));
                assert!(!block.put(place, true));
            }
            let bytes = block.bytes();
            assert!(bytes.len() <= 512, "{step}");
            assert_eq!(Block::read(&bytes), block, "{step}");
            assert!(block.put(0, false));
            assert!(!block.has(0));
        }
    }

    #[test]
    fn sets_join_meet_and_leave_out() {
        let (one, other) = (set(&[1, 4_095, 4_096, 70_000]), set(&[1, 2, 4_096]));
        let list = |set: Set| set.numbers().collect::<Vec<_>>();
        assert_eq!(list(one.clone().and(&other)), [1, 4_096]);
        assert_eq!(
            list(one.clone().or(other.clone())),
            [1, 2, 4_095, 4_096, 70_000]
        );
        assert_eq!(list(one.clone().without(&other)), [4_095, 70_000]);
        assert_eq!(one.count(), 4);
        assert!(one.has(70_000) && !one.has(70_001) && !one.has(9_999_999));
    }
}
