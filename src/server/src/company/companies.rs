//! All companies of a server: opened at their first use, closed once nobody has used them for a while, opened again when work of theirs is
//! due.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use encaixe_api::company::Slug;
use tokio::sync::{Mutex, OnceCell, watch};
use tokio::time::sleep;

use super::held::Held;
use super::running::{Common, Running, prepare};
use super::{begins_with, folder, vault};
use crate::error::Error;
use crate::store::READERS_OF_COMPANY;
use crate::store::server::ServerStore;
use crate::time::{self, MINUTE, Millis};
use crate::vault::Vault;

/// How often it is looked for companies to close and to open.
const LOOK: Duration = Duration::from_secs(30);

/// A company with work within that time stays open.
const SOON: Millis = 2 * MINUTE;

/// A company that is open, or about to be.
type Slot = Arc<OnceCell<Arc<Running>>>;

/// All companies of a server.
#[derive(Debug)]
pub struct Companies {
    common: Common,
    first: OnceCell<Arc<Running>>,
    server: OnceCell<ServerStore>,
    open: Mutex<HashMap<Slug, Slot>>,
    /// How often something of integrations changed that companies have to take over.
    pub(super) changed: watch::Sender<u64>,
}

impl Companies {
    pub(crate) fn new(common: Common) -> Arc<Self> {
        Arc::new(Self {
            common,
            first: OnceCell::new(),
            server: OnceCell::new(),
            open: Mutex::default(),
            changed: watch::channel(0).0,
        })
    }

    pub(crate) const fn common(&self) -> &Common {
        &self.common
    }

    /// Says which is the first, once it is open.
    pub(crate) fn begin(&self, first: Arc<Running>) {
        // It is said once.
        drop(self.first.set(first));
    }

