//! `/api/events`: live changes as server-sent events.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderName};
use axum::response::sse::{Event as Line, Sse};
use axum::response::{AppendHeaders, IntoResponse};
use encaixe_api::access::Role;
use encaixe_api::error::ErrorBody;
use encaixe_api::live::{Change, HEARTBEAT, Heartbeat};
use futures::stream::{self, Stream};
use serde::Deserialize;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, Interval, interval_at};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::access::{Agent, Proof};
use crate::app::Shared;
use crate::error::Result;
use crate::event::feed::Signal;
use crate::live::{Presence, Subscription, event_id};
use crate::store::Store;

/// How long a browser waits before it comes back.
const RETRY: Duration = Duration::from_secs(2);

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new().routes(routes!(listen))
}

/// A new `EventSource` cannot send a header, so the tab that takes over asks by query.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
struct Resume {
    /// The id of the last event that was heard: what came after it is told first.
    last_event_id: Option<String>,
}

/// What changes, as it changes.
#[utoipa::path(
    get,
    path = "/events",
    operation_id = "stream_events",
    tag = "events",
    params(Resume, ("Last-Event-ID" = Option<String>, Header, description = "The same; it goes before the one in the query.")),
    responses((status = 200, body = String, content_type = "text/event-stream", description = "Server-sent events without end; the data of each is a `Change`, but for those named `heartbeat`: they say that the stream still lives, and in `{everyMs}` when the next one comes."), (status = 400, body = ErrorBody, description = "`bad_request`: the query cannot be read.")),
)]
async fn listen(
    State(app): State<Shared>,
    Agent(caller): Agent,
    Query(resume): Query<Resume>,
    headers: HeaderMap,
) -> Result<impl IntoResponse> {
    let after = headers
        .get("last-event-id")
        .and_then(|id| id.to_str().ok())
        .or(resume.last_event_id.as_deref())
        .filter(|id| !id.is_empty());
    let subscription = app.live.subscribe(&app.store, after).await?;
    let member = caller.member_id().cloned();
    let presence = member.map(|member| Presence::new(app.live.clone(), member));
    let is_admin = caller.member.role == Role::Admin;
    let lines = lines(app, caller.proof, is_admin, subscription, presence);
    let unbuffered = (HeaderName::from_static("x-accel-buffering"), "no");
    Ok((AppendHeaders([unbuffered]), Sse::new(lines)))
}

struct Listening {
    app: Shared,
    proof: Proof,
    is_admin: bool,
    from: Subscription,
    waiting: VecDeque<Line>,
    heartbeat: Interval,
    _presence: Option<Presence>,
}

fn lines(
    app: Shared,
    proof: Proof,
    is_admin: bool,
    mut from: Subscription,
    presence: Option<Presence>,
) -> impl Stream<Item = std::result::Result<Line, Infallible>> {
    // With an id: whoever loses the stream before the first change resumes from here.
    let every = app.heartbeat;
    let start = beat(every).retry(RETRY);
    let start = match from.start {
        Some(number) => start.id(event_id(&app.store, number)),
        None => start,
    };
    let missed = std::mem::take(&mut from.missed);
    let first = missed
        .iter()
        .flat_map(|signal| to_lines(&app.store, signal, is_admin));
    let waiting = std::iter::once(start).chain(first).collect();
    let listening = Listening {
        app,
        proof,
        is_admin,
        from,
        waiting,
        heartbeat: interval_at(Instant::now() + every, every),
        _presence: presence,
    };
    stream::unfold(listening, async |mut listening| {
        let line = listening.next().await?;
        Some((Ok(line), listening))
    })
}

impl Listening {
    async fn next(&mut self) -> Option<Line> {
        if *self.from.stop.borrow() && self.waiting.is_empty() {
            return None;
        }
        while self.waiting.is_empty() {
            let signal = tokio::select! {
                _ = self.from.stop.changed() => return None,
                _ = self.heartbeat.tick() => {
                    self.beat().await?;
                    continue;
                }
                signal = self.from.coming.recv() => match signal {
                    Ok(signal) => signal,
                    Err(RecvError::Lagged(_)) => {
                        self.catch_up().await?;
                        continue;
                    }
                    Err(RecvError::Closed) => return None,
                },
            };
            self.hear(&signal).await?;
        }
        self.waiting.pop_front()
    }

    /// Takes up what is new to this stream; nothing when it has to end.
    async fn hear(&mut self, signal: &Signal) -> Option<()> {
        match signal.number {
            Some(number) if number <= self.from.heard => Some(()),
            // Another process wrote what comes before it.
            Some(number) if number > self.from.heard + 1 => self.catch_up().await,
            Some(_) | None => self.take(signal).await,
        }
    }

    /// Reads what this stream missed, since it was too slow for what came, or nobody told of it here.
    async fn catch_up(&mut self) -> Option<()> {
        let after = event_id(&self.app.store, self.from.heard);
        let app = &self.app;
        let fresh = app.live.subscribe(&app.store, Some(&after)).await.ok()?;
        self.from.coming = fresh.coming;
        for signal in &fresh.missed {
            self.take(signal).await?;
        }
        self.from.heard = fresh.heard;
        Some(())
    }

    async fn take(&mut self, signal: &Signal) -> Option<()> {
        self.from.heard = signal.number.unwrap_or(self.from.heard);
        // Members changed: this one may have been signed out, or have another role.
        let may_end = |change: &Change| {
            matches!(
                change,
                Change::Workspace | Change::Sessions { .. } | Change::Reset
            )
        };
        if signal.changes.iter().any(may_end) && !self.may_listen().await {
            return None;
        }
        let lines = to_lines(&self.app.store, signal, self.is_admin);
        self.waiting.extend(lines);
        Some(())
    }

    /// Shows that the stream lives. What another process wrote meanwhile, such as the command line, is heard then.
    async fn beat(&mut self) -> Option<()> {
        if !self.may_listen().await {
            return None;
        }
        self.waiting.push_back(beat(self.app.heartbeat));
        let last = self.app.store.last_event().await.ok()?;
        if last > self.from.heard {
            self.catch_up().await?;
        }
        Some(())
    }

    /// Whether the caller is still known, by the role that they have now.
    async fn may_listen(&mut self) -> bool {
        let Ok(Some(caller)) = self.proof.clone().caller(&self.app).await else {
            return false;
        };
        self.is_admin = caller.member.role == Role::Admin;
        true
    }
}

/// A comment would do for proxies, but a page cannot hear one.
fn beat(every: Duration) -> Line {
    let every_ms = u32::try_from(every.as_millis()).unwrap_or(u32::MAX);
    let data = serde_json::to_string(&Heartbeat { every_ms }).unwrap_or_default();
    Line::default().event(HEARTBEAT).data(data)
}

/// The lines of a signal, as far as they are for this listener. The last one has the event's id, so that whoever loses the
/// stream in between gets all of them.
fn to_lines(store: &Store, signal: &Signal, is_admin: bool) -> Vec<Line> {
    let changes = signal.changes.iter();
    let mut lines: Vec<Line> = changes
        .filter(|change| is_admin || !change.is_for_admins())
        .map(|change| Line::default().data(serde_json::to_string(change).unwrap_or_default()))
        .collect();
    if let Some(number) = signal.number
        && let Some(last) = lines.pop()
    {
        lines.push(last.id(event_id(store, number)));
    }
    lines
}
