//! `on`, `once` and `off`.

use encaixe_plugin::protocol::event::Name;
use encaixe_plugin::{Plugin, Times, error, join};
use js_sys::Function;
use wasm_bindgen::prelude::*;

use crate::member::Args;

/// `on(event, listener)`: returns the function that takes the listener back.
pub(crate) fn on(plugin: &Plugin, times: Times, args: &Args) -> Result<JsValue, JsValue> {
    let [event, listener, ..] = args;
    let number = plugin.on(self::event(event)?, self::listener(listener)?, times);
    Ok(plugin.unsubscriber(number).into())
}

/// `off(event, listener?)`.
pub(crate) fn off(plugin: &Plugin, args: &Args) -> Result<JsValue, JsValue> {
    let [event, listener, ..] = args;
    let event = self::event(event)?;
    if listener.is_undefined() {
        plugin.off(event, None);
    } else {
        plugin.off(event, Some(&self::listener(listener)?));
    }
    Ok(JsValue::UNDEFINED)
}

fn event(given: &JsValue) -> Result<Name, JsValue> {
    let name = given.as_string().and_then(|name| Name::parse(&name));
    name.ok_or_else(|| {
        let mut known = String::new();
        for name in Name::ALL {
            let comma = if known.is_empty() { "" } else { ", " };
            known = join(&[&known, comma, name.as_str()]);
        }
        error::invalid("event", &known, given)
    })
}

fn listener(given: &JsValue) -> Result<Function, JsValue> {
    let function = given.dyn_ref::<Function>().cloned();
    function.ok_or_else(|| error::invalid("listener", "a function", given))
}
