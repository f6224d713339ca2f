//! The table at the end of a run: how long each stage took, and which tests took longest.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::say;

use super::Stage;
use super::pool::{Ended, Times};
use super::summary::Totals;

/// How many tests are named.
const SLOWEST: usize = 10;

/// What is known of the stages so far.
#[derive(Default)]
pub(super) struct Table {
    rows: Vec<Row>,
    times: Times,
    unsteady: Vec<String>,
}

struct Row {
    stage: Stage,
    compiling: Duration,
    running: Duration,
    totals: Totals,
}

impl Table {
    /// Compiles a stage. What does not compile has no test of its own, and counts as one that failed.
    pub(super) fn compile<T>(
        &mut self,
        stage: Stage,
        compile: impl FnOnce() -> Result<T>,
    ) -> Option<T> {
        let start = Instant::now();
        let compiled = compile();
        let mut totals = Totals::default();
        if let Err(error) = &compiled {
            eprintln!("error: {error:#}");
            totals = Totals::failure();
        }
        self.rows.push(Row {
            stage,
            compiling: start.elapsed(),
            running: Duration::ZERO,
            totals,
        });
        compiled.ok()
    }

    /// Notes how the tests of a stage ended.
    pub(super) fn ran(&mut self, stage: Stage, result: Result<Totals>, took: Duration) {
        let totals = result.unwrap_or_else(|error| {
            eprintln!("error: {error:#}");
            Totals::failure()
        });
        if let Some(row) = self.rows.iter_mut().find(|row| row.stage == stage) {
            row.running = took;
            row.totals += totals;
        }
    }

    /// Notes how the single tests of a pool ended, and gives their totals.
    pub(super) fn tests(&mut self, ended: Ended) -> Totals {
        self.times.extend(ended.times);
        self.unsteady.extend(ended.unsteady);
        ended.totals
    }

    /// Of all stages.
    pub(super) fn totals(&self) -> Totals {
        let mut totals = Totals::default();
        for row in &self.rows {
            totals += row.totals;
        }
        totals
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "stage      compiling      running   passed   failed")?;
        for row in &self.rows {
            writeln!(
                f,
                "{:8} {:>11} {:>12} {:>8} {:>8}",
                row.stage.name(),
                say::seconds(row.compiling),
                say::seconds(row.running),
                row.totals.passed,
                row.totals.failed
            )?;
        }
        let mut slowest: Vec<_> = self.times.iter().collect();
        slowest.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        if !slowest.is_empty() {
            writeln!(f, "\nthe slowest tests of dist/")?;
        }
        for (name, took) in slowest.iter().take(SLOWEST) {
            writeln!(f, "{took:>6.1} s  {name}")?;
        }
        for name in &self.unsteady {
            writeln!(
                f,
                "\nunsteady: {name} failed beside other tests and passed alone: look for its race"
            )?;
        }
        Ok(())
    }
}

/// The table, also after a thread that held it panicked.
pub(super) fn locked(table: &Mutex<Table>) -> MutexGuard<'_, Table> {
    table.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_are_rows_and_the_slowest_tests_come_first() {
        let mut table = Table::default();
        table.compile(Stage::Browser, || Ok(()));
        let ended = Ended {
            totals: Totals {
                passed: 2,
                failed: 0,
            },
            times: Times::from([("browser::a".into(), 1.0), ("browser::b".into(), 12.25)]),
            unsteady: vec!["browser::a".into()],
        };
        let totals = table.tests(ended);
        table.ran(Stage::Browser, Ok(totals), Duration::from_secs(75));
        table.compile::<()>(Stage::Tidy, || anyhow::bail!("it did not compile"));
        assert_eq!(
            table.totals(),
            Totals {
                passed: 2,
                failed: 1
            }
        );
        let shown = table.to_string();
        let (a, b) = (shown.find("browser::a"), shown.find("browser::b"));
        assert!(b < a, "{shown}");
        assert!(shown.contains("1 min 15 s"), "{shown}");
        assert!(shown.contains("unsteady: browser::a"), "{shown}");
    }
}
