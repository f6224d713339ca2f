//! What the page measured, and what may be said of it: medians and quartiles, and ratios of what was measured in the same
//! round, since a machine is slower at one time than at another.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

/// Everything that was measured.
#[derive(Debug)]
pub(super) struct Figures {
    /// The browser's own name for itself.
    pub(super) browser: String,
    /// How many cores it sees.
    pub(super) cores: u64,
    measures: BTreeMap<String, BTreeMap<String, Vec<f64>>>,
}

/// The middle of some values and the half around it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spread {
    pub(super) lower: f64,
    pub(super) median: f64,
    pub(super) upper: f64,
}

impl Figures {
    /// Reads what the page sent.
    pub(super) fn parse(sent: &Value) -> Result<Self> {
        let mut measures = BTreeMap::<_, BTreeMap<_, _>>::new();
        let sent_measures = sent["figures"].as_object().context("no figures came")?;
        for (measure, peers) in sent_measures {
            for (peer, values) in peers.as_object().context("a measure without peers")? {
                let values: Option<Vec<f64>> = values
                    .as_array()
                    .and_then(|values| values.iter().map(Value::as_f64).collect());
                let values = values.unwrap_or_default();
                ensure!(!values.is_empty(), "{measure} of {peer} has no values");
                measures
                    .entry(measure.clone())
                    .or_default()
                    .insert(peer.clone(), values);
            }
        }
        Ok(Self {
            browser: sent["browser"].as_str().unwrap_or_default().to_owned(),
            cores: sent["cores"].as_u64().unwrap_or_default(),
            measures,
        })
    }

    /// The peers of a measure, the quickest first.
    pub(super) fn peers(&self, measure: &str) -> Vec<&str> {
        let mut peers: Vec<_> = self.measures.get(measure).into_iter().flatten().collect();
        peers.sort_by(|(_, one), (_, other)| {
            let (one, other) = (Spread::of(one).median, Spread::of(other).median);
            one.total_cmp(&other)
        });
        peers.into_iter().map(|(peer, _)| peer.as_str()).collect()
    }

    /// How long it took, in milliseconds.
    ///
    /// # Errors
    /// It was not measured.
    pub(super) fn spread(&self, measure: &str, peer: &str) -> Result<Spread> {
        self.values(measure, peer).map(Spread::of)
    }

    /// How many times as long one took as the other in the same round.
    ///
    /// # Errors
    /// One was not measured.
    pub(super) fn ratio(&self, measure: &str, one: &str, other: &str) -> Result<Spread> {
        let (one, other) = (self.values(measure, one)?, self.values(measure, other)?);
        ensure!(
            one.len() == other.len(),
            "{measure}: not every round was measured"
        );
        let ratios: Vec<f64> = one.iter().zip(other).map(|(one, it)| one / it).collect();
        Ok(Spread::of(&ratios))
    }

    fn values(&self, measure: &str, peer: &str) -> Result<&[f64]> {
        let values = self.measures.get(measure).and_then(|it| it.get(peer));
        values
            .map(Vec::as_slice)
            .with_context(|| format!("{measure} was not measured of {peer}"))
    }
}

impl Spread {
    /// The quartiles, each between the two values that it falls between.
    fn of(values: &[f64]) -> Self {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        let last = sorted.len().saturating_sub(1);
        let at = |quarters: usize| {
            let (whole, rest) = (last * quarters / 4, last * quarters % 4);
            let low = sorted.get(whole).copied().unwrap_or(f64::NAN);
            let high = sorted.get(whole + 1).copied().unwrap_or(low);
            low + (high - low) * rest as f64 / 4.0
        };
        Self {
            lower: at(1),
            median: at(2),
            upper: at(3),
        }
    }

    /// Each value so many times.
    pub(super) fn times(self, factor: f64) -> Self {
        Self {
            lower: self.lower * factor,
            median: self.median * factor,
            upper: self.upper * factor,
        }
    }

    /// The same of what is the inverse of each value: of ratios of time, those of throughput.
    pub(super) fn inverse(self) -> Self {
        Self {
            lower: 1.0 / self.upper,
            median: 1.0 / self.median,
            upper: 1.0 / self.lower,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(values: &[f64], lower: f64, median: f64, upper: f64) {
        let expected = Spread {
            lower,
            median,
            upper,
        };
        assert_eq!(Spread::of(values), expected, "{values:?}");
    }

    #[test]
    fn quartiles_lie_between_values_where_they_must() {
        check(&[3.0], 3.0, 3.0, 3.0);
        check(&[4.0, 2.0], 2.5, 3.0, 3.5);
        check(&[5.0, 1.0, 3.0, 2.0, 4.0], 2.0, 3.0, 4.0);
        check(&[1.0, 2.0, 3.0, 100.0], 1.75, 2.5, 27.25);
    }

    fn figures() -> Figures {
        let sent = json!({
            "browser": "B 1", "cores": 2,
            "figures": { "small": { "ours": [1.0, 4.0, 9.0], "limit": [1.0, 2.0, 3.0], "slow": [9.0, 9.0, 9.0] } }
        });
        Figures::parse(&sent).unwrap()
    }

    #[test]
    fn ratios_are_taken_within_a_round() {
        let ratio = figures().ratio("small", "ours", "limit").unwrap();
        assert_eq!(ratio.median, 2.0);
        assert_eq!(ratio.inverse().median, 0.5);
        assert_eq!(ratio.inverse().lower, 1.0 / ratio.upper);
    }

    #[test]
    fn peers_come_in_the_order_of_their_medians() {
        assert_eq!(figures().peers("small"), ["limit", "ours", "slow"]);
        assert!(figures().peers("large").is_empty());
    }

    #[test]
    fn what_was_not_measured_is_an_error_and_no_figure() {
        assert!(figures().spread("large", "ours").is_err());
        assert!(figures().ratio("small", "ours", "nobody").is_err());
        assert!(Figures::parse(&json!({ "figures": { "small": { "ours": [] } } })).is_err());
        assert!(Figures::parse(&json!({ "figures": { "small": { "ours": [null] } } })).is_err());
        assert!(Figures::parse(&json!({})).is_err());
    }
}
