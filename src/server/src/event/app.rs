//! What happened to apps and their connections.

use encaixe_api::id::ConnectionId;
use encaixe_api::live::Change;
use serde::{Deserialize, Serialize};

use super::Changed;

/// What happened to an app, by its `app_id`, or to a connection of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AppEvent {
    /// It came, or another version of it did.
    AppUploaded {
        /// Which one.
        app: String,
    },
    /// It was removed, with its connections.
    AppRemoved {
        /// Which one.
        app: String,
        /// What people called it.
        name: String,
    },
    /// Who we are to it was written.
    AppClientChanged {
        /// Which one.
        app: String,
    },
    /// A connection was made.
    ConnectionCreated {
        /// Of which app.
        app: String,
        /// Which one.
        connection: ConnectionId,
    },
    /// Something of a connection changed.
    ConnectionChanged {
        /// Of which app.
        app: String,
        /// Which one.
        connection: ConnectionId,
        /// What of it: its name, and the names of fields.
        what: Changed,
    },
    /// A connection was removed.
    ConnectionRemoved {
        /// Of which app.
        app: String,
        /// Which one.
        connection: ConnectionId,
        /// What people called it.
        name: String,
    },
    /// A person agreed on the app's page, or a ping found that a connection works again.
    ConnectionConnected {
        /// Of which app.
        app: String,
        /// Which one.
        connection: ConnectionId,
    },
    /// A connection's credentials are no longer taken, or do not fit the app's version.
    ConnectionBroken {
        /// Of which app.
        app: String,
        /// Which one.
        connection: ConnectionId,
    },
    /// A connection was pinged.
    ConnectionPinged {
        /// Of which app.
        app: String,
        /// Which one.
        connection: ConnectionId,
    },
}

impl AppEvent {
    pub(super) fn subject(&self) -> (&'static str, &str) {
        match self {
            Self::AppUploaded { app }
            | Self::AppRemoved { app, .. }
            | Self::AppClientChanged { app } => ("app", app),
            Self::ConnectionCreated { connection, .. }
            | Self::ConnectionChanged { connection, .. }
            | Self::ConnectionRemoved { connection, .. }
            | Self::ConnectionConnected { connection, .. }
            | Self::ConnectionBroken { connection, .. }
            | Self::ConnectionPinged { connection, .. } => ("connection", connection.as_str()),
        }
    }

    pub(super) fn changes(&self) -> Vec<Change> {
        vec![match self {
            Self::AppUploaded { .. }
            | Self::AppRemoved { .. }
            | Self::AppClientChanged { .. }
            | Self::ConnectionCreated { .. }
            | Self::ConnectionChanged { .. }
            | Self::ConnectionRemoved { .. }
            | Self::ConnectionConnected { .. }
            | Self::ConnectionBroken { .. }
            | Self::ConnectionPinged { .. } => Change::Apps,
        }]
    }
}
