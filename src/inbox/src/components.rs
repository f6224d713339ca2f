//! The parts that pages are made of.

pub(crate) mod composer;
pub(crate) mod details;
pub(crate) mod dialog;
pub(crate) mod filters;
pub(crate) mod form;
pub(crate) mod list;
pub(crate) mod marked;
pub(crate) mod media;
pub(crate) mod message;
pub(crate) mod panel;
pub(crate) mod properties;
pub(crate) mod resizer;
pub(crate) mod row;
pub(crate) mod same;
pub(crate) mod search;
pub(crate) mod shortcuts;
pub(crate) mod start;
pub(crate) mod tags;
pub(crate) mod thread;
pub(crate) mod toasts;
pub(crate) mod unread;
pub(crate) mod welcome;
