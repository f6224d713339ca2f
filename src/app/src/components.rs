//! The parts that pages are made of.

pub(crate) mod avatar;
pub(crate) mod banner;
pub(crate) mod button;
pub(crate) mod copy;
pub(crate) mod details;
pub(crate) mod dialog;
pub(crate) mod empty;
pub(crate) mod field;
pub(crate) mod icon;
pub(crate) mod list;
pub(crate) mod media;
pub(crate) mod message;
pub(crate) mod modal;
pub(crate) mod panel;
pub(crate) mod popover;
pub(crate) mod properties;
pub(crate) mod resizer;
pub(crate) mod row;
pub(crate) mod select;
pub(crate) mod shortcuts;
pub(crate) mod state_chip;
pub(crate) mod tags;
pub(crate) mod thread;
pub(crate) mod toasts;
pub(crate) mod user_menu;
