//! What a command tells the person who started it: one line for each step, and how long a long one took.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};

/// Announces a step, does it, and says how long it took when that was long enough to wonder about.
pub(crate) fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    announce(what);
    let start = Instant::now();
    let result = work().with_context(|| format!("step failed: {what}"))?;
    let elapsed = start.elapsed();
    if elapsed >= Duration::from_secs(2) {
        println!("    took {}", seconds(elapsed));
    }
    Ok(result)
}

/// Announces what comes next.
pub(crate) fn announce(what: &str) {
    println!("==> {what}");
}

/// Says something that is not a step.
pub(crate) fn note(text: &str) {
    println!("    {text}");
}

/// A duration as a person reads it.
pub(crate) fn seconds(duration: Duration) -> String {
    let whole = duration.as_secs();
    if whole < 60 {
        format!("{:.1} s", duration.as_secs_f64())
    } else {
        format!("{} min {} s", whole / 60, whole % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_well() {
        assert_eq!(seconds(Duration::from_millis(2340)), "2.3 s");
        assert_eq!(seconds(Duration::from_secs(125)), "2 min 5 s");
    }
}
