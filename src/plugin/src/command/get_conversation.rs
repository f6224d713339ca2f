//! `get_conversation()`, settled with the data object, or null when none is open.

pub use super::get_workspace_info::params;
