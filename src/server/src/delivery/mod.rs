//! What the server tells others by itself: webhooks.

pub mod body;
pub mod sign;
