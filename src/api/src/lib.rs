//! What crosses the network: requests and replies between the page, the server and their callers.
//!
//! Shapes and the checks that both sides must agree on. Pure: no browser, no database, no I/O.

pub mod access;
pub mod app;
pub mod audit;
pub mod company;
pub mod country;
pub mod descriptor;
pub mod error;
pub mod frame_url;
pub mod id;
pub mod inbox;
pub mod integration;
pub mod live;
pub mod media;
pub mod oauth;
pub mod plugin;
pub mod plugin_url;
pub mod role;
#[cfg(feature = "openapi")]
pub mod schema;
pub mod storage;
pub mod visible;
pub mod web_url;
pub mod webhook;
mod words;

/// A point in time: RFC 3339 in UTC with milliseconds, such as `2026-11-22T17:20:16.000Z`.
pub type Timestamp = String;
