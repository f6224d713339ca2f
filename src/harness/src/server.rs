//! The program `encaixe serve`, as it says itself where it is.

use std::ops::{Deref, DerefMut};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result};

use crate::Program;

/// How long it may take to say how to sign in, on a busy machine.
const START: Duration = Duration::from_secs(20);

/// A running server.
#[derive(Debug)]
pub struct Server {
    program: Program,
    /// The page's address, such as `http://127.0.0.1:41001`.
    pub page: String,
    /// The demo plugin's address.
    pub plugin: String,
    /// The printed sign-in link.
    pub link: String,
}

impl Server {
    /// Starts `encaixe serve`, given with all of its flags, and reads the lines that it prints. It blocks.
    ///
    /// # Errors
    /// It did not start, or did not print its lines.
    pub fn start(command: &mut Command) -> Result<Self> {
        let program = Program::start(command)?;
        let line = |name: &str| {
            let value = |line: &str| {
                let value = line.strip_prefix(name)?.strip_prefix(": ")?;
                Some(value.trim().trim_end_matches('/').to_owned())
            };
            let found = program
                .printed()
                .find(&format!("the line `{name}: ...`"), START, value);
            found.with_context(|| {
                program.read_out();
                format!("it complained {:?}", program.complained().all())
            })
        };
        // The link is the last of them.
        let (link, page, plugin) = (line("sign in")?, line("page")?, line("plugin")?);
        Ok(Self {
            program,
            page,
            plugin,
            link,
        })
    }

    /// The page's address by number: not every resolver knows the names below `localhost`.
    #[must_use]
    pub fn direct(&self) -> String {
        let port = self.page.rsplit(':').next().unwrap_or_default();
        if self.page.contains(".localhost:") {
            format!("http://127.0.0.1:{port}")
        } else {
            self.page.clone()
        }
    }
}

impl Deref for Server {
    type Target = Program;

    fn deref(&self) -> &Program {
        &self.program
    }
}

impl DerefMut for Server {
    fn deref_mut(&mut self) -> &mut Program {
        &mut self.program
    }
}
