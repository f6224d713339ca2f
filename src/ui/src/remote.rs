//! What the server has to give first.

use crate::api_client::Failure;

/// Something that the server has to give first.
#[derive(Debug, Clone, PartialEq)]
pub enum Remote<T> {
    /// Asked for.
    Loading,
    /// Here.
    Ready(T),
    /// Not given.
    Failed(Failure),
}

impl<T> Remote<T> {
    /// The value, when it is here.
    pub const fn ready(&self) -> Option<&T> {
        match self {
            Self::Ready(value) => Some(value),
            Self::Loading | Self::Failed(_) => None,
        }
    }
}
