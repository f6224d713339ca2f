//! Medians, and ratios of what was measured in the same round.

use std::fmt::Write as _;

/// One thing that is measured among few conversations and among many.
pub(crate) struct Row {
    name: &'static str,
    unit: &'static str,
    few: Vec<f64>,
    many: Vec<f64>,
    ratios: Vec<f64>,
}

impl Row {
    /// Nothing measured yet.
    pub(crate) const fn new(name: &'static str, unit: &'static str) -> Self {
        Self {
            name,
            unit,
            few: Vec::new(),
            many: Vec::new(),
            ratios: Vec::new(),
        }
    }

    /// One round.
    pub(crate) fn add(&mut self, few: f64, many: f64) {
        self.few.push(few);
        self.many.push(many);
        self.ratios.push(many / few);
    }
}

/// A table that can stand in a document.
pub(crate) fn table(rows: &[Row], few: u32, many: u32, bound: f64) -> String {
    let mut text = format!(
        "| | | {few} | {many} | ratio | quartiles | at most {bound} |\n|---|---|--:|--:|--:|--:|---|\n"
    );
    for row in rows {
        let ratio = quantile(&row.ratios, 0.5);
        let _ = writeln!(
            text,
            "| {} | {} | {:.1} | {:.1} | {ratio:.2} | {:.2}-{:.2} | {} |",
            row.name,
            row.unit,
            quantile(&row.few, 0.5),
            quantile(&row.many, 0.5),
            quantile(&row.ratios, 0.25),
            quantile(&row.ratios, 0.75),
            if ratio <= bound { "held" } else { "MISSED" },
        );
    }
    text
}

/// The value below which this part of the values is.
pub(crate) fn quantile(values: &[f64], part: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().saturating_sub(1);
    let place = (last as f64 * part).round();
    sorted.get(place as usize).copied().unwrap_or(f64::NAN)
}
