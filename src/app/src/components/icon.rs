//! One icon of the sprite, which `boot.js` brings into the page; decoration beside a label or under a tooltip, so hidden from readers.

use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// Its name in `www/icons/icons.txt`.
    pub(crate) name: AttrValue,
    /// 20 px instead of 16.
    #[prop_or_default]
    pub(crate) large: bool,
}

#[component]
pub(crate) fn Icon(props: &Props) -> Html {
    html! {
        <svg class={classes!("icon", props.large.then_some("icon-large"))} aria-hidden="true">
            <use href={format!("#icon-{}", props.name)} />
        </svg>
    }
}

/// The icon of a kind of channel.
pub(crate) fn of_channel(kind: &str) -> &'static str {
    match kind {
        "whatsapp" => "message-circle",
        "instagram" => "camera",
        "email" => "mail",
        "webchat" => "messages-square",
        "telegram" => "send",
        "sms" => "smartphone",
        _ => "inbox",
    }
}
