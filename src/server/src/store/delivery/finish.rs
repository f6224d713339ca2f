//! Attempts are written down: in the rows of their deliveries, as attempts, and in how their endpoints stand. All of a turn in a few
//! statements, however many there are.

use std::collections::{BTreeMap, HashSet};

use encaixe_api::id::{EndpointId, MessageId};
use encaixe_api::webhook::DisabledReason;
use serde::Serialize;

use super::super::engine::{built, sql};
use super::super::{Result, Write, carrier};
use super::turn::{Done, Next, Sent};
use crate::event::WebhookEvent;
use crate::time::Millis;

/// Writes attempts down. Nothing of one is when its delivery is no longer this holder's: it was removed, or is another's. None is tried
/// again whose endpoint the server switched off meanwhile.
pub(super) async fn finish(
    write: &mut Write,
    holder: &str,
    done: &[Done],
    now: Millis,
    failing: Millis,
) -> Result<()> {
    if done.is_empty() {
        return Ok(());
    }
    let off = switched_off(write, done).await?;
    let next = |one: &Done| match one.next {
        Next::Again(_) if off.contains(&one.claimed.endpoint) => Next::Dead,
        next => next,
    };
    let rows = done.iter().map(|one| Ended::of(one, next(one), now));
    let rows = serde_json::to_string(&rows.collect::<Vec<_>>())?;
    let table = write.dialect().list_rows("$1");
    let kept: Vec<(i64, i64, Option<MessageId>)> = built(format!(
        "UPDATE webhook_delivery SET status = j.value ->> 'status', step = CAST(j.value ->> 'step' AS BIGINT),
            due_at = CAST(j.value ->> 'due_at' AS BIGINT), said_at = CAST(j.value ->> 'said_at' AS BIGINT),
            finished_at = CAST(j.value ->> 'finished_at' AS BIGINT), holder = NULL, attempts = attempts + 1,
            first_at = COALESCE(first_at, $3), last_status = CAST(j.value ->> 'last_status' AS BIGINT),
            last_error = j.value ->> 'last_error', last_failure = j.value ->> 'last_failure'
         FROM {table}
         WHERE webhook_delivery.number = CAST(j.value ->> 'number' AS BIGINT) AND holder = $2
            AND webhook_delivery.status = 'waiting'
         RETURNING webhook_delivery.number, attempts, message_id"
    ))
    .bind(rows)
    .bind(holder)
    .bind(now)
    .read_all(&mut *write)
    .await?;
    let mut attempts = Vec::with_capacity(kept.len());
    let mut standings: BTreeMap<&EndpointId, Standing<'_>> = BTreeMap::new();
    for one in done {
        let Some((_, number, message)) = kept
            .iter()
            .find(|(number, ..)| *number == one.claimed.number)
        else {
            continue;
        };
        attempts.push(Attempt::of(one, *number)?);
        let standing = standings.entry(&one.claimed.endpoint);
        standing.or_default().add(one);
        if let (Some(message), Next::Dead | Next::Gone) = (message, next(one)) {
            let why = one.sent.error().unwrap_or("it was not taken");
            carrier::fail(write, message, why).await?;
        }
    }
    built(format!(
        "INSERT INTO webhook_attempt (delivery, number, at, request, request_headers, status, answer_headers, answer_body, ms,
            error, failure)
         SELECT CAST(j.value ->> 'delivery' AS BIGINT), CAST(j.value ->> 'number' AS BIGINT), CAST(j.value ->> 'at' AS BIGINT),
            j.value ->> 'request', j.value ->> 'request_headers', CAST(j.value ->> 'status' AS BIGINT),
            j.value ->> 'answer_headers', j.value ->> 'answer_body', CAST(j.value ->> 'ms' AS BIGINT), j.value ->> 'error',
            j.value ->> 'failure'
         FROM {table}"
    ))
    .bind(serde_json::to_string(&attempts)?)
    .execute(&mut *write)
    .await?;
    for (endpoint, standing) in standings {
        standing.keep(write, endpoint, now, failing).await?;
    }
    Ok(())
}

/// Of which endpoints with a delivery that would be tried again the server tries none any more: it switched them off meanwhile.
async fn switched_off(write: &mut Write, done: &[Done]) -> Result<HashSet<EndpointId>> {
    let again = done.iter().filter(|one| matches!(one.next, Next::Again(_)));
    let endpoints: HashSet<&EndpointId> = again.map(|one| &one.claimed.endpoint).collect();
    let mut off = HashSet::new();
    for endpoint in endpoints {
        let found: Option<EndpointId> =
            sql("SELECT id FROM webhook_endpoint WHERE id = $1 AND disabled IS NOT NULL")
                .bind(endpoint)
                .read_optional(&mut *write)
                .await?;
        off.extend(found);
    }
    Ok(off)
}

