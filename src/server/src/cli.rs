//! The command line.

mod manage;
mod run;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use encaixe_api::access::Role;

use crate::settings::Flags;

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
    Token {
        #[command(subcommand)]
        command: TokenCommand,
    },
    /// Make sign-in links; also beside a running server
    Link {
        #[command(subcommand)]
        command: LinkCommand,
    },
}

#[derive(Debug, Subcommand)]
enum TokenCommand {
    /// Make a token and print it, and nothing else: it is never shown again
    Create {
        #[command(flatten)]
        data: Data,
        /// What it is for
        #[arg(long)]
        name: String,
        /// What it may do
        #[arg(long)]
        role: RoleName,
    },
    /// List the tokens
    List {
        #[command(flatten)]
        data: Data,
    },
    /// Take a token back
    Revoke {
        #[command(flatten)]
        data: Data,
        /// Its id, as `token list` shows it
        id: String,
    },
}

#[derive(Debug, Subcommand)]
enum LinkCommand {
    /// Print a link that signs a member in once, within 15 minutes
    Create {
        #[command(flatten)]
        data: Data,
        /// The member's e-mail address
        #[arg(long, value_name = "EMAIL")]
        member: String,
    },
}

#[derive(Debug, Args)]
struct Data {
    /// The data folder
    #[arg(
        long,
        value_name = "DIR",
        env = "ENCAIXE_DATA",
        default_value = "./data"
    )]
    data: PathBuf,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum RoleName {
    Agent,
    Admin,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Agent => Self::Agent,
            RoleName::Admin => Self::Admin,
        }
    }
}

/// Reads the command line and does what it says.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.command {
        Command::Serve(flags) => run::run(*flags),
        Command::Token { command } => manage::block_on(manage::token(command)),
        Command::Link { command } => manage::block_on(manage::link(command)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
