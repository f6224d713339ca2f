//! Colours to choose from, and any other.

use encaixe_api::inbox::tag::{COLORS, text_color};
use encaixe_ui::hooks::use_id;
use encaixe_ui::i18n::use_words;
use web_sys::HtmlInputElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) value: AttrValue,
    pub(super) onchange: Callback<String>,
}

#[component]
pub(super) fn Colors(props: &Props) -> Html {
    let words = use_words();
    let name = use_id("color");
    let choices = COLORS.iter().enumerate().map(|(place, color)| {
        let word = words.t(&format!("color-{place}"));
        html! {
            <label key={*color} class="color" title={word.clone()} style={format!("--color: {color}; --mark: {}", text_color(color))}>
                <input
                    type="radio" name={name.clone()} value={*color} checked={props.value == *color} aria-label={word}
                    onchange={props.onchange.reform(move |_: Event| (*color).to_owned())}
                />
            </label>
        }
    });
    let other = {
        let change = props.onchange.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                change.emit(input.value());
            }
        })
    };
    html! {
        <div class="colors">
            { for choices }
            <label class="color-other"><span>{ words.t("color-other") }</span><input type="color" name="other" value={props.value.clone()} oninput={other} /></label>
        </div>
    }
}
