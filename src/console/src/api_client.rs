//! The server's API, as the settings use it. Errors come back as values; nothing here shows anything.

mod apps;
mod audit;
mod integrations;
mod marketplace;
mod own;
mod settings;
mod webhooks;

pub(crate) use apps::*;
pub(crate) use audit::*;
pub(crate) use integrations::*;
pub(crate) use marketplace::*;
pub(crate) use own::*;
pub(crate) use settings::*;
pub(crate) use webhooks::*;
