//! A button: the main one, a plain one, a quiet one or a dangerous one.

use yew::prelude::*;

use crate::icon::small_icon;

/// How much a button calls for attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    /// The main one of its place.
    Primary,
    /// One of several.
    #[default]
    Plain,
    /// One that stands back.
    Quiet,
    /// What it does cannot be undone.
    Danger,
}

impl Look {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button-primary",
            Self::Plain => "button-plain",
            Self::Quiet => "button-quiet",
            Self::Danger => "button-danger",
        }
    }
}

/// What a button shows and does.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Its word; also the tooltip when `bare`.
    pub label: AttrValue,
    /// How much it calls for attention.
    #[prop_or_default]
    pub look: Look,
    /// The icon before its word.
    #[prop_or_default]
    pub icon: Option<AttrValue>,
    /// Shows the icon only; the word is its name and tooltip.
    #[prop_or_default]
    pub bare: bool,
    /// Sends the form around it.
    #[prop_or_default]
    pub submit: bool,
    /// Cannot be pressed now.
    #[prop_or_default]
    pub disabled: bool,
    /// Something that it began is on its way.
    #[prop_or_default]
    pub busy: bool,
    /// What it shows or hides: the element's id, and whether it is shown.
    #[prop_or_default]
    pub controls: Option<(AttrValue, bool)>,
    /// It was pressed.
    #[prop_or_default]
    pub onclick: Callback<MouseEvent>,
    /// Its name for browser tests.
    #[prop_or_default]
    pub testid: Option<AttrValue>,
    /// Further classes.
    #[prop_or_default]
    pub class: Classes,
    /// The element.
    #[prop_or_default]
    pub node: NodeRef,
}

/// A button.
pub fn push_button(props: &Props) -> Html {
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
                props.look.class(),
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
