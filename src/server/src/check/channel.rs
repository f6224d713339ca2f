//! Addresses of people in a channel, and how it is.

use encaixe_api::inbox::channel::{Channel, ERROR_CHARS, NewChannelState};

use super::{Checked, field_error, optional_text};
use crate::address::{self, Address, By};

/// The longest address in a channel, in characters.
pub const ADDRESS_CHARS: usize = 200;

/// A person's address in its one form. Only one of which nothing can be seen is none.
///
/// # Errors
/// `empty`.
pub fn address(path: &str, channel: &Channel, text: &str, by: By) -> Checked<Address> {
    address::read(&channel.kind, text, by).ok_or_else(|| {
        let message = "the person's address in this channel is expected, not only white space";
        field_error(path, "empty", message)
    })
}

/// How a channel is, with its error as it is kept: none when nothing can be seen of it.
///
/// # Errors
/// `too_long` or `unexpected`, at the path `error`.
pub fn state(new: NewChannelState) -> Checked<NewChannelState> {
    let error = new.error.as_deref();
    let error = error.map_or(Ok(None), |text| optional_text("error", text, ERROR_CHARS))?;
    if new.connected && error.is_some() {
        let message = "a channel that is connected has no error; leave it out";
        return Err(field_error("error", "unexpected", message));
    }
    Ok(NewChannelState {
        connected: new.connected,
        error,
    })
}
