//! The data of `conversation` in the classic dialect, which lacks what came later and has lists of other shapes.

use encaixe_protocol::event::conversation::{Message, Property, Status};
use js_sys::Array;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use super::value::decode;
use crate::{PlainObject, Wire, copy_given};

/// The data as the types expect it: a status that is missing is taken for open, and what cannot be read of messages and
/// properties is left out. What came stays as it is.
pub(super) fn complete(wire: Wire, data: JsValue) -> JsValue {
    let Some(given) = PlainObject::of(&data).filter(|_| wire == Wire::Classic) else {
        return data;
    };
    let copied = || {
        let data = copy_given(given)?;
        keep_readable::<Message>(&data, "messages");
        for (key, read) in [
            ("contact", contact as fn(&PlainObject)),
            ("conversation", conversation),
        ] {
            if let Some(part) = PlainObject::of(&data.get(key)) {
                let part = copy_given(part)?;
                read(&part);
                data.set(key, &part);
            }
        }
        Ok::<_, JsValue>(data)
    };
    copied().map_or_else(|_| data.clone(), Into::into)
}

fn contact(contact: &PlainObject) {
    keep_readable::<Property>(contact, "properties");
}

fn conversation(conversation: &PlainObject) {
    if conversation.get("status").is_undefined() {
        conversation.set_text("status", Status::Open.as_str());
    }
    let last = conversation.get("lastMessage");
    if decode::<Message>("", last).is_err() {
        conversation.set("lastMessage", &JsValue::NULL);
    }
}

/// Keeps those elements of a list that are what they should be.
fn keep_readable<T: DeserializeOwned>(of: &PlainObject, key: &str) {
    let list = of.get(key);
    if list.is_undefined() {
        return;
    }
    let readable = |it: &JsValue| decode::<T>("", it.clone()).is_ok();
    let kept = Array::new();
    if let Some(list) = list.dyn_ref::<Array>() {
        for it in list.iter().filter(readable) {
            kept.push(&it);
        }
    }
    of.set(key, &kept);
}
