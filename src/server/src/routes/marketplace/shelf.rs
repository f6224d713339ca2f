//! Integrations as this company sees them before it lets them in.

use std::collections::{HashMap, HashSet};

use encaixe_api::id::IntegrationId;
use encaixe_api::integration::{IntegrationManifest, Listing, Texts};

use super::Names;
use crate::app::Shared;
use crate::error::Result;
use crate::store::integration::Registered;
use crate::store::server::ServerStore;
use crate::time::rfc3339;

/// How much of a description a list shows, in characters.
const SUMMARY_CHARS: usize = 300;

/// What has to be known of all of them to show one.
pub(super) struct Shelf<'a> {
    names: Names<'a>,
    counts: HashMap<IntegrationId, u32>,
    here: HashSet<IntegrationId>,
}

impl<'a> Shelf<'a> {
    /// Reads which integrations this company has, and how many companies have each.
    ///
    /// # Errors
    /// When a database fails.
    pub(super) async fn new(app: &'a Shared, store: &ServerStore) -> Result<Self> {
        Ok(Self {
            names: Names::new(app),
            counts: store.installed_counts().await?,
            here: app.store.installations().await?.into_iter().collect(),
        })
    }

    /// Whether this company has it.
    pub(super) fn has(&self, id: &IntegrationId) -> bool {
        self.here.contains(id)
    }

    /// An integration as lists have it.
    ///
    /// # Errors
    /// When the name of its company cannot be read.
    pub(super) async fn listing(
        &mut self,
        known: &Registered,
        manifest: &IntegrationManifest,
    ) -> Result<Listing> {
        let id = known.integration.id.clone();
        Ok(Listing {
            name: manifest.name.clone(),
            summary: Texts {
                pt_br: beginning(&manifest.description.pt_br),
                en: beginning(&manifest.description.en),
            },
            category: manifest.category,
            logo: manifest.logo.clone(),
            company: self.names.of(known.company.as_ref()).await?,
            published_at: known
                .published
                .as_ref()
                .map(|published| rfc3339(published.at)),
            installations: self.counts.get(&id).copied().unwrap_or_default(),
            has_widget: manifest.widget.is_some(),
            is_installed: self.has(&id),
            id,
        })
    }
}

fn beginning(text: &str) -> String {
    text.chars().take(SUMMARY_CHARS).collect()
}
