//! What is known of a plugin's frame.

use encaixe_api::plugin::{FrameReason, FrameState};
use encaixe_host::Status;

/// What is known of a plugin's frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct View {
    /// Its state.
    pub(crate) state: FrameState,
    /// Why, for the states that have a reason.
    pub(crate) reason: Option<FrameReason>,
    /// The address that was seen instead of the registered one.
    pub(crate) seen: Option<String>,
    /// Messages in the classic dialect that were ignored.
    pub(crate) classic_ignored: u32,
}

impl View {
    pub(super) const fn is_trouble(&self) -> bool {
        matches!(
            self.state,
            FrameState::Blocked | FrameState::Failed | FrameState::Left | FrameState::Stopped
        )
    }
}

impl From<&Status> for View {
    fn from(status: &Status) -> Self {
        Self {
            state: status.state,
            reason: status.reason,
            seen: status.seen.clone(),
            classic_ignored: status.classic_ignored,
        }
    }
}

impl Default for View {
    fn default() -> Self {
        Self {
            state: FrameState::Loading,
            reason: None,
            seen: None,
            classic_ignored: 0,
        }
    }
}
