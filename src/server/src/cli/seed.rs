//! `encaixe seed`.

use std::io::{self, IsTerminal as _, Write as _};
use std::time::Instant;

use clap::{Args, value_parser};

use super::folder::Folder;
use super::print;
use crate::config::{Config, Flags};
use crate::initial_workspace;
use crate::seed::{self, Plan};
use crate::store::Store;

#[derive(Debug, Args)]
pub(super) struct Seed {
    #[command(flatten)]
    folder: Folder,
    /// How many conversations of this seed the folder shall have
    #[arg(long, value_name = "N", value_parser = value_parser!(u32).range(1..=10_000_000))]
    conversations: u32,
    /// How many messages each has on average
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = value_parser!(u32).range(1..=500))]
    messages: u32,
    /// The same number makes the same conversations; another makes others beside them
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
}

/// Lines of progress, where a line cannot be written over.
const LINES: u64 = 10;

pub(super) async fn run(command: Seed) -> anyhow::Result<()> {
    let begun = Instant::now();
    let plan = Plan {
        conversations: command.conversations,
        messages: command.messages,
        seed: command.seed,
    };
    // The folder's settings say what it begins with, as they do for `serve`.
    let store = match command.folder.company {
        Some(_) => command.folder.open().await?,
        None => {
            let config = Config::resolve(Flags {
                data: command.folder.data,
                ..Flags::default()
            })?;
            let store = Store::open(&config.data).await?;
            initial_workspace::install(&store, &config.initial).await?;
            store
        }
    };
    let mut progress = Progress::new(plan.conversations);
    let made = seed::seed(&store, &plan, |there| progress.show(there)).await?;
    store.close().await;
    progress.end();
    let mut said = format!(
        "made {} conversations with {} messages in {:.1} s",
        made.conversations,
        made.messages,
        begun.elapsed().as_secs_f32()
    );
    if made.there > 0 {
        said += &format!("; {} of seed {} were there already", made.there, plan.seed);
    }
    said += "\na page that is open on them shows them when it is loaded again\n";
    print(&said)
}

/// How far it is, on standard error: a line that is written over, or a few lines where that is no terminal.
struct Progress {
    of: u32,
    is_terminal: bool,
    told: u64,
}

impl Progress {
    fn new(of: u32) -> Self {
        Self {
            of,
            is_terminal: io::stderr().is_terminal(),
            told: 0,
        }
    }

    fn show(&mut self, there: u32) {
        if self.is_terminal {
            eprint!("\r{there} of {} conversations", self.of);
            // Progress that cannot be shown is no reason to stop.
            drop(io::stderr().flush());
            return;
        }
        let part = u64::from(there) * LINES / u64::from(self.of);
        if part > self.told {
            self.told = part;
            eprintln!("{there} of {} conversations", self.of);
        }
    }

    fn end(&self) {
        if self.is_terminal {
            eprintln!();
        }
    }
}
