//! One of several, as the browser's own list. It shows its `value` also after somebody chose another that
//! was then refused: a browser no longer heeds the `selected` attribute once a person has chosen.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::hooks::use_effect_with;

/// The choices.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The list's name in the API.
    pub name: AttrValue,
    /// The value that is chosen.
    pub value: AttrValue,
    /// Values with their words, in order.
    pub options: Vec<(AttrValue, AttrValue)>,
    /// Another was chosen.
    pub onchange: Callback<String>,
    /// Its name for readers.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Further classes.
    #[prop_or_default]
    pub class: Classes,
}

/// One of several.
#[hook]
pub fn use_select_part(props: &Props) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        let shown = (props.value.clone(), props.options.clone());
        use_effect_with(shown, move |(value, _)| {
            if let Some(select) = node.cast::<HtmlSelectElement>() {
                select.set_value(value);
            }
        });
    }
    let onchange = {
        let change = props.onchange.clone();
        Callback::from(move |event: Event| {
            if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
                change.emit(select.value());
            }
        })
    };
    html! {
        <select
            ref={node}
            class={props.class.clone()}
            name={props.name.clone()}
            aria-label={props.label.clone()}
            {onchange}
        >
            { for props.options.iter().map(|(value, word)| html! {
                <option key={value.to_string()} value={value.clone()} dir="auto">{ word }</option>
            }) }
        </select>
    }
}
