//! A pool of tests: each in a process of its own, several at once, those first that took longest the last time. Tests that drive a
//! browser wait more than they work, so that there are more places than processors.
//!
//! A machine that is busy with something else makes a browser do what no user sees. So a few tests that fail are run once more, each
//! alone. One that passes then counts as passed, and the end of the run names it: it has a race, of its own or of the product.

use std::collections::{BTreeMap, VecDeque};
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Instant;

use anyhow::{Context as _, Result, bail};

use crate::process;

use super::native::Program;
use super::summary::Totals;

/// How many tests run at once on two processors. Four keep both busy from beginning to end, which leaves nothing for what a test times.
const PLACES: usize = 3;

/// How many tests may fail and be run once more: more than these have a reason that is not the machine.
const AGAIN: usize = 3;

/// The seconds of the longest tests, for a clone in which none ran yet.
const LONG: &str = include_str!("times.json");

/// What a test is taken for whose time is not known, in seconds.
const UNKNOWN: f64 = 15.0;

/// Tests that wait to be run.
pub(super) struct Pool {
    tests: Vec<Test>,
    /// Where it is kept how long each took.
    times: PathBuf,
}

/// How the tests of a pool ended.
pub(super) struct Ended {
    /// How many passed.
    pub(super) totals: Totals,
    /// How many seconds each took.
    pub(super) times: Times,
    /// Those that passed alone, and not beside others.
    pub(super) unsteady: Vec<String>,
}

#[derive(Clone)]
struct Test {
    /// The test binary and the test, as `browser::closing::reopens`.
    name: String,
    program: Program,
    /// As the binary calls it.
    inside: String,
}

/// Seconds by name.
pub(super) type Times = BTreeMap<String, f64>;

impl Pool {
    /// The tests that these programs hold.
    pub(super) fn of(programs: Vec<Program>, times: PathBuf) -> Result<Self> {
        let mut tests = Vec::new();
        for program in programs {
            let mut list = program.command();
            list.args(["--list", "--format", "terse"]);
            let listed = String::from_utf8(process::read(&mut list)?)?;
            let named = listed
                .lines()
                .filter_map(|line| line.strip_suffix(": test"));
            tests.extend(named.map(|inside| Test {
                name: format!("{}::{inside}", program.target),
                program: program.clone(),
                inside: inside.to_owned(),
            }));
        }
        Ok(Self { tests, times })
    }

    /// Runs them with what `prepare` adds to each command, and shows how each ended, and what those that failed had to say.
    pub(super) fn run(self, prepare: impl Fn(&mut Command) + Sync) -> Result<Ended> {
        let before: Times = fs::read(&self.times)
            .ok()
            .and_then(|text| serde_json::from_slice(&text).ok())
            .map_or_else(|| serde_json::from_str(LONG), Ok)
            .context("reading times.json")?;
        let waiting = Mutex::new(in_order(self.tests, &before));
        let next = || locked(&waiting).pop_front();
        let ended = Mutex::new((Vec::new(), Times::new()));
        let processors = thread::available_parallelism().map_or(1, usize::from);
        let places = (processors * PLACES).div_ceil(2);
        thread::scope(|scope| {
            for _ in 0..places {
                scope.spawn(|| {
                    while let Some(test) = next() {
                        let (passed, took) = test.show(&prepare);
                        let mut ended = locked(&ended);
                        ended.1.insert(test.name.clone(), took);
                        if !passed {
                            ended.0.push(test);
                        }
                    }
                });
            }
        });
        let (failed, times) = ended.into_inner().unwrap_or_else(PoisonError::into_inner);
        let (unsteady, failed) = again(failed, &prepare);
        if !failed.is_empty() {
            println!("\nfailures:\n    {}\n", failed.join("\n    "));
        }
        let mut all = before;
        all.extend(times.clone());
        fs::write(&self.times, serde_json::to_vec_pretty(&all)?)
            .with_context(|| format!("writing {}", self.times.display()))?;
        let totals = Totals {
            passed: times.len() - failed.len(),
            failed: failed.len(),
        };
        Ok(Ended {
            totals,
            times,
            unsteady,
        })
    }
}

/// The names of those that pass alone, and of those that fail.
fn again(failed: Vec<Test>, prepare: impl Fn(&mut Command)) -> (Vec<String>, Vec<String>) {
    let is_few = failed.len() <= AGAIN;
    let (mut unsteady, mut broken) = (Vec::new(), Vec::new());
    for test in failed {
        let passed = is_few && {
            println!("once more, alone: {}", test.name);
            test.show(&prepare).0
        };
        if passed { &mut unsteady } else { &mut broken }.push(test.name);
    }
    broken.sort();
    (unsteady, broken)
}

impl Test {
    /// Runs it and shows how it ended. Gives whether it passed, and its seconds.
    fn show(&self, prepare: impl Fn(&mut Command)) -> (bool, f64) {
        let began = Instant::now();
        let failure = self.run(prepare).err();
        let took = began.elapsed().as_secs_f64();
        match &failure {
            None => println!("test {} ... ok ({took:.1} s)", self.inside),
            Some(said) => println!("test {} ... FAILED ({took:.1} s)\n{said:#}", self.inside),
        }
        (failure.is_none(), took)
    }

    /// An error holds all that it wrote.
    fn run(&self, prepare: impl Fn(&mut Command)) -> Result<()> {
        let mut command = self.program.command();
        command.args(["--exact", &self.inside]);
        prepare(&mut command);
        let (status, said) = process::collect(&mut command)?;
        if !status.success() {
            bail!("{said}");
        }
        Ok(())
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Those first that take longest: what begins last should be short.
fn in_order(mut tests: Vec<Test>, times: &Times) -> VecDeque<Test> {
    let took = |test: &Test| times.get(&test.name).copied().unwrap_or(UNKNOWN);
    tests.sort_by(|a, b| took(b).total_cmp(&took(a)));
    tests.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn test(name: &str) -> Test {
        Test {
            name: name.to_owned(),
            program: Program::default(),
            inside: String::new(),
        }
    }

    #[test]
    fn what_takes_long_begins_first_and_what_is_not_known_before_what_is_short() {
        let times = Times::from([("short".into(), 0.5), ("long".into(), 20.0)]);
        let tests = ["short", "new", "long"].map(test).into();
        let names: Vec<String> = in_order(tests, &times)
            .into_iter()
            .map(|test| test.name)
            .collect();
        assert_eq!(names, ["long", "new", "short"]);
    }
}
