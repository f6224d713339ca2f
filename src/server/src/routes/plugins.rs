//! `/api/plugins`: the registry (admin).

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{AppendHeaders, IntoResponse};
use encaixe_api::error::FieldError;
use encaixe_api::inbox::Page;
use encaixe_api::plugin::{NAME_CHARS, NewPlugin, Plugin, PluginPatch, Secret};
use encaixe_api::plugin_url::{PluginUrl, Refusal};
use encaixe_api::visible;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::check::{self, keep, wrong};
use crate::access::Admin;
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::openapi;
use crate::picture::Picture;
use crate::store::plugin::New;
use crate::store::plugin_icon::PLACE;
use crate::time;

/// The longest icon, in bytes: one emoji of several code points.
const ICON_BYTES: usize = 64;

pub(super) fn router() -> OpenApiRouter<Shared> {
    openapi::admin(
        OpenApiRouter::new()
            .routes(routes!(list, create))
            .routes(routes!(show, change, remove))
            .routes(routes!(secret))
            .routes(routes!(rotate)),
    )
}

/// The registered plugins.
#[utoipa::path(
    get,
    path = "/plugins",
    operation_id = "list_plugins",
    tag = "plugins",
    responses((status = 200, body = Page<Plugin>)),
)]
async fn list(State(app): State<Shared>, _: Admin) -> Result<Json<Page<Plugin>>> {
    let plugins = app.store.plugins().await?;
    Ok(Json(Page {
        items: plugins.into_iter().map(|one| one.plugin).collect(),
        next: None,
    }))
}

/// Registers a plugin.
#[utoipa::path(
    post,
    path = "/plugins",
    operation_id = "create_plugin",
    tag = "plugins",
    request_body = NewPlugin,
    responses((status = 201, body = Plugin, headers(("Location" = String, description = "Its address.")))),
)]
async fn create(
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

/// One plugin.
#[utoipa::path(
    get,
    path = "/plugins/{id}",
    operation_id = "show_plugin",
    tag = "plugins",
    responses((status = 200, body = Plugin)),
)]
async fn show(State(app): State<Shared>, _: Admin, Path(id): Path<String>) -> Result<Json<Plugin>> {
    let found = app.store.plugin(&id).await?;
    found
        .map(|found| Json(found.plugin))
        .ok_or(Error::NotFound("plugin"))
}

/// Changes a plugin's registration.
#[utoipa::path(
    patch,
    path = "/plugins/{id}",
    operation_id = "change_plugin",
    tag = "plugins",
    request_body = PluginPatch,
    responses((status = 200, body = Plugin)),
)]
async fn change(
    State(app): State<Shared>,
    Admin(caller): Admin,
    Path(id): Path<String>,
    Json(patch): Json<PluginPatch>,
) -> Result<Json<Plugin>> {
    let mut wrong = Vec::new();
    let icon = changed_icon(&app, &id, patch.icon, &mut wrong).await?;
    let (icon, picture) = icon.map(Icon::parts).unzip();
    let known = app.store.plugin(&id).await?;
    let known = known.map(|known| known.plugin.endpoint);
    // What stays as it is may be longer than what is taken now.
    let check_endpoint = |text: &str| {
        if known.as_deref() == Some(text.trim()) {
            endpoint_of(PluginUrl::registered(text, &app.origin))
        } else {
            check_endpoint(&app, text)
        }
    };
    let checked = PluginPatch {
        name: patch
            .name
            .and_then(|name| keep(&mut wrong, check_name(&name))),
        endpoint: patch
            .endpoint
            .and_then(|text| keep(&mut wrong, check_endpoint(&text)))
            .map(|url| url.to_string()),
        icon,
        enabled: patch.enabled,
        classic: patch.classic,
    };
    if checked.enabled == Some(true) && checked.endpoint.is_none() && wrong.is_empty() {
        let known = known.as_deref().ok_or(Error::NotFound("plugin"))?;
        keep(&mut wrong, check_endpoint(known));
    }
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    let plugin = app
        .store
        .by(caller.actor())
        .patch_plugin(&id, &checked, picture.flatten().as_ref())
        .await?
        .ok_or(Error::NotFound("plugin"))?;
    Ok(Json(plugin))
}

