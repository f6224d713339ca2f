//! Work that the server does by itself: a file for each job. A job has a lease in the database while it runs, so that of several
//! processes on one database only one does it; it is tried again, later each time, when it fails.

mod apps;
mod audit;
mod deliveries;
mod events;
mod farewells;
mod index;
mod integrations;
mod media;
mod sessions;

use std::sync::Arc;
use std::time::Duration;

use futures::future::{BoxFuture, join4};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::app::App;
use crate::random;
use crate::store;
use crate::time::Millis;

/// How long a process that died may keep a job from the others.
const LEASE: Duration = Duration::from_secs(10 * 60);

/// How soon a job that failed is tried again; twice as long after each further failure, up to its own time.
const RETRY: Duration = Duration::from_secs(60);

/// A job that comes again and again.
#[derive(Clone, Copy)]
struct Job {
    /// Its name in the database and in the log.
    name: &'static str,
    /// The time from the end of one run to the next.
    every: Duration,
    run: fn(Arc<App>) -> BoxFuture<'static, store::Result<()>>,
}

const JOBS: [Job; 4] = [sessions::JOB, events::JOB, audit::JOB, deliveries::JOB];

/// Does what is due at a start, then starts all jobs; they end when `stop` says so.
///
/// # Errors
/// When the database fails at the start.
pub(crate) async fn start(
    app: &Arc<App>,
    running: &mut JoinSet<()>,
    stop: &watch::Sender<bool>,
) -> anyhow::Result<()> {
    // Before anybody is answered: what was stopped while this company was closed is shown to nobody.
    let changes = integrations::begin(app).await;
    let holder: Arc<str> = random::id()?.into();
    for job in JOBS {
        job.turn(app, &holder).await?;
        let (app, holder) = (app.clone(), holder.clone());
        let mut stop = stop.subscribe();
        running.spawn(async move {
            tokio::select! {
                () = job.forever(&app, &holder) => {}
                _ = stop.wait_for(|stop| *stop) => {}
            }
        });
    }
    if let Some(changes) = changes {
        let (app, mut stop) = (app.clone(), stop.subscribe());
        running.spawn(async move {
            tokio::select! {
                () = integrations::run(&app, changes) => {}
                _ = stop.wait_for(|stop| *stop) => {}
            }
        });
    }
    let app = app.clone();
    let mut stop = stop.subscribe();
    running.spawn(async move {
        tokio::select! {
            ((), (), (), ()) = join4(
                index::run(&app),
                media::run(&app),
                apps::run(&app),
                farewells::run(&app),
            ) => {}
            _ = stop.wait_for(|stop| *stop) => {}
        }
    });
    Ok(())
}

impl Job {
    async fn forever(self, app: &Arc<App>, holder: &str) {
        let mut pause = self.every;
        loop {
            sleep(pause).await;
            pause = match self.turn(app, holder).await {
                Ok(()) => self.every,
                Err(error) => {
                    let again = self.after_failure(pause);
                    tracing::error!(
                        "the job {} failed, and is tried again in {} s: {error:#}",
                        self.name,
                        again.as_secs()
                    );
                    again
                }
            };
        }
    }

    /// Runs it, unless another process does.
    async fn turn(self, app: &Arc<App>, holder: &str) -> store::Result<()> {
        let lease = Millis::try_from(LEASE.as_millis()).unwrap_or(Millis::MAX);
        if !app.store.take_lease(self.name, holder, lease).await? {
            tracing::debug!("the job {} is another process's", self.name);
            return Ok(());
        }
        let done = (self.run)(app.clone()).await;
        app.store.end_lease(self.name, holder).await?;
        done
    }

    /// How long to wait after a failure that came when `waited` had passed.
    fn after_failure(self, waited: Duration) -> Duration {
        let again = if waited >= self.every {
            RETRY
        } else {
            waited * 2
        };
        again.min(self.every)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_that_fails_is_tried_soon_and_then_later_and_later() {
        let job = sessions::JOB;
        let mut waited = job.every;
        let mut pauses = Vec::new();
        for _ in 0..8 {
            waited = job.after_failure(waited);
            pauses.push(waited.as_secs() / 60);
        }
        assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 60, 1]);
    }
}
