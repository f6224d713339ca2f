//! The commands, a file each: what is checked before sending, and what the author gets back.
//!
//! A command's file has `params`, from the author's arguments to the wire's object, and, where the
//! author gets something else than the wire's value, `answer`.

use encaixe_protocol::command::{Binding, Name};
use wasm_bindgen::JsValue;

use crate::error::invalid;
use crate::height;
use crate::plugin::Plugin;
use crate::value::{Bag, describe, id, join};

pub mod add_note;
pub mod add_tag;
pub mod assign_to;
pub mod copy;
pub mod dialog;
pub mod get_conversation;
pub mod get_workspace_info;
pub mod insert_text;
pub mod list_messages;
pub mod loading;
pub mod move_to_group;
pub mod open_conversation;
pub mod remove_tag;
pub mod send_form;
pub mod set_badge;
pub mod set_height;
pub mod set_property;
pub mod storage_get;
pub mod storage_keys;
pub mod storage_remove;
pub mod storage_set;
pub mod toast;

/// What an id is, in an error message.
const ID: &str = "an id, a text or a whole number";

/// What a call is settled with, made of the wire's value.
pub(crate) fn answer(command: Name, ok: JsValue) -> JsValue {
    let key = match command {
        Name::AddNote => "message",
        Name::AddTag | Name::RemoveTag => "tags",
        Name::AssignTo => "assignee",
        Name::MoveToGroup => "group",
        Name::SetHeight => "height",
        Name::StorageKeys => "keys",
        Name::Dialog => return dialog::answer(&ok),
        Name::SendForm => return send_form::answer(&ok),
        Name::StorageGet => return storage_get::answer(&ok),
        Name::GetConversation | Name::GetWorkspaceInfo | Name::ListMessages | Name::SetProperty => {
            return ok;
        }
        Name::Copy
        | Name::InsertText
        | Name::Loading
        | Name::OpenConversation
        | Name::SetBadge
        | Name::StorageRemove
        | Name::StorageSet
        | Name::Toast => return JsValue::UNDEFINED,
    };
    Bag::or_empty(&ok).get(key)
}

/// Whether the author's callback gets this answer. One that takes a form's answers gets no null.
pub(crate) fn is_for_callback(command: Name, answer: &JsValue) -> bool {
    command != Name::SendForm || !answer.is_null()
}

/// Whether the call acts on the conversation that it was made for.
pub(crate) fn is_bound(command: Name, params: &Bag) -> bool {
    match command.binding() {
        Binding::Conversation => true,
        Binding::Page => false,
        Binding::Optional if command == Name::SetProperty => set_property::is_bound(params),
        Binding::Optional => storage_get::is_bound(params),
    }
}

/// The mark under which the event `callback` tells how the call ended; none for calls of which it does not.
pub(crate) fn mark(command: Name, params: Option<&Bag>) -> Option<JsValue> {
    (command == Name::SetProperty).then(|| set_property::mark(params))
}

/// What else a call does on this side, before it goes out.
pub(crate) fn begin(plugin: &Plugin, command: Name, params: &Bag) {
    if command == Name::SetHeight {
        height::begin(plugin, params);
    }
}

/// What else a call does on this side when it failed.
pub(crate) fn fail(plugin: &Plugin, command: Name, error: &JsValue) {
    if command == Name::SetHeight {
        height::fail(plugin, error);
    }
}

/// The params of one text.
fn text_params(key: &str, given: &JsValue, most: usize) -> Result<Bag, JsValue> {
    text(key, given, most)?;
    let params = Bag::new();
    params.set(key, given);
    Ok(params)
}

/// The params of one id.
fn id_params(key: &str, given: &JsValue) -> Result<Bag, JsValue> {
    let id = id(given).ok_or_else(|| invalid(key, ID, given))?;
    let params = Bag::new();
    params.set(key, &id);
    Ok(params)
}

/// The params of one id or null. Nothing at all is refused: it is seldom what was meant.
fn nullable_id_params(key: &str, given: &JsValue) -> Result<Bag, JsValue> {
    if !given.is_null() {
        return id_params(key, given);
    }
    let params = Bag::new();
    params.set(key, given);
    Ok(params)
}

/// Checks that an argument is a text of 1 to `most` characters.
fn text(argument: &str, given: &JsValue, most: usize) -> Result<(), JsValue> {
    if let Some(text) = given.as_string() {
        // A byte that starts a character is not of the form 10xxxxxx.
        let characters = text.bytes().filter(|byte| byte & 0xc0 != 0x80).count();
        if (1..=most).contains(&characters) {
            return Ok(());
        }
    }
    let most = describe(&most.into());
    let expected = join(&["a text of 1 to ", &most, " characters"]);
    Err(invalid(argument, &expected, given))
}
