//! What `GET /api/events` tells the page, as server-sent events.
//!
//! An event says what changed, never how: the page fetches what it shows of it. A stream opened with the id that it
//! heard last (`Last-Event-ID`) begins after it, or with [`Change::Reset`]. Of several events that tell of one thing the last has
//! the id; who has the page open is told without one, and once more to whoever resumes. Between them, and first of all, stand events of the name [`HEARTBEAT`].

use serde::{Deserialize, Serialize};

use crate::id::{ConversationId, MemberId};

/// The name of the events by which a listener knows that the stream still lives: a connection can die without a
/// sign. Their data is a [`Heartbeat`], and they have no id but for the first one of a stream.
pub const HEARTBEAT: &str = "heartbeat";

/// The data of a heartbeat, as JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Heartbeat {
    /// How long it is to the next one, in milliseconds. Whoever hears nothing for two and a half times as long may
    /// take the stream for dead.
    pub every_ms: u32,
}

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
    /// What pages see of plugins changed, and nothing else of them. Only admins are told.
    PluginStates,
    /// API tokens were made or revoked. Only admins are told.
    Tokens,
    /// A member's sessions ended, or there is a new one.
    Sessions {
        /// Whose.
        member: MemberId,
    },
    /// The workspace itself, members, tags, groups, custom fields or channels changed.
    Workspace,
    /// The audit log has new entries. Only admins are told.
    Audit,
    /// Webhook endpoints were added, changed, switched off or removed. Only admins are told.
    Webhooks,
    /// Apps or their connections were added, changed, pinged, broken or removed. Only admins are told.
    Apps,
    /// Integrations that are made here, or were let in, changed, or what their programs hold did.
    Integrations,
    /// Canned replies changed: shared ones, or some member's own.
    CannedReplies,
    /// Events were missed, or much is otherwise at once (an upgrade, thousands of new conversations): fetch everything again.
    Reset,
}

impl Change {
    /// Whether only admins are told.
    #[must_use]
    pub const fn is_for_admins(&self) -> bool {
        match self {
            Self::PluginStates | Self::Tokens | Self::Audit | Self::Webhooks | Self::Apps => true,
            Self::Conversation { .. }
            | Self::Plugins
            | Self::Sessions { .. }
            | Self::Workspace
            | Self::Integrations
            | Self::CannedReplies
            | Self::Reset => false,
        }
    }
}
