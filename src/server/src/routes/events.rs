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
use encaixe_api::id::MemberId;
use encaixe_api::live::{Change, HEARTBEAT, Heartbeat};
use futures::stream::{self, Stream};
use serde::Deserialize;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, Interval, interval_at};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::access::{Proof, Signed};
use crate::app::Shared;
use crate::error::Result;
use crate::event::feed::Signal;
use crate::live::{Presence, Subscription, event_id};
use crate::openapi;
use crate::store::Store;

/// How long a browser waits before it comes back.
const RETRY: Duration = Duration::from_secs(2);

pub(super) fn router() -> OpenApiRouter<Shared> {
    openapi::everyone(OpenApiRouter::new().routes(routes!(listen)))
}

/// A new `EventSource` cannot send a header, so the tab that takes over asks by query.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
struct Resume {
    /// The id of the last event that was heard: what came after it is told first.
    last_event_id: Option<String>,
}

/// What changes, as it changes. A developer hears of integrations and of their own sessions alone.
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
    Signed(caller): Signed,
    Query(resume): Query<Resume>,
    headers: HeaderMap,
) -> Result<impl IntoResponse> {
    let after = headers
        .get("last-event-id")
        .and_then(|id| id.to_str().ok())
        .or(resume.last_event_id.as_deref())
        .filter(|id| !id.is_empty());
    let subscription = app.live.subscribe(&app.store, after).await?;
    let hearer = Hearer {
        role: caller.member.role,
        member: caller.member_id().cloned(),
    };
    let lines = lines(app, caller.proof, hearer, subscription);
    let unbuffered = (HeaderName::from_static("x-accel-buffering"), "no");
    Ok((AppendHeaders([unbuffered]), Sse::new(lines)))
}

/// Who hears a stream.
struct Hearer {
    role: Role,
    /// None for a program.
    member: Option<MemberId>,
}

impl Hearer {
    /// Counts them as online. A developer has nothing of the inbox, and so is not there for its contacts.
    fn presence(&self, app: &Shared) -> Option<Presence> {
        let member = self.member.clone();
        let member = member.filter(|_| self.role != Role::Developer)?;
        Some(Presence::new(app.live.clone(), member))
    }

    /// Whether they are told of that.
    fn is_told(&self, change: &Change) -> bool {
        match self.role {
            Role::Admin => true,
            Role::Agent => !change.is_for_admins(),
            Role::Developer => match change {
                Change::Integrations | Change::Reset => true,
                Change::Sessions { member } => self.member.as_ref() == Some(member),
                Change::Conversation { .. }
                | Change::Plugins
                | Change::PluginStates
                | Change::Tokens
                | Change::Workspace
                | Change::Audit
                | Change::Webhooks
                | Change::Apps
                | Change::CannedReplies => false,
            },
        }
    }
}

struct Listening {
    app: Shared,
    proof: Proof,
    hearer: Hearer,
    from: Subscription,
    waiting: VecDeque<Line>,
    heartbeat: Interval,
    presence: Option<Presence>,
}

fn lines(
    app: Shared,
    proof: Proof,
    hearer: Hearer,
    mut from: Subscription,
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
        .flat_map(|signal| to_lines(&app.store, signal, &hearer));
    let waiting = std::iter::once(start).chain(first).collect();
    let presence = hearer.presence(&app);
    let listening = Listening {
        app,
        proof,
        hearer,
        from,
        waiting,
        heartbeat: interval_at(Instant::now() + every, every),
        presence,
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
        let lines = to_lines(&self.app.store, signal, &self.hearer);
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

    /// Whether the caller is still known, by the role that they have now. Where the inbox is theirs no longer, or has become theirs, their
    /// page is told to look who they are.
    async fn may_listen(&mut self) -> bool {
        let Ok(Some(caller)) = self.proof.clone().caller(&self.app).await else {
            return false;
        };
        let was_developer = self.hearer.role == Role::Developer;
        self.hearer.role = caller.member.role;
        if caller.is_developer() != was_developer {
            drop(self.presence.take());
            self.presence = self.hearer.presence(&self.app);
            let own = self.hearer.member.clone();
            let change = own.map(|member| Change::Sessions { member });
            self.waiting.extend(change.as_ref().map(to_line));
        }
        true
    }
}

/// A comment would do for proxies, but a page cannot hear one.
fn beat(every: Duration) -> Line {
    let every_ms = u32::try_from(every.as_millis()).unwrap_or(u32::MAX);
    let data = serde_json::to_string(&Heartbeat { every_ms }).unwrap_or_default();
    Line::default().event(HEARTBEAT).data(data)
}

fn to_line(change: &Change) -> Line {
    Line::default().data(serde_json::to_string(change).unwrap_or_default())
}

/// The lines of a signal, as far as they are for this listener. The last one has the event's id, so that whoever loses the
/// stream in between gets all of them.
fn to_lines(store: &Store, signal: &Signal, hearer: &Hearer) -> Vec<Line> {
    let changes = signal.changes.iter();
    let mut lines: Vec<Line> = changes
        .filter(|change| hearer.is_told(change))
        .map(to_line)
        .collect();
    if let Some(number) = signal.number
        && let Some(last) = lines.pop()
    {
        lines.push(last.id(event_id(store, number)));
    }
    lines
}
