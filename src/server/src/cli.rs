//! The command line.

mod copy;
mod manage;
mod run;
mod seed;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use encaixe_api::access::Role;

use crate::config::Flags;
use crate::seed::Plan;

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
    /// Write the workspace to one file; also beside a running server
    Backup {
        #[command(flatten)]
        data: Data,
        /// The file, which must not be there yet
        file: PathBuf,
    },
    /// Put a backup into a data folder on which no server runs
    Restore {
        #[command(flatten)]
        data: Data,
        /// A file that `encaixe backup` made
        file: PathBuf,
        /// Replace the workspace that the folder holds; it is kept aside as a backup
        #[arg(long)]
        force: bool,
    },
    /// Add made-up conversations, to try a workspace at its size; also beside a running server
    Seed {
        #[command(flatten)]
        data: Data,
        /// How many conversations of this seed the folder shall have
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
        conversations: u32,
        /// How many messages each has on average
        #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u32).range(1..=500))]
        messages: u32,
        /// The same number makes the same conversations; another makes others beside them
        #[arg(long, value_name = "N", default_value_t = 1)]
        seed: u64,
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
        Command::Backup { data, file } => manage::block_on(copy::backup(data, file)),
        Command::Restore { data, file, force } => {
            manage::block_on(copy::restore(data, file, force))
        }
        Command::Seed {
            data,
            conversations,
            messages,
            seed,
        } => manage::block_on(seed::seed(
            data,
            Plan {
                conversations,
                messages,
                seed,
            },
        )),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
