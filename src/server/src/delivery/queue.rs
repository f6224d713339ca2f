//! What the worker knows of an endpoint: how much of it is on its way, how much may follow, and when to look again.

use std::collections::HashMap;
use std::time::Duration;

use tokio::task::AbortHandle;
use tokio::time::Instant;

/// How many deliveries of an endpoint are on their way at once.
const IN_FLIGHT: usize = 32;

/// The time in which an endpoint takes as many as its rate says.
const SECOND: Duration = Duration::from_secs(1);

/// An endpoint's queue. It holds no delivery: those that wait are in the database.
#[derive(Debug, Default)]
pub(super) struct Queue {
    /// What is on its way, by its row.
    flying: HashMap<i64, AbortHandle>,
    /// When to look for what is due; none where something else wakes it.
    pub(super) look_at: Option<Instant>,
    /// How many deliveries a second it takes; none before something was taken.
    rate: Option<Option<u32>>,
    /// When all that went has had its share of time.
    served_at: Option<Instant>,
}

impl Queue {
    /// How many more may be taken now. Of an endpoint whose rate is not known yet it is one.
    pub(super) fn room(&self, now: Instant) -> u32 {
        let room = u32::try_from(IN_FLIGHT.saturating_sub(self.flying.len())).unwrap_or(0);
        match self.rate {
            None => room.min(1),
            Some(None) => room,
            Some(Some(rate)) => {
                let each = SECOND / rate.max(1);
                let ahead = self.served_at.unwrap_or(now).saturating_duration_since(now);
                // Rounding may make each a little too long.
                let left = SECOND.saturating_sub(ahead) + Duration::from_micros(1);
                let leave = left.as_nanos() / each.as_nanos().max(1);
                room.min(u32::try_from(leave).unwrap_or(u32::MAX))
            }
        }
    }

    /// When there is room again by the rate; none where something on its way has to be over first.
    pub(super) fn room_at(&self, now: Instant) -> Option<Instant> {
        if self.flying.len() >= IN_FLIGHT {
            return None;
        }
        let each = SECOND / self.rate??.max(1);
        let at = (self.served_at? + each).checked_sub(SECOND);
        Some(at.unwrap_or(now).max(now))
    }

    /// So many were taken, of an endpoint of that rate.
    pub(super) fn took(&mut self, count: usize, rate: Option<u32>, now: Instant) {
        self.rate = Some(rate);
        if let Some(rate) = rate {
            let share = SECOND / rate.max(1) * u32::try_from(count).unwrap_or(u32::MAX);
            let from = self.served_at.map_or(now, |at| at.max(now));
            self.served_at = Some(from + share);
        }
    }

    /// One is on its way.
    pub(super) fn flies(&mut self, number: i64, task: AbortHandle) {
        self.flying.insert(number, task);
    }

    /// One is over.
    pub(super) fn landed(&mut self, number: i64) {
        self.flying.remove(&number);
    }

    /// Whether that one is on its way.
    pub(super) fn has(&self, number: i64) -> bool {
        self.flying.contains_key(&number)
    }

    /// What is on its way.
    pub(super) fn flying(&self) -> impl Iterator<Item = i64> {
        self.flying.keys().copied()
    }

    /// Whether it may be forgotten: nothing is on its way, to be looked for, or to be held back.
    pub(super) fn is_idle(&self, now: Instant) -> bool {
        let served = self.served_at.is_none_or(|at| at <= now);
        self.flying.is_empty() && self.look_at.is_none() && served
    }
}

/// Whoever drops it ends what is on its way.
impl Drop for Queue {
    fn drop(&mut self) {
        for task in self.flying.values() {
            task.abort();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::Instant;

    use super::{IN_FLIGHT, Queue};

    #[tokio::test]
    async fn so_many_are_on_their_way_at_once() {
        let (mut queue, now) = (Queue::default(), Instant::now());
        assert_eq!(queue.room(now), 1, "its rate is not known");
        queue.took(1, None, now);
        let most = u32::try_from(IN_FLIGHT).unwrap();
        assert_eq!(queue.room(now), most);
        for number in 0..10 {
            queue.flies(number, tokio::spawn(async {}).abort_handle());
        }
        assert_eq!(queue.room(now), most - 10);
        queue.landed(3);
        assert_eq!(queue.room(now), most - 9);
        assert!(!queue.is_idle(now));
    }

    #[test]
    fn an_endpoint_with_a_rate_takes_no_more_than_that_in_a_second() {
        let (mut queue, start) = (Queue::default(), Instant::now());
        let (mut now, mut taken) = (start, 0);
        while now < start + Duration::from_secs(10) {
            let room = queue.room(now);
            if room == 0 {
                now = queue.room_at(now).unwrap() + Duration::from_millis(1);
                continue;
            }
            taken += room;
            queue.took(usize::try_from(room).unwrap(), Some(3), now);
        }
        assert!((29..=33).contains(&taken), "{taken}");
    }
}
