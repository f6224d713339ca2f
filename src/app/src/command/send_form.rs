//! `send_form`: a form over the page.

use encaixe_protocol::command::send_form::{Params, Reply};
use encaixe_protocol::error::{Code, WireError};

use super::Asked;

pub(super) async fn run(_asked: &Asked, _params: Params) -> Result<Option<Reply>, WireError> {
    Err(WireError::new(Code::Unsupported, "there are no forms"))
}
