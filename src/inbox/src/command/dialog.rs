//! `dialog`: a question over the page. The call ends with the agent's answer.

use std::rc::Rc;

use encaixe_protocol::command::dialog::{Kind, Params, Reply, TEXT_CHARS};
use encaixe_protocol::error::{Code, WireError};

use super::{CommandContext, check_text};
use crate::state::Action;
use crate::state::dialogs::{Dialog, Question};
use crate::state::slot::Slot;

pub(super) async fn run(context: &CommandContext, params: Params) -> Result<Reply, WireError> {
    check(&params)?;
    let answer = Slot::new();
    ask(context, Question::Confirm(Rc::new(params), answer.clone()))?;
    let confirmed = answer.wait().await;
    Ok(Reply { confirmed })
}

/// Puts a question to the agent, unless too many of this plugin's are waiting; takes it back when the call is
/// given up.
pub(super) fn ask(context: &CommandContext, question: Question) -> Result<(), WireError> {
    if !context.store.state().dialogs.has_room(&context.plugin.id) {
        return Err(WireError::new(
            Code::RateLimited,
            "too many dialogs and forms of this plugin are waiting for an answer",
        ));
    }
    if context.aborted.is_aborted() {
        return Err(WireError::new(Code::Aborted, "the call was given up"));
    }
    let id = encaixe_ui::numbers::next();
    let (store, unanswered) = (context.store.clone(), question.clone());
    context.aborted.on_abort(move || {
        store.dispatch(Action::DialogGone(id));
        // Ends the call, whose outcome nobody waits for.
        unanswered.decline();
    });
    context.store.dispatch(Action::Dialog(Dialog {
        id,
        source: Some(context.plugin.clone()),
        question,
    }));
    Ok(())
}

fn check(params: &Params) -> Result<(), WireError> {
    match params.kind {
        Kind::Confirm => {}
    }
    check_text("title", &params.title, TEXT_CHARS)?;
    let others = [
        ("description", &params.description),
        ("okText", &params.ok_text),
        ("cancelText", &params.cancel_text),
    ];
    for (name, text) in others {
        // An empty text is as good as a missing one: the host's own word stands there.
        if let Some(text) = text.as_deref().filter(|text| !text.is_empty()) {
            check_text(name, text, TEXT_CHARS)?;
        }
    }
    Ok(())
}
