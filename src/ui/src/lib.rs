//! What every module of the page is made of: widgets, words, the HTTP client, and the state that all of them show.
//!
//! A module gives its components a [`shell::Shell`] and the [`i18n::Words`] as contexts; [`bridge`] is what two of them tell
//! each other.

pub mod api_client;
pub mod avatar;
pub mod badge;
pub mod banner;
pub mod bridge;
pub mod button;
pub mod clipboard;
pub mod company;
pub mod copy;
pub mod decimal;
pub mod dialog;
pub mod empty;
pub mod failure;
pub mod field;
pub mod focus;
pub mod fold;
pub mod gathered;
pub mod hooks;
pub mod i18n;
pub mod icon;
pub mod link;
pub mod media_query;
pub mod modal;
pub mod not_found;
pub mod numbers;
pub mod part;
pub mod plugin_icon;
pub mod popover;
pub mod remote;
pub mod retry;
pub mod revisions;
pub mod sample;
pub mod select;
pub mod shell;
pub mod state_chip;
pub mod storage;
pub mod textarea;
pub mod theme;
pub mod time;
pub mod user_menu;
pub mod variables;
