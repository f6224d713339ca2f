//! How often somebody may do something: a bucket of leave for each key, in memory.

use std::collections::HashMap;
use std::fmt;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How many keys are remembered. Past that all are forgotten: a few get their leave anew, and the memory stays small.
const KEYS: usize = 10_000;

/// Lets `burst` through at once for each key, and then one for each `every`.
pub struct Pace<K> {
    burst: u32,
    every: Duration,
    /// When each key will have its whole leave again.
    full_at: Mutex<HashMap<K, Instant>>,
}

impl<K: Eq + Hash> Pace<K> {
    /// A pace that nobody has used yet.
    #[must_use]
    pub fn new(burst: u32, every: Duration) -> Self {
        Self {
            burst,
            every,
            full_at: Mutex::default(),
        }
    }

    /// Takes one leave of this key.
    ///
    /// # Errors
    /// How long to wait, when there is none.
    pub fn take(&self, key: K) -> Result<(), Duration> {
        self.take_at(key, Instant::now())
    }

    fn take_at(&self, key: K, now: Instant) -> Result<(), Duration> {
        let mut full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        if full_at.len() >= KEYS && !full_at.contains_key(&key) {
            full_at.clear();
        }
        let entry = full_at.entry(key).or_insert(now);
        let next = (*entry).max(now) + self.every;
        let room = self.every * self.burst;
        match next.duration_since(now).checked_sub(room) {
            Some(wait) if !wait.is_zero() => Err(wait),
            _ => {
                *entry = next;
                Ok(())
            }
        }
    }
}

impl<K> fmt::Debug for Pace<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pace")
            .field("burst", &self.burst)
            .field("every", &self.every)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::{KEYS, Pace};

    #[test]
    fn a_burst_passes_and_then_what_time_brings_each_key_for_itself() {
        let pace = Pace::new(3, Duration::from_secs(2));
        let now = Instant::now();
        for _ in 0..3 {
            assert_eq!(pace.take_at("a", now), Ok(()));
        }
        assert_eq!(pace.take_at("a", now), Err(Duration::from_secs(2)));
        assert_eq!(pace.take_at("b", now), Ok(()));
        let later = now + Duration::from_secs(2);
        assert_eq!(pace.take_at("a", later), Ok(()));
        assert!(pace.take_at("a", later).is_err());
        let much_later = now + Duration::from_secs(3_600);
        for _ in 0..3 {
            assert_eq!(pace.take_at("a", much_later), Ok(()));
        }
        assert!(pace.take_at("a", much_later).is_err());
    }

    #[test]
    fn no_more_keys_are_remembered_than_the_bound() {
        let pace = Pace::new(1, Duration::from_secs(60));
        let now = Instant::now();
        for key in 0..3 * KEYS {
            assert_eq!(pace.take_at(key, now), Ok(()));
        }
        assert!(pace.full_at.lock().is_ok_and(|keys| keys.len() <= KEYS));
    }
}
