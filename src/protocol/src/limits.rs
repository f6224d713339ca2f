//! Every number that bounds the frame wire, in one place. Tests set their own.

use serde::{Deserialize, Serialize};

/// Bounds and waiting times of the frame wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Limits {
    /// How long the SDK waits for `welcome` before it may fall back, in milliseconds.
    pub fallback_ms: u32,
    /// How long a frame may stay without a hello before its state is `failed`, in milliseconds.
    pub hello_ms: u32,
    /// How long a frame then stays for a late hello before it is taken out, in milliseconds.
    pub late_ms: u32,
    /// How long a `ping` may stay unanswered, and how long a page that left has to come back, in milliseconds.
    pub ping_ms: u32,
    /// How long a command may take when no human decides it, in milliseconds.
    pub command_ms: u32,
    /// How long a call of an app may take, which waits for another's service, in milliseconds.
    pub app_call_ms: u32,
    /// Calls of apps that a plugin may have on their way at once.
    pub app_calls: u32,
    /// How long after its first `load` a page may still say hello before it is taken for one of the classic
    /// dialect, where its registration allows that, in milliseconds.
    pub classic_ms: u32,
    /// The largest message taken from the other side, in bytes of its text.
    pub message_bytes: u32,
    /// Calls a second that a plugin may make for long.
    pub calls_per_second: u32,
    /// Calls that a plugin may make at once.
    pub call_burst: u32,
    /// Messages of any kind a second that a frame may send for long. What takes long to look at counts for more.
    pub messages_per_second: u32,
    /// Messages that a frame may send at once. For the first one more it is taken out.
    pub message_burst: u32,
    /// Dialogs and forms that may wait behind the open one, for each plugin.
    pub dialogs_queued: u32,
    /// Toasts on the screen at once.
    pub toasts_shown: u32,
    /// Toasts that may wait.
    pub toasts_queued: u32,
    /// The lowest height of a frame that a plugin can set, in CSS pixels.
    pub height_min: u32,
    /// The greatest, in CSS pixels.
    pub height_max: u32,
    /// The largest value that a plugin can store, in bytes of its JSON text in UTF-8.
    pub storage_value_bytes: u32,
    /// All that a plugin can store in one scope, keys and values, in bytes: for each member, for the
    /// workspace, for each conversation.
    pub storage_bytes: u32,
    /// Keys that a plugin can store in one scope: for each member, for the workspace, for each conversation.
    pub storage_keys: u32,
    /// How long a document stays after the event `closing`, in milliseconds.
    pub closing_ms: u32,
}

impl Limits {
    /// The numbers in force outside tests.
    pub const STANDARD: Self = Self {
        fallback_ms: 1_000,
        hello_ms: 15_000,
        late_ms: 45_000,
        ping_ms: 1_000,
        command_ms: 10_000,
        app_call_ms: 30_000,
        app_calls: 5,
        classic_ms: 300,
        message_bytes: 256 * 1024,
        calls_per_second: 50,
        call_burst: 100,
        messages_per_second: 1_000,
        message_burst: 10_000,
        dialogs_queued: 3,
        toasts_shown: 4,
        toasts_queued: 20,
        height_min: 80,
        height_max: 4_000,
        storage_value_bytes: 64 * 1024,
        storage_bytes: 1024 * 1024,
        storage_keys: 1_000,
        closing_ms: 250,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Self::STANDARD
    }
}
