//! The pages.

pub(crate) mod inbox;
pub(crate) mod sign_in;
