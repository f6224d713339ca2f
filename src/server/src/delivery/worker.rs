//! The worker: one for each process.

mod turn;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use encaixe_api::id::EndpointId;
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, sleep, sleep_until, timeout};

use super::queue::Queue;
use super::schedule::{Clock, Said, millis};
use crate::app::App;
use crate::random;
use crate::store;
use crate::store::delivery::{Claimed, Done, Sent};
use crate::time::Millis;

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
            if self.next_turn().is_some_and(|at| at <= Instant::now())
                && let Err(error) = self.turn().await
            {
                tracing::error!("deliveries wait for the database: {error:#}");
                sleep(AGAIN).await;
            }
            let look_at = self.queues.values().filter_map(|queue| queue.look_at).min();
            let look_at = [look_at, self.next_turn()].into_iter().flatten().min();
            let look_at = look_at.unwrap_or(idle_at).min(idle_at);
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
            }
            if !is_flying {
                beat_at = Instant::now() + heartbeat;
            }
        }
    }

    /// When there has to be a turn; none while there is nothing to do.
    fn next_turn(&self) -> Option<Instant> {
        if !self.news.is_empty() || self.done.len() >= MANY {
            return Some(Instant::now());
        }
        self.done_since.map(|since| since + PATIENCE)
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
}

/// Milliseconds as a duration; those that are over are none.
fn from_millis(wait: Millis) -> Duration {
    Duration::from_millis(u64::try_from(wait).unwrap_or_default())
}
