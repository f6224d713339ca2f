//! A turn of the worker: what is due is looked at, what came of attempts is written down, and what could be taken is sent.

use std::collections::{HashMap, HashSet};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use encaixe_api::id::EndpointId;
use encaixe_api::webhook::AttemptFailure;
use futures::stream::{self, StreamExt as _, TryStreamExt as _};
use futures::{FutureExt as _, try_join};
use tokio::time::Instant;

use super::{Worker, from_millis};
use crate::delivery::attempt::attempt;
use crate::delivery::body;
use crate::delivery::schedule::{Said, millis};
use crate::store::delivery::{Claimed, Done, Next, Sent, Target, Wanted};
use crate::store::{self, READERS};
use crate::time;

impl Worker {
    /// Looks at what is due, writes down what came of attempts, and sends what it could take.
    pub(super) async fn turn(&mut self) -> store::Result<()> {
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
