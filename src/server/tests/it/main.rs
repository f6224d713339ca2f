//! The server against a real database file and real sockets, a file per resource.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod access;
mod app_check;
mod apps;
mod at_once;
mod attendances;
mod attendances_before;
mod audit;
mod audit_csv;
mod audit_private;
mod away;
mod bad_input;
mod begin;
mod bounds;
mod canned_replies;
mod carrier;
mod categories;
mod channel_state;
mod cli;
mod closing;
mod companies;
mod contacts;
mod dev_plugins;
mod developer;
mod docs;
mod errors;
mod events;
mod files;
mod frames;
mod icons;
mod inbox;
mod incoming;
mod kill;
mod lease;
mod list;
mod media;
mod media_upgrade;
mod members;
mod merge;
mod message_status;
mod messages;
mod moved;
mod oauth;
mod openapi;
mod outgoing;
mod people;
mod ping;
mod placement;
mod plug_bodies;
mod plug_received;
mod plug_set;
mod plugins;
mod proof;
mod rate_page;
mod ratings;
mod recorded;
mod restart;
mod restore;
mod scopes;
mod search;
mod serving;
mod sessions;
mod sign_in;
mod storage;
mod store;
mod support;
mod taggings;
mod tokens;
mod unknown;
mod upgrade;
mod vault;
mod versions;
mod webhooks;
mod workspace;