/// What a delivery's row has after an attempt.
#[derive(Serialize)]
struct Ended<'a> {
    number: i64,
    status: &'static str,
    step: u32,
    due_at: Millis,
    said_at: Millis,
    finished_at: Option<Millis>,
    last_status: Option<u16>,
    last_error: Option<&'a str>,
    last_failure: Option<&'static str>,
}

impl<'a> Ended<'a> {
    fn of(done: &'a Done, next: Next, now: Millis) -> Self {
        let Done { claimed, sent, .. } = done;
        let (status, step, due_at, finished_at) = match next {
            Next::Delivered => ("delivered", claimed.step, 0, Some(now)),
            Next::Again(at) => ("waiting", claimed.step + 1, at, None),
            Next::Dead | Next::Gone => ("dead", claimed.step, 0, Some(now)),
        };
        Self {
            number: claimed.number,
            status,
            step,
            due_at,
            said_at: if finished_at.is_none() { now } else { 0 },
            finished_at,
            last_status: sent.status,
            last_error: sent.error(),
            last_failure: sent.failure(),
        }
    }
}

/// An attempt's row.
#[derive(Serialize)]
struct Attempt<'a> {
    delivery: i64,
    number: i64,
    at: Millis,
    request: &'a str,
    request_headers: String,
    status: Option<u16>,
    answer_headers: String,
    answer_body: Option<&'a str>,
    ms: u32,
    error: Option<&'a str>,
    failure: Option<&'static str>,
}

impl<'a> Attempt<'a> {
    fn of(done: &'a Done, number: i64) -> Result<Self> {
        let sent = &done.sent;
        Ok(Self {
            delivery: done.claimed.number,
            number,
            at: sent.at,
            request: &sent.request,
            request_headers: serde_json::to_string(&sent.request_headers)?,
            status: sent.status,
            answer_headers: serde_json::to_string(&sent.answer_headers)?,
            answer_body: sent.answer_body.as_deref(),
            ms: sent.ms,
            error: sent.error(),
            failure: sent.failure(),
        })
    }
}

/// How an endpoint stands after some attempts, of which the last one is shown. A test that fails says nothing of it.
#[derive(Default)]
struct Standing<'a> {
    last: Option<&'a Sent>,
    /// Whether one was taken, and whether one failed since.
    is_taken: bool,
    has_failed: bool,
    /// Whether one was answered with 410, at any place among them.
    is_gone: bool,
}

impl<'a> Standing<'a> {
    fn add(&mut self, done: &'a Done) {
        self.last = Some(&done.sent);
        if done.next == Next::Delivered {
            self.is_taken = true;
            self.has_failed = false;
        } else if !done.claimed.test {
            self.has_failed = true;
            self.is_gone |= done.next == Next::Gone;
        }
    }

    /// Writes it down, and switches the endpoint off where that is due.
    async fn keep(
        self,
        write: &mut Write,
        endpoint: &EndpointId,
        now: Millis,
        failing: Millis,
    ) -> Result<()> {
        let Some(last) = self.last else {
            return Ok(());
        };
        let row: Option<(bool, Option<Millis>)> = sql(
            "UPDATE webhook_endpoint SET last_attempt_at = $2, last_status = $3, last_error = $4, last_failure = $7,
                last_success_at = CASE WHEN $5 THEN $2 ELSE last_success_at END,
                failing_since = CASE WHEN NOT $6 THEN CASE WHEN $5 THEN NULL ELSE failing_since END
                    WHEN $5 THEN $2 ELSE COALESCE(failing_since, $2) END
             WHERE id = $1 RETURNING enabled, failing_since",
        )
        .bind(endpoint)
        .bind(now)
        .bind(last.status.map(i64::from))
        .bind(last.error())
        .bind(self.is_taken)
        .bind(self.has_failed)
        .bind(last.failure())
        .read_optional(&mut *write)
        .await?;
        // One that was switched off before, by an admin too, stays as it is.
        let Some((true, since)) = row else {
            return Ok(());
        };
        if self.is_gone {
            // Whatever was taken beside it: who says that they are gone is asked no more.
            switch_off(write, endpoint, DisabledReason::Gone, now).await
        } else if self.has_failed && since.is_some_and(|since| since <= failing) {
            switch_off(write, endpoint, DisabledReason::Failing, now).await
        } else {
            Ok(())
        }
    }
}

/// Switches an endpoint off; what waits for it are dead letters, but for what is on its way: that comes to its own end.
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
    sql("UPDATE webhook_delivery SET status = 'dead', due_at = 0, said_at = 0, finished_at = $2,
            last_failure = COALESCE(last_failure, 'off'), last_error = COALESCE(last_error, 'the endpoint was switched off')
         WHERE endpoint_id = $1 AND status = 'waiting' AND holder IS NULL")
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
