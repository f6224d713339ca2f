//! Webhooks: addresses of other systems that are told what happened, and what became of telling them.

mod delivery;
mod endpoint;
mod name;
mod plug;
mod secret;

pub use delivery::{
    Attempt, AttemptFailure, Delivery, DeliveryDetail, DeliveryStatus, Replay, Replayed,
    TestDelivery,
};
pub use endpoint::{
    Body, DisabledReason, Endpoint, EndpointPatch, Header, Health, NewEndpoint, NewlyMadeEndpoint,
};
pub use name::EventName;
pub use plug::PlugSet;
pub use secret::{EndpointSecret, RotateEndpoint};

/// How many names of events a list may have: each counts once, however often it stands there.
pub const MAX_EVENTS: usize = 100;

/// How many channels a list may have.
pub const MAX_CHANNELS: usize = 500;

/// The most endpoints' texts: the longest description, in characters.
pub const DESCRIPTION_CHARS: usize = 200;

/// The longest address of an endpoint, in bytes as browsers write it.
pub const URL_BYTES: usize = 2_048;

/// The most headers of an endpoint.
pub const MAX_HEADERS: usize = 20;

/// The longest value of a header, in bytes.
pub const HEADER_BYTES: usize = 1_024;

/// The highest rate of an endpoint, in deliveries per second.
pub const MAX_RATE: u32 = 1_000;

/// For how many hours the secret before a rotation goes on signing beside the new one where nothing else is said.
pub const OVERLAP_HOURS: u32 = 24;

/// The longest overlap of two secrets, in hours.
pub const MAX_OVERLAP_HOURS: u32 = 720;
