//! Whether a conversation is open, as its column has it.

use encaixe_api::inbox::conversation::Status;

use super::{Error, Result};

/// Reads the column.
pub(super) fn status(word: String) -> Result<Status> {
    [Status::Open, Status::Closed]
        .into_iter()
        .find(|status| status.as_str() == word)
        .ok_or(Error::Unknown("conversation status", word))
}
