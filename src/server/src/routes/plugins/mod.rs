//! `/api/plugins`: the registry (admin), and what plugins store (everybody).

mod create;
mod delete;
mod list;
mod patch;
mod secret;
mod show;
mod storage;

use encaixe_api::error::FieldError;
use encaixe_api::plugin::NAME_CHARS;
use encaixe_api::plugin_url::{PluginUrl, Refusal};
use encaixe_api::visible;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::{App, Shared};
use crate::openapi;
use crate::picture::Picture;
use crate::routes::check::{self, wrong};

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .merge(openapi::admin(
            OpenApiRouter::new()
                .routes(routes!(list::list, create::create))
                .routes(routes!(show::show, patch::patch, delete::delete))
                .routes(routes!(secret::show))
                .routes(routes!(secret::rotate)),
        ))
        .merge(storage::router())
}

/// The longest icon, in bytes: one emoji of several code points.
const ICON_BYTES: usize = 64;

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
