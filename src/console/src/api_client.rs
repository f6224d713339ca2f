//! The server's API, as the settings use it. Errors come back as values; nothing here shows anything.

mod own;
mod settings;

pub(crate) use own::*;
pub(crate) use settings::*;
