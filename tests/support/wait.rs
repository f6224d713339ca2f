//! Waiting for a condition, with a deadline and words for what did not come.

use std::time::Duration;

use anyhow::{Context as _, Error, Result, anyhow};
use encaixe_harness::Lines;
use tokio::task::spawn_blocking;
use tokio::time::{Instant, sleep};

/// How long a test waits for what should come at once.
pub const SOON: Duration = Duration::from_secs(20);

/// How often a condition is looked at.
const STEP: Duration = Duration::from_millis(40);

/// Waits until `check` gives a value. What it fails with meanwhile is told only when the time is over.
///
/// # Errors
/// `what` did not come in time.
pub async fn until<T>(
    what: &str,
    limit: Duration,
    mut check: impl AsyncFnMut() -> Result<Option<T>>,
) -> Result<T> {
    let end = Instant::now() + limit;
    loop {
        let why = match check().await {
            Ok(Some(value)) => return Ok(value),
            Ok(None) => anyhow!("it did not come"),
            Err(why) => why,
        };
        if Instant::now() >= end {
            return Err(why).with_context(|| format!("waited {limit:?} for {what}"));
        }
        sleep(STEP).await;
    }
}

/// Waits until `check` gives a value that equals `want`, and says what was there instead when it never does.
///
/// # Errors
/// Another value stayed.
pub async fn until_equal<T: PartialEq + std::fmt::Debug>(
    what: &str,
    want: T,
    mut check: impl AsyncFnMut() -> Result<T>,
) -> Result<()> {
    until(what, SOON, async || {
        let got = check().await?;
        if got == want {
            return Ok(Some(()));
        }
        Err(Error::msg(format!("expected {want:?}, got {got:?}")))
    })
    .await
}

/// Waits for a line of a program that `read` understands.
///
/// # Errors
/// None came in time.
pub(crate) async fn line<T: Send + 'static>(
    lines: &Lines,
    what: &str,
    limit: Duration,
    read: impl Fn(&str) -> Option<T> + Send + 'static,
) -> Result<T> {
    let (lines, what) = (lines.clone(), what.to_owned());
    spawn_blocking(move || lines.find(&what, limit, read)).await?
}
