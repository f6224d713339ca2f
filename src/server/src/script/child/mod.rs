//! The process in which a script runs.

mod engine;
mod limits;
mod pipe;
mod reason;

use anyhow::Context as _;

use self::pipe::Pipe;
use super::wire::{Said, Start};

/// Reads a script from standard input, runs it, and says how it ended.
///
/// # Errors
/// When standard input begins with something else, or there is no memory to begin with.
pub(crate) fn run() -> anyhow::Result<()> {
    limits::apply();
    let pipe = Pipe::standard();
    let start: Start = pipe.first().context("no script came")?;
    let end = engine::run(start, &pipe)?;
    pipe.say(&Said::End(end));
    Ok(())
}
