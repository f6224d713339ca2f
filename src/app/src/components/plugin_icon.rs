//! What stands for a plugin: its picture, its emoji, or the piece of a puzzle. Decoration beside its name.

use yew::prelude::*;

use super::icon::Icon;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// An emoji, an address on this server, or the `data:` address of a picture that is not saved yet.
    pub(crate) icon: Option<String>,
    /// 20 px instead of 16.
    #[prop_or_default]
    pub(crate) large: bool,
}

/// Whether an icon is a picture, by its address.
pub(crate) fn is_picture(icon: &str) -> bool {
    icon.starts_with('/') || icon.starts_with("data:")
}

#[component]
pub(crate) fn PluginIcon(props: &Props) -> Html {
    match props.icon.clone() {
        Some(address) if is_picture(&address) => {
            let class = classes!(
                "plugin-picture",
                props.large.then_some("plugin-picture-large")
            );
            html! { <img {class} src={address} alt="" /> }
        }
        Some(emoji) if !emoji.is_empty() => html! { emoji },
        _ => html! { <Icon name="puzzle" large={props.large} /> },
    }
}
