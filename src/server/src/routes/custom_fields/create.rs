//! `POST /api/custom-fields`: a new one.

use axum::extract::State;
use axum::response::IntoResponse;
use encaixe_api::inbox::custom_field::{CustomField, ENTITIES, KINDS, NewCustomField};

use super::check::{KEY_CHARS, key, options};
use crate::access::Admin;
use crate::app::{App, Shared};
use crate::error::Result;
use crate::extract::Json;
use crate::fold::fold;
use crate::routes::check::{keep, one_of};
use crate::routes::named::{description, made, name, sound};
use crate::store::custom_field::New;
use crate::{random, time};

/// Makes a custom field.
#[utoipa::path(
    post,
    path = "/custom-fields",
    operation_id = "create_custom_field",
    tag = "workspace",
    request_body = NewCustomField,
    responses((status = 201, body = CustomField)),
)]
pub(super) async fn create(
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
