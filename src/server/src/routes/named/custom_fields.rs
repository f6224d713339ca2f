//! `/api/custom-fields`: fields that the workspace adds to contacts and attendances. What is filled in is in
//! `routes/contacts.rs` and `routes/attendances.rs`.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use encaixe_api::error::ErrorBody;
use encaixe_api::inbox::Page;
use encaixe_api::inbox::custom_field::value::{CHOSEN, listed};
use encaixe_api::inbox::custom_field::{
    Choice, CustomField, CustomFieldPatch, ENTITIES, KINDS, NewCustomField, has_options,
};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{counted, created, description, name, new_name, settle, sound};
use crate::access::{Admin, Agent};
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::fold::fold;
use crate::routes::check::{Checked, keep, text, wrong};
use crate::store::custom_field::New;
use crate::store::named::Kind;
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
    let fields = app.store.custom_fields().await?;
    let items = counted(
        &app,
        Kind::CustomField,
        fields,
        |field| field.id.as_str(),
        |field, uses| field.uses = Some(uses),
    )
    .await?;
    Ok(Json(Page { items, next: None }))
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
    _: Admin,
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
    let options = keep(&mut wrong, options(&new.kind, &new.options)).unwrap_or_default();
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
    let field = settle(&app, Kind::CustomField, done)?;
    Ok(created(format!("/api/custom-fields/{}", field.id), field))
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
    _: Admin,
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
            .and_then(|asked| keep(&mut wrong, options(&field.kind, asked))),
        ..patch
    };
    sound(wrong)?;
    let done = app.store.patch_custom_field(&id, &patch).await?;
    settle(&app, Kind::CustomField, done).map(Json)
}

/// Deletes a custom field that is filled in nowhere.
#[utoipa::path(
    delete,
    path = "/custom-fields/{id}",
    operation_id = "delete_custom_field",
    tag = "workspace",
    responses((status = 204), (status = 422, body = ErrorBody, description = "`in_use`: the field is filled in; switch it off instead.")),
)]
async fn remove(State(app): State<Shared>, _: Admin, Path(id): Path<String>) -> Result<StatusCode> {
    let done = app.store.remove_named(Kind::CustomField, &id).await?;
    settle(&app, Kind::CustomField, done).map(|()| StatusCode::NO_CONTENT)
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

/// Options as they are kept: without white space around them, a missing label the value.
fn options(kind: &str, asked: &[Choice]) -> Checked<Vec<Choice>> {
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
    let mut kept: Vec<Choice> = Vec::with_capacity(asked.len());
    for (place, one) in asked.iter().enumerate() {
        let (value, label) = (one.value.trim(), one.label.trim());
        text(&format!("options[{place}].value"), value, 1, OPTION_CHARS)?;
        text(&format!("options[{place}].label"), label, 0, OPTION_CHARS)?;
        if kept.iter().any(|other| other.value == value) {
            return Err(wrong(
                &format!("options[{place}].value"),
                "repeated",
                "this option is there more than once".to_owned(),
            ));
        }
        kept.push(Choice {
            value: value.to_owned(),
            label: if label.is_empty() { value } else { label }.to_owned(),
        });
    }
    Ok(kept)
}
