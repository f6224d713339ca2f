//! `remove_tag(id)`, settled with the conversation's tags afterwards.

pub use super::add_tag::params;
