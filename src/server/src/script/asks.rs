//! What a script asks of its app, and who asks it.

use std::fmt;
use std::future::Future;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Asks an app's API. What signs calls and checks their hosts implements it.
pub trait Ask: Sync {
    /// Asks, and reads the answer, whatever its status.
    ///
    /// # Errors
    /// Why there is no answer.
    fn ask(
        &self,
        request: ScriptRequest,
    ) -> impl Future<Output = Result<ScriptAnswer, Unasked>> + Send;
}

/// A request as a script wrote it. Nothing of it was checked.
#[derive(Clone, PartialEq, Eq)]
pub struct ScriptRequest {
    /// The method, in upper case.
    pub method: String,
    /// Where to: an absolute address with `http:` or `https:`, without a user's name or password.
    pub url: String,
    /// Names, in lower case, and values of the headers; none is of the connection alone, such as `host`.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Option<String>,
}

impl fmt::Debug for ScriptRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ScriptRequest({} ***)", self.method)
    }
}

/// An answer as a script is given it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScriptAnswer {
    /// The status, such as 200.
    pub status: u16,
    /// The words that go with it, such as `OK`.
    pub status_text: String,
    /// Names, in lower case, and values of the headers.
    pub headers: Vec<(String, String)>,
    /// The body as text, at most [`BODY_BYTES`](super::BODY_BYTES).
    pub body: String,
}

impl ScriptAnswer {
    /// The value of a header, by its name in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(found, _)| found.eq_ignore_ascii_case(name))?;
        Some(&found.1)
    }
}

impl fmt::Debug for ScriptAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ScriptAnswer({} ***)", self.status)
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Unasked {
    /// The address may not be asked: it is not the app's, leads into a private network, or leads there by a redirect.
    #[error("{0}")]
    Refused(String),
    /// No connection came about, or it broke off.
    #[error("{0}")]
    Failed(String),
    /// No answer came in time.
    #[error("{0}")]
    TimedOut(String),
    /// The answer is too long.
    #[error("{0}")]
    TooLong(String),
    /// It is no request that can be written.
    #[error("{0}")]
    Invalid(String),
}
