//! `/api/custom-fields`: fields that the workspace adds to contacts and attendances. What is filled in is in
//! `routes/contacts.rs` and `routes/attendances.rs`.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use encaixe_api::error::ErrorBody;
use encaixe_api::inbox::Page;
use encaixe_api::inbox::custom_field::value::{CHOSEN, listed};
use encaixe_api::inbox::custom_field::{
    Choice, CustomField, CustomFieldPatch, ENTITIES, KINDS, NewCustomField, has_options,
};
use encaixe_api::visible;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{changed, description, made, name, new_name, page_of, removed, sound};
use crate::access::{Admin, Agent};
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::fold::{alike, fold};
use crate::routes::check::{Checked, keep, text, wrong};
use crate::store::custom_field::New;
use crate::{openapi, random, time};

/// The longest key, and the longest option, in characters.
const KEY_CHARS: usize = 40;
const OPTION_CHARS: usize = 200;

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .merge(openapi::admin(
            OpenApiRouter::new()
                .routes(routes!(create))
                .routes(routes!(change, remove)),
        ))
        .routes(routes!(list))
}

/// Every custom field, in their order, with how much each is used.
#[utoipa::path(
    get,
    path = "/custom-fields",
    operation_id = "list_custom_fields",
    tag = "workspace",
    responses((status = 200, body = Page<CustomField>)),
)]
async fn list(State(app): State<Shared>, _: Agent) -> Result<Json<Page<CustomField>>> {
    page_of(&app, app.store.custom_fields().await?).await
}

/// Makes a custom field.
#[utoipa::path(
    post,
    path = "/custom-fields",
    operation_id = "create_custom_field",
    tag = "workspace",
    request_body = NewCustomField,
    responses((status = 201, body = CustomField)),
)]
async fn create(
    State(app): State<Shared>,
    Admin(caller): Admin,
    Json(new): Json<NewCustomField>,
) -> Result<impl IntoResponse + use<>> {
    let mut wrong = Vec::new();
    let name = name(&new.name, &mut wrong);
    let description = new
        .description
        .as_deref()
        .and_then(|text| description(text, &mut wrong));
    keep(&mut wrong, one_of("entity", &new.entity, &ENTITIES));
    keep(&mut wrong, one_of("type", &new.kind, &KINDS));
    let options = keep(&mut wrong, options(&new.kind, &new.options, &[])).unwrap_or_default();
    let given = new
        .placeholder
        .as_deref()
        .and_then(|text| keep(&mut wrong, key(text)));
    sound(wrong)?;
    let placeholder = match given {
        Some(key) => key,
        None => free_key(&app, &new.entity, &name).await?,
    };
    let done = app
        .store
        .by(caller.actor())
        .add_custom_field(&New {
            id: &random::id()?,
            name: &name,
            description: description.as_deref(),
            entity: &new.entity,
            placeholder: &placeholder,
            kind: &new.kind,
            options: &options,
            created_at: time::now(),
        })
        .await?;
    made(done)
}

/// Changes a custom field: its name, description, options, place, and whether it may be filled in.
#[utoipa::path(
    patch,
    path = "/custom-fields/{id}",
    operation_id = "change_custom_field",
    tag = "workspace",
    request_body = CustomFieldPatch,
    responses((status = 200, body = CustomField)),
)]
async fn change(
    State(app): State<Shared>,
    Admin(caller): Admin,
    Path(id): Path<String>,
    Json(patch): Json<CustomFieldPatch>,
) -> Result<Json<CustomField>> {
    let field = app.store.custom_field(&id).await?;
    let field = field.ok_or(Error::NotFound("custom field"))?;
    let mut wrong = Vec::new();
    let patch = CustomFieldPatch {
        name: new_name(patch.name.as_deref(), &mut wrong),
        description: patch
            .description
            .map(|text| text.and_then(|text| description(&text, &mut wrong))),
        options: patch
            .options
            .as_deref()
            .and_then(|asked| keep(&mut wrong, options(&field.kind, asked, &field.options))),
        ..patch
    };
    sound(wrong)?;
    let done = app
        .store
        .by(caller.actor())
        .patch_custom_field(&id, &patch)
        .await?;
    changed(done)
}

/// Deletes a custom field that is filled in nowhere.
#[utoipa::path(
    delete,
    path = "/custom-fields/{id}",
    operation_id = "delete_custom_field",
    tag = "workspace",
    responses((status = 204), (status = 422, body = ErrorBody, description = "`in_use`: the field is filled in; switch it off instead.")),
)]
async fn remove(
    State(app): State<Shared>,
    Admin(caller): Admin,
    Path(id): Path<String>,
) -> Result<StatusCode> {
    removed::<CustomField>(&app, &caller, &id).await
}

