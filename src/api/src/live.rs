//! What `GET /api/events` tells the page, as server-sent events.
//!
//! An event says what changed, never how: the page fetches what it shows of it. Every event has an id,
//! and a stream opened with `Last-Event-ID` begins after it, or with [`Change::Reset`].

use serde::{Deserialize, Serialize};

use crate::id::ConversationId;

/// The data of one server-sent event, as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Change {
    /// A conversation changed, or is new.
    Conversation {
        /// Which one.
        id: ConversationId,
    },
    /// Plugins were added, changed or removed.
    Plugins,
    /// Members, tags, groups or custom fields changed.
    Workspace,
    /// Events were missed: fetch everything again.
    Reset,
}
