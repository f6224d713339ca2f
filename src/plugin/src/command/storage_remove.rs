//! `storage_remove(key, scope)`.

pub use super::storage_get::params;