/// One word of a closed list.
pub(super) fn one_of(path: &str, word: &str, known: &[&str]) -> Checked<()> {
    if known.contains(&word) {
        return Ok(());
    }
    let shown: String = word.chars().take(40).collect();
    let known = listed(known.iter().copied());
    let message = format!("`{shown}` is none of those that there are: {known}");
    Err(wrong(path, "unknown", message))
}

fn key(text: &str) -> Checked<String> {
    let sound = text.len() <= KEY_CHARS
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if sound {
        Ok(text.to_owned())
    } else {
        let message = format!(
            "a key begins with a letter and has letters, digits and `_`, in lower case and without accents, at most {KEY_CHARS}"
        );
        Err(wrong("placeholder", "invalid", message))
    }
}

/// A key made of a name, such as `plano_do_clube`, that no field of the entity has.
async fn free_key(app: &App, entity: &str, name: &str) -> Result<String> {
    let mut key = String::new();
    for letter in fold(name).chars() {
        let fits = letter.is_ascii_lowercase() || (letter.is_ascii_digit() && !key.is_empty());
        if fits {
            key.push(letter);
        } else if !key.is_empty() && !key.ends_with('_') {
            key.push('_');
        }
    }
    key.truncate(KEY_CHARS - 4);
    let stem = match key.trim_end_matches('_') {
        "" => "field",
        stem => stem,
    };
    let known = app.store.custom_fields().await?;
    let taken = |key: &str| {
        known
            .iter()
            .any(|one| one.entity == entity && one.placeholder == key)
    };
    let numbered = (2..).map(|number| format!("{stem}_{number}"));
    let mut keys = std::iter::once(stem.to_owned()).chain(numbered);
    Ok(keys.find(|key| !taken(key)).unwrap_or_default())
}

/// Options as they are kept: without white space around them, a missing label the value. Those that the field has already
/// stay as they are, also where they would not be taken any more.
fn options(kind: &str, asked: &[Choice], had: &[Choice]) -> Checked<Vec<Choice>> {
    if !asked.is_empty() && !has_options(kind) {
        let message = format!("only `select` and `multi-select` have options, not `{kind}`");
        return Err(wrong("options", "unexpected", message));
    }
    if asked.len() > CHOSEN {
        let message = format!(
            "at most {CHOSEN} options are taken; these are {}",
            asked.len()
        );
        return Err(wrong("options", "too_many", message));
    }
    let mut kept = Vec::with_capacity(asked.len());
    let stay = asked.iter().filter(|one| had.contains(one));
    let mut labels: BTreeSet<String> = stay.map(|one| alike(&one.label)).collect();
    let mut values = BTreeSet::new();
    for (place, one) in asked.iter().enumerate() {
        let before = had.iter().find(|before| before.value == one.value);
        let is_kept = before == Some(one);
        let option = if is_kept {
            one.clone()
        } else {
            option(place, one, before.is_some())?
        };
        // Without a label of its own it is the value that reads like another.
        let read = if visible::is_blank(&one.label) {
            "value"
        } else {
            "label"
        };
        for (part, is_new) in [
            ("value", values.insert(option.value.clone())),
            (read, is_kept || labels.insert(alike(&option.label))),
        ] {
            if !is_new {
                let message = "another option reads the same, case and accents aside".to_owned();
                let path = format!("options[{place}].{part}");
                return Err(wrong(&path, "repeated", message));
            }
        }
        kept.push(option);
    }
    Ok(kept)
}

/// An option that is new or of which the label is.
fn option(place: usize, asked: &Choice, has_value: bool) -> Checked<Choice> {
    let value = if has_value {
        asked.value.as_str()
    } else {
        value(place, asked.value.trim())?
    };
    text(
        &format!("options[{place}].label"),
        asked.label.trim(),
        0,
        OPTION_CHARS,
    )?;
    let label = visible::name(&asked.label);
    Ok(Choice {
        value: value.to_owned(),
        label: if label.is_empty() {
            value.to_owned()
        } else {
            label
        },
    })
}

/// The value is what programs give, so it is refused rather than changed where it has signs that nobody sees.
fn value(place: usize, value: &str) -> Checked<&str> {
    let path = format!("options[{place}].value");
    text(&path, value, 1, OPTION_CHARS)?;
    if visible::name(value) == value {
        Ok(value)
    } else {
        let message = "it has signs that nobody sees; leave them out".to_owned();
        Err(wrong(&path, "invalid", message))
    }
}
