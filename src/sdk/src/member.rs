//! How a member of the object is made: a plain function, so that it needs no `this`.

use encaixe_plugin::{Bag, Plugin};
use js_sys::{Function, Object};
use wasm_bindgen::prelude::*;

/// What a member is called with; arguments that were not given are undefined.
pub(crate) type Args = [JsValue; 5];

type Body = dyn Fn(JsValue, JsValue, JsValue, JsValue, JsValue) -> Result<JsValue, JsValue>;

/// A function that runs `body`. What it returns as an error is thrown.
pub(crate) fn function(body: impl Fn(Args) -> Result<JsValue, JsValue> + 'static) -> Function {
    let body: Box<Body> = Box::new(move |a, b, c, d, e| body([a, b, c, d, e]));
    Closure::wrap(body).into_js_value().unchecked_into()
}

/// The function with its first argument set.
pub(crate) fn bound(function: &Function, first: &JsValue) -> JsValue {
    function.bind1(&JsValue::UNDEFINED, first).into()
}

/// Gives the object a member that is read afresh each time.
pub(crate) fn getter(of: &Bag, plugin: &Plugin, name: &str, read: fn(&Plugin) -> JsValue) {
    let plugin = plugin.clone();
    let descriptor = Bag::new();
    descriptor.set("get", &function(move |_| Ok(read(&plugin))));
    for key in ["enumerable", "configurable"] {
        descriptor.set(key, &JsValue::TRUE);
    }
    let of: &Object = of.unchecked_ref();
    Object::define_property(of, &name.into(), descriptor.unchecked_ref());
}
