//! A token bucket and a bounded set of recent items. Both are given the time.

use std::collections::VecDeque;

/// Lets `burst` calls through at once and `per_second` for long.
#[derive(Debug)]
pub(crate) struct Bucket {
    per_second: f64,
    burst: f64,
    tokens: f64,
    at: Option<f64>,
}

impl Bucket {
    /// A full bucket.
    pub(crate) fn new(per_second: u32, burst: u32) -> Self {
        Self {
            per_second: per_second.into(),
            burst: burst.into(),
            tokens: burst.into(),
            at: None,
        }
    }

    /// Takes a token, at a time in milliseconds; false when there is none.
    pub(crate) fn take(&mut self, now: f64) -> bool {
        // A clock that was set back gives nothing and takes nothing.
        let elapsed = self.at.map_or(0.0, |at| (now - at).max(0.0));
        self.at = Some(now);
        self.tokens = (self.tokens + elapsed / 1_000.0 * self.per_second).min(self.burst);
        let enough = self.tokens >= 1.0;
        if enough {
            self.tokens -= 1.0;
        }
        enough
    }
}

/// A set of the newest items, bounded so that a peer cannot fill the memory.
#[derive(Debug)]
pub(crate) struct Recent<T> {
    kept: VecDeque<T>,
    capacity: usize,
    /// The greatest item so far: a greater one is new without a search.
    greatest: Option<T>,
}

impl<T: PartialOrd + Clone> Recent<T> {
    /// Remembers `capacity` items.
    pub(crate) const fn new(capacity: usize) -> Self {
        Self {
            kept: VecDeque::new(),
            capacity,
            greatest: None,
        }
    }

    /// Keeps an item; false when it is there already.
    pub(crate) fn add(&mut self, item: T) -> bool {
        let greater = self
            .greatest
            .as_ref()
            .is_none_or(|greatest| item > *greatest);
        if greater {
            self.greatest = Some(item.clone());
        } else if self.kept.contains(&item) {
            return false;
        }
        if self.kept.len() >= self.capacity {
            self.kept.pop_front();
        }
        self.kept.push_back(item);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::{Bucket, Recent};

    fn passed(bucket: &mut Bucket, calls: u32, now: f64) -> u32 {
        (0..calls).map(|_| u32::from(bucket.take(now))).sum()
    }

    #[test]
    fn a_burst_passes_and_then_only_what_time_brings() {
        let mut bucket = Bucket::new(50, 100);
        assert_eq!(passed(&mut bucket, 150, 0.0), 100);
        assert_eq!(passed(&mut bucket, 150, 100.0), 5);
        assert_eq!(passed(&mut bucket, 150, 1_100.0), 50);
    }

    #[test]
    fn a_long_rest_fills_no_more_than_the_burst() {
        let mut bucket = Bucket::new(50, 100);
        assert_eq!(passed(&mut bucket, 100, 0.0), 100);
        assert_eq!(passed(&mut bucket, 500, 3_600_000.0), 100);
    }

    #[test]
    fn a_clock_set_back_neither_gives_nor_starves() {
        let mut bucket = Bucket::new(10, 1);
        assert!(bucket.take(1_000_000.0));
        assert!(!bucket.take(0.0));
        assert!(bucket.take(100.0));
    }

    #[test]
    fn a_bucket_without_room_lets_nothing_through() {
        assert!(!Bucket::new(0, 0).take(0.0));
    }

    #[test]
    fn the_newest_items_are_known_and_the_oldest_forgotten() {
        let mut recent = Recent::new(2);
        assert!(recent.add(1));
        assert!(!recent.add(1));
        assert!(recent.add(2));
        assert!(recent.add(3));
        assert!(!recent.add(2));
        assert!(recent.add(1));
    }

    #[test]
    fn what_is_smaller_than_another_is_known_too() {
        let mut recent = Recent::new(3);
        assert!(recent.add(5));
        assert!(recent.add(2));
        assert!(!recent.add(2));
        assert!(!recent.add(5));
        assert!(recent.add(9));
        assert!(!recent.add(9));
        assert!(!recent.add(2));
    }
}
