//! The commands, a file each: what is checked before sending, and what the author gets back.
//!
//! A command's file has `params`, from the author's arguments to the wire's object, and, where the
//! author gets something else than the wire's value, `answer`.

use encaixe_protocol::command::Name;
use wasm_bindgen::JsValue;

use crate::error::invalid;
use crate::value::json;

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
    let fits = |text: String| !text.is_empty() && text.chars().count() <= most;
    if given.as_string().is_some_and(fits) {
        return Ok(());
    }
    let most = json(&JsValue::from(most)).unwrap_or_default();
    let expected = ["a text of 1 to ", &most, " characters"].concat();
    Err(invalid(argument, &expected, given))
}
