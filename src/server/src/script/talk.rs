//! The server's side of the talk with a script's process.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use futures::StreamExt as _;
use futures::stream::FuturesUnordered;
use serde::Serialize;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::sync::mpsc;

use super::log::{Log, Spoken, request};
use super::wire::{Asking, Heard, SAID_BYTES, Said, Start};
use super::{Ask, BODY_BYTES, COMMAND, ScriptAnswer, Unasked};

/// The longest that a script may ask to be woken after, in milliseconds: past its own end.
const LONGEST_SLEEP: u64 = 60_000;

/// Starts a process, has it run the script, and sees to it that the process is gone.
pub(super) async fn talk(program: &Path, start: &Start, asker: &impl Ask, log: &mut Log) -> Spoken {
    let Some((mut process, stdin, stdout)) = spawn(program) else {
        return Spoken::Crashed;
    };
    let (say, said) = mpsc::unbounded_channel();
    let Some(first) = line(start) else {
        return Spoken::Crashed;
    };
    // The receiver lives as long as this function.
    drop(say.send(first));
    let spoken = tokio::select! {
        spoken = listen(stdout, &say, asker, log) => spoken,
        () = write(stdin, said) => Spoken::Crashed,
    };
    if let Err(error) = process.kill().await {
        tracing::warn!("a script's process cannot be ended: {error}");
    }
    spoken
}

fn spawn(program: &Path) -> Option<(Child, ChildStdin, ChildStdout)> {
    let spawned = Command::new(program)
        .arg(COMMAND)
        .env_clear()
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn();
    let mut process = match spawned {
        Ok(process) => process,
        Err(error) => {
            tracing::error!("no process for a script: {error}");
            return None;
        }
    };
    let (stdin, stdout) = (process.stdin.take()?, process.stdout.take()?);
    Some((process, stdin, stdout))
}

fn line(message: &impl Serialize) -> Option<Vec<u8>> {
    let mut line = serde_json::to_vec(message).ok()?;
    line.push(b'\n');
    Some(line)
}

/// Writes lines as they come, beside the reading: so neither side waits for the other to read. Never ends: a process that is gone is noticed by
/// whoever reads.
async fn write(mut stdin: ChildStdin, mut lines: mpsc::UnboundedReceiver<Vec<u8>>) {
    while let Some(line) = lines.recv().await {
        if stdin.write_all(&line).await.is_err() {
            break;
        }
    }
    std::future::pending().await
}

/// Something that a script waits for.
enum Work {
    Ask(Asking),
    Sleep { id: u32, milliseconds: u64 },
}

/// What came of it.
enum Done {
    Asked {
        id: u32,
        answer: Result<ScriptAnswer, Unasked>,
    },
    Slept(u32),
}

async fn listen(
    stdout: ChildStdout,
    say: &mpsc::UnboundedSender<Vec<u8>>,
    asker: &impl Ask,
    log: &mut Log,
) -> Spoken {
    let mut lines = Lines::new(stdout);
    let mut open = FuturesUnordered::new();
    loop {
        let said = tokio::select! {
            Some(done) = open.next() => {
                if let Done::Asked { id, answer } = &done {
                    log.end(*id, answer);
                }
                if let Some(line) = line(&heard(done)) {
                    drop(say.send(line));
                }
                continue;
            }
            said = lines.next() => said,
        };
        match said {
            Some(Said::End(end)) => return Spoken::End(end),
            Some(Said::Ask(_)) if !log.has_room() => return Spoken::TooManyRequests,
            Some(Said::Ask(asking)) => {
                log.begin(&asking);
                open.push(work(Work::Ask(asking), asker));
            }
            Some(Said::Sleep { id, milliseconds }) => {
                open.push(work(Work::Sleep { id, milliseconds }, asker));
            }
            None => return Spoken::Crashed,
        }
    }
}

async fn work(work: Work, asker: &impl Ask) -> Done {
    match work {
        Work::Sleep { id, milliseconds } => {
            let time = Duration::from_millis(milliseconds.min(LONGEST_SLEEP));
            tokio::time::sleep(time).await;
            Done::Slept(id)
        }
        Work::Ask(asking) => {
            let id = asking.id;
            let answer = ask(asking, asker).await;
            Done::Asked { id, answer }
        }
    }
}

async fn ask(asking: Asking, asker: &impl Ask) -> Result<ScriptAnswer, Unasked> {
    let timeout = asking.timeout.filter(|timeout| *timeout > 0);
    let answer = asker.ask(request(asking)?);
    let answer = match timeout {
        None => answer.await?,
        Some(timeout) => tokio::time::timeout(Duration::from_millis(timeout), answer)
            .await
            .map_err(|_| Unasked::TimedOut(format!("timeout of {timeout}ms exceeded")))??,
    };
    if answer.body.len() > BODY_BYTES {
        let what = format!("maxContentLength size of {BODY_BYTES} exceeded");
        return Err(Unasked::TooLong(what));
    }
    Ok(answer)
}

/// What the process is told, with axios' codes.
fn heard(done: Done) -> Heard {
    let (id, why) = match done {
        Done::Slept(id) => return Heard::Woken { id },
        Done::Asked { id, answer } => match answer {
            Ok(answer) => return Heard::Answer { id, answer },
            Err(why) => (id, why),
        },
    };
    let code = match &why {
        Unasked::Refused(_) | Unasked::Failed(_) => "ERR_NETWORK",
        Unasked::TimedOut(_) => "ECONNABORTED",
        Unasked::TooLong(_) => "ERR_BAD_RESPONSE",
        Unasked::Invalid(_) => "ERR_INVALID_URL",
    };
    Heard::Failure {
        id,
        code: code.to_owned(),
        message: why.to_string(),
    }
}

/// Lines of a bounded length. What was read of a line stays when the reading is given up.
struct Lines {
    from: BufReader<ChildStdout>,
    begun: Vec<u8>,
}

impl Lines {
    fn new(from: ChildStdout) -> Self {
        Self {
            from: BufReader::new(from),
            begun: Vec::new(),
        }
    }

    /// The next message; none when there is no more, or what came is none.
    async fn next(&mut self) -> Option<Said> {
        loop {
            let part = self.from.fill_buf().await.ok()?;
            if part.is_empty() {
                return None;
            }
            let end = part.iter().position(|byte| *byte == b'\n');
            let taken = end.map_or(part.len(), |end| end + 1);
            if self.begun.len() + taken > SAID_BYTES {
                return None;
            }
            self.begun.extend_from_slice(&part[..taken]);
            self.from.consume(taken);
            if end.is_some() {
                let line = std::mem::take(&mut self.begun);
                return serde_json::from_slice(&line).ok();
            }
        }
    }
}
