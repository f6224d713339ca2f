//! The older dialect's data, written and read.
//!
//! Source: Kinbox, "Criando Plugins", and what its public SDK file sends.

use encaixe_protocol::command::Name;
use encaixe_protocol::event;
use js_sys::Array;
use wasm_bindgen::prelude::*;

use crate::value::{Bag, copy, is_missing};

/// The `data` of a command, made of the channel's params.
pub(super) fn data(command: Name, params: &Bag) -> JsValue {
    let key = match command {
        Name::AddTag | Name::RemoveTag => "tag",
        Name::AssignTo => "member",
        Name::MoveToGroup => "group",
        Name::Loading => "on",
        Name::Dialog | Name::Toast => return typed(params),
        Name::SendForm | Name::SetProperty => return params.into(),
        // Without data, or without a word in this dialect.
        Name::AddNote
        | Name::Copy
        | Name::GetConversation
        | Name::GetWorkspaceInfo
        | Name::InsertText
        | Name::ListMessages
        | Name::OpenConversation
        | Name::SetBadge
        | Name::SetHeight
        | Name::StorageGet
        | Name::StorageKeys
        | Name::StorageRemove
        | Name::StorageSet => return JsValue::UNDEFINED,
    };
    params.get(key)
}

/// `kind` is `type` in this dialect.
fn typed(params: &Bag) -> JsValue {
    let data = Bag::new();
    for key in ["title", "description", "okText", "cancelText", "message"] {
        let value = params.get(key);
        if !value.is_undefined() {
            data.set(key, &value);
        }
    }
    data.set("type", &params.get("kind"));
    data.into()
}

/// The channel's ok value, made of the `data` of an answer.
pub(super) fn answer(command: Name, data: JsValue) -> JsValue {
    if command == Name::SendForm && data.is_object() {
        let ok = Bag::new();
        ok.set("answers", &data);
        return ok.into();
    }
    data
}

/// An event's data as the channel has it, in so far as this dialect differs. The page's own listeners may
/// hold the object that came, so it stays as it is.
pub(super) fn event(event: event::Name, data: &JsValue) -> JsValue {
    match (event, Bag::of(data)) {
        (event::Name::NoConversation, _) => JsValue::NULL,
        (event::Name::Conversation, Some(data)) => conversation(&copy(data)),
        _ => data.clone(),
    }
}

fn conversation(data: &Bag) -> JsValue {
    if let Some(conversation) = Bag::of(&data.get("conversation"))
        && is_missing(&conversation.get("tags"))
    {
        let conversation = copy(conversation);
        conversation.set("tags", &Array::new());
        data.set("conversation", &conversation);
    }
    if let Some(messages) = data.get("messages").dyn_ref::<Array>() {
        let read = Array::new();
        for place in 0..messages.length() {
            read.push(&message(&messages.get(place)));
        }
        data.set("messages", &read);
    }
    data.into()
}

/// A message under the channel's names too.
fn message(given: &JsValue) -> JsValue {
    let Some(message) = Bag::of(given).map(copy) else {
        return given.clone();
    };
    for (name, older) in [("mediaUrl", "url"), ("text", "content")] {
        let value = message.get(older);
        if is_missing(&message.get(name)) && !value.is_undefined() {
            message.set(name, &value);
        }
    }
    message.into()
}
