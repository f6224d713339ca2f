//! Changes of custom fields, checked against the workspace's fields: what contacts and attendances share.

use encaixe_api::error::FieldError;
use encaixe_api::inbox::custom_field::value::listed;
use encaixe_api::inbox::custom_field::{CustomField, Fields};

use super::check::wrong;
use crate::app::App;
use crate::error::Result;
use crate::store::field::Changes;

/// The most fields that one request changes.
const MOST: usize = 100;

/// How much of an unknown placeholder an answer repeats, in characters.
const SHOWN_CHARS: usize = 100;

/// The changes as they are stored; what is wrong with them joins the list, all of it.
pub(super) async fn check(
    app: &App,
    entity: &str,
    fields: &Fields,
    errors: &mut Vec<FieldError>,
) -> Result<Changes> {
    if fields.is_empty() {
        return Ok(Changes::new());
    }
    if fields.len() > MOST {
        let message = format!(
            "at most {MOST} fields are taken; these are {}",
            fields.len()
        );
        errors.push(wrong("fields", "too_many", message));
        return Ok(Changes::new());
    }
    let mut known = app.store.custom_fields().await?;
    known.retain(|one| one.entity == entity);
    Ok(checked(&known, fields, errors))
}

fn checked(known: &[CustomField], fields: &Fields, errors: &mut Vec<FieldError>) -> Changes {
    let mut changes = Changes::new();
    for (placeholder, value) in fields {
        let Some(field) = known.iter().find(|one| one.placeholder == *placeholder) else {
            errors.push(unknown(known, placeholder));
            continue;
        };
        if !field.is_active && value.is_some() {
            errors.push(wrong(
                &format!("fields.{placeholder}"),
                "inactive",
                "this field is switched off; what is filled in stays, and can only be emptied"
                    .to_owned(),
            ));
            continue;
        }
        match value.as_ref().map(|value| field.check(value)).transpose() {
            Ok(value) => changes.push((field.id.clone(), value.flatten())),
            Err(refusal) => errors.push(wrong(
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
    wrong(&format!("fields.{shown}"), "not_found", message)
}
