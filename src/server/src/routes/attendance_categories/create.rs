//! `POST /api/attendance-categories`: a new one.

use axum::extract::State;
use axum::response::IntoResponse;
use encaixe_api::inbox::category::{Category, NewCategory};

use crate::access::Admin;
use crate::app::Shared;
use crate::check::{self, category, collect_error, ensure_valid};
use crate::error::Result;
use crate::extract::Json;
use crate::routes::named::made;
use crate::store::category::New;
use crate::{random, time};

/// Makes a category, with items or without.
#[utoipa::path(
    post,
    path = "/attendance-categories",
    operation_id = "create_category",
    tag = "attendances",
    request_body = NewCategory,
    responses((status = 201, body = Category)),
)]
pub(super) async fn create(
    State(app): State<Shared>,
    Admin(caller): Admin,
    Json(new): Json<NewCategory>,
) -> Result<impl IntoResponse + use<>> {
    let mut errors = Vec::new();
    let name = collect_error(&mut errors, check::entry::name(&new.name)).unwrap_or_default();
    let color = new
        .color
        .as_deref()
        .and_then(|text| collect_error(&mut errors, check::tag::color(text)));
    let items = category::items(&new.items, &mut errors);
    ensure_valid(errors)?;
    let color = match color {
        Some(color) => color,
        None => app.store.rare_category_color().await?.to_owned(),
    };
    let new = app
        .store
        .by(caller.actor())
        .add_category(&New {
            id: &random::id()?.into(),
            name: &name,
            color: &color,
            items: &items,
            created_at: time::now(),
        })
        .await??;
    Ok(made(new))
}
