//! How many tests passed and failed, from what the testers print.

use std::fmt;
use std::ops::AddAssign;

/// Totals over any number of test runs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Totals {
    /// Tests that passed.
    pub(super) passed: usize,
    /// Tests that failed.
    pub(super) failed: usize,
}

impl Totals {
    /// Adds up every `test result:` line, which cargo's and wasm-bindgen's testers have in common.
    pub(super) fn parse(output: &str) -> Self {
        let mut totals = Self::default();
        for line in output.lines() {
            let Some(at) = line.find("test result: ") else {
                continue;
            };
            for part in line[at..].split(['.', ';']) {
                let mut words = part.split_whitespace();
                match (
                    words.next().and_then(|word| word.parse::<usize>().ok()),
                    words.next(),
                ) {
                    (Some(count), Some("passed")) => totals.passed += count,
                    (Some(count), Some("failed")) => totals.failed += count,
                    _ => {}
                }
            }
        }
        totals
    }

    /// Something failed that is not a test, and counts as one.
    pub(super) const fn failure() -> Self {
        Self {
            passed: 0,
            failed: 1,
        }
    }
}

impl AddAssign for Totals {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(output: &str, passed: usize, failed: usize) {
        assert_eq!(Totals::parse(output), Totals { passed, failed });
    }

    #[test]
    fn runs_are_added_up() {
        check(
            "running 3 tests\ntest a ... ok\n\
             test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 9 filtered out; finished in 0.02s\n\n\
             test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.50s\n",
            4,
            2,
        );
    }

    #[test]
    fn the_wasm_testers_line_is_read_too() {
        check(
            "test result: ok. 12 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.31s\n",
            12,
            0,
        );
    }

    #[test]
    fn other_lines_do_not_count() {
        check("7 passed; 8 failed\nno tests to run!\n", 0, 0);
    }

    #[test]
    fn totals_are_one_plain_line() {
        let mut totals = Totals {
            passed: 2,
            failed: 0,
        };
        totals += Totals::failure();
        assert_eq!(totals.to_string(), "2 passed, 1 failed");
    }
}