/// Removes a plugin, and what it stored.
#[utoipa::path(
    delete,
    path = "/plugins/{id}",
    operation_id = "remove_plugin",
    tag = "plugins",
    responses((status = 204)),
)]
async fn remove(
    State(app): State<Shared>,
    Admin(caller): Admin,
    Path(id): Path<String>,
) -> Result<StatusCode> {
    if !app.store.by(caller.actor()).remove_plugin(&id).await? {
        return Err(Error::NotFound("plugin"));
    }
    Ok(StatusCode::NO_CONTENT)
}

/// What the plugin's server knows our requests by.
#[utoipa::path(
    get,
    path = "/plugins/{id}/secret",
    operation_id = "show_plugin_secret",
    tag = "plugins",
    responses((status = 200, body = Secret)),
)]
async fn secret(
    State(app): State<Shared>,
    _: Admin,
    Path(id): Path<String>,
) -> Result<Json<Secret>> {
    let found = app.store.plugin(&id).await?;
    let found = found.ok_or(Error::NotFound("plugin"))?;
    Ok(Json(Secret {
        secret: found.secret,
    }))
}

/// Makes another secret; the one before is no longer good.
#[utoipa::path(
    post,
    path = "/plugins/{id}/secret/rotate",
    operation_id = "rotate_plugin_secret",
    tag = "plugins",
    responses((status = 200, body = Secret)),
)]
async fn rotate(
    State(app): State<Shared>,
    Admin(caller): Admin,
    Path(id): Path<String>,
) -> Result<Json<Secret>> {
    let writer = app.store.by(caller.actor());
    let secret = writer.rotate_plugin_secret(&id).await?;
    let secret = secret.ok_or(Error::NotFound("plugin"))?;
    Ok(Json(Secret { secret }))
}

fn check_name(name: &str) -> std::result::Result<String, FieldError> {
    check::name_of(name, NAME_CHARS)
}

fn check_endpoint(app: &App, text: &str) -> std::result::Result<PluginUrl, FieldError> {
    endpoint_of(PluginUrl::parse(text, &app.origin))
}

fn endpoint_of(
    read: std::result::Result<PluginUrl, Refusal>,
) -> std::result::Result<PluginUrl, FieldError> {
    read.map_err(|refusal| wrong("endpoint", refusal.code(), refusal.to_string()))
}

/// What stands for a plugin.
enum Icon {
    /// An emoji; an empty one is none.
    Emoji(String),
    /// A picture that was handed over.
    Picture(Picture),
}

impl Icon {
    fn parts(self) -> (String, Option<Picture>) {
        match self {
            Self::Emoji(emoji) => (emoji, None),
            Self::Picture(picture) => (String::new(), Some(picture)),
        }
    }
}

/// The icon that a patch asks for; none where it names the picture that the plugin has.
async fn changed_icon(
    app: &App,
    id: &str,
    icon: Option<String>,
    wrong: &mut Vec<FieldError>,
) -> Result<Option<Icon>> {
    let Some(icon) = icon else { return Ok(None) };
    if icon.starts_with(PLACE) {
        let known = app.store.plugin(id).await?;
        let known = known.ok_or(Error::NotFound("plugin"))?;
        if known.plugin.icon.as_ref() == Some(&icon) {
            return Ok(None);
        }
    }
    Ok(keep(wrong, check_icon(&icon)))
}

fn check_icon(icon: &str) -> std::result::Result<Icon, FieldError> {
    let icon = icon.trim();
    if icon.starts_with("data:") {
        return Picture::parse(icon)
            .map(Icon::Picture)
            .map_err(|refusal| wrong("icon", refusal.code(), refusal.message()));
    }
    let message =
        || format!("one emoji of at most {ICON_BYTES} bytes, or a picture as a `data:` address");
    if icon.len() > ICON_BYTES {
        return Err(wrong("icon", "too_long", message()));
    }
    if icon.starts_with('/') {
        return Err(wrong("icon", "invalid", message()));
    }
    Ok(Icon::Emoji(visible::name(icon)))
}
