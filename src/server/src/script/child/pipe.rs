//! The two pipes to the server.

use std::cell::RefCell;
use std::io::{self, BufRead as _, BufReader, Read as _, Stdin, Write as _};
use std::rc::Rc;

use serde::de::DeserializeOwned;

use crate::script::wire::{HEARD_BYTES, Said};

/// The two pipes. A clone is the same.
#[derive(Clone)]
pub(super) struct Pipe(Rc<RefCell<BufReader<Stdin>>>);

impl Pipe {
    /// Standard input and output.
    pub(super) fn standard() -> Self {
        Self(Rc::new(RefCell::new(BufReader::new(io::stdin()))))
    }

    /// The first line. The server writes no wrong one; somebody who starts the command by hand may.
    pub(super) fn first<T: DeserializeOwned>(&self) -> anyhow::Result<T> {
        let line = self.line().unwrap_or_default();
        Ok(serde_json::from_slice(&line)?)
    }

    /// The next line; waits for it. Without a server nothing is left to do.
    pub(super) fn heard(&self) -> Vec<u8> {
        self.line().unwrap_or_else(|| std::process::exit(1))
    }

    fn line(&self) -> Option<Vec<u8>> {
        let mut line = Vec::new();
        let most = u64::try_from(HEARD_BYTES).unwrap_or(u64::MAX);
        let mut from = self.0.borrow_mut();
        let read = from.by_ref().take(most).read_until(b'\n', &mut line);
        (read.is_ok() && line.pop() == Some(b'\n')).then_some(line)
    }

    /// Says something.
    pub(super) fn say(&self, what: &Said) {
        let written = serde_json::to_vec(what).map_err(io::Error::from);
        let written = written.and_then(|mut line| {
            line.push(b'\n');
            let mut out = io::stdout().lock();
            out.write_all(&line)?;
            out.flush()
        });
        if written.is_err() {
            std::process::exit(1);
        }
    }
}
