//! The pages.

pub(crate) mod inbox;
pub(crate) mod not_found;
pub(crate) mod settings;
pub(crate) mod sign_in;
