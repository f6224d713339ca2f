//! The server's API, as the settings use it. Errors come back as values; nothing here shows anything.

mod audit;
mod own;
mod settings;
mod webhooks;

pub(crate) use audit::*;
pub(crate) use own::*;
pub(crate) use settings::*;
pub(crate) use webhooks::*;
