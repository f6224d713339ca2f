//! `encaixe seed`.

use std::io::{self, IsTerminal as _, Write as _};
use std::time::Instant;

use super::Data;
use super::manage::print;
use crate::config::{Config, Flags};
use crate::first;
use crate::seed::{self, Plan};
use crate::store::Store;

/// Lines of progress, where a line cannot be written over.
const LINES: u64 = 10;

pub(super) async fn seed(data: Data, plan: Plan) -> anyhow::Result<()> {
    let begun = Instant::now();
    // The folder's settings say what it begins with, as they do for `serve`.
    let config = Config::resolve(Flags {
        data: data.data,
        ..Flags::default()
    })?;
    let store = Store::open(&config.data).await?;
    first::install(&store, &config.first).await?;
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
