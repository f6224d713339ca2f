//! The commands as JavaScript methods, a file each, and `dispatchEvent`.
//!
//! A command's file has one [`Method`].

mod add_note;
mod add_tag;
mod assign_to;
mod copy;
mod dialog;
mod get_conversation;
mod get_workspace_info;
mod insert_text;
mod list_messages;
mod loading;
mod move_to_group;
mod open_conversation;
mod remove_tag;
mod send_form;
mod set_badge;
mod set_height;
mod set_property;
mod storage_get;
mod storage_keys;
mod storage_remove;
mod storage_set;
mod toast;

use std::rc::Rc;

use encaixe_plugin::protocol::classic;
use encaixe_plugin::protocol::command::{Binding, Name};
use encaixe_plugin::{Bag, Options, Plugin, copy_given, error};
use js_sys::Promise;
use wasm_bindgen::prelude::*;

use crate::member::{Args, Member, bound};

/// A command in JavaScript: `name(..own arguments, callback?, options?)`.
struct Method {
    /// The object of Kinbox that it is in, if it is in one.
    within: Option<&'static str>,
    /// Its name there.
    name: &'static str,
    /// How many arguments come before the callback.
    own: usize,
    /// The wire's params of the first two arguments and the options.
    params: fn([&JsValue; 2], &Options) -> Result<Bag, JsValue>,
    /// Its own arguments, from the one value that the older wire had for it, if that wire knew it.
    older: Option<fn(JsValue) -> [JsValue; 2]>,
}

/// The object of the methods that store something.
const STORAGE: Option<&str> = Some("storage");

/// The one argument of most methods.
fn one(data: JsValue) -> [JsValue; 2] {
    [data, JsValue::UNDEFINED]
}

/// The method of each command.
const fn method(command: Name) -> &'static Method {
    match command {
        Name::AddNote => &add_note::METHOD,
        Name::AddTag => &add_tag::METHOD,
        Name::AssignTo => &assign_to::METHOD,
        Name::Copy => &copy::METHOD,
        Name::Dialog => &dialog::METHOD,
        Name::GetConversation => &get_conversation::METHOD,
        Name::GetWorkspaceInfo => &get_workspace_info::METHOD,
        Name::InsertText => &insert_text::METHOD,
        Name::ListMessages => &list_messages::METHOD,
        Name::Loading => &loading::METHOD,
        Name::MoveToGroup => &move_to_group::METHOD,
        Name::OpenConversation => &open_conversation::METHOD,
        Name::RemoveTag => &remove_tag::METHOD,
        Name::SendForm => &send_form::METHOD,
        Name::SetBadge => &set_badge::METHOD,
        Name::SetHeight => &set_height::METHOD,
        Name::SetProperty => &set_property::METHOD,
        Name::StorageGet => &storage_get::METHOD,
        Name::StorageKeys => &storage_keys::METHOD,
        Name::StorageRemove => &storage_remove::METHOD,
        Name::StorageSet => &storage_set::METHOD,
        Name::Toast => &toast::METHOD,
    }
}

/// Adds the methods, and hands those that may act on a conversation to listeners.
pub(crate) fn add_to(kinbox: &Bag, plugin: &Plugin) {
    let mut bindable = Vec::new();
    for &command in Name::ALL {
        let call = Member::Command(command).function(plugin);
        add(kinbox, command, &bound(&call, &JsValue::UNDEFINED));
        if command.binding() != Binding::Page {
            bindable.push((command, call));
        }
    }
    plugin.bind_with(Rc::new(move |conversation| {
        let commands = Bag::new();
        for (command, call) in &bindable {
            add(&commands, *command, &bound(call, conversation));
        }
        commands.into()
    }));
}

fn add(kinbox: &Bag, command: Name, call: &JsValue) {
    let method = method(command);
    let Some(within) = method.within else {
        kinbox.set(method.name, call);
        if command == Name::AddNote {
            // A name that plugins called before there was such a command.
            kinbox.set("sendNote", call);
        }
        return;
    };
    let inner = Bag::or_empty(&kinbox.get(within));
    inner.set(method.name, call);
    kinbox.set(within, &inner);
}

/// The command as called: the conversation that it is bound to, if any, then what the author gave.
pub(crate) fn call(plugin: &Plugin, command: Name, args: &Args) -> Promise {
    let [conversation, given @ ..] = args;
    let [first, second, ..] = given;
    let method = method(command);
    let rest = given.get(method.own..).unwrap_or_default();
    let options = Options::read(rest).map(|options| options.bind(conversation));
    let none = Options::default();
    let params = (method.params)([first, second], options.as_ref().unwrap_or(&none));
    plugin.call(command, params, options)
}

/// `dispatchEvent(event, data)`: the call that the older wire had under this event, or under the name
/// of this one. What neither knows only a host of the older dialect may take.
pub(crate) fn dispatch(plugin: &Plugin, args: &Args) -> Promise {
    let [event, data, ..] = args;
    let Some(name) = event.as_string() else {
        let problem = error::invalid("event", "a text", event);
        return Promise::reject(&problem);
    };
    let spelled = |it: &Name| is_spelling(&name, it.as_str());
    let command = classic::command(&name).or_else(|| Name::ALL.iter().copied().find(spelled));
    let Some(command) = command else {
        return plugin.call_older(event, data);
    };
    let none = Options::default();
    let params = method(command).older.map_or_else(
        || copy_given(&Bag::or_empty(data)),
        |older| {
            let [first, second] = older(data.clone());
            (method(command).params)([&first, &second], &none)
        },
    );
    plugin.call(command, params, Ok(none))
}

/// Whether this is the command's name, or that with a hyphen for each underscore.
fn is_spelling(event: &str, name: &str) -> bool {
    let same = |(one, other): (u8, u8)| one == other || (one == b'-' && other == b'_');
    event.len() == name.len() && event.bytes().zip(name.bytes()).all(same)
}
