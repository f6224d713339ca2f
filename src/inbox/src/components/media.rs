//! What a message brings besides words: a bounded picture, a film, a recording, or a link to a file.

use encaixe_api::inbox::message::Kind;
use encaixe_api::visible;
use encaixe_ui::i18n::use_words;
use encaixe_ui::icon::{large_icon, small_icon};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) kind: Kind,
    /// Empty when it is not known.
    pub(crate) url: AttrValue,
    /// What the file is called; empty when it is not known.
    #[prop_or_default]
    pub(crate) name: AttrValue,
}

#[hook]
pub(crate) fn use_media(props: &Props) -> Html {
    let words = use_words();
    let broken = use_state_eq(|| false);
    let onerror = {
        let broken = broken.clone();
        Callback::from(move |_: Event| broken.set(true))
    };
    let url = &props.url;
    let (icon, name) = match props.kind {
        Kind::Text | Kind::Note => return Html::default(),
        Kind::Image => ("image", words.t("media-image")),
        Kind::Video => ("film", words.t("media-video")),
        Kind::Audio => ("mic", words.t("media-audio")),
        Kind::File => ("file", words.t("media-file")),
    };
    // A sign that turns a name around would show another ending than the file has.
    let own = visible::name(&props.name);
    let name = if own.is_empty() { name } else { own };
    let is_web = is_web(url);
    // A picture inside the message is drawn but never opened: browsers open no `data:` page.
    let is_drawn = is_web || url.starts_with("data:image/");
    match props.kind {
        Kind::Image if is_drawn && !*broken => {
            let picture = html! {
                <img src={url.clone()} alt={name} loading="lazy" referrerpolicy="no-referrer" {onerror} />
            };
            if is_web {
                html! { <a class="media" href={url.clone()} target="_blank" rel="noopener noreferrer nofollow">{ picture }</a> }
            } else {
                html! { <span class="media">{ picture }</span> }
            }
        }
        Kind::Video if is_web && !*broken => html! {
            <video class="media media-player" src={url.clone()} controls=true preload="metadata" title={name} {onerror} />
        },
        Kind::Audio if is_web && !*broken => html! {
            <audio class="media media-player" src={url.clone()} controls=true preload="metadata" title={name} {onerror} />
        },
        _ if is_web => html! {
            <a class="media media-link" href={url.clone()} target="_blank" rel="noopener noreferrer nofollow">
                { large_icon(icon) }<span class="media-name" dir="auto">{ name }</span>{ small_icon("external-link") }
            </a>
        },
        _ => {
            html! { <span class="media media-link">{ large_icon(icon) }<span class="media-name" dir="auto">{ name }</span></span> }
        }
    }
}

/// Whether a browser may open the address: no scheme but http and https.
pub(crate) fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
