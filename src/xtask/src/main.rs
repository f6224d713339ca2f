//! The project's commands: `cargo xtask run`, `build`, `new`, `test`, `bench`, `tidy`, `icons`. Each does its own set-up.

mod bench;
mod build;
mod cache;
mod icons;
mod new;
mod node;
mod process;
mod python;
mod run;
mod say;
mod system;
mod test;
mod tidy;
mod workspace;

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::workspace::Workspace;

#[derive(Parser)]
#[command(
    name = "xtask",
    bin_name = "cargo xtask",
    about = "Builds, runs and tests Encaixe"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build everything for development, then start `encaixe serve`
    Run {
        /// Arguments for `encaixe serve`, for example `-- --port 8080 --no-open`
        #[arg(last = true)]
        serve: Vec<OsString>,
    },
    /// Build the page, the SDK files, the npm package and the server into `dist/`
    Build {
        /// Optimise and minify; needs Node.js with npm
        #[arg(long)]
        release: bool,
        /// Build the example in Rust instead, into `dist/examples/yew`
        #[arg(long)]
        example: bool,
        /// Only what authors load and install, as a release
        #[arg(long)]
        sdk: bool,
    },
    /// Make something to begin with
    New {
        #[command(subcommand)]
        what: new::New,
    },
    /// Run every check and test, or those of the named stages
    Test {
        /// Install missing browsers and Python by the system's package manager
        #[arg(long)]
        install: bool,
        /// The stages to run; all of them when none is named
        #[arg(value_enum)]
        stages: Vec<test::Stage>,
    },
    /// Measure, and print the figures
    Bench {
        #[command(subcommand)]
        what: bench::Bench,
    },
    /// Check arrows between crates, first lines, format, lints, licences and translations
    Tidy,
    /// Copy the icons named in `www/icons/icons.txt` from Lucide into `www/icons`
    Icons,
    /// What cargo calls to run wasm tests in a browser
    #[command(hide = true)]
    WasmTestRunner {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
}

fn main() -> ExitCode {
    match dispatch(Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: Command) -> Result<ExitCode> {
    match command {
        Command::Run { serve } => run::run(&Workspace::find()?, &serve),
        Command::Build { sdk: true, .. } => {
            build::package(&Workspace::find()?, build::Kind::Release).map(|_| ExitCode::SUCCESS)
        }
        Command::Build {
            release, example, ..
        } => {
            let (plan, kind) = if release {
                (build::Plan::RELEASE, build::Kind::Release)
            } else {
                (build::Plan::RUN, build::Kind::Debug)
            };
            let workspace = Workspace::find()?;
            if example {
                build::examples(&workspace, kind)?;
            } else {
                build::build(&workspace, plan)?;
            }
            Ok(ExitCode::SUCCESS)
        }
        Command::New { what } => new::new(&Workspace::find()?, &what),
        Command::Test { install, stages } => test::test(&Workspace::find()?, install, &stages),
        Command::Bench { what } => bench::bench(&Workspace::find()?, what),
        Command::Tidy => tidy::command(&Workspace::find()?),
        Command::Icons => icons::icons(&Workspace::find()?).map(|()| ExitCode::SUCCESS),
        Command::WasmTestRunner { arguments } => {
            test::wasm::runner(arguments).map(|()| ExitCode::SUCCESS)
        }
    }
}
