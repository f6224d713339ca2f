//! The server's API, as the settings use it. Errors come back as values; nothing here shows anything.

mod apps;
mod audit;
mod own;
mod settings;
mod webhooks;

pub(crate) use apps::*;
pub(crate) use audit::*;
pub(crate) use own::*;
pub(crate) use settings::*;
pub(crate) use webhooks::*;
