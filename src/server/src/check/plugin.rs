//! A plugin's registration.

use encaixe_api::plugin::Plugin;
use encaixe_api::plugin_url::{PageOrigin, PluginUrl, Refusal};
use encaixe_api::visible;

use super::{Checked, field_error};
use crate::picture::Picture;

/// The longest icon, in bytes: one emoji of several code points.
const ICON_BYTES: usize = 64;

/// What stands for a plugin.
#[derive(Debug)]
pub enum Icon {
    /// An emoji; an empty one is none.
    Emoji(String),
    /// A picture that was handed over.
    Picture(Picture),
}

impl Icon {
    /// The emoji, empty for a picture, and the picture.
    #[must_use]
    pub fn into_parts(self) -> (String, Option<Picture>) {
        match self {
            Self::Emoji(emoji) => (emoji, None),
            Self::Picture(picture) => (String::new(), Some(picture)),
        }
    }
}

/// The address of a plugin's page, for the inbox at this origin.
///
/// # Errors
/// Why it is refused, at the path `endpoint`.
pub fn endpoint(text: &str, page: &PageOrigin) -> Checked<PluginUrl> {
    read(PluginUrl::parse(text, page))
}

/// The address of a plugin's page that was registered before. It may be longer than what is taken now.
///
/// # Errors
/// Why it is refused, at the path `endpoint`.
pub fn registered_endpoint(text: &str, page: &PageOrigin) -> Checked<PluginUrl> {
    read(PluginUrl::registered(text, page))
}

/// The address of a plugin that only one member sees.
///
/// # Errors
/// Why it is refused, at the path `endpoint`.
pub fn endpoint_for_one(text: &str, page: &PageOrigin) -> Checked<PluginUrl> {
    read(PluginUrl::for_one(text, page))
}

/// The address of a registered plugin's page, read by the rule for plugins of its kind.
///
/// # Errors
/// Why the page does not let it in.
pub fn registered(plugin: &Plugin, page: &PageOrigin) -> Result<PluginUrl, Refusal> {
    if plugin.owner.is_some() {
        PluginUrl::for_one(&plugin.endpoint, page)
    } else {
        PluginUrl::registered(&plugin.endpoint, page)
    }
}

fn read(parsed: Result<PluginUrl, Refusal>) -> Checked<PluginUrl> {
    parsed.map_err(|refusal| field_error("endpoint", refusal.code(), refusal.to_string()))
}

/// An emoji, or a picture as a `data:` address; an empty text is no icon.
///
/// # Errors
/// Why it is refused, at the path `icon`.
pub fn icon(icon: &str) -> Checked<Icon> {
    let icon = icon.trim();
    if icon.starts_with("data:") {
        return Picture::parse(icon)
            .map(Icon::Picture)
            .map_err(|refusal| field_error("icon", refusal.code(), refusal.message()));
    }
    let message =
        || format!("one emoji of at most {ICON_BYTES} bytes, or a picture as a `data:` address");
    if icon.len() > ICON_BYTES {
        return Err(field_error("icon", "too_long", message()));
    }
    if icon.starts_with('/') {
        return Err(field_error("icon", "invalid", message()));
    }
    Ok(Icon::Emoji(visible::name(icon)))
}
