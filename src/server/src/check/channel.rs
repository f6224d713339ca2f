//! Addresses of people in a channel.

use encaixe_api::inbox::channel::Channel;

use super::{Checked, field_error};
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
