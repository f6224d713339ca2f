//! What is filled in in custom fields, against the fields that the workspace has: what contacts and attendances share.

use encaixe_api::error::FieldError;
use encaixe_api::inbox::custom_field::value::listed;
use encaixe_api::inbox::custom_field::{CustomField, Fields};

use super::field_error;
use crate::store::field::Changes;

/// The most fields that one request changes.
const MOST: usize = 100;

/// How much of an unknown placeholder an answer repeats, in characters.
const SHOWN_CHARS: usize = 100;

/// The changes as they are stored, of the fields that there are of this entity. All that is wrong with them joins the list:
/// `too_many`, `not_found`, `inactive`, or what a value of its kind cannot be.
pub fn validate(known: &[CustomField], fields: &Fields, errors: &mut Vec<FieldError>) -> Changes {
    if fields.len() > MOST {
        let count = fields.len();
        let message = format!("at most {MOST} fields are taken; these are {count}");
        errors.push(field_error("fields", "too_many", message));
        return Changes::new();
    }
    let mut changes = Changes::new();
    for (placeholder, value) in fields {
        let Some(field) = known.iter().find(|one| one.placeholder == *placeholder) else {
            errors.push(unknown(known, placeholder));
            continue;
        };
        if !field.is_active && value.is_some() {
            errors.push(field_error(
                &format!("fields.{placeholder}"),
                "inactive",
                "this field is switched off; what is filled in stays, and can only be emptied",
            ));
            continue;
        }
        match value.as_ref().map(|value| field.check(value)).transpose() {
            Ok(value) => changes.push((field.id.clone(), value.flatten())),
            Err(refusal) => errors.push(field_error(
                &format!("fields.{placeholder}"),
                refusal.code(),
                refusal.to_string(),
            )),
        }
    }
    changes
}

fn unknown(known: &[CustomField], placeholder: &str) -> FieldError {
    let names = listed(known.iter().map(|one| one.placeholder.as_str()));
    let message = if known.is_empty() {
        "there is no such field, nor any other".to_owned()
    } else {
        format!("there is no such field; there are: {names}")
    };
    let shown: String = placeholder.chars().take(SHOWN_CHARS).collect();
    field_error(&format!("fields.{shown}"), "not_found", message)
}
