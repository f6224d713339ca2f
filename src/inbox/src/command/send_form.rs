//! `send_form`: questions with fields over the page. The call ends with the answers, or with null when the agent
//! cancels.

use std::rc::Rc;

use encaixe_protocol::command::send_form::{Params, Reply};
use encaixe_protocol::error::WireError;

use super::CommandContext;
use super::dialog::ask;
use crate::form::check::check;
use crate::state::dialogs::Question;
use crate::state::slot::Slot;

pub(super) async fn run(
    context: &CommandContext,
    params: Params,
) -> Result<Option<Reply>, WireError> {
    check(&params)?;
    let answer = Slot::new();
    ask(context, Question::Form(Rc::new(params), answer.clone()))?;
    Ok(answer.wait().await)
}
