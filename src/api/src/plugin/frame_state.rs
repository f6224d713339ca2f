//! The states of a frame, and why it is in some of them.

use serde::{Deserialize, Serialize};

/// The states of a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FrameState {
    /// The page was requested.
    Loading,
    /// A page is there; its SDK has not said hello yet, or has to say it again.
    Connecting,
    /// The page is the registered one and gets data.
    Verified,
    /// The page is not the registered one; it got nothing.
    Blocked,
    /// The page was verified and is gone; what is there now gets nothing.
    Left,
    /// No hello came in time.
    Failed,
    /// The classic dialect, by the registration's switch.
    Classic,
    /// The page misused the inbox, so its iframe was taken out.
    Stopped,
}

impl FrameState {
    /// Every state.
    pub const ALL: [Self; 8] = [
        Self::Loading,
        Self::Connecting,
        Self::Verified,
        Self::Blocked,
        Self::Left,
        Self::Failed,
        Self::Classic,
        Self::Stopped,
    ];

    /// The state as it stands on the wire and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Loading => "loading",
            Self::Connecting => "connecting",
            Self::Verified => "verified",
            Self::Blocked => "blocked",
            Self::Left => "left",
            Self::Failed => "failed",
            Self::Classic => "classic",
            Self::Stopped => "stopped",
        }
    }

    /// The state of that name, if there is one.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// Why a frame is blocked, left, failed or stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FrameReason {
    /// The page that spoke comes from another origin.
    Origin,
    /// The page that spoke lies at another path.
    Path,
    /// What the page said is not a hello of this wire.
    Shape,
    /// The inbox page's own policy does not let a browser load that address.
    Policy,
    /// The verified document said goodbye, or no longer answers.
    Gone,
    /// No hello came in time.
    NoHello,
    /// The page speaks the classic dialect, and the registration does not allow it.
    ClassicNotAllowed,
    /// The page sent more messages than the inbox page can look at.
    Flooding,
    /// The page kept taking the keyboard from what the agent was typing into.
    Keyboard,
}

impl FrameReason {
    /// Every reason.
    pub const ALL: [Self; 9] = [
        Self::Origin,
        Self::Path,
        Self::Shape,
        Self::Policy,
        Self::Gone,
        Self::NoHello,
        Self::ClassicNotAllowed,
        Self::Flooding,
        Self::Keyboard,
    ];

    /// The reason as it stands on the wire and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Origin => "origin",
            Self::Path => "path",
            Self::Shape => "shape",
            Self::Policy => "policy",
            Self::Gone => "gone",
            Self::NoHello => "no_hello",
            Self::ClassicNotAllowed => "classic_not_allowed",
            Self::Flooding => "flooding",
            Self::Keyboard => "keyboard",
        }
    }

    /// The reason of that name, if there is one.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == name)
    }
}
