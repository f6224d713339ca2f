//! `POST /api/plugins`: a new registration.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{AppendHeaders, IntoResponse};
use encaixe_api::plugin::{NewPlugin, Plugin};

use super::{check_endpoint, check_icon, check_name};
use crate::access::Admin;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::routes::check::keep;
use crate::store::plugin::New;
use crate::time;

/// Registers a plugin.
#[utoipa::path(
    post,
    path = "/plugins",
    operation_id = "create_plugin",
    tag = "plugins",
    request_body = NewPlugin,
    responses((status = 201, body = Plugin, headers(("Location" = String, description = "Its address.")))),
)]
pub(super) async fn create(
    State(app): State<Shared>,
    Admin(caller): Admin,
    Json(new): Json<NewPlugin>,
) -> Result<impl IntoResponse + use<>> {
    let mut wrong = Vec::new();
    let name = keep(&mut wrong, check_name(&new.name));
    let endpoint = keep(&mut wrong, check_endpoint(&app, &new.endpoint));
    let icon = keep(
        &mut wrong,
        check_icon(new.icon.as_deref().unwrap_or_default()),
    );
    let (Some(name), Some(endpoint), Some(icon)) = (name, endpoint, icon) else {
        return Err(Error::Invalid(wrong));
    };
    let (emoji, picture) = icon.parts();
    let new = New {
        name: &name,
        icon: Some(emoji.as_str()).filter(|icon| !icon.is_empty()),
        endpoint: endpoint.as_str(),
        enabled: new.enabled.unwrap_or(true),
        classic: new.classic.unwrap_or(false),
        created_at: time::now(),
    };
    let writer = app.store.by(caller.actor());
    let plugin = writer.add_plugin(&new, picture.as_ref()).await?;
    let location = format!("/api/plugins/{}", plugin.id);
    Ok((
        StatusCode::CREATED,
        AppendHeaders([(LOCATION, location)]),
        Json(plugin),
    ))
}
