//! Texts of canned replies.

use encaixe_api::error::FieldError;
use encaixe_api::inbox::canned_reply::{TEXT_CHARS, VARIABLES, unknown_variable, variable_of};
use encaixe_api::inbox::custom_field::CustomField;
use encaixe_api::inbox::custom_field::value::listed;

use super::{collect_error, field_error};

/// The longest name, in characters.
pub const NAME_CHARS: usize = 60;

/// How much of an unknown variable an answer repeats, in characters.
const SHOWN_CHARS: usize = 60;

/// The length of a text, and whether its variables exist, of which some are the workspace's custom fields. What is wrong
/// joins the list: `empty`, `too_long`, `unknown_variable`, at the path `text`.
pub fn text(text: &str, fields: &[CustomField], errors: &mut Vec<FieldError>) {
    collect_error(errors, super::text("text", text, 1, TEXT_CHARS));
    if let Some(unknown) = unknown_variable(text, fields) {
        let shown: String = unknown.chars().take(SHOWN_CHARS).collect();
        let own: Vec<String> = fields.iter().map(variable_of).collect();
        let known: Vec<&str> = VARIABLES
            .into_iter()
            .chain(own.iter().map(String::as_str))
            .collect();
        let known = listed(known.into_iter());
        let message = format!("there is no variable `{shown}`; there are: {known}");
        errors.push(field_error("text", "unknown_variable", message));
    }
}
