//! What crosses the line between a plugin's page and the page that embeds it.
//!
//! Shapes only: no JavaScript, no clock, no I/O. Both sides of the wire and the host page link this
//! crate; the SDK uses its names and numbers but decodes nothing with serde.
//!
//! A sample of every shape lies in `golden/`, read by this crate's tests and by the browser tests.

pub mod classic;
pub mod command;
pub mod envelope;
pub mod error;
pub mod event;
pub mod handshake;
pub mod id;
pub mod limits;
pub mod scope;
pub mod storage_scope;

#[cfg(test)]
mod tests;

/// The version of the channel dialect that this build speaks.
pub const WIRE: u32 = 2;
