//! What a program prints, line by line.

use std::io::{BufRead as _, BufReader, Read};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// The lines that came so far. A clone has the same.
#[derive(Debug, Clone, Default)]
pub struct Lines(Arc<(Mutex<Kept>, Condvar)>);

#[derive(Debug, Default)]
struct Kept {
    lines: Vec<String>,
    has_ended: bool,
}

impl Lines {
    /// Reads to the end in the background, so that a full pipe never stops who writes.
    pub fn collect(from: impl Read + Send + 'static) -> Self {
        let lines = Self::default();
        let kept = lines.clone();
        thread::spawn(move || {
            let mut from = BufReader::new(from);
            let mut line = Vec::new();
            while matches!(from.read_until(b'\n', &mut line), Ok(1..)) {
                let text = String::from_utf8_lossy(&line);
                kept.lock()
                    .lines
                    .push(text.trim_end_matches(['\r', '\n']).to_owned());
                kept.0.1.notify_all();
                line.clear();
            }
            kept.lock().has_ended = true;
            kept.0.1.notify_all();
        });
        lines
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> Vec<String> {
        self.lock().lines.clone()
    }

    /// All of them, once no more will come, or after so long. It blocks.
    #[must_use]
    pub fn whole(&self, limit: Duration) -> Vec<String> {
        let kept = self.lock();
        let waited = self
            .0
            .1
            .wait_timeout_while(kept, limit, |kept| !kept.has_ended);
        let (kept, _) = waited.unwrap_or_else(PoisonError::into_inner);
        kept.lines.clone()
    }

    /// Waits for a line that `read` understands. It blocks.
    ///
    /// # Errors
    /// None came in time, or before the end.
    pub fn find<T>(
        &self,
        what: &str,
        limit: Duration,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<T> {
        let end = Instant::now() + limit;
        let mut seen = 0;
        let mut kept = self.lock();
        loop {
            if let Some(found) = kept.lines.iter().skip(seen).find_map(|line| read(line)) {
                return Ok(found);
            }
            seen = kept.lines.len();
            if kept.has_ended {
                bail!("{what} did not come, and no more will: {:?}", kept.lines);
            }
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                bail!("{what} did not come within {limit:?}: {:?}", kept.lines);
            }
            let waited = self.0.1.wait_timeout(kept, left);
            kept = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: Duration = Duration::from_secs(5);

    #[test]
    fn a_line_is_found_whenever_it_comes_and_the_end_is_told() {
        let (from, mut to) = std::io::pipe().unwrap();
        let lines = Lines::collect(from);
        let writer = thread::spawn(move || {
            use std::io::Write as _;
            thread::sleep(Duration::from_millis(20));
            to.write_all("a\r\nport 7\nno end".as_bytes()).unwrap();
        });
        let port = |line: &str| line.strip_prefix("port ")?.parse::<u16>().ok();
        assert_eq!(lines.find("the port", LIMIT, port).unwrap(), 7);
        writer.join().unwrap();
        let never = |line: &str| (line == "never").then_some(());
        let said = lines.find("the other", LIMIT, never).unwrap_err();
        assert!(said.to_string().contains("no more will"), "{said}");
        assert_eq!(lines.all(), ["a", "port 7", "no end"]);
        assert_eq!(lines.whole(LIMIT), lines.all());
    }

    #[test]
    fn who_prints_nothing_is_not_waited_for_longer() {
        let (from, to) = std::io::pipe().unwrap();
        let lines = Lines::collect(from);
        let limit = Duration::from_millis(10);
        let said = lines.find("a word", limit, |_| Some(())).unwrap_err();
        assert!(said.to_string().starts_with("a word did not come within"));
        drop(to);
    }
}
