//! The figures as tables that can stand in a document, and which bounds hold.

use std::fmt::Write as _;

use anyhow::Result;

use super::figures::{Figures, Spread};
use super::sizes::Size;

/// One thing that is measured.
struct Measure {
    key: &'static str,
    title: &'static str,
    /// How its figures are given.
    unit: Unit,
    bounds: &'static [Bound],
}

/// What the milliseconds of a measure are given as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    /// Of one call.
    Microseconds,
    /// Of the whole.
    Milliseconds,
    /// Of what is done in a second: higher is better, and so are its ratios.
    EachSecond,
}

/// What ours is held to.
struct Bound {
    against: &'static str,
    /// The most that the ratio may be; of throughput, the least.
    ratio: f64,
}

const fn bound(against: &'static str, ratio: f64) -> Bound {
    Bound { against, ratio }
}

const MEASURES: [Measure; 6] = [
    Measure {
        key: "small",
        title: "Round trip of a small command",
        unit: Unit::Microseconds,
        bounds: &[bound("limit", 1.15), bound("penpal", 1.05)],
    },
    Measure {
        key: "large",
        title: "Round trip of a command with a reply of 4 KB",
        unit: Unit::Microseconds,
        bounds: &[bound("limit", 1.15), bound("penpal", 1.05)],
    },
    Measure {
        key: "events",
        title: "Conversation events in a row",
        unit: Unit::EachSecond,
        bounds: &[bound("limit", 0.85)],
    },
    Measure {
        key: "fan_out",
        title: "One conversation change to all plugins, until all have acknowledged it",
        unit: Unit::Milliseconds,
        bounds: &[bound("limit", 1.3), bound("penpal", 1.0)],
    },
    Measure {
        key: "start",
        title: "From setting `src` to the first event in the plugin's code",
        unit: Unit::Milliseconds,
        bounds: &[bound("limit", 1.35)],
    },
    Measure {
        key: "start_cached",
        title: "The same with the script in the browser's cache",
        unit: Unit::Milliseconds,
        bounds: &[],
    },
];

/// Whom every figure is compared with.
const LIMIT: &str = "limit";

/// Rooms of less than one in so many bytes have no line of their own.
const SMALL: usize = 100;

/// Whose figures are held to bounds.
const OURS: &str = "ours";

/// The tables of everything that was measured.
///
/// # Errors
/// Something was not measured.
pub(super) fn report(figures: &Figures) -> Result<String> {
    let mut text = format!("{}, {} cores\n", figures.browser, figures.cores);
    for measure in &MEASURES {
        let (title, unit) = (measure.title, measure.unit);
        let _ = write!(
            text,
            "\n{title}\n\n| | {} | quartiles | to the limit | quartiles |\n|---|--:|--:|--:|--:|\n",
            unit.name()
        );
        for peer in figures.peers(measure.key) {
            let (spread, figure) = unit.of(figures.spread(measure.key, peer)?);
            let (ratio, _) = unit.ratio(figures.ratio(measure.key, peer, LIMIT)?);
            let _ = writeln!(
                text,
                "| {peer} | {figure} | {spread} | {:.2} | {} |",
                ratio.median,
                quartiles(ratio, 2)
            );
        }
        for bound in measure.bounds {
            text.push_str(&verdict(figures, measure, bound)?);
        }
    }
    Ok(text)
}

/// The table of weights.
pub(super) fn weights(sizes: &[Size]) -> String {
    let mut text = "What a plugin's page loads\n\n| | bytes | brotli |\n|---|--:|--:|\n".to_owned();
    for Size {
        name,
        bytes,
        brotli,
    } in sizes
    {
        let _ = writeln!(text, "| {name} | {bytes} | {brotli} |");
    }
    text
}

/// The table of what the SDK's wasm is spent on, the bytes of `brotli` shared out as the bytes before compression are.
/// The glue and the loader are `script` bytes beside it.
pub(super) fn rooms(rooms: &[(String, usize)], brotli: usize, script: usize) -> String {
    let whole: usize = rooms.iter().map(|(_, bytes)| bytes).sum();
    let share = |bytes: usize| bytes * brotli / whole.max(1);
    let mut text =
        "What the slim module is spent on\n\n| | bytes | share of brotli |\n|---|--:|--:|\n"
            .to_owned();
    let (large, small): (Vec<_>, Vec<_>) =
        rooms.iter().partition(|(_, bytes)| bytes * SMALL >= whole);
    for (room, bytes) in large {
        let _ = writeln!(text, "| {room} | {bytes} | {} |", share(*bytes));
    }
    let others: usize = small.iter().map(|(_, bytes)| bytes).sum();
    let _ = writeln!(
        text,
        "| {} more | {others} | {} |",
        small.len(),
        share(others)
    );
    let _ = writeln!(text, "| kinbox.wasm | {whole} | {brotli} |");
    let _ = writeln!(text, "| glue and loader, kinbox.slim.mjs | | {script} |");
    text
}

