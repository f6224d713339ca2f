//! How far the connection to the host got.

use std::rc::Rc;

use crate::handshake::is_welcome;
use crate::transport::Port;
use crate::wire::Incoming;

/// The dialect in use, as `Kinbox.wire` tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wire {
    /// No host answered, yet or ever.
    None,
    /// The host answered over a channel.
    Channel,
    /// No host answered in time: one of the older dialect may be there.
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

/// A hello that waits for its welcome.
#[derive(Debug)]
pub(crate) struct Offer {
    pub(crate) nonce: String,
    pub(crate) port: Rc<Port>,
}

/// The states of the connection.
#[derive(Debug)]
pub(crate) enum Link {
    /// No page embeds this one.
    Alone,
    /// Calls queue; one offer for each origin that a hello went to.
    Waiting(Vec<Offer>),
    /// Calls go out in the older dialect. The offers stand: a welcome may still come.
    Classic(Vec<Offer>),
    /// The host answered by this port.
    Channel(Rc<Port>),
    /// The host closed the port for good: another hello of this page took its place.
    Closed,
}

impl Link {
    /// The dialect in use.
    pub(crate) const fn wire(&self) -> Wire {
        match self {
            Self::Alone | Self::Waiting(_) | Self::Closed => Wire::None,
            Self::Channel(_) => Wire::Channel,
            Self::Classic(_) => Wire::Classic,
        }
    }

    /// Takes the offer at this place, if `message` welcomes it, and closes the others.
    pub(crate) fn accept(&mut self, place: usize, message: &Incoming) -> bool {
        let (Self::Waiting(offers) | Self::Classic(offers)) = self else {
            return false;
        };
        let Some(offer) = offers.get(place) else {
            return false;
        };
        if !is_welcome(message, &offer.nonce) {
            return false;
        }
        *self = Self::Channel(Rc::clone(&offer.port));
        true
    }

    /// The port that calls go by.
    pub(crate) fn port(&self) -> Option<Rc<Port>> {
        match self {
            Self::Channel(port) => Some(Rc::clone(port)),
            Self::Alone | Self::Waiting(_) | Self::Classic(_) | Self::Closed => None,
        }
    }

    /// Goes from waiting to the older dialect; false from any other state.
    pub(crate) fn fall_back(&mut self) -> bool {
        let Self::Waiting(offers) = self else {
            return false;
        };
        *self = Self::Classic(std::mem::take(offers));
        true
    }
}
