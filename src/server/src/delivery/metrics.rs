//! What is counted of deliveries, for a monitoring system. Counts begin at 0 with the process; what waits is read from the database.

mod format;

use std::fmt;

use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

pub(crate) use self::format::Format;
use crate::store::delivery::{Depth, Done, Next};
use crate::time::{Millis, SECOND};

/// The bounds of the times to delivery, in seconds: at once, and each step of the schedule.
const BOUNDS: [f64; 16] = [
    0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0, 360.0, 2_400.0, 10_000.0,
    30_000.0, 130_000.0,
];

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Of {
    endpoint: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Attempted {
    endpoint: String,
    outcome: &'static str,
}

/// What this process counted.
#[derive(Clone)]
pub struct Metrics {
    attempts: Family<Attempted, Counter>,
    times: Family<Of, Histogram>,
}

impl fmt::Debug for Metrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Metrics")
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self {
            attempts: Family::default(),
            times: Family::new_with_constructor(|| Histogram::new(BOUNDS)),
        }
    }
}

impl Metrics {
    /// Counts attempts, tests apart.
    pub(crate) fn count(&self, done: &[Done], now: Millis) {
        for one in done.iter().filter(|one| !one.claimed.test) {
            let endpoint = one.claimed.endpoint.to_string();
            if one.next == Next::Delivered {
                let took = now.saturating_sub(one.claimed.created_at).max(0);
                let seconds = f64::from(i32::try_from(took).unwrap_or(i32::MAX)) / 1000.0;
                let of = Of {
                    endpoint: endpoint.clone(),
                };
                self.times.get_or_create(&of).observe(seconds);
            }
            let outcome = outcome(one);
            let attempted = Attempted { endpoint, outcome };
            self.attempts.get_or_create(&attempted).inc();
        }
    }

    /// The page.
    ///
    /// # Errors
    /// Never: text can always be written to.
    pub(crate) fn page(
        &self,
        depths: &[Depth],
        now: Millis,
        format: Format,
    ) -> Result<String, fmt::Error> {
        let mut registry = Registry::with_prefix("encaixe_webhook");
        let gauge = |of: fn(&Depth, Millis) -> i64| {
            let gauges = Family::<Of, Gauge>::default();
            for depth in depths {
                let endpoint = depth.endpoint.to_string();
                gauges.get_or_create(&Of { endpoint }).set(of(depth, now));
            }
            gauges
        };
        registry.register(
            "waiting_deliveries",
            "Deliveries that wait or are on their way",
            gauge(|depth, _| depth.waiting),
        );
        registry.register(
            "dead_letters",
            "Deliveries that were given up and are kept",
            gauge(|depth, _| depth.dead),
        );
        registry.register_with_unit(
            "oldest_age",
            "How long ago the oldest event happened that waits; 0 when none does",
            Unit::Seconds,
            gauge(|depth, now| depth.oldest_at.map_or(0, |at| (now - at).max(0) / SECOND)),
        );
        registry.register(
            "attempts",
            "Attempts since the server's start, by what came of them",
            self.attempts.clone(),
        );
        registry.register_with_unit(
            "delivery",
            "From the event to the answer of its receiver",
            Unit::Seconds,
            self.times.clone(),
        );
        let mut page = String::new();
        text::encode(&mut page, &registry)?;
        Ok(format.of(page))
    }
}

/// What came of an attempt: `delivered`, `gone` (410), `refused` (any other answer) or `unanswered`.
fn outcome(done: &Done) -> &'static str {
    match (done.next, done.sent.status) {
        (Next::Delivered, _) => "delivered",
        (Next::Gone, _) => "gone",
        (Next::Again(_) | Next::Dead, Some(_)) => "refused",
        (Next::Again(_) | Next::Dead, None) => "unanswered",
    }
}
