//! Whether a hello comes from the registered page: source, origin, path, shape, in that order.
//!
//! The source is the transport's part: what comes from another window never gets here. The rest is
//! decided on extracted values, without a browser. A page can lie about its path only within its own
//! origin, which the browser itself states.

use encaixe_api::frame_url::FrameUrl;
use encaixe_api::plugin::FrameReason;
use encaixe_protocol::WIRE;
use encaixe_protocol::handshake::{HELLO, Hello};
use thiserror::Error;
use wasm_bindgen::JsValue;

use crate::bounds::Recent;
use crate::read;

#[cfg(test)]
mod tests;

/// The longest text of a hello that is read, in UTF-16 units; no registered address is longer.
const TEXT_UNITS: u32 = 4_096;

/// Why a hello was refused. Where two reasons hold, the first of this list is given.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub(crate) enum Refusal {
    /// The browser says that the document has another origin.
    #[error("a page of another origin spoke: {seen}")]
    Origin {
        /// Its origin, and the path that it gave.
        seen: String,
    },
    /// The document gives another origin than the browser does, as one at `about:srcdoc` may. What it gives is only its word.
    #[error("a page of the registered origin spoke that gives another origin")]
    ClaimedOrigin,
    /// The document gives another path.
    #[error("another page of the registered origin spoke: {seen}")]
    Path {
        /// Its origin, and the path that it gave.
        seen: String,
    },
    /// A field of the hello is missing or has another form.
    #[error("the hello's {0} is missing or not what this wire has there")]
    Shape(&'static str),
    /// Not exactly one port came along.
    #[error("{0} ports came with the hello instead of one")]
    Ports(usize),
    /// The nonce was seen before.
    #[error("the hello's nonce was used before")]
    Nonce,
}

/// Who spoke instead of the registered page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stranger {
    pub(crate) reason: FrameReason,
    /// Origin and path.
    pub(crate) seen: Option<String>,
}

/// A window message, as far as it concerns a frame.
#[derive(Debug)]
pub(crate) enum Dialect {
    /// It says that it is a hello.
    Hello(Claim),
    /// It is of the classic dialect.
    Classic,
    /// Anything else.
    Noise,
}

/// The fields of a hello, and what the browser states of it. None for a field that is missing or of another type.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Claim {
    /// The origin that the browser states.
    pub(crate) observed: String,
    pub(crate) origin: Option<String>,
    pub(crate) path: Option<String>,
    pub(crate) wire: Option<f64>,
    pub(crate) sdk: Option<String>,
    pub(crate) nonce: Option<String>,
    /// How many ports came along.
    pub(crate) ports: usize,
}

/// The registered address, as a document states its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Registered {
    pub(crate) origin: String,
    pub(crate) path: String,
}

impl Dialect {
    /// Reads a message's data.
    pub(crate) fn read(data: &JsValue, observed: &str, ports: usize) -> Self {
        if read::text(&read::get(data, "kinbox"), read::NAME_UNITS).as_deref() == Some(HELLO) {
            let clipped = |key| read::clipped(&read::get(data, key), TEXT_UNITS);
            return Self::Hello(Claim {
                observed: observed.to_owned(),
                origin: clipped("origin"),
                path: clipped("path"),
                wire: read::get(data, "wire").as_f64(),
                sdk: clipped("sdk"),
                nonce: clipped("nonce"),
                ports,
            });
        }
        if read::get(data, "event").is_string() {
            return Self::Classic;
        }
        Self::Noise
    }
}

impl From<&FrameUrl> for Registered {
    fn from(url: &FrameUrl) -> Self {
        Self {
            origin: url.origin().to_owned(),
            path: url.path().to_owned(),
        }
    }
}

impl Registered {
    /// Checks a hello from the frame's own window, and keeps its nonce.
    pub(crate) fn check(
        &self,
        claim: Claim,
        nonces: &mut Recent<String>,
    ) -> Result<Hello, Refusal> {
        if claim.observed != self.origin {
            let path = claim.path.unwrap_or_default();
            return Err(Refusal::Origin {
                seen: seen(&claim.observed, &path),
            });
        }
        let origin = claim.origin.ok_or(Refusal::Shape("origin"))?;
        if origin != self.origin {
            return Err(Refusal::ClaimedOrigin);
        }
        let path = claim.path.ok_or(Refusal::Shape("path"))?;
        if path != self.path {
            return Err(Refusal::Path {
                seen: seen(&origin, &path),
            });
        }
        if claim.wire != Some(f64::from(WIRE)) {
            return Err(Refusal::Shape("wire"));
        }
        let hello = Hello {
            kinbox: HELLO.to_owned(),
            wire: WIRE,
            sdk: claim.sdk.ok_or(Refusal::Shape("sdk"))?,
            origin,
            path,
            nonce: claim.nonce.ok_or(Refusal::Shape("nonce"))?,
        };
        if !hello.nonce_is_well_formed() {
            return Err(Refusal::Shape("nonce"));
        }
        if claim.ports != 1 {
            return Err(Refusal::Ports(claim.ports));
        }
        if !nonces.add(hello.nonce.clone()) {
            return Err(Refusal::Nonce);
        }
        Ok(hello)
    }

    /// Whether the address of a policy violation is this one, and if so, whether that is sure: browsers may leave out its
    /// path.
    pub(crate) fn is_at(&self, origin: &str, path: &str) -> Option<bool> {
        let sure = path == self.path;
        (origin == self.origin && (sure || path == "/")).then_some(sure)
    }
}

impl Refusal {
    /// Whether the hello shows that another page is in the frame, and not only that it is no good one.
    pub(crate) const fn names_another_page(&self) -> bool {
        match self {
            Self::Origin { .. } | Self::ClaimedOrigin | Self::Path { .. } => true,
            Self::Shape(_) | Self::Ports(_) | Self::Nonce => false,
        }
    }
}

impl From<Refusal> for Stranger {
    fn from(refusal: Refusal) -> Self {
        let (reason, seen) = match refusal {
            Refusal::Origin { seen } => (FrameReason::Origin, Some(seen)),
            Refusal::Path { seen } => (FrameReason::Path, Some(seen)),
            Refusal::ClaimedOrigin | Refusal::Shape(_) | Refusal::Ports(_) | Refusal::Nonce => {
                (FrameReason::Shape, None)
            }
        };
        Self { reason, seen }
    }
}

impl From<FrameReason> for Stranger {
    fn from(reason: FrameReason) -> Self {
        Self { reason, seen: None }
    }
}

/// An address for people to read: the origin that the browser states, and the path that the document gave. What stands for
/// a path may be anything. It ends where a query or a fragment would begin, since secrets may stand there, and what no
/// browser writes as a path is left out, since it could make the origin look like another.
fn seen(origin: &str, path: &str) -> String {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let is_path = path.starts_with('/') && path.bytes().all(|byte| byte.is_ascii_graphic());
    format!("{origin}{}", if is_path { path } else { "" })
}
