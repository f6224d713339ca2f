//! How far the connection to the host got.

/// The dialect in use, as `Kinbox.wire` tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wire {
    /// No host answered, yet or ever.
    None,
    /// The host answered over a channel.
    Channel,
    /// No host answered in time: one of the classic dialect may be there.
    Classic,
}

impl Wire {
    /// The word that JavaScript sees.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Channel => "channel",
            Self::Classic => "classic",
        }
    }
}

/// The states of the connection. The ports themselves are in `js/values.js`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    /// No page embeds this one.
    Alone,
    /// Calls queue; a hello went to each host, or goes soon.
    Waiting,
    /// Calls go out in the classic dialect. The hellos stand: a welcome may still come.
    Classic,
    /// A host answered by a port.
    Channel,
    /// The host closed the port for good: another hello of this page took its place.
    Closed,
}

impl Link {
    /// The dialect in use.
    pub(crate) const fn wire(self) -> Wire {
        match self {
            Self::Alone | Self::Waiting | Self::Closed => Wire::None,
            Self::Channel => Wire::Channel,
            Self::Classic => Wire::Classic,
        }
    }

    /// Whether the frame's height can be followed: a channel is there, or may come.
    pub(crate) const fn may_follow(self) -> bool {
        matches!(self, Self::Waiting | Self::Channel)
    }
}
