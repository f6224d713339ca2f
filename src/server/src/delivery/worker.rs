//! The worker: one for each process.

use std::collections::{HashMap, HashSet};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use encaixe_api::id::EndpointId;
use encaixe_api::webhook::AttemptFailure;
use futures::stream::{self, StreamExt as _, TryStreamExt as _};
use futures::{FutureExt as _, try_join};
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, sleep, sleep_until, timeout};

use super::attempt::attempt;
use super::body;
use super::queue::Queue;
use super::schedule::{Clock, Said, millis};
use crate::app::App;
use crate::store::delivery::{Claimed, Done, Next, Sent, Target, Wanted};
use crate::store::{self, READERS};
use crate::time::Millis;
use crate::{random, time};

/// How soon the database is asked again after it failed.
const AGAIN: Duration = Duration::from_secs(1);

/// How long what came of attempts may wait to be written down with what is taken next, and how many of them.
const PATIENCE: Duration = Duration::from_millis(20);
const MANY: usize = 16;

/// How long what is on its way may take once the server is told to stop.
const GRACE: Duration = Duration::from_secs(2);

/// An attempt that came to its end.
type Landed = (Claimed, Sent, Said);

/// Delivers.
pub(super) struct Worker {
    app: Arc<App>,
    holder: Arc<str>,
    clock: Clock,
    queues: HashMap<EndpointId, Queue>,
    /// Endpoints that have to be looked at.
    news: HashSet<EndpointId>,
    /// Attempts that have to be written down, and since when the first of them waits for it.
    done: Vec<Done>,
    done_since: Option<Instant>,
    tell: mpsc::UnboundedSender<Landed>,
    landed: mpsc::UnboundedReceiver<Landed>,
}

impl Worker {
    pub(super) fn new(app: &Arc<App>, holder: Arc<str>) -> Self {
        let (tell, landed) = mpsc::unbounded_channel();
        Self {
            app: app.clone(),
            holder,
            clock: Clock::new(),
            queues: HashMap::new(),
            news: HashSet::new(),
            done: Vec::new(),
            done_since: None,
            tell,
            landed,
        }
    }

    /// What is done once, at a start.
    pub(super) async fn settle(&mut self, alone: bool) -> store::Result<()> {
        let now = self.clock.now();
        self.app.store.settle_deliveries(now, alone).await?;
        self.news.extend(self.app.store.waiting_endpoints().await?);
        Ok(())
    }

    /// Delivers until it is told to stop; what is on its way then has a moment to end.
    pub(super) async fn run(mut self, mut stop: watch::Receiver<bool>) {
        tokio::select! {
            () = self.deliver() => {}
            _ = stop.wait_for(|stop| *stop) => {}
        }
        let ended = async {
            while self
                .queues
                .values()
                .any(|queue| queue.flying().next().is_some())
            {
                if let Some(one) = self.landed.recv().await {
                    self.land(one);
                }
            }
        };
        // Whatever does not end is another attempt's, under the same id.
        drop(timeout(GRACE, ended).await);
        self.news.clear();
        if let Err(error) = self.turn().await {
            tracing::error!("what came of deliveries could not be written down: {error:#}");
        }
    }

    async fn deliver(&mut self) {
        let (idle, heartbeat) = (self.app.timing.idle, self.app.timing.heartbeat);
        let app = self.app.clone();
        let mut idle_at = Instant::now() + idle;
        let mut beat_at = Instant::now() + heartbeat;
        loop {
            let write_at = self.done_since.map(|since| since + PATIENCE);
            let is_late = write_at.is_some_and(|at| at <= Instant::now());
            if (!self.news.is_empty() || self.done.len() >= MANY || is_late)
                && let Err(error) = self.turn().await
            {
                tracing::error!("deliveries wait for the database: {error:#}");
                sleep(AGAIN).await;
            }
            let look_at = self.queues.values().filter_map(|queue| queue.look_at).min();
            let write_at = self.done_since.map(|since| since + PATIENCE);
            let look_at = [look_at, write_at].into_iter().flatten().min();
            let look_at = look_at.unwrap_or(idle_at).min(idle_at);
            let at_once = !self.news.is_empty();
            let is_flying = self
                .queues
                .values()
                .any(|one| one.flying().next().is_some());
            tokio::select! {
                biased;
                () = sleep_until(beat_at), if is_flying => {
                    beat_at = Instant::now() + heartbeat;
                    self.hold().await;
                }
                Some(one) = self.landed.recv() => {
                    self.land(one);
                    while let Ok(one) = self.landed.try_recv() {
                        self.land(one);
                    }
                }
                news = app.store.wake().news_came() => {
                    self.news.extend(news.due);
                    for gone in news.gone {
                        self.news.remove(&gone);
                        self.queues.remove(&gone);
                    }
                }
                () = sleep_until(look_at) => {
                    let now = Instant::now();
                    let due = self.queues.iter().filter(|(_, queue)| queue.look_at.is_some_and(|at| at <= now));
                    self.news.extend(due.map(|(id, _)| id.clone()));
                    if now >= idle_at {
                        idle_at = now + idle;
                        self.look_everywhere().await;
                    }
                }
                () = std::future::ready(()), if at_once => {}
            }
            if !is_flying {
                beat_at = Instant::now() + heartbeat;
            }
        }
    }

    /// Looks for what nobody woke this process for: another one wrote it, or a lease of another one is over.
    async fn look_everywhere(&mut self) {
        match self.app.store.waiting_endpoints().await {
            Ok(found) => self.news.extend(found),
            Err(error) => tracing::error!("waiting deliveries could not be read: {error:#}"),
        }
        let now = Instant::now();
        self.queues.retain(|_, queue| !queue.is_idle(now));
    }

