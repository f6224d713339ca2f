//! Helpers for the tests of finished artefacts: the real binary, a real browser, and a server of attack pages.
//!
//! A browser test is one [`scenario`]: it starts its own binary on free ports with a fresh data folder, its own
//! browser (Chromium, or with [`scenario_in`] Firefox) and its own fixture server, and leaves a screenshot and the console's log when it fails.

pub mod agent;
pub mod api;
pub mod app;
pub mod binary;
pub mod build;
pub mod connector;
pub mod consent;
pub mod database;
pub mod driver;
pub mod engine;
pub mod evidence;
mod firefox;
pub mod fixture;
mod form;
pub mod golden;
mod keys;
pub mod listener;
pub mod loopback;
pub mod measured;
pub mod plugin;
pub mod project;
pub mod proxy;
pub mod receiver;
pub mod recorder;
pub mod remote_api;
pub mod scenario;
pub mod secrets;
pub mod service;
pub mod site;
pub mod tls;
pub mod wait;

pub use agent::Agent;
pub use engine::Engine;
pub use scenario::{Stage, scenario, scenario_at, scenario_in, scenario_recorded, scenario_with};
