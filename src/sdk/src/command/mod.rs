//! The commands as JavaScript methods, a file each, and `dispatchEvent`.
//!
//! A command's file has one [`Method`].

mod add_tag;
mod dialog;
mod get_workspace_info;
mod loading;
mod remove_tag;
mod toast;

use std::rc::Rc;

use encaixe_plugin::protocol::command::{Binding, Name};
use encaixe_plugin::protocol::error::Code;
use encaixe_plugin::{Bag, Options, Plugin, error};
use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;

use crate::member::{Args, bound, function};

/// A command in JavaScript: `name(..own arguments, callback?, options?)`.
struct Method {
    /// Its name on the object.
    name: &'static str,
    /// How many arguments come before the callback.
    own: usize,
    /// The wire's params of its own arguments, the first two given.
    params: fn(&JsValue, &JsValue) -> Result<Bag, JsValue>,
    /// Its own arguments, from the one value that the older wire had for it.
    older: fn(JsValue) -> [JsValue; 2],
}

/// The method of each command.
const fn method(command: Name) -> &'static Method {
    match command {
        Name::AddTag => &add_tag::METHOD,
        Name::Dialog => &dialog::METHOD,
        Name::GetWorkspaceInfo => &get_workspace_info::METHOD,
        Name::Loading => &loading::METHOD,
        Name::RemoveTag => &remove_tag::METHOD,
        Name::Toast => &toast::METHOD,
    }
}

/// Adds the methods, and hands the bound ones to listeners.
pub(crate) fn add_to(kinbox: &Bag, plugin: &Plugin) {
    let mut bindable = Vec::new();
    for &command in Name::ALL {
        let name = method(command).name;
        let call = to_function(plugin, command);
        kinbox.set(name, &bound(&call, &JsValue::UNDEFINED));
        if command.binding() == Binding::Conversation {
            bindable.push((name, call));
        }
    }
    plugin.bind_with(Rc::new(move |conversation| {
        let bound_commands = Bag::new();
        for (name, call) in &bindable {
            bound_commands.set(name, &bound(call, conversation));
        }
        bound_commands.into()
    }));
    let plugin = plugin.clone();
    let dispatch = function(move |[event, data, ..]| Ok(dispatch(&plugin, &event, data).into()));
    kinbox.set("dispatchEvent", &dispatch);
}

/// The command as a function whose first argument is the conversation that it is bound to, if any.
fn to_function(plugin: &Plugin, command: Name) -> Function {
    let plugin = plugin.clone();
    function(move |[conversation, arguments @ ..]: Args| {
        let method = method(command);
        let [first, second, ..] = &arguments;
        let params = (method.params)(first, second);
        let rest = arguments.get(method.own..).unwrap_or_default();
        let options = Options::read(rest).map(|options| options.bind(&conversation));
        Ok(plugin.call(command, params, options).into())
    })
}

/// Makes the call that the older wire had under this event, or under the name of this one.
fn dispatch(plugin: &Plugin, event: &JsValue, data: JsValue) -> Promise {
    let spelling = event.as_string().map(|event| event.replace('-', "_"));
    let Some(command) = spelling.and_then(|name| Name::parse(&name)) else {
        return Promise::reject(&error::error(
            Code::Unsupported,
            "event: the host knows no such command",
        ));
    };
    let method = method(command);
    let [first, second] = (method.older)(data);
    plugin.call(
        command,
        (method.params)(&first, &second),
        Ok(Options::default()),
    )
}
