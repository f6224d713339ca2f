//! The server: registry, inbox and ways in, and the built page and SDK, in one program.
//!
//! [`serve::Server`] is the whole of it, running; the binary only reads the command line.
//! Routes know [`store`] and [`live`], never SQL; the store knows neither HTTP nor the browser.

pub mod access;
pub mod actor;
pub mod address;
pub mod app;
pub mod app_files;
pub mod apps;
pub mod audit;
pub mod backup;
pub mod check;
pub mod cli;
pub mod company;
pub mod config;
pub mod delivery;
pub mod demo;
pub mod embedded;
pub mod error;
pub mod event;
pub mod extract;
mod files;
pub mod fold;
pub mod initial_workspace;
mod installing;
mod jobs;
pub mod live;
pub mod media;
mod moved;
pub mod oauth;
pub mod openapi;
pub mod outgoing;
pub mod pace;
pub mod people;
pub mod picture;
pub mod proof;
pub mod random;
pub mod routes;
pub mod script;
pub mod seed;
pub mod serve;
mod sparse;
pub mod store;
pub mod texts;
pub mod time;
pub mod vault;
