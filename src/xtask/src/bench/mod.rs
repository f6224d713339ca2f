//! `cargo xtask bench`: what things cost, measured beside what does the same.

mod apps;
mod figures;
mod flood;
mod frame;
mod http;
mod page;
mod pages;
mod report;
mod rooms;
mod sizes;
mod store;
mod webhooks;

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::process;
use crate::system::Install;
use crate::test::browser::Browser;
use crate::workspace::Workspace;

pub(crate) use self::frame::check;

/// What is measured.
#[derive(Debug, Clone, clap::Subcommand)]
pub(crate) enum Bench {
    /// The finished page at the finished server: among 50,000 conversations beside among 50, its size, the server's memory
    Page {
        /// How many times each measure is taken
        #[arg(long, default_value_t = 15, value_parser = clap::value_parser!(u32).range(1..))]
        rounds: u32,
    },
    /// The list, its filters, searches and incoming messages of a released server, among 5,000, 50,000 and 500,000 conversations
    Store {
        /// How many times each measure is taken at each size
        #[arg(long, default_value_t = 15, value_parser = clap::value_parser!(u32).range(1..))]
        rounds: u32,
        /// The most conversations: sizes beyond it are left out
        #[arg(long, default_value_t = 500_000)]
        most: u32,
        /// A folder in which the workspaces stay, and from which those that are there are taken
        #[arg(long)]
        folder: Option<PathBuf>,
    },
    /// How long it is from a change to its delivery, beside a bare client; what a dead and a slow receiver cost the others; the memory
    Webhooks {
        /// How many seconds each measure takes
        #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
        seconds: u32,
        /// How many deliveries the memory is looked at for
        #[arg(long, default_value_t = 100_000)]
        deliveries: u32,
    },
    /// What signing adds to a call of an app on this machine, beside the same call without; how long the worst file of an app is read
    Apps {
        /// How many times each measure is taken
        #[arg(long, default_value_t = 40, value_parser = clap::value_parser!(u32).range(1..))]
        rounds: u32,
    },
    /// How long the finished page stands still when a plugin sends without end, beside a bare page, in Chromium and Firefox
    Flood {
        /// How many times each measure is taken
        #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
        rounds: u32,
    },
    /// The SDK and the host runtime, beside other libraries and a bare MessagePort, in headless Chromium
    Frame {
        /// How many times each measure is taken of each library
        #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
        rounds: u32,
        /// Only see that everything is measured, once, with the SDK that lies in `dist/`
        #[arg(long, conflicts_with = "rounds")]
        check: bool,
    },
}

/// Runs that program of `tests/`, which takes each measure so many times.
fn measuring(workspace: &Workspace, program: &str, rounds: u32) -> Command {
    let mut command = process::cargo(workspace.root());
    command.args(["run", "--quiet", "--package", "encaixe-tests", "--bin"]);
    command.args([program, "--"]).arg(rounds.to_string());
    command
}

/// Takes the measures and prints them.
pub(crate) fn bench(workspace: &Workspace, what: Bench) -> Result<ExitCode> {
    match what {
        Bench::Frame { check: true, .. } => {
            frame::check(workspace, &Browser::ensure(Install::wanted(false))?)
        }
        Bench::Frame { rounds, .. } => frame::bench(workspace, rounds),
        Bench::Flood { rounds } => flood::bench(workspace, rounds),
        Bench::Apps { rounds } => apps::bench(workspace, rounds),
        Bench::Page { rounds } => page::bench(workspace, rounds),
        Bench::Webhooks {
            seconds,
            deliveries,
        } => webhooks::bench(workspace, seconds, deliveries),
        Bench::Store {
            rounds,
            most,
            folder,
        } => store::bench(workspace, rounds, most, folder),
    }
    .map(|()| ExitCode::SUCCESS)
}
