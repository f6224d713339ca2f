//! What came of attempts, and what is taken next: both in one write, so that a busy server makes few.

use encaixe_api::id::{EndpointId, MessageId};
use encaixe_api::webhook::{AttemptFailure, DisabledReason, Header};

use super::super::engine::sql;
use super::super::{For, Result, Store, Write, carrier};
use super::claim::{Claimed, take};
use crate::actor::Actor;
use crate::event::WebhookEvent;
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
    fn error(&self) -> Option<&str> {
        self.failed.as_ref().map(|(_, words)| words.as_str())
    }

    fn failure(&self) -> Option<&'static str> {
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
        for one in done {
            finish(&mut write, holder, one, now, failing).await?;
        }
        for (claimed, body) in due {
            let row = (&claimed, body.as_deref());
            if !take(&mut write, holder, row, (now, until)).await? {
                continue;
            }
            match body {
                Some(body) => taken.push((claimed, body)),
                None => {
                    let nothing = Done::nothing(claimed);
                    finish(&mut write, holder, &nothing, now, Millis::MIN).await?;
                }
            }
        }
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

/// Writes an attempt down. Nothing of it is when the delivery is no longer this holder's: it was removed, or is another's.
async fn finish(
    write: &mut Write,
    holder: &str,
    done: &Done,
    now: Millis,
    failing: Millis,
) -> Result<()> {
    let Done {
        claimed,
        sent,
        next,
    } = done;
    let (status, step, due_at, finished_at) = match next {
        Next::Delivered => ("delivered", claimed.step, 0, Some(now)),
        Next::Again(at) => ("waiting", claimed.step + 1, *at, None),
        Next::Dead | Next::Gone => ("dead", claimed.step, 0, Some(now)),
    };
    let kept: Option<(i64, Option<MessageId>)> = sql(
        "UPDATE webhook_delivery SET status = $3, step = $4, due_at = $5, said_at = $6, finished_at = $7, holder = NULL,
            attempts = attempts + 1, first_at = COALESCE(first_at, $8), last_status = $9, last_error = $10,
            last_failure = $11
         WHERE number = $1 AND holder = $2 AND status = 'waiting' RETURNING attempts, message_id",
    )
    .bind(claimed.number)
    .bind(holder)
    .bind(status)
    .bind(step)
    .bind(due_at)
    .bind(if finished_at.is_none() { now } else { 0 })
    .bind(finished_at)
    .bind(now)
    .bind(sent.status.map(i64::from))
    .bind(sent.error())
    .bind(sent.failure())
    .read_optional(&mut *write)
    .await?;
    let Some((number, message)) = kept else {
        return Ok(());
    };
    sql(
        "INSERT INTO webhook_attempt (delivery, number, at, request, request_headers, status, answer_headers, answer_body, ms,
            error, failure)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(claimed.number)
    .bind(number)
    .bind(sent.at)
    .bind(&sent.request)
    .bind(serde_json::to_string(&sent.request_headers)?)
    .bind(sent.status.map(i64::from))
    .bind(serde_json::to_string(&sent.answer_headers)?)
    .bind(sent.answer_body.as_deref())
    .bind(sent.ms)
    .bind(sent.error())
    .bind(sent.failure())
    .execute(&mut *write)
    .await?;
    if let (Some(message), Next::Dead | Next::Gone) = (message, next) {
        let why = sent.error().unwrap_or("it was not taken");
        carrier::fail(write, &message, why).await?;
    }
    judge(write, done, now, failing).await
}

/// Writes down how the endpoint stands, and switches it off where that is due. A test that fails says nothing of it.
async fn judge(write: &mut Write, done: &Done, now: Millis, failing: Millis) -> Result<()> {
    let Done {
        claimed,
        sent,
        next,
    } = done;
    let is_taken = *next == Next::Delivered;
    let since: Option<Option<Millis>> = sql(
        "UPDATE webhook_endpoint SET last_attempt_at = $2, last_status = $3, last_error = $4, last_failure = $7,
            last_success_at = CASE WHEN $5 THEN $2 ELSE last_success_at END,
            failing_since = CASE WHEN $5 THEN NULL WHEN $6 THEN failing_since ELSE COALESCE(failing_since, $2) END
         WHERE id = $1 RETURNING CASE WHEN enabled THEN failing_since END",
    )
    .bind(&claimed.endpoint)
    .bind(now)
    .bind(sent.status.map(i64::from))
    .bind(sent.error())
    .bind(is_taken)
    .bind(claimed.test)
    .bind(sent.failure())
    .read_optional(&mut *write)
    .await?;
    let Some(since) = since.flatten() else {
        return Ok(());
    };
    if is_taken || claimed.test {
        return Ok(());
    }
    if *next == Next::Gone {
        switch_off(write, &claimed.endpoint, DisabledReason::Gone, now).await
    } else if since <= failing {
        switch_off(write, &claimed.endpoint, DisabledReason::Failing, now).await
    } else {
        Ok(())
    }
}

/// Switches an endpoint off; what waits for it are dead letters.
async fn switch_off(
    write: &mut Write,
    endpoint: &EndpointId,
    reason: DisabledReason,
    now: Millis,
) -> Result<()> {
    sql("UPDATE webhook_endpoint SET enabled = FALSE, disabled = $2, disabled_at = $3 WHERE id = $1")
        .bind(endpoint)
        .bind(reason.as_str())
        .bind(now)
        .execute(&mut *write)
        .await?;
    let why = match reason {
        DisabledReason::Gone => "the receiver says that it is gone: 410",
        DisabledReason::Failing => "every attempt failed for days",
    };
    carrier::went_off(write, endpoint, why).await?;
    sql("UPDATE webhook_delivery SET status = 'dead', holder = NULL, due_at = 0, said_at = 0, finished_at = $2,
            last_failure = COALESCE(last_failure, 'off'), last_error = COALESCE(last_error, 'the endpoint was switched off')
         WHERE endpoint_id = $1 AND status = 'waiting'")
    .bind(endpoint)
    .bind(now)
    .execute(&mut *write)
    .await?;
    write.record(WebhookEvent::WebhookDisabled {
        endpoint: endpoint.clone(),
        reason,
    });
    Ok(())
}