/// Whether ours keeps to a bound.
fn verdict(figures: &Figures, measure: &Measure, bound: &Bound) -> Result<String> {
    let Bound { against, ratio } = bound;
    let (found, held) = measure
        .unit
        .ratio(figures.ratio(measure.key, OURS, against)?);
    let held = held(found.median, *ratio);
    Ok(format!(
        "\nours / {against}: {:.3} ({}), {} {ratio}: {}\n",
        found.median,
        quartiles(found, 3),
        if measure.unit == Unit::EachSecond {
            "at least"
        } else {
            "at most"
        },
        if held { "held" } else { "MISSED" },
    ))
}

impl Unit {
    const fn name(self) -> &'static str {
        match self {
            Self::Microseconds => "µs",
            Self::Milliseconds => "ms",
            Self::EachSecond => "each second",
        }
    }

    /// The quartiles and the median of milliseconds, in this unit.
    fn of(self, ms: Spread) -> (String, String) {
        let (spread, digits) = match self {
            Self::Microseconds => (ms.times(1_000.0), 1),
            Self::Milliseconds => (ms, 2),
            Self::EachSecond => (ms.times(1.0 / 1_000.0).inverse(), 0),
        };
        (
            quartiles(spread, digits),
            format!("{:.digits$}", spread.median),
        )
    }

    /// The ratio of times as one of this unit, and how it is held to a bound.
    fn ratio(self, ratio: Spread) -> (Spread, fn(f64, f64) -> bool) {
        match self {
            Self::Microseconds | Self::Milliseconds => (ratio, |found, most| found <= most),
            Self::EachSecond => (ratio.inverse(), |found, least| found >= least),
        }
    }
}

fn quartiles(spread: Spread, digits: usize) -> String {
    format!("{:.digits$}-{:.digits$}", spread.lower, spread.upper)
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, json};

    use super::*;

    /// Every measure, with these milliseconds for ours and for everybody else.
    fn figures(ours: f64, others: f64) -> Figures {
        let peers = json!({ "ours": [ours], "limit": [others], "penpal": [others] });
        let measures: Map<_, _> = MEASURES
            .iter()
            .map(|measure| (measure.key.to_owned(), peers.clone()))
            .collect();
        Figures::parse(&json!({ "browser": "B 1", "cores": 2, "figures": measures })).unwrap()
    }

    fn check(ours: f64, others: f64, held: usize, missed: usize) {
        let text = report(&figures(ours, others)).unwrap();
        let count = |word: &str| text.matches(word).count();
        assert_eq!(
            (count(": held"), count(": MISSED")),
            (held, missed),
            "{text}"
        );
    }

    #[test]
    fn bounds_hold_or_are_said_to_be_missed() {
        check(1.0, 1.0, 8, 0);
        check(1.2, 1.0, 2, 6);
        check(9.0, 1.0, 0, 8);
    }

    #[test]
    fn throughput_counts_the_other_way_round() {
        let text = report(&figures(0.5, 0.25)).unwrap();
        assert!(
            text.contains("| ours | 2000 | 2000-2000 | 0.50 | 0.50-0.50 |"),
            "{text}"
        );
        assert!(
            text.contains("ours / limit: 0.500 (0.500-0.500), at least 0.85: MISSED"),
            "{text}"
        );
        assert!(
            text.contains("| ours | 500.0 | 500.0-500.0 | 2.00 | 2.00-2.00 |"),
            "{text}"
        );
    }

    #[test]
    fn rooms_share_the_compressed_bytes_and_small_ones_a_line() {
        let rooms = [
            ("a".to_owned(), 900),
            ("b".to_owned(), 95),
            ("c".to_owned(), 5),
        ];
        let text = super::rooms(&rooms, 100, 7);
        assert!(
            text.contains(
                "| a | 900 | 90 |\n| b | 95 | 9 |\n| 1 more | 5 | 0 |\n| kinbox.wasm | 1000 | 100 |"
            ),
            "{text}"
        );
    }

    #[test]
    fn a_measure_that_is_missing_is_an_error() {
        let sent =
            json!({ "figures": { "small": { "ours": [1.0], "limit": [1.0], "penpal": [1.0] } } });
        assert!(report(&Figures::parse(&sent).unwrap()).is_err());
    }
}
