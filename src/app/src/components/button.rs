//! A button: the main one, a plain one, a quiet one or a dangerous one.

use yew::prelude::*;

use super::icon::small_icon;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// Its word; also the tooltip when `bare`.
    pub(crate) label: AttrValue,
    /// `primary`, `plain`, `quiet` or `danger`.
    #[prop_or(AttrValue::Static("plain"))]
    pub(crate) look: AttrValue,
    #[prop_or_default]
    pub(crate) icon: Option<AttrValue>,
    /// Shows the icon only; the word is its name and tooltip.
    #[prop_or_default]
    pub(crate) bare: bool,
    /// Sends the form around it.
    #[prop_or_default]
    pub(crate) submit: bool,
    /// Cannot be pressed now.
    #[prop_or_default]
    pub(crate) disabled: bool,
    /// Something that it began is on its way.
    #[prop_or_default]
    pub(crate) busy: bool,
    /// What it shows or hides: the element's id, and whether it is shown.
    #[prop_or_default]
    pub(crate) controls: Option<(AttrValue, bool)>,
    #[prop_or_default]
    pub(crate) onclick: Callback<MouseEvent>,
    #[prop_or_default]
    pub(crate) testid: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) class: Classes,
    #[prop_or_default]
    pub(crate) node: NodeRef,
}

#[component]
pub(crate) fn Button(props: &Props) -> Html {
    let kind = if props.submit { "submit" } else { "button" };
    let icon = if props.busy {
        Some(AttrValue::Static("loader-circle"))
    } else {
        props.icon.clone()
    };
    html! {
        <button
            ref={props.node.clone()}
            type={kind}
            class={classes!(
                "button",
                format!("button-{}", props.look),
                props.bare.then_some("button-bare"),
                props.busy.then_some("is-busy"),
                props.class.clone(),
            )}
            disabled={props.disabled || props.busy}
            aria-busy={props.busy.then_some("true")}
            aria-label={props.bare.then(|| props.label.clone())}
            title={props.bare.then(|| props.label.clone())}
            aria-expanded={props.controls.as_ref().map(|(_, open)| if *open { "true" } else { "false" })}
            aria-controls={props.controls.as_ref().filter(|(_, open)| *open).map(|(id, _)| id.clone())}
            data-testid={props.testid.clone()}
            onclick={props.onclick.clone()}
        >
            { for icon.as_deref().map(small_icon) }
            if !props.bare { <span>{ &props.label }</span> }
        </button>
    }
}
