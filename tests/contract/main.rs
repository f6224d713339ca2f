//! The contract of the plugin API, in both dialects: what a plugin's page can rely on.

mod alone;
mod classic_plugin;
mod defects;
mod host;
mod suite;
