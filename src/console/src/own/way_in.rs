//! Where messages of a channel are sent, and the command that sends one.

use encaixe_ui::copy::{use_copy_button, use_copy_field};
use encaixe_ui::hooks::use_shared;
use encaixe_ui::i18n::use_words;
use encaixe_ui::part;
use encaixe_ui::sample;
use yew::prelude::*;
use yew::props;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// The channel's id.
    pub(super) id: AttrValue,
}

#[component]
pub(super) fn WayIn(props: &Props) -> Html {
    let words = use_words();
    let page = sample::page();
    let address = format!("{page}/api/channels/{}/messages", props.id);
    let token = use_shared(|shared| shared.new_token.clone());
    let token = (*token).as_deref().unwrap_or("TOKEN");
    let command = sample::line(&page, &props.id, token, &words.t("welcome-sample"));
    html! {
        <div class="own-way-in">
            <h3>{ words.t("own-address") }</h3>
            <p class="field-help">{ words.t("own-address-text") }</p>
            { part!(use_copy_field, props!(encaixe_ui::copy::Props { value: address })) }
            <h3>{ words.t("own-command") }</h3>
            <div class="first-run-code">
                <pre tabindex="0"><code>{ command.clone() }</code></pre>
                { part!(use_copy_button, props!(encaixe_ui::copy::Props { value: command })) }
            </div>
        </div>
    }
}
