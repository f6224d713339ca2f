//! `insert_text`: text for the composer.

use encaixe_protocol::command::add_note::{Params, TEXT_CHARS};
use encaixe_protocol::error::{Code, WireError};

use super::{Asked, check_text};

pub(super) fn run(_asked: &Asked, params: Params) -> Result<(), WireError> {
    check_text("text", &params.text, TEXT_CHARS)?;
    Err(WireError::new(Code::Unsupported, "there is no composer"))
}
