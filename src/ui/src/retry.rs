//! When to ask again for what did not come.

/// How long the first wait is, in milliseconds; each further one is twice as long.
const FIRST_MS: u32 = 2_000;
/// The longest wait, in milliseconds.
const LONGEST_MS: u32 = 30_000;

/// How long to wait after so many tries.
pub fn wait(tries: u32) -> u32 {
    let factor = 1_u32.checked_shl(tries).unwrap_or(u32::MAX);
    FIRST_MS.saturating_mul(factor).min(LONGEST_MS)
}

#[cfg(test)]
mod tests {
    use super::wait;

    #[test]
    fn waits_grow_up_to_a_bound() {
        let waits: Vec<u32> = [0, 1, 2, 3, 4, 40].into_iter().map(wait).collect();
        assert_eq!(waits, [2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    }
}
