//! The messages that go by the port, once the handshake gave both sides one.
//!
//! `D` is the event's data, `P` a command's params, `R` its ok value: the host keeps them as the
//! engine's own values until a command's own file decodes them.

use serde::{Deserialize, Serialize};

use crate::error::WireError;
use crate::handshake::Context;
use crate::id::ConversationId;

/// Host to plugin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ToPlugin<D, R> {
    /// The page is the registered one.
    Welcome {
        /// The dialect's version.
        wire: u32,
        /// The nonce of the hello that this answers.
        nonce: String,
        /// Where the plugin runs.
        context: Context,
        /// The open conversation's data object, or null when none is open.
        conversation: Option<D>,
    },
    /// Something happened.
    Event {
        /// The event's name.
        event: String,
        /// Its data.
        data: D,
        /// The open conversation, or null.
        conversation: Option<ConversationId>,
        /// Where the host waits for the listeners: the number that comes back when they are done.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ack: Option<u32>,
    },
    /// The answer to a request.
    Reply {
        /// The request's number.
        id: u32,
        /// Its result.
        #[serde(flatten)]
        outcome: Outcome<R>,
    },
    /// Asks whether this document is still there.
    Ping {
        /// Echoed in the pong.
        id: u32,
    },
    /// The last message on this port: what is open on it will not be answered.
    Closed {
        /// Whether the document, which did not answer a ping in time, may say hello again. Not so when
        /// another hello took its place.
        again: bool,
    },
}

/// The two forms of a reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome<R> {
    /// Done; the value or null.
    Ok(R),
    /// Not done, and why.
    Error(WireError),
}

/// Plugin to host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ToHost<P> {
    /// A command.
    Request {
        /// The caller's number for it, never used twice on one port.
        id: u32,
        /// The command's name.
        command: String,
        /// Its params.
        params: P,
        /// On bound commands: the conversation that it was made for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        conversation: Option<ConversationId>,
    },
    /// Gives a command up.
    Abort {
        /// The request's number.
        id: u32,
    },
    /// This document is still there.
    Pong {
        /// The ping's number.
        id: u32,
    },
    /// Every listener of an event has run, and what each of them promised is settled.
    Ack {
        /// The event's number.
        id: u32,
    },
    /// This document is going away.
    Bye,
}
