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
use js_sys::Promise;
use wasm_bindgen::prelude::*;

use crate::member::{Args, Member, bound};

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
        let call = Member::Command(command).function(plugin);
        kinbox.set(name, &bound(&call, &JsValue::UNDEFINED));
        if command.binding() == Binding::Conversation {
            bindable.push((name, call));
        }
    }
    plugin.bind_with(Rc::new(move |conversation| {
        let commands = Bag::new();
        for (name, call) in &bindable {
            commands.set(name, &bound(call, conversation));
        }
        commands.into()
    }));
}

/// The command as called: the conversation that it is bound to, if any, then what the author gave.
pub(crate) fn call(plugin: &Plugin, command: Name, args: &Args) -> Promise {
    let [conversation, given @ ..] = args;
    let [first, second, ..] = given;
    let method = method(command);
    let params = (method.params)(first, second);
    let rest = given.get(method.own..).unwrap_or_default();
    let options = Options::read(rest).map(|options| options.bind(conversation));
    plugin.call(command, params, options)
}

/// `dispatchEvent(event, data)`: the call that the older wire had under this event, or under the name
/// of this one.
pub(crate) fn dispatch(plugin: &Plugin, args: &Args) -> Promise {
    let [event, data, ..] = args;
    let command = event.as_string().and_then(|event| {
        let spelled = |name: &&Name| is_spelling(&event, name.as_str());
        Name::ALL.iter().find(spelled).copied()
    });
    let Some(command) = command else {
        let unknown = error::error(Code::Unsupported, "event: the host knows no such command");
        return Promise::reject(&unknown);
    };
    let method = method(command);
    let [first, second] = (method.older)(data.clone());
    let params = (method.params)(&first, &second);
    plugin.call(command, params, Ok(Options::default()))
}

/// Whether this is the command's name, or what the older wire had for it: a hyphen for each underscore.
fn is_spelling(event: &str, name: &str) -> bool {
    let same = |(one, other): (u8, u8)| one == other || (one == b'-' && other == b'_');
    event.len() == name.len() && event.bytes().zip(name.bytes()).all(same)
}
