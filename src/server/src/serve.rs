//! The running server: opens the data folder, takes its ports, answers until it is told to stop.

mod body;
mod connections;
mod listen;
mod places;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use encaixe_api::plugin_url::PageOrigin;
use tokio::sync::watch;
use tokio::task::JoinSet;

pub use self::body::TooSlow;
pub use self::connections::Peer;
use self::connections::{Bounds, HEADERS, serve};
use self::places::Places;
use crate::access::{AuthLog, sign_in};
use crate::actor::Actor;
use crate::app::{App, Shared};
use crate::config::Config;
use crate::delivery::body::plug::Names;
use crate::delivery::metrics::Metrics;
use crate::embedded::Assets;
use crate::initial_workspace::{self, InitialWorkspace};
use crate::live::Live;
use crate::media::Media;
use crate::pace::Pace;
use crate::script::Runner;
use crate::store::Store;
use crate::vault::{self, Vault};
use crate::{apps, delivery, demo, jobs, moved, outgoing, people, proof, routes};

/// The folder of pictures of other hosts, in the data folder.
const MEDIA: &str = "media";

/// How long requests may take to end once the server is told to stop.
const GRACE: Duration = Duration::from_secs(3);

/// How many reports of a plugin a caller may make at once, and the time that brings one more. A page makes one in five seconds.
const REPORTS: u32 = 10;
const REPORT_EVERY: Duration = Duration::from_secs(2);

/// How often rating links are followed from one address at once, and the time that brings one more. Behind a proxy all have one.
const RATINGS: u32 = 60;
const RATING_EVERY: Duration = Duration::from_secs(1);

/// A server that answers.
#[derive(Debug)]
pub struct Server {
    app: Shared,
    page: SocketAddr,
    plugin: SocketAddr,
    sign_in: String,
    stop: watch::Sender<bool>,
    running: JoinSet<()>,
}

impl Server {
    /// Opens the data folder, with the first workspace if it is new, and begins to answer.
    ///
    /// # Errors
    /// When the folder cannot be used or a port is taken.
    pub async fn start(config: &Config) -> anyhow::Result<Self> {
        let store = Store::open_with(&config.data, Vault::at(config.vault_key())).await?;
        // Before anything writes a backup, listens or is announced.
        vault::settle::settle(&store).await?;
        if store.workspace().await?.is_none() {
            store.begin_with_addresses().await?;
        }
        initial_workspace::install(&store, &config.initial).await?;
        people::upgrade(&store, &config.data).await?;
        let page = listen::on(config.listen, config.port, "--port").await?;
        let plugin = listen::on(config.listen, config.plugin_port, "--plugin-port").await?;
        let page_at = page.first().context("no listener")?.local_addr()?;
        let plugin_at = plugin.first().context("no listener")?.local_addr()?;

        let origin = match &config.public_url {
            Some(origin) => origin.clone(),
            None => PageOrigin::parse(&format!("http://127.0.0.1:{}", page_at.port()))
                .context("the port makes no origin")?,
        };
        tracing::info!("page and API on {page_at}, demo plugin on {plugin_at}");
        warn_of_risks(config, &origin);
        let is_demo = config.initial == InitialWorkspace::Demo;
        demo::register(&store, &origin, plugin_at, is_demo).await?;
        proof::settle(&store).await?;
        moved::settle(&store, &origin)
            .await
            .context("what the page's address decides could not be kept")?;
        let admin = store
            .first_admin()
            .await?
            .context("there is no active admin")?;
        let sign_in = sign_in::create(&store.by(Actor::System), &origin, &admin.id)
            .await?
            .url;

        let assets = match &config.assets {
            Some(folder) => Assets::from_folder(folder)?,
            None => Assets::embedded(),
        };
        let media = Media::new(
            store.vault(),
            config.media_rules(),
            &config.data.join(MEDIA),
        )
        .context("media of other hosts cannot be asked for")?;
        let live = Arc::new(Live::new(&store));
        let app = Arc::new(App {
            store,
            live,
            heartbeat: config.heartbeat,
            event_days: config.event_days,
            audit_days: config.audit_days,
            delivery_days: config.delivery_days,
            origin,
            refusals: AuthLog::default(),
            assets,
            metrics: Metrics::default(),
            delivery: outgoing::Client::new(config.delivery_rules())
                .context("webhooks cannot be delivered")?,
            scripts: match &config.script_program {
                Some(program) => Runner::new(program.clone()),
                None => Runner::this_program().context("no script of an app can be run")?,
            },
            app_places: apps::places::Places::default(),
            media,
            plug_names: Names::of(config.plug_compat_names),
            timing: Arc::new(config.timing.clone()),
            reports: Pace::new(REPORTS, REPORT_EVERY),
            ratings: Pace::new(RATINGS, RATING_EVERY),
        });
        let stop = watch::channel(false).0;
        let mut running = JoinSet::new();
        jobs::start(&app, &mut running, &stop).await?;
        delivery::start(&app, &config.data, &mut running, &stop).await?;
        for (listeners, router) in [
            (page, routes::page(app.clone())),
            (plugin, routes::plugin(app.clone())),
        ] {
            let bounds = Bounds {
                headers: HEADERS,
                body: config.body_timeout,
                places: Places::new(config.max_connections),
            };
            for listener in listeners {
                let router = router.clone();
                running.spawn(serve(listener, router, stop.subscribe(), bounds.clone()));
            }
        }
        Ok(Self {
            app,
            page: page_at,
            plugin: plugin_at,
            sign_in,
            stop,
            running,
        })
    }

    /// What handlers work with.
    #[must_use]
    pub fn app(&self) -> &Shared {
        &self.app
    }

    /// Where the page and the API really listen.
    #[must_use]
    pub fn page_addr(&self) -> SocketAddr {
        self.page
    }

    /// Where the demo plugin really listens.
    #[must_use]
    pub fn plugin_addr(&self) -> SocketAddr {
        self.plugin
    }

    /// A way in for the first admin: one sign-in, for a quarter of an hour.
    #[must_use]
    pub fn sign_in_link(&self) -> &str {
        &self.sign_in
    }

    /// The lines for whoever started it; the way in is the last.
    #[must_use]
    pub fn banner(&self, config: &Config) -> String {
        let data = config.data.canonicalize();
        format!(
            "data:   {}\npage:   {}\nplugin: {}\nsign in: {}\n",
            data.as_ref().unwrap_or(&config.data).display(),
            self.app.origin.as_origin(),
            demo::origin(&self.app.origin, self.plugin),
            self.sign_in,
        )
    }

    /// Ends every stream, lets requests end for a few seconds, and closes the database.
    pub async fn stop(mut self) {
        self.app.live.stop();
        self.stop.send_replace(true);
        let ended = async { while self.running.join_next().await.is_some() {} };
        if tokio::time::timeout(GRACE, ended).await.is_err() {
            tracing::warn!("requests were cut off: they took too long to end");
            self.running.shutdown().await;
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

fn warn_of_risks(config: &Config, origin: &PageOrigin) {
    let open = config.listen.is_some_and(|address| !address.is_loopback());
    if open && config.public_url.is_none() {
        tracing::warn!(
            "listening beyond this machine without public-url: sign-in works at {} only",
            origin.as_origin()
        );
    }
    if open && !origin.is_https() {
        tracing::warn!(
            "listening beyond this machine without https: cookies and messages can be read on the way"
        );
    }
    if config.delivery_allow_loopback {
        tracing::warn!(
            "delivery-allow-loopback is on: whoever may make webhooks reaches what listens on this machine alone"
        );
    }
}
