//! Why a call failed, as a Rust error.

use std::fmt;

use encaixe_protocol::error::Code;
use wasm_bindgen::JsValue;

use crate::PlainObject;

/// Why a call failed, or what came from the host and could not be read.
///
/// ```
/// # use encaixe_plugin::typed::{Bound, Code, Error};
/// # async fn example(bound: Bound) -> Result<(), Error> {
/// match bound.add_tag("5").await {
///     Err(error) if error.code == Code::ConversationChanged => {} // the agent went on to the next one
///     other => drop(other?),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// The kind of failure.
    pub code: Code,
    /// One sentence, in English: which argument or state, what was there, what was expected.
    pub message: String,
    /// More, when there is more: of `denied` the scope that the plugin lacks, or `reconnect` where an
    /// app no longer takes a connection's credentials.
    pub detail: Option<String>,
}

impl Error {
    /// An error without detail, such as one of the plugin's own.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            detail: None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code.as_str(), self.message)?;
        self.detail
            .as_ref()
            .map_or(Ok(()), |detail| write!(f, " ({detail})"))
    }
}

impl std::error::Error for Error {}

/// What a call was rejected with: a `KinboxError`. Anything else is the host's fault.
impl From<JsValue> for Error {
    fn from(error: JsValue) -> Self {
        let told = PlainObject::or_empty(&error);
        let text = |key| told.get(key).as_string();
        let code =
            text("code").and_then(|code| Code::ALL.into_iter().find(|it| it.as_str() == code));
        Self {
            code: code.unwrap_or(Code::HostError),
            message: text("message").unwrap_or_else(|| format!("{error:?}")),
            detail: text("detail").or_else(|| {
                let detail = PlainObject::or_empty(&told.get("detail"));
                let reconnect = detail.get("reconnect").is_truthy();
                let scope = detail.get("scope").as_string();
                scope.or_else(|| reconnect.then(|| "reconnect".to_owned()))
            }),
        }
    }
}
