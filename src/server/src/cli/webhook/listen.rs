//! `encaixe webhook listen`: a receiver that shows what it gets.

use std::collections::HashMap;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use tokio::net::TcpListener;
use tokio::sync::Notify;

use super::Listen;
use super::score::{Plan, Score};
use super::seen::Seen;
use crate::cli::print;
use crate::time;

/// How long after 410 something might still come.
const AFTER_GONE: Duration = Duration::from_secs(5);

/// The longest body that is taken, in bytes.
const MOST_BYTES: usize = 16 * 1024 * 1024;

#[derive(Debug)]
struct Receiver {
    listen: Listen,
    state: Mutex<Kept>,
    over: Notify,
}

#[derive(Debug, Default)]
struct Kept {
    score: Option<Score>,
    /// The first body of each id, and how often it came.
    attempts: HashMap<String, (Vec<u8>, usize)>,
    answers: usize,
}

pub(super) async fn run(listen: Listen) -> anyhow::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, listen.port)).await?;
    print(&format!("listening: http://{}/\n", listener.local_addr()?))?;
    let score = listen.score.then(|| Score::new(listen.secret.clone()));
    if let Some(waits) = score.as_ref().and_then(Score::missing) {
        print(&format!("waiting for {waits}\n"))?;
    }
    let receiver = Arc::new(Receiver {
        listen,
        state: Mutex::new(Kept {
            score,
            ..Kept::default()
        }),
        over: Notify::new(),
    });
    let router = Router::new()
        .fallback(take)
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .with_state(receiver.clone());
    let over = async {
        receiver.over.notified().await;
        tokio::time::sleep(AFTER_GONE).await;
    };
    tokio::select! {
        served = axum::serve(listener, router) => served?,
        () = over => {}
        stopped = tokio::signal::ctrl_c() => stopped?,
    }
    let kept = receiver.kept();
    let Some(score) = &kept.score else {
        return Ok(());
    };
    let (table, sound) = score.table();
    print(&format!("\n{table}"))?;
    anyhow::ensure!(sound, "the sender breaks what receivers rely on");
    Ok(())
}

impl Receiver {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes a delivery, and says how it is answered.
    fn plan(&self, seen: &Seen) -> (Plan, String) {
        let mut kept = self.kept();
        let id = seen.id.clone().unwrap_or_default();
        let (first, attempt) = (kept.attempts.entry(id)).or_insert_with(|| (seen.body.clone(), 0));
        *attempt += 1;
        let lines = seen.lines(&self.listen.secret, *attempt, *first == seen.body);
        if let Some(score) = &mut kept.score {
            return (score.take(seen.clone()), lines);
        }
        let place = kept.answers.min(self.listen.answer.len() - 1);
        kept.answers += 1;
        let plan = Plan {
            status: self.listen.answer.get(place).copied().unwrap_or(200),
            header: None,
            after: self.listen.slow,
        };
        (plan, lines)
    }

    /// Says what comes next to whoever watches.
    fn answered(&self, id: &str, status: u16) -> Option<String> {
        let mut kept = self.kept();
        let score = kept.score.as_mut()?;
        score.answered(id, status);
        if score.is_over() {
            self.over.notify_one();
        }
        score.missing()
    }
}

/// Notes a sender that goes away before its answer.
struct Waits<'a> {
    receiver: &'a Receiver,
    id: String,
    since: Instant,
    answered: bool,
}

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        if self.answered {
            return;
        }
        let after = self.since.elapsed();
        if let Some(score) = &mut self.receiver.kept().score {
            score.gave_up(&self.id, after);
        }
        let id = &self.id;
        drop(print(&format!(
            "  the sender of {id} left after {after:.1?}\n\n"
        )));
    }
}

async fn take(
    State(receiver): State<Arc<Receiver>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let path = uri.path().to_owned();
    let seen = Seen::new(method, path, &headers, body.to_vec(), time::now() / 1000);
    let (plan, lines) = receiver.plan(&seen);
    // Whoever reads what is printed may have gone; the answers still count.
    drop(print(&lines));
    let mut waits = Waits {
        receiver: &receiver,
        id: seen.id.unwrap_or_default(),
        since: Instant::now(),
        answered: false,
    };
    tokio::time::sleep(plan.after).await;
    waits.answered = true;
    let mut said = format!("  answered   {} to {}\n\n", plan.status, waits.id);
    if let Some(missing) = receiver.answered(&waits.id, plan.status) {
        said += &format!("waiting for {missing}\n\n");
    }
    drop(print(&said));
    let status = StatusCode::from_u16(plan.status).unwrap_or(StatusCode::OK);
    match plan.header {
        Some((name, value)) => (status, [(name, value)]).into_response(),
        None => status.into_response(),
    }
}
