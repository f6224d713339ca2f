//! What stands where there is nothing, or where something did not come.

use crate::part;
use yew::prelude::*;
use yew::props;

use crate::api_client::Failure;
use crate::button::push_button;
use crate::failure::reason;
use crate::i18n::use_words;
use crate::icon::large_icon;

/// What is said.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The icon above it.
    pub icon: AttrValue,
    /// What there is not.
    pub title: AttrValue,
    /// What the place is for.
    #[prop_or_default]
    pub text: Option<AttrValue>,
    /// Nothing else is on the page, so this is its title.
    #[prop_or_default]
    pub alone: bool,
    /// The next step.
    #[prop_or_default]
    pub children: Html,
}

/// Says what the place is for and offers the next step.
#[hook]
pub fn use_empty(props: &Props) -> Html {
    html! {
        <div class="empty">
            <span class="empty-icon">{ large_icon(&props.icon) }</span>
            if props.alone {
                <h1 class="empty-title">{ &props.title }</h1>
            } else {
                <h2 class="empty-title">{ &props.title }</h2>
            }
            if let Some(text) = &props.text { <p class="empty-text">{ text }</p> }
            <div class="empty-next">{ props.children.clone() }</div>
        </div>
    }
}

/// What did not come.
#[derive(Properties, PartialEq)]
pub struct TroubleProps {
    /// Why.
    pub failure: Failure,
    /// The agent tries again.
    pub onretry: Callback<MouseEvent>,
    /// Another way out.
    #[prop_or_default]
    pub children: Html,
}

/// Says what did not work, and offers to try again.
#[hook]
pub fn use_trouble(props: &TroubleProps) -> Html {
    let words = use_words();
    let (icon, title) = if props.failure.status.is_none() {
        ("wifi-off", words.t("trouble-offline"))
    } else {
        ("circle-alert", words.t("trouble-title"))
    };
    html! {
        <div role="alert">
            { part!(use_empty, props!(Props { icon, title, text: reason(&words, &props.failure), children: html! { <>{ push_button(&props!(crate::button::Props { label: words.t("retry"), icon: "refresh-cw", onclick: props.onretry.clone() })) }
                { props.children.clone() }</> } })) }
        </div>
    }
}
