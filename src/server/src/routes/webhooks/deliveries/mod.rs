//! `/api/webhooks/{id}/deliveries`: what was sent to an endpoint, and what came of it.

pub(super) mod list;
pub(super) mod replay;
pub(super) mod show;
