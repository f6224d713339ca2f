//! What stands for a plugin: its picture, its emoji, or the piece of a puzzle. Decoration beside its name.

use yew::prelude::*;

use crate::icon::{large_icon, small_icon};

/// Whether an icon is a picture, by its address.
pub fn is_picture(icon: &str) -> bool {
    icon.starts_with('/') || icon.starts_with("data:")
}

/// The icon of a plugin: an emoji, an address on this server, or the `data:` address of a picture that is not saved yet.
pub fn plugin_icon(icon: Option<&str>) -> Html {
    match icon {
        Some(address) if is_picture(address) => picture("plugin-picture", address),
        Some(emoji) if !emoji.is_empty() => html! { emoji.to_owned() },
        _ => small_icon("puzzle"),
    }
}

/// The same, of 20 px instead of 16.
pub fn large_plugin_icon(icon: Option<&str>) -> Html {
    match icon {
        Some(address) if is_picture(address) => {
            picture("plugin-picture plugin-picture-large", address)
        }
        None | Some("") => large_icon("puzzle"),
        emoji => plugin_icon(emoji),
    }
}

fn picture(class: &'static str, address: &str) -> Html {
    html! { <img {class} src={address.to_owned()} alt="" /> }
}
