//! A picture for a plugin's icon: chosen from a file, shown, taken away again.

use encaixe_ui::button::{Look, push_button};
use encaixe_ui::i18n::use_words;
use encaixe_ui::icon::small_icon;
use encaixe_ui::plugin_icon::{is_picture, large_plugin_icon};
use gloo_events::EventListener;
use web_sys::{FileReader, HtmlInputElement};
use yew::prelude::*;
use yew::props;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// What the form holds: an emoji, an address, or nothing.
    pub(super) icon: String,
    pub(super) onchange: Callback<String>,
}

#[component]
pub(super) fn PluginPicture(props: &Props) -> Html {
    let words = use_words();
    let onchange = {
        let onchange = props.onchange.clone();
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else {
                return;
            };
            let file = input.files().and_then(|files| files.get(0));
            let (Some(file), Ok(reader)) = (file, FileReader::new()) else {
                return;
            };
            let (result, onchange) = (reader.clone(), onchange.clone());
            let read = EventListener::once(&reader, "load", move |_| {
                if let Some(address) = result.result().ok().and_then(|value| value.as_string()) {
                    onchange.emit(address);
                }
                // The same file can be chosen again.
                input.set_value("");
            });
            // A file that cannot be read changes nothing; the listener goes with the reader.
            if reader.read_as_data_url(&file).is_ok() {
                read.forget();
            }
        })
    };
    let remove = {
        let onchange = props.onchange.clone();
        Callback::from(move |_: MouseEvent| onchange.emit(String::new()))
    };
    html! {
        <div class="picture-choice">
            if is_picture(&props.icon) {
                <span class="line-icon" aria-hidden="true">{ large_plugin_icon(Some(&props.icon)) }</span>
            }
            <label class="button button-plain picture-file">
                { small_icon("image") }{ words.t("plugin-picture") }
                <input type="file" name="picture" accept="image/png,image/webp,image/svg+xml" {onchange} />
            </label>
            if is_picture(&props.icon) {
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("plugin-picture-remove"), look: Look::Quiet, onclick: remove })) }
            }
            <p class="field-help">{ words.t("plugin-picture-help") }</p>
        </div>
    }
}
