//! `insert_text(text)`.

pub use super::add_note::params;
