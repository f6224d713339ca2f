//! The table that is printed.

/// A line of medians in milliseconds, the median ratio of the last to the first in the same round, and how many rows each found.
pub(crate) fn row(name: &str, times: &[Vec<f64>], rows: &[usize]) -> String {
    let medians: Vec<f64> = times.iter().map(|times| quantile(times, 0.5)).collect();
    let ratios: Vec<f64> = match times {
        [first, .., last] => first
            .iter()
            .zip(last)
            .map(|(first, last)| last / first)
            .collect(),
        _ => Vec::new(),
    };
    let rows: Vec<String> = rows.iter().map(usize::to_string).collect();
    line(name, &medians, quantile(&ratios, 0.5), &rows.join(", "))
}

/// A line of figures, with the ratio of the last to the first.
pub(crate) fn row_of(name: &str, figures: &[f64]) -> String {
    let ratio = match figures {
        [first, .., last] => last / first,
        _ => f64::NAN,
    };
    line(name, figures, ratio, "")
}

fn line(name: &str, figures: &[f64], ratio: f64, rows: &str) -> String {
    let figures: String = figures
        .iter()
        .map(|figure| format!(" {figure:.1} |"))
        .collect();
    format!("| {name} |{figures} {ratio:.2} | {rows} |")
}

/// The value below which this part of them lies.
pub(crate) fn quantile(values: &[f64], part: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().saturating_sub(1);
    let place = (last as f64 * part).round();
    sorted.get(place as usize).copied().unwrap_or(f64::NAN)
}
