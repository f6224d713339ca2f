//! One icon of the sprite, which `boot.js` brings into the page; decoration beside a label or under a tooltip, so hidden from readers.

use yew::prelude::*;

/// An icon beside a line of text, by its name in `www/icons/icons.txt`.
pub fn small_icon(name: &str) -> Html {
    drawn("icon", name)
}

/// One of 20 px instead of 16.
pub fn large_icon(name: &str) -> Html {
    drawn("icon icon-large", name)
}

fn drawn(class: &'static str, name: &str) -> Html {
    html! {
        <svg {class} aria-hidden="true"><use href={format!("#icon-{name}")} /></svg>
    }
}

/// The icon of a kind of channel.
pub fn of_channel(kind: &str) -> &'static str {
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
