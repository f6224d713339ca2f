//! How a member of the object is made: a plain function, so that it needs no `this`.

use encaixe_plugin::protocol::command::Name;
use encaixe_plugin::{Bag, Plugin, Times};
use js_sys::{Function, Object};
use wasm_bindgen::prelude::*;

use crate::{command, events};

/// What a member is called with; arguments that were not given are undefined.
pub(crate) type Args = [JsValue; 5];

/// What a function of the object does.
#[derive(Clone, Copy)]
pub(crate) enum Member {
    /// `wire`.
    Wire,
    /// `context`.
    Context,
    /// `on` and `once`.
    On(Times),
    /// `off`.
    Off,
    /// `onCallback`.
    OnCallback,
    /// `dispatchEvent`.
    DispatchEvent,
    /// A command; its first argument is the conversation that it is bound to, if any.
    Command(Name),
}

impl Member {
    /// The member as a function. All are one type of closure: each type would cost its own glue.
    pub(crate) fn function(self, plugin: &Plugin) -> Function {
        type Body = dyn Fn(JsValue, JsValue, JsValue, JsValue, JsValue) -> Result<JsValue, JsValue>;
        let plugin = plugin.clone();
        let body: Box<Body> = Box::new(move |a, b, c, d, e| self.run(&plugin, &[a, b, c, d, e]));
        Closure::wrap(body).into_js_value().unchecked_into()
    }

    /// Gives the object this member under a name, read afresh each time.
    pub(crate) fn as_getter(self, plugin: &Plugin, of: &Bag, name: &str) {
        let descriptor = Bag::new();
        descriptor.set("get", &self.function(plugin));
        for key in ["enumerable", "configurable"] {
            descriptor.set(key, &JsValue::TRUE);
        }
        let of: &Object = of.unchecked_ref();
        Object::define_property(of, &name.into(), descriptor.unchecked_ref());
    }

    /// What is returned as an error is thrown.
    fn run(self, plugin: &Plugin, args: &Args) -> Result<JsValue, JsValue> {
        match self {
            Self::Wire => Ok(plugin.wire().as_str().into()),
            Self::Context => Ok(plugin.context()),
            Self::On(times) => events::on(plugin, times, args),
            Self::Off => events::off(plugin, args),
            // The older SDK handed the host's replies to itself by this name. Replies come by the port
            // now, and what a page puts in here goes nowhere.
            Self::OnCallback => Ok(JsValue::UNDEFINED),
            Self::DispatchEvent => Ok(command::dispatch(plugin, args).into()),
            Self::Command(name) => Ok(command::call(plugin, name, args).into()),
        }
    }
}

/// The function with its first argument set.
pub(crate) fn bound(function: &Function, first: &JsValue) -> JsValue {
    function.bind1(&JsValue::UNDEFINED, first).into()
}
