//! The command line: a file for each command.

mod app;
mod backup;
mod company;
mod folder;
mod key;
mod link;
mod moderator;
mod restore;
mod seed;
mod serve;
mod token;
mod webhook;

use std::future::Future;
use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::Flags;
use crate::script;

/// A plugin platform for customer-conversation inboxes.
#[derive(Debug, Parser)]
#[command(name = "encaixe", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the server
    Serve(Box<Flags>),
    /// Make, list and revoke API tokens; also beside a running server
    #[command(subcommand)]
    Token(token::Command),
    /// Make and list the companies of the server; also beside a running server
    #[command(subcommand)]
    Company(company::Command),
    /// Name those who decide on integrations for the whole server; also beside a running server
    #[command(subcommand)]
    Moderator(moderator::Command),
    /// Make sign-in links; also beside a running server
    #[command(subcommand)]
    Link(link::Command),
    /// Make another key for the secrets; also beside a running server
    #[command(subcommand)]
    Key(key::Command),
    /// Write the workspace to one file; also beside a running server
    Backup(backup::Backup),
    /// Put a backup into a data folder on which no server runs
    Restore(restore::Restore),
    /// Add made-up conversations, to try a workspace at its size; also beside a running server
    Seed(seed::Seed),
    /// Take webhooks on this machine, to write a receiver or to judge a sender
    #[command(subcommand)]
    Webhook(webhook::Command),
    /// Look at an app's files
    #[command(subcommand)]
    App(app::Command),
    /// Run an app's script, which the server does by itself
    #[command(hide = true)]
    RunScript,
}

/// Reads the command line and does what it says.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.command {
        Command::Serve(flags) => serve::run(*flags),
        Command::Token(command) => block_on(token::run(command)),
        Command::Company(command) => block_on(company::run(command)),
        Command::Moderator(command) => block_on(moderator::run(command)),
        Command::Link(command) => block_on(link::run(command)),
        Command::Key(command) => block_on(key::run(command)),
        Command::Backup(command) => block_on(backup::run(command)),
        Command::Restore(command) => block_on(restore::run(command)),
        Command::Seed(command) => block_on(seed::run(command)),
        Command::Webhook(command) => block_on(webhook::run(command)),
        Command::App(command) => app::run(&command),
        Command::RunScript => script::child::run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn block_on(work: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(work)
}

/// Says what a person should know, beside what the command prints.
fn note(text: &str) {
    eprintln!("note: {text}");
}

fn print(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}
