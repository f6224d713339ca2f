//! `dialog`: a question over the page. The call ends with the agent's answer.

use encaixe_protocol::command::dialog::{Kind, Params, Reply, TEXT_CHARS};
use encaixe_protocol::error::{Code, WireError};
use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::{Asked, check_text};
use crate::state::Action;
use crate::state::dialogs::Dialog;

pub(super) async fn run(asked: &Asked, params: Params) -> Result<Reply, WireError> {
    check(&params)?;
    if !asked.store.state().dialogs.has_room(&asked.plugin.id) {
        return Err(WireError::new(
            Code::RateLimited,
            "too many dialogs of this plugin are waiting for an answer",
        ));
    }
    let mut answer: Option<Function> = None;
    let answered = Promise::new(&mut |resolve, _| answer = Some(resolve));
    let answer =
        answer.ok_or_else(|| WireError::new(Code::HostError, "the dialog could not be opened"))?;
    let id = crate::numbers::next();
    let (store, unanswered) = (asked.store.clone(), answer.clone());
    asked.aborted.on_abort(move || {
        store.dispatch(Action::DialogGone(id));
        // Ends this call, whose outcome nobody waits for; the resolver of a promise does not throw.
        let _ = unanswered.call1(&JsValue::UNDEFINED, &false.into());
    });
    if asked.aborted.is_aborted() {
        return Err(WireError::new(Code::Aborted, "the call was given up"));
    }
    asked.store.dispatch(Action::Dialog(Dialog {
        id,
        source: asked.plugin.clone(),
        params,
        answer,
    }));
    let confirmed = JsFuture::from(answered)
        .await
        .ok()
        .and_then(|value| value.as_bool())
        .unwrap_or_default();
    Ok(Reply { confirmed })
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
