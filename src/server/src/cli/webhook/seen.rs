//! A delivery as it came, and what holds of it.

use axum::http::{HeaderMap, Method};

use crate::delivery::sign::{self, Secret, Unverified};

/// A delivery as it came.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) content_type: Option<String>,
    pub(super) id: Option<String>,
    pub(super) timestamp: Option<String>,
    pub(super) signatures: Option<String>,
    pub(super) body: Vec<u8>,
    /// When, in seconds since 1970.
    pub(super) at: i64,
}

impl Seen {
    pub(super) fn new(
        method: Method,
        path: String,
        headers: &HeaderMap,
        body: Vec<u8>,
        at: i64,
    ) -> Self {
        let header = |name: &str| Some(headers.get(name)?.to_str().ok()?.to_owned());
        Self {
            method,
            path,
            content_type: header("content-type"),
            id: header("webhook-id").filter(|id| !id.is_empty()),
            timestamp: header("webhook-timestamp"),
            signatures: header("webhook-signature"),
            body,
            at,
        }
    }

    /// How many seconds ago its time is; none when it has none.
    pub(super) fn age(&self) -> Option<i64> {
        let seconds: i64 = self.timestamp.as_deref()?.parse().ok()?;
        Some(self.at.saturating_sub(seconds))
    }

    /// Whether one of the secrets made one of its signatures, whatever its age.
    pub(super) fn is_signed(&self, secrets: &[Secret]) -> bool {
        let seconds = self.timestamp.as_deref().and_then(|time| time.parse().ok());
        let now = seconds.unwrap_or(self.at);
        secrets
            .iter()
            .any(|secret| self.verify(secret, now).is_ok())
    }

    fn verify(&self, secret: &Secret, now: i64) -> Result<(), Unverified> {
        sign::verify(
            secret,
            self.id.as_deref(),
            self.timestamp.as_deref(),
            self.signatures.as_deref(),
            &self.body,
            now,
        )
    }

    /// The lines that tell a person of it; `attempt` counts those with its id, and `same` says whether its body is that of the first.
    pub(super) fn lines(&self, secrets: &[Secret], attempt: usize, same: bool) -> String {
        let id = match &self.id {
            Some(id) if !same => format!("{id}, attempt {attempt}, WITH ANOTHER BODY"),
            Some(id) if attempt > 1 => format!("{id}, attempt {attempt}, the same body"),
            Some(id) => id.clone(),
            None => "MISSING".to_owned(),
        };
        let time = match self.age() {
            None => "MISSING, or no whole number of seconds".to_owned(),
            Some(age) if age > sign::TOLERANCE => format!("TOO OLD: {age} s ago"),
            Some(age) if age < -sign::TOLERANCE => format!("IN THE FUTURE: in {} s", -age),
            Some(age) => format!("holds, {age} s ago"),
        };
        let signature = if self.signatures.is_none() {
            "MISSING"
        } else if secrets.is_empty() {
            "not checked: no --secret"
        } else if self.is_signed(secrets) {
            "holds"
        } else {
            "WRONG: none is made with this secret of this id, time and body"
        };
        format!(
            "{} {}\n  id         {id}\n  time       {time}\n  signature  {signature}\n  body       {}\n",
            self.method,
            self.path,
            String::from_utf8_lossy(&self.body)
        )
    }
}
