//! Apps: other services that are called with credentials that the server keeps.

pub mod ping;
