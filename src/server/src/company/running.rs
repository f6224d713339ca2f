//! A company whose store is open: it answers, does its jobs and delivers.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::LOCATION;
use axum::response::Response;
use encaixe_api::company::Slug;
use encaixe_api::plugin_url::PageOrigin;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tower::ServiceExt as _;

use super::held::Busy;
use super::{Companies, PageAddress};
use crate::access::AuthLog;
use crate::app::{App, Shared};
use crate::config::Config;
use crate::delivery::body::plug::Names;
use crate::delivery::metrics::Metrics;
use crate::embedded::Assets;
use crate::initial_workspace::{self, InitialWorkspace};
use crate::live::Live;
use crate::media::Media;
use crate::outgoing::Client;
use crate::pace::Pace;
use crate::script::Runner;
use crate::serve::body::Answer;
use crate::store::Store;
use crate::store::delivery::Wanted;
use crate::time::{self, DAY, Millis};
use crate::vault::{self, Vault};
use crate::{apps, delivery, demo, jobs, moved, people, proof, routes};

/// The folder of pictures of other hosts, in a company's folder.
const MEDIA: &str = "media";

/// How long requests may take to end once a company is closed.
pub(crate) const GRACE: Duration = Duration::from_secs(3);

/// How many reports of a plugin a caller may make at once, and the time that brings one more. A page makes one in five seconds.
const REPORTS: u32 = 10;
const REPORT_EVERY: Duration = Duration::from_secs(2);

/// How many versions of integrations a company may submit at once, and the time that brings one more. Each is kept for good, and looked at.
const SUBMITS: u32 = 20;
const SUBMIT_EVERY: Duration = Duration::from_secs(60);

/// How often rating links are followed from one address at once, and the time that brings one more. Behind a proxy all have one.
const RATINGS: u32 = 60;
const RATING_EVERY: Duration = Duration::from_secs(1);

/// What all companies of a server share.
#[derive(Debug)]
pub(crate) struct Common {
    pub(crate) config: Config,
    pub(crate) origin: PageOrigin,
    pub(crate) plugin_at: SocketAddr,
    assets: Arc<Assets>,
    delivery: Client,
    media: Client,
    scripts: Runner,
}

impl Common {
    /// Reads the files, and makes the clients.
    ///
    /// # Errors
    /// When the files or the certificates cannot be read.
    pub(crate) fn new(
        config: &Config,
        origin: PageOrigin,
        plugin_at: SocketAddr,
    ) -> anyhow::Result<Self> {
        Ok(Self {
            config: config.clone(),
            origin,
            plugin_at,
            assets: Arc::new(match &config.assets {
                Some(folder) => Assets::from_folder(folder)?,
                None => Assets::embedded(),
            }),
            delivery: Client::new(config.delivery_rules())
                .context("webhooks cannot be delivered")?,
            media: Client::new(config.media_rules())
                .context("media of other hosts cannot be asked for")?,
            scripts: match &config.script_program {
                Some(program) => Runner::new(program.clone()),
                None => Runner::this_program().context("no script of an app can be run")?,
            },
        })
    }
}

/// The store of a folder, ready to be announced.
pub(crate) async fn prepare(
    folder: &Path,
    vault: Vault,
    initial: &InitialWorkspace,
    readers: u32,
) -> anyhow::Result<Store> {
    let store = Store::open_for(folder, vault, readers).await?;
    // Before anything writes a backup, listens or is announced.
    vault::settle::settle(&store).await?;
    if store.workspace().await?.is_none() {
        store.begin_with_addresses().await?;
    }
    initial_workspace::install(&store, initial).await?;
    people::upgrade(&store, folder).await?;
    Ok(store)
}

/// A company that answers.
#[derive(Debug)]
pub(crate) struct Running {
    pub(crate) app: Shared,
    router: Router,
    stop: watch::Sender<bool>,
    tasks: Mutex<JoinSet<()>>,
    pub(super) busy: Arc<AtomicUsize>,
    used: Mutex<Instant>,
}

