//! What tests draw: the same each time.

/// Draws numbers, by xorshift; begun with any number but 0.
pub(super) struct Draw(pub(super) u64);

impl Draw {
    pub(super) fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % most
    }

    /// One to seven of the pieces in a row.
    pub(super) fn text(&mut self, pieces: &[impl AsRef<str>]) -> String {
        let count = 1 + self.below(7);
        (0..count)
            .map(|_| pieces[self.below(pieces.len())].as_ref())
            .collect()
    }
}
