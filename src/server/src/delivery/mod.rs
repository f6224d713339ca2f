//! What the server tells others by itself: webhooks.

pub mod sign;
