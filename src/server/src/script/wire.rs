//! What the server and the process of a script say to each other: a line of JSON for each message.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::ScriptAnswer;

/// The longest line that a script's process writes, in bytes.
pub(super) const SAID_BYTES: usize = 1024 * 1024;

/// The longest line that it reads, in bytes: an answer in which each byte of the body is written as six.
pub(super) const HEARD_BYTES: usize = 8 * 1024 * 1024;

/// How many bytes of what a script threw are told.
pub(super) const MESSAGE_CHARS: usize = 16 * 1024;

/// The first line that a script's process reads.
#[derive(Serialize, Deserialize)]
pub(super) struct Start {
    pub(super) script: String,
    pub(super) base_uri: String,
    pub(super) auth: BTreeMap<String, String>,
    /// How long it may take.
    pub(super) milliseconds: u64,
}

/// What a script's process says.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Said {
    /// Ask this of the app.
    Ask(Asking),
    /// Say when so much time has passed.
    Sleep { id: u32, milliseconds: u64 },
    /// It is over. The process says nothing more.
    End(End),
}

/// A request, as the prelude writes it.
#[derive(Serialize, Deserialize)]
pub(super) struct Asking {
    pub(super) id: u32,
    pub(super) method: String,
    pub(super) url: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Option<String>,
    /// How many milliseconds it may take; none is as long as the script may.
    pub(super) timeout: Option<u64>,
}

/// What a script's process hears.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Heard {
    /// The answer to a request.
    Answer { id: u32, answer: ScriptAnswer },
    /// There is none. The code is one of axios'.
    Failure {
        id: u32,
        code: String,
        message: String,
    },
    /// The time has passed.
    Woken { id: u32 },
}

/// How a script ended, as its process saw it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum End {
    Passed,
    Thrown(Reason),
    Syntax {
        line: u32,
        column: u32,
        message: String,
    },
    NoPing,
    NoPromise,
    NeverSettled,
    TimedOut,
    OutOfMemory,
}

/// What a script threw.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Reason {
    pub(super) kind: Kind,
    pub(super) message: String,
    /// For a rate limit: how long it lasts.
    pub(super) seconds: Option<u32>,
    /// For the error of a request: which one.
    pub(super) request: Option<u32>,
}

/// What kind of thing was thrown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    Auth,
    Error,
    RateLimit,
    Transient,
    Request,
    Plain,
    Fault,
    Memory,
}
