//! `on`, `once`, `off` and `onCallback`.

use encaixe_plugin::protocol::event::Name;
use encaixe_plugin::{Bag, Plugin, Times, error, join};
use js_sys::Function;
use wasm_bindgen::prelude::*;

use crate::member::function;

/// Adds the members.
pub(crate) fn add_to(kinbox: &Bag, plugin: &Plugin) {
    for (name, times) in [("on", Times::Every), ("once", Times::Once)] {
        let plugin = plugin.clone();
        let on = function(move |[event, listener, ..]| {
            let number = plugin.on(self::event(&event)?, self::listener(&listener)?, times);
            Ok(plugin.unsubscriber(number).into())
        });
        kinbox.set(name, &on);
    }
    let plugin = plugin.clone();
    let off = function(move |[event, listener, ..]| {
        let event = self::event(&event)?;
        if listener.is_undefined() {
            plugin.off(event, None);
        } else {
            plugin.off(event, Some(&self::listener(&listener)?));
        }
        Ok(JsValue::UNDEFINED)
    });
    kinbox.set("off", &off);
    // The older SDK handed the host's replies to itself by this name. Replies come by the port now,
    // and what a page puts in here goes nowhere.
    kinbox.set("onCallback", &function(|_| Ok(JsValue::UNDEFINED)));
}

fn event(given: &JsValue) -> Result<Name, JsValue> {
    let name = given.as_string().and_then(|name| Name::parse(&name));
    name.ok_or_else(|| {
        let mut known = String::new();
        for name in Name::ALL {
            known = join(&[
                &known,
                if known.is_empty() { "" } else { ", " },
                name.as_str(),
            ]);
        }
        error::invalid("event", &known, given)
    })
}

fn listener(given: &JsValue) -> Result<Function, JsValue> {
    let function = given.dyn_ref::<Function>().cloned();
    function.ok_or_else(|| error::invalid("listener", "a function", given))
}
