//! The params of the channel, made of the classic `data`: as lenient as pages in the wild need it, since
//! they get no error that would tell them more.

use encaixe_protocol::command::Name;
use wasm_bindgen::JsValue;

use super::{object, set};
use crate::read::{NAME_UNITS, get, text};

/// The params of a command; none when the page asks for nothing that can be meant.
pub(super) fn params(command: Name, data: &JsValue) -> Option<JsValue> {
    Some(match command {
        Name::AddTag | Name::RemoveTag => object(&[("tag", given(data)?)]),
        // Null takes the assignee or the group away, which nobody asks for by saying nothing.
        Name::AssignTo => object(&[("member", given(data)?)]),
        Name::MoveToGroup => object(&[("group", given(data)?)]),
        Name::Dialog => {
            let params = pick(data, &["title", "description", "okText", "cancelText"]);
            set(&params, "kind", &"confirm".into());
            params
        }
        Name::GetWorkspaceInfo => object(&[]),
        Name::Loading => object(&[("on", data.is_truthy().into())]),
        Name::SendForm => {
            let keys = ["title", "description", "items", "okText", "cancelText"];
            let params = pick(data, &keys);
            if let Some(kind) = one_of(&get(data, "type"), &["modal", "drawer"]) {
                set(&params, "type", &kind.into());
            }
            params
        }
        Name::SetProperty => {
            let params = pick(data, &["type", "contactId", "sessionId", "fields"]);
            // The mark may be anything here; the answer carries it in any case.
            let key = get(data, "key");
            if key.is_string() || key.as_f64().is_some() {
                set(&params, "key", &key);
            }
            params
        }
        Name::Toast => object(&[
            ("kind", toast_kind(&get(data, "type")).into()),
            ("message", written(get(data, "message"))),
        ]),
        // The classic dialect does not know these.
        Name::AddNote
        | Name::Copy
        | Name::GetConversation
        | Name::GetToken
        | Name::InsertText
        | Name::ListMessages
        | Name::OpenConversation
        | Name::Request
        | Name::SetBadge
        | Name::SetHeight
        | Name::StorageGet
        | Name::StorageKeys
        | Name::StorageRemove
        | Name::StorageSet => return None,
    })
}

/// Whether a `set-property` says whose fields it sets, so that it does not hang on what is open.
pub(super) fn names_entity(data: &JsValue) -> bool {
    let session = one_of(&get(data, "type"), &["session"]).is_some();
    let id = get(data, if session { "sessionId" } else { "contactId" });
    !id.is_null() && !id.is_undefined()
}

fn toast_kind(kind: &JsValue) -> &'static str {
    one_of(kind, &["success", "error", "warning", "info"]).unwrap_or("info")
}

/// Null is given, undefined is not.
fn given(data: &JsValue) -> Option<JsValue> {
    (!data.is_undefined()).then(|| data.clone())
}

/// An object with these keys of another, as far as they are there.
fn pick(data: &JsValue, keys: &[&str]) -> JsValue {
    let picked = object(&[]);
    for key in keys {
        let value = get(data, key);
        if !value.is_null() && !value.is_undefined() {
            set(&picked, key, &value);
        }
    }
    picked
}

/// A number as a text; anything else as it stands.
fn written(value: JsValue) -> JsValue {
    match value.as_f64() {
        Some(number) => number.to_string().into(),
        None => value,
    }
}

fn one_of(value: &JsValue, words: &[&'static str]) -> Option<&'static str> {
    let value = text(value, NAME_UNITS)?;
    words.iter().copied().find(|word| *word == value)
}