impl Running {
    /// Begins to answer, to do jobs and to deliver.
    ///
    /// # Errors
    /// When its folder cannot be used, or the database fails.
    pub(crate) async fn begin(
        common: &Common,
        companies: Weak<Companies>,
        slug: Option<Slug>,
        folder: PathBuf,
        store: Store,
    ) -> anyhow::Result<Self> {
        let config = &common.config;
        let page = PageAddress {
            origin: common.origin.clone(),
            slug,
        };
        let is_demo = page.slug.is_none() && config.initial == InitialWorkspace::Demo;
        demo::register(&store, &page.origin, common.plugin_at, is_demo).await?;
        proof::settle(&store).await?;
        moved::settle(&store, &page)
            .await
            .context("what the page's address decides could not be kept")?;
        let media = Media::new(store.vault(), common.media.clone(), &folder.join(MEDIA))
            .context("media of other hosts cannot be asked for")?;
        let live = Arc::new(Live::new(&store));
        let app = Arc::new(App {
            store,
            live,
            heartbeat: config.heartbeat,
            event_days: config.event_days,
            audit_days: config.audit_days,
            delivery_days: config.delivery_days,
            page,
            companies,
            refusals: AuthLog::default(),
            assets: common.assets.clone(),
            metrics: Metrics::default(),
            delivery: common.delivery.clone(),
            scripts: common.scripts.clone(),
            app_places: apps::places::Places::default(),
            media,
            plug_names: Names::of(config.plug_compat_names),
            timing: Arc::new(config.timing.clone()),
            reports: Pace::new(REPORTS, REPORT_EVERY),
            installing: tokio::sync::Mutex::default(),
            submits: Pace::new(SUBMITS, SUBMIT_EVERY),
            ratings: Pace::new(RATINGS, RATING_EVERY),
        });
        let stop = watch::channel(false).0;
        let mut tasks = JoinSet::new();
        jobs::start(&app, &mut tasks, &stop).await?;
        delivery::start(&app, &folder, &mut tasks, &stop).await?;
        Ok(Self {
            router: routes::page(app.clone()),
            app,
            stop,
            tasks: Mutex::new(tasks),
            busy: Arc::default(),
            used: Mutex::new(Instant::now()),
        })
    }

    /// Answers a request, whose address is that within the company.
    pub(crate) async fn answer(&self, request: Request) -> Response {
        let busy = Busy::new(&self.busy);
        self.use_now();
        let Ok(mut response) = self.router.clone().oneshot(request).await;
        if let Some(slug) = &self.app.page.slug {
            let location = response.headers().get(LOCATION);
            let within = location
                .and_then(|location| location.to_str().ok())
                .filter(|location| location.starts_with('/') && !location.starts_with("//"))
                .and_then(|rest| HeaderValue::from_str(&format!("{}{rest}", slug.path())).ok());
            if let Some(within) = within {
                response.headers_mut().insert(LOCATION, within);
            }
        }
        response.map(|body| Body::new(Answer { body, _busy: busy }))
    }

    pub(super) fn use_now(&self) {
        *self.used.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    /// How long nobody has asked for anything; none while somebody does, or waits for changes.
    pub(crate) fn idle_for(&self) -> Option<Duration> {
        let is_busy = self.busy.load(Ordering::Acquire) > 0;
        let used = *self.used.lock().unwrap_or_else(PoisonError::into_inner);
        (!is_busy).then(|| used.elapsed())
    }

    /// When it has to be open again at the latest: for its next delivery, for an integration that is to be told that it was taken out, and
    /// for its jobs once a day.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn next_due(&self) -> crate::store::Result<Millis> {
        let now = time::now();
        let store = &self.app.store;
        let mut next = now + DAY;
        for endpoint in store.waiting_endpoints().await? {
            let found = store
                .due_deliveries(&Wanted { endpoint, most: 0 }, now)
                .await?;
            next = found.next.map_or(next, |at| at.min(next));
        }
        let farewell = store.next_farewell().await?;
        next = farewell.map_or(next, |at| at.min(next));
        Ok(next)
    }

    /// Ends streams, and tells jobs and deliveries to end.
    pub(crate) fn end(&self) {
        self.app.live.stop();
        self.stop.send_replace(true);
    }

    /// Ends streams, jobs and deliveries, and closes the store.
    pub(crate) async fn close(&self) {
        self.end();
        let mut tasks = {
            let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::take(&mut *tasks)
        };
        let ended = async { while tasks.join_next().await.is_some() {} };
        if tokio::time::timeout(GRACE, ended).await.is_err() {
            tracing::warn!("work was cut off: it took too long to end");
            tasks.shutdown().await;
        }
        let refused = self.app.refusals.take_sign_ins();
        let count = self.app.store.count_refused_sign_ins(refused);
        if let Ok(Err(error)) = tokio::time::timeout(Duration::from_secs(1), count).await {
            tracing::error!("refused sign-ins could not be written down: {error:#}");
        }
        // A statement that hangs must not keep the process; SQLite loses nothing that was committed.
        drop(tokio::time::timeout(Duration::from_secs(1), self.app.store.close()).await);
    }
}