    /// The company of that slug, opened if need be; none when there is none. It stays open while it is held.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub(crate) async fn company(
        self: &Arc<Self>,
        slug: &Slug,
    ) -> crate::error::Result<Option<Held>> {
        loop {
            let Some(slot) = self.slot(slug).await? else {
                return Ok(None);
            };
            let opened = slot.get_or_try_init(|| self.open(slug)).await.cloned();
            let mut open = self.open.lock().await;
            let is_there = open.get(slug).is_some_and(|one| Arc::ptr_eq(one, &slot));
            match opened {
                Ok(company) if is_there => return Ok(Some(Held::new(company))),
                // It was closed in the meantime, and is opened anew.
                Ok(_) => {}
                Err(error) => {
                    if is_there {
                        open.remove(slug);
                    }
                    return Err(Error::Internal(error));
                }
            }
        }
    }

    async fn slot(&self, slug: &Slug) -> crate::error::Result<Option<Slot>> {
        let mut open = self.open.lock().await;
        if let Some(slot) = open.get(slug) {
            return Ok(Some(slot.clone()));
        }
        let Some(server) = self.server().await? else {
            return Ok(None);
        };
        if server.company(slug).await?.is_none() {
            return Ok(None);
        }
        let slot = Slot::default();
        open.insert(slug.clone(), slot.clone());
        Ok(Some(slot))
    }

    /// The companies that are open beside the first.
    pub(crate) async fn opened(&self) -> Vec<(Slug, Arc<Running>)> {
        let open = self.open.lock().await;
        let opened = open
            .iter()
            .filter_map(|(slug, slot)| Some((slug.clone(), slot.get()?.clone())));
        opened.collect()
    }

    /// The first company.
    pub(crate) fn first(&self) -> Option<&Arc<Running>> {
        self.first.get()
    }

    /// The server's own store; none when there is none yet, and so no company beside the first and no integration.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn server(&self) -> crate::store::Result<Option<&ServerStore>> {
        if let Some(known) = self.server.get() {
            return Ok(Some(known));
        }
        match ServerStore::find(&self.common.config.data).await? {
            Some(found) => Ok(Some(self.server.get_or_init(async || found).await)),
            None => Ok(None),
        }
    }

    /// The server's own store, made if there is none.
    ///
    /// # Errors
    /// When the folder cannot be used, or the database fails.
    pub(crate) async fn made_server(&self) -> crate::store::Result<&ServerStore> {
        let make = || ServerStore::open(&self.common.config.data);
        self.server.get_or_try_init(make).await
    }

    /// The vault of the server, which seals what lies in its own store: that of the first company, which remembers keys that were dropped.
    pub(crate) fn vault(&self) -> Vault {
        let first = self.first().map(|first| first.app.store.vault().clone());
        first.unwrap_or_else(|| Vault::at(self.common.config.vault_key()))
    }

    async fn open(self: &Arc<Self>, slug: &Slug) -> anyhow::Result<Arc<Running>> {
        self.close_for_room().await;
        let server = self.server().await?;
        let server = server.ok_or_else(|| anyhow::anyhow!("the server's database is gone"))?;
        let known = server.company(slug).await?;
        let known = known.ok_or_else(|| anyhow::anyhow!("there is no company {slug}"))?;
        // From now on it has to be opened again should the program be killed.
        server.set_due(slug, 0).await?;
        let config = &self.common.config;
        let place = folder(&config.data, Some(slug));
        let keys = vault(&config.data, self.vault(), Some(slug));
        let store = prepare(&place, keys, &begins_with(&known), READERS_OF_COMPANY).await?;
        let weak = Arc::downgrade(self);
        let company = Running::begin(&self.common, weak, Some(slug.clone()), place, store).await?;
        tracing::info!("the company {slug} is open");
        Ok(Arc::new(company))
    }

    /// Closes those that nobody uses, opens those that have something to do, until it is told to stop.
    pub(crate) async fn look_after(self: Arc<Self>, mut stop: watch::Receiver<bool>) {
        let work = async {
            loop {
                if let Err(error) = self.open_due().await {
                    tracing::error!("companies with work could not be opened: {error:?}");
                }
                sleep(LOOK).await;
                self.close_idle(self.common.config.company_idle).await;
            }
        };
        tokio::select! {
            () = work => {}
            _ = stop.wait_for(|stop| *stop) => {}
        }
    }

    async fn open_due(self: &Arc<Self>) -> crate::error::Result<()> {
        let Some(server) = self.server().await? else {
            return Ok(());
        };
        for slug in server.due_companies(time::now()).await? {
            let is_open = self.open.lock().await.contains_key(&slug);
            if !is_open && let Err(error) = self.company(&slug).await {
                tracing::error!("the company {slug} could not be opened: {error:?}");
            }
        }
        Ok(())
    }

    /// Closes one where as many are open as may be, unless all of them are used.
    async fn close_for_room(&self) {
        let opened = self.opened().await;
        if opened.len() < self.common.config.companies_open {
            return;
        }
        let idle = opened
            .into_iter()
            .filter_map(|(slug, one)| Some((one.idle_for()?, slug)));
        if let Some((_, slug)) = idle.max_by_key(|(idle, _)| *idle) {
            self.close(&slug, Duration::ZERO).await;
        }
    }

    async fn close_idle(&self, limit: Duration) {
        for (slug, company) in self.opened().await {
            if company.idle_for().is_some_and(|idle| idle >= limit) {
                self.close(&slug, limit).await;
            }
        }
    }

    /// Closes a company that nobody has used for so long, unless it has something to do soon.
    async fn close(&self, slug: &Slug, limit: Duration) {
        let found = self
            .open
            .lock()
            .await
            .get(slug)
            .and_then(|slot| slot.get())
            .cloned();
        let Some(company) = found else { return };
        let due = match company.next_due().await {
            Ok(due) => due,
            Err(error) => {
                tracing::error!("the company {slug} stays open: {error:#}");
                return;
            }
        };
        if due <= time::now() + SOON {
            return;
        }
        let company = {
            let mut open = self.open.lock().await;
            let company = open.get(slug).and_then(|slot| slot.get()).cloned();
            let Some(company) =
                company.filter(|one| one.idle_for().is_some_and(|idle| idle >= limit))
            else {
                return;
            };
            open.remove(slug);
            company
        };
        self.leave(slug, &company, due).await;
        tracing::info!("the company {slug} is closed: nobody used it");
    }

    /// Closes a company, and notes what it is called by now and when it has to be opened again.
    async fn leave(&self, slug: &Slug, company: &Running, due: Millis) {
        let workspace = company.app.store.workspace().await.ok().flatten();
        company.close().await;
        let name = workspace.map(|workspace| workspace.name);
        if let Some(server) = self.server.get()
            && let Err(error) = server.leave_company(slug, name.as_deref(), due).await
        {
            tracing::error!("the company {slug} is opened again at once: {error:#}");
        }
    }

    /// Ends the streams of all of them, and tells their jobs and deliveries to end.
    pub(crate) async fn end(&self) {
        for (_, company) in self.opened().await {
            company.end();
        }
        if let Some(first) = self.first() {
            first.end();
        }
    }

    /// Closes all of them.
    pub(crate) async fn stop(&self) {
        let opened = self.opened().await;
        self.open.lock().await.clear();
        let closing = opened.iter().map(async |(slug, company)| {
            // What could not be read is due at the next start.
            let due = company.next_due().await.unwrap_or_default();
            self.leave(slug, company, due).await;
        });
        futures::future::join_all(closing).await;
        if let Some(first) = self.first() {
            first.close().await;
        }
        if let Some(server) = self.server.get() {
            server.close().await;
        }
    }
}
