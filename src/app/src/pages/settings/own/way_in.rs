//! Where messages of a channel are sent, and the command that sends one.

use yew::prelude::*;

use crate::components::copy::{CopyButton, CopyField};
use crate::components::welcome;
use crate::hooks::use_select;
use crate::i18n::use_words;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// The channel's id.
    pub(super) id: AttrValue,
}

#[component]
pub(super) fn WayIn(props: &Props) -> Html {
    let words = use_words();
    let origin = welcome::origin();
    let address = format!("{origin}/api/channels/{}/messages", props.id);
    let token = use_select(|state| state.new_token.clone());
    let token = (*token).as_deref().unwrap_or("TOKEN");
    let command = welcome::line(&origin, &props.id, token, &words.t("welcome-sample"));
    html! {
        <div class="own-way-in">
            <h3>{ words.t("own-address") }</h3>
            <p class="field-help">{ words.t("own-address-text") }</p>
            <CopyField value={address} />
            <h3>{ words.t("own-command") }</h3>
            <div class="first-run-code">
                <pre tabindex="0"><code>{ command.clone() }</code></pre>
                <CopyButton value={command} />
            </div>
        </div>
    }
}
