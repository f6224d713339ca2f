//! The commands, a file each: what is checked before sending, and what the author gets back.
//!
//! A command's file has `params`, from the author's arguments to the wire's object, and, where the
//! author gets something else than the wire's value, `answer`.

use encaixe_protocol::command::Name;
use wasm_bindgen::JsValue;

use crate::error::invalid;
use crate::value::{describe, join};

pub mod add_tag;
pub mod dialog;
pub mod get_workspace_info;
pub mod loading;
pub mod remove_tag;
pub mod toast;

/// What a call is settled with, made of the wire's value.
pub(crate) fn answer(command: Name, ok: JsValue) -> JsValue {
    match command {
        Name::AddTag | Name::RemoveTag => add_tag::answer(&ok),
        Name::Dialog => dialog::answer(&ok),
        Name::GetWorkspaceInfo => ok,
        Name::Loading | Name::Toast => JsValue::UNDEFINED,
    }
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