    /// Makes the leases of what is on its way longer.
    async fn hold(&mut self) {
        let now = self.clock.now();
        let until = now.saturating_add(millis(self.app.timing.lease));
        let flying = self.queues.values().flat_map(Queue::flying);
        let flying: Vec<i64> = flying.collect();
        let held = self
            .app
            .store
            .hold_deliveries(&self.holder, &flying, now, until);
        if let Err(error) = held.await {
            tracing::error!("deliveries could not be held: {error:#}");
        }
    }

    /// Notes an attempt that came to its end.
    fn land(&mut self, (claimed, sent, said): Landed) {
        let now = self.clock.now();
        let next = self.app.timing.next(&claimed, said, now, random::chance());
        // Of an endpoint that was removed nothing is left to be noted.
        if let Some(queue) = self.queues.get_mut(&claimed.endpoint) {
            // Where it kept others from going, they go now.
            if claimed.ordered || queue.room(Instant::now()) == 0 {
                self.news.insert(claimed.endpoint.clone());
            }
            queue.landed(claimed.number);
            self.done_since.get_or_insert_with(Instant::now);
            self.done.push(Done {
                claimed,
                sent,
                next,
            });
        }
    }

    /// Looks at what is due, writes down what came of attempts, and sends what it could take.
    async fn turn(&mut self) -> store::Result<()> {
        let (now, instant) = (self.clock.now(), Instant::now());
        let timing = self.app.timing.clone();
        let store = self.app.store.clone();
        let mut wanted = Vec::new();
        for endpoint in &self.news {
            let queue = self.queues.entry(endpoint.clone()).or_default();
            let most = queue.room(instant);
            if most == 0 {
                queue.look_at = queue.room_at(instant);
                continue;
            }
            let endpoint = endpoint.clone();
            wanted.push(Wanted { endpoint, most });
        }
        let found = stream::iter(wanted).map(async |wanted| {
            let found = store.due_deliveries(&wanted, now).await?;
            Ok::<_, store::Error>((wanted.endpoint, found))
        });
        let found: Vec<_> = found
            .buffer_unordered(READERS as usize)
            .try_collect()
            .await?;
        let mut due = Vec::new();
        for (endpoint, mut found) in found {
            let queue = self.queues.entry(endpoint).or_default();
            // Its lease ended, but it is still on its way.
            found.rows.retain(|one| !queue.has(one.number));
            let next = found.next.map(|at| at.saturating_sub(now));
            queue.look_at = next.map(|wait| instant + from_millis(wait));
            due.push((found.rate, found.rows));
        }
        for (rate, rows) in &due {
            // It is looked at again at once where there may be more.
            if let Some(queue) = rows
                .first()
                .and_then(|one| self.queues.get_mut(&one.endpoint))
            {
                queue.took(rows.len(), *rate, instant);
            }
        }
        let due: Vec<Claimed> = due.into_iter().flat_map(|(_, rows)| rows).collect();
        let endpoints: HashSet<EndpointId> = due.iter().map(|one| one.endpoint.clone()).collect();
        let targets = stream::iter(endpoints).map(async |endpoint| {
            let target = store.delivery_target(&endpoint).await?;
            Ok::<_, store::Error>((endpoint, target.map(Arc::new)))
        });
        let targets = targets.buffer_unordered(READERS as usize).try_collect();
        let (due, targets): (_, HashMap<EndpointId, Option<Arc<Target>>>) =
            try_join!(body::make_all(&store, self.app.plug_names, due), targets)?;
        let until = now.saturating_add(millis(timing.lease));
        let failing = now.saturating_sub(millis(timing.failing));
        let times = (now, until, failing);
        let taken = store
            .turn_deliveries(&self.holder, &self.done, due, times)
            .await?;
        self.app.metrics.count(&self.done, now);
        self.news.clear();
        self.done_since = None;
        for Done { claimed, next, .. } in self.done.drain(..) {
            let queue = self.queues.entry(claimed.endpoint.clone()).or_default();
            if let Next::Again(at) = next {
                let at = instant + from_millis(at.saturating_sub(now));
                queue.look_at = Some(queue.look_at.map_or(at, |other| other.min(at)));
            }
            if claimed.ordered {
                self.news.insert(claimed.endpoint);
            }
        }
        for (claimed, body) in taken {
            // An endpoint that was removed has no rows.
            if let Some(Some(target)) = targets.get(&claimed.endpoint) {
                self.spawn(claimed, target.clone(), body);
            }
        }
        Ok(())
    }

    fn spawn(&mut self, claimed: Claimed, target: Arc<Target>, body: String) {
        let (number, endpoint) = (claimed.number, claimed.endpoint.clone());
        let (app, tell) = (self.app.clone(), self.tell.clone());
        let task = tokio::spawn(async move {
            let attempted = attempt(&app.delivery, &target, &claimed, body, app.timing.answer);
            let attempted = AssertUnwindSafe(attempted).catch_unwind().await;
            let failed = Sent {
                at: time::now(),
                failed: Some((AttemptFailure::Server, "the server failed".to_owned())),
                ..Sent::default()
            };
            let failed = (failed, Said::No(None));
            let (sent, said) = match attempted {
                Ok(attempted) => attempted,
                Err(_) => failed,
            };
            // The worker ended: the lease will.
            drop(tell.send((claimed, sent, said)));
        });
        let queue = self.queues.entry(endpoint).or_default();
        queue.flies(number, task.abort_handle());
    }
}

/// Milliseconds as a duration; those that are over are none.
fn from_millis(wait: Millis) -> Duration {
    Duration::from_millis(u64::try_from(wait).unwrap_or_default())
}
