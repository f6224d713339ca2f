//! `POST /api/custom-fields`: a new one.

use axum::extract::State;
use axum::response::IntoResponse;
use encaixe_api::inbox::custom_field::{CustomField, ENTITIES, KINDS, NewCustomField};

use crate::access::Admin;
use crate::app::{App, Shared};
use crate::check::custom_field::{self, KEY_CHARS};
use crate::check::{self, collect_error, ensure_valid};
use crate::error::Result;
use crate::extract::Json;
use crate::fold::fold;
use crate::routes::named::made;
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
    let mut errors = Vec::new();
    let name = collect_error(&mut errors, check::entry::name(&new.name)).unwrap_or_default();
    let description = new
        .description
        .as_deref()
        .and_then(|text| collect_error(&mut errors, check::entry::description(text)))
        .flatten();
    collect_error(&mut errors, check::one_of("entity", &new.entity, &ENTITIES));
    collect_error(&mut errors, check::one_of("type", &new.kind, &KINDS));
    let options = custom_field::options(&new.kind, &new.options, &[]);
    let options = collect_error(&mut errors, options).unwrap_or_default();
    let given = new
        .placeholder
        .as_deref()
        .and_then(|text| collect_error(&mut errors, custom_field::key(text)));
    ensure_valid(errors)?;
    let placeholder = match given {
        Some(key) => key,
        None => free_key(&app, &new.entity, &name).await?,
    };
    let new = app
        .store
        .by(caller.actor())
        .add_custom_field(&New {
            id: &random::id()?.into(),
            name: &name,
            description: description.as_deref(),
            entity: &new.entity,
            placeholder: &placeholder,
            kind: &new.kind,
            options: &options,
            created_at: time::now(),
        })
        .await??;
    Ok(made(new))
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
