//! What every handler may reach.

use std::net::IpAddr;
use std::sync::{Arc, Weak};
use std::time::Duration;

use encaixe_api::id::{MemberId, PluginId};

use crate::access::AuthLog;
use crate::apps::places::Places;
use crate::company::{Companies, PageAddress};
use crate::delivery::Timing;
use crate::delivery::body::plug::Names;
use crate::delivery::metrics::Metrics;
use crate::embedded::Assets;
use crate::error::{Error, Result};
use crate::live::Live;
use crate::media::Media;
use crate::outgoing;
use crate::pace::Pace;
use crate::script::Runner;
use crate::store::Store;

/// The application, shared by all handlers.
pub type Shared = Arc<App>;

/// What every handler may reach.
#[derive(Debug)]
pub struct App {
    /// The database.
    pub store: Store,
    /// The companies of this server.
    pub companies: Weak<Companies>,
    /// Who hears of changes.
    pub live: Arc<Live>,
    /// How often a stream of changes shows that it lives.
    pub heartbeat: Duration,
    /// For how many days what happened is kept.
    pub event_days: u32,
    /// For how many days the audit log is kept.
    pub audit_days: u32,
    /// For how many days deliveries are kept that are over.
    pub delivery_days: u32,
    /// Where the page is.
    pub page: PageAddress,
    /// Tells the log who was not let in.
    pub refusals: AuthLog,
    /// The built page, SDK, reference and demo plugin.
    pub assets: Arc<Assets>,
    /// What is counted of webhooks.
    pub metrics: Metrics,
    /// Asks the receivers of webhooks, and apps.
    pub delivery: outgoing::Client,
    /// Runs the scripts of apps.
    pub scripts: Runner,
    /// How many calls of apps each plugin has on their way.
    pub app_places: Places,
    /// Pictures, films and recordings of other hosts.
    pub media: Media,
    /// How the keys of Plug's bodies are spelt.
    pub plug_names: Names,
    /// The times that decide about webhooks.
    pub timing: Arc<Timing>,
    /// How often a caller may say what they see of a plugin.
    pub reports: Pace<(MemberId, PluginId)>,
    /// Held while an integration is installed, taken out or brought to another version: both the server and the company keep something of it.
    pub installing: tokio::sync::Mutex<()>,
    /// How often this company may submit versions of its integrations.
    pub submits: Pace<()>,
    /// How often somebody outside may follow rating links, by their address.
    pub ratings: Pace<Option<IpAddr>>,
}

impl App {
    /// The companies of this server.
    ///
    /// # Errors
    /// When the server ends.
    pub fn server(&self) -> Result<Arc<Companies>> {
        let companies = self.companies.upgrade();
        companies.ok_or_else(|| Error::Internal(anyhow::anyhow!("the server ends")))
    }
}
