//! How listeners are registered. The registrations themselves are in `js/values.js`.

/// How often a listener is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Times {
    /// Each time, until it is taken back.
    Every,
    /// The first time, which may be the current state.
    Once,
}
