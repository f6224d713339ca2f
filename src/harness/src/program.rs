//! A running program.

use std::io;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};

use crate::Lines;

/// How long a killed program may take to be gone, on a busy machine.
const GONE: Duration = Duration::from_secs(10);

/// How long what a program printed at its end may take to be read.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// A running program. It is killed when this is dropped, and is gone then: its files are free for whoever comes next.
#[derive(Debug)]
pub struct Program {
    child: Child,
    leads_group: bool,
    ended: Option<ExitStatus>,
    printed: Lines,
    complained: Lines,
}

impl Program {
    /// Starts it, reading what it prints; it has no input.
    ///
    /// # Errors
    /// It cannot be started.
    pub fn start(command: &mut Command) -> Result<Self> {
        Self::spawn(command, false)
    }

    /// Starts it as the leader of a group, with which everything ends that it starts itself, such as the server of `npm start`.
    ///
    /// # Errors
    /// It cannot be started.
    #[cfg(unix)]
    pub fn start_group(command: &mut Command) -> Result<Self> {
        use std::os::unix::process::CommandExt as _;
        Self::spawn(command.process_group(0), true)
    }

    fn spawn(command: &mut Command, leads_group: bool) -> Result<Self> {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("starting {}", command.get_program().display()))?;
        Ok(Self {
            printed: Lines::collect(child.stdout.take().context("no stdout")?),
            complained: Lines::collect(child.stderr.take().context("no stderr")?),
            child,
            leads_group,
            ended: None,
        })
    }

    /// The lines on its standard output.
    #[must_use]
    pub fn printed(&self) -> &Lines {
        &self.printed
    }

    /// The lines on its standard error.
    #[must_use]
    pub fn complained(&self) -> &Lines {
        &self.complained
    }

    /// Its process, until its end was seen.
    #[must_use]
    pub fn id(&self) -> Option<u32> {
        self.ended.is_none().then(|| self.child.id())
    }

    /// How it ended, if it did.
    ///
    /// # Errors
    /// The system does not say.
    pub fn ended(&mut self) -> io::Result<Option<ExitStatus>> {
        if self.ended.is_none() {
            self.ended = self.child.try_wait()?;
        }
        Ok(self.ended)
    }

    /// Waits until all that it printed before its end was read, but not for long: what it started may still hold its output. It blocks.
    pub fn read_out(&self) {
        drop(self.printed.whole(LAST_WORDS));
        drop(self.complained.whole(LAST_WORDS));
    }

    /// Sends SIGTERM.
    ///
    /// # Errors
    /// It has ended already.
    pub fn terminate(&self) -> Result<()> {
        self.signal("-TERM")
    }

    /// Sends SIGINT, as Ctrl+C does.
    ///
    /// # Errors
    /// It has ended already.
    pub fn interrupt(&self) -> Result<()> {
        self.signal("-INT")
    }

    fn signal(&self, signal: &str) -> Result<()> {
        let id = self.id().context("it has ended already")?.to_string();
        let kill = Command::new("kill").args([signal, &id]).status()?;
        ensure!(kill.success(), "kill failed");
        Ok(())
    }

    /// Sends SIGKILL, at which it can do nothing more, and waits until it is gone.
    ///
    /// # Errors
    /// The system does not say that it is.
    pub fn kill(&mut self) -> io::Result<()> {
        if self.ended()?.is_some() {
            return Ok(());
        }
        if self.leads_group {
            let group = format!("-{}", self.child.id());
            let kill = Command::new("kill").args(["-KILL", "--", &group]).status();
            if !kill.is_ok_and(|status| status.success()) {
                eprintln!("the processes of group {group} were not ended");
            }
        } else {
            self.child.kill()?;
        }
        let end = Instant::now() + GONE;
        while self.ended()?.is_none() && Instant::now() < end {
            thread::sleep(Duration::from_millis(5));
        }
        Ok(())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Of one that has ended already, this fails.
        drop(self.kill());
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(text: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", text]);
        command
    }

    #[test]
    fn a_group_ends_with_all_that_it_started() {
        let text = "sleep 60 & echo child $!; wait";
        let program = Program::start_group(&mut shell(text)).unwrap();
        let id = |line: &str| line.strip_prefix("child ").map(str::to_owned);
        let child = program.printed().find("the child", GONE, id).unwrap();
        drop(program);
        let alive = || {
            Command::new("kill")
                .args(["-0", &child])
                .stderr(Stdio::null())
                .status()
        };
        let end = Instant::now() + GONE;
        while alive().unwrap().success() && Instant::now() < end {
            thread::sleep(Duration::from_millis(5));
        }
        assert!(!alive().unwrap().success());
    }

    #[test]
    fn how_it_ended_is_told_and_what_it_said_stays() {
        let mut program = Program::start(&mut shell("echo yes; echo no >&2; exit 3")).unwrap();
        while program.ended().unwrap().is_none() {
            thread::sleep(Duration::from_millis(5));
        }
        assert_eq!(program.ended().unwrap().unwrap().code(), Some(3));
        assert_eq!(program.id(), None);
        assert!(program.terminate().is_err());
        let any = |line: &str| Some(line.to_owned());
        assert_eq!(program.printed().find("a line", GONE, any).unwrap(), "yes");
        assert_eq!(
            program.complained().find("a line", GONE, any).unwrap(),
            "no"
        );
    }
}
