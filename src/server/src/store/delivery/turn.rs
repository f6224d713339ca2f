//! What came of attempts, and what is taken next: both in one write, so that a busy server makes few.

use encaixe_api::webhook::{AttemptFailure, Header};

use super::super::{For, Result, Store};
use super::claim::{Claimed, take};
use super::finish::finish;
use crate::actor::Actor;
use crate::time::{self, Millis};

/// What was sent and answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sent {
    /// When it began.
    pub at: Millis,
    /// Such as `POST https://crm.example/hooks`.
    pub request: String,
    /// The headers that were sent, without secrets.
    pub request_headers: Vec<Header>,
    /// The answer's status, if one came.
    pub status: Option<u16>,
    /// Its headers.
    pub answer_headers: Vec<Header>,
    /// The beginning of its body.
    pub answer_body: Option<String>,
    /// How long it took, in milliseconds.
    pub ms: u32,
    /// Why it failed, if it did, and the same in words.
    pub failed: Option<(AttemptFailure, String)>,
}

impl Sent {
    pub(super) fn error(&self) -> Option<&str> {
        self.failed.as_ref().map(|(_, words)| words.as_str())
    }

    pub(super) fn failure(&self) -> Option<&'static str> {
        self.failed.as_ref().map(|(why, _)| why.as_str())
    }
}

/// What becomes of a delivery after an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// It was taken.
    Delivered,
    /// It is tried again then.
    Again(Millis),
    /// It is a dead letter.
    Dead,
    /// It is a dead letter, and the endpoint is switched off.
    Gone,
}

/// An attempt that is over.
#[derive(Debug, Clone)]
pub struct Done {
    /// Of what.
    pub claimed: Claimed,
    /// What was sent and answered.
    pub sent: Sent,
    /// What becomes of it.
    pub next: Next,
}

impl Store {
    /// Writes down what came of attempts, and takes rows that are due for this holder until then, each with its body; those that were
    /// taken. One without a body is a dead letter: there is nothing to send. An endpoint that has failed since before `failing` is switched off.
    ///
    /// # Errors
    /// When the database fails. Nothing is written down or taken then.
    pub async fn turn_deliveries(
        &self,
        holder: &str,
        done: &[Done],
        due: Vec<(Claimed, Option<String>)>,
        (now, until, failing): (Millis, Millis, Millis),
    ) -> Result<Vec<(Claimed, String)>> {
        let mut taken = Vec::with_capacity(due.len());
        if done.is_empty() && due.is_empty() {
            return Ok(taken);
        }
        // What happens by it beside the deliveries themselves is told, and never taken back.
        let is_told = done.iter().any(|one| one.next != Next::Delivered)
            || due.iter().any(|(_, body)| body.is_none());
        let writer = self.by(Actor::System);
        let mut write = if is_told {
            writer.write(For::Nothing).await?
        } else {
            writer.write_ahead(For::Nothing).await?
        };
        finish(&mut write, holder, done, now, failing).await?;
        let mine = take(&mut write, holder, &due, (now, until)).await?;
        let mut nothing = Vec::new();
        for (claimed, body) in due {
            if !mine.contains(&claimed.number) {
                continue;
            }
            match body {
                Some(body) => taken.push((claimed, body)),
                None => nothing.push(Done::nothing(claimed)),
            }
        }
        finish(&mut write, holder, &nothing, now, Millis::MIN).await?;
        write.commit().await?;
        Ok(taken)
    }
}

impl Done {
    /// The event is no longer kept, or bodies of this kind say nothing of it.
    fn nothing(claimed: Claimed) -> Self {
        let sent = Sent {
            at: time::now(),
            failed: Some((
                AttemptFailure::Nothing,
                "there is nothing to send: the event is no longer kept, or bodies of this kind have none of it".to_owned(),
            )),
            ..Sent::default()
        };
        Self {
            claimed,
            sent,
            next: Next::Dead,
        }
    }
}
