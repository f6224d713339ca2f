//! The running server: opens the data folder, takes its ports, answers until it is told to stop.

pub(crate) mod body;
mod connections;
mod listen;
mod places;

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context as _;
use axum::Router;
use encaixe_api::plugin_url::PageOrigin;
use tokio::sync::watch;
use tokio::task::JoinSet;

pub use self::body::TooSlow;
pub use self::connections::Peer;
use self::connections::{Bounds, HEADERS, serve};
use self::places::Places;
use crate::access::sign_in;
use crate::actor::Actor;
use crate::app::Shared;
use crate::company::{Common, Companies, GRACE, Running, prepare};
use crate::config::Config;
use crate::store::READERS;
use crate::vault::Vault;
use crate::{demo, routes};

/// A server that answers.
#[derive(Debug)]
pub struct Server {
    companies: Arc<Companies>,
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
        let vault = Vault::at(config.vault_key());
        let store = prepare(&config.data, vault, &config.initial, READERS).await?;
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
        let companies = Companies::new(Common::new(config, origin, plugin_at)?);
        let weak = Arc::downgrade(&companies);
        let first =
            Running::begin(companies.common(), weak, None, config.data.clone(), store).await?;
        let app = first.app.clone();
        companies.begin(Arc::new(first));
        let admin = app.store.first_admin().await?;
        let admin = admin.context("there is no active admin")?;
        let link = sign_in::create(&app.store.by(Actor::System), &app.page, &admin.id).await?;

        let stop = watch::channel(false).0;
        let mut running = JoinSet::new();
        running.spawn(companies.clone().look_after(stop.subscribe()));
        let all = Router::new()
            .fallback(Companies::answer)
            .with_state(companies.clone());
        for (listeners, router) in [(page, all), (plugin, routes::plugin(app.clone()))] {
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
            companies,
            app,
            page: page_at,
            plugin: plugin_at,
            sign_in: link.url,
            stop,
            running,
        })
    }

    /// What handlers of the first company work with.
    #[must_use]
    pub fn app(&self) -> &Shared {
        &self.app
    }

    /// How many companies beside the first are open now.
    pub async fn open_companies(&self) -> usize {
        self.companies.opened().await.len()
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
            self.app.page.url(),
            demo::origin(&self.app.page.origin, self.plugin),
            self.sign_in,
        )
    }

    /// Ends every stream, lets requests end for a few seconds, and closes the databases.
    pub async fn stop(mut self) {
        self.companies.end().await;
        self.stop.send_replace(true);
        let ended = async { while self.running.join_next().await.is_some() {} };
        if tokio::time::timeout(GRACE, ended).await.is_err() {
            tracing::warn!("requests were cut off: they took too long to end");
            self.running.shutdown().await;
        }
        self.companies.stop().await;
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
            "delivery-allow-loopback is on: whoever may make webhooks or connect apps reaches what listens on this machine alone"
        );
    }
}
