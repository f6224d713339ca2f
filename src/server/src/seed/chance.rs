//! Rng that comes out the same every time: SplitMix64. Not for secrets; those are in [`crate::random`].
//!
//! Source: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators" (2014).

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// A row of numbers that only depends on where it began.
#[derive(Debug, Clone)]
pub(super) struct Rng(u64);

impl Rng {
    /// The row of one conversation: it does not depend on those before it.
    pub(super) fn of(seed: u64, place: u32) -> Self {
        let mut first = Self(seed);
        Self(first.next() ^ u64::from(place).wrapping_mul(GOLDEN))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 when that is 0.
    pub(super) fn below(&mut self, end: u32) -> u32 {
        let scaled = (u128::from(self.next()) * u128::from(end)) >> 64;
        u32::try_from(scaled).unwrap_or_default()
    }

    /// A number from `first` to `last`, both of them too.
    pub(super) fn within(&mut self, first: u32, last: u32) -> u32 {
        first + self.below(last.saturating_sub(first) + 1)
    }

    /// True in so many of a hundred cases.
    pub(super) fn percent(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of them; none when there is none.
    pub(super) fn maybe<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(u32::try_from(all.len()).unwrap_or(u32::MAX)) as usize)
    }

    /// One of these words.
    pub(super) fn word<'a>(&mut self, all: &[&'a str]) -> &'a str {
        self.maybe(all).copied().unwrap_or_default()
    }

    /// So many digits.
    pub(super) fn digits(&mut self, count: usize) -> String {
        (0..count)
            .map(|_| char::from(b'0' + u8::try_from(self.below(10)).unwrap_or_default()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Rng;

    #[test]
    fn a_row_depends_on_its_beginning_alone_and_stays_in_its_bounds() {
        let row = |seed, place| {
            let mut chance = Rng::of(seed, place);
            (0..50).map(|_| chance.below(1000)).collect::<Vec<_>>()
        };
        assert_eq!(row(1, 7), row(1, 7));
        assert_ne!(row(1, 7), row(1, 8));
        assert_ne!(row(1, 7), row(2, 7));
        let mut chance = Rng::of(3, 0);
        let found: std::collections::BTreeSet<_> = (0..500).map(|_| chance.within(4, 9)).collect();
        assert!(found.into_iter().eq(4..=9));
        assert_eq!(chance.below(0), 0);
        assert_eq!(chance.maybe::<u8>(&[]), None);
        assert_eq!(chance.digits(11).len(), 11);
    }
}
