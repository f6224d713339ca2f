//! The commands, a file each: what is checked before sending, and what the author gets back.
//!
//! A command's file has its [`CommandSpec`], which the scripts in `js/` read, and `params`, from the author's arguments to the wire's
//! object.

use encaixe_protocol::command::{Binding, Name};
use js_sys::Array;
use wasm_bindgen::prelude::*;

use crate::value::PlainObject;

pub mod add_note;
pub mod add_tag;
pub mod assign_to;
pub mod copy;
pub mod dialog;
pub mod get_conversation;
pub mod get_token;
pub mod get_workspace_info;
pub mod insert_text;
pub mod list_messages;
pub mod loading;
pub mod move_to_group;
pub mod open_conversation;
pub mod remove_tag;
pub mod request;
pub mod send_form;
pub mod set_badge;
pub mod set_height;
pub mod set_property;
pub mod storage_get;
pub mod storage_keys;
pub mod storage_remove;
pub mod storage_set;
pub mod toast;

#[wasm_bindgen(module = "/js/shape.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = shapeBy)]
    fn shape(takes: &str, given: &Array) -> Result<PlainObject, JsValue>;
}

/// How the scripts read a command's arguments and answer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CommandSpec {
    /// Its arguments, `name:kind:most` with a space between them, `@` before those that stand in the options. The kinds
    /// are in `js/shape.js`.
    pub(crate) takes: &'static str,
    /// The key of the answer that a call is settled with; `*` for all of it, nothing for nothing.
    pub(crate) gives: &'static str,
    /// The `data` that the classic dialect has for it: a key of the params, `*` for all of them, `type` for all of them with
    /// that word for their kind, nothing for nothing.
    pub(crate) classic: &'static str,
}

/// The spec of each command.
pub(crate) const fn spec(command: Name) -> CommandSpec {
    match command {
        Name::AddNote => add_note::SPEC,
        Name::AddTag => add_tag::SPEC,
        Name::AssignTo => assign_to::SPEC,
        Name::Copy => copy::SPEC,
        Name::Dialog => dialog::SPEC,
        Name::GetConversation => get_conversation::SPEC,
        Name::GetToken => get_token::SPEC,
        Name::GetWorkspaceInfo => get_workspace_info::SPEC,
        Name::InsertText => insert_text::SPEC,
        Name::ListMessages => list_messages::SPEC,
        Name::Loading => loading::SPEC,
        Name::MoveToGroup => move_to_group::SPEC,
        Name::OpenConversation => open_conversation::SPEC,
        Name::RemoveTag => remove_tag::SPEC,
        Name::Request => request::SPEC,
        Name::SendForm => send_form::SPEC,
        Name::SetBadge => set_badge::SPEC,
        Name::SetHeight => set_height::SPEC,
        Name::SetProperty => set_property::SPEC,
        Name::StorageGet => storage_get::SPEC,
        Name::StorageKeys => storage_keys::SPEC,
        Name::StorageRemove => storage_remove::SPEC,
        Name::StorageSet => storage_set::SPEC,
        Name::Toast => toast::SPEC,
    }
}

/// Whether the call acts on the conversation that it was made for.
pub(crate) const fn binding(command: Name) -> &'static str {
    match command.binding() {
        Binding::Conversation => "bound",
        Binding::Optional => "optional",
        Binding::Page => "page",
    }
}

fn params(line: &CommandSpec, given: &[&JsValue]) -> Result<PlainObject, JsValue> {
    shape(line.takes, &given.iter().copied().collect())
}

#[cfg(test)]
mod tests {
    use encaixe_protocol::command as wire;
    use encaixe_protocol::scope::APP_ID_CHARS;

    use super::*;

    #[test]
    fn the_bounds_of_texts_are_those_of_the_wire() {
        for (line, argument, most) in [
            (add_note::SPEC, "text", wire::add_note::TEXT_CHARS),
            (copy::SPEC, "text", wire::copy::TEXT_CHARS),
            (dialog::SPEC, "dialog:question", wire::dialog::TEXT_CHARS),
            (insert_text::SPEC, "text", wire::add_note::TEXT_CHARS),
            (request::SPEC, "app:text", APP_ID_CHARS),
            (storage_get::SPEC, "key:text", wire::storage_get::KEY_CHARS),
            (
                storage_remove::SPEC,
                "key:text",
                wire::storage_get::KEY_CHARS,
            ),
            (storage_set::SPEC, "key:text", wire::storage_get::KEY_CHARS),
            (toast::SPEC, "message:text", wire::toast::MESSAGE_CHARS),
        ] {
            let wanted = format!("{argument}:{most}");
            let mut arguments = line.takes.split(' ');
            assert!(arguments.any(|it| it.ends_with(&wanted)), "{line:?}");
        }
    }
}
